"""For whom an application is made; sent twice it still opens one draft."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from applicants.models import Representation


class RepresentationChoice(forms.ModelChoiceField):
    widget = forms.RadioSelect

    def label_from_instance(self, representation: Representation) -> str:
        return f"{representation.applicant.name} · {representation.get_capacity_display()}"


class StartForm(forms.Form):
    representation = RepresentationChoice(
        label=_("Untuk siapa permohonan ini?"),
        queryset=Representation.objects.none(),
        empty_label=None,
        error_messages={
            "required": _("Pilih untuk siapa permohonan ini."),
            "invalid_choice": _("Pilih salah satu dari daftar."),
        },
    )
    token = forms.UUIDField(widget=forms.HiddenInput)
    # The version of the promise that was on the screen.
    standard = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, representations, standard, data=None) -> None:
        initial = {"token": uuid.uuid4(), "standard": standard.pk}
        super().__init__(data, initial=initial, label_suffix="")
        choice = self.fields["representation"]
        choice.queryset = representations
        if len(representations) == 1:
            choice.initial = representations[0]
