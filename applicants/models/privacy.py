"""What people agreed to, and who looked at their identity data (UU 27/2022)."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from applicants.models.people import Applicant
from office.rights import APPEND_ONLY
from office.time import OfficialNow

# The date of the text at /privasi/; a new text asks for a new consent.
PRIVACY_NOTICE_VERSION = "2026-11-01"


class Consent(models.Model):
    """An account accepted a version of a notice."""

    class Kind(models.TextChoices):
        PRIVACY_NOTICE = "privacy_notice", _("Pemberitahuan privasi")

    database_rights = APPEND_ONLY

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="consents", verbose_name=_("akun")
    )
    kind = models.CharField(_("jenis"), max_length=20, choices=Kind)
    version = models.CharField(_("versi"), max_length=20)
    at = models.DateTimeField(_("waktu"), db_default=OfficialNow())

    class Meta:
        verbose_name = _("persetujuan")
        verbose_name_plural = _("persetujuan")
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.user} {self.kind} {self.version}"

    @property
    def text_date(self) -> dt.date:
        """The day of the text that was agreed to."""
        return dt.date.fromisoformat(self.version)


class AccessLog(models.Model):
    """Somebody looked at identity data in the clear, and said why."""

    database_rights = APPEND_ONLY

    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("pelaku")
    )
    applicant = models.ForeignKey(
        Applicant, on_delete=models.PROTECT, related_name="access_log", verbose_name=_("pemohon")
    )
    fields = models.CharField(_("data yang dilihat"), max_length=80)
    reason = models.CharField(_("alasan"), max_length=240)
    at = models.DateTimeField(_("waktu"), db_default=OfficialNow())

    class Meta:
        verbose_name = _("catatan akses")
        verbose_name_plural = _("catatan akses")
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.actor} {self.fields} {self.applicant_id}"

    @property
    def field_names(self) -> str:
        """The fields as people call them: «NIK, nomor HP»."""
        names = filter(None, self.fields.split(","))
        return ", ".join(str(Applicant._meta.get_field(name).verbose_name) for name in names)
