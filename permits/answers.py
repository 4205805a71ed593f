"""What the applicant answered, as it is kept and as people read it.

`Application.answers` holds per question: texts, numbers as «1250.5», dates as ISO 8601, telephone numbers
as E.164, a place as {"address", "latitude", "longitude"}. A draft may also hold, beside it and under
`unfinished()`, what was typed but is not (yet) an answer.
"""

import datetime as dt

import phonenumbers
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from permits import numerals
from permits.models import Application
from sop.models import FormField

Answer = str | dict[str, str]


def unfinished(name: str) -> str:
    """Return the key beside a question's answer under which a draft keeps what was typed."""
    return f"{name}__typed"


def request_for(field: FormField) -> str:
    """Ask for an answer that is missing: «Isi Jumlah sumur.», «Pilih Peruntukan air.»"""
    sentence = _("Pilih {field}.") if field.kind == FormField.Kind.CHOICE else _("Isi {field}.")
    return sentence.format(field=field.label_id)


def labelled(application: Application) -> list[tuple[str, str]]:
    """Return (question, answer) for every question that was answered, in the order of the form."""
    pairs = []
    for field in application.standard.form_fields.all():
        text = display(field, application.answers.get(field.name))
        if text:
            pairs.append((field.label_id, text))
    return pairs


def display(field: FormField, answer: Answer | None) -> str:
    """Write one answer for people; '' when there is none."""
    if not answer:
        return ""
    if isinstance(answer, dict):
        return f"{answer['address']} ({answer['latitude']}, {answer['longitude']})"
    match field.kind:
        case FormField.Kind.INTEGER | FormField.Kind.DECIMAL if not is_year(field):
            return numerals.indonesian(answer)
        case FormField.Kind.DATE:
            return date_format(dt.date.fromisoformat(answer), "j F Y")
        case FormField.Kind.PHONE:
            return telephone(answer)
    return answer


def is_year(field: FormField) -> bool:
    """Say whether a whole number is a calendar year, which takes no thousands separator."""
    return field.kind == FormField.Kind.INTEGER and "tahun" in field.label_id.lower().split()[:1]


def telephone(number: str) -> str:
    """Write an E.164 number as it is dialled here: «0812-3456-7890»."""
    parsed = phonenumbers.parse(number, "ID")
    national = parsed.country_code == phonenumbers.country_code_for_region("ID")
    style = (
        phonenumbers.PhoneNumberFormat.NATIONAL if national else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    )
    return phonenumbers.format_number(parsed, style)
