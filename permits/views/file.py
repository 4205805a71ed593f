"""One file on the office's table: what was handed in, what was found, and what may be done now."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import reselect, reswap, retarget

from applicants.roles import Role
from office.time import official_now
from office.workdays import working_calendar
from permits import actions, checklist, permissions, workflow
from permits.answers import labelled
from permits.deadline import deadline
from permits.desks import OFFICE_ROLES
from permits.errors import Busy, Incomplete, StalePage
from permits.forms.desk import VerdictForm
from permits.history import events_of, sent_back
from permits.issuing import holder_of
from permits.models import Application, Recommendation
from permits.states import State
from permits.views.pages_of_documents import viewer
from sop.models import Requirement

PANELS = ("syarat", "data", "telaah", "riwayat")


def find(request: HttpRequest, receipt: str) -> Application:
    """Return a file that was handed in and that the user's office or agency works on; 404 otherwise."""
    if not request.user.has_role(*OFFICE_ROLES, Role.TECHNICAL):
        raise Http404
    files = Application.objects.visible_to(request.user).handed_in().with_names()
    return get_object_or_404(files.select_related("accepted_by", "proposed_by"), receipt=receipt)


@require_safe
def file(request: HttpRequest, receipt: str) -> HttpResponse:
    application = find(request, receipt)
    if not request.user.has_role(*OFFICE_ROLES):
        asked = Recommendation.objects.visible_to(request.user).filter(application=application)
        return redirect("permits:recommendation", get_object_or_404(asked.order_by("-pk")[:1]).pk)
    return show(request, application)


def show(request: HttpRequest, application: Application, *, status: int = 200, **extra: Any) -> HttpResponse:
    """Answer with the whole page of a file as it stands."""
    slots = checklist.slots(application)
    panel = request.GET.get("bagian")
    if panel not in PANELS:
        panel = _first_panel(application)
    next_slot = next((slot for slot in slots if slot.document and not slot.is_in_order), None)
    context = {
        **head(application),
        **table(request, application, slots),
        "panel": panel,
        "viewer": viewer(
            request,
            [slot.document for slot in slots if slot.document],
            preferred=next_slot.document if next_slot else None,
        ),
        **PANEL_FACTS[panel](application),
        **extra,
    }
    return render(request, "permits/desk/file.html", context, status=status)


def _first_panel(application: Application) -> str:
    """Return what the desk that has the file must see before it acts."""
    if application.state == State.SUBMITTED:
        return "syarat"
    return "telaah" if application.review_round else "data"


def head(application: Application) -> dict[str, Any]:
    """Return what the head line of every page about a file shows, and the file's own address."""
    return {
        "application": application,
        "due": deadline(application, official_now(), working_calendar()),
        "here": reverse("permits:file", args=[application.receipt]),
    }


def table(request: HttpRequest, application: Application, slots: list[checklist.Slot]) -> dict[str, Any]:
    """Return the checklist with its count, and what this user may do."""
    user = request.user
    is_own = permissions.is_own_file(application, user)
    waits_for_head = application.state == State.AWAITING_APPROVAL and user.has_role(Role.OFFICE_HEAD)
    verbs = actions.open_to(application, user)
    return {
        "slots": slots,
        "to_check": sum(slot.needs_verdict for slot in slots),
        "in_order": sum(slot.is_in_order for slot in slots),
        "unchecked": [slot.name for slot in slots if slot.needs_verdict and not slot.is_in_order],
        "verbs": verbs,
        "is_own": is_own,
        "took_part": waits_for_head and not is_own and permissions.took_part(application, user),
        "may_check": "accept" in verbs,
        "may_take": application.holder_id is None and permissions.may_take(application, user),
    }


def _data(application: Application) -> dict[str, Any]:
    return {"holder": holder_of(application.applicant), "answers": labelled(application)}


def _review(application: Application) -> dict[str, Any]:
    return {
        "recommendations": application.recommendations.select_related("agency", "answered_by").order_by("pk"),
        "returned": sent_back(application),
        "initials": application.initials.select_related("by").order_by("pk"),
    }


PANEL_FACTS: dict[str, Callable[[Application], dict[str, Any]]] = {
    "syarat": lambda application: {},
    "data": _data,
    "telaah": _review,
    "riwayat": lambda application: {"events": events_of(application)},
}


# --- Verbs -------------------------------------------------------------------------------------


