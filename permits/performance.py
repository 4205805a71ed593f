"""What became of the promise: how fast the office was with the permits it issued lately."""

import datetime as dt
from dataclasses import dataclass
from statistics import median

from office.workdays import working_calendar
from permits import clock
from permits.models import Application
from permits.states import State

WINDOW = dt.timedelta(days=90)
# Below this number a median says more about single files than about the office.
FEWEST = 30


@dataclass(frozen=True)
class Performance:
    """Permits issued in the window; `median_days` are working days as on the deadline chip, at least 1."""

    issued: int
    on_time: int
    median_days: float

    @property
    def on_time_percent(self) -> float:
        """Return the share with one decimal, cut off: 100 only when each single permit was on time."""
        return self.on_time * 1000 // self.issued / 10


def lately(now: dt.datetime) -> Performance | None:
    """Return how the last 90 days went (three queries), or nothing while too few permits were issued."""
    files = Application.objects.filter(state=State.ISSUED, issued_at__gt=now - WINDOW, issued_at__lte=now)
    rows = list(files.values_list("accepted_at", "issued_at", "due_at", "standard__same_day"))
    if len(rows) < FEWEST:
        return None
    calendar = working_calendar()
    days = [
        max(1, clock.days_taken(accepted, issued, calendar, same_day=same_day))
        for accepted, issued, _due, same_day in rows
    ]
    on_time = sum(issued <= due for _accepted, issued, due, _same_day in rows)
    return Performance(len(rows), on_time, median(days))
