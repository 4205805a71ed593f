"""The generated form: what it takes, what it refuses and in which words, what it keeps."""

import pytest
from django.urls import reverse

from permits import workflow
from permits.answers import labelled
from permits.models import Application
from permits.states import State
from tests.factories.permits import drive, fill, make_draft

# Two decimals, a contractor, a date, a volume; and a place.
DRILLING = "ESDM-02"
RIGHT = {
    "planned_depth_m": "1.250,5",
    "casing_diameter_inch": "6",
    "drilling_contractor": "PT Bor Jaya",
    "planned_start_date": "2026-12-01",
    "planned_volume_m3_per_day": "12,5",
}


@pytest.fixture
def draft(applicant) -> Application:
    return make_draft(applicant, DRILLING)


def address(draft: Application, part: str = "data") -> str:
    return reverse("permits:part", args=[draft.receipt, part])


def kept(draft: Application) -> dict:
    return {name: value for name, value in Application.objects.get(pk=draft.pk).answers.items() if value}


def test_answers_are_kept_clean_and_shown_as_written(browser, draft):
    browser.post(address(draft), RIGHT)
    browser.post(
        address(draft, "lokasi"),
        {
            "drilling_location_address": "Jl. Sumur 1",
            "drilling_location_point": "https://maps.google.com/?q=-3.79,102.26",
        },
    )

    assert kept(draft) == {
        "planned_depth_m": "1250.5",
        "casing_diameter_inch": "6",
        "drilling_contractor": "PT Bor Jaya",
        "planned_start_date": "2026-12-01",
        "planned_volume_m3_per_day": "12.5",
        "drilling_location": {"address": "Jl. Sumur 1", "latitude": "-3.790000", "longitude": "102.260000"},
    }
    texts = dict(labelled(Application.objects.get(pk=draft.pk)))
    assert texts["Rencana kedalaman sumur (m)"] == "1.250,5"
    assert texts["Rencana tanggal mulai"] == "1 Desember 2026"
    assert texts["Lokasi rencana pengeboran"] == "Jl. Sumur 1 (-3.790000, 102.260000)"


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("planned_depth_m", "", "Isi Rencana kedalaman sumur (m)."),
        ("planned_depth_m", "NaN", "Tulis angka saja"),
        ("planned_depth_m", "1e999", "Tulis angka saja"),
        ("planned_depth_m", "-5", "Angka tidak boleh kurang dari nol"),
        ("planned_depth_m", "١٢", "Tulis angka saja"),
        ("planned_start_date", "2026-02-30", "tidak ada di kalender"),
        ("planned_start_date", "0000-01-01", "tidak ada di kalender"),
        ("planned_start_date", "9999-12-31", "di luar 1900 sampai 2100"),
        ("drilling_contractor", "PT\x00Bor", "Ada karakter yang tidak diizinkan"),
        ("drilling_contractor", "e\u0301" * 121, "Terlalu panjang: 242 karakter. Batasnya 240."),
    ],
)
def test_a_wrong_answer_is_explained_and_kept_on_the_page(browser, draft, name, typed, sentence):
    answer = browser.post(address(draft), {**RIGHT, name: typed, "tindakan": "lanjut"})

    assert answer.status_code == 422
    assert sentence in " ".join(answer.context["form"].errors[name])
    assert answer.context["form"][name].value() == typed
    assert kept(draft) == {}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("di belakang pasar", "Titik tidak terbaca"),
        ("https://maps.app.goo.gl/abc", "Tautan pendek"),
        ("102.26, -3.79", "di luar Indonesia"),
    ],
)
def test_a_wrong_point_is_explained(browser, draft, typed, sentence):
    sent = {"drilling_location_address": "Jl. Sumur 1", "drilling_location_point": typed}

    answer = browser.post(address(draft, "lokasi"), sent)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


@pytest.mark.parametrize(
    ("code", "name", "typed", "sentence"),
    [
        ("ESDM-01", "number_of_wells", "1,5", "bilangan bulat"),
        ("ESDM-01", "water_use", "Kolam renang", "Pilih salah satu"),
        ("KES-02", "emergency_phone", "12", "Nomor telepon ini tidak lengkap"),
        ("KES-04", "contact_email", "a@b", "Alamat surel tidak valid"),
        ("LIT-01", "end_date", "2026-01-01", "sebelum «Tanggal mulai»"),
        ("SOS-03", "child_birth_date", "2099-01-01", "sesudah hari ini"),
    ],
)
def test_each_kind_of_answer_has_its_sentence(browser, applicant, code, name, typed, sentence):
    draft = make_draft(applicant, code)

    answer = browser.post(address(draft), {"start_date": "2026-12-01", name: typed})

    assert answer.status_code == 422
    assert sentence in " ".join(answer.context["form"].errors[name])


