"""Fields of the generated forms: each one's clean value is the text that `Application.answers` keeps."""

import datetime as dt

import phonenumbers
from django import forms
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from permits import coordinates, numerals

LONGEST_LINE = 240
LONGEST_TEXT = 2000
LONGEST_POINT = 500
EARLIEST_YEAR, LATEST_YEAR = 1900, 2100


class TextAnswer(forms.CharField):
    """A line or a paragraph; the length is counted in characters."""

    default_error_messages = {
        "max_length": _("Terlalu panjang: %(show_value)s karakter. Batasnya %(limit_value)s."),
        "null_characters_not_allowed": _("Ada karakter yang tidak diizinkan. Ketik ulang isian ini."),
    }

    def __init__(self, *, max_length: int = LONGEST_LINE, **kwargs) -> None:
        super().__init__(max_length=max_length, **kwargs)
        for validator in self.validators:
            # Django keeps these two sentences on the validators, not on the field.
            if getattr(validator, "code", "") in self.error_messages:
                validator.message = self.error_messages[validator.code]


class NumberAnswer(TextAnswer):
    """A number typed the Indonesian way; negative ones mean nothing on these forms."""

    default_error_messages = {
        "not_a_number": _("Tulis angka saja, misalnya 12,5 atau 1.250. Angka tidak boleh kurang dari nol."),
        "not_whole": _("Tulis bilangan bulat tanpa koma, misalnya 1.250."),
    }

    def __init__(self, *, whole: bool = False, **kwargs) -> None:
        self.whole = whole
        super().__init__(**kwargs)
        self.widget.attrs |= {"inputmode": "numeric" if whole else "decimal", "autocomplete": "off"}

    def clean(self, value: str) -> str:
        text = super().clean(value)
        if not text:
            return ""
        try:
            number = numerals.read_number(text)
        except ValueError:
            raise forms.ValidationError(self.error_messages["not_a_number"], code="not_a_number") from None
        if self.whole and number != number.to_integral_value():
            raise forms.ValidationError(self.error_messages["not_whole"], code="not_whole")
        return numerals.plain(number)


class DateAnswer(forms.DateField):
    """A day of this or the last century, by the browser's picker or typed as 31/12/2026."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {
        "invalid": _("Tanggal ini tidak ada di kalender. Tulis misalnya 31/12/2026."),
        "out_of_range": _("Tahunnya di luar 1900 sampai 2100. Periksa tanggalnya."),
        "in_the_future": _("Tanggal lahir tidak mungkin sesudah hari ini."),
    }

    def __init__(self, *, not_after: dt.date | None = None, **kwargs) -> None:
        self.not_after = not_after
        super().__init__(input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"], **kwargs)

    def clean(self, value: str) -> str:
        day = super().clean(value)
        if day is None:
            return ""
        if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
            raise forms.ValidationError(self.error_messages["out_of_range"], code="out_of_range")
        if self.not_after and day > self.not_after:
            raise forms.ValidationError(self.error_messages["in_the_future"], code="in_the_future")
        return day.isoformat()


class ChoiceAnswer(forms.ChoiceField):
    default_error_messages = {"invalid_choice": _("Pilih salah satu dari daftar.")}

    MOST_RADIO_BUTTONS = 7

    def __init__(self, *, options: list[str], required: bool, **kwargs) -> None:
        pairs = [(option, option) for option in options]
        # A radio button cannot be taken back, so what may stay empty is a list with an empty line.
        few = required and len(options) <= self.MOST_RADIO_BUTTONS
        super().__init__(
            choices=pairs if few else [("", _("Pilih…")), *pairs],
            widget=forms.RadioSelect if few else forms.Select,
            required=required,
            **kwargs,
        )


class PointAnswer(TextAnswer):
    """A place on the map; clean value: «latitude, longitude»."""

    default_error_messages = {
        "no_point": _(
            "Titik tidak terbaca. Tulis lintang dan bujur, misalnya -3,790000; 102,260000, "
            "atau tempel alamat lengkap dari aplikasi peta."
        ),
        "short_link": _(
            "Tautan pendek tidak memuat titiknya. Buka tautan itu lalu salin alamat lengkapnya, "
            "atau tulis lintang dan bujurnya."
        ),
        "outside": _("Titik ini di luar Indonesia. Tulis lintang dulu, lalu bujur, misalnya -3,79; 102,26."),
    }

    def __init__(self, **kwargs) -> None:
        super().__init__(max_length=LONGEST_POINT, **kwargs)
        # Words for the button that static/js/point.js puts behind the input.
        self.widget.attrs |= {
            "autocomplete": "off",
            "data-point": _("Pakai lokasi HP"),
            "data-point-busy": _("Mencari lokasi…"),
            "data-point-refused": _("Lokasi HP tidak terbaca. Izinkan akses lokasi, atau tulis titiknya."),
        }

    def clean(self, value: str) -> str:
        text = super().clean(value)
        if not text:
            return ""
        try:
            point = coordinates.read_point(text)
        except coordinates.ShortLink:
            code = "short_link"
        except coordinates.OutsideIndonesia:
            code = "outside"
        except ValueError:
            code = "no_point"
        else:
            return f"{point.latitude}, {point.longitude}"
        raise forms.ValidationError(self.error_messages[code], code=code)


class PhoneAnswer(TextAnswer):
    """A telephone number, mobile or not, kept as E.164."""

    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"})
    default_error_messages = {
        "not_a_phone": _("Nomor telepon ini tidak lengkap atau tidak dikenal. Contoh: 0812 3456 7890."),
    }

    def clean(self, value: str) -> str:
        text = super().clean(value)
        if not text:
            return ""
        try:
            number = phonenumbers.parse(text, "ID") if text.isascii() else None
        except phonenumbers.NumberParseException:
            number = None
        if number is None or not phonenumbers.is_valid_number(number):
            raise forms.ValidationError(self.error_messages["not_a_phone"], code="not_a_phone")
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


class EmailAnswer(TextAnswer):
    widget = forms.EmailInput(attrs={"autocomplete": "email"})
    default_validators = [EmailValidator(_("Alamat surel tidak valid. Contoh: nama@contoh.id."))]
