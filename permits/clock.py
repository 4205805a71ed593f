"""The promise as arithmetic: when a file is due, and how much of its time is used.

Pure functions over the working calendar (design: section 6). Day 1 is the first working day after the
calendar date on which the file was found complete; the file is due when the office closes on the last day.
"""

import datetime as dt

from office.calendar import MINUTES_PER_DAY, WorkingCalendar

NOON = dt.time(12)


def received_on(moment: dt.datetime, calendar: WorkingCalendar) -> dt.date:
    """Return the working day on which something that arrived at `moment` counts as received.

    After closing time, and on a day off, that is the next working day.
    """
    day = calendar.local_date(moment)
    if calendar.is_working_day(day) and moment <= calendar.closing(day):
        return day
    return calendar.nth_working_day_after(day, 1)


def check_due_at(submitted_at: dt.datetime, calendar: WorkingCalendar, *, days: int = 1) -> dt.datetime:
    """Return until when the front desk has to check a file submitted at that moment."""
    received = received_on(submitted_at, calendar)
    return calendar.closing(calendar.nth_working_day_after(received, days))


def counted_days(
    accepted_at: dt.datetime, days: int, calendar: WorkingCalendar, *, same_day: bool = False
) -> list[dt.date]:
    """Return the working days of the promise, day 1 first.

    With `same_day` a file accepted before noon on a working day has that day as day 1.
    """
    if days < 1:
        raise ValueError("a promise has at least one day")
    start = calendar.local_date(accepted_at)
    is_early = accepted_at.astimezone(calendar.zone).time() < NOON
    if same_day and is_early and calendar.is_working_day(start):
        first = start
    else:
        first = start + dt.timedelta(days=1)
    upcoming = calendar.working_days_from(first)
    return [next(upcoming) for _ in range(days)]


def due_at(
    accepted_at: dt.datetime, days: int, calendar: WorkingCalendar, *, same_day: bool = False
) -> dt.datetime:
    """Return the moment by which a file accepted then is due: closing time of the last counted day."""
    return calendar.closing(counted_days(accepted_at, days, calendar, same_day=same_day)[-1])


def share_used(
    accepted_at: dt.datetime,
    days: int,
    now: dt.datetime,
    calendar: WorkingCalendar,
    *,
    same_day: bool = False,
) -> float:
    """Return the used share of the promise: working minutes since day 1 opened ÷ (days × 450).

    0 before day 1 opens; above 1 when overdue.
    """
    first = counted_days(accepted_at, 1, calendar, same_day=same_day)[0]
    minutes = calendar.minutes_between(calendar.opening(first), now)
    return max(minutes, 0) / (days * MINUTES_PER_DAY)


def days_taken(
    accepted_at: dt.datetime, finished_at: dt.datetime, calendar: WorkingCalendar, *, same_day: bool = False
) -> int:
    """Return the number of the counted day on which a file was finished (0: before day 1 opened)."""
    first = counted_days(accepted_at, 1, calendar, same_day=same_day)[0]
    last = calendar.local_date(finished_at)
    span = (last - first).days
    return sum(calendar.is_working_day(first + dt.timedelta(days=offset)) for offset in range(span + 1))