def test_saving_for_later_keeps_what_is_typed_even_where_it_is_wrong(browser, draft):
    sent = {"planned_depth_m": "sekitar 40", "drilling_contractor": "PT Bor\x00 Jaya", "tindakan": "nanti"}

    answer = browser.post(address(draft), sent)
    page = browser.get(address(draft))

    assert answer["Location"] == reverse("permits:tasks", args=[draft.receipt])
    assert page.context["form"]["planned_depth_m"].value() == "sekitar 40"
    assert "Tulis angka saja" in page.content.decode()
    assert "Isi Diameter" not in page.content.decode()
    sentences = [
        str(item) for item in workflow.completeness.missing_parts(Application.objects.get(pk=draft.pk))
    ]
    assert "Perbaiki Rencana kedalaman sumur (m)." in sentences


def test_half_a_place_is_kept_for_later_and_asked_for(browser, draft):
    sent = {"drilling_location_address": "Jl. Sumur 1", "tindakan": "nanti"}

    browser.post(address(draft, "lokasi"), sent)
    page = browser.get(address(draft, "lokasi"))

    assert page.context["form"]["drilling_location_address"].value() == "Jl. Sumur 1"
    assert "drilling_location" not in kept(draft)


def test_the_page_saves_by_itself_and_says_when(browser, draft):
    answer = browser.post(
        address(draft),
        {**RIGHT, "planned_depth_m": "", "tindakan": "otomatis"},
        headers={"HX-Request": "true"},
    )

    assert answer.content.decode().startswith('<span id="tersimpan"')
    assert "Tersimpan" in answer.content.decode()
    assert kept(draft)["drilling_contractor"] == "PT Bor Jaya"


def test_fields_nobody_asked_for_are_ignored(browser, draft):
    browser.post(address(draft), {**RIGHT, "state": "issued", "created_at": "2020-01-01", "owner": "1"})

    assert set(kept(draft)) == set(RIGHT)
    assert Application.objects.get(pk=draft.pk).state == State.DRAFT


def test_more_fields_than_any_form_has_are_refused(browser, draft):
    answer = browser.post(address(draft), {f"x{number}": "1" for number in range(1001)})

    assert answer.status_code == 400
    assert kept(draft) == {}


def test_a_page_left_open_after_handing_in_changes_nothing_and_loses_nothing(browser, applicant):
    application = drive(make_draft(applicant, DRILLING), State.SUBMITTED)
    before = kept(application)

    answer = browser.post(address(application), {**RIGHT, "drilling_contractor": "PT Lain"})

    assert answer.status_code == 409
    assert "sudah dikirim" in answer.content.decode()
    assert answer.context["form"]["drilling_contractor"].value() == "PT Lain"
    assert kept(application) == before


def test_saving_by_itself_after_handing_in_says_so_in_its_line_only(browser, applicant):
    application = drive(make_draft(applicant, DRILLING), State.SUBMITTED)

    answer = browser.post(
        address(application), {**RIGHT, "tindakan": "otomatis"}, headers={"HX-Request": "true"}
    )

    page = answer.content.decode()
    assert answer.status_code == 409
    assert page.strip().startswith('<span id="tersimpan"')
    assert "sudah dikirim" in page
    assert "belum tersimpan" in page


def test_a_session_that_ended_leads_back_to_the_page(client, draft):
    answer = client.post(address(draft), RIGHT, headers={"Referer": f"http://testserver{address(draft)}"})

    assert answer.status_code == 302
    assert answer["Location"].endswith(f"?next={address(draft)}")


def test_after_a_change_the_check_comes_next(browser, draft):
    answer = browser.post(address(draft), {**RIGHT, "kembali": "periksa"})

    assert answer["Location"] == reverse("permits:review", args=[draft.receipt])


def test_parts_that_this_permit_lacks_are_not_found(browser, applicant):
    draft = fill(make_draft(applicant, "LIT-01"))

    assert browser.get(address(draft, "lokasi")).status_code == 404
    assert browser.get(address(draft, "lain")).status_code == 404
