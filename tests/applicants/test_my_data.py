"""«Data saya» as its owner walks it, and what others never see there."""

import datetime as dt

import pytest
from django.urls import reverse

from applicants.models import AccessLog, Applicant, Representation
from applicants.roles import Role
from applicants.workflow import TAKEN_NIK, TAKEN_NIKS_PER_DAY, reveal_identity
from office.models import Event
from tests.factories.applicants import ADDRESS, make_company, make_person, make_staff, make_user

NIK = "1771010101900001"
PERSON = {
    **ADDRESS,
    "name": "Siti Rahma",
    "nik": NIK,
    "birth_place": "Bengkulu",
    "birth_date": "1990-01-01",
    "phone": "0812 3456 7890",
}
COMPANY = {
    **ADDRESS,
    "name": "PT Contoh Sejahtera",
    "npwp": "01.300.066.6-091.000",
    "nib": "1234567890123",
    "person_in_charge": "Siti Rahma",
    "capacity": "director",
    "phone": "081234567891",
}


@pytest.fixture
def siti(db, client):
    user = make_user("siti@contoh.id")
    client.force_login(user)
    return user


def test_newcomer_fills_in_a_profile_and_goes_on_where_they_were_going(siti, client):
    form_page = client.get(reverse("applicants:profile_new"), {"next": "/permohonan/baru/IP01/"})
    answer = client.post(reverse("applicants:profile_new"), {**PERSON, "next": "/permohonan/baru/IP01/"})

    assert 'value="/permohonan/baru/IP01/"' in form_page.text
    assert (answer.status_code, answer.url) == (302, "/permohonan/baru/IP01/")
    person = Applicant.objects.represented_by(siti).get()
    assert (person.name, person.nik, person.phone) == ("Siti Rahma", NIK, "+6281234567890")
    assert person.representations.get().capacity == Representation.Capacity.SELF
    assert Event.objects.get(subject_kind="applicant").action == "registered"


@pytest.mark.parametrize(
    "elsewhere", ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:0"]
)
def test_next_never_leads_out_of_the_house(siti, client, elsewhere):
    answer = client.post(reverse("applicants:profile_new"), {**PERSON, "next": elsewhere})

    assert answer.url == reverse("applicants:my_data")


def test_company_is_recorded_with_the_right_to_act_for_it(siti, client):
    client.post(reverse("applicants:profile_new", args=["badan"]), COMPANY)

    company = Applicant.objects.represented_by(siti).get()
    assert (company.kind, company.npwp, company.nib) == ("company", "0013000666091000", "1234567890123")
    assert company.representations.get().capacity == Representation.Capacity.DIRECTOR


def test_one_company_is_recorded_once_per_account(siti, client):
    make_company(siti)

    answer = client.post(reverse("applicants:profile_new", args=["badan"]), COMPANY)

    assert answer.status_code == 422
    assert "Badan usaha dengan NPWP ini sudah ada di daftar Anda." in answer.text
    assert Applicant.objects.count() == 1


def test_other_person_is_represented_as_proxy(siti, client):
    client.post(reverse("applicants:profile_new", args=["orang-lain"]), PERSON)

    assert siti.representations.get().capacity == Representation.Capacity.PROXY


def test_second_self_is_refused(siti, client):
    make_person(siti)

    answer = client.post(reverse("applicants:profile_new"), PERSON)

    assert answer.status_code == 422
    assert "Data diri Anda sudah tercatat." in answer.text


def test_double_click_is_not_taken_for_guessing(siti, client):
    client.post(reverse("applicants:profile_new"), PERSON)

    answer = client.post(reverse("applicants:profile_new"), PERSON)

    assert "Orang dengan NIK ini sudah ada di daftar Anda." in answer.text
    assert not Event.objects.filter(action=TAKEN_NIK).exists()


def test_wrong_nik_keeps_what_was_typed(siti, client):
    answer = client.post(reverse("applicants:profile_new"), {**PERSON, "nik": "177101010190000"})

    assert answer.status_code == 422
    assert "NIK harus 16 angka. Anda mengetik 15." in answer.text
    assert 'value="Bengkulu"' in answer.text
    assert not Applicant.objects.exists()


def test_empty_fields_are_asked_for_by_name(siti, client):
    answer = client.post(reverse("applicants:profile_new"), {**PERSON, "village": "", "nik": ""})

    assert dict(answer.context["form"].errors) == {"nik": ["Isi NIK."], "village": ["Isi Kelurahan/desa."]}


def test_extra_fields_change_nothing(siti, client):
    stranger = make_user()

    client.post(
        reverse("applicants:profile_new"),
        {**PERSON, "user": stranger.pk, "kind": "company", "nik_index": "x", "created_at": "2001-01-01"},
    )

    person = Applicant.objects.get()
    assert (person.kind, person.representations.get().user) == ("individual", siti)
    assert person.created_at.year > 2001


def test_unknown_province_is_accepted_and_said(siti, client):
    answer = client.post(reverse("applicants:profile_new"), {**PERSON, "nik": f"99{NIK[2:]}"}, follow=True)

    assert "Kode wilayah pada NIK belum kami kenal" in answer.text
    assert Applicant.objects.get().has_unknown_province


