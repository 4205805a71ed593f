"""The documents of a draft: one row a requirement, each its own form."""

from dataclasses import asdict

from django.conf import settings
from django.core.exceptions import TooManyFilesSent
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_safe

from office import files
from permits import workflow
from permits.errors import Busy, StalePage
from permits.forms.handing_in import TurnForm, TypedRequirementForm
from permits.intake import service
from permits.intake.kinds import ANY, PHOTOS
from permits.intake.refusals import Refused
from permits.models import Application, Document
from permits.slots import Slot, slots
from permits.views.applicant import find
from permits.views.applicant.fill import FROM_REVIEW

# The form's own fields beside its files.
SMALL_CHANGE = 1024 * 1024
MOST_PAGES_SHOWN = 10


@require_safe
def documents(request: HttpRequest, receipt: str) -> HttpResponse:
    application = find.own_with_contents(request, receipt)
    if not application.is_draft:
        return redirect(application)
    return _page(request, application)


@csrf_exempt  # The body is measured first, then `_receive` demands the token.
def upload(request: HttpRequest, receipt: str, requirement: int | None = None) -> HttpResponse:
    """Take the files of one requirement (none: the power of attorney) into quarantine.

    With GET it answers the row alone, for the waiting page and for those whose sign-in led back here.
    """
    application = find.own_with_contents(request, receipt)
    slot = _slot(application, requirement)
    if request.method != "POST":
        return _row(request, application, slot) if request.htmx else _back(application, slot)
    try:
        _demand_whole_body(request)
    except Refused as refusal:
        return _page(request, application, slot, str(refusal.message), status=refusal.status)
    return _receive(request, application, slot)


class TooLargeBody(Refused):
    status = 413


def _demand_whole_body(request: HttpRequest) -> None:
    """Read the body under our limits; its last field says that nothing was cut off."""
    limit = service.MOST_PARTS * settings.UPLOAD_MAX_BYTES + SMALL_CHANGE
    if int(request.META.get("CONTENT_LENGTH") or 0) > limit:
        size = settings.UPLOAD_MAX_BYTES // (1024 * 1024)
        raise TooLargeBody(
            _("Kiriman ini terlalu besar. Batasnya {size} MB untuk setiap berkas.").format(size=size)
        )
    cut_off = _("Unggahan terputus di tengah jalan, jadi tidak ada yang disimpan. Coba lagi.")
    try:
        is_whole = request.POST.get("utuh") == "ya"
    except TooManyFilesSent:
        raise Refused(_("Paling banyak {n} foto dalam satu unggahan.").format(n=service.MOST_PARTS)) from None
    except (MultiPartParserError, UnreadablePostError):
        raise Refused(cut_off) from None
    if not is_whole:
        raise Refused(cut_off)


@csrf_protect
def _receive(request: HttpRequest, application: Application, slot: Slot) -> HttpResponse:
    accepted = PHOTOS if slot.takes_photos_only else ANY
    try:
        received = service.receive(request.FILES.getlist("files"), accepted=accepted)
        parts = [asdict(part) for part in received.parts]
        name = parts[0]["name"] if len(parts) == 1 else _("{n} foto").format(n=len(parts))
        workflow.add_document(
            application, slot.requirement, name=name, parts=parts, rotations=[0] * len(parts), by=request.user
        )
    except Refused as refusal:
        return _page(request, application, slot, str(refusal.message), status=refusal.status)
    except files.StorageFull as full:
        return _page(request, application, slot, full.message, status=503)
    except (StalePage, Busy) as error:
        return _page(request, application, slot, error.message, status=409)
    return _done(request, application, slot)


def type_requirement(request: HttpRequest, receipt: str, requirement: int) -> HttpResponse:
    """Keep a requirement that is a number or a few words."""
    application = find.own_with_contents(request, receipt)
    slot = _slot(application, requirement)
    if not slot.is_typed:
        raise Http404
    if request.method != "POST":
        return _back(application, slot)
    form = TypedRequirementForm(slot, request.POST)
    if not form.is_valid():
        return _page(request, application, slot, status=422, form=form)
    try:
        workflow.save_typed_requirement(
            application, slot.requirement, form.cleaned_data["text"], by=request.user
        )
    except (StalePage, Busy) as error:
        return _page(request, application, slot, error.message, status=409, form=form)
    return _done(request, application, slot)


