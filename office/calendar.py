"""The working calendar: which minutes of which day the office works.

Pure arithmetic over opening hours and days off (Perpres 21/2023: Monday to Friday, 37.5 hours a week;
joint leave and national holidays are not working days). All moments are aware.
"""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo

MINUTES_PER_DAY = 450
# Five years without one working day can only be a broken calendar.
SEARCH_DAYS = 5 * 366


class CalendarError(ValueError):
    """The calendar has no working time where one was asked for."""


@dataclass(frozen=True)
class Hours:
    """Opening hours of one weekday (0 = Monday) from a date on, until a date or for good."""

    weekday: int
    opens: dt.time
    break_starts: dt.time
    break_ends: dt.time
    closes: dt.time
    valid_from: dt.date
    valid_until: dt.date | None = None


@dataclass(frozen=True)
class WorkingCalendar:
    """Opening hours and days off of one office in its time zone."""

    hours: Sequence[Hours]
    holidays: Collection[dt.date]
    zone: ZoneInfo

    @cached_property
    def _by_weekday(self) -> dict[int, list[Hours]]:
        rows: dict[int, list[Hours]] = {day: [] for day in range(7)}
        for row in self.hours:
            rows[row.weekday].append(row)
        for known in rows.values():
            known.sort(key=lambda row: row.valid_from, reverse=True)
        return rows

    def hours_on(self, day: dt.date) -> Hours | None:
        """Return the opening hours of `day`, the latest row that covers it, or None when closed."""
        if day in self.holidays:
            return None
        for row in self._by_weekday[day.weekday()]:
            if row.valid_from <= day and (row.valid_until is None or day <= row.valid_until):
                return row
        return None

    def is_working_day(self, day: dt.date) -> bool:
        return self.hours_on(day) is not None

    def local_date(self, moment: dt.datetime) -> dt.date:
        return moment.astimezone(self.zone).date()

    def shifts(self, day: dt.date) -> list[tuple[dt.datetime, dt.datetime]]:
        """Return the working spans of `day` (before and after the break), empty when closed."""
        row = self.hours_on(day)
        if row is None:
            return []
        spans = [(row.opens, row.break_starts), (row.break_ends, row.closes)]
        return [
            (dt.datetime.combine(day, start, self.zone), dt.datetime.combine(day, end, self.zone))
            for start, end in spans
        ]

    def working_days_from(self, first: dt.date) -> Iterator[dt.date]:
        """Yield working days from `first` (inclusive) on."""
        for offset in range(SEARCH_DAYS):
            day = first + dt.timedelta(days=offset)
            if self.is_working_day(day):
                yield day
        raise CalendarError(f"no working day within five years of {first}")

    def nth_working_day_after(self, day: dt.date, number: int) -> dt.date:
        """Return the `number`-th working day after `day`, which itself does not count."""
        if number < 1:
            raise CalendarError("the count starts at 1")
        days = self.working_days_from(day + dt.timedelta(days=1))
        for _ in range(number - 1):
            next(days)
        return next(days)

    def closing(self, day: dt.date) -> dt.datetime:
        """Return the closing time of a working day."""
        spans = self.shifts(day)
        if not spans:
            raise CalendarError(f"the office is closed on {day}")
        return spans[-1][1]

    def opening(self, day: dt.date) -> dt.datetime:
        """Return the opening time of a working day."""
        spans = self.shifts(day)
        if not spans:
            raise CalendarError(f"the office is closed on {day}")
        return spans[0][0]

    def minutes_between(self, start: dt.datetime, end: dt.datetime) -> int:
        """Return the whole working minutes between two moments (negative when `end` is earlier)."""
        if end < start:
            return -self.minutes_between(end, start)
        total = dt.timedelta()
        day, last = self.local_date(start), self.local_date(end)
        while day <= last:
            for opens, closes in self.shifts(day):
                total += max(min(closes, end) - max(opens, start), dt.timedelta())
            day += dt.timedelta(days=1)
        return int(total.total_seconds() // 60)

    def add_minutes(self, start: dt.datetime, minutes: int) -> dt.datetime:
        """Return the moment by which `minutes` of working time have passed since `start`."""
        left = dt.timedelta(minutes=minutes)
        for day in self.working_days_from(self.local_date(start)):
            for opens, closes in self.shifts(day):
                begin = max(opens, start)
                if begin >= closes:
                    continue
                if left <= closes - begin:
                    return begin + left
                left -= closes - begin
        raise CalendarError("ran out of calendar")
