"""Django's admin shows people and changes nothing."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import reverse

from applicants.models import AccessLog, Applicant, Consent, RoleGrant, StaffProfile, User
from tests.factories.applicants import make_person, make_superuser, make_user

MODELS = [AccessLog, Applicant, Consent, RoleGrant, StaffProfile, User]


@pytest.fixture
def admin_client(db, client):
    client.force_login(make_superuser())
    return client


@pytest.mark.parametrize("model", MODELS)
def test_official_rows_are_shown_and_not_changed(admin_client, model):
    name = f"admin:{model._meta.label_lower.replace('.', '_')}"

    assert admin_client.get(reverse(f"{name}_changelist")).status_code == 200
    assert admin_client.get(reverse(f"{name}_add")).status_code == 403


def test_account_is_not_changed_by_a_form(admin_client):
    user = make_user()
    address = reverse("admin:applicants_user_change", args=[user.pk])

    page = admin_client.get(address)
    answer = admin_client.post(address, {"email": user.email, "is_superuser": "on", "is_staff": "on"})

    assert page.status_code == 200
    assert answer.status_code == 403
    user.refresh_from_db()
    assert (user.is_superuser, user.is_staff) == (False, False)


def test_identity_numbers_stay_masked(admin_client):
    person = make_person(make_user(), nik="1771010101900001")

    page = admin_client.get(reverse("admin:applicants_applicant_change", args=[person.pk]))

    assert "1771********0001" in page.text
    assert "1771010101900001" not in page.text
    assert person.nik_index not in page.text


@pytest.mark.parametrize("model", [EmailAddress, Authenticator, Group])
def test_keys_to_accounts_are_not_in_the_admin(model):
    assert not admin.site.is_registered(model)


def test_admin_signs_nobody_in_past_the_second_factor(db, client):
    answer = client.get("/admin/login/")

    assert answer.url.startswith(reverse("account_login"))
