"""The check of an uploaded file, outside the request: quarantine until it has passed."""

from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from office import jobs
from office.files import StorageFull
from office.ledger import record
from office.models import Job
from permits.intake.antivirus import ScannerAway
from permits.intake.kinds import Kind
from permits.intake.refusals import Infected, Refused
from permits.intake.service import Part, check
from permits.models import Document

CHECK_DOCUMENT = "document.check"
RETRY_SECONDS = 60

SCANNED = gettext_lazy("diperiksa antivirus")
NOT_SCANNED = gettext_lazy("diperiksa tanpa antivirus")


@jobs.handles(CHECK_DOCUMENT)
def check_document(job: Job) -> jobs.Store:
    document = Document.objects.filter(pk=job.object_id).first()
    if document is None or document.state != Document.State.CHECKING:
        return lambda: {"outcome": "nothing to check"}
    try:
        released = check(_parts(document), document.rotations)
    except (ScannerAway, StorageFull) as error:
        raise jobs.NotYet(RETRY_SECONDS, str(error)) from error
    except Refused as refusal:
        return partial(_raise_alarm if isinstance(refusal, Infected) else _refuse, document, refusal)
    return lambda: _settle(
        document,
        state=Document.State.CLEAN,
        sha256=released.sha256,
        size=released.size,
        pages=released.pages,
        antivirus=str(SCANNED if released.scanned else NOT_SCANNED),
    )


def _parts(document: Document) -> list[Part]:
    return [Part(part["sha256"], part["size"], Kind(part["kind"]), part["name"]) for part in document.parts]


def _refuse(document: Document, refusal: Refused) -> dict:
    return _settle(document, state=Document.State.REFUSED, refusal=str(refusal.message)[:240])


def _raise_alarm(document: Document, infection: Infected) -> dict:
    """Tell the applicant, and leave the desks a note in the file's history."""
    outcome = _refuse(document, infection)
    record(
        ("application", document.application.receipt),
        "infected_file_refused",
        private_note=_("Berkas «{name}» mengandung {signature}.").format(
            name=document.name, signature=infection.signature
        ),
    )
    return outcome


def _settle(document: Document, **changes) -> dict:
    Document.objects.filter(pk=document.pk, state=Document.State.CHECKING).update(**changes)
    return {"outcome": changes["state"]}
