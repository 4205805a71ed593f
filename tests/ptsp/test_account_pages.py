"""allauth's pages and letters, in our design and our words."""

import datetime as dt

import pytest
from django.core import mail
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import NoReverseMatch, get_resolver, reverse

from ptsp import account_urls
from tests.factories.applicants import PASSWORD, make_user

pytestmark = pytest.mark.django_db

LETTERS = [
    "account/email/account_already_exists",
    "account/email/email_changed",
    "account/email/email_confirm",
    "account/email/email_confirmation",
    "account/email/email_confirmation_signup",
    "account/email/email_deleted",
    "account/email/login_code",
    "account/email/password_changed",
    "account/email/password_reset",
    "account/email/password_reset_key",
    "account/email/password_set",
    "account/email/unknown_account",
    "mfa/email/recovery_codes_generated",
    "mfa/email/totp_activated",
    "mfa/email/totp_deactivated",
]


@pytest.fixture
def signed_in(client):
    """Return a client that signed in and has just typed its password once more."""
    user = make_user("warga@contoh.id")
    client.post(reverse("account_login") + "?next=/", {"login": user.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate") + "?next=/", {"password": PASSWORD})
    return client


def test_every_address_of_allauth_is_ours():
    from allauth.account.urls import urlpatterns as account
    from allauth.mfa.urls import urlpatterns as mfa

    theirs = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    expected = {pattern.name for pattern in account}
    expected |= {p.name for include in mfa for p in include.url_patterns}
    expected |= {
        inner.name
        for include in mfa
        for p in include.url_patterns
        if hasattr(p, "url_patterns")
        for inner in p.url_patterns
    }

    assert {name for name in expected if name} <= theirs
    assert len(account_urls.urlpatterns) == len({p.name for p in account_urls.urlpatterns})


@pytest.mark.parametrize(
    "name",
    [
        "account_email",
        "account_change_password",
        "account_logout",
        "account_reauthenticate",
        "mfa_index",
        "mfa_activate_totp",
    ],
)
def test_an_account_page_is_ours_and_speaks_indonesian(signed_in, name):
    response = signed_in.get(reverse(name))

    page = response.content.decode()
    assert response.status_code == 200
    assert 'class="masthead"' in page
    assert "data:" not in page
    for word in ("Email", "Password", "e-mail", "Sandi anda", "Sign ", "Confirm"):
        assert word not in page


def test_the_second_factor_is_drawn_without_data_addresses(signed_in):
    page = signed_in.get(reverse("mfa_activate_totp")).content.decode()

    assert "<svg" in page
    assert 'aria-label="Kode QR untuk aplikasi autentikator"' in page
    assert "style=" not in page


def test_a_wrong_password_keeps_the_address_and_does_not_say_which_was_wrong(client):
    make_user("warga@contoh.id")

    response = client.post(reverse("account_login"), {"login": "warga@contoh.id", "password": "salah"})

    page = response.content.decode()
    assert "<title>Ada kesalahan: Masuk" in page
    assert "Alamat surel atau kata sandi tidak cocok." in page
    assert 'value="warga@contoh.id"' in page


def test_a_field_ties_its_error_to_itself(client):
    page = client.post(reverse("account_login"), {"login": "bukan surel", "password": ""}).content.decode()

    assert 'href="#id_password"' in page
    assert 'aria-invalid="true"' in page
    assert 'id="id_password_error"' in page
    assert "Bagian ini wajib diisi." in page


def test_the_rules_are_said_before_signing_up(client):
    page = client.get(reverse("account_signup")).content.decode()

    assert "Tidak perlu persetujuan petugas." in page
    assert "Paling sedikit 8 karakter." in page


@pytest.mark.parametrize("prefix", LETTERS)
def test_a_letter_is_ours(prefix):
    request = RequestFactory().get("/")
    context = {
        "request": request,
        "email": "warga@contoh.id",
        "from_email": "lama@contoh.id",
        "to_email": "warga@contoh.id",
        "deleted_email": "lama@contoh.id",
        "activate_url": "http://testserver/a",
        "password_reset_url": "http://testserver/b",
        "signup_url": "http://testserver/c",
        "code": "",
        "ip": "203.0.113.9",
        "user_agent": "Peramban & lain",
        "timestamp": dt.datetime(2026, 11, 21, 3, 2, tzinfo=dt.UTC),
    }

    subject = render_to_string(f"{prefix}_subject.txt", context, request).strip()
    text = render_to_string(f"{prefix}_message.txt", context, request)

    assert subject
    assert "\n" not in subject
    assert "Semua layanan gratis" in text
    assert "&amp;" not in text
    assert "You" not in text
    assert "{" not in text


def test_the_demo_mailbox_is_not_routed_outside_the_demo():
    with pytest.raises(NoReverseMatch):
        reverse("demo_mail")


def test_the_demo_mailbox_reads_djangos_files(settings, tmp_path):
    from ptsp.demo.mailbox import letters

    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    mail.send_mail("Pertama", "Isi: http://testserver/x/\n", None, ["a@contoh.id"])
    mail.send_mail("Kedua é", "Isi kedua", None, ["b@contoh.id"])

    found = {letter.subject: letter for letter in letters(tmp_path)}

    assert set(found) == {"Pertama", "Kedua é"}
    assert found["Pertama"].recipient == "a@contoh.id"
    assert found["Pertama"].text.strip() == "Isi: http://testserver/x/"
