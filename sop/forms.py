"""What a visitor may ask of the catalogue."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from sop.models import Sector, Standard
from sop.querysets import StandardQuerySet
from sop.search import matching

DAYS = {"1": (1, 1), "2-5": (2, 5), "6-14": (6, 14)}


@dataclass(frozen=True)
class Applied:
    """One filter that is on; `without` is the query string of the page when it is taken off."""

    label: str
    without: str


class CatalogueFilter(forms.Form):
    """Search and filters of the catalogue (a query string); a wrong value is named and filters nothing."""

    q = forms.CharField(
        label=_("Cari izin"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Misalnya penelitian")}),
        error_messages={
            "max_length": _("Kata pencarian terlalu panjang; paling banyak %(limit_value)d huruf.")
        },
    )
    bidang = forms.ChoiceField(label=_("Bidang"), required=False)
    pemohon = forms.ChoiceField(
        label=_("Pemohon"),
        required=False,
        choices=[
            ("", _("Semua pemohon")),
            *(
                (kind.value, kind.label)
                for kind in (Standard.ApplicantKind.INDIVIDUAL, Standard.ApplicantKind.COMPANY)
            ),
        ],
    )
    hari = forms.ChoiceField(
        label=_("Waktu"),
        required=False,
        choices=[
            ("", _("Semua jangka waktu")),
            ("1", _("1 hari kerja")),
            ("2-5", _("2–5 hari kerja")),
            ("6-14", _("6–14 hari kerja")),
        ],
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["bidang"].choices = [
            ("", _("Semua bidang")),
            *Sector.objects.values_list("code", "name_id"),
        ]
        for name in ("bidang", "pemohon", "hari"):
            self.fields[name].error_messages["invalid_choice"] = _(
                "Saringan %(label)s tidak dikenal, jadi tidak dipakai."
            ) % {"label": self.fields[name].label}

    def asked(self) -> dict[str, str]:
        """Return what was asked for and can be understood, in the order of the form."""
        self.is_valid()
        return {name: value for name in self.fields if (value := self.cleaned_data.get(name))}

    def results(self, standards: StandardQuerySet) -> StandardQuerySet:
        asked = self.asked()
        if "bidang" in asked:
            standards = standards.filter(permit_type__sector__code=asked["bidang"])
        if "pemohon" in asked:
            standards = standards.open_to(asked["pemohon"])
        if "hari" in asked:
            standards = standards.filter(max_working_days__range=DAYS[asked["hari"]])
        if "q" in asked:
            return matching(standards, asked["q"])
        return standards.order_by("permit_type__sector__name_id", "permit_type__name_id")

    def applied(self) -> list[Applied]:
        asked = self.asked()
        return [
            Applied(
                label=self._words(name, value),
                without=urlencode({other: kept for other, kept in asked.items() if other != name}),
            )
            for name, value in asked.items()
        ]

    def _words(self, name: str, value: str) -> str:
        if name == "q":
            return f"«{value}»"
        return str(dict(self.fields[name].choices)[value])
