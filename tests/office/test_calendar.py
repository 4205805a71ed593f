"""The working calendar against a slow oracle that looks at every single minute."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.calendar import CalendarError, Hours, WorkingCalendar

JAKARTA = ZoneInfo("Asia/Jakarta")
ALWAYS = dt.date(2010, 1, 1)
# SKB 3 Menteri, national holidays and joint leave around Nyepi and Idul Fitri.
CLOSED = {
    1: [1, 16],
    2: [16, 17],
    3: [18, 19, 20, 21, 22, 23, 24],
    4: [3, 5],
    5: [1, 14, 15, 27, 28],
    6: [1, 16],
}
HOLIDAYS_2026 = {dt.date(2026, month, day) for month, days in CLOSED.items() for day in days}
RAMADAN = (dt.date(2026, 2, 18), dt.date(2026, 3, 17))


def week(valid_from=ALWAYS, valid_until=None, opens=dt.time(7, 30), closes=dt.time(16)) -> list[Hours]:
    friday_closes = (dt.datetime.combine(ALWAYS, closes) + dt.timedelta(minutes=30)).time()
    return [
        Hours(
            weekday,
            opens,
            dt.time(11, 30) if weekday == 4 else dt.time(12),
            dt.time(13),
            friday_closes if weekday == 4 else closes,
            valid_from,
            valid_until,
        )
        for weekday in range(5)
    ]


CALENDAR = WorkingCalendar(week(), HOLIDAYS_2026, JAKARTA)
WITH_RAMADAN = WorkingCalendar(
    week() + week(*RAMADAN, opens=dt.time(8), closes=dt.time(15)), HOLIDAYS_2026, JAKARTA
)
calendars = st.sampled_from([CALENDAR, WITH_RAMADAN])
moments = st.datetimes(
    dt.datetime(2026, 1, 1), dt.datetime(2026, 6, 30), timezones=st.sampled_from([JAKARTA, dt.UTC])
).map(lambda moment: moment.replace(second=0, microsecond=0))


def is_working_minute(calendar: WorkingCalendar, minute: dt.datetime) -> bool:
    """Say whether the minute that begins now is worked, told in another way than the code tells it."""
    local = minute.astimezone(JAKARTA)
    day, clock = local.date(), local.hour * 60 + local.minute
    if day.weekday() >= 5 or day in HOLIDAYS_2026:
        return False
    is_friday = day.weekday() == 4
    opens, closes = (7 * 60 + 30, 16 * 60)
    if calendar is WITH_RAMADAN and RAMADAN[0] <= day <= RAMADAN[1]:
        opens, closes = 8 * 60, 15 * 60
    closes += 30 if is_friday else 0
    break_starts = 11 * 60 + 30 if is_friday else 12 * 60
    return opens <= clock < break_starts or 13 * 60 <= clock < closes


def minutes_by_oracle(calendar: WorkingCalendar, start: dt.datetime, end: dt.datetime) -> int:
    length = int((end - start).total_seconds() // 60)
    return sum(is_working_minute(calendar, start + dt.timedelta(minutes=offset)) for offset in range(length))


@given(calendars, moments, st.integers(0, 4 * 24 * 60))
def test_minutes_between_counts_every_minute(calendar, start, length):
    end = start + dt.timedelta(minutes=length)

    assert calendar.minutes_between(start, end) == minutes_by_oracle(calendar, start, end)
    assert calendar.minutes_between(end, start) == -calendar.minutes_between(start, end)


@given(calendars, moments, st.integers(1, 3000))
def test_add_minutes_is_undone_by_minutes_between(calendar, start, minutes):
    end = calendar.add_minutes(start, minutes)

    assert calendar.minutes_between(start, end) == minutes
    # It is the first such moment: the minute before it was worked.
    assert is_working_minute(calendar, end - dt.timedelta(minutes=1))


@given(moments, st.integers(1, 14))
def test_nth_working_day_is_found_by_walking(start, number):
    day = start.astimezone(JAKARTA).date()
    walked, left = day, number
    while left:
        walked += dt.timedelta(days=1)
        left -= walked.weekday() < 5 and walked not in HOLIDAYS_2026

    assert CALENDAR.nth_working_day_after(day, number) == walked


@pytest.mark.parametrize("day", [dt.date(2026, 1, 5), dt.date(2026, 1, 9)], ids=["Monday", "Friday"])
def test_every_working_day_has_450_minutes(day):
    assert CALENDAR.minutes_between(CALENDAR.opening(day), CALENDAR.closing(day)) == 450


def test_five_days_over_the_joint_leave_of_idul_fitri():
    assert CALENDAR.nth_working_day_after(dt.date(2026, 3, 16), 5) == dt.date(2026, 3, 30)


def test_later_hours_hold_until_they_end():
    assert WITH_RAMADAN.opening(dt.date(2026, 2, 19)).time() == dt.time(8)
    assert WITH_RAMADAN.opening(dt.date(2026, 3, 25)).time() == dt.time(7, 30)


def test_closed_day_has_no_opening():
    with pytest.raises(CalendarError):
        CALENDAR.closing(dt.date(2026, 3, 19))


def test_calendar_without_a_working_day_says_so():
    with pytest.raises(CalendarError):
        WorkingCalendar([], set(), JAKARTA).add_minutes(dt.datetime(2026, 1, 5, tzinfo=JAKARTA), 1)


def test_seeded_calendar_knows_the_joint_leave_of_2026(db):
    from office.workdays import working_calendar

    assert working_calendar().nth_working_day_after(dt.date(2026, 3, 16), 5) == dt.date(2026, 3, 30)
