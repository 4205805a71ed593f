"""«Persetujuan»: what waits for the head, with a summary of each file."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from applicants.roles import Role
from permits import workflow
from permits.models import Application
from permits.states import State
from tests.factories.applicants import grant_role
from tests.factories.permits import WITH_RECOMMENDATION, check_everything, drive, make_submitted
from tests.permits.desk.test_file import address

pytestmark = pytest.mark.django_db

LIST = "/kerja/persetujuan/"


def receipts(response) -> list[str]:
    return [row.application.receipt for row in response.context["rows"]]


def test_the_head_sees_what_waits_by_deadline_with_its_summary(desks, signed_in):
    later = drive(make_submitted(code=WITH_RECOMMENDATION), State.AWAITING_APPROVAL, desks)
    sooner = drive(make_submitted(), State.AWAITING_APPROVAL, desks)
    drive(make_submitted(), State.AWAITING_INITIALS, desks)

    response = signed_in(desks.office_head).get(LIST)

    page = response.content.decode()
    assert receipts(response) == [sooner.receipt, later.receipt]
    assert "2 berkas menunggu keputusan" in page
    assert f"{later.checks.count()} syarat sesuai" in page
    assert f"{later.permit_type.agency.short_name}: Menyetujui" in page
    assert address(later, "setujui") in page


def test_files_the_head_took_part_in_say_why_not(desks, signed_in):
    head = desks.office_head
    grant_role(head, Role.FRONT_DESK)
    file = make_submitted()
    check_everything(file, by=head)
    workflow.accept(file, by=head)
    received = drive(Application.objects.get(pk=file.pk), State.AWAITING_APPROVAL, desks)
    own = drive(make_submitted(head), State.AWAITING_APPROVAL, desks)

    page = signed_in(head).get(LIST).content.decode()

    assert "jadi keputusannya ada pada pejabat lain" in page
    assert "Ini berkas Anda sendiri atau orang yang Anda wakili; pejabat lain yang memutuskan." in page
    assert address(received, "setujui") not in page
    assert address(own, "setujui") not in page


def test_the_list_is_for_the_head(desks, signed_in):
    for desk in ("front_desk", "back_office", "technical", "section_head"):
        assert signed_in(getattr(desks, desk)).get(LIST).status_code == 403


def test_an_empty_list_says_so(desks, signed_in):
    page = signed_in(desks.office_head).get(LIST).content.decode()

    assert "Tidak ada berkas yang menunggu keputusan." in page


def test_the_number_of_queries_does_not_grow_with_the_files(desks, signed_in):
    browser = signed_in(desks.office_head)
    measured = []
    for _ in range(2):
        drive(make_submitted(code=WITH_RECOMMENDATION), State.AWAITING_APPROVAL, desks)
        browser.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            browser.get(LIST)
        measured.append(len(queries))

    assert measured[0] == measured[1]


@pytest.mark.parametrize("page", ["abc", "-1", "9" * 40, "\x00"])
def test_odd_pages_are_clamped(desks, signed_in, page):
    file = drive(make_submitted(), State.AWAITING_APPROVAL, desks)

    assert receipts(signed_in(desks.office_head).get(LIST, {"page": page})) == [file.receipt]
