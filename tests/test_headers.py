"""What every answer tells the browser: one test over all addresses, signed out, signed in, and for files."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.urls import reverse

from applicants.roles import Role
from permits.models import Application
from tests.addresses import every_address
from tests.factories.applicants import make_staff, make_superuser, make_user

POLICY = {
    *("default-src 'self'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "font-src 'self'"),
    *("connect-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'"),
    "frame-ancestors 'none'",
}
EVERYWHERE = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()",
}
# The tracking code stands in the address.
STRICTER = {"permits:track_file": {"Referrer-Policy": "no-referrer"}}
# The same for everybody, so caches may keep them for a minute.
KEPT_A_MINUTE = {
    *("home", "profile", "help", "privacy", "accessibility"),
    *("sop:catalogue", "sop:permit_type"),
}
DESKS = (Role.FRONT_DESK, Role.BACK_OFFICE, Role.TECHNICAL, Role.OFFICE_HEAD)
FILES = {"permits:document", "permits:permit_pdf", "permits:document_page", "permits:receipt_pdf"}


def directives(answer) -> set[str]:
    return {part.strip() for part in answer["Content-Security-Policy"].split(";")}


@pytest.mark.django_db
def test_every_answer_carries_the_policy(client):
    addresses = every_address() | {"nowhere": "/tidak-ada/", "admin": "/admin/"}

    for reader in (None, make_user(), make_superuser(), make_staff(Role.OFFICE_HEAD)):
        if reader:
            client.force_login(reader)
        for name, address in addresses.items():
            answer = client.get(address)
            for header, value in (EVERYWHERE | STRICTER.get(name, {})).items():
                assert answer[header] == value, (name, header)
            if name not in FILES:
                assert directives(answer) == POLICY, name
            assert "Server" not in answer, name
            assert "X-Powered-By" not in answer, name
            if reader:
                assert "no-store" in answer["Cache-Control"], (name, reader)


@pytest.mark.django_db
def test_public_pages_are_the_same_for_everybody_and_kept_a_minute(client):
    addresses = every_address()

    for name in KEPT_A_MINUTE:
        answer = client.get(addresses[name])
        kept = {part.strip() for part in answer["Cache-Control"].split(",")}
        assert kept == {"public", "max-age=60"}, name
        assert "Cookie" in answer["Vary"], name
        assert not answer.cookies, name
        assert "csrfmiddlewaretoken" not in answer.text, name
        again = client.get(addresses[name], headers={"If-None-Match": answer["ETag"]})
        assert again.status_code == 304, name


@pytest.mark.django_db
def test_what_is_one_persons_or_sets_a_cookie_is_kept_by_nobody(client):
    addresses = every_address()
    public = [client.get(addresses[name]) for name in ("account_login", "permits:verify")]
    theme = client.post(reverse("theme"), {"theme": "dark"})

    for answer in [*public, theme]:
        assert answer.cookies
        assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_files_are_inert(client):
    addresses = every_address()
    client.force_login(Application.objects.latest("pk").created_by)

    for name in FILES:
        answer = client.get(addresses[name])
        assert answer.status_code == 200, name
        assert directives(answer) == {"sandbox", "default-src 'none'"}, name
        how = "inline" if name == "permits:document_page" else "attachment"
        assert answer["Content-Disposition"].startswith(f"{how}; filename*=UTF-8''"), name
        assert answer["Content-Type"] in {"application/pdf", "image/webp"}, name
        assert answer["X-Content-Type-Options"] == "nosniff", name
        assert answer["Cross-Origin-Resource-Policy"] == "same-origin", name
        assert answer["Cache-Control"] == "private, no-store", name


@pytest.mark.django_db
@pytest.mark.parametrize("role", [*DESKS, "superuser", "applicant"])
def test_identity_numbers_stand_in_no_page(client, role):
    addresses = every_address()
    application = Application.objects.latest("pk")
    match role:
        case "superuser":
            client.force_login(make_superuser())
        case "applicant":
            client.force_login(application.created_by)
        case _:
            agency = application.permit_type.agency if role == Role.TECHNICAL else None
            client.force_login(make_staff(role, agency=agency))

    for name, address in addresses.items():
        # The form in which people correct their own numbers shows them.
        if name in FILES | {"applicants:profile_edit"}:
            continue
        answer = client.get(address)
        assert application.applicant.nik not in answer.content.decode(), name


# --- In production ------------------------------------------------------------------------------

PRODUCTION = {
    "SECRET_KEY": "x9" * 20 + "abcdefghij!@#$%^&*()",
    "DATABASE_URL": "postgres://ptsp_app@db/ptsp",
    "DATABASE_OWNER_URL": "postgres://ptsp_owner@db/ptsp",
    "REDIS_URL": "redis://redis",
    "PUBLIC_URL": "https://izin.contoh.go.id",
    "TRUSTED_PROXY_COUNT": "1",
}

NOT_IN_PRODUCTION = {"DEMO", "DEBUG", "STAFF_MFA_REQUIRED", "DJANGO_ALLOW_ASYNC_UNSAFE"}


def in_production(*arguments: str) -> subprocess.CompletedProcess:
    """Run `manage.py` as a production machine would, without touching any server."""
    kept = {name: os.environ[name] for name in os.environ if name not in NOT_IN_PRODUCTION}
    environment = {**kept, **PRODUCTION, "DJANGO_SETTINGS_MODULE": "ptsp.settings"}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_deployment_check_has_nothing_to_say():
    result = in_production("check", "--deploy", "--fail-level", "DEBUG")

    assert result.returncode == 0, result.stderr
    assert "no issues (0 silenced)" in result.stdout


def test_cookies_of_an_https_portal_are_bound_to_it():
    names = [
        *(
            "SESSION_COOKIE_NAME",
            "SESSION_COOKIE_SECURE",
            "SESSION_COOKIE_HTTPONLY",
            "SESSION_COOKIE_SAMESITE",
        ),
        *("CSRF_COOKIE_NAME", "CSRF_COOKIE_SECURE", "CSRF_COOKIE_HTTPONLY", "CSRF_COOKIE_SAMESITE"),
        *("SESSION_COOKIE_PATH", "SESSION_COOKIE_DOMAIN", "CSRF_COOKIE_PATH", "CSRF_COOKIE_DOMAIN"),
        *("SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS"),
        *("SECURE_PROXY_SSL_HEADER", "DEBUG", "STAFF_MFA_REQUIRED"),
    ]
    code = (
        "import json; from django.conf import settings; "
        f"print(json.dumps([getattr(settings, name) for name in {names!r}]))"
    )
    result = in_production("shell", "-v", "0", "-c", code)

    assert json.loads(result.stdout) == [
        *("__Host-sid", True, True, "Lax"),
        *("__Host-csrf", True, True, "Lax"),
        *("/", None, "/", None),
        *(True, 31_536_000, True),
        *(["HTTP_X_FORWARDED_PROTO", "https"], False, True),
    ]
