"""Every state × verb × role. What is expected is written out here, not asked of the code under test."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from applicants.roles import Role
from office.models import Agency, Event
from permits import permissions, workflow
from permits.errors import Incomplete, WorkflowError
from permits.models import Application, Permit
from permits.states import State
from tests.factories.applicants import grant_role, make_person, make_staff, make_superuser, make_user
from tests.factories.permits import (
    WITH_RECOMMENDATION,
    Desks,
    check_everything,
    drive,
    fill,
    make_desks,
    make_draft,
    make_submitted,
)

pytestmark = pytest.mark.django_db

REACHED = [
    State.DRAFT,
    State.SUBMITTED,
    State.IN_REVIEW,
    State.IN_RECOMMENDATION,
    State.AWAITING_INITIALS,
    State.AWAITING_APPROVAL,
    State.APPROVED,
    State.WITHDRAWN,
]

ACTORS = [
    "owner",
    "stranger",
    "front_desk",
    "back_office",
    "technical",
    "technical_elsewhere",
    "section_head",
    "office_head",
    "sop_admin",
    "survey_officer",
    "complaint_officer",
    "inspectorate",
    "ombudsman",
    "superuser",
]

# (verb, actor, from) → to. Nothing else may happen.
ALLOWED = {
    ("submit", "owner", State.DRAFT): State.SUBMITTED,
    ("withdraw", "owner", State.SUBMITTED): State.WITHDRAWN,
    ("withdraw", "owner", State.IN_REVIEW): State.WITHDRAWN,
    ("withdraw", "owner", State.IN_RECOMMENDATION): State.WITHDRAWN,
    ("withdraw", "owner", State.AWAITING_INITIALS): State.WITHDRAWN,
    ("withdraw", "owner", State.AWAITING_APPROVAL): State.WITHDRAWN,
    ("accept", "front_desk", State.SUBMITTED): State.IN_REVIEW,
    ("request", "back_office", State.IN_REVIEW): State.IN_RECOMMENDATION,
    ("propose", "back_office", State.IN_REVIEW): State.AWAITING_INITIALS,
    ("recommend", "technical", State.IN_RECOMMENDATION): State.IN_REVIEW,
    ("initial", "section_head", State.AWAITING_INITIALS): State.AWAITING_APPROVAL,
    ("send_back", "section_head", State.AWAITING_INITIALS): State.IN_REVIEW,
    ("send_back", "office_head", State.AWAITING_APPROVAL): State.IN_REVIEW,
    ("approve", "office_head", State.AWAITING_APPROVAL): State.APPROVED,
}
# A submission repeated by its owner is answered with the submission there is.
HARMLESS = {("submit", "owner", state) for state in REACHED if state != State.DRAFT}


def _recommend(application: Application, by) -> None:
    recommendation = application.recommendations.get()
    workflow.recommend(recommendation, by=by, verdict="in_favour")


VERBS: dict[str, Callable] = {
    "submit": lambda application, by: workflow.submit(application, by=by),
    "withdraw": lambda application, by: workflow.withdraw(application, by=by),
    "discard": lambda application, by: workflow.discard(application, by=by),
    "accept": lambda application, by: workflow.accept(application, by=by),
    "request": lambda application, by: workflow.request_recommendations(
        application, [Agency.objects.get(code="DESDM")], by=by
    ),
    "recommend": _recommend,
    "propose": lambda application, by: workflow.propose(application, by=by),
    "initial": lambda application, by: workflow.initial(application, by=by),
    "send_back": lambda application, by: workflow.send_back(application, by=by, note="Perbaiki konsep."),
    "approve": lambda application, by: workflow.approve(application, by=by),
}


@dataclass
class Scene:
    application: Application
    actors: dict


def _scene(state: State) -> Scene:
    """Bring a file to `state`, past an agency's answer, and gather everybody who might touch it."""
    owner = make_user()
    desdm = Agency.objects.get(code="DESDM")
    actors = {
        "owner": owner,
        "stranger": make_user(),
        "front_desk": make_staff(Role.FRONT_DESK),
        "back_office": make_staff(Role.BACK_OFFICE),
        "technical": make_staff(Role.TECHNICAL, agency=desdm),
        "technical_elsewhere": make_staff(Role.TECHNICAL, agency=Agency.objects.exclude(pk=desdm.pk).first()),
        "section_head": make_staff(Role.SECTION_HEAD),
        "office_head": make_staff(Role.OFFICE_HEAD),
        "superuser": make_superuser(),
    }
    for role in (
        Role.SOP_ADMIN,
        Role.SURVEY_OFFICER,
        Role.COMPLAINT_OFFICER,
        Role.INSPECTORATE,
        Role.OMBUDSMAN,
    ):
        actors[role.value] = make_staff(role)
    make_person(actors["stranger"])
    desks = Desks(*(actors[name] for name in Desks.__dataclass_fields__))
    if state == State.DRAFT:
        return Scene(fill(make_draft(owner, WITH_RECOMMENDATION)), actors)
    application = make_submitted(owner, WITH_RECOMMENDATION)
    if state == State.WITHDRAWN:
        return Scene(drive(application, state, desks), actors)
    if state == State.IN_REVIEW:
        # As it stands after the agency's answer, so that a proposal is possible.
        application = drive(application, State.IN_RECOMMENDATION, desks)
    application = drive(application, state, desks)
    if state == State.SUBMITTED:
        check_everything(application, by=desks.front_desk)
    return Scene(application, actors)


