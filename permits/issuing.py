"""From a decision to paper: number and frozen words at once, then rendering, sealing and publishing as jobs.

The bytes are made once. A worker that dies in between leaves nothing behind but a file without a row;
the job starts over, and the row that commits names the file that counts.
"""

import datetime as dt

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from applicants.models import Applicant
from office import files, jobs, numbers
from office.ledger import record
from office.models import Job, Office
from office.time import official_now
from permits import notices
from permits.answers import labelled
from permits.models import Application, Permit, PermitFile
from permits.models.permit import new_token
from permits.paper.snapshot import (
    AgencyAdvice,
    Holder,
    Letterhead,
    Line,
    PermitSnapshot,
    Signatory,
    masked_identity,
)
from permits.states import PermitState, State
from sop.models import PermitType, Standard

RENDER = "permit.render"
SEAL = "permit.seal"


# --- At the decision ---------------------------------------------------------------------------


def create_permit(application: Application, *, by, at: dt.datetime) -> Permit:
    """Draw the number, freeze the words and ask for the paper; part of the approving transaction."""
    office = Office.objects.get()
    day = timezone.localdate(at)
    is_permit = application.permit_type.kind == PermitType.Kind.PERMIT
    series = office.letter_code if is_permit else office.letter_code_other
    serial = numbers.draw(series, day.year)
    number = f"{series}/{serial:04d}/{application.permit_type.number_code}/{office.unit_code}/{day.year}"
    token = new_token()
    valid_until = last_day_of(application.standard, day)
    snapshot = _snapshot(application, office, number=number, token=token, at=at, valid_until=valid_until)
    permit = Permit.objects.create(
        application=application,
        permit_type=application.permit_type,
        holder=application.applicant,
        number=number,
        series=series,
        year=day.year,
        serial=serial,
        token=token,
        snapshot=snapshot.to_json(),
        decided_by=by,
        decided_at=at,
        valid_from=day,
        valid_until=valid_until,
    )
    jobs.ask(RENDER, permit.pk)
    return permit


def last_day_of(standard: Standard, first: dt.date) -> dt.date | None:
    """Return the last day of validity: «12 months» ends the day before the anniversary."""
    count = standard.validity_count
    if standard.validity_unit == Standard.ValidityUnit.MONTHS:
        return first + relativedelta(months=count) - dt.timedelta(days=1)
    if standard.validity_unit == Standard.ValidityUnit.DAYS:
        return first + dt.timedelta(days=count - 1)
    return None


def _snapshot(
    application: Application, office: Office, *, number: str, token: str, at: dt.datetime, valid_until
) -> PermitSnapshot:
    standard, permit_type = application.standard, application.permit_type
    note = {}
    if standard.validity_unit == Standard.ValidityUnit.USE:
        note["validity_note"] = "untuk satu kali kegiatan"
    return PermitSnapshot(
        office=letterhead(office),
        signatory=Signatory(
            office.head_title, office.head_name, office.head_rank, office.head_employee_number
        ),
        number=number,
        title=standard.output_title_id,
        permit_code=permit_type.code,
        permit_name=permit_type.name_id,
        permit_kind=permit_type.kind,
        holder=holder_of(application.applicant),
        object_data=tuple(Line(label, text) for label, text in labelled(application)),
        legal_basis=tuple(standard.legal_basis),
        conditions=tuple(application.conditions),
        recommendations=tuple(
            AgencyAdvice(advice.agency.name_id, advice.letter_number, advice.letter_date)
            for advice in application.recommendations.filter(answered_at__isnull=False)
            .select_related("agency")
            .order_by("answered_at")
        ),
        receipt_number=application.receipt,
        submitted_at=application.submitted_at,
        decided_at=at,
        valid_from=timezone.localdate(at),
        valid_until=valid_until,
        sop_version=standard.version,
        verification_url=settings.PUBLIC_URL + reverse("permits:verify_permit", args=[token]),
        is_sample=office.is_sample,
        sensitive=permit_type.sensitive,
        **note,
    )


