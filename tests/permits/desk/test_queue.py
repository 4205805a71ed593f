"""«Antrean»: who sees which files, in what order, and what odd addresses do."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from applicants.roles import Role
from permits import counts, workflow
from permits.models import Application
from permits.states import State
from sop.models import PermitType
from tests.factories.applicants import grant_role, make_staff, make_user
from tests.factories.permits import WITH_RECOMMENDATION, drive, make_draft, make_submitted

pytestmark = pytest.mark.django_db

QUEUE = "/kerja/"


def receipts(response) -> list[str]:
    return [row.application.receipt for row in response.context["rows"]]


def tab_counts(response) -> dict[str, int]:
    return {tab.code: tab.count for tab in response.context["tabs"]}


@pytest.mark.parametrize(
    ("desk", "state"),
    [
        ("front_desk", State.SUBMITTED),
        ("back_office", State.IN_REVIEW),
        ("section_head", State.AWAITING_INITIALS),
        ("office_head", State.AWAITING_APPROVAL),
    ],
)
def test_own_tasks_are_the_files_at_ones_desk(desks, signed_in, desk, state):
    files = {
        reached: drive(make_submitted(), reached, desks)
        for reached in (
            State.SUBMITTED,
            State.IN_REVIEW,
            State.AWAITING_INITIALS,
            State.AWAITING_APPROVAL,
            State.WITHDRAWN,
        )
    }
    make_draft()

    response = signed_in(getattr(desks, desk)).get(QUEUE)

    assert receipts(response) == [files[state].receipt]
    assert tab_counts(response) == {
        "saya": 1,
        "semua": 4,
        "terlambat": 0,
        "tenggat": 4,
        "kosong": 4,
        "selesai": 1,
    }


def test_a_file_in_a_colleagues_hands_is_not_ones_task(desks, signed_in):
    colleague = make_staff(Role.FRONT_DESK)
    workflow.take(make_submitted(), by=colleague)
    mine = workflow.take(make_submitted(), by=desks.front_desk)

    response = signed_in(desks.front_desk).get(QUEUE)

    assert receipts(response) == [mine.receipt]
    assert tab_counts(response)["kosong"] == 0


def test_ones_own_file_is_not_ones_task(desks, signed_in):
    make_submitted(desks.front_desk)

    response = signed_in(desks.front_desk).get(QUEUE)

    assert receipts(response) == []
    assert "Tidak ada berkas yang menunggu Anda." in response.content.decode()


def test_files_stand_in_the_order_of_their_deadlines(desks, signed_in):
    later = drive(make_submitted(code=WITH_RECOMMENDATION), State.IN_REVIEW, desks)
    sooner = drive(make_submitted(), State.IN_REVIEW, desks)
    browser = signed_in(desks.back_office)

    assert receipts(browser.get(QUEUE)) == [sooner.receipt, later.receipt]
    assert receipts(browser.get(QUEUE, {"urut": "-tenggat"})) == [later.receipt, sooner.receipt]
    assert receipts(browser.get(QUEUE, {"urut": "nomor"})) == [later.receipt, sooner.receipt]


def test_late_and_soon_files_have_views_of_their_own(desks, signed_in, clock):
    monday = dt.datetime(2026, 11, 9, 2, tzinfo=dt.UTC)
    clock.set(monday)
    late = make_submitted()
    clock.set(monday + dt.timedelta(days=7))
    soon = make_submitted()

    browser = signed_in(desks.front_desk)

    assert receipts(browser.get(QUEUE, {"tampilan": "terlambat"})) == [late.receipt]
    assert receipts(browser.get(QUEUE, {"tampilan": "tenggat"})) == [soon.receipt]
    assert "Terlambat 4 hari" in browser.get(QUEUE, {"tampilan": "terlambat"}).content.decode()


def test_search_finds_number_permit_and_applicant(desks, signed_in):
    wanted = make_submitted(make_user(full_name="Yunita Ayu Lestari"))
    make_submitted(make_user(full_name="Bambang"))
    browser = signed_in(desks.front_desk)

    for text in (wanted.receipt, "yunita", "lestari yunita", wanted.receipt[-8:]):
        assert receipts(browser.get(QUEUE, {"q": text})) == [wanted.receipt], text
    assert len(receipts(browser.get(QUEUE, {"q": wanted.permit_type.name_id[:12]}))) == 2
    assert receipts(browser.get(QUEUE, {"q": "%"})) == []


def test_search_finds_the_number_of_the_permit(desks, signed_in):
    file = drive(make_submitted(), State.APPROVED, desks)

    response = signed_in(desks.front_desk).get(QUEUE, {"tampilan": "semua", "q": file.permit.number})

    assert receipts(response) == [file.receipt]


def test_filters_narrow_and_are_taken_off_one_by_one(desks, signed_in):
    other_sector = make_submitted(code=WITH_RECOMMENDATION)
    file = workflow.take(make_submitted(), by=desks.front_desk)
    asked = {"tampilan": "semua", "status": "submitted", "bidang": "LIT", "petugas": "saya"}
    browser = signed_in(desks.front_desk)

    response = browser.get(QUEUE, asked)

    assert receipts(response) == [file.receipt]
    assert [(filter.label, filter.without) for filter in response.context["applied"]] == [
        ("Menunggu Verifikasi", "tampilan=semua&bidang=LIT&petugas=saya"),
        ("Penelitian dan Kesatuan Bangsa", "tampilan=semua&status=submitted&petugas=saya"),
        ("Saya", "tampilan=semua&status=submitted&bidang=LIT"),
    ]
    nobody = browser.get(QUEUE, {"tampilan": "semua", "petugas": "kosong"})
    assert receipts(nobody) == [other_sector.receipt]
    named = browser.get(QUEUE, {"tampilan": "semua", "petugas": desks.front_desk.pk})
    assert receipts(named) == [file.receipt]


def test_a_sensitive_permit_shows_and_finds_no_name(desks, signed_in):
    code = PermitType.objects.filter(sensitive=True).values_list("code", flat=True)[0]
    file = make_submitted(make_user(full_name="Nama Rahasia"), code=code)
    browser = signed_in(desks.front_desk)

    page = browser.get(QUEUE).content.decode()

    assert file.receipt in page
    assert "Nama dirahasiakan" in page
    assert file.applicant.name not in page
    assert receipts(browser.get(QUEUE, {"q": file.applicant.name.split()[0]})) == []


def test_identity_numbers_never_stand_in_the_queue(desks, signed_in):
    file = make_submitted()

    page = signed_in(desks.front_desk).get(QUEUE).content.decode()

    assert file.applicant.name in page
    assert file.applicant.nik not in page


ODD = [
    {"page": "abc"},
    {"page": "-1"},
    {"page": "0"},
    {"page": "1" + "0" * 30},
    {"page": "1" * 5000},
    {"page": "\x00"},
    {"urut": "password"},
    {"urut": "a__b'"},
    {"tampilan": "' OR 1=1"},
    {"tampilan": "\x00"},
    {"q": "\x00"},
    {"q": "%_\\"},
    {"q": "' OR 1=1"},
    {"q": "a" * 1_000_000},
    {"status": "draft"},
    {"status": "x" * 10_000},
    {"bidang": "\x00"},
    {"petugas": "-1"},
    {"petugas": "9" * 40},
    {"petugas": "abc"},
]


@pytest.mark.parametrize("asked", ODD, ids=lambda asked: str(asked)[:40])
def test_odd_parameters_are_clamped_or_answered_with_a_sentence(desks, signed_in, asked):
    make_submitted()

    response = signed_in(desks.front_desk).get(QUEUE, asked)

    assert response.status_code == 200
    assert len(receipts(response)) == (0 if asked.get("q") in ("%_\\", "' OR 1=1") else 1)


def test_bytes_that_are_no_text_are_no_error(desks, signed_in):
    for query in ("q=%ff", "q=%ed%a0%80", "tampilan=%ff", "page=%00", "%00=1"):
        assert signed_in(desks.front_desk).get(f"{QUEUE}?{query}").status_code == 200


def test_an_unknown_filter_is_named_and_not_used(desks, signed_in):
    make_submitted()

    page = signed_in(desks.front_desk).get(QUEUE, {"status": "entah"}).content.decode()

    assert "Saringan Status tidak dikenal, jadi tidak dipakai." in page
    assert "1 berkas" in page


def test_htmx_gets_the_results_alone(desks, signed_in):
    file = make_submitted()

    response = signed_in(desks.front_desk).get(QUEUE, headers={"HX-Request": "true"})

    page = response.content.decode()
    assert file.receipt in page
    assert "<html" not in page
    assert 'hx-swap-oob="innerHTML:#results-status"' in page
    assert "HX-Request" in response["Vary"]


def test_25_files_make_a_page(desks, signed_in):
    for _ in range(26):
        make_submitted()
    browser = signed_in(desks.front_desk)

    first, second = browser.get(QUEUE), browser.get(QUEUE, {"page": "2"})

    assert (len(receipts(first)), len(receipts(second))) == (25, 1)
    assert "26 berkas" in first.content.decode()


def test_the_number_of_queries_does_not_grow_with_the_files(desks, signed_in):
    browser = signed_in(desks.front_desk)
    measured = []
    for wanted in (1, 30):
        while Application.objects.count() < wanted:
            make_submitted()
        browser.get(QUEUE)
        with CaptureQueriesContext(connection) as queries:
            browser.get(QUEUE)
        measured.append(
            [
                query["sql"]
                for query in queries
                if "django_session" not in query["sql"] and "SAVEPOINT" not in query["sql"]
            ]
        )

    assert len(measured[0]) == len(measured[1])
    assert len(measured[1]) <= 12


def test_agencies_are_sent_to_their_own_list(desks, signed_in):
    response = signed_in(desks.technical).get(QUEUE)

    assert response.status_code == 302
    assert response["Location"] == "/kerja/teknis/"


def test_staff_without_a_desk_get_a_clear_page(signed_in):
    response = signed_in(make_staff(Role.SURVEY_OFFICER)).get(QUEUE)

    assert response.status_code == 403
    assert "Anda masuk sebagai Petugas survei." in response.content.decode()
    assert "/lacak/" in response.content.decode()


def test_an_applicant_has_no_queue(signed_in):
    make_submitted()

    response = signed_in(make_user()).get(QUEUE)

    assert response.status_code == 403


def test_a_visitor_is_asked_to_sign_in(client):
    response = client.get(QUEUE)

    assert response.status_code == 302
    assert response["Location"].startswith("/akun/masuk/")


def test_the_rail_counts_what_waits_in_at_most_two_queries(desks):
    make_submitted()
    drive(make_submitted(), State.AWAITING_APPROVAL, desks)
    drive(make_submitted(code=WITH_RECOMMENDATION), State.IN_RECOMMENDATION, desks)
    grant_role(desks.technical, Role.OFFICE_HEAD)
    for user in (desks.front_desk, desks.office_head, desks.technical):
        user = type(user).objects.get(pk=user.pk)
        user.roles, user.agency_id  # noqa: B018 - asked by every page anyway
        with CaptureQueriesContext(connection) as queries:
            found = counts.waiting(user)
        assert len(queries) <= 2
        expected = {
            desks.front_desk.pk: {"permits:queue": 1},
            desks.office_head.pk: {"permits:queue": 1, "permits:approvals": 1},
            desks.technical.pk: {"permits:queue": 1, "permits:approvals": 1, "permits:technical": 1},
        }
        assert found == expected[user.pk]