def turn(request: HttpRequest, receipt: str, document: int) -> HttpResponse:
    """Turn photographs: the same files again, with other rotations."""
    application, shown, slot = _find_document(request, receipt, document)
    if request.method != "POST" or not is_turnable(shown):
        return _back(application, slot)
    form = TurnForm(shown, request.POST)
    if not form.is_valid():
        return _page(request, application, slot, _("Pilih arah setiap foto."), status=422)
    try:
        workflow.add_document(
            application,
            slot.requirement,
            name=shown.name,
            parts=shown.parts,
            rotations=form.rotations(),
            by=request.user,
        )
    except (StalePage, Busy) as error:
        return _page(request, application, slot, error.message, status=409)
    return _done(request, application, slot)


def remove(request: HttpRequest, receipt: str, document: int) -> HttpResponse:
    application, shown, slot = _find_document(request, receipt, document)
    if request.method != "POST":
        return _back(application, slot)
    try:
        workflow.remove_document(shown, by=request.user)
    except (StalePage, Busy) as error:
        return _page(request, application, slot, error.message, status=409)
    return _done(request, application, slot)


def is_turnable(document: Document) -> bool:
    """Say whether a document is made of photographs that are still kept as they came."""
    return all(
        part["kind"] != "pdf" and files.exists(files.Purpose.QUARANTINE, part["sha256"])
        for part in document.parts
    )


def _find_document(request: HttpRequest, receipt: str, pk: int) -> tuple[Application, Document, Slot]:
    application = find.own_with_contents(request, receipt)
    document = get_object_or_404(application.documents.current(), pk=pk)
    return application, document, _slot(application, document.requirement_id)


def _slot(application: Application, requirement_id: int | None) -> Slot:
    """Return one row of this application's own list; somebody else's requirement is a 404."""
    for slot in slots(application):
        if (slot.requirement.pk if slot.requirement else None) == requirement_id:
            return slot
    raise Http404


def _back(application: Application, slot: Slot) -> HttpResponse:
    return redirect(f"{reverse('permits:documents', args=[application.receipt])}#{slot.anchor}")


def _done(request: HttpRequest, application: Application, slot: Slot) -> HttpResponse:
    """Show the row as it is now: alone to htmx, on its page to everybody else."""
    if not request.htmx:
        return _back(application, slot)
    fresh = find.own_with_contents(request, application.receipt)
    slot = _slot(fresh, slot.requirement.pk if slot.requirement else None)
    return _row(request, fresh, slot, is_answer=True)


def _row(request: HttpRequest, application: Application, slot: Slot, **more) -> HttpResponse:
    rows = slots(application)
    context = {"application": application, "row": _shown(slot), **_counts(rows), **more}
    return render(request, "permits/applicant/documents.html#answer", context)


def _page(
    request: HttpRequest,
    application: Application,
    slot: Slot | None = None,
    error: str = "",
    *,
    form: Form | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show all rows, one of them with its error; to htmx that row alone."""
    if slot is not None and request.htmx:
        context = {"application": application, "row": _shown(slot, error, form), "is_answer": True}
        context |= _counts(slots(application))
        return render(request, "permits/applicant/documents.html#answer", context, status=status)
    rows = slots(application)
    shown = [_shown(row, error, form) if slot and row.anchor == slot.anchor else _shown(row) for row in rows]
    context = {
        "application": application,
        "rows": shown,
        "error_row": slot,
        "summary": error or (form and form.errors["text"][0]),
        "came_from": FROM_REVIEW if request.GET.get("kembali") == FROM_REVIEW else "",
        **_counts(rows),
    }
    return render(request, "permits/applicant/documents.html", context, status=status)


def _counts(rows: list[Slot]) -> dict[str, int]:
    wanted = [row for row in rows if row.is_mandatory]
    return {"given": sum(row.is_given for row in wanted), "wanted": len(wanted)}


def _shown(slot: Slot, error: str = "", form: Form | None = None) -> dict:
    """Return what the template prints for one row."""
    document = slot.document
    if slot.is_typed and form is None:
        form = TypedRequirementForm(slot)
    can_turn = document and document.state != Document.State.CHECKING and is_turnable(document)
    return {
        "slot": slot,
        "document": document,
        "form": form,
        "turn_form": TurnForm(document) if can_turn else None,
        "pages": range(1, min(document.pages, MOST_PAGES_SHOWN) + 1) if document else (),
        "error": error,
    }
