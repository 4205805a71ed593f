from django import forms
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from permits.models import Application


class TrackForm(forms.Form):
    nomor = forms.CharField(
        label=_("Nomor permohonan"),
        max_length=60,
        help_text=_("Tertulis pada tanda terima, misalnya REG-2026-000184-K."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": _("Isi nomor permohonan.")},
    )


class TrackingCodeForm(forms.Form):
    """The code on the receipt, for those who cannot scan it."""

    kode = forms.CharField(
        label=_("Kode lacak"),
        max_length=60,
        help_text=_("Tertulis pada tanda terima. Dengan kode ini, daftar berkas yang diterima ikut tampil."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
        error_messages={"required": _("Isi kode lacak.")},
    )

    def __init__(self, application: Application, data=None) -> None:
        self.application = application
        super().__init__(data, label_suffix="")

    def clean_kode(self) -> str:
        code = "".join(self.cleaned_data["kode"].lower().split())
        if not constant_time_compare(code, self.application.tracking_code):
            raise forms.ValidationError(
                _("Kode ini bukan untuk nomor di atas. Periksa lagi setiap hurufnya.")
            )
        return code
