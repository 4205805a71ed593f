"""The verbs of the office: every change of an application's state happens here, and only here.

Each verb opens the transaction, locks the row, checks who and whether, calls the transition, writes the
event last, and asks for jobs. Lock order everywhere: application, permit, number series, end of the ledger.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied
from django.db import OperationalError, transaction
from django.utils.translation import gettext as _
from django_fsm import TransitionNotAllowed
from psycopg.errors import LockNotAvailable

from applicants.models import Representation
from office import jobs, numbers
from office.ledger import record
from office.models import Agency, Office
from office.time import official_now
from office.workdays import working_calendar
from permits import checklist, clock, completeness, issuing, notices, permissions
from permits.checking import CHECK_DOCUMENT
from permits.errors import Busy, Incomplete, StalePage
from permits.models import Application, Check, Document, Initial, Recommendation
from permits.states import State
from sop.models import Requirement, Standard


@contextmanager
def locked(application: Application) -> Iterator[Application]:
    """Yield the application, freshly read and locked, inside one transaction.

    Raises Busy when a colleague holds it, StalePage when its state no longer allows the verb.
    """
    try:
        with transaction.atomic():
            yield (
                Application.objects.select_for_update(of=("self",))
                .select_related("applicant", "standard", "permit_type")
                .get(pk=application.pk)
            )
    except TransitionNotAllowed as error:
        raise StalePage from error
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable):
            raise Busy from error
        raise


def _demand(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied


def _log(application: Application, action: str, *, by, before: str, unit: str = "", **notes) -> int:
    return record(
        ("application", application.receipt),
        action,
        by=by,
        unit=unit,
        from_state=before,
        to_state=application.state,
        **notes,
    )


# --- The applicant -----------------------------------------------------------------------------


def start(standard: Standard, representation: Representation, *, by, token) -> Application:
    """Open a draft under the promise in force; the same form sent twice opens one draft."""
    _demand(representation.user_id == by.pk and representation.ended_at is None)
    with transaction.atomic():
        application, is_new = Application.objects.get_or_create(
            creation_token=token,
            defaults={
                "receipt": numbers.draw_receipt(official_now().year),
                "permit_type": standard.permit_type,
                "standard": standard,
                "applicant": representation.applicant,
                "capacity": representation.capacity,
                "created_by": by,
            },
        )
        _demand(application.created_by_id == by.pk)
        if is_new:
            _log(application, "started", by=by, before="")
    return application


def save_answers(application: Application, answers: dict, *, by) -> Application:
    """Keep what the applicant has typed so far, complete or not."""
    with locked(application) as application:
        _demand(permissions.may_edit(application, by))
        _demand_draft(application)
        application.answers = {**application.answers, **answers}
        application.save(update_fields=["answers"])
    return application


def save_typed_requirement(application: Application, requirement: Requirement, text: str, *, by) -> None:
    """Keep a requirement that is answered by typing (a number, a reason) instead of a file."""
    with locked(application) as application:
        _demand(permissions.may_edit(application, by))
        _demand_draft(application)
        application.typed_requirements = {**application.typed_requirements, str(requirement.pk): text}
        application.save(update_fields=["typed_requirements"])


def _demand_draft(application: Application) -> None:
    if not application.is_draft:
        raise StalePage(_("Permohonan ini sudah dikirim, jadi isinya tidak dapat diubah lagi."))


def add_document(
    application: Application, requirement: Requirement | None, *, name, parts, rotations, by
) -> Document:
    """Register an uploaded file for a requirement; the one before it is kept, set aside."""
    with locked(application) as application:
        _demand(permissions.may_edit(application, by))
        _demand_draft(application)
        application.documents.current().filter(requirement=requirement).update(superseded_at=official_now())
        document = application.documents.create(
            requirement=requirement, name=name, parts=parts, rotations=rotations, uploaded_by=by
        )
        jobs.ask(CHECK_DOCUMENT, document.pk)
    return document


def remove_document(document: Document, *, by) -> None:
    """Take a file out of a draft; the row stays, set aside."""
    with locked(document.application) as application:
        _demand(permissions.may_edit(application, by))
        _demand_draft(application)
        application.documents.current().filter(pk=document.pk).update(superseded_at=official_now())


def submit(application: Application, *, by) -> Application:
    """Hand the file in. Done twice it is one submission: the second finds it done.

    Raises Incomplete with all that is missing.
    """
    with locked(application) as application:
        _demand(permissions.may_edit(application, by))
        if application.state != State.DRAFT and application.submitted_at:
            return application
        missing = completeness.missing_parts(application)
        if missing:
            raise Incomplete(missing)
        now = official_now()
        before = application.state
        application.submit(at=now, due_at=clock.check_due_at(now, working_calendar()))
        application.save(update_fields=["state", "submitted_at", "due_at"])
        notices.tell_applicant(application, "submitted")
        _log(application, "submitted", by=by, before=before)
    return application


def withdraw(application: Application, *, by, note: str = "") -> Application:
    """Take the file back before it is decided."""
    with locked(application) as application:
        _demand(permissions.may_edit(application, by))
        before = application.state
        application.withdraw(at=official_now())
        application.save(update_fields=["state", "closed_at", "holder"])
        _log(application, "withdrawn", by=by, before=before, public_note=note)
    return application


def discard(application: Application, *, by) -> None:
    """Throw a draft away; the record keeps only that there was one."""
    with locked(application) as application:
        _demand(permissions.may_edit(application, by))
        _demand_draft(application)
        receipt = application.receipt
        application.delete()
        record(("application", receipt), "discarded", by=by, from_state=State.DRAFT)


# --- The desks ---------------------------------------------------------------------------------


def take(application: Application, *, by) -> Application:
    """Put one's name on a file at one's desk, so that colleagues leave it alone."""
    with locked(application) as application:
        _demand(permissions.may_take(application, by))
        if application.holder_id == by.pk:
            return application
        if application.holder_id is not None:
            raise StalePage(_("Berkas ini sudah dipegang {name}.").format(name=application.holder))
        application.holder = by
        application.save(update_fields=["holder"])
        _log(application, "taken", by=by, before=application.state)
    return application


def check_requirement(
    application: Application, requirement: Requirement | None, *, verdict: str, by, note: str = ""
) -> Check:
    """Write down the front desk's verdict on one requirement as it stands now."""
    with locked(application) as application:
        _demand(permissions.may_accept(application, by))
        if application.state != State.SUBMITTED:
            raise StalePage
        document = application.documents.current().filter(requirement=requirement).first()
        now = official_now()
        application.checks.current().filter(requirement=requirement).update(superseded_at=now)
        check = application.checks.create(
            requirement=requirement,
            document=document,
            verdict=verdict,
            note=note,
            checked_by=by,
            checked_at=now,
        )
    return check


