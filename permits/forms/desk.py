"""What the office's pages take in: filters of the queue, verdicts, requests, proposals, recommendations."""

import datetime as dt
from urllib.parse import urlencode

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from applicants.models import User
from office.models import Agency
from permits.models import Application, Check, Recommendation
from permits.states import State
from sop.forms import Applied
from sop.models import Sector

MINE = "saya"
NOBODY = "kosong"
MOST_WORDS = 6
MOST_CONDITIONS = 40
LONGEST_CONDITION = 500


class QueueFilter(forms.Form):
    """Search and filters of the queue, from the query string; a wrong value is named and filters nothing."""

    q = forms.CharField(
        label=_("Cari nomor, nama, atau izin"),
        max_length=100,
        required=False,
        widget=forms.TextInput(
            attrs={
                "type": "search",
                "autocomplete": "off",
                "data-key-search": "",
                "placeholder": _("Misalnya REG-2026-000184"),
            }
        ),
        error_messages={
            "max_length": _("Kata pencarian terlalu panjang; paling banyak %(limit_value)d huruf.")
        },
    )
    status = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[
            ("", _("Semua")),
            *((state.value, state.label) for state in State if state != State.DRAFT),
        ],
    )
    bidang = forms.ChoiceField(label=_("Bidang"), required=False)
    petugas = forms.ChoiceField(label=_("Petugas"), required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bidang"].choices = [
            ("", _("Semua")),
            *Sector.objects.values_list("code", "name_id"),
        ]
        holders = User.objects.filter(held_applications__in=Application.objects.open()).distinct()
        self.fields["petugas"].choices = [
            ("", _("Semua")),
            (MINE, _("Saya")),
            (NOBODY, _("Belum ada")),
            *((str(holder.pk), str(holder)) for holder in holders.order_by("full_name", "pk")),
        ]
        for name in ("status", "bidang", "petugas"):
            self.fields[name].error_messages["invalid_choice"] = _(
                "Saringan %(label)s tidak dikenal, jadi tidak dipakai."
            ) % {"label": self.fields[name].label}

    def asked(self) -> dict[str, str]:
        """Return what was asked for and can be understood, in the order of the form."""
        self.is_valid()
        return {name: value for name in self.fields if (value := self.cleaned_data.get(name))}

    def results(self, files: QuerySet, user: User) -> QuerySet:
        asked = self.asked()
        for word in asked.get("q", "").split()[:MOST_WORDS]:
            files = files.filter(_mentions(word))
        if "status" in asked:
            files = files.filter(state=asked["status"])
        if "bidang" in asked:
            files = files.filter(permit_type__sector__code=asked["bidang"])
        if "petugas" in asked:
            files = files.filter(holder={MINE: user.pk, NOBODY: None}.get(asked["petugas"], asked["petugas"]))
        return files

    def applied(self, **kept: str) -> list[Applied]:
        """Return the filters that are on; taking one off leaves the others and what is `kept`."""
        asked = self.asked()
        return [
            Applied(
                label=f"«{value}»" if name == "q" else str(dict(self.fields[name].choices)[value]),
                without=urlencode(kept | {other: text for other, text in asked.items() if other != name}),
            )
            for name, value in asked.items()
        ]


def _mentions(word: str) -> Q:
    """A name that the list hides is not found by guessing it either."""
    return (
        Q(receipt__icontains=word)
        | Q(permit__number__icontains=word)
        | Q(permit_type__name_id__icontains=word)
        | Q(applicant__name__icontains=word, permit_type__sensitive=False)
    )


class VerdictForm(forms.Form):
    verdict = forms.ChoiceField(
        choices=Check.Verdict, error_messages={"required": _("Pilih Sesuai atau Tidak sesuai.")}
    )
    note = forms.CharField(
        label=_("Catatan"), max_length=Check._meta.get_field("note").max_length, required=False
    )

    def clean(self) -> None:
        data = super().clean()
        if data.get("verdict") == Check.Verdict.NOT_OK and not data.get("note"):
            self.add_error("note", _("Tulis apa yang harus diperbaiki pemohon."))


