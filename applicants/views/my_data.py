"""«Data saya»: one's own profile, those one acts for, and who looked at their numbers."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from applicants import workflow
from applicants.errors import RuleBroken, TooManyTries
from applicants.forms import AddressForm, CompanyForm, OtherPersonForm, PersonForm
from applicants.models import AccessLog, Applicant, Representation
from applicants.next_page import safe_next

FORMS: dict[str, type[AddressForm]] = {
    "diri": PersonForm,
    "badan": CompanyForm,
    "orang-lain": OtherPersonForm,
}
HEADINGS = {
    "diri": gettext_lazy("Data diri Anda"),
    "badan": gettext_lazy("Badan usaha atau lembaga"),
    "orang-lain": gettext_lazy("Orang yang Anda wakili"),
}
LOOKS_SHOWN = 50


def my_data(request: HttpRequest) -> HttpResponse:
    return _show(request)


@require_POST
def reveal(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one's own numbers in full on this one answer; reloading the page masks them again."""
    applicant = _own(request, pk)
    numbers = workflow.reveal_identity(
        applicant, workflow.IDENTITY_FIELDS, by=request.user, reason=_("Melihat data sendiri.")
    )
    return _show(request, revealed=applicant.pk, numbers=numbers)


def profile_new(request: HttpRequest, kind: str = "diri") -> HttpResponse:
    if kind not in FORMS:
        raise Http404
    form = FORMS[kind](
        request.POST or None, initial={"name": request.user.full_name} if kind == "diri" else None
    )
    if request.method == "POST" and form.is_valid():
        try:
            applicant = workflow.register_applicant(
                form.kind, form.details(), capacity=_capacity(form), by=request.user
            )
        except RuleBroken as refusal:
            return _refused(request, kind, form, refusal)
        _thank(request, applicant)
        return redirect(safe_next(request) or "applicants:my_data")
    return _form_page(request, kind, form)


def profile_edit(request: HttpRequest, pk: int) -> HttpResponse:
    applicant = _own(request, pk)
    kind = _kind_of(applicant, request)
    form = FORMS[kind](request.POST or None, applicant=applicant)
    if request.method == "POST" and form.is_valid():
        try:
            applicant = workflow.change_details(applicant, form.details(), by=request.user)
        except RuleBroken as refusal:
            return _refused(request, kind, form, refusal, applicant)
        _thank(request, applicant)
        return redirect(safe_next(request) or "applicants:my_data")
    return _form_page(request, kind, form, applicant)


def _own(request: HttpRequest, pk: int) -> Applicant:
    return get_object_or_404(Applicant.objects.represented_by(request.user), pk=pk)


def _kind_of(applicant: Applicant, request: HttpRequest) -> str:
    if not applicant.is_person:
        return "badan"
    own = applicant.representations.filter(
        user=request.user, ended_at=None, capacity=Representation.Capacity.SELF
    )
    return "diri" if own.exists() else "orang-lain"


def _capacity(form: AddressForm) -> str:
    return form.cleaned_data.get("capacity") or form.capacity


def _thank(request: HttpRequest, applicant: Applicant) -> None:
    messages.success(request, _("Data %(name)s tersimpan.") % {"name": applicant.name})
    if applicant.has_unknown_province:
        messages.info(
            request, _("Kode wilayah pada NIK belum kami kenal; petugas akan mencocokkannya dengan KTP.")
        )


def _refused(
    request: HttpRequest,
    kind: str,
    form: AddressForm,
    refusal: RuleBroken,
    applicant: Applicant | None = None,
) -> HttpResponse:
    form.add_error(None, refusal.message)
    status = 429 if isinstance(refusal, TooManyTries) else 422
    return _form_page(request, kind, form, applicant, status)


def _form_page(
    request: HttpRequest,
    kind: str,
    form: AddressForm,
    applicant: Applicant | None = None,
    status: int | None = None,
) -> HttpResponse:
    context = {
        "form": form,
        "applicant": applicant,
        "kind": kind,
        "heading": HEADINGS[kind],
        "next": safe_next(request),
    }
    return render(
        request, "applicants/profile_form.html", context, status=status or (422 if form.errors else 200)
    )


def _show(request: HttpRequest, revealed: int | None = None, numbers: dict | None = None) -> HttpResponse:
    representations = list(
        request.user.representations.filter(ended_at=None).select_related("applicant").order_by("created_at")
    )
    own = next((row for row in representations if row.capacity == Representation.Capacity.SELF), None)
    looks = (
        AccessLog.objects.filter(applicant__in=[row.applicant_id for row in representations])
        .exclude(actor=request.user)
        .select_related("applicant", "actor__staff_profile")
    )
    context = {
        "own": own,
        "others": [row for row in representations if row is not own],
        "looks": looks[:LOOKS_SHOWN],
        "consents": request.user.consents.all(),
        "revealed": revealed,
        "numbers": numbers or {},
    }
    return render(request, "applicants/my_data.html", context)