def accept(application: Application, *, by, note: str = "") -> Application:
    """Declare the file complete: the promise starts to run.

    Raises Incomplete while a requirement handed in is unchecked or not in order.
    """
    with locked(application) as application:
        _demand(permissions.may_accept(application, by))
        if application.state == State.SUBMITTED:
            unchecked = checklist.unchecked_parts(application)
            if unchecked:
                raise Incomplete(unchecked, _("Belum semua syarat diperiksa dan sesuai."))
        now = official_now()
        before = application.state
        standard = application.standard
        due_at = clock.due_at(now, standard.max_working_days, working_calendar(), same_day=standard.same_day)
        application.accept(by=by, at=now, due_at=due_at)
        application.save(update_fields=["state", "accepted_by", "accepted_at", "due_at", "holder"])
        notices.tell_applicant(application, "accepted")
        checks = application.checks.current().order_by("pk")
        verdicts = list(checks.values("requirement", "document", "verdict", "checked_by"))
        _log(application, "accepted", by=by, before=before, public_note=note, payload={"checks": verdicts})
    return application


def request_recommendations(
    application: Application, agencies: Sequence[Agency], *, by, question: str = ""
) -> Application:
    """Ask one or several agencies for their recommendation, each within half of the promised days."""
    if not agencies:
        raise Incomplete([_("Pilih instansi yang diminta.")])
    with locked(application) as application:
        _demand(permissions.may_process(application, by))
        before = application.state
        application.request_recommendations()
        application.save(update_fields=["state", "holder"])
        due_at = _agency_due_at(application)
        for agency in agencies:
            application.recommendations.create(
                agency=agency, question=question, requested_by=by, due_at=due_at
            )
        codes = sorted(agency.code for agency in agencies)
        _log(
            application,
            "recommendation_requested",
            by=by,
            before=before,
            private_note=question,
            payload={"agencies": codes},
        )
    return application


