"""What every request of a signed-in person passes: time limits, second factor, nothing kept in caches."""

import time
from urllib.parse import urlsplit

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

SIGNED_IN_AT = "signed_in_at"
SEEN_AT = "seen_at"
# Written once a minute at most: a session row is not saved for every picture of a page.
SEEN_PRECISION_SECONDS = 60
# A page that asks for news by itself says so; that is not a sign of life.
BACKGROUND_HEADER = "X-Background"

MFA_SETUP_PAGES = frozenset(
    {
        "account_logout",
        "account_reauthenticate",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_reauthenticate",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
        "theme",
    }
)


class SessionLimitsMiddleware:
    """End a session after too long without a sign of life, and after a working day in any case."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> None:
        if not request.user.is_authenticated:
            return
        now = time.time()
        started = request.session.setdefault(SIGNED_IN_AT, now)
        seen = request.session.setdefault(SEEN_AT, now)
        too_idle = now - seen > idle_minutes(request.user) * 60
        too_long = now - started > settings.SESSION_ABSOLUTE_HOURS * 3600
        if too_idle or too_long:
            logout(request)
            messages.info(request, _("Sesi Anda sudah berakhir. Masuk lagi; Anda kembali ke halaman tadi."))
        elif now - seen > SEEN_PRECISION_SECONDS and BACKGROUND_HEADER not in request.headers:
            request.session[SEEN_AT] = now


def idle_minutes(user) -> int:
    return settings.STAFF_IDLE_MINUTES if user.is_staff else settings.APPLICANT_IDLE_MINUTES


class SignInMiddleware(LoginRequiredMiddleware):
    """Ask for a sign-in and lead back to the page the person was on, also from a form or a fragment."""

    def handle_no_permission(self, request: HttpRequest, view_func) -> HttpResponse:
        if request.method in ("GET", "HEAD") and not request.htmx:
            return super().handle_no_permission(request, view_func)
        login = redirect_to_login(_page_of(request), resolve_url(self.get_login_url(view_func)))
        return HttpResponseClientRedirect(login.url) if request.htmx else login


def _page_of(request: HttpRequest) -> str:
    """Return the path of the page that sent this form or asked for this fragment, or the front page."""
    page = urlsplit(request.htmx.current_url or request.headers.get("Referer", ""))
    if page.netloc != request.get_host():
        return "/"
    return f"{page.path}?{page.query}" if page.query else page.path


class StaffSecondFactorMiddleware:
    """Keep staff on the set-up pages until they have a second factor."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        user = request.user
        if not (settings.STAFF_MFA_REQUIRED and user.is_authenticated and user.is_staff):
            return None
        is_setting_up = request.resolver_match.url_name in MFA_SETUP_PAGES
        if is_setting_up or is_mfa_enabled(user, [Authenticator.Type.TOTP]):
            return None
        messages.info(request, _("Pasang kode sekali pakai dulu; akun petugas tidak dapat dipakai tanpanya."))
        if request.htmx:
            return HttpResponseClientRedirect(resolve_url("mfa_activate_totp"))
        return redirect("mfa_activate_totp")


class PrivatePagesMiddleware:
    """Let no cache keep a page of somebody signed in, and empty the browser's when they leave."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        had_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        was_signed_in = had_session and request.user.is_authenticated
        response = self.get_response(request)
        is_signed_in = (had_session or request.session.modified) and request.user.is_authenticated
        if (was_signed_in or is_signed_in) and "no-store" not in response.get("Cache-Control", ""):
            response["Cache-Control"] = "no-store"
        if was_signed_in and not is_signed_in:
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response
