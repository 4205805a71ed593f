"""The small forms around a draft's documents and its handing in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from permits.forms.fields import TextAnswer
from permits.models import Document
from permits.slots import Slot
from sop.models import Requirement

LONGEST_NUMBER = 60
LONGEST_ANSWER = 500
TURNS = [
    (0, _("Tegak")),
    (90, _("Putar ke kanan")),
    (180, _("Terbalik")),
    (270, _("Putar ke kiri")),
]


class TypedRequirementForm(forms.Form):
    """A requirement that is a number or a few words instead of a file."""

    def __init__(self, slot: Slot, data=None) -> None:
        super().__init__(data, initial={"text": slot.typed}, label_suffix="", auto_id=f"id_{slot.anchor}_%s")
        is_number = slot.requirement.accepts == Requirement.Accepts.NUMBER
        self.fields["text"] = TextAnswer(
            label=_("Nomor") if is_number else _("Isian"),
            max_length=LONGEST_NUMBER if is_number else LONGEST_ANSWER,
            required=slot.is_mandatory,
            widget=forms.TextInput(attrs={"autocomplete": "off"})
            if is_number
            else forms.Textarea(attrs={"rows": 3}),
            error_messages={"required": _("Isi %(field)s.") % {"field": slot.name}},
        )


class TurnForm(forms.Form):
    """How each photograph of a document is to be turned."""

    def __init__(self, document: Document, data=None) -> None:
        super().__init__(data, label_suffix="", auto_id=f"id_putar_{document.pk}_%s")
        for index, part in enumerate(document.parts):
            self.fields[f"turn_{index}"] = forms.TypedChoiceField(
                label=_("Foto %(number)s: %(name)s") % {"number": index + 1, "name": part["name"]},
                choices=TURNS,
                coerce=int,
                initial=document.rotations[index],
            )

    def rotations(self) -> list[int]:
        return [self.cleaned_data[name] for name in self.fields]


class DeclarationForm(forms.Form):
    is_true = forms.BooleanField(
        label=_(
            "Saya menyatakan data dan berkas ini benar, dan saya bersedia menanggung akibat hukumnya "
            "bila ternyata tidak benar."
        ),
        error_messages={"required": _("Centang pernyataan ini untuk mengirim permohonan.")},
    )


class WithdrawForm(forms.Form):
    note = TextAnswer(
        label=_("Alasan"),
        help_text=_("Dibaca petugas kami."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
