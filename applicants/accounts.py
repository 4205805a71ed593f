"""Our way with django-allauth: letters through the outbox, sealed second factors, a start page per role."""

import unicodedata
from urllib.parse import urlencode
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.ratelimit import respond_429
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.sites.shortcuts import get_current_site
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from applicants.models import User
from applicants.next_page import safe_next
from applicants.roles import Role
from office import crypto, messages
from office.models import Office


class AccountAdapter(DefaultAccountAdapter):
    """Accounts: applicants sign up by themselves, staff are invited."""

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Queue a letter of allauth's; it waits in the outbox when broker or mail server are away."""
        letter = self.render_mail(
            template_prefix,
            email,
            {
                "request": self.request,
                "email": email,
                "current_site": get_current_site(self.request),
                **context,
            },
        )
        with transaction.atomic():
            messages.enqueue_text(
                email,
                subject=str(letter.subject),
                text=str(letter.body),
                template=template_prefix,
                # Each letter answers one request and carries its own link or moment.
                dedupe_key=f"account:{uuid4()}",
            )

    def format_email_subject(self, subject: str) -> str:
        return f"[{Office.objects.get().short_name}] {subject}"

    def clean_email(self, email: str) -> str:
        """One address, one account: case and compatibility forms make no second one."""
        return unicodedata.normalize("NFKC", email).lower()

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return resolve_url(start_page(request.user))

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return resolve_url(start_page(request.user))

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation) -> str:
        """Let the letter lead back to the permit that the newcomer was about to apply for."""
        url = super().get_email_confirmation_url(request, emailconfirmation)
        goal = safe_next(request)
        return f"{url}?{urlencode({REDIRECT_FIELD_NAME: goal})}" if goal else url

    def is_safe_url(self, url: str) -> bool:
        """Follow `next` to paths of this portal only, never to another host or scheme."""
        return bool(url) and url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def pre_authenticate(self, request: HttpRequest, **credentials) -> None:
        """Answer 429 with our page, not a form error, to whoever tries too many passwords."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            raise ImmediateHttpResponse(respond_429(request)) from None


def start_page(user: User) -> str:
    """Return the URL name of the page on which this user's work begins."""
    if user.has_role(Role.FRONT_DESK, Role.BACK_OFFICE, Role.SECTION_HEAD, Role.OFFICE_HEAD):
        return "permits:queue"
    if user.has_role(Role.TECHNICAL):
        return "permits:technical"
    if user.is_superuser:
        return "applicants:staff"
    return "home" if user.is_staff else "permits:my_applications"


class MfaAdapter(DefaultMFAAdapter):
    """Second factors: secrets are sealed like identity numbers."""

    def encrypt(self, text: str) -> str:
        return crypto.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return crypto.decrypt(encrypted_text)

    def get_totp_issuer(self) -> str:
        return Office.objects.get().short_name

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not (settings.STAFF_MFA_REQUIRED and authenticator.user.is_staff)
