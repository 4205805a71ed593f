"""The permit: numbered, frozen at the decision, and its paper."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, FSMModelMixin, transition

from applicants.models import Applicant
from office.rights import APPEND_ONLY, Rights
from office.time import OfficialNow
from permits.models.application import Application
from permits.states import PermitState
from sop.models import PermitType


def new_token() -> str:
    """Return the unguessable part (128 bits) of a verification address."""
    return secrets.token_urlsafe(16)


class Permit(FSMModelMixin, models.Model):
    """What the office granted. The snapshot holds every word of the paper; nothing of it changes later."""

    database_rights = Rights(update=("state", "issued_at"), delete=False)

    application = models.OneToOneField(
        Application, on_delete=models.PROTECT, related_name="permit", verbose_name=_("permohonan")
    )
    permit_type = models.ForeignKey(
        PermitType, on_delete=models.PROTECT, related_name="permits", verbose_name=_("jenis izin")
    )
    holder = models.ForeignKey(Applicant, on_delete=models.PROTECT, related_name="permits")
    number = models.CharField(_("nomor izin"), max_length=120, unique=True)
    series = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    token = models.CharField(max_length=32, unique=True, default=new_token)
    state = FSMField(
        _("status"), max_length=12, choices=PermitState, default=PermitState.SIGNING, protected=True
    )
    snapshot = models.JSONField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("diputuskan oleh"),
    )
    decided_at = models.DateTimeField(_("diputuskan"))
    valid_from = models.DateField(_("berlaku sejak"))
    valid_until = models.DateField(_("berlaku sampai"), null=True)
    issued_at = models.DateTimeField(_("terbit"), null=True)

    class Meta:
        verbose_name = _("izin")
        verbose_name_plural = _("izin")
        constraints = [
            models.UniqueConstraint(fields=["series", "year", "serial"], name="one_permit_per_number"),
            models.CheckConstraint(
                name="published_permit_has_its_time",
                condition=Q(state="signing") | Q(issued_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @transition(state, source=PermitState.SIGNING, target=PermitState.ACTIVE)
    def publish(self, *, at) -> None:
        self.issued_at = at


class PermitFile(models.Model):
    """The bytes of a permit: rendered once from the snapshot, sealed once, then only copied."""

    class Kind(models.TextChoices):
        RENDERED = "rendered", _("Belum bersegel")
        SEALED = "sealed", _("Bersegel")

    database_rights = APPEND_ONLY

    permit = models.ForeignKey(Permit, on_delete=models.PROTECT, related_name="files", verbose_name=_("izin"))
    kind = models.CharField(_("jenis"), max_length=10, choices=Kind)
    sha256 = models.CharField(_("sidik SHA-256"), max_length=64, unique=True)
    size = models.PositiveIntegerField(_("ukuran"))
    created_at = models.DateTimeField(_("dibuat"), db_default=OfficialNow())

    class Meta:
        verbose_name = _("berkas izin")
        verbose_name_plural = _("berkas izin")
        constraints = [
            models.UniqueConstraint(fields=["permit", "kind"], name="one_file_per_permit_and_kind")
        ]

    def __str__(self) -> str:
        return f"{self.permit_id} {self.kind}"
