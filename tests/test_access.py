"""Every address against everybody: deny by default. A new address without a row here fails the build."""

import pytest

from applicants.roles import Role
from tests.addresses import every_address, named_addresses
from tests.factories.applicants import make_person, make_staff, make_superuser, make_user

pytestmark = pytest.mark.django_db

PUBLIC = {
    *("home", "profile", "help", "privacy", "accessibility", "theme", "healthz", "readyz"),
    *("sop:catalogue", "sop:permit_type"),
    *("permits:track", "permits:track_file", "permits:verify", "permits:verify_permit"),
    *("account_login", "account_signup", "account_inactive", "account_confirm_login_code"),
    *("account_email_verification_sent", "account_confirm_email"),
    *("account_reset_password", "account_reset_password_done", "account_reset_password_from_key"),
    *("account_reset_password_from_key_done", "mfa_authenticate", "account_logout"),
}
ANY_ACCOUNT = {
    *("permits:my_applications", "permits:start", "applicants:my_data", "applicants:profile_new"),
    *("account_reauthenticate", "account_email", "account_change_password"),
    *("account_set_password", "mfa_index", "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp"),
    *("mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes"),
}
# Whose file it is not, does not learn that there is one: 404.
OF_ONE_FILE = {
    *("permits:application", "permits:tasks", "permits:part", "permits:documents", "permits:upload_proxy"),
    *("permits:upload", "permits:type_requirement", "permits:turn", "permits:remove", "permits:review"),
    *("permits:receipt", "permits:receipt_qr", "permits:receipt_pdf", "permits:permit_pdf"),
    *("permits:withdraw", "permits:discard", "permits:document", "permits:document_page"),
    *("permits:file", "permits:take", "permits:check", "permits:accept", "permits:request_recommendation"),
    *(
        "permits:propose",
        "permits:initial",
        "permits:send_back",
        "permits:approve",
        "permits:reveal_identity",
    ),
    *("permits:recommendation", "applicants:profile_edit", "applicants:reveal"),
}
# Rooms of the staff: an applicant is told whose they are, 403.
OF_STAFF = {
    *("permits:queue", "permits:technical", "permits:approvals"),
    *("applicants:staff", "applicants:staff_new", "applicants:staff_detail", "applicants:staff_invite"),
    *("applicants:role_request", "applicants:staff_close", "applicants:staff_reopen"),
    *("applicants:second_factor_remove", "applicants:grant_confirm", "applicants:grant_withdraw"),
}
METHODS = ("get", "post")


def test_every_address_has_a_policy():
    assert named_addresses() == PUBLIC | ANY_ACCOUNT | OF_ONE_FILE | OF_STAFF


@pytest.fixture
def addresses() -> dict[str, str]:
    return every_address()


def test_a_visitor_without_account_reaches_public_pages_only(client, addresses):
    closed = set()
    for name, address in addresses.items():
        for method in METHODS:
            answer = getattr(client, method)(address)
            assert answer.status_code < 500, (name, method)
            if answer.status_code == 302 and answer.url.startswith("/akun/masuk/?next="):
                closed.add(name)

    assert closed == ANY_ACCOUNT | OF_ONE_FILE | OF_STAFF


def test_a_stranger_learns_nothing_of_a_file(client, addresses):
    stranger = make_user()
    make_person(stranger)
    client.force_login(stranger)

    for name in OF_ONE_FILE:
        for method in METHODS:
            answer = getattr(client, method)(addresses[name])
            assert answer.status_code in {404, 405}, (name, method, answer.status_code)


def test_an_applicant_has_no_business_in_the_rooms_of_the_staff(client, addresses):
    client.force_login(make_user())

    for name in OF_STAFF:
        for method in METHODS:
            answer = getattr(client, method)(addresses[name])
            assert answer.status_code in {403, 404, 405}, (name, method, answer.status_code)


@pytest.mark.parametrize("role", [*Role.values, "superuser"])
def test_no_role_meets_a_crash_anywhere(client, addresses, role):
    user = make_superuser() if role == "superuser" else make_staff(role)

    for name, address in addresses.items():
        for method in METHODS:
            client.force_login(user)
            assert getattr(client, method)(address).status_code < 500, (name, method)
