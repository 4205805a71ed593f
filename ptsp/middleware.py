"""Headers that every answer carries."""

from django.http import HttpRequest, HttpResponse

PERMISSIONS = "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()"


class BrowserPolicyMiddleware:
    """Say which devices a page may use and who may embed it.

    Secret addresses stay inside by `Referrer-Policy: same-origin` (settings): other hosts learn nothing.
    With `no-referrer` browsers would post forms with `Origin: null`, which no CSRF check accepts.
    """

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", PERMISSIONS)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if response.cookies and "no-store" not in response.get("Cache-Control", ""):
            # What is given to one browser is not kept for the next.
            response["Cache-Control"] = "private, no-store"
        return response
