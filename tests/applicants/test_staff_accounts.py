"""The staff accounts pages: invite, ask, confirm, withdraw, close, and who never gets there."""

import re

import pytest
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import is_mfa_enabled
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from applicants.models import RoleGrant, User
from applicants.roles import Role
from applicants.workflow import request_role
from office.models import Event, Message
from tests.factories.applicants import PASSWORD, make_staff, make_superuser, make_user

NEWCOMER = {
    "full_name": "Rina Wulandari",
    "email": "Rina@contoh.id",
    "position": "Petugas loket",
    "employee_number": "199001012015032001",
}


@pytest.fixture
def admin(db, client):
    user = make_superuser("admin-1@contoh.id")
    client.force_login(user)
    return user


@pytest.fixture
def officer(db):
    return make_staff(email="rina@contoh.id", full_name="Rina Wulandari")


def pages(officer, grant):
    return [
        reverse("applicants:staff"),
        reverse("applicants:staff_new"),
        reverse("applicants:staff_detail", args=[officer.pk]),
        reverse("applicants:staff_close", args=[officer.pk]),
        reverse("applicants:staff_reopen", args=[officer.pk]),
        reverse("applicants:grant_confirm", args=[grant.pk]),
        reverse("applicants:grant_withdraw", args=[grant.pk]),
    ]


def test_pages_do_not_exist_for_others(client, officer):
    grant = request_role(officer, Role.FRONT_DESK, reason="Surat tugas", by=make_superuser())

    for user in (make_user(), make_staff(Role.BACK_OFFICE), make_staff(Role.SOP_ADMIN)):
        client.force_login(user)
        assert [client.get(page).status_code for page in pages(officer, grant)] == [404] * 7


def test_pages_answer_the_administrator(admin, client, officer):
    grant = request_role(officer, Role.FRONT_DESK, reason="Surat tugas", by=make_superuser())

    assert [client.get(page).status_code for page in pages(officer, grant)] == [200] * 7


def test_office_head_sees_and_confirms_but_invites_nobody(client, officer):
    grant = request_role(officer, Role.FRONT_DESK, reason="Surat tugas", by=make_superuser())
    client.force_login(make_staff(Role.OFFICE_HEAD))

    assert "Undang petugas" not in client.get(reverse("applicants:staff")).text
    assert client.get(reverse("applicants:staff_new")).status_code == 404
    answer = client.post(reverse("applicants:grant_confirm", args=[grant.pk]))

    assert answer.status_code == 302
    assert User.objects.get(pk=officer.pk).roles == {Role.FRONT_DESK}


def test_invited_officer_sets_a_password_by_the_link_in_the_letter(admin, client):
    answer = client.post(reverse("applicants:staff_new"), NEWCOMER)
    client.logout()

    invited = User.objects.get(email="rina@contoh.id")
    assert answer.url == reverse("applicants:staff_detail", args=[invited.pk])
    assert (invited.is_staff, invited.is_superuser, invited.has_usable_password()) == (True, False, False)
    letter = Message.objects.get()
    assert letter.recipient == "rina@contoh.id"
    link = re.search(r"http://testserver(\S+)", letter.text)[1]
    form_page = client.get(link, follow=True)
    too_short = client.post(
        form_page.request["PATH_INFO"], {"password1": "sandi-pen1", "password2": "sandi-pen1"}
    )
    chosen = client.post(form_page.request["PATH_INFO"], {"password1": PASSWORD, "password2": PASSWORD})

    assert "Kata sandi petugas sedikitnya 12 karakter." in too_short.text
    assert chosen.status_code == 302
    assert User.objects.get(pk=invited.pk).check_password(PASSWORD)
    assert Event.objects.get(action="staff_invited").actor == admin


def test_address_of_another_account_is_refused(admin, client):
    make_user("rina@contoh.id")

    answer = client.post(reverse("applicants:staff_new"), NEWCOMER)

    assert answer.status_code == 422
    assert "Surel ini sudah dipakai akun lain." in answer.text
    assert not Message.objects.exists()


def test_sending_the_invitation_twice_at_once_is_one_letter(admin, client):
    client.post(reverse("applicants:staff_new"), NEWCOMER)
    invited = User.objects.get(email="rina@contoh.id")

    client.post(reverse("applicants:staff_invite", args=[invited.pk]))

    assert Message.objects.count() <= 2
    assert Event.objects.filter(action="staff_invited_again").count() == 1


def test_asking_for_a_role_needs_a_reason(admin, client, officer):
    answer = client.post(
        reverse("applicants:role_request", args=[officer.pk]), {"role": "front_desk", "reason": " "}
    )

    assert answer.status_code == 422
    assert not RoleGrant.objects.filter(user=officer).exists()


