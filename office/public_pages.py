"""Pages that are the same for everybody who is not signed in."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.views.decorators.cache import cache_control
from django.views.decorators.vary import vary_on_cookie

FRESH_SECONDS = 60


def public_page(view: Callable) -> Callable:
    """Open a page to everybody and let caches keep it for a minute.

    It may hold no form that is posted: its token would be somebody's own. Pages of people who are
    signed in stay out of caches all the same (PrivatePagesMiddleware).
    """
    return login_not_required(vary_on_cookie(cache_control(public=True, max_age=FRESH_SECONDS)(view)))
