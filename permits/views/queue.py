"""«Antrean»: the files of the office by deadline, in built-in views, searched and filtered."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from applicants.roles import Role
from office.calendar import WorkingCalendar
from office.models import Event
from office.time import official_now
from office.workdays import working_calendar
from permits import queues
from permits.counts import office_counts, waiting
from permits.deadline import Deadline, deadline, short_date
from permits.desks import OFFICE_ROLES
from permits.forms.desk import QueueFilter
from permits.models import Application

PAGE_SIZE = 25
SORTS = {
    "tenggat": ("due_at", "pk"),
    "-tenggat": ("-due_at", "-pk"),
    "nomor": ("receipt",),
    "-nomor": ("-receipt",),
}


@dataclass(frozen=True)
class Tab:
    code: str
    label: str
    count: int


@dataclass(frozen=True)
class Row:
    application: Application
    due: Deadline
    changed: str


@require_safe
@vary_on_headers("HX-Request")
def queue(request: HttpRequest) -> HttpResponse:
    """Show one view of the queue; htmx asks for the results alone."""
    if not request.user.has_role(*OFFICE_ROLES):
        return _elsewhere(request)
    now, calendar = official_now(), working_calendar()
    views = queues.built_in(request.user, now, calendar)
    view = next((view for view in views if view.code == request.GET.get("tampilan")), views[0])
    sort = request.GET.get("urut") if request.GET.get("urut") in SORTS else ""
    form = QueueFilter(request.GET)
    files = Application.objects.visible_to(request.user).handed_in()
    counted = files.aggregate(
        **{view.code: Count("pk", filter=view.files) for view in views}, **office_counts(request.user)
    )
    found = form.results(files.filter(view.files), request.user).order_by(*SORTS.get(sort, view.order))
    paginator = Paginator(_with_last_change(found.with_names()), PAGE_SIZE)
    if not form.asked():
        paginator.count = counted[view.code]  # counted for the tab already
    page = paginator.get_page(request.GET.get("page"))
    kept = {"tampilan": view.code} | ({"urut": sort} if sort else {})
    context = {
        "tabs": [Tab(view.code, str(view.label), counted[view.code]) for view in views],
        "view": view,
        "sort": sort or ("tenggat" if view.order == SORTS["tenggat"] else ""),
        "kept": kept,
        "form": form,
        "applied": form.applied(**kept),
        "page": page,
        "rows": _rows(page, now, calendar),
        "now": now,
        "navigation_counts": waiting(request.user, counted),
    }
    # Going back in the browser asks with htmx for a whole page: the old one is kept nowhere.
    is_fragment = request.htmx and not request.htmx.history_restore_request
    template = "permits/desk/queue.html#results" if is_fragment else "permits/desk/queue.html"
    return render(request, template, context | {"is_fragment": is_fragment})


def _elsewhere(request: HttpRequest) -> HttpResponse:
    """Send agencies to their own list; tell colleagues without a desk what they lack."""
    if request.user.has_role(Role.TECHNICAL):
        return redirect("permits:technical")
    if not request.user.is_staff:
        raise PermissionDenied
    roles = [Role(role).label for role in sorted(request.user.roles)]
    if request.user.is_superuser:
        roles.append(_("pengelola administrasi teknis"))
    return render(request, "permits/desk/no_desk.html", {"roles": roles}, status=403)


def _with_last_change(files: QuerySet[Application]) -> QuerySet[Application]:
    events = Event.objects.filter(subject_kind="application", subject_id=OuterRef("receipt"))
    return files.annotate(changed_at=Subquery(events.order_by("-number").values("at")[:1]))


def _rows(page: Page, now: dt.datetime, calendar: WorkingCalendar) -> list[Row]:
    return [
        Row(application, deadline(application, now, calendar), _when(application.changed_at, now, calendar))
        for application in page
    ]


def _when(moment: dt.datetime, now: dt.datetime, calendar: WorkingCalendar) -> str:
    """Write a moment as short as it is clear: the hour today, then «Kemarin», then the date."""
    day, today = calendar.local_date(moment), calendar.local_date(now)
    if day == today:
        return moment.astimezone(calendar.zone).strftime("%H.%M")
    if day == today - dt.timedelta(days=1):
        return _("Kemarin")
    return date_format(day, "j M") if day.year == today.year else short_date(day)
