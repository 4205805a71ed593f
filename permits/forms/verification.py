"""What the public hands in to check a permit."""

from django import forms
from django.core.validators import slug_re
from django.utils.translation import gettext_lazy as _


class PdfForm(forms.Form):
    TOO_LARGE = _("Berkas lebih dari 25 MB. Surat izin kami tidak sebesar itu; periksa berkas Anda.")

    file = forms.FileField(
        label=_("Berkas PDF izin"),
        help_text=_("Paling besar 25 MB. Berkas hanya diperiksa, tidak disimpan."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
        error_messages={
            "required": _("Pilih berkas PDF yang ingin diperiksa."),
            "empty": _("Berkas kosong."),
        },
    )


class AddressForm(forms.Form):
    """The code printed under the QR, or the whole address."""

    code = forms.CharField(
        label=_("Kode verifikasi"),
        max_length=200,
        help_text=_("Tertulis di bawah kode QR pada surat izin."),
        error_messages={"required": _("Tulis kode verifikasi, atau pindai kode QR pada surat izin.")},
    )

    def clean_code(self) -> str:
        code = self.cleaned_data["code"].rstrip("/").rsplit("/", 1)[-1].strip()
        if not slug_re.match(code):
            raise forms.ValidationError(
                _("Kode verifikasi hanya terdiri dari huruf, angka, - dan _. Tulis seperti pada surat izin.")
            )
        return code
