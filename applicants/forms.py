"""What people type about themselves, those they act for, and the office's accounts."""

import datetime as dt
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from applicants.fields import (
    BirthDateField,
    DayField,
    NibField,
    NikField,
    NpwpField,
    PhoneField,
    TextField,
)
from applicants.models import Applicant, Representation
from applicants.roles import Role
from applicants.workflow import IDENTITY_FIELDS
from office.models import Agency

Capacity = Representation.Capacity


class NamingForm(forms.Form):
    """A form that says by name what was left empty: «Isi Nomor HP.», «Pilih Peran.»"""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            sentence = _("Pilih %(field)s.") if isinstance(field, forms.ChoiceField) else _("Isi %(field)s.")
            field.error_messages["required"] = sentence % {"field": field.label}


class AddressForm(NamingForm):
    """Where somebody is found; the last part of every profile."""

    address = TextField(label=_("Alamat"), max_length=240, help_text=_("Jalan, nomor, RT/RW"))
    village = TextField(label=_("Kelurahan/desa"), max_length=80)
    district = TextField(label=_("Kecamatan"), max_length=80)
    city = TextField(label=_("Kabupaten/kota"), max_length=80)
    postal_code = forms.RegexField(
        r"\A[0-9]{5}\Z",
        label=_("Kode pos"),
        required=False,
        error_messages={"invalid": _("Kode pos terdiri dari 5 angka.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "postal-code"}),
    )
    phone = PhoneField(label=_("Nomor HP"), help_text=_("Contoh: 0812 3456 7890"))
    email = forms.EmailField(label=_("Surel"), required=False, max_length=254)

    def __init__(self, *args, applicant: Applicant | None = None, **kwargs) -> None:
        if applicant is not None:
            kwargs["initial"] = {
                name: getattr(applicant, name)
                for name in self.base_fields
                if name not in IDENTITY_FIELDS and hasattr(applicant, name)
            }
        super().__init__(*args, **kwargs)
        if applicant is not None:
            self._keep_sealed_numbers(applicant)

    def _keep_sealed_numbers(self, applicant: Applicant) -> None:
        """Let an empty box stand for the stored number, which this page does not know."""
        for name in IDENTITY_FIELDS:
            if name in self.fields and getattr(applicant, name):
                self.fields[name].required = False
                self.fields[name].help_text = _("Tersimpan: %(number)s. Isi hanya bila ingin mengganti.") % {
                    "number": getattr(applicant, f"masked_{name}")
                }

    def details(self) -> dict:
        """Return what is to be recorded; an identity number left empty stays as it is."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if not (name in IDENTITY_FIELDS and value == "")
        }


class PersonForm(AddressForm):
    """A person, as on the identity card."""

    kind = Applicant.Kind.INDIVIDUAL
    capacity = Capacity.SELF

    name = TextField(label=_("Nama lengkap sesuai KTP"), max_length=160)
    nik = NikField(label=_("NIK"), help_text=_("16 angka pada KTP"))
    birth_place = TextField(label=_("Tempat lahir"), max_length=80)
    birth_date = BirthDateField(label=_("Tanggal lahir"))
    npwp = NpwpField(label=_("NPWP"), required=False)
    field_order = ["name", "nik", "birth_place", "birth_date", "npwp"]


class OtherPersonForm(PersonForm):
    """A person for whom the account holder acts by power of attorney."""

    capacity = Capacity.PROXY


class CompanyForm(AddressForm):
    """A company or institution, and by what right the account holder acts for it."""

    kind = Applicant.Kind.COMPANY

    name = TextField(label=_("Nama badan usaha atau lembaga"), max_length=160)
    npwp = NpwpField(label=_("NPWP badan"), help_text=_("15 atau 16 angka"))
    nib = NibField(label=_("NIB"), required=False, help_text=_("13 angka dari OSS"))
    person_in_charge = TextField(label=_("Nama penanggung jawab"), max_length=120)
    capacity = forms.ChoiceField(
        label=_("Kedudukan Anda"),
        choices=[(right.value, right.label) for right in (Capacity.DIRECTOR, Capacity.PROXY)],
        widget=forms.RadioSelect,
    )
    field_order = ["name", "npwp", "nib", "person_in_charge", "capacity"]

    def __init__(self, *args, applicant: Applicant | None = None, **kwargs) -> None:
        super().__init__(*args, applicant=applicant, **kwargs)
        if applicant is not None:
            # By what right one acts is declared once; another right is another representation.
            del self.fields["capacity"]

    def details(self) -> dict:
        details = super().details()
        details.pop("capacity", None)
        return details


class StaffForm(NamingForm):
    """A new member of staff."""

    full_name = TextField(label=_("Nama lengkap"), max_length=120)
    email = forms.EmailField(label=_("Surel dinas"), max_length=254)
    position = TextField(label=_("Jabatan"), max_length=120)
    employee_number = forms.RegexField(
        r"\A[0-9]{18}\Z",
        label=_("NIP"),
        required=False,
        error_messages={"invalid": _("NIP terdiri dari 18 angka.")},
    )
    agency = forms.ModelChoiceField(
        Agency.objects.all(),
        label=_("Instansi teknis"),
        required=False,
        empty_label=_("Kantor ini"),
        help_text=_("Hanya untuk anggota tim teknis."),
    )
    counter = TextField(label=_("Loket"), max_length=20, required=False)

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()


class RoleForm(NamingForm):
    """A role asked for, with its reason."""

    # Nothing is chosen beforehand: a role must not be asked for by a hasty Enter.
    role = forms.ChoiceField(
        label=_("Peran"),
        choices=[("", _("Pilih peran")), *Role.choices],
        error_messages={"required": _("Pilih peran yang diminta.")},
    )
    reason = TextField(label=_("Alasan"), max_length=240, help_text=_("Misalnya nomor surat tugas."))
    last_day = DayField(
        label=_("Berlaku sampai"),
        required=False,
        error_messages={"invalid": _("Tanggal tidak dikenal.")},
    )

    def expires_at(self) -> dt.datetime | None:
        """Return the end of the last day at the office, if there is one."""
        last_day = self.cleaned_data["last_day"]
        if last_day is None:
            return None
        return dt.datetime.combine(last_day, dt.time.max, ZoneInfo(settings.TIME_ZONE))


class ReasonForm(NamingForm):
    reason = TextField(label=_("Alasan"), max_length=240)
