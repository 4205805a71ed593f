"""Where is a file? For whoever holds its number; names, documents and notes stay inside."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from office import throttle
from office.models import Office
from office.numbers import normal_receipt
from office.time import official_now
from office.workdays import working_calendar
from permits import status
from permits.deadline import deadline
from permits.forms.tracking import TrackForm, TrackingCodeForm
from permits.models import Application
from permits.slots import slots
from permits.states import State
from permits.timeline import timeline

LOOKUPS_PER_MINUTE = 30


@login_not_required
@require_safe
def track(request: HttpRequest) -> HttpResponse:
    """Ask for a number and lead to its page."""
    form = TrackForm(request.GET if "nomor" in request.GET else None, label_suffix="")
    if form.is_bound and form.is_valid():
        receipt = normal_receipt(form.cleaned_data["nomor"])
        if receipt:
            return redirect("permits:track_file", receipt=receipt)
        return _not_found(request, form)
    return render(request, "permits/track.html", {"form": form}, status=422 if form.is_bound else 200)


@login_not_required
@require_safe
def track_file(request: HttpRequest, receipt: str) -> HttpResponse:
    """Show stage, dates, whose turn and deadline; with the tracking code, also what was handed in."""
    throttle.allow("track", throttle.client_address(request), limit=LOOKUPS_PER_MINUTE, seconds=60)
    application = (
        Application.objects.exclude(state=State.DRAFT)
        .select_related("standard", "permit_type", "applicant")
        .prefetch_related("recommendations__agency")
        .filter(receipt=normal_receipt(receipt) or "")
        .first()
    )
    if application is None:
        return _not_found(request, TrackForm({"nomor": receipt}, label_suffix=""))
    office = Office.objects.get()
    code_form = TrackingCodeForm(application, request.GET if "kode" in request.GET else None)
    context = {
        "application": application,
        "code_form": code_form,
        "turn": status.turn(application, office),
        "due": deadline(application, official_now(), working_calendar()),
        "timeline": timeline(application, office),
        "rows": slots(application) if code_form.is_valid() else None,
    }
    response = render(request, "permits/track_file.html", context)
    # The address may carry the tracking code.
    response["Referrer-Policy"] = "no-referrer"
    return response


def _not_found(request: HttpRequest, form: TrackForm) -> HttpResponse:
    """Answer the same for a number that is wrong, unknown, or still a draft."""
    if form.is_valid():
        message = _("Nomor tidak ditemukan. Periksa huruf terakhirnya, atau tanyakan di {phone}.")
        form.add_error("nomor", message.format(phone=Office.objects.get().phone))
    return render(request, "permits/track.html", {"form": form}, status=404)