@pytest.mark.parametrize("state", REACHED)
def test_only_the_written_moves_happen(state):
    scene = _scene(state)
    happened = {}
    for verb, act in VERBS.items():
        for actor in ACTORS:
            if verb == "recommend" and not scene.application.recommendations.exists():
                continue
            after = _outcome(scene, act, actor)
            if after != state:
                happened[verb, actor, state] = after

    expected = {move: to for move, to in ALLOWED.items() if move[2] == state}
    if state == State.DRAFT:
        expected["discard", "owner", state] = None
    assert happened == expected


def _outcome(scene: Scene, act: Callable, actor: str) -> State | None:
    """Try a verb and undo it; return the state it led to, None when the file is gone."""
    events_before = Event.objects.count()
    user = type(scene.actors[actor]).objects.get(pk=scene.actors[actor].pk)
    try:
        with transaction.atomic():
            refused = False
            try:
                act(Application.objects.get(pk=scene.application.pk), user)
            except (PermissionDenied, WorkflowError):
                refused = True
            row = Application.objects.filter(pk=scene.application.pk).first()
            after = State(row.state) if row else None
            if refused:
                assert after == scene.application.state
                assert Event.objects.count() == events_before
            raise _Undo
    except _Undo:
        return after


class _Undo(Exception):
    pass


def test_repeating_a_submission_changes_nothing():
    application = make_submitted()
    events = Event.objects.count()

    again = workflow.submit(application, by=application.created_by)

    assert again.receipt == application.receipt
    assert Event.objects.count() == events


def test_the_promise_starts_with_the_acceptance(clock):
    clock.set(dt.datetime(2026, 3, 13, 9, 0, tzinfo=dt.UTC))
    application = make_submitted()
    clock.set(dt.datetime(2026, 3, 16, 3, 0, tzinfo=dt.UTC))

    application = drive(application, State.IN_REVIEW)

    # Two days for this permit: 17 March, then the next working day after Nyepi and Idul Fitri.
    assert application.due_at == dt.datetime(2026, 3, 25, 9, 0, tzinfo=dt.UTC)


def test_nobody_works_on_their_own_file():
    owner = make_staff(Role.FRONT_DESK)
    application = make_submitted(owner)

    with pytest.raises(PermissionDenied):
        workflow.accept(application, by=owner)


def test_approving_numbers_and_freezes_the_permit():
    application = drive(make_submitted(), State.AWAITING_APPROVAL)
    head = make_staff(Role.OFFICE_HEAD)

    workflow.approve(application, by=head)

    permit = Permit.objects.get(application=application)
    year = permit.decided_at.year
    # The simple service is a recommendation (nonizin), so its letters have that classification.
    assert permit.number == f"500.16.7.4/{permit.serial:04d}/{permit.permit_type.number_code}/DPMPTSP/{year}"
    assert permit.snapshot["number"] == permit.number
    assert permit.state == "signing"


def test_a_proposal_needs_the_recommendation_its_standard_asks_for():
    desks = make_desks()
    application = make_submitted(code=WITH_RECOMMENDATION)
    check_everything(application, by=desks.front_desk)
    workflow.accept(application, by=desks.front_desk)

    with pytest.raises(Incomplete) as refusal:
        workflow.propose(application, by=desks.back_office)

    assert refusal.value.missing == ["Jenis izin ini memerlukan rekomendasi teknis sebelum diusulkan."]


def test_a_file_with_an_unchecked_requirement_is_not_accepted():
    desks = make_desks()
    application = make_submitted()
    check_everything(application, by=desks.front_desk)
    last = application.requirements().last()
    workflow.check_requirement(application, last, verdict="not_ok", by=desks.front_desk, note="Buram")

    with pytest.raises(Incomplete) as refusal:
        workflow.accept(application, by=desks.front_desk)

    assert refusal.value.missing == [last.name_id]


def test_whoever_checked_does_not_approve():
    desks = make_desks()
    application = drive(make_submitted(), State.AWAITING_APPROVAL, desks)
    grant_role(desks.front_desk, Role.OFFICE_HEAD)
    both = type(desks.front_desk).objects.get(pk=desks.front_desk.pk)

    with pytest.raises(PermissionDenied):
        workflow.approve(application, by=both)


def test_a_second_verdict_keeps_the_first_on_record():
    first, second = make_staff(Role.FRONT_DESK), make_staff(Role.FRONT_DESK)
    application = make_submitted()
    requirement = application.requirements().first()

    workflow.check_requirement(application, requirement, verdict="not_ok", note="Buram", by=first)
    workflow.check_requirement(application, requirement, verdict="ok", by=second)

    assert list(application.checks.order_by("pk").values_list("verdict", "checked_by")) == [
        ("not_ok", first.pk),
        ("ok", second.pk),
    ]
    assert application.checks.current().get().checked_by == second
    assert permissions.took_part(application, first)
