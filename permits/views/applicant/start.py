"""My applications, and opening a new one."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, IntegerField, Value, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from applicants.models import Representation
from office.models import Office
from office.time import official_now
from office.workdays import working_calendar
from permits import status, workflow
from permits.deadline import deadline
from permits.forms.start import StartForm
from permits.models import Application
from permits.states import FINISHED, State
from sop.models import PermitType, Standard

PAGE_SIZE = 25
YOURS, OURS, FINISHED_ONES = 0, 1, 2


@require_safe
def my_applications(request: HttpRequest) -> HttpResponse:
    """List the account's files: those waiting for the applicant, those running, those finished."""
    files = (
        Application.objects.own(request.user)
        .with_names()
        .prefetch_related(
            "standard__form_fields", "standard__requirements", "documents", "recommendations__agency"
        )
        .annotate(
            group=Case(
                When(state=State.DRAFT, then=Value(YOURS)),
                When(state__in=FINISHED, then=Value(FINISHED_ONES)),
                default=Value(OURS),
                output_field=IntegerField(),
            )
        )
        .order_by("group", "due_at", "-pk")
    )
    page = Paginator(files, PAGE_SIZE).get_page(request.GET.get("page"))
    office, now, calendar = Office.objects.get(), official_now(), working_calendar()
    headings = _headings()
    rows = [
        {
            "application": application,
            "group": application.group,
            "heading": headings[application.group],
            "line": status.line(application, office),
            "due": deadline(application, now, calendar),
        }
        for application in page
    ]
    context = {"page": page, "rows": rows}
    return render(request, "permits/applicant/my_applications.html", context)


def _headings() -> dict[int, str]:
    return {YOURS: _("Giliran Anda"), OURS: _("Sedang kami proses"), FINISHED_ONES: _("Selesai")}


def start(request: HttpRequest, code: str) -> HttpResponse:
    """Show the promise once more, ask for whom, and open a draft."""
    standards = Standard.objects.visible_to(request.user).select_related("permit_type__sector")
    standard = get_object_or_404(standards, permit_type__code=code)
    if standard.permit_type.issuing_system != PermitType.IssuingSystem.PORTAL:
        if request.method == "POST":
            raise Http404
        return render(request, "permits/applicant/start.html", {"standard": standard})
    own = request.user.representations.filter(ended_at=None)
    if not own.exists():
        messages.info(request, _("Lengkapi dulu data pemohon. Setelah itu Anda kembali ke sini."))
        return redirect(_new_profile(request, standard))
    fitting = _fitting(own, standard)
    form = StartForm(fitting, standard, request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["standard"] == standard.pk:
            return _open_draft(request, standard, form)
        form = StartForm(fitting, standard)
        message = _("Standar pelayanan telah berubah sejak halaman ini dibuka. Periksa lagi, lalu mulai.")
        return _start_page(request, standard, form, message, status=409)
    return _start_page(request, standard, form, status=422 if form.is_bound else 200)


def _fitting(own, standard: Standard):
    """Keep those who may apply for this permit at all."""
    if standard.applicant_kind != Standard.ApplicantKind.BOTH:
        own = own.filter(applicant__kind=standard.applicant_kind)
    return own.select_related("applicant").order_by("pk")


def _open_draft(request: HttpRequest, standard: Standard, form: StartForm) -> HttpResponse:
    representation: Representation = form.cleaned_data["representation"]
    application = workflow.start(standard, representation, by=request.user, token=form.cleaned_data["token"])
    return redirect("permits:tasks", receipt=application.receipt)


def _start_page(
    request: HttpRequest, standard: Standard, form: StartForm, message: str = "", *, status: int
) -> HttpResponse:
    context = {
        "standard": standard,
        "form": form,
        "message": message,
        "requirements": standard.requirements.filter(mandatory=True, request_kind__in=["both", "new"]),
        "new_profile": _new_profile(request, standard),
    }
    return render(request, "permits/applicant/start.html", context, status=status)


def _new_profile(request: HttpRequest, standard: Standard) -> str:
    """Return the address of the form for a new applicant of the right kind, with the way back."""
    is_for_companies = standard.applicant_kind == Standard.ApplicantKind.COMPANY
    address = reverse("applicants:profile_new", args=["badan"] if is_for_companies else [])
    return f"{address}?{urlencode({'next': request.path})}"
