"""Those a permit is for: a person or a company, and the accounts that act for them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applicants.identity import mask, parse_nik, parse_phone
from applicants.querysets import ApplicantQuerySet
from office.crypto import BlindIndexField, EncryptedTextField
from office.rights import Rights
from office.time import OfficialNow


class Applicant(models.Model):
    """A person or a body that applies. Identity numbers are sealed; their blind index finds them again."""

    class Kind(models.TextChoices):
        INDIVIDUAL = "individual", _("Perorangan")
        COMPANY = "company", _("Badan usaha atau lembaga")

    database_rights = Rights(delete=False)

    kind = models.CharField(_("jenis pemohon"), max_length=10, choices=Kind)
    name = models.CharField(_("nama"), max_length=160)
    nik = EncryptedTextField(_("NIK"), blank=True)
    nik_index = BlindIndexField(of="nik", db_index=True)
    npwp = EncryptedTextField(_("NPWP"), blank=True)
    npwp_index = BlindIndexField(of="npwp", db_index=True)
    nib = models.CharField(_("NIB"), max_length=13, blank=True)
    birth_place = models.CharField(_("tempat lahir"), max_length=80, blank=True)
    birth_date = models.DateField(_("tanggal lahir"), null=True, blank=True)
    # For a company: who answers for it.
    person_in_charge = models.CharField(_("penanggung jawab"), max_length=120, blank=True)
    address = models.CharField(_("alamat"), max_length=240)
    village = models.CharField(_("kelurahan/desa"), max_length=80)
    district = models.CharField(_("kecamatan"), max_length=80)
    city = models.CharField(_("kabupaten/kota"), max_length=80)
    postal_code = models.CharField(_("kode pos"), max_length=5, blank=True)
    phone = EncryptedTextField(_("nomor HP"), blank=True)
    phone_index = BlindIndexField(of="phone", db_index=True)
    email = models.EmailField(_("surel"), blank=True)
    created_at = models.DateTimeField(_("dibuat"), db_default=OfficialNow())

    objects = ApplicantQuerySet.as_manager()

    class Meta:
        verbose_name = _("pemohon")
        verbose_name_plural = _("pemohon")
        constraints = [
            models.UniqueConstraint(
                fields=["nik_index"],
                condition=Q(kind="individual") & ~Q(nik_index=""),
                name="one_person_per_nik",
            ),
            models.CheckConstraint(name="a_person_has_a_nik", condition=Q(kind="company") | ~Q(nik_index="")),
            models.CheckConstraint(
                name="a_company_has_an_npwp", condition=Q(kind="individual") | ~Q(npwp_index="")
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_person(self) -> bool:
        return self.kind == self.Kind.INDIVIDUAL

    @property
    def masked_nik(self) -> str:
        return mask(self.nik)

    @property
    def masked_npwp(self) -> str:
        return mask(self.npwp)

    @property
    def masked_phone(self) -> str:
        return mask(self.phone)

    @property
    def receives_sms(self) -> bool:
        return bool(self.phone) and parse_phone(self.phone).receives_sms

    @property
    def has_unknown_province(self) -> bool:
        """Whether the region in the NIK is not in our table, so that the card deserves a second look."""
        return bool(self.nik) and not parse_nik(self.nik).province_is_known


class Representation(models.Model):
    """An account acting for an applicant, and by what right."""

    class Capacity(models.TextChoices):
        SELF = "self", _("Diri sendiri")
        DIRECTOR = "director", _("Pimpinan atau penanggung jawab")
        PROXY = "proxy", _("Kuasa (dengan surat kuasa)")

    database_rights = Rights(delete=False)

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="representations"
    )
    applicant = models.ForeignKey(Applicant, on_delete=models.PROTECT, related_name="representations")
    capacity = models.CharField(_("bertindak sebagai"), max_length=10, choices=Capacity)
    created_at = models.DateTimeField(db_default=OfficialNow())
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("perwakilan")
        verbose_name_plural = _("perwakilan")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "applicant"],
                condition=Q(ended_at=None),
                name="one_open_representation_per_user_and_applicant",
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(capacity="self", ended_at=None),
                name="one_self_per_user",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} → {self.applicant}"
