"""Limits on how often one address (or account) may try something; counted in the shared cache."""

import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest


class TooOften(Exception):
    """The limit is reached; try again after `seconds`. The error page answers 429."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"try again in {seconds} s")
        self.seconds = seconds


def client_address(request: HttpRequest) -> str:
    """Return the caller's address, past as many proxies as the settings trust."""
    return get_adapter().get_client_ip(request)


def allow(action: str, who: str, *, limit: int, seconds: int) -> None:
    """Count one try of `who`; raise TooOften beyond `limit` tries in the running window of `seconds`."""
    now = int(time.time())
    window = now // seconds
    key = f"throttle:{action}:{who}:{window}"
    cache.add(key, 0, timeout=seconds * 2)
    if cache.incr(key) > limit:
        raise TooOften(seconds - now % seconds)
