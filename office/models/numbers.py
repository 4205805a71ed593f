"""Gapless official numbers."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from office.rights import Rights


class NumberSeries(models.Model):
    """The last number given out in one series and year; a trigger lets it grow by one only."""

    database_rights = Rights(update=("last",), delete=False)

    series = models.CharField(_("seri"), max_length=40)
    year = models.PositiveSmallIntegerField(_("tahun"))
    last = models.PositiveIntegerField(_("nomor terakhir"), default=0)

    class Meta:
        verbose_name = _("seri nomor")
        verbose_name_plural = _("seri nomor")
        constraints = [models.UniqueConstraint(fields=["series", "year"], name="one_row_per_series_and_year")]

    def __str__(self) -> str:
        return f"{self.series} {self.year}: {self.last}"
