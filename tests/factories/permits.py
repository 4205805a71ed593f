"""Applications for tests: a draft, filled in, handed in, and walked through the office by its real verbs."""

import io
import uuid
from dataclasses import dataclass
from functools import cache

import pikepdf

from applicants.models import Applicant, Representation, User
from applicants.roles import Role
from office import files, jobs
from office.models import Agency
from permits import workflow
from permits.models import Application, Document
from permits.states import State
from sop.models import FormField, Requirement, Standard
from tests.factories.applicants import make_company, make_person, make_staff, make_user

# Free, two days, no agency asked: the shortest way through the office; for persons and companies.
SIMPLE = "LIT-01"
# With a technical recommendation and a site visit.
WITH_RECOMMENDATION = "ESDM-01"

ANSWERS = {
    FormField.Kind.TEXT: "Contoh isian",
    FormField.Kind.LONG_TEXT: "Contoh isian yang lebih panjang.",
    FormField.Kind.INTEGER: "12",
    FormField.Kind.DECIMAL: "12.5",
    FormField.Kind.DATE: "2026-12-01",
    FormField.Kind.LOCATION: {
        "address": "Jl. Contoh No. 1, Kota Bengkulu",
        "latitude": "-3.790000",
        "longitude": "102.260000",
    },
    FormField.Kind.PHONE: "+6281234567890",
    FormField.Kind.EMAIL: "nama@contoh.id",
}


@dataclass(frozen=True)
class Desks:
    """One member of staff at each desk, and one in the agency that is asked."""

    front_desk: User
    back_office: User
    technical: User
    section_head: User
    office_head: User


def make_desks(agency: Agency | None = None) -> Desks:
    return Desks(
        front_desk=make_staff(Role.FRONT_DESK),
        back_office=make_staff(Role.BACK_OFFICE),
        technical=make_staff(Role.TECHNICAL, agency=agency or Agency.objects.get(code="DESDM")),
        section_head=make_staff(Role.SECTION_HEAD),
        office_head=make_staff(Role.OFFICE_HEAD),
    )


def make_draft(
    user: User | None = None, code: str = SIMPLE, representation: Representation | None = None
) -> Application:
    """Return an empty draft of `user`, for themselves (or their company, where only companies may apply)."""
    user = user or make_user()
    standard = Standard.objects.in_force().get(permit_type__code=code)
    representation = representation or _representation(user, standard)
    return workflow.start(standard, representation, by=user, token=uuid.uuid4())


def _representation(user: User, standard: Standard) -> Representation:
    kind = Applicant.Kind.COMPANY if standard.applicant_kind == "company" else Applicant.Kind.INDIVIDUAL
    found = user.representations.filter(applicant__kind=kind, ended_at=None).first()
    if found:
        return found
    applicant = make_company(user) if kind == Applicant.Kind.COMPANY else make_person(user)
    return applicant.representations.get(user=user)


def fill(application: Application) -> Application:
    """Answer every question and hand in every requirement, each with a document that has passed the check."""
    user = application.created_by
    fields = application.standard.form_fields.all()
    answers = {field.name: field.choices[0] if field.choices else ANSWERS[field.kind] for field in fields}
    application = workflow.save_answers(application, answers, by=user)
    for requirement in application.requirements():
        if requirement.is_file:
            make_document(application, requirement)
        else:
            workflow.save_typed_requirement(application, requirement, "1234567890", by=user)
    if application.needs_power_of_attorney:
        make_document(application, None)
    application.refresh_from_db()
    return application


def make_document(
    application: Application, requirement: Requirement | None, state: str = Document.State.CLEAN, **fields
) -> Document:
    """Return a document row in the state wanted, without going through the quarantine."""
    stored = files.store([blank_page()], files.Purpose.DOCUMENTS)
    is_clean = state == Document.State.CLEAN
    return Document.objects.create(
        **{
            "application": application,
            "requirement": requirement,
            "name": "berkas.pdf",
            "parts": [{"sha256": stored.sha256, "size": stored.size, "kind": "pdf", "name": "berkas.pdf"}],
            "rotations": [0],
            "state": state,
            "sha256": stored.sha256 if is_clean else "",
            "size": stored.size if is_clean else 0,
            "pages": 1 if is_clean else 0,
            "uploaded_by": application.created_by,
            **fields,
        }
    )


@cache
def blank_page() -> bytes:
    """Return a PDF of one empty page."""
    written = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(written)
    return written.getvalue()


def make_submitted(user: User | None = None, code: str = SIMPLE) -> Application:
    application = fill(make_draft(user, code))
    return workflow.submit(application, by=application.created_by)


def drive(application: Application, to: State, desks: Desks | None = None) -> Application:
    """Walk a handed-in file along the straight road until it stands at `to`; return it as it is then."""
    desks = desks or make_desks(application.permit_type.agency)
    while application.state != to:
        _one_step(application, to, desks)
        application = Application.objects.get(pk=application.pk)
    return application


def _one_step(application: Application, to: State, desks: Desks) -> None:
    match application.state:
        case State.DRAFT:
            workflow.submit(fill(application), by=application.created_by)
        case State.SUBMITTED if to == State.WITHDRAWN:
            workflow.withdraw(application, by=application.created_by)
        case State.SUBMITTED:
            check_everything(application, by=desks.front_desk)
            workflow.accept(application, by=desks.front_desk)
        case State.IN_REVIEW if _is_to_be_asked(application, to):
            agency = Agency.objects.get(pk=desks.technical.agency_id)
            workflow.request_recommendations(application, [agency], by=desks.back_office)
        case State.IN_REVIEW:
            workflow.propose(application, by=desks.back_office)
        case State.IN_RECOMMENDATION:
            for recommendation in application.recommendations.open():
                workflow.recommend(recommendation, by=desks.technical, verdict="in_favour")
        case State.AWAITING_INITIALS:
            workflow.initial(application, by=desks.section_head)
        case State.AWAITING_APPROVAL:
            workflow.approve(application, by=desks.office_head)
        case State.APPROVED:
            run_due_jobs()
        case state:
            raise ValueError(f"no way from {state} to {to}")


def _is_to_be_asked(application: Application, to: State) -> bool:
    wanted = to == State.IN_RECOMMENDATION or application.standard.needs_recommendation
    return wanted and not application.recommendations.exists()


def check_everything(application: Application, *, by: User) -> None:
    """Find every requirement that was handed in in order."""
    handed_in = set(application.documents.current().values_list("requirement_id", flat=True))
    for requirement in application.requirements():
        if requirement.pk in handed_in or not requirement.is_file:
            workflow.check_requirement(application, requirement, verdict="ok", by=by)
    if application.needs_power_of_attorney:
        workflow.check_requirement(application, None, verdict="ok", by=by)


def run_due_jobs() -> None:
    """Do what the workers would do now, in this process."""
    for job_id in list(jobs.due().values_list("pk", flat=True)):
        if not jobs.run(job_id):
            raise AssertionError(jobs.Job.objects.get(pk=job_id).last_error)
