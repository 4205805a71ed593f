"""Two members of staff on one file at once, over two real connections: one wins, the other is told."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from applicants.models import User
from office.models import Event
from permits.models import Application
from permits.states import State
from tests.factories.applicants import make_staff
from tests.factories.permits import check_everything, drive, make_desks, make_submitted
from tests.permits.desk.test_file import address

RACES = [
    # address, action in the record, role of both, state before, state after
    ("ambil", "taken", "front_desk", State.SUBMITTED, State.SUBMITTED),
    ("lengkap", "accepted", "front_desk", State.SUBMITTED, State.IN_REVIEW),
    ("usulkan", "proposed", "back_office", State.IN_REVIEW, State.AWAITING_INITIALS),
    ("setujui", "approved", "office_head", State.AWAITING_APPROVAL, State.APPROVED),
]


@pytest.mark.parametrize(
    ("verb", "action", "role", "before", "after"), RACES, ids=[race[0] for race in RACES]
)
def test_two_at_once_make_one_event_and_one_clear_message(
    committed_db, broker, verb, action, role, before, after
):
    desks = make_desks()
    file = drive(make_submitted(), before, desks)
    if before == State.SUBMITTED:
        check_everything(file, by=desks.front_desk)
    people = [make_staff(role, full_name=name) for name in ("Sri Rahma", "Dewi Lestari")]
    start = threading.Barrier(2)

    def press(person: User):
        browser = Client()
        browser.force_login(person)
        try:
            start.wait()
            return browser.post(address(file, verb), {"conditions": "", "note": ""})
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(press, people))

    winner, loser = sorted(zip(answers, people, strict=True), key=lambda pair: pair[0].status_code)
    assert [winner[0].status_code, loser[0].status_code] == [302, 409]
    assert f"Berkas ini baru saja diproses {winner[1].full_name}." in loser[0].content.decode()
    events = Event.objects.filter(subject_id=file.receipt, action=action)
    assert [event.actor for event in events] == [winner[1]]
    assert Application.objects.get(pk=file.pk).state == after
