"""Signing up and in: letters by the outbox, equal answers, limits on tries, passwords, where one lands."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.urls import reverse

from applicants.models import Consent, User
from applicants.models.privacy import PRIVACY_NOTICE_VERSION
from applicants.roles import Role
from office import jobs
from office.models import Job, Message
from tests.factories.applicants import PASSWORD, make_staff, make_superuser, make_user

NEWCOMER = {
    "full_name": "Siti Rahma",
    "email": "siti@contoh.id",
    "password1": PASSWORD,
    "consent": "on",
}
SIGN_UP = "/akun/daftar/"
SIGN_IN = "/akun/masuk/"


@pytest.fixture(autouse=True)
def no_tries_yet(db):
    cache.clear()


def sign_in(client, email, password=PASSWORD, address="10.0.0.1", **extra):
    return client.post(SIGN_IN, {"login": email, "password": password, **extra}, REMOTE_ADDR=address)


def test_newcomer_gets_an_account_a_consent_and_one_letter(client):
    answer = client.post(SIGN_UP, NEWCOMER)

    user = User.objects.get()
    assert answer.url == reverse("account_email_verification_sent")
    assert (user.email, user.full_name, user.is_staff) == ("siti@contoh.id", "Siti Rahma", False)
    assert [(row.user, row.version) for row in Consent.objects.all()] == [(user, PRIVACY_NOTICE_VERSION)]
    letter = Message.objects.get()
    assert (letter.recipient, letter.state) == ("siti@contoh.id", "waiting")
    assert mail.outbox == []


def test_letter_leaves_by_its_job_and_forgets_the_link(client):
    client.post(SIGN_UP, NEWCOMER)

    jobs.run(Job.objects.get(kind="message.send").pk)

    assert [letter.to for letter in mail.outbox] == [["siti@contoh.id"]]
    assert "/akun/surel/konfirmasi/" in mail.outbox[0].body
    assert Message.objects.get().text == ""


def test_letter_in_the_outbox_is_sealed(client):
    client.post(SIGN_UP, NEWCOMER)

    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(m)::text FROM office_message m")
        row = cursor.fetchone()[0]
    assert "siti@contoh.id" not in row
    assert "konfirmasi/" not in row


def test_confirming_the_address_opens_the_account(client):
    client.post(SIGN_UP, NEWCOMER)
    link = next(word for word in Message.objects.get().text.split() if "/surel/konfirmasi/" in word)

    page = client.get(link)
    client.post(link)
    answer = sign_in(client, "siti@contoh.id")

    assert page["Referrer-Policy"] == "same-origin"
    assert answer.url == reverse("permits:my_applications")


def test_letter_leads_back_to_the_permit_the_newcomer_came_for(client):
    goal = "/permohonan/baru/ESDM-01/"
    client.post(SIGN_UP, {**NEWCOMER, "next": goal})
    link = next(word for word in Message.objects.get().text.split() if "/surel/konfirmasi/" in word)

    page = client.get(link)
    answer = client.post(link, {"next": page.context["redirect_field_value"]})

    assert f'name="next" value="{goal}"' in page.text
    assert answer.url == goal


def test_letter_leads_to_no_other_host(client):
    client.post(SIGN_UP, {**NEWCOMER, "next": "https://jahat.contoh/"})

    assert "next" not in Message.objects.get().text


def test_sign_up_names_what_is_missing_and_nothing_else(client):
    page = client.post(SIGN_UP, {"full_name": "H. Siti, S.H.", "email": "", "password1": ""}).text

    assert "Kata sandi: Bagian ini wajib diisi." in page
    assert "Setujui pemberitahuan privasi untuk membuat akun." in page
    assert "mirip" not in page.partition("<h1>")[0]


def test_applicants_do_not_read_the_rules_for_staff(client):
    page = client.get(SIGN_UP).text

    assert "Paling sedikit 8 karakter." in page
    assert "etugas: sedikitnya" not in page


@pytest.mark.parametrize("again", ["siti@contoh.id", "SITI@Contoh.ID"])
def test_known_address_gets_the_same_answer_and_its_owner_a_letter(client, again):
    unknown = client.post(SIGN_UP, {**NEWCOMER, "email": "lain@contoh.id"})
    client.logout()
    make_user("siti@contoh.id")

    known = client.post(SIGN_UP, {**NEWCOMER, "email": again})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert User.objects.filter(email__iexact="siti@contoh.id").count() == 1
    assert [letter.recipient for letter in Message.objects.order_by("pk")] == [
        "lain@contoh.id",
        "siti@contoh.id",
    ]
    assert Message.objects.last().template.endswith("account_already_exists")


def test_forgotten_password_answers_alike_for_known_and_unknown(client):
    make_user("siti@contoh.id")

    known = client.post("/akun/sandi/lupa/", {"email": "siti@contoh.id"})
    unknown = client.post("/akun/sandi/lupa/", {"email": "hantu@contoh.id"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


@pytest.mark.parametrize(
    "address", ["a@b", "siti", "", "siti @contoh.id", "sití@contoh.id", "siti@contoh.id\x00"]
)
def test_senseless_address_is_refused(client, address):
    answer = client.post(SIGN_UP, {**NEWCOMER, "email": address})

    assert answer.context["form"].errors.keys() == {"email"}
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("siti@contoh.id", "password_too_similar"),
        ("SitiRahma", "password_too_similar"),
        ("12345678", "password_entirely_numeric"),
        ("1771010101900001", "password_entirely_numeric"),
        ("katakata", None),
        ("pendek", "password_too_short"),
        ("x" * 129, "password_too_long"),
        ("sandi\nyang panjang", "password_characters"),
        ("sandi\x00yang panjang", "null_characters_not_allowed"),
    ],
)
def test_password_is_refused_by_the_rule_it_breaks(client, password, code):
    answer = client.post(SIGN_UP, {**NEWCOMER, "password1": password})

    if code is None:
        assert answer.status_code == 302
        return
    errors = answer.context["form"].errors.as_data()["password1"]
    assert code in {error.code for error in errors}
    assert not User.objects.exists()


def test_length_limit_is_stated(client):
    answer = client.post(SIGN_UP, {**NEWCOMER, "password1": "x" * 5000})

    assert "Kata sandi terlalu panjang: paling banyak 128 karakter." in answer.text


def test_account_needs_consent_and_a_name(client):
    answer = client.post(SIGN_UP, {"email": "siti@contoh.id", "password1": PASSWORD})

    assert set(answer.context["form"].errors) == {"full_name", "consent"}


def test_sign_up_makes_no_staff(client):
    client.post(SIGN_UP, {**NEWCOMER, "is_staff": "on", "is_superuser": "on", "role": "office_head"})

    user = User.objects.get()
    assert (user.is_staff, user.is_superuser, user.role_grants.exists()) == (False, False, False)


def test_two_sign_ups_at_once_make_one_account(client, monkeypatch):
    make_user("siti@contoh.id")
    # The other request's account appears between our check and our insert.
    monkeypatch.setattr(
        "allauth.account.forms.flows.manage_email.email_already_exists", lambda email: (email, False)
    )

    answer = client.post(SIGN_UP, NEWCOMER)

    assert answer.url == reverse("account_email_verification_sent")
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("make", "page"),
    [
        (make_user, "permits:my_applications"),
        (lambda: make_staff(Role.FRONT_DESK), "permits:queue"),
        (lambda: make_staff(Role.TECHNICAL), "permits:technical"),
        (lambda: make_staff(Role.SURVEY_OFFICER), "home"),
        (make_superuser, "applicants:staff"),
    ],
)
def test_each_lands_where_their_work_begins(client, make, page):
    assert sign_in(client, make().email).url == reverse(page)


def test_next_leads_on_within_the_house(client):
    user = make_user()

    assert sign_in(client, user.email, next="/akun/data/").url == "/akun/data/"


@pytest.mark.parametrize(
    "elsewhere", ["//evil.example", "https://evil.example/", "http:///evil.example", "\\\\evil"]
)
def test_next_never_leads_elsewhere(client, elsewhere):
    user = make_user()

    assert sign_in(client, user.email, next=elsewhere).url == reverse("permits:my_applications")


def test_session_key_changes_at_sign_in(client):
    user = make_user()
    client.get(SIGN_IN)
    session = client.session
    session["before"] = 1
    session.save()
    before = session.session_key
    client.cookies["sid"] = before

    sign_in(client, user.email)

    assert client.session.session_key != before


def test_eleventh_wrong_password_in_a_minute_is_put_off_and_others_are_not(client):
    user = make_user()
    wrong = [sign_in(client, user.email, "keliru").status_code for _ in range(10)]

    eleventh = sign_in(client, user.email, "keliru")
    forged = client.post(
        SIGN_IN,
        {"login": user.email, "password": "keliru"},
        REMOTE_ADDR="10.0.0.1",
        HTTP_X_FORWARDED_FOR="10.9.9.9",
    )
    elsewhere = sign_in(client, user.email, address="10.0.0.2")

    assert wrong == [200] * 10
    assert (eleventh.status_code, forged.status_code) == (429, 429)
    assert "Coba lagi dalam 1 menit" in eleventh.text
    assert elsewhere.status_code == 302


def test_wrong_password_and_unknown_address_read_alike(client):
    make_user("siti@contoh.id")

    known = sign_in(client, "siti@contoh.id", "keliru")
    unknown = sign_in(client, "hantu@contoh.id", "keliru")

    assert known.context["form"].errors == unknown.context["form"].errors


def test_closed_account_does_not_sign_in(client):
    user = make_user(is_active=False)

    sign_in(client, user.email)

    assert "_auth_user_id" not in client.session


def test_second_factor_is_asked_for_and_its_secret_is_sealed(client):
    user = make_staff(Role.FRONT_DESK)
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(user, secret)

    half_way = sign_in(client, user.email)
    before = client.session.session_key
    with connection.cursor() as cursor:
        cursor.execute("SELECT data::text FROM mfa_authenticator")
        stored = cursor.fetchone()[0]
    counter = next(iter(totp.yield_hotp_counters_from_time()))
    answer = client.post(half_way.url, {"code": totp.format_hotp_value(totp.hotp_value(secret, counter))})

    assert half_way.url == reverse("mfa_authenticate")
    assert secret not in stored
    assert Authenticator.objects.get(user=user).wrap().validate_code("000000") is False
    assert answer.url == reverse("permits:queue")
    assert client.session.session_key != before


def test_owner_is_told_of_a_new_password(client):
    user = make_user("siti@contoh.id")
    client.force_login(user)

    client.post(
        "/akun/sandi/ubah/",
        {
            "oldpassword": PASSWORD,
            "password1": "sandi-lain-yang-panjang",
            "password2": "sandi-lain-yang-panjang",
        },
    )

    letter = Message.objects.get()
    assert (letter.recipient, letter.template) == ("siti@contoh.id", "account/email/password_changed")
