"""The parts of an application's form: one group of questions on each page."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sop.models import FormField


class Part(models.TextChoices):
    """A part by its name in the address."""

    APPLICANT = "pemohon", _("Data pemohon")
    DATA = "data", _("Data permohonan")
    PLACE = "lokasi", _("Lokasi")
    DOCUMENTS = "berkas", _("Unggah syarat")


def part_of(field: FormField) -> Part:
    """Return the page on which a question is asked."""
    return Part.PLACE if field.kind == FormField.Kind.LOCATION else Part.DATA


def anchor_of(field: FormField) -> str:
    """Return the name of a question's (first) input on its page."""
    return f"id_{field.name}_address" if field.kind == FormField.Kind.LOCATION else f"id_{field.name}"
