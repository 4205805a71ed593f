"""What every page knows: the office, the reader's theme, what kind of portal this is."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from office.models import Office
from ptsp.theme import chosen_theme


def site(request: HttpRequest) -> dict[str, object]:
    """Return the context of the base page; the office costs one query, and only on pages that show it."""
    return {
        "office": SimpleLazyObject(Office.objects.first),
        "theme": chosen_theme(request),
        "is_demo": settings.DEMO,
        "staff_mfa_off": settings.DEMO and not settings.STAFF_MFA_REQUIRED,
    }