def stale(
    request: HttpRequest, application: Application, refusal: StalePage | Busy, form: forms.Form | None = None
) -> HttpResponse:
    """Answer 409: who was quicker, how the file stands now, and everything that was typed."""
    application = Application.objects.with_names().get(pk=application.pk)
    typed = (
        [(field.label, field.value()) for field in form if field.value()] if form and form.is_bound else []
    )
    context = {
        **head(application),
        "refusal": refusal,
        "is_busy": isinstance(refusal, Busy),
        "last": events_of(application).first(),
        "onward": "permits:file" if request.user.has_role(*OFFICE_ROLES) else "permits:technical",
        "typed": [(label, value) for label, value in typed if isinstance(value, str)],
    }
    response = render(request, "permits/desk/stale.html", context, status=409)
    if request.htmx:  # a row was to be swapped, but now the whole page is another one
        response = reselect(reswap(retarget(response, "#isi"), "outerHTML"), "#isi")
    return response


def press(
    request: HttpRequest, application: Application, verb: Callable[[], object], *, done: str
) -> HttpResponse:
    """Call a verb that needs nothing but the press of its button, and go back to the file."""
    try:
        verb()
    except (StalePage, Busy) as refusal:
        return stale(request, application, refusal)
    except Incomplete as refusal:
        return show(request, application, status=422, refusal=refusal)
    messages.success(request, done)
    return redirect("permits:file", application.receipt)


def step(
    request: HttpRequest,
    application: Application,
    verb: str,
    form: forms.Form,
    carry_out: Callable[[dict[str, Any]], object],
    *,
    template: str,
    done: str,
    looks_only: bool = False,
    **extra: Any,
) -> HttpResponse:
    """Ask on a page of its own for what a verb needs, then call it and go back to the file."""
    try:
        actions.demand(application, request.user, verb)
        if form.is_valid() and not looks_only:
            carry_out(form.cleaned_data)
            messages.success(request, done)
            return redirect("permits:file", application.receipt)
    except (StalePage, Busy) as refusal:
        return stale(request, application, refusal, form)
    except Incomplete as refusal:
        for sentence in refusal.missing:
            form.add_error(None, sentence)
    context = {**head(application), "form": form, **extra}
    return render(request, template, context, status=422 if form.errors else 200)


@require_POST
def take(request: HttpRequest, receipt: str) -> HttpResponse:
    application = find(request, receipt)
    return press(
        request,
        application,
        lambda: workflow.take(application, by=request.user),
        done=_("Berkas ini sekarang Anda pegang."),
    )


@require_POST
@vary_on_headers("HX-Request")
def check(request: HttpRequest, receipt: str, slot: str) -> HttpResponse:
    """Write down the verdict on one requirement; htmx gets the row, the count and the buttons back."""
    application = find(request, receipt)
    requirement = _requirement(application, slot)
    form = VerdictForm(request.POST, auto_id=f"syarat-{slot}-%s")
    try:
        actions.demand(application, request.user, "accept")
        if form.is_valid():
            workflow.check_requirement(application, requirement, by=request.user, **form.cleaned_data)
            form = None
    except (StalePage, Busy) as refusal:
        return stale(request, application, refusal, form)
    status = 422 if form else 200
    if request.htmx:
        slots = checklist.slots(application)
        context = {
            **head(application),
            **table(request, application, slots),
            "slot": next(row for row in slots if row.requirement == requirement),
            "wrong_slot": slot if form else "",
            "form": form,
            "is_fragment": True,
        }
        return render(request, "permits/desk/file.html#checked", context, status=status)
    if form:
        return show(request, application, status=status, form=form, wrong_slot=slot)
    return redirect(reverse("permits:file", args=[receipt]) + f"#syarat-{slot}")


def _requirement(application: Application, slot: str) -> Requirement | None:
    if slot == checklist.POWER_OF_ATTORNEY_KEY and application.needs_power_of_attorney:
        return None
    if not slot.isdecimal():
        raise Http404
    return get_object_or_404(application.requirements(), pk=slot)


@require_POST
def accept(request: HttpRequest, receipt: str) -> HttpResponse:
    application = find(request, receipt)
    return press(
        request,
        application,
        lambda: workflow.accept(application, by=request.user),
        done=_("Berkas dinyatakan lengkap. Waktu janji mulai dihitung dan pemohon diberi tahu."),
    )


@require_POST
def initial(request: HttpRequest, receipt: str) -> HttpResponse:
    application = find(request, receipt)
    return press(
        request,
        application,
        lambda: workflow.initial(application, by=request.user),
        done=_("Paraf Anda tercatat."),
    )
