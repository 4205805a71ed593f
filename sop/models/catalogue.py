"""The catalogue: what can be asked for here."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from office.models import Agency
from office.rights import READ_ONLY
from sop.querysets import PermitTypeQuerySet


class Sector(models.Model):
    database_rights = READ_ONLY  # the owner's `load_catalogue` writes it

    code = models.CharField(_("kode"), max_length=10, unique=True)
    name_id = models.CharField(_("nama"), max_length=80)
    name_en = models.CharField(_("nama Inggris"), max_length=80)

    class Meta:
        verbose_name = _("bidang")
        verbose_name_plural = _("bidang")
        ordering = ["name_id"]

    def __str__(self) -> str:
        return self.name_id


class PermitType(models.Model):
    """One of the services in the catalogue; its promise stands in its `Standard` versions."""

    class Kind(models.TextChoices):
        PERMIT = "izin", _("Izin")
        OTHER = "nonizin", _("Nonizin")

    class IssuingSystem(models.TextChoices):
        PORTAL = "portal", _("Portal ini")
        OSS = "OSS", _("OSS")
        SIMBG = "SIMBG", _("SIMBG")
        OTHER = "other", _("Sistem lain")

    class Signer(models.TextChoices):
        OFFICE_HEAD = "office_head", _("Kepala kantor")

    # Who issues and whose names are hidden belong to the promise: the owner's `load_catalogue` writes them.
    database_rights = READ_ONLY

    code = models.CharField(_("kode"), max_length=20, unique=True)
    sector = models.ForeignKey(
        Sector, on_delete=models.PROTECT, related_name="permit_types", verbose_name=_("bidang")
    )
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="permit_types", verbose_name=_("instansi teknis")
    )
    name_id = models.CharField(_("nama"), max_length=200, unique=True)
    name_en = models.CharField(_("nama Inggris"), max_length=200)
    kind = models.CharField(_("golongan"), max_length=10, choices=Kind)
    issuing_system = models.CharField(
        _("diterbitkan lewat"), max_length=10, choices=IssuingSystem, default=IssuingSystem.PORTAL
    )
    national_system = models.CharField(_("sistem nasional"), max_length=40, blank=True)
    sensitive = models.BooleanField(_("nama dirahasiakan"), default=False)
    signer = models.CharField(_("penanda tangan"), max_length=20, choices=Signer, default=Signer.OFFICE_HEAD)
    number_code = models.CharField(_("kode pada nomor izin"), max_length=20)

    objects = PermitTypeQuerySet.as_manager()

    class Meta:
        verbose_name = _("jenis izin")
        verbose_name_plural = _("jenis izin")
        ordering = ["name_id"]

    def __str__(self) -> str:
        return self.name_id

    def get_absolute_url(self) -> str:
        return reverse("sop:permit_type", args=[self.code])

    @property
    def is_issued_here(self) -> bool:
        return self.issuing_system == self.IssuingSystem.PORTAL
