"""What a signed-in person's requests pass: second factor, time limits, headers; and how sessions end."""

import time

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.test import Client
from django.urls import reverse

from applicants.middleware import SEEN_AT, SIGNED_IN_AT
from applicants.models import User
from applicants.roles import Role
from tests.factories.applicants import make_staff, make_superuser, make_user

PAGE = "/akun/data/"


@pytest.fixture
def staff_client(db, client):
    client.force_login(make_staff(Role.FRONT_DESK))
    return client


@pytest.fixture
def applicant_client(db, client):
    client.force_login(make_user())
    return client


def move_back(client, key: str, minutes: float) -> None:
    """Pretend that what the session notes under `key` was so many minutes ago."""
    session = client.session
    session[key] = time.time() - minutes * 60
    session.save()


@pytest.mark.parametrize("page", [PAGE, "/", "/kerja/akun/", "/admin/", "/akun/sandi/ubah/"])
def test_staff_without_second_factor_reach_only_its_set_up(staff_client, settings, page):
    settings.STAFF_MFA_REQUIRED = True

    answer = staff_client.get(page)

    assert answer.url == reverse("mfa_activate_totp")


def test_superuser_without_second_factor_is_held_too(client, db, settings):
    settings.STAFF_MFA_REQUIRED = True
    client.force_login(make_superuser())

    assert client.get("/kerja/akun/").url == reverse("mfa_activate_totp")


@pytest.mark.parametrize("name", ["mfa_index", "mfa_activate_totp", "account_logout"])
def test_set_up_pages_are_open(staff_client, settings, name):
    settings.STAFF_MFA_REQUIRED = True

    answer = staff_client.get(reverse(name))

    assert answer.status_code == 200 or answer.url.startswith(reverse("account_reauthenticate"))


def test_fragment_is_led_to_the_set_up_as_well(staff_client, settings):
    settings.STAFF_MFA_REQUIRED = True

    answer = staff_client.get(PAGE, headers={"HX-Request": "true"})

    assert answer["HX-Redirect"] == reverse("mfa_activate_totp")


def test_staff_with_second_factor_work(client, db, settings):
    settings.STAFF_MFA_REQUIRED = True
    user = make_staff(Role.FRONT_DESK)
    totp.TOTP.activate(user, totp.generate_totp_secret())
    client.force_login(user)

    assert client.get(PAGE).status_code == 200


def test_applicants_need_no_second_factor(applicant_client, settings):
    settings.STAFF_MFA_REQUIRED = True

    assert applicant_client.get(PAGE).status_code == 200


@pytest.mark.parametrize(("minutes", "status"), [(14, 200), (16, 302)])
def test_staff_session_ends_after_fifteen_idle_minutes(staff_client, minutes, status):
    staff_client.get(PAGE)
    move_back(staff_client, SEEN_AT, minutes)

    assert staff_client.get(PAGE).status_code == status


@pytest.mark.parametrize(("minutes", "status"), [(29, 200), (31, 302)])
def test_applicant_session_ends_after_thirty_idle_minutes(applicant_client, minutes, status):
    applicant_client.get(PAGE)
    move_back(applicant_client, SEEN_AT, minutes)

    assert applicant_client.get(PAGE).status_code == status


def test_session_ends_after_a_working_day_however_busy(applicant_client):
    applicant_client.get(PAGE)
    move_back(applicant_client, SIGNED_IN_AT, 12 * 60 + 1)

    answer = applicant_client.get(PAGE, follow=True)

    assert answer.redirect_chain == [(f"{reverse('account_login')}?next={PAGE}", 302)]
    assert "Sesi Anda sudah berakhir." in answer.text


def test_time_out_leads_back_to_the_page_of_a_form(applicant_client):
    applicant_client.get(PAGE)
    move_back(applicant_client, SEEN_AT, 31)

    answer = applicant_client.post(
        "/akun/data/baru/", {}, headers={"Referer": "http://testserver/akun/data/baru/?x=1"}
    )

    assert answer.url == f"{reverse('account_login')}?next=/akun/data/baru/%3Fx%3D1"


def test_time_out_of_a_fragment_moves_the_whole_page(applicant_client):
    applicant_client.get(PAGE)
    move_back(applicant_client, SEEN_AT, 31)

    answer = applicant_client.get(
        "/akun/data/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/permohonan/"}
    )

    assert answer["HX-Redirect"] == f"{reverse('account_login')}?next=/permohonan/"


def test_foreign_referer_is_not_followed(db, client):
    answer = client.post("/akun/data/baru/", {}, headers={"Referer": "https://evil.example/x"})

    assert answer.url == f"{reverse('account_login')}?next=/"


def test_page_asking_for_news_by_itself_is_no_sign_of_life(staff_client):
    staff_client.get(PAGE)
    move_back(staff_client, SEEN_AT, 10)
    before = staff_client.session[SEEN_AT]

    staff_client.get(PAGE, headers={"X-Background": "1"})
    assert staff_client.session[SEEN_AT] == before
    staff_client.get(PAGE)
    assert staff_client.session[SEEN_AT] > before


def test_public_page_after_time_out_is_simply_public(applicant_client):
    applicant_client.get(PAGE)
    move_back(applicant_client, SEEN_AT, 31)

    answer = applicant_client.get("/akun/masuk/")

    assert answer.status_code == 200
    assert "_auth_user_id" not in applicant_client.session


def test_answers_to_somebody_signed_in_are_kept_by_no_cache(applicant_client):
    assert applicant_client.get(PAGE)["Cache-Control"] == "no-store"
    assert applicant_client.get("/akun/data/999999/")["Cache-Control"] == "no-store"
    assert applicant_client.get("/nirgends/")["Cache-Control"] == "no-store"


def test_every_answer_says_what_a_page_may_use(db, client):
    answer = client.get("/akun/masuk/")

    assert (
        answer["Permissions-Policy"] == "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()"
    )
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "DENY"


def test_leaving_empties_the_browser_and_kills_the_cookie(applicant_client):
    old = Client()
    old.cookies["sid"] = applicant_client.cookies["sid"].value

    answer = applicant_client.post(reverse("account_logout"))

    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert answer["Cache-Control"] == "no-store"
    assert old.get(PAGE).status_code == 302


def test_new_password_ends_the_sessions_elsewhere(db):
    user = make_user()
    here, elsewhere = Client(), Client()
    here.force_login(user)
    elsewhere.force_login(user)

    user = User.objects.get(pk=user.pk)
    user.set_password("sandi-lain-yang-panjang")
    user.save(update_fields=["password"])

    assert here.get(PAGE).status_code == 302
    assert elsewhere.get(PAGE).status_code == 302


def test_raised_epoch_ends_sessions_also_under_an_older_secret_key(db, settings):
    user = make_user()
    client = Client()
    client.force_login(user)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "neuer-schluessel-" + "y" * 50
    assert client.get(PAGE).status_code == 200

    User.objects.filter(pk=user.pk).update(session_epoch=1)

    assert client.get(PAGE).status_code == 302
