"""Headers that every answer carries (assurance: headers, cookies, content policy)."""

from django.http import HttpRequest, HttpResponse

PERMISSIONS = "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()"
# Arguments of addresses that open something to whoever holds them.
SECRETS_IN_ADDRESSES = frozenset({"token", "key"})


class BrowserPolicyMiddleware:
    """Say which devices a page may use, who may embed it, and keep secret addresses out of referrers."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", PERMISSIONS)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if request.resolver_match and not SECRETS_IN_ADDRESSES.isdisjoint(request.resolver_match.kwargs):
            response["Referrer-Policy"] = "no-referrer"
        return response
