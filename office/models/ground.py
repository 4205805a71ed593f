"""The office itself and the sector agencies it works with."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Office(models.Model):
    """The one office this portal serves; everything printed on letterhead comes from here."""

    name = models.CharField(_("nama kantor"), max_length=160)
    short_name = models.CharField(_("nama pendek"), max_length=60)
    government = models.CharField(_("pemerintah"), max_length=160)
    region = models.CharField(_("daerah"), max_length=80)
    city = models.CharField(_("kota tempat surat"), max_length=80)
    address = models.CharField(_("alamat"), max_length=240)
    phone = models.CharField(_("telepon"), max_length=40)
    email = models.EmailField(_("surel"))
    website = models.CharField(_("situs"), max_length=120)
    hours_text = models.CharField(_("jam layanan"), max_length=120)
    head_title = models.CharField(_("jabatan kepala"), max_length=120)
    head_name = models.CharField(_("nama kepala"), max_length=120)
    head_rank = models.CharField(_("pangkat kepala"), max_length=80, blank=True)
    head_employee_number = models.CharField(_("NIP kepala"), max_length=18, blank=True)
    letter_code = models.CharField(_("klasifikasi surat izin"), max_length=20, default="500.16.7.2")
    letter_code_other = models.CharField(_("klasifikasi surat nonizin"), max_length=20, default="500.16.7.4")
    unit_code = models.CharField(_("kode unit pada nomor surat"), max_length=20, default="DPMPTSP")
    initial_levels = models.PositiveSmallIntegerField(_("jumlah tingkat paraf"), default=1)
    is_sample = models.BooleanField(_("data contoh"), default=False)

    class Meta:
        verbose_name = _("kantor")
        verbose_name_plural = _("kantor")
        constraints = [
            models.CheckConstraint(name="office_is_one_row", condition=Q(pk=1)),
            models.CheckConstraint(name="office_initial_levels_0_to_3", condition=Q(initial_levels__lte=3)),
        ]

    def __str__(self) -> str:
        return self.name


class Agency(models.Model):
    """A sector agency (perangkat daerah) whose technical team gives recommendations."""

    code = models.CharField(_("kode"), max_length=20, unique=True)
    name_id = models.CharField(_("nama"), max_length=160)
    name_en = models.CharField(_("nama Inggris"), max_length=160)
    short_name = models.CharField(_("nama pendek"), max_length=60)

    class Meta:
        verbose_name = _("instansi teknis")
        verbose_name_plural = _("instansi teknis")
        ordering = ["name_id"]

    def __str__(self) -> str:
        return self.short_name
