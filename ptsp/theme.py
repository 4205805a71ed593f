"""Light, dark or as the device wishes: kept in a cookie, written by the server, so nothing flashes."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

COOKIE = "theme"
CHOICES = ("auto", "light", "dark")
ONE_YEAR = 365 * 24 * 3600


def chosen_theme(request: HttpRequest) -> str:
    choice = request.COOKIES.get(COOKIE, "auto")
    return choice if choice in CHOICES else "auto"


@login_not_required
@csrf_exempt
@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Remember the reader's choice and go back to the page it was made on.

    Without a token, so that public pages are the same for everybody and may be kept by caches;
    a forged choice of colours harms nobody.
    """
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None, require_https=settings.IS_HTTPS):
        back = "/"
    response = HttpResponseRedirect(back)
    choice = request.POST.get("theme")
    if choice in CHOICES:
        response.set_cookie(
            COOKIE, choice, max_age=ONE_YEAR, secure=settings.IS_HTTPS, httponly=True, samesite="Lax"
        )
    return response
