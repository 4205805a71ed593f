"""Answers to what went wrong outside the views: each says what happened and what to do next."""

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader

from applicants.roles import Role
from ptsp.context import remembered_office


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig | TooManyFilesSent):
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say as whom the reader is signed in; a page that is not theirs to know about is a 404 instead."""
    user = getattr(request, "user", None)
    roles = [Role(role).label for role in sorted(user.roles)] if user and user.is_authenticated else []
    return render(request, "403.html", {"roles": roles, "message": str(exception)}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer without the database, which may be what failed."""
    page = loader.render_to_string("500.html", {"office": remembered_office()})
    return HttpResponse(page, status=500)
