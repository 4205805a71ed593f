"""One's own file: where it is, its papers, and taking it back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from office import files
from office.models import Office
from office.time import official_now
from office.workdays import working_calendar
from permits import status, workflow
from permits.answers import labelled
from permits.deadline import deadline
from permits.errors import Busy, StalePage
from permits.forms.handing_in import WithdrawForm
from permits.models import Application, Document, Permit, PermitFile
from permits.slots import slots
from permits.states import WITHDRAWABLE
from permits.timeline import timeline
from permits.views.applicant import find


@require_safe
def application(request: HttpRequest, receipt: str) -> HttpResponse:
    """Answer in one line where the file is, whose turn it is and until when; then everything else."""
    application = find.own_with_contents(request, receipt)
    office = Office.objects.get()
    context = {
        "application": application,
        "line": status.line(application, office),
        "turn": status.turn(application, office),
        "due": deadline(application, official_now(), working_calendar()),
        "timeline": timeline(application, office),
        "answers": labelled(application),
        "rows": slots(application),
        "permit": Permit.objects.filter(application=application).first() if application.is_finished else None,
        "can_withdraw": application.state in WITHDRAWABLE,
    }
    return render(request, "permits/applicant/application.html", context)


@require_safe
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out a document that passed the check; what waits in quarantine does not exist yet."""
    documents = Document.objects.visible_to(request.user).filter(state=Document.State.CLEAN)
    document = get_object_or_404(documents, pk=pk)
    # Photographs were joined into one PDF, whatever their own names said.
    name = document.name if document.name.lower().endswith(".pdf") else f"{document.name}.pdf"
    return _file(files.Purpose.DOCUMENTS, document.sha256, name)


@require_safe
def permit_pdf(request: HttpRequest, receipt: str) -> HttpResponse:
    """Hand out the sealed permit, byte for byte as it was published."""
    seen = Application.objects.visible_to(request.user)
    paper = get_object_or_404(
        PermitFile.objects.select_related("permit"),
        kind=PermitFile.Kind.SEALED,
        permit__application__in=seen,
        permit__application__receipt=receipt,
    )
    return _file(files.Purpose.PERMITS, paper.sha256, f"izin-{receipt}.pdf")


def _file(purpose: str, sha256: str, name: str) -> HttpResponse:
    try:
        return files.file_response(purpose, sha256, name=name, content_type="application/pdf")
    except FileNotFoundError as error:
        raise Http404 from error


def withdraw(request: HttpRequest, receipt: str) -> HttpResponse:
    """Ask once more, then take the file back."""
    application = find.own(request, receipt)
    if request.method != "POST" and application.state not in WITHDRAWABLE:
        return redirect(application)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            workflow.withdraw(application, by=request.user, note=form.cleaned_data["note"])
        except (StalePage, Busy) as error:
            context = {"application": application, "form": form, "refusal": error.message}
            return render(request, "permits/applicant/withdraw.html", context, status=409)
        messages.success(request, _("Permohonan {receipt} ditarik.").format(receipt=application.receipt))
        return redirect(application)
    context = {"application": application, "form": form}
    return render(request, "permits/applicant/withdraw.html", context, status=422 if form.is_bound else 200)


def discard(request: HttpRequest, receipt: str) -> HttpResponse:
    """Ask once more, then throw the draft away."""
    application = find.own(request, receipt)
    if request.method != "POST":
        if not application.is_draft:
            return redirect(application)
        return render(request, "permits/applicant/discard.html", {"application": application})
    try:
        workflow.discard(application, by=request.user)
    except (StalePage, Busy) as error:
        context = {"application": application, "refusal": error.message}
        return render(request, "permits/applicant/discard.html", context, status=409)
    messages.success(request, _("Draf {receipt} dibuang.").format(receipt=receipt))
    return redirect("permits:my_applications")
