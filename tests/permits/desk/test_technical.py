"""«Rekomendasi teknis»: an agency sees its own requests only, and answers each once."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from applicants.roles import Role
from office.models import Agency
from permits import workflow
from permits.models import Application
from permits.states import State
from tests.factories.applicants import make_staff
from tests.factories.permits import WITH_RECOMMENDATION, drive, make_submitted

pytestmark = pytest.mark.django_db

LIST = "/kerja/teknis/"


@pytest.fixture
def asked(desks):
    """Return a request to the agency of `desks.technical`."""
    file = drive(make_submitted(code=WITH_RECOMMENDATION), State.IN_RECOMMENDATION, desks)
    return file.recommendations.select_related("application").get()


def page_of(recommendation) -> str:
    return f"{LIST}{recommendation.pk}/"


def state_of(recommendation) -> str:
    return Application.objects.get(pk=recommendation.application_id).state


def shown(response) -> list[int]:
    return [row.recommendation.pk for row in response.context["rows"]]


def test_the_agency_sees_its_open_and_answered_requests(desks, signed_in, asked):
    answered = drive(make_submitted(code=WITH_RECOMMENDATION), State.AWAITING_INITIALS, desks)
    browser = signed_in(desks.technical)

    waiting = browser.get(LIST)
    done = browser.get(LIST, {"daftar": "dijawab"})

    assert shown(waiting) == [asked.pk]
    assert shown(done) == [answered.recommendations.get().pk]
    assert (waiting.context["open_count"], waiting.context["answered_count"]) == (1, 1)
    assert asked.application.receipt in waiting.content.decode()


def test_requests_stand_in_the_order_of_their_own_deadline(desks, signed_in, clock):
    clock.set(dt.datetime(2026, 11, 9, 2, tzinfo=dt.UTC))
    first = drive(make_submitted(code=WITH_RECOMMENDATION), State.IN_RECOMMENDATION, desks)
    clock.set(dt.datetime(2026, 11, 11, 2, tzinfo=dt.UTC))
    second = drive(make_submitted(code=WITH_RECOMMENDATION), State.IN_RECOMMENDATION, desks)

    response = signed_in(desks.technical).get(LIST)

    assert shown(response) == [first.recommendations.get().pk, second.recommendations.get().pk]


def test_another_agencys_request_is_unknown(desks, signed_in, asked):
    elsewhere = make_staff(Role.TECHNICAL, agency=Agency.objects.exclude(pk=asked.agency_id).first())
    browser = signed_in(elsewhere)

    assert shown(browser.get(LIST)) == []
    assert browser.get(page_of(asked)).status_code == 404
    assert browser.post(page_of(asked), {"verdict": "in_favour"}).status_code == 404
    assert signed_in(desks.office_head).get(page_of(asked)).status_code == 404
    assert state_of(asked) == State.IN_RECOMMENDATION


def test_the_list_is_for_agencies(desks, signed_in):
    assert signed_in(desks.front_desk).get(LIST).status_code == 403


def test_the_page_shows_question_facts_and_documents_without_numbers(desks, signed_in):
    file = drive(make_submitted(code=WITH_RECOMMENDATION), State.IN_REVIEW, desks)
    workflow.request_recommendations(
        file, [file.permit_type.agency], by=desks.back_office, question="Apakah debitnya layak?"
    )
    asked = file.recommendations.get()

    page = signed_in(desks.technical).get(page_of(asked)).content.decode()

    document = file.documents.current().order_by("requirement__position").first()
    assert "Apakah debitnya layak?" in page
    assert file.applicant.name in page
    assert f"/dokumen/{document.pk}/hal/1.webp" in page
    numbers = {number for number in (file.applicant.nik, file.applicant.npwp, file.applicant.phone) if number}
    assert not [number for number in numbers if number in page]
    assert "Lihat lengkap" not in page


def test_the_answer_brings_the_file_back_to_the_office(desks, signed_in, asked):
    response = signed_in(desks.technical).post(
        page_of(asked),
        {
            "verdict": "with_conditions",
            "conditions": "Memasang meter air\n\nMelapor tiap bulan",
            "reasons": "Layak",
            "letter_number": "500/12",
            "letter_date": "2026-11-20",
            "signer_name": "Ir. Contoh",
        },
        follow=True,
    )

    asked.refresh_from_db()
    assert asked.verdict == "with_conditions"
    assert asked.conditions == ["Memasang meter air", "Melapor tiap bulan"]
    assert (asked.letter_number, asked.letter_date) == ("500/12", dt.date(2026, 11, 20))
    assert asked.answered_by == desks.technical
    assert state_of(asked) == State.IN_REVIEW
    assert "Rekomendasi terkirim ke kantor perizinan." in response.content.decode()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "Pilih rekomendasi instansi Anda."),
        ({"verdict": "entah"}, ""),
        ({"verdict": "with_conditions", "conditions": " \n "}, "Tulis ketentuannya, satu per baris."),
        ({"verdict": "against"}, "Tulis mengapa instansi Anda tidak menyetujui."),
        ({"verdict": "in_favour", "letter_date": "2099-01-01"}, "tidak di masa depan"),
        ({"verdict": "in_favour", "letter_date": "2026-02-30"}, ""),
        ({"verdict": "in_favour", "letter_date": "0000-01-01"}, ""),
        ({"verdict": "in_favour", "reasons": "a\x00b"}, ""),
    ],
    ids=["nothing", "unknown", "conditions", "reasons", "future", "30 Feb", "year 0", "NUL"],
)
def test_an_incomplete_answer_is_refused_and_stays_typed(desks, signed_in, asked, data, sentence):
    response = signed_in(desks.technical).post(page_of(asked), {"signer_name": "Tetap ada", **data})

    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert "Tetap ada" in page
    assert state_of(asked) == State.IN_RECOMMENDATION


def test_a_second_answer_comes_too_late_and_keeps_its_words(desks, signed_in, asked):
    colleague = make_staff(Role.TECHNICAL, agency=asked.agency, full_name="Sri Rahma")
    workflow.recommend(asked, by=colleague, verdict="in_favour")

    response = signed_in(desks.technical).post(
        page_of(asked), {"verdict": "against", "reasons": "Debit tidak cukup"}
    )

    page = response.content.decode()
    assert response.status_code == 409
    assert "Berkas ini baru saja diproses Sri Rahma." in page
    assert "Debit tidak cukup" in page
    asked.refresh_from_db()
    assert asked.verdict == "in_favour"


def test_nobody_recommends_on_their_own_file(desks, signed_in):
    file = drive(make_submitted(desks.technical, code=WITH_RECOMMENDATION), State.IN_REVIEW, desks)
    workflow.request_recommendations(file, [file.permit_type.agency], by=desks.back_office)
    asked = file.recommendations.get()
    browser = signed_in(desks.technical)

    assert "Rekan Anda di instansi yang menjawab." in browser.get(page_of(asked)).content.decode()
    assert browser.post(page_of(asked), {"verdict": "in_favour"}).status_code == 403


def test_the_number_of_queries_does_not_grow_with_the_requests(desks, signed_in):
    browser = signed_in(desks.technical)
    measured = []
    for _ in range(2):
        drive(make_submitted(code=WITH_RECOMMENDATION), State.IN_RECOMMENDATION, desks)
        browser.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            browser.get(LIST)
        measured.append(len(queries))

    assert measured[0] == measured[1]


@pytest.mark.parametrize("asked_page", ["abc", "-1", "9" * 40, "\x00"])
def test_odd_parameters_are_clamped(desks, signed_in, asked, asked_page):
    response = signed_in(desks.technical).get(LIST, {"page": asked_page, "daftar": asked_page})

    assert shown(response) == [asked.pk]


def test_a_number_too_big_for_a_request_is_unknown(desks, signed_in):
    browser = signed_in(desks.technical)

    assert browser.get(f"{LIST}{'9' * 30}/").status_code == 404
    assert browser.get(f"{LIST}{'9' * 5000}/").status_code == 404
