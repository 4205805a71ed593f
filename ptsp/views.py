"""The front page and the pages about the office."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from applicants.models.privacy import PRIVACY_NOTICE_VERSION
from office.public_pages import public_page
from office.time import official_now
from office.workdays import working_calendar
from permits import performance
from ptsp.promises import promises_in_force


@public_page
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    context = {"promises": promises_in_force(), "performance": performance.lately(official_now())}
    return render(request, "pages/home.html", context)


@public_page
@require_safe
def profile(request: HttpRequest) -> HttpResponse:
    """Show the office, its pledge and when it is open in the coming week."""
    calendar = working_calendar()
    today = calendar.local_date(official_now())
    week = [today + dt.timedelta(days=offset) for offset in range(7)]
    return render(request, "pages/profile.html", {"week": [(day, calendar.hours_on(day)) for day in week]})


@public_page
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/help.html")


@public_page
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/privacy.html", {"version": dt.date.fromisoformat(PRIVACY_NOTICE_VERSION)})


@public_page
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/accessibility.html")
