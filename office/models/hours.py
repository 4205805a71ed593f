"""The working calendar as the office keeps it: opening hours and days off. The tables are the truth."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class WorkingHours(models.Model):
    """Opening hours of one weekday during a span of dates (Ramadan has its own rows)."""

    weekday = models.PositiveSmallIntegerField(_("hari"), help_text=_("0 = Senin"))
    opens = models.TimeField(_("buka"))
    break_starts = models.TimeField(_("istirahat mulai"))
    break_ends = models.TimeField(_("istirahat selesai"))
    closes = models.TimeField(_("tutup"))
    valid_from = models.DateField(_("berlaku sejak"))
    valid_until = models.DateField(_("berlaku sampai"), null=True, blank=True)

    class Meta:
        verbose_name = _("jam kerja")
        verbose_name_plural = _("jam kerja")
        ordering = ["valid_from", "weekday"]
        constraints = [
            models.UniqueConstraint(fields=["weekday", "valid_from"], name="one_row_per_weekday_and_start"),
            models.CheckConstraint(name="weekday_0_to_6", condition=Q(weekday__lte=6)),
            models.CheckConstraint(
                name="hours_in_order",
                condition=Q(opens__lt=F("break_starts"))
                & Q(break_starts__lte=F("break_ends"))
                & Q(break_ends__lt=F("closes")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekday}: {self.opens:%H.%M}-{self.closes:%H.%M}"


class Holiday(models.Model):
    """A day on which the office is closed."""

    class Kind(models.TextChoices):
        NATIONAL = "national", _("Libur nasional")
        JOINT_LEAVE = "joint_leave", _("Cuti bersama")
        LOCAL = "local", _("Libur daerah")
        ELECTION = "election", _("Hari pemilihan")

    date = models.DateField(_("tanggal"), unique=True)
    name = models.CharField(_("nama"), max_length=120)
    kind = models.CharField(_("jenis"), max_length=20, choices=Kind)
    source = models.CharField(_("sumber"), max_length=160)
    confirmed = models.BooleanField(_("pasti"), default=True)

    class Meta:
        verbose_name = _("hari libur")
        verbose_name_plural = _("hari libur")
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date:%Y-%m-%d} {self.name}"
