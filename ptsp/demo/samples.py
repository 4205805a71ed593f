"""Sample files for the demo: invented applications at every desk, walked there by the office's own verbs."""

import io
import uuid
from itertools import cycle, islice

import pikepdf

from applicants.models import Applicant, Representation, User
from applicants.workflow import register_applicant
from office import files
from office.models import Agency
from permits import workflow
from permits.models import Application, Document
from permits.states import State
from ptsp.demo.accounts import DEMO_AGENCY, HERSELF, STAFF, account
from sop.models import FormField, Standard

# Who applies: more than one neighbour, so that a queue looks like one.
NEIGHBOURS = [
    ("warga-1@contoh.id", "Budi Santoso", "1771010708850002"),
    ("warga-2@contoh.id", "Yulia Anggraini", "1771025511920003"),
    ("warga-3@contoh.id", "Hasan Basri", "1771032005780004"),
    ("warga-4@contoh.id", "Nur Hasanah", "1771046406950005"),
]
# What is applied for and how far it has come; repeated until there are as many as asked for.
ROAD = [
    ("LIT-01", State.SUBMITTED),
    ("ESDM-01", State.IN_RECOMMENDATION),
    ("KP-05", State.IN_REVIEW),
    ("PAR-02", State.SUBMITTED),
    ("ESDM-06", State.AWAITING_APPROVAL),
    ("LIT-01", State.AWAITING_INITIALS),
    ("PU-04", State.SUBMITTED),
    ("ESDM-02", State.IN_REVIEW),
    ("LIT-01", State.APPROVED),
]
ANSWERS = {
    FormField.Kind.TEXT: "Contoh isian",
    FormField.Kind.LONG_TEXT: "Contoh isian untuk keperluan demo.",
    FormField.Kind.INTEGER: "3",
    FormField.Kind.DECIMAL: "12.5",
    FormField.Kind.DATE: "2026-12-01",
    FormField.Kind.LOCATION: {
        "address": "Jalan Contoh Nomor 1, Kota Contoh",
        "latitude": "-3.790000",
        "longitude": "102.260000",
    },
    FormField.Kind.PHONE: "+6281200000001",
    FormField.Kind.EMAIL: "warga@contoh.id",
}


def create_applications(wanted: int) -> int:
    """Create sample applications unless there are files already; return how many were made."""
    if wanted == 0 or Application.objects.exists():
        return 0
    staff = {person.role: User.objects.get(email=person.email) for person in STAFF}
    people = cycle([_neighbour(*neighbour) for neighbour in NEIGHBOURS])
    paper = files.store([_paper()], files.Purpose.DOCUMENTS)
    for code, goal in islice(cycle(ROAD), wanted):
        _walk(_filled(next(people), code, paper), goal, staff)
    return wanted


def _neighbour(email: str, name: str, nik: str) -> User:
    user = account(email, name)
    details = {**HERSELF, "name": name, "nik": nik, "email": email}
    register_applicant(Applicant.Kind.INDIVIDUAL, details, capacity=Representation.Capacity.SELF, by=user)
    return user


def _paper() -> bytes:
    """Return the one page that stands for every sample document."""
    target = io.BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = pdf.make_stream(b"BT /F1 30 Tf 182 440 Td (Dokumen contoh) Tj ET")
        pdf.save(target)
    return target.getvalue()


def _filled(user: User, code: str, paper: files.StoredFile) -> Application:
    standard = Standard.objects.in_force().get(permit_type__code=code)
    application = workflow.start(standard, user.representations.get(), by=user, token=uuid.uuid4())
    answers = {
        field.name: field.choices[0] if field.choices else ANSWERS[field.kind]
        for field in standard.form_fields.all()
    }
    workflow.save_answers(application, answers, by=user)
    for requirement in application.requirements():
        if requirement.is_file:
            # Our own blank page needs no quarantine.
            application.documents.create(
                requirement=requirement,
                name="contoh.pdf",
                state=Document.State.CLEAN,
                sha256=paper.sha256,
                size=paper.size,
                pages=1,
                uploaded_by=user,
            )
        else:
            workflow.save_typed_requirement(application, requirement, "1234567890", by=user)
    return workflow.submit(application, by=user)


def _walk(application: Application, goal: State, staff: dict) -> None:
    """Take the straight road, desk by desk, as far as `goal`."""
    while application.state != goal:
        match application.state:
            case State.SUBMITTED:
                for requirement in application.requirements():
                    workflow.check_requirement(application, requirement, verdict="ok", by=staff["front_desk"])
                workflow.accept(application, by=staff["front_desk"])
            case State.IN_REVIEW if _asks_first(application, goal):
                agency = Agency.objects.get(code=DEMO_AGENCY)
                workflow.request_recommendations(application, [agency], by=staff["back_office"])
            case State.IN_REVIEW:
                workflow.propose(application, by=staff["back_office"])
            case State.IN_RECOMMENDATION:
                for request in application.recommendations.open():
                    workflow.recommend(request, by=staff["technical"], verdict="in_favour")
            case State.AWAITING_INITIALS:
                workflow.initial(application, by=staff["section_head"])
            case State.AWAITING_APPROVAL:
                workflow.approve(application, by=staff["office_head"])
        application = Application.objects.get(pk=application.pk)


def _asks_first(application: Application, goal: State) -> bool:
    asked = application.recommendations.exists()
    return application.standard.needs_recommendation and not asked and goal != State.IN_REVIEW
