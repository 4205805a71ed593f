"""The public's check of a permit: by the address in the QR code, or by the PDF itself."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from office import throttle
from office.models import Office
from office.time import official_now
from permits import verification
from permits.forms.verification import AddressForm, PdfForm

LOOKUPS_PER_MINUTE = 30
CHECKS_PER_MINUTE = 10


@login_not_required
def verify(request: HttpRequest) -> HttpResponse:
    """Ask for a code or a PDF; answer a PDF with its verdict."""
    if request.method == "POST":
        return _check_upload(request, "permits/verify.html", {})
    address = AddressForm(request.GET if "code" in request.GET else None)
    if address.is_bound and address.is_valid():
        return redirect("permits:verify_permit", token=address.cleaned_data["code"])
    context = {"address_form": address, "form": PdfForm()}
    return render(request, "permits/verify.html", context, status=422 if address.is_bound else 200)


@login_not_required
def verify_permit(request: HttpRequest, token: str) -> HttpResponse:
    """Show what was issued under this address, to whom (masked), and what it is worth today."""
    throttle.allow("verify", throttle.client_address(request), limit=LOOKUPS_PER_MINUTE, seconds=60)
    permit = verification.published(token)
    if permit is None:
        return _unknown(request, token)
    now = official_now()
    context = {
        "permit": permit,
        "state": verification.state_on(permit, timezone.localdate(now)),
        "holder": verification.masked_name(permit),
        "checked_at": now,
    }
    if request.method == "POST":
        return _check_upload(request, "permits/verify_permit.html", context)
    return render(request, "permits/verify_permit.html", {**context, "form": PdfForm()})


def _unknown(request: HttpRequest, token: str) -> HttpResponse:
    """Tell whoever scanned a code that is not ours what that means, and where to go on."""
    form = AddressForm({"code": token})
    if form.is_valid():
        message = _(
            "Kode ini tidak ada dalam catatan kami. Cocokkan setiap hurufnya; bila sama dengan yang "
            "tercetak, surat itu bukan terbitan kami. Laporkan di {phone}."
        )
        form.add_error("code", message.format(phone=Office.objects.get().phone))
    context = {"address_form": form, "form": PdfForm()}
    return render(request, "permits/verify.html", context, status=404)


def _check_upload(request: HttpRequest, template: str, context: dict) -> HttpResponse:
    throttle.allow("verify-pdf", throttle.client_address(request), limit=CHECKS_PER_MINUTE, seconds=60)
    form = PdfForm(request.POST, request.FILES)
    context = {"address_form": AddressForm(), **context, "form": form}
    status = 422
    if form.is_valid():
        file = form.cleaned_data["file"]
        if file.size > verification.MAX_BYTES:
            status = 413
            form.add_error("file", PdfForm.TOO_LARGE)
        else:
            status = 200
            context["result"] = verification.check_pdf(file.read(), timezone.localdate(official_now()))
    return render(request, template, context, status=status)
