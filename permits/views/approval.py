"""«Persetujuan»: what waits for the head's decision, and the decision itself."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from applicants.roles import Role
from office.time import official_now
from office.workdays import working_calendar
from permits import checklist, workflow
from permits.deadline import Deadline, deadline
from permits.models import Application, Check, Recommendation
from permits.states import State
from permits.views.file import find, step

PAGE_SIZE = 25


@dataclass(frozen=True)
class Waiting:
    """One file on the head's list, and why this head may not decide it, if so."""

    application: Application
    due: Deadline
    is_own: bool
    took_part: bool


@require_safe
def approvals(request: HttpRequest) -> HttpResponse:
    """List what waits for the head, the nearest deadline first."""
    if not request.user.has_role(Role.OFFICE_HEAD):
        raise PermissionDenied
    files = Application.objects.visible_to(request.user).filter(state=State.AWAITING_APPROVAL)
    page = Paginator(_with_summary(files).by_deadline(), PAGE_SIZE).get_page(request.GET.get("page"))
    now, calendar = official_now(), working_calendar()
    shown = Application.objects.filter(pk__in=[application.pk for application in page])
    own = set(shown.own(request.user).values_list("pk", flat=True))
    touched = set(shown.touched_by(request.user).values_list("pk", flat=True))
    rows = [
        Waiting(
            application,
            deadline(application, now, calendar),
            is_own=application.pk in own,
            took_part=application.pk in touched,
        )
        for application in page
    ]
    return render(request, "permits/desk/approvals.html", {"page": page, "rows": rows})


def _with_summary(files):
    """Bring along who checked, proposed and initialled, and what the agencies said."""
    advice = Recommendation.objects.filter(answered_at__isnull=False).select_related("agency")
    return (
        files.with_names()
        .select_related("accepted_by", "proposed_by")
        .prefetch_related(Prefetch("recommendations", advice, to_attr="advice"), "initials__by")
        .annotate(
            in_order=Count("checks", filter=Q(checks__verdict=Check.Verdict.OK, checks__superseded_at=None))
        )
    )


def approve(request: HttpRequest, receipt: str) -> HttpResponse:
    """Ask once more with the whole summary in view, then grant the permit."""
    application = find(request, receipt)
    slots = checklist.slots(application)
    return step(
        request,
        application,
        "approve",
        forms.Form(request.POST if request.method == "POST" else None),
        lambda data: workflow.approve(application, by=request.user),
        template="permits/desk/approve.html",
        done=_("Izin disetujui. Surat izin sedang dibuat dan disegel."),
        slots=slots,
        in_order=sum(slot.is_in_order for slot in slots),
        to_check=sum(slot.needs_verdict for slot in slots),
        recommendations=application.recommendations.select_related("agency").order_by("pk"),
        initials=application.initials.filter(review_round=application.review_round).select_related("by"),
    )
