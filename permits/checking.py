"""The check of an uploaded file, outside the request: quarantine until it has passed."""

from django.utils.translation import gettext_lazy as _

from office import jobs
from office.models import Job
from permits.intake.antivirus import ScannerAway
from permits.intake.kinds import Kind
from permits.intake.refusals import Refused
from permits.intake.service import Part, check
from permits.models import Document

CHECK_DOCUMENT = "document.check"
SCANNER_RETRY_SECONDS = 60

SCANNED = _("diperiksa antivirus")
NOT_SCANNED = _("diperiksa tanpa antivirus")


@jobs.handles(CHECK_DOCUMENT)
def check_document(job: Job) -> jobs.Store:
    document = Document.objects.filter(pk=job.object_id).first()
    if document is None or document.state != Document.State.CHECKING:
        return lambda: {"outcome": "nothing to check"}
    try:
        released = check(_parts(document), document.rotations)
    except ScannerAway as error:
        raise jobs.NotYet(SCANNER_RETRY_SECONDS, str(error)) from error
    except Refused as refusal:
        message = str(refusal.message)[:240]
        return lambda: _settle(document, state=Document.State.REFUSED, refusal=message)
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


def _settle(document: Document, **changes) -> dict:
    Document.objects.filter(pk=document.pk, state=Document.State.CHECKING).update(**changes)
    return {"outcome": changes["state"]}
