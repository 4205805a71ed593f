"""What is still missing: for the applicant before handing in, for the front desk before accepting."""

from django.utils.translation import gettext as _

from permits.models import Application, Check, Document
from sop.models import Requirement

TYPED = (Requirement.Accepts.TEXT, Requirement.Accepts.NUMBER)
POWER_OF_ATTORNEY = None


def is_typed(requirement: Requirement | None) -> bool:
    """Say whether a requirement is answered by typing instead of a file."""
    return requirement is not None and requirement.accepts in TYPED


def power_of_attorney_name() -> str:
    return _("Surat kuasa")


def missing_parts(application: Application) -> list[str]:
    """Return a sentence for everything that keeps the draft from being handed in (three queries)."""
    return _missing_answers(application) + _missing_documents(application)


def _missing_answers(application: Application) -> list[str]:
    return [
        _("Isi {field}.").format(field=field.label_id)
        for field in application.standard.form_fields.filter(required=True).order_by("position")
        if application.answers.get(field.name) in (None, "", {})
    ]


def _missing_documents(application: Application) -> list[str]:
    current = {document.requirement_id: document for document in application.documents.current()}
    sentences = []
    for requirement in application.requirements():
        if is_typed(requirement):
            if requirement.mandatory and not application.typed_requirements.get(str(requirement.pk)):
                sentences.append(_("Isi {field}.").format(field=requirement.name_id))
        else:
            sentences += _document_sentence(
                requirement.name_id, current.get(requirement.pk), needed=requirement.mandatory
            )
    if application.needs_power_of_attorney:
        sentences += _document_sentence(power_of_attorney_name(), current.get(POWER_OF_ATTORNEY), needed=True)
    return sentences


def _document_sentence(name: str, document: Document | None, *, needed: bool) -> list[str]:
    if document is None:
        return [_("Unggah {file}.").format(file=name)] if needed else []
    if document.state == Document.State.CHECKING:
        return [_("{file} masih diperiksa. Tunggu sebentar, lalu kirim lagi.").format(file=name)]
    if document.state == Document.State.REFUSED:
        return [_("Ganti {file}: {reason}").format(file=name, reason=document.refusal)]
    return []


def unchecked_parts(application: Application) -> list[str]:
    """Return the names of requirements handed in or mandatory that the front desk has not found in order."""
    in_order = set(
        application.checks.filter(verdict=Check.Verdict.OK).values_list("requirement_id", "document_id")
    )
    current = {document.requirement_id: document.pk for document in application.documents.current()}
    slots = [
        (requirement.pk, requirement.name_id)
        for requirement in application.requirements()
        if requirement.mandatory
        or requirement.pk in current
        or application.typed_requirements.get(str(requirement.pk))
    ]
    if application.needs_power_of_attorney:
        slots.append((POWER_OF_ATTORNEY, power_of_attorney_name()))
    return [name for slot, name in slots if (slot, current.get(slot)) not in in_order]
