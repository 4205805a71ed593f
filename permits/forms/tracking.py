from django import forms
from django.utils.translation import gettext_lazy as _


class TrackForm(forms.Form):
    nomor = forms.CharField(
        label=_("Nomor permohonan"),
        max_length=60,
        help_text=_("Tertulis pada tanda terima, misalnya REG-2026-000184-K."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": _("Isi nomor permohonan.")},
    )
