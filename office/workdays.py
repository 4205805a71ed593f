"""The office's own calendar, read from its tables; seeded from the `holidays` library."""

from zoneinfo import ZoneInfo

import holidays
from django.conf import settings

from office.calendar import Hours, WorkingCalendar
from office.models import Holiday, WorkingHours


def working_calendar() -> WorkingCalendar:
    """Return the calendar as the tables have it now (two queries)."""
    hours = [
        Hours(
            row.weekday,
            row.opens,
            row.break_starts,
            row.break_ends,
            row.closes,
            row.valid_from,
            row.valid_until,
        )
        for row in WorkingHours.objects.all()
    ]
    days_off = frozenset(Holiday.objects.values_list("date", flat=True))
    return WorkingCalendar(hours, days_off, ZoneInfo(settings.TIME_ZONE))


def seed_holidays(years: range) -> int:
    """Add the known holidays and joint leave of `years`; days the office already has stay as they are."""
    kinds = {"public": Holiday.Kind.NATIONAL, "government": Holiday.Kind.JOINT_LEAVE}
    rows = []
    for category, kind in kinds.items():
        for date, name in holidays.Indonesia(years=years, categories=(category,), language="id").items():
            estimated = "(perkiraan)" in name
            rows.append(
                Holiday(
                    date=date,
                    name=name,
                    kind=kind,
                    source="pustaka holidays, mengikuti SKB 3 Menteri",
                    confirmed=not estimated,
                )
            )
    before = Holiday.objects.count()
    Holiday.objects.bulk_create(rows, ignore_conflicts=True)
    return Holiday.objects.count() - before
