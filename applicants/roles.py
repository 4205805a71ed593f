"""The roles of the office (design: one person may hold several, each granted by two people)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    FRONT_DESK = "front_desk", _("Petugas loket")
    BACK_OFFICE = "back_office", _("Petugas pemroses")
    TECHNICAL = "technical", _("Tim teknis")
    SECTION_HEAD = "section_head", _("Kepala bidang")
    OFFICE_HEAD = "office_head", _("Kepala kantor")
    SOP_ADMIN = "sop_admin", _("Pengelola standar pelayanan")
    SURVEY_OFFICER = "survey_officer", _("Petugas survei")
    COMPLAINT_OFFICER = "complaint_officer", _("Petugas pengaduan")
    INSPECTORATE = "inspectorate", _("Inspektorat")
    OMBUDSMAN = "ombudsman", _("Ombudsman")
