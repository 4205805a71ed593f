"""Expected refusals that a view did not answer itself, each with its page and status, never a 500."""

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from psycopg.errors import LockNotAvailable, QueryCanceled

from office.files import StorageFull
from office.throttle import TooOften
from permits.errors import Busy, WorkflowError


class RefusalMiddleware:
    """Turn refusals into pages: somebody was faster (409), too many tries (429), no room (503)."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        match exception:
            case TooOften(seconds=seconds):
                minutes = -(-seconds // 60)
                response = render(request, "429.html", {"minutes": minutes}, status=429)
                response["Retry-After"] = str(seconds)
                return response
            case StorageFull(message=message):
                return render(request, "503.html", {"message": message}, status=503)
            case WorkflowError(message=message):
                return render(request, "409.html", {"message": message}, status=409)
            case OperationalError() if isinstance(exception.__cause__, LockNotAvailable | QueryCanceled):
                return render(request, "409.html", {"message": Busy.message}, status=409)
        return None
