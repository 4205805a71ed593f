"""What is still missing: for the applicant before handing in, for the front desk before accepting."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from permits.answers import unfinished
from permits.models import Application, Check, Document
from permits.parts import Part, anchor_of, part_of
from permits.slots import POWER_OF_ATTORNEY, Slot, is_typed, power_of_attorney_name, slots

__all__ = [
    "POWER_OF_ATTORNEY",
    "Missing",
    "is_typed",
    "missing_parts",
    "power_of_attorney_name",
    "unchecked_parts",
]


@dataclass(frozen=True)
class Missing:
    """One thing to do before handing in; shown as its sentence, linked to its part and place."""

    sentence: str
    part: Part
    anchor: str

    def __str__(self) -> str:
        return self.sentence


def missing_parts(application: Application) -> list[Missing]:
    """Return everything that keeps the draft from being handed in (three queries, none after a prefetch)."""
    return _missing_answers(application) + [
        Missing(sentence, Part.DOCUMENTS, slot.anchor)
        for slot in slots(application)
        if (sentence := _lack(slot))
    ]


def _missing_answers(application: Application) -> list[Missing]:
    found = []
    for field in application.standard.form_fields.all():
        if application.answers.get(unfinished(field.name)):
            sentence = _("Perbaiki {field}.").format(field=field.label_id)
            found.append(Missing(sentence, part_of(field), anchor_of(field)))
        elif field.required and not application.answers.get(field.name):
            sentence = _("Isi {field}.").format(field=field.label_id)
            found.append(Missing(sentence, part_of(field), anchor_of(field)))
    return found


def _lack(slot: Slot) -> str:
    """Return what one requirement still needs, '' when nothing."""
    if slot.is_given:
        return ""
    if slot.is_typed:
        return _("Isi {field}.").format(field=slot.name) if slot.is_mandatory else ""
    if slot.document is None:
        return _("Unggah {file}.").format(file=slot.name) if slot.is_mandatory else ""
    if slot.document.state == Document.State.CHECKING:
        return _("{file} masih diperiksa. Tunggu sebentar, lalu kirim lagi.").format(file=slot.name)
    return _("Ganti {file}: {reason}").format(file=slot.name, reason=slot.document.refusal)


def unchecked_parts(application: Application) -> list[str]:
    """Return the names of requirements handed in (or mandatory) that the front desk has not found in order."""
    in_order = set(
        application.checks.filter(verdict=Check.Verdict.OK).values_list("requirement_id", "document_id")
    )
    found = []
    for slot in slots(application):
        requirement_id = slot.requirement.pk if slot.requirement else POWER_OF_ATTORNEY
        key = (requirement_id, slot.document.pk if slot.document else None)
        if (slot.is_mandatory or slot.document or slot.text) and key not in in_order:
            found.append(slot.name)
    return found
