"""Gapless official numbers."""

from django.db import models

from office.rights import Rights


class NumberSeries(models.Model):
    """The last number given out in one series and year; a trigger lets it grow by one only."""

    database_rights = Rights(update=("last",), delete=False)

    series = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "year"], name="one_row_per_series_and_year")]

    def __str__(self) -> str:
        return f"{self.series} {self.year}: {self.last}"
