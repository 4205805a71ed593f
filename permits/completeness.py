"""What the applicant still has to fill in or upload before handing in."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from permits.answers import request_for, unfinished
from permits.models import Application, Document
from permits.parts import Part, anchor_of, part_of
from permits.slots import Slot, slots


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
        elif field.required and not application.answers.get(field.name):
            sentence = request_for(field)
        else:
            continue
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
