"""What every page knows: the office, the reader's theme, what kind of portal this is."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from office.models import Office
from permits.counts import waiting
from ptsp.theme import chosen_theme

_remembered: Office | None = None


def current_office() -> Office | None:
    """Return the office (one query)."""
    global _remembered
    _remembered = Office.objects.first()
    return _remembered


def remembered_office() -> Office | None:
    """Return the office as this process last saw it, for a page that must not ask the database."""
    return _remembered


def site(request: HttpRequest) -> dict[str, object]:
    """Return the context of the base page; the office is asked for only by pages that show it."""
    return {
        "office": SimpleLazyObject(current_office),
        "theme": chosen_theme(request),
        "is_demo": settings.DEMO,
        "navigation_counts": SimpleLazyObject(lambda: waiting(request.user)),
        "staff_mfa_off": settings.DEMO and not settings.STAFF_MFA_REQUIRED,
    }
