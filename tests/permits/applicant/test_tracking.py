import pytest
from django.urls import reverse

from office.models import Office
from permits.states import State
from tests.factories.permits import drive, make_draft, make_submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def application():
    return drive(make_draft(code="ESDM-01"), State.IN_RECOMMENDATION)


def track(client, number: str):
    return client.get(reverse("permits:track"), {"nomor": number}, follow=True)


@pytest.mark.parametrize(
    "change", [str.lower, lambda text: text.replace("-", " "), lambda text: text[4:], str]
)
def test_a_number_is_understood_however_it_is_typed(client, application, change):
    answer = track(client, change(application.receipt))

    assert answer.status_code == 200
    assert application.receipt in answer.content.decode()


def test_the_page_says_stage_turn_and_deadline_and_nothing_personal(client, application):
    answer = client.get(reverse("permits:track_file", args=[application.receipt]))

    page = answer.content.decode()
    for words in ("Pertimbangan Teknis", "Dinas ESDM", "GRATIS Rp0", "paling lama 12 hari kerja", "Sisa"):
        assert words in page
    assert application.applicant.name not in page
    assert application.requirements()[0].name_id not in page
    assert answer["Referrer-Policy"] == "no-referrer"


def test_the_tracking_code_opens_the_list_of_documents_but_no_document(client, application):
    url = reverse("permits:track_file", args=[application.receipt])

    page = client.get(url, {"kode": application.tracking_code}).content.decode()
    wrong = client.get(url, {"kode": "\x00é"}).content.decode()

    assert application.requirements()[0].name_id in page
    assert "/dokumen/" not in page
    assert application.applicant.name not in page
    assert application.requirements()[0].name_id not in wrong


def test_the_code_can_be_typed_and_a_wrong_one_is_explained(client, application):
    url = reverse("permits:track_file", args=[application.receipt])

    asked = client.get(url).content.decode()
    typed = client.get(url, {"kode": f" {application.tracking_code.upper()} "}).content.decode()
    wrong = client.get(url, {"kode": "abc"}).content.decode()

    assert 'name="kode"' in asked
    assert application.requirements()[0].name_id in typed
    assert "Kode ini bukan untuk nomor di atas." in wrong
    assert 'value="abc"' in wrong


def test_unknown_wrong_and_draft_numbers_get_the_same_answer(client):
    draft = make_draft()
    wrong = draft.receipt[:-1] + ("A" if draft.receipt[-1] != "A" else "B")

    answers = [
        track(client, number) for number in (draft.receipt, wrong, "REG-2026-999999-X", "abc", "x\x00y")
    ]

    phone = Office.objects.get().phone
    sentence = f"Nomor tidak ditemukan. Periksa huruf terakhirnya, atau tanyakan di {phone}."
    assert [answer.status_code for answer in answers[:4]] == [404] * 4
    assert all(sentence in answer.content.decode() for answer in answers[:4])
    assert answers[4].status_code in (404, 422)


def test_an_empty_number_is_asked_for(client):
    answer = track(client, "")

    assert answer.status_code == 422
    assert "Isi nomor permohonan." in answer.content.decode()


def test_a_public_note_stays_inside(client):
    application = make_submitted()
    from permits import workflow

    workflow.withdraw(application, by=application.created_by, note="Alasan pribadi")

    page = client.get(reverse("permits:track_file", args=[application.receipt])).content.decode()

    assert "Ditarik Pemohon" in page
    assert "Alasan pribadi" not in page


def test_guessing_numbers_is_slowed_down(client):
    url = reverse("permits:track_file", args=["REG-2026-000001-3"])

    answers = [client.get(url).status_code for _try in range(31)]

    assert answers == [404] * 30 + [429]
