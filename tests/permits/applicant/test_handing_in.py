"""The check, the handing in, the receipt, and taking a file back."""

import threading

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from office.models import Event, Job, Message
from permits import workflow
from permits.models import Application
from permits.states import State
from tests.factories.applicants import make_person, make_user
from tests.factories.permits import drive, fill, make_desks, make_draft, make_submitted


def review(application: Application) -> str:
    return reverse("permits:review", args=[application.receipt])


def state_of(application: Application) -> str:
    return Application.objects.get(pk=application.pk).state


def test_what_is_missing_is_listed_with_the_way_to_it(browser, applicant):
    draft = make_draft(applicant, "ESDM-02")

    answer = browser.post(review(draft), {"is_true": "on"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert '/isi/data/?kembali=periksa#id_planned_depth_m">Isi Rencana kedalaman sumur (m).</a>' in page
    assert "/isi/lokasi/?kembali=periksa#id_drilling_location_address" in page
    requirement = draft.requirements()[0]
    assert f'/berkas/?kembali=periksa#syarat-{requirement.pk}">Unggah {requirement.name_id}.</a>' in page
    assert state_of(draft) == State.DRAFT


def test_the_declaration_is_not_ticked_beforehand_and_is_needed(browser, applicant):
    draft = fill(make_draft(applicant))

    page = browser.get(review(draft)).content.decode()
    answer = browser.post(review(draft), {})

    assert 'name="is_true" required id="id_is_true"' in page.replace("  ", " ")
    assert " checked" not in page
    assert answer.status_code == 422
    assert "Centang pernyataan ini" in answer.content.decode()
    assert state_of(draft) == State.DRAFT


def test_handing_in_leads_to_the_receipt(browser, applicant):
    draft = fill(make_draft(applicant))

    answer = browser.post(review(draft), {"is_true": "on"})
    page = browser.get(answer["Location"])

    assert state_of(draft) == State.SUBMITTED
    text = page.content.decode()
    for words in (
        draft.receipt,
        "paling lama 2 hari kerja",
        "GRATIS Rp0",
        "Inspektorat",
        draft.tracking_code,
    ):
        assert words in text
    assert applicant.representations.get().applicant.nik not in text


def test_a_second_click_gets_the_first_ones_receipt(browser, applicant):
    draft = fill(make_draft(applicant))

    answers = [browser.post(review(draft), {"is_true": "on"})["Location"] for _click in range(2)]

    assert answers == [reverse("permits:receipt", args=[draft.receipt])] * 2
    assert Event.objects.filter(action="submitted").count() == 1


def test_two_clicks_at_once_are_one_submission(committed_db):
    user = make_user()
    make_person(user)
    draft = fill(make_draft(user))
    barrier = threading.Barrier(5)
    answers = []

    def click() -> None:
        client = Client()
        client.force_login(user)
        barrier.wait()
        try:
            answers.append(client.post(review(draft), {"is_true": "on"})["Location"])
        finally:
            connections.close_all()

    clicks = [threading.Thread(target=click) for _number in range(5)]
    for thread in clicks:
        thread.start()
    for thread in clicks:
        thread.join()

    assert answers == [reverse("permits:receipt", args=[draft.receipt])] * 5
    assert Event.objects.filter(subject_id=draft.receipt, action="submitted").count() == 1
    assert Message.objects.filter(dedupe_key__startswith=f"application:{draft.receipt}").count() == 1
    assert Job.objects.filter(kind="message.send").count() == 1


def test_a_draft_has_no_receipt_yet(browser, applicant):
    draft = make_draft(applicant)

    for name in ("receipt", "receipt_qr", "receipt_pdf"):
        assert browser.get(reverse(f"permits:{name}", args=[draft.receipt])).status_code == 404


@pytest.mark.parametrize("name", ["tasks", "documents", "review"])
def test_the_pages_of_a_draft_lead_to_the_file_once_it_is_in(browser, applicant, name):
    application = make_submitted(applicant)

    answer = browser.get(reverse(f"permits:{name}", args=[application.receipt]))

    assert answer["Location"] == application.get_absolute_url()


def test_withdrawing_asks_first_and_shows_on_the_file(browser, applicant):
    application = make_submitted(applicant)
    url = reverse("permits:withdraw", args=[application.receipt])

    asked = browser.get(url)
    browser.post(url, {"note": "Salah pilih izin"})
    page = browser.get(application.get_absolute_url()).content.decode()

    assert "Tarik permohonan ini?" in asked.content.decode()
    assert state_of(application) == State.WITHDRAWN
    assert "Anda menarik permohonan ini." in page
    assert "Salah pilih izin" in page


def test_what_is_decided_can_no_longer_be_withdrawn(browser, applicant):
    application = drive(make_draft(applicant), State.APPROVED)
    url = reverse("permits:withdraw", args=[application.receipt])

    assert browser.get(url)["Location"] == application.get_absolute_url()
    answer = browser.post(url, {"note": "Tidak jadi"})
    assert answer.status_code == 409
    assert "Tidak jadi" in answer.content.decode()
    assert state_of(application) == State.APPROVED


def test_a_draft_can_be_thrown_away_and_only_a_draft(browser, applicant):
    draft, application = make_draft(applicant), make_submitted(applicant)

    first = browser.post(reverse("permits:discard", args=[draft.receipt]))
    second = browser.post(reverse("permits:discard", args=[application.receipt]))

    assert first["Location"] == reverse("permits:my_applications")
    assert second.status_code == 409
    assert list(Application.objects.all()) == [application]


@pytest.mark.parametrize(
    ("state", "line"),
    [
        (State.SUBMITTED, "Kami memeriksa kelengkapan paling lambat"),
        (State.IN_REVIEW, "Berkas lengkap. Kami selesaikan paling lambat"),
        (State.IN_RECOMMENDATION, "Sedang ditelaah"),
        (State.AWAITING_INITIALS, "Konsep sedang diperiksa berjenjang."),
        (State.AWAITING_APPROVAL, "Menunggu keputusan Kepala Dinas"),
        (State.APPROVED, "Disetujui. Dokumen sedang ditandatangani."),
    ],
)
def test_each_state_answers_where_the_file_is(browser, applicant, state, line):
    desks = make_desks()
    application = drive(make_draft(applicant), state, desks)

    page = browser.get(application.get_absolute_url()).content.decode()

    assert line in page
    assert desks.front_desk.full_name not in page


def test_the_timeline_keeps_the_offices_own_business_inside(browser, applicant):
    desks = make_desks()
    application = drive(make_draft(applicant), State.IN_REVIEW, desks)
    workflow.take(application, by=desks.back_office)

    timeline = browser.get(application.get_absolute_url()).context["timeline"]

    assert [(entry.title, entry.kind, entry.unit) for entry in timeline] == [
        ("Terbit", "future", ""),
        ("Menunggu Tanda Tangan", "future", ""),
        ("Menunggu Persetujuan", "future", ""),
        ("Menunggu Paraf", "future", ""),
        ("Berkas dinyatakan lengkap", "now", "Petugas loket"),
        ("Permohonan dikirim", "", "Pemohon"),
        ("Draf dibuka", "", "Pemohon"),
    ]
    assert timeline[0].expected.startswith("paling lambat ")