def test_taken_nik_is_refused_without_saying_whose_and_noted(siti, client):
    make_person(make_user("budi@contoh.id", full_name="Budi Hartono"), nik=NIK)

    answer = client.post(reverse("applicants:profile_new"), PERSON)

    assert answer.status_code == 422
    assert "NIK ini sudah terdaftar. Hubungi loket dengan membawa KTP." in answer.text
    assert "Budi" not in answer.text
    assert Event.objects.get(subject_id=str(siti.pk), action=TAKEN_NIK).actor == siti


def test_guessing_niks_ends_after_a_while(siti, client):
    make_person(make_user(), nik=NIK)
    for _ in range(TAKEN_NIKS_PER_DAY):
        client.post(reverse("applicants:profile_new"), PERSON)

    answer = client.post(reverse("applicants:profile_new"), {**PERSON, "nik": "1771010101900002"})

    assert answer.status_code == 429
    assert "Terlalu banyak percobaan NIK hari ini." in answer.text
    assert not Applicant.objects.represented_by(siti).exists()


def test_edit_knows_no_numbers_and_keeps_those_left_empty(siti, client):
    person = make_person(siti, nik=NIK)
    page = client.get(reverse("applicants:profile_edit", args=[person.pk]))

    answer = client.post(
        reverse("applicants:profile_edit", args=[person.pk]),
        {**PERSON, "nik": "", "phone": "", "city": "Kota Curup"},
    )

    assert NIK not in page.text
    assert "1771********0001" in page.text
    assert answer.status_code == 302
    person.refresh_from_db()
    assert (person.nik, person.city) == (NIK, "Kota Curup")
    assert Event.objects.get(action="details_changed").payload == {"fields": ["city"]}


def test_changed_nik_is_found_by_its_new_fingerprint(siti, client):
    person = make_person(siti, nik=NIK)
    before = person.nik_index

    client.post(reverse("applicants:profile_edit", args=[person.pk]), {**PERSON, "nik": "1771010101900002"})

    person.refresh_from_db()
    assert person.nik == "1771010101900002"
    assert person.nik_index != before


def test_editing_to_somebody_elses_nik_is_refused(siti, client):
    make_person(make_user(), nik="1771010101900002")
    person = make_person(siti, nik=NIK)

    answer = client.post(
        reverse("applicants:profile_edit", args=[person.pk]), {**PERSON, "nik": "1771010101900002"}
    )

    assert answer.status_code == 422
    person.refresh_from_db()
    assert person.nik == NIK


def test_foreign_profile_is_not_found(siti, client):
    foreign = make_person(make_user())

    assert client.get(reverse("applicants:profile_edit", args=[foreign.pk])).status_code == 404
    assert client.post(reverse("applicants:profile_edit", args=[foreign.pk]), PERSON).status_code == 404
    assert client.post(reverse("applicants:reveal", args=[foreign.pk])).status_code == 404
    assert not AccessLog.objects.exists()


def test_list_is_masked_until_revealed_and_revealing_leaves_a_trace(siti, client):
    person = make_person(siti, nik=NIK)

    masked = client.get(reverse("applicants:my_data"))
    revealed = client.post(reverse("applicants:reveal", args=[person.pk]))
    again = client.get(reverse("applicants:my_data"))

    assert NIK not in masked.text
    assert "1771********0001" in masked.text
    assert NIK in revealed.text
    assert "+6281234567890" in revealed.text
    assert revealed["Cache-Control"] == "no-store"
    assert NIK not in again.text
    look = AccessLog.objects.get()
    assert (look.actor, look.applicant, look.fields) == (siti, person, "nik,phone")
    assert Event.objects.filter(action="identity_revealed", subject_id=str(person.pk)).count() == 1


def test_reveal_needs_a_post(siti, client):
    person = make_person(siti, nik=NIK)

    assert client.get(reverse("applicants:reveal", args=[person.pk])).status_code == 405


def test_owner_reads_which_officer_looked_and_why(siti, client):
    person = make_person(siti)
    officer = make_staff(Role.BACK_OFFICE)

    reveal_identity(person, ["nik"], by=officer, reason="Mencocokkan dengan KTP.")
    page = client.get(reverse("applicants:my_data"))

    assert "Mencocokkan dengan KTP." in page.text
    assert officer.full_name not in page.text


def test_unknown_kind_of_profile_is_not_found(siti, client):
    assert client.get(reverse("applicants:profile_new", args=["hantu"])).status_code == 404


def test_anonymous_is_asked_to_sign_in(db, client):
    answer = client.get(reverse("applicants:my_data"))

    assert answer.url == f"{reverse('account_login')}?next=/akun/data/"


def test_birthday_in_the_future_is_refused(siti, client):
    tomorrow = dt.date.today() + dt.timedelta(days=2)

    answer = client.post(reverse("applicants:profile_new"), {**PERSON, "birth_date": tomorrow.isoformat()})

    assert "Tanggal lahir tidak mungkin di masa depan." in answer.text