def test_asking_and_then_confirming_alone_is_refused(admin, client, officer):
    client.post(
        reverse("applicants:role_request", args=[officer.pk]),
        {"role": "front_desk", "reason": "Surat tugas 12", "last_day": "2030-12-31"},
    )
    grant = RoleGrant.objects.get(user=officer)

    page = client.get(reverse("applicants:grant_confirm", args=[grant.pk]))
    answer = client.post(reverse("applicants:grant_confirm", args=[grant.pk]))

    assert "Konfirmasi peran ini" not in page.text
    assert answer.status_code == 403
    assert not User.objects.get(pk=officer.pk).roles
    assert grant.expires_at.isoformat() == "2030-12-31T16:59:59.999999+00:00"


def test_unknown_role_is_refused(admin, client, officer):
    answer = client.post(
        reverse("applicants:role_request", args=[officer.pk]), {"role": "raja", "reason": "x"}
    )

    assert answer.status_code == 422


def test_administrator_cannot_ask_for_themselves(admin, client):
    answer = client.post(
        reverse("applicants:role_request", args=[admin.pk]), {"role": "office_head", "reason": "Mau saja"}
    )

    assert answer.status_code == 403
    assert not RoleGrant.objects.filter(user=admin).exists()


def test_late_confirmation_is_told(admin, client, officer):
    grant = request_role(officer, Role.FRONT_DESK, reason="Surat tugas", by=make_superuser())
    client.post(reverse("applicants:grant_confirm", args=[grant.pk]))

    answer = client.post(reverse("applicants:grant_confirm", args=[grant.pk]))

    assert answer.status_code == 409
    assert "sudah diputuskan" in answer.text


def test_withdrawing_needs_a_reason(admin, client):
    officer = make_staff(Role.FRONT_DESK)
    grant = officer.role_grants.get()
    address = reverse("applicants:grant_withdraw", args=[grant.pk])

    refused = client.post(address, {"reason": ""})
    done = client.post(address, {"reason": "Pindah tugas"})

    assert (refused.status_code, done.status_code) == (422, 302)
    assert not User.objects.get(pk=officer.pk).roles


def test_closing_an_account_ends_sessions_and_roles_and_reopening_returns_none(admin, client):
    officer = make_staff(Role.FRONT_DESK)
    elsewhere = type(client)()
    elsewhere.force_login(officer)

    client.post(reverse("applicants:staff_close", args=[officer.pk]), {"reason": "Pensiun"})
    shut_out = elsewhere.get(reverse("applicants:my_data"))
    client.post(reverse("applicants:staff_reopen", args=[officer.pk]), {"reason": "Kembali bertugas"})

    assert shut_out.status_code == 302
    assert elsewhere.get(reverse("applicants:my_data")).status_code == 302
    reopened = User.objects.get(pk=officer.pk)
    assert (reopened.is_active, reopened.roles) == (True, frozenset())
    history = client.get(reverse("applicants:staff_detail", args=[officer.pk])).text
    assert [words in history for words in ("Akun ditutup", "Akun dibuka kembali", "Peran dicabut")] == [
        True
    ] * 3


def test_lost_phone_is_replaced_by_a_new_set_up(admin, client):
    officer = make_staff(Role.FRONT_DESK)
    totp.TOTP.activate(officer, totp.generate_totp_secret())
    elsewhere = type(client)()
    elsewhere.force_login(officer)

    done = client.post(
        reverse("applicants:second_factor_remove", args=[officer.pk]), {"reason": "Ponsel hilang"}
    )
    again = client.post(
        reverse("applicants:second_factor_remove", args=[officer.pk]), {"reason": "Ponsel hilang"}
    )

    assert (done.status_code, again.status_code) == (302, 422)
    assert not is_mfa_enabled(officer)
    assert elsewhere.get(reverse("applicants:my_data")).status_code == 302
    assert Event.objects.get(action="second_factor_removed").private_note == "Ponsel hilang"


def test_nobody_removes_their_own_second_factor_here(admin, client):
    totp.TOTP.activate(admin, totp.generate_totp_secret())

    client.post(reverse("applicants:second_factor_remove", args=[admin.pk]), {"reason": "Malas"})

    assert is_mfa_enabled(admin)


def test_nobody_closes_their_own_account(admin, client):
    answer = client.post(reverse("applicants:staff_close", args=[admin.pk]), {"reason": "Lelah"})

    assert answer.status_code == 403
    assert User.objects.get(pk=admin.pk).is_active


def test_list_costs_the_same_for_one_and_for_many(admin, client):
    make_staff(Role.FRONT_DESK)
    client.get(reverse("applicants:staff"))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("applicants:staff"))
    for _ in range(5):
        make_staff(Role.BACK_OFFICE)
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("applicants:staff"))

    assert len(many) == len(few)


@pytest.mark.parametrize("page", ["abc", "-1", "9" * 40, "%00"])
def test_senseless_page_number_is_answered(admin, client, page):
    assert client.get(f"{reverse('applicants:staff')}?page={page}").status_code == 200


def test_applicant_accounts_are_not_administered_here(admin, client):
    applicant = make_user()

    assert client.get(reverse("applicants:staff_detail", args=[applicant.pk])).status_code == 404
