"""A standard: one version of what the office promises for a permit type (UU 25/2009 art. 20-21)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from office.rights import Rights
from office.time import OfficialNow
from sop import durations
from sop.components import TEXT_COMPONENTS, Source
from sop.models.catalogue import PermitType
from sop.querysets import StandardQuerySet

MONTHS_PER_YEAR = 12


class Standard(models.Model):
    """One version of a promise. Once in force it never changes; a new version follows it."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Konsep")
        SUBMITTED = "submitted", _("Diajukan")
        SCHEDULED = "scheduled", _("Dijadwalkan")
        IN_FORCE = "in_force", _("Berlaku")
        SUPERSEDED = "superseded", _("Diganti")

    class ApplicantKind(models.TextChoices):
        INDIVIDUAL = "individual", _("Perorangan")
        COMPANY = "company", _("Badan usaha atau lembaga")
        BOTH = "both", _("Perorangan dan badan usaha")

    class ValidityUnit(models.TextChoices):
        DAYS = "days", _("hari")
        MONTHS = "months", _("bulan")
        USE = "use", _("satu kali pakai")

    database_rights = Rights(delete=False)

    permit_type = models.ForeignKey(
        PermitType, on_delete=models.PROTECT, related_name="standards", verbose_name=_("jenis izin")
    )
    version = models.PositiveSmallIntegerField(_("versi"))
    state = models.CharField(_("status"), max_length=12, choices=State, default=State.DRAFT)
    description_id = models.TextField(_("keterangan"))
    output_title_id = models.CharField(_("judul produk"), max_length=200)
    max_working_days = models.PositiveSmallIntegerField(_("jangka waktu (hari kerja)"))
    same_day = models.BooleanField(_("dihitung sejak hari yang sama"), default=False)
    agency_days = models.PositiveSmallIntegerField(_("batas waktu instansi teknis"), default=0)
    fee = models.DecimalField(_("tarif"), max_digits=12, decimal_places=2, default=0)
    validity_count = models.PositiveSmallIntegerField(_("masa berlaku"), null=True, blank=True)
    validity_unit = models.CharField(
        _("satuan masa berlaku"), max_length=10, choices=ValidityUnit, blank=True
    )
    needs_recommendation = models.BooleanField(_("perlu rekomendasi teknis"))
    needs_site_visit = models.BooleanField(_("perlu peninjauan lapangan"))
    applicant_kind = models.CharField(_("pemohon"), max_length=10, choices=ApplicantKind)
    legal_basis = models.JSONField(_("dasar hukum"), default=list)
    # Service-standard components without a column or table of their own, by key (sop/components.py).
    components = models.JSONField(_("komponen standar pelayanan"), default=dict)
    decree_number = models.CharField(_("nomor SK"), max_length=80, blank=True)
    effective_from = models.DateField(_("berlaku sejak"), null=True, blank=True)
    is_sample = models.BooleanField(_("data contoh"), default=False)
    created_at = models.DateTimeField(db_default=OfficialNow())

    objects = StandardQuerySet.as_manager()

    class Meta:
        verbose_name = _("standar pelayanan")
        verbose_name_plural = _("standar pelayanan")
        ordering = ["permit_type", "version"]
        constraints = [
            models.UniqueConstraint(fields=["permit_type", "version"], name="one_standard_per_version"),
            models.UniqueConstraint(
                fields=["permit_type"], condition=Q(state="in_force"), name="one_standard_in_force"
            ),
            models.UniqueConstraint(
                fields=["permit_type"], condition=Q(state="scheduled"), name="one_standard_scheduled"
            ),
            models.CheckConstraint(
                name="promise_of_1_to_14_days", condition=Q(max_working_days__range=(1, 14))
            ),
            models.CheckConstraint(name="every_permit_is_free", condition=Q(fee=0)),
            models.CheckConstraint(
                name="validity_has_count_and_unit",
                condition=Q(validity_count=None, validity_unit="")
                | (Q(validity_count__gte=1) & ~Q(validity_unit="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.permit_type} v{self.version}"

    def validity_in_words(self) -> str:
        """Say how long the permit holds: «3 tahun», «10 hari», «1 kali pakai» or while the activity runs."""
        if self.validity_count is None:
            return gettext("selama kegiatan berlangsung")
        if self.validity_unit == self.ValidityUnit.USE:
            return gettext("%(count)d kali pakai") % {"count": self.validity_count}
        if self.validity_unit == self.ValidityUnit.MONTHS and self.validity_count % MONTHS_PER_YEAR == 0:
            return gettext("%(count)d tahun") % {"count": self.validity_count // MONTHS_PER_YEAR}
        return f"{self.validity_count} {self.get_validity_unit_display()}"

    def texts(self) -> list[tuple[str, str]]:
        """Return title and text of the components that are told in words alone."""
        return [
            (str(component.title), self.components[component.key])
            for component in TEXT_COMPONENTS
            if component.source == Source.TEXT and self.components.get(component.key)
        ]


class Requirement(models.Model):
    """One document the applicant must (or may) hand in."""

    class AppliesTo(models.TextChoices):
        BOTH = "both", _("Semua pemohon")
        INDIVIDUAL = "individual", _("Perorangan")
        COMPANY = "company", _("Badan usaha atau lembaga")

    class RequestKind(models.TextChoices):
        BOTH = "both", _("Baru dan perpanjangan")
        NEW = "new", _("Baru")
        RENEWAL = "renewal", _("Perpanjangan")

    class Accepts(models.TextChoices):
        PDF_OR_IMAGE = "pdf+image", _("PDF atau foto")
        IMAGE = "image", _("Foto atau gambar")
        TEXT = "text", _("Isian teks")
        NUMBER = "number", _("Isian nomor")

    standard = models.ForeignKey(Standard, on_delete=models.CASCADE, related_name="requirements")
    position = models.PositiveSmallIntegerField(_("urutan"))
    name_id = models.CharField(_("nama"), max_length=240)
    name_en = models.CharField(_("nama Inggris"), max_length=240)
    description_id = models.TextField(_("keterangan"), blank=True)
    mandatory = models.BooleanField(_("wajib"))
    applies_to = models.CharField(_("berlaku bagi"), max_length=10, choices=AppliesTo)
    request_kind = models.CharField(_("jenis permohonan"), max_length=10, choices=RequestKind)
    accepts = models.CharField(_("bentuk berkas"), max_length=10, choices=Accepts)

    class Meta:
        verbose_name = _("persyaratan")
        verbose_name_plural = _("persyaratan")
        ordering = ["standard", "position"]
        constraints = [
            models.UniqueConstraint(fields=["standard", "position"], name="one_requirement_per_position")
        ]

    def __str__(self) -> str:
        return self.name_id

    @property
    def is_file(self) -> bool:
        """Whether something is uploaded for it; otherwise it is answered by typing."""
        return self.accepts in (self.Accepts.PDF_OR_IMAGE, self.Accepts.IMAGE)

    @property
    def is_conditional(self) -> bool:
        """Whether it is asked of some first-time applicants only, or of none."""
        is_for_all = self.applies_to in ("both", self.standard.applicant_kind)
        return not is_for_all or self.request_kind == "renewal"


class FormField(models.Model):
    """One question of the application form."""

    class Kind(models.TextChoices):
        TEXT = "text", _("Teks")
        LONG_TEXT = "textarea", _("Teks panjang")
        INTEGER = "integer", _("Bilangan bulat")
        DECIMAL = "decimal", _("Bilangan desimal")
        DATE = "date", _("Tanggal")
        CHOICE = "choice", _("Pilihan")
        LOCATION = "location", _("Lokasi")
        PHONE = "phone", _("Nomor telepon")
        EMAIL = "email", _("Surel")

    standard = models.ForeignKey(Standard, on_delete=models.CASCADE, related_name="form_fields")
    position = models.PositiveSmallIntegerField(_("urutan"))
    name = models.CharField(_("nama kolom"), max_length=60)
    label_id = models.CharField(_("label"), max_length=160)
    label_en = models.CharField(_("label Inggris"), max_length=160)
    kind = models.CharField(_("jenis isian"), max_length=10, choices=Kind)
    choices = models.JSONField(_("pilihan"), default=list, blank=True)
    required = models.BooleanField(_("wajib"))
    help_id = models.CharField(_("petunjuk"), max_length=240, blank=True)

    class Meta:
        verbose_name = _("kolom formulir")
        verbose_name_plural = _("kolom formulir")
        ordering = ["standard", "position"]
        constraints = [
            models.UniqueConstraint(fields=["standard", "position"], name="one_form_field_per_position"),
            models.UniqueConstraint(fields=["standard", "name"], name="one_form_field_per_name"),
        ]

    def __str__(self) -> str:
        return self.label_id


class Step(models.Model):
    """One step of the procedure, as the flowchart table of PermenPAN-RB 35/2012 draws it."""

    class Actor(models.TextChoices):
        APPLICANT = "applicant", _("Pemohon")
        FRONT_DESK = "front_desk", _("Petugas loket")
        BACK_OFFICE = "back_office", _("Petugas pemroses")
        TECHNICAL_TEAM = "technical_team", _("Tim teknis")
        SECTION_HEAD = "section_head", _("Kepala bidang")
        OFFICE_HEAD = "office_head", _("Kepala kantor")

    standard = models.ForeignKey(Standard, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField(_("urutan"))
    activity_id = models.CharField(_("kegiatan"), max_length=240)
    actor = models.CharField(_("pelaksana"), max_length=20, choices=Actor)
    input_id = models.CharField(_("kelengkapan"), max_length=240)
    duration_minutes = models.PositiveIntegerField(_("waktu (menit kerja)"))
    output_id = models.CharField(_("keluaran"), max_length=240)
    decision = models.BooleanField(_("keputusan"), default=False)

    class Meta:
        verbose_name = _("langkah")
        verbose_name_plural = _("langkah")
        ordering = ["standard", "position"]
        constraints = [models.UniqueConstraint(fields=["standard", "position"], name="one_step_per_position")]

    def __str__(self) -> str:
        return f"{self.position}. {self.activity_id}"

    def duration_in_words(self) -> str:
        return durations.in_words(self.duration_minutes)