def _agency_due_at(application: Application):
    """Half of the promise from now on, and never later than the promise itself."""
    days = application.standard.agency_days or 1
    return min(clock.due_at(official_now(), days, working_calendar()), application.due_at)


def recommend(
    recommendation: Recommendation,
    *,
    by,
    verdict: str,
    conditions: Sequence[str] = (),
    reasons: str = "",
    letter_number: str = "",
    letter_date=None,
    signer_name: str = "",
) -> Recommendation:
    """Answer for one's agency; the last answer brings the file back to the office."""
    with locked(recommendation.application) as application:
        recommendation = Recommendation.objects.select_for_update().get(pk=recommendation.pk)
        _demand(permissions.may_recommend(recommendation, by))
        if recommendation.answered_at or application.state != State.IN_RECOMMENDATION:
            raise StalePage
        recommendation.verdict = verdict
        recommendation.conditions = list(conditions)
        recommendation.reasons = reasons
        recommendation.letter_number = letter_number
        recommendation.letter_date = letter_date
        recommendation.signer_name = signer_name
        recommendation.answered_by = by
        recommendation.answered_at = official_now()
        recommendation.save(
            update_fields=[
                "verdict",
                "conditions",
                "reasons",
                "letter_number",
                "letter_date",
                "signer_name",
                "answered_by",
                "answered_at",
            ]
        )
        before = application.state
        if not application.recommendations.filter(answered_at=None).exists():
            application.complete_recommendations()
            application.save(update_fields=["state", "holder"])
        _log(
            application,
            "recommended",
            by=by,
            before=before,
            unit=recommendation.agency.short_name,
            private_note=reasons,
            payload={"agency": recommendation.agency.code, "verdict": verdict},
        )
    return recommendation


def propose(application: Application, *, by, conditions: Sequence[str] = (), note: str = "") -> Application:
    """Propose that the permit be granted, with the conditions that will be printed on it."""
    with locked(application) as application:
        _demand(permissions.may_process(application, by))
        if application.standard.needs_recommendation and application.state == State.IN_REVIEW:
            _demand_recommendations(application)
        before = application.state
        application.propose(
            by=by,
            conditions=list(conditions),
            note=note,
            initials_needed=Office.objects.get().initial_levels,
        )
        application.save(
            update_fields=[
                "state",
                "proposed_by",
                "conditions",
                "proposal_note",
                "review_round",
                "initials_needed",
                "holder",
            ]
        )
        _log(application, "proposed", by=by, before=before, private_note=note)
    return application


def _demand_recommendations(application: Application) -> None:
    if not application.recommendations.filter(answered_at__isnull=False).exists():
        raise Incomplete([_("Jenis izin ini memerlukan rekomendasi teknis sebelum diusulkan.")])


def initial(application: Application, *, by) -> Application:
    """Put one's initials under the proposal; the last level sends it to the head."""
    with locked(application) as application:
        _demand(permissions.may_initial(application, by))
        if application.state != State.AWAITING_INITIALS:
            raise StalePage
        given = application.initials.filter(review_round=application.review_round)
        if given.filter(by=by).exists():
            raise StalePage(_("Anda sudah memberi paraf pada usulan ini."))
        before = application.state
        level = given.count() + 1
        Initial.objects.create(
            application=application, review_round=application.review_round, level=level, by=by
        )
        if level >= application.initials_needed:
            application.complete_initials()
            application.save(update_fields=["state", "holder"])
        _log(application, "initialled", by=by, before=before, payload={"level": level})
    return application


def send_back(application: Application, *, by, note: str) -> Application:
    """Give a proposal back to the back office, with what has to be done."""
    if not note.strip():
        raise Incomplete([_("Tulis apa yang harus diperbaiki.")])
    with locked(application) as application:
        _demand(permissions.may_send_back(application, by))
        before = application.state
        application.send_back()
        application.save(update_fields=["state", "holder"])
        _log(application, "sent_back", by=by, before=before, private_note=note)
    return application


def approve(application: Application, *, by) -> Application:
    """Grant the permit: number, frozen words, job and event in one transaction."""
    with locked(application) as application:
        _demand(permissions.may_decide(application, by))
        before = application.state
        now = official_now()
        application.approve(by=by, at=now)
        application.save(update_fields=["state", "approved_by", "decided_at", "holder"])
        permit = issuing.create_permit(application, by=by, at=now)
        _log(application, "approved", by=by, before=before, payload={"permit": permit.number})
    return application
