"""The receipt (tanda terima): what the applicant handed in, and what the office promised in return."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from office.models import Office
from office.workdays import working_calendar
from permits import clock
from permits.issuing import identity_lines, letterhead
from permits.models import Application
from permits.paper.snapshot import HandedIn, Line, ReceiptSnapshot
from permits.slots import slots


def tracking_address(application: Application) -> str:
    """Return the public page of this file, with the code that also shows which documents came."""
    path = reverse("permits:track_file", args=[application.receipt])
    return f"{settings.PUBLIC_URL}{path}?kode={application.tracking_code}"


def receipt_snapshot(application: Application) -> ReceiptSnapshot:
    """Return the words of the receipt of a file that was handed in."""
    office = Office.objects.get()
    standard = application.standard
    calendar = working_calendar()
    checked_by = clock.check_due_at(application.submitted_at, calendar)
    promised = clock.due_at(checked_by, standard.max_working_days, calendar, same_day=standard.same_day)
    identity = identity_lines(application.applicant)
    return ReceiptSnapshot(
        office=letterhead(office),
        number=application.receipt,
        received_at=application.submitted_at,
        permit_code=application.permit_type.code,
        permit_name=application.permit_type.name_id,
        sop_version=standard.version,
        applicant_name=application.applicant.name,
        identity=identity[0] if identity else Line(_("Alamat"), application.applicant.city),
        documents=tuple(HandedIn(slot.name, slot.is_given) for slot in slots(application)),
        officer_name="",
        promised_days=standard.max_working_days,
        promised_on=timezone.localdate(promised),
        tracking_url=tracking_address(application),
        tracking_code=application.tracking_code,
        complaint_channels=(
            Line(_("Telepon"), office.phone),
            Line(_("Surel"), office.email),
            Line(_("Loket"), f"{office.address}, {office.hours_text}"),
        ),
        is_sample=office.is_sample,
    )
