"""«Rekomendasi teknis»: the requests to one's own agency, and its answer to each."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from applicants.roles import Role
from office.time import official_now
from office.workdays import working_calendar
from permits import checklist, permissions, workflow
from permits.answers import labelled
from permits.deadline import Deadline, due
from permits.errors import Busy, StalePage
from permits.forms.desk import RecommendationForm
from permits.issuing import holder_of
from permits.models import Recommendation
from permits.states import State
from permits.views.file import stale
from permits.views.pages_of_documents import viewer

PAGE_SIZE = 25
OPEN, ANSWERED = "terbuka", "dijawab"


@dataclass(frozen=True)
class Asked:
    recommendation: Recommendation
    due: Deadline


@require_safe
def technical(request: HttpRequest) -> HttpResponse:
    """List the agency's open requests by their own deadline, and on a second tab what it has answered."""
    if not request.user.has_role(Role.TECHNICAL):
        raise PermissionDenied
    own = Recommendation.objects.visible_to(request.user).select_related(
        "application__permit_type", "application__applicant", "answered_by"
    )
    lists = {
        OPEN: own.open().order_by("due_at", "pk"),
        ANSWERED: own.filter(answered_at__isnull=False).order_by("-answered_at", "-pk"),
    }
    shown = request.GET.get("daftar") if request.GET.get("daftar") in lists else OPEN
    page = Paginator(lists[shown], PAGE_SIZE).get_page(request.GET.get("page"))
    now, calendar = official_now(), working_calendar()
    context = {
        "shown": shown,
        "open_count": lists[OPEN].count(),
        "answered_count": lists[ANSWERED].count(),
        "page": page,
        "rows": [Asked(asked, due(asked.due_at, now, calendar)) for asked in page],
    }
    return render(request, "permits/desk/technical.html", context)


def recommendation(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is asked with everything that was handed in, and take the agency's answer once."""
    asked = get_object_or_404(
        Recommendation.objects.visible_to(request.user).select_related(
            "agency",
            "requested_by",
            "answered_by",
            "application__permit_type",
            "application__applicant",
            "application__standard",
        ),
        pk=pk,
    )
    now = official_now()
    form = RecommendationForm(
        request.POST if request.method == "POST" else None, today=timezone.localdate(now)
    )
    application = asked.application
    may_answer = permissions.may_recommend(asked, request.user)
    is_open = asked.answered_at is None and application.state == State.IN_RECOMMENDATION
    if request.method == "POST":
        if not may_answer:
            raise PermissionDenied
        try:
            if not is_open:
                raise StalePage
            if form.is_valid():
                workflow.recommend(asked, by=request.user, **form.cleaned_data)
                messages.success(request, _("Rekomendasi terkirim ke kantor perizinan."))
                return redirect("permits:technical")
        except (StalePage, Busy) as refusal:
            return stale(request, application, refusal, form)
    slots = checklist.slots(application)
    context = {
        "application": application,
        "here": reverse("permits:recommendation", args=[asked.pk]),
        "recommendation": asked,
        "due": due(asked.due_at, now, working_calendar()),
        "form": form,
        "may_answer": may_answer,
        "is_open": is_open,
        "slots": slots,
        "viewer": viewer(request, [slot.document for slot in slots if slot.document]),
        "holder": holder_of(application.applicant),
        "answers": labelled(application),
    }
    return render(request, "permits/desk/recommendation.html", context, status=422 if form.errors else 200)
