"""Dates, hours and numbers as the office writes them."""

import datetime as dt
from decimal import Decimal

from django import template
from django.utils import timezone
from django.utils.formats import date_format, number_format

register = template.Library()


@register.filter
def tanggal(value: dt.date | dt.datetime | None) -> str:
    """Write a date as «21 November 2026»."""
    if not value:
        return ""
    return date_format(_local(value), "j F Y")


@register.filter
def waktu(value: dt.datetime | None) -> str:
    """Write a moment as «21 November 2026, 15.30 WIB», in the office's zone."""
    if not value:
        return ""
    local = _local(value)
    return f"{date_format(local, 'j F Y, H.i')} {local.tzname()}"


@register.filter
def jam(value: dt.datetime | dt.time | None) -> str:
    """Write an hour as «15.30»."""
    if value is None or value == "":
        return ""
    return _local(value).strftime("%H.%M")


@register.filter
def bilangan(value: int | float | Decimal | None, decimals: int | None = None) -> str:
    """Write a number as «1.244» or, with `decimals`, «89,62»."""
    if value is None or value == "":
        return ""
    return number_format(value, decimal_pos=decimals, use_l10n=True, force_grouping=True)


@register.filter
def masked(value: str | None, shown: int = 4) -> str:
    """Hide all but the last characters: «••••1234»."""
    if not value:
        return ""
    return "••••" + (value[-shown:] if len(value) > shown else "")


def _local(value):
    return timezone.localtime(value) if isinstance(value, dt.datetime) and timezone.is_aware(value) else value
