"""The file's way so far and what is still to come, as its applicant may see it: units, never persons."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from applicants.roles import Role
from office.models import Event, Office
from permits.history import ACTIONS
from permits.models import Application
from permits.states import FINISHED, PROMISE_RUNS, State
from permits.status import day_in_words

APPLICANT = gettext_lazy("Pemohon")
# What an applicant sees of the record, and which unit did it; '' is the unit of the event, or the office.
# Whatever is not named here stays inside.
SHOWN = {
    "started": APPLICANT,
    "submitted": APPLICANT,
    "withdrawn": APPLICANT,
    "accepted": Role.FRONT_DESK.label,
    "recommendation_requested": Role.BACK_OFFICE.label,
    "recommended": "",
    "proposed": Role.BACK_OFFICE.label,
    "initialled": Role.SECTION_HEAD.label,
    "sent_back": "",
    "approved": "",
    "issued": "",
}
ROAD = (
    State.SUBMITTED,
    State.IN_REVIEW,
    State.IN_RECOMMENDATION,
    State.AWAITING_INITIALS,
    State.AWAITING_APPROVAL,
    State.APPROVED,
    State.ISSUED,
)


@dataclass(frozen=True)
class Entry:
    """One step; `kind` is the class of its mark: future, now, done or ''."""

    title: str
    kind: str = ""
    at: dt.datetime | None = None
    unit: str = ""
    note: str = ""
    expected: str = ""


def timeline(application: Application, office: Office) -> list[Entry]:
    """Return what is to come and, below it, what happened, newest first (one query)."""
    events = Event.objects.filter(subject_kind="application", subject_id=application.receipt)
    past = [event for event in events.order_by("-number") if event.action in SHOWN]
    was_asked = any(event.action == "recommendation_requested" for event in past)
    return _to_come(application, was_asked=was_asked) + [
        _entry(event, application, office, is_newest=index == 0) for index, event in enumerate(past)
    ]


def _entry(event: Event, application: Application, office: Office, *, is_newest: bool) -> Entry:
    kind = ""
    if is_newest:
        kind = "done" if application.state == State.ISSUED else "now"
    unit = event.unit or SHOWN[event.action] or office.short_name
    if event.action == "approved":
        unit = office.head_title
    return Entry(str(ACTIONS[event.action]), kind, event.at, str(unit), event.public_note)


def _to_come(application: Application, *, was_asked: bool) -> list[Entry]:
    """Return the states still ahead on the straight road, the last one first."""
    if application.state in FINISHED:
        return []
    ahead = ROAD if application.is_draft else ROAD[ROAD.index(State(application.state)) + 1 :]
    will_be_asked = application.standard.needs_recommendation and not was_asked
    return [
        Entry(str(state.label), "future", expected=_expected(state, application))
        for state in reversed(ahead)
        if state != State.IN_RECOMMENDATION or will_be_asked
    ]


def _expected(state: State, application: Application) -> str:
    if state == State.IN_REVIEW and application.state == State.SUBMITTED:
        return _("paling lambat {date}").format(date=day_in_words(application.due_at))
    if state == State.ISSUED and application.state in PROMISE_RUNS:
        return _("paling lambat {date}").format(date=day_in_words(application.due_at))
    if state == State.ISSUED:
        days = application.standard.max_working_days
        return ngettext(
            "paling lama {n} hari kerja sejak berkas lengkap",
            "paling lama {n} hari kerja sejak berkas lengkap",
            days,
        ).format(n=days)
    return ""