class LinesField(forms.CharField):
    """A list, written one item a line."""

    widget = forms.Textarea(attrs={"rows": 5})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value) -> list[str]:
        return [line.strip() for line in super().to_python(value).splitlines() if line.strip()]

    def run_validators(self, value: list[str]) -> None:
        super().run_validators("\n".join(value))

    def validate(self, value: list[str]) -> None:
        super().validate(value)
        if len(value) > MOST_CONDITIONS:
            raise forms.ValidationError(
                _("Paling banyak %(most)d ketentuan. Anda menulis %(n)d."),
                params={"most": MOST_CONDITIONS, "n": len(value)},
            )
        for number, line in enumerate(value, start=1):
            if len(line) > LONGEST_CONDITION:
                raise forms.ValidationError(
                    _("Baris %(number)d terlalu panjang: %(n)d huruf, paling banyak %(most)d."),
                    params={"number": number, "n": len(line), "most": LONGEST_CONDITION},
                )


class AskAgenciesForm(forms.Form):
    """Which agencies to ask, and what; the permit type's own agency is ticked beforehand."""

    agencies = forms.ModelMultipleChoiceField(
        Agency.objects.all(),
        label=_("Instansi yang diminta"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pilih instansi yang diminta.")},
    )
    question = forms.CharField(
        label=_("Yang diminta"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Misalnya: kelayakan lokasi, batas debit, atau syarat keselamatan."),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agencies"].label_from_instance = lambda agency: agency.name_id


class ProposalForm(forms.Form):
    conditions = LinesField(
        label=_("Ketentuan pada izin"),
        required=False,
        help_text=_("Satu ketentuan per baris; dicetak bernomor pada surat izin."),
    )
    note = forms.CharField(
        label=_("Catatan untuk atasan"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Catatan intern, tidak dicetak dan tidak dilihat pemohon."),
    )


class SendBackForm(forms.Form):
    note = forms.CharField(
        label=_("Apa yang harus diperbaiki"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Tulis apa yang harus diperbaiki.")},
    )


class RevealForm(forms.Form):
    reason = forms.CharField(
        label=_("Alasan melihat nomor lengkap"),
        min_length=5,
        max_length=240,
        help_text=_("Tercatat bersama nama Anda; pemohon dapat membacanya."),
        error_messages={"required": _("Tulis alasan Anda melihat nomor lengkap.")},
    )


class RecommendationForm(forms.Form):
    """An agency's answer. Conditions and reasons are needed where the verdict rests on them."""

    verdict = forms.ChoiceField(
        label=_("Rekomendasi"),
        choices=Recommendation.Verdict,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih rekomendasi instansi Anda.")},
    )
    conditions = LinesField(
        label=_("Ketentuan"),
        required=False,
        help_text=_("Satu ketentuan per baris; diusulkan dicetak pada izin."),
    )
    reasons = forms.CharField(
        label=_("Pertimbangan"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    letter_number = forms.CharField(label=_("Nomor surat"), max_length=80, required=False)
    letter_date = forms.DateField(
        label=_("Tanggal surat"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    signer_name = forms.CharField(label=_("Penanda tangan surat"), max_length=120, required=False)

    def __init__(self, *args, today: dt.date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_letter_date(self) -> dt.date | None:
        date = self.cleaned_data["letter_date"]
        if date and not self.today - dt.timedelta(days=366) <= date <= self.today:
            raise forms.ValidationError(
                _("Tanggal surat harus dalam satu tahun terakhir, tidak di masa depan.")
            )
        return date

    def clean(self) -> None:
        data = super().clean()
        verdict = data.get("verdict")
        if (
            verdict == Recommendation.Verdict.WITH_CONDITIONS
            and "conditions" in data
            and not data["conditions"]
        ):
            self.add_error("conditions", _("Tulis ketentuannya, satu per baris."))
        if verdict == Recommendation.Verdict.AGAINST and "reasons" in data and not data["reasons"]:
            self.add_error("reasons", _("Tulis mengapa instansi Anda tidak menyetujui."))
