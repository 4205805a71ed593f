"""A deadline in the words of the office: how long is left, whose turn it is, since when it is late."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from office.calendar import MINUTES_PER_DAY, WorkingCalendar
from permits import clock
from permits.models import Application
from permits.states import PROMISE_RUNS, State

SOON_SHARE = 0.8
MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")


@dataclass(frozen=True)
class Deadline:
    """What a deadline chip shows; `kind` is one of on_track, soon, late, done, none."""

    kind: str
    short: str
    long: str
    at: dt.datetime | None = None


def short_date(day: dt.date) -> str:
    return f"{day.day} {_(MONTHS[day.month - 1])} {day.year}"


def deadline(application: Application, now: dt.datetime, calendar: WorkingCalendar) -> Deadline:
    """Return the deadline of one application as it stands at `now` (no query)."""
    if application.is_finished:
        return _finished(application, calendar)
    if application.due_at is None:
        return Deadline("none", "", "")
    return due(application.due_at, now, calendar, is_soon=_is_soon(application, now, calendar))


def due(
    due_at: dt.datetime, now: dt.datetime, calendar: WorkingCalendar, *, is_soon: bool = False
) -> Deadline:
    """Return the chip of any due moment: days left, hours on the last day, days late."""
    last_day = calendar.local_date(due_at)
    if now > due_at:
        days = max(1, _working_days(last_day + dt.timedelta(days=1), calendar.local_date(now), calendar))
        words = ngettext("Terlambat {n} hari", "Terlambat {n} hari", days).format(n=days)
        long = _("{words} sejak {date}").format(words=words, date=short_date(last_day))
        return Deadline("late", words, long, due_at)
    if calendar.local_date(now) == last_day:
        hour = due_at.astimezone(calendar.zone).strftime("%H.%M")
        words = _("Hari ini, {hour}").format(hour=hour)
        return Deadline("soon", words, words, due_at)
    minutes = calendar.minutes_between(now, due_at)
    if minutes < MINUTES_PER_DAY:
        hours = max(1, minutes // 60)
        words = ngettext("Sisa {n} jam kerja", "Sisa {n} jam kerja", hours).format(n=hours)
        is_soon = True
    else:
        days = _working_days(calendar.local_date(now) + dt.timedelta(days=1), last_day, calendar)
        words = ngettext("Sisa {n} hari", "Sisa {n} hari", days).format(n=days)
    long = _("{words} kerja, sampai {date}").format(
        words=words.removesuffix(" kerja"), date=short_date(last_day)
    )
    return Deadline("soon" if is_soon else "on_track", words, long, due_at)


def _is_soon(application: Application, now: dt.datetime, calendar: WorkingCalendar) -> bool:
    if application.state not in PROMISE_RUNS:
        return False
    standard = application.standard
    used = clock.share_used(
        application.accepted_at, standard.max_working_days, now, calendar, same_day=standard.same_day
    )
    return used >= SOON_SHARE


def _working_days(first: dt.date, last: dt.date, calendar: WorkingCalendar) -> int:
    return sum(
        calendar.is_working_day(first + dt.timedelta(days=offset))
        for offset in range((last - first).days + 1)
    )


def _finished(application: Application, calendar: WorkingCalendar) -> Deadline:
    if application.state != State.ISSUED:
        return Deadline("done", _("Selesai"), _("Selesai"))
    standard = application.standard
    taken = clock.days_taken(
        application.accepted_at, application.issued_at, calendar, same_day=standard.same_day
    )
    words = _("Selesai {n} dari {days} hari").format(n=max(taken, 1), days=standard.max_working_days)
    return Deadline("done", words, words)