def letterhead(office: Office) -> Letterhead:
    return Letterhead(
        office.name,
        office.government,
        office.region,
        office.city,
        office.address,
        office.phone,
        office.email,
        office.website,
    )


def holder_of(applicant: Applicant) -> Holder:
    """Return the holder as the paper names them, identity numbers masked."""
    place = [applicant.address, applicant.village, applicant.district, applicant.city]
    return Holder(
        name=applicant.name,
        kind=applicant.kind,
        address=", ".join(part for part in place if part),
        identity=identity_lines(applicant),
    )


def identity_lines(applicant: Applicant) -> tuple[Line, ...]:
    """Return the identity numbers a paper may show: always masked, never empty ones."""
    pairs = [("NIK", applicant.nik), ("NPWP", applicant.npwp)]
    lines = [Line(label, masked_identity(number)) for label, number in pairs if number]
    if applicant.nib:
        lines.append(Line("NIB", applicant.nib))
    return tuple(lines)


# --- The paper, outside the request ------------------------------------------------------------


@jobs.handles(RENDER)
def render(job: Job) -> jobs.Store:
    """Print the frozen words to PDF, once."""
    from permits.paper.render import render_permit

    permit = Permit.objects.get(pk=job.object_id)
    if permit.files.filter(kind=PermitFile.Kind.RENDERED).exists():
        return lambda: {"outcome": "already rendered"}
    pdf = render_permit(PermitSnapshot.from_json(permit.snapshot))
    stored = files.store([pdf], files.Purpose.PERMITS)

    def store() -> dict:
        permit.files.create(kind=PermitFile.Kind.RENDERED, sha256=stored.sha256, size=stored.size)
        jobs.ask(SEAL, permit.pk)
        return {"sha256": stored.sha256}

    return store


@jobs.handles(SEAL)
def seal(job: Job) -> jobs.Store:
    """Seal the rendered paper with the office's certificate, and publish it with its file."""
    from permits.paper.seal import OfficeSeal

    permit = Permit.objects.get(pk=job.object_id)
    if permit.files.filter(kind=PermitFile.Kind.SEALED).exists():
        return lambda: {"outcome": "already sealed"}
    rendered = permit.files.get(kind=PermitFile.Kind.RENDERED)
    with files.open_file(files.Purpose.PERMITS, rendered.sha256) as file:
        pdf = file.read()
    signer = OfficeSeal(settings.SEAL_CERTIFICATE, settings.SEAL_KEY)
    sealed = signer.sign(pdf, reason=f"Penerbitan {permit.number}", at=official_now())
    stored = files.store([sealed], files.Purpose.PERMITS)
    return lambda: _publish(permit.pk, stored)


def _publish(permit_id: int, stored: files.StoredFile) -> dict:
    """Put the permit in force with its file; runs in the transaction that ends the sealing job."""
    application_id = Permit.objects.values_list("application_id", flat=True).get(pk=permit_id)
    application = Application.objects.select_for_update().get(pk=application_id)
    permit = Permit.objects.select_for_update().get(pk=permit_id)
    if permit.state != PermitState.SIGNING:
        return {"outcome": "already published"}
    now = official_now()
    permit.files.create(kind=PermitFile.Kind.SEALED, sha256=stored.sha256, size=stored.size)
    permit.publish(at=now)
    permit.save(update_fields=["state", "issued_at"])
    application.issue(at=now)
    application.save(update_fields=["state", "issued_at", "closed_at"])
    notices.tell_applicant(application, "issued")
    record(
        ("application", application.receipt),
        "issued",
        unit=Office.objects.get().short_name,
        from_state=State.APPROVED,
        to_state=State.ISSUED,
        payload={"permit": permit.number, "sha256": stored.sha256},
    )
    return {"sha256": stored.sha256}
