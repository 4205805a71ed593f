"""What the applicant still has to fill in or upload before handing in."""

from django.utils.translation import gettext as _

from permits.models import Application, Document
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
