"""The form of a permit's own questions, made from its `FormField` rows."""

import datetime as dt

from django import forms
from django.utils.translation import gettext_lazy as _

from permits import numerals
from permits.answers import is_year, request_for, telephone, unfinished
from permits.forms import fields
from permits.models import Application
from sop.models import FormField

Kind = FormField.Kind
ADDRESS, POINT = "address", "point"
# Pairs of questions that belong together: the second day is not before the first.
FROM_AND_UNTIL = (("start_date", "end_date"), ("departure_date", "return_date"))
BIRTH_DATES = ("birth_date", "child_birth_date")


class AnswerForm(forms.Form):
    """One page of questions. A place takes two inputs, its address and its point on the map."""

    def __init__(
        self, questions: list[FormField], application: Application, *, today: dt.date, data=None
    ) -> None:
        self.questions = questions
        initial = {}
        for question in questions:
            initial |= _as_typed(question, application)
        super().__init__(data, initial=initial, label_suffix="")
        for question in questions:
            self.fields |= _inputs(question, today)

    @classmethod
    def resumed(cls, questions: list[FormField], application: Application, *, today: dt.date) -> "AnswerForm":
        """Return the form as it was left: what is not yet right carries its error, what is empty does not."""
        left = cls(questions, application, today=today)
        if not any(application.answers.get(unfinished(question.name)) for question in questions):
            return left
        form = cls(questions, application, today=today, data=left.initial)
        for name in list(form.errors):
            if not form.data[name]:
                del form.errors[name]
        return form

    def clean(self) -> dict:
        for first, last in FROM_AND_UNTIL:
            start, end = self.cleaned_data.get(first), self.cleaned_data.get(last)
            if start and end and end < start:
                label = self.fields[first].label
                self.add_error(last, _("Tanggal ini sebelum «%(first)s».") % {"first": label})
        for question in self.questions:
            if question.kind == Kind.LOCATION:
                self._demand_whole_place(question)
        return self.cleaned_data

    def _demand_whole_place(self, question: FormField) -> None:
        names = _input_names(question)
        empty = [name for name in names if self.cleaned_data.get(name) == ""]
        if len(empty) == 1:
            name = empty[0]
            self.add_error(name, _("Isi %(field)s.") % {"field": self.fields[name].label})

    def answers(self) -> dict:
        """Return what to keep, complete or not: answers that are right, and what was typed for the others."""
        self.is_valid()
        kept = {}
        for question in self.questions:
            names = _input_names(question)
            is_wrong = any(name in self.errors and self._typed(name) for name in names)
            if question.kind == Kind.LOCATION:
                answer, is_wrong = self._place(question, is_wrong)
                typed = {part: self._typed(f"{question.name}_{part}") for part in (ADDRESS, POINT)}
            else:
                answer, typed = self.cleaned_data.get(question.name, ""), self._typed(question.name)
            kept[question.name] = "" if is_wrong else answer
            kept[unfinished(question.name)] = typed if is_wrong else ""
        return kept

    def _place(self, question: FormField, is_wrong: bool) -> tuple[dict | str, bool]:
        """Return the place, and whether what was typed is no whole place yet."""
        address, point = (self.cleaned_data.get(f"{question.name}_{part}", "") for part in (ADDRESS, POINT))
        if address and point:
            latitude, longitude = point.split(", ")
            return {"address": address, "latitude": latitude, "longitude": longitude}, False
        return "", is_wrong or bool(address or point)

    def _typed(self, name: str) -> str:
        """Return the raw input, fit for the database and of bearable length."""
        return self.data.get(name, "").replace("\x00", "")[: fields.LONGEST_TEXT]


def _input_names(question: FormField) -> list[str]:
    if question.kind == Kind.LOCATION:
        return [f"{question.name}_{ADDRESS}", f"{question.name}_{POINT}"]
    return [question.name]


def _inputs(question: FormField, today: dt.date) -> dict[str, forms.Field]:
    common = {
        "label": question.label_id,
        "help_text": question.help_id,
        "required": question.required,
        "error_messages": {"required": request_for(question)},
    }
    match question.kind:
        case Kind.LOCATION:
            return _place_inputs(question)
        case Kind.LONG_TEXT:
            widget = forms.Textarea(attrs={"rows": 4})
            field = fields.TextAnswer(max_length=fields.LONGEST_TEXT, widget=widget, **common)
        case Kind.INTEGER | Kind.DECIMAL:
            field = fields.NumberAnswer(whole=question.kind == Kind.INTEGER, **common)
        case Kind.DATE:
            field = fields.DateAnswer(not_after=today if question.name in BIRTH_DATES else None, **common)
        case Kind.CHOICE:
            field = fields.ChoiceAnswer(options=question.choices, **common)
        case Kind.PHONE:
            field = fields.PhoneAnswer(**common)
        case Kind.EMAIL:
            field = fields.EmailAnswer(**common)
        case _:
            field = fields.TextAnswer(**common)
    return {question.name: field}


def _place_inputs(question: FormField) -> dict[str, forms.Field]:
    address = _("%(place)s (alamat)") % {"place": question.label_id}
    point = _("%(place)s (titik di peta)") % {"place": question.label_id}
    return {
        f"{question.name}_{ADDRESS}": fields.TextAnswer(
            label=address,
            help_text=_("Jalan dan nomor, kelurahan atau desa, kecamatan."),
            required=question.required,
            error_messages={"required": _("Isi %(field)s.") % {"field": address}},
        ),
        f"{question.name}_{POINT}": fields.PointAnswer(
            label=point,
            help_text=_(
                "Tempel tautan lengkap dari aplikasi peta, atau tulis lintang dan bujur: "
                "-3,790000; 102,260000 atau 3°47'24\" LS 102°15'36\" BT."
            ),
            required=question.required,
            error_messages={"required": _("Isi %(field)s.") % {"field": point}},
        ),
    }


def _as_typed(question: FormField, application: Application) -> dict[str, str]:
    """Return what the inputs show: the answer as a person would type it, or what was typed last time."""
    typed = application.answers.get(unfinished(question.name))
    answer = application.answers.get(question.name)
    if question.kind == Kind.LOCATION:
        place = typed or answer or {}
        point = place.get(POINT) or (
            f"{place['latitude']}, {place['longitude']}" if "latitude" in place else ""
        )
        return {f"{question.name}_{ADDRESS}": place.get(ADDRESS, ""), f"{question.name}_{POINT}": point}
    if typed or not answer:
        return {question.name: typed or ""}
    if question.kind in (Kind.INTEGER, Kind.DECIMAL) and not is_year(question):
        return {question.name: numerals.indonesian(answer)}
    if question.kind == Kind.PHONE:
        return {question.name: telephone(answer)}
    return {question.name: answer}
