"""Form fields that refuse what must not reach a record, each with its own sentence."""

import datetime as dt
import unicodedata
from collections.abc import Callable
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applicants import identity
from applicants.identity import IdentityError, Problem
from office.time import official_now

# Categories that no name or address needs: controls, lone surrogates, unassigned.
REFUSED_CATEGORIES = frozenset({"Cc", "Cs", "Cn"})
# They turn the reading order around, so that a file or a name shows as something else.
DIRECTION_MARKS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")
LINE_BREAKS = frozenset("\r\n\t")
OLDEST_BIRTH = dt.date(1900, 1, 1)


def refuse_unprintable(text: str, allowed: frozenset[str] = frozenset()) -> None:
    """Raise ValidationError when `text` holds control characters or direction marks beyond `allowed`."""
    for sign in text:
        if sign in allowed:
            continue
        if sign in DIRECTION_MARKS or unicodedata.category(sign) in REFUSED_CATEGORIES:
            raise ValidationError(
                _("Ada karakter yang tidak diizinkan. Ketik ulang isian ini."), code="characters"
            )


class TextField(forms.CharField):
    """One line of text, or several with `lines=True`; its length is counted in characters."""

    def __init__(self, *, lines: bool = False, **kwargs) -> None:
        self.allowed = LINE_BREAKS if lines else frozenset()
        if lines:
            kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        super().__init__(**kwargs)

    def to_python(self, value):
        return unicodedata.normalize("NFC", super().to_python(value))

    def validate(self, value) -> None:
        super().validate(value)
        refuse_unprintable(value, self.allowed)


class IdentityField(forms.CharField):
    """A number read by one function of `identity`; subclasses give the function and its sentences."""

    parse: Callable[[str], str]
    sentences: dict[str, str] = {}

    def __init__(self, **kwargs) -> None:
        # Generous for separators; what is longer is told with its count of digits where it fits.
        super().__init__(**{"max_length": 40, "widget": forms.TextInput(attrs=self.attributes), **kwargs})

    attributes = {"inputmode": "numeric", "autocomplete": "off"}

    def clean(self, value):
        typed = super().clean(value)
        if not typed:
            return ""
        try:
            return type(self).parse(typed)
        except IdentityError as error:
            sentence = self.sentences[error.problem]
            raise ValidationError(sentence, code=error.problem, params={"n": error.count}) from None


class NikField(IdentityField):
    sentences = {
        Problem.NOT_DIGITS: gettext_lazy("NIK hanya berisi angka 0–9."),
        Problem.LENGTH: gettext_lazy("NIK harus 16 angka. Anda mengetik %(n)s."),
        Problem.DATE: gettext_lazy("Tanggal pada NIK tidak mungkin. Periksa angka ke-7 sampai ke-12."),
        Problem.SERIAL: gettext_lazy("Empat angka terakhir NIK tidak mungkin 0000."),
    }

    @staticmethod
    def parse(typed: str) -> str:
        return identity.parse_nik(typed).number


class NpwpField(IdentityField):
    parse = staticmethod(identity.parse_npwp)
    sentences = {
        Problem.NOT_DIGITS: gettext_lazy("NPWP hanya berisi angka 0–9."),
        Problem.LENGTH: gettext_lazy("NPWP harus 15 atau 16 angka. Anda mengetik %(n)s."),
        Problem.CHECK_DIGIT: gettext_lazy("NPWP ini tidak sah. Periksa lagi angkanya."),
        Problem.DATE: gettext_lazy("NPWP 16 angka tanpa 0 di depan adalah NIK; tanggalnya tidak mungkin."),
        Problem.SERIAL: gettext_lazy("NPWP ini tidak sah. Periksa lagi angkanya."),
    }


class NibField(IdentityField):
    parse = staticmethod(identity.parse_nib)
    sentences = {
        Problem.NOT_DIGITS: gettext_lazy("NIB hanya berisi angka 0–9."),
        Problem.LENGTH: gettext_lazy("NIB harus 13 angka. Anda mengetik %(n)s."),
    }


class PhoneField(IdentityField):
    attributes = {"inputmode": "tel", "autocomplete": "tel"}
    sentences = {
        Problem.NOT_DIGITS: gettext_lazy("Nomor telepon hanya berisi angka 0–9."),
        Problem.UNKNOWN: gettext_lazy("Nomor telepon tidak dikenal. Contoh: 0812 3456 7890."),
    }

    @staticmethod
    def parse(typed: str) -> str:
        return identity.parse_phone(typed).e164


class DayField(forms.DateField):
    """A day typed in the digits 0–9; other scripts and impossible days are refused."""

    def __init__(self, **kwargs) -> None:
        super().__init__(**{"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs})

    def to_python(self, value):
        if isinstance(value, str) and not value.isascii():
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)


class BirthDateField(DayField):
    def validate(self, value) -> None:
        super().validate(value)
        if value is None:
            return
        if value > office_today():
            raise ValidationError(_("Tanggal lahir tidak mungkin di masa depan."), code="future")
        if value < OLDEST_BIRTH:
            raise ValidationError(_("Tanggal lahir terlalu lampau. Periksa tahunnya."), code="past")


def office_today() -> dt.date:
    """Return today's date at the office."""
    return official_now().astimezone(ZoneInfo(settings.TIME_ZONE)).date()
