"""Check the answers, hand in, receive the receipt."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from office import files
from office.workdays import working_calendar
from permits import clock, workflow
from permits.answers import display
from permits.errors import Busy, Incomplete, StalePage
from permits.forms.handing_in import DeclarationForm
from permits.models import Application
from permits.paper.render import qr_code, render_receipt
from permits.parts import anchor_of, part_of
from permits.progress import progress
from permits.receipts import receipt_snapshot, tracking_address
from permits.slots import slots
from permits.views.applicant import find


def review(request: HttpRequest, receipt: str) -> HttpResponse:
    """Show every answer once more; with the declaration ticked, hand the file in."""
    application = find.own_with_contents(request, receipt)
    if request.method != "POST":
        return (
            _review_page(request, application, DeclarationForm())
            if application.is_draft
            else redirect(application)
        )
    form = DeclarationForm(request.POST)
    # A second click arrives when the file is already in; it gets the first one's receipt.
    if application.is_draft and not form.is_valid():
        return _review_page(request, application, form, status=422)
    try:
        workflow.submit(application, by=request.user)
    except Incomplete:
        return _review_page(request, application, form, status=422)
    except (StalePage, Busy) as error:
        return _review_page(request, application, form, refusal=error.message, status=409)
    return redirect("permits:receipt", receipt=application.receipt)


def _review_page(
    request: HttpRequest,
    application: Application,
    form: DeclarationForm,
    *,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    questions = [
        {
            "label": field.label_id,
            "text": display(field, application.answers.get(field.name)),
            "part": part_of(field),
            "anchor": anchor_of(field),
        }
        for field in application.standard.form_fields.all()
    ]
    context = {
        "application": application,
        "form": form,
        "questions": questions,
        "rows": slots(application),
        "progress": progress(application),
        "refusal": refusal,
    }
    return render(request, "permits/applicant/review.html", context, status=status)


@require_safe
def receipt(request: HttpRequest, receipt: str) -> HttpResponse:
    application = _handed_in(request, receipt)
    context = {
        "application": application,
        "receipt": receipt_snapshot(application),
        "checked_by": clock.check_due_at(application.submitted_at, working_calendar()),
    }
    return render(request, "permits/applicant/receipt.html", context)


@require_safe
def receipt_qr(request: HttpRequest, receipt: str) -> HttpResponse:
    """Return the QR code of the tracking page as a picture of its own address (the policy forbids data:)."""
    application = _handed_in(request, receipt)
    return HttpResponse(qr_code(tracking_address(application)), content_type="image/svg+xml")


@require_safe
def receipt_pdf(request: HttpRequest, receipt: str) -> HttpResponse:
    application = _handed_in(request, receipt)
    response = HttpResponse(render_receipt(receipt_snapshot(application)), content_type="application/pdf")
    return files.inert(response, name=f"tanda-terima-{application.receipt}.pdf")


def _handed_in(request: HttpRequest, receipt: str) -> Application:
    application = find.own(request, receipt)
    if application.is_draft:
        raise Http404
    return application
