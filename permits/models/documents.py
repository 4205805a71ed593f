"""Files handed in for a requirement, and the office's verdict on each."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from office.rights import Rights
from office.time import OfficialNow
from permits.models.application import Application
from sop.models import Requirement


class DocumentQuerySet(models.QuerySet):
    def current(self) -> "DocumentQuerySet":
        return self.filter(superseded_at=None)

    def visible_to(self, user) -> "DocumentQuerySet":
        return self.filter(application__in=Application.objects.visible_to(user))


class Document(models.Model):
    """One uploaded file (or several photographs joined into one PDF). Replaced, never overwritten."""

    class State(models.TextChoices):
        CHECKING = "checking", _("Menunggu pemeriksaan")
        CLEAN = "clean", _("Terunggah")
        REFUSED = "refused", _("Tidak dapat diterima")

    database_rights = Rights(
        update=(
            "state",
            "sha256",
            "size",
            "pages",
            "antivirus",
            "refusal",
            "superseded_at",
        )
    )

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="documents", verbose_name=_("permohonan")
    )
    # Empty for the power of attorney, which the portal asks for itself.
    requirement = models.ForeignKey(
        Requirement, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("syarat")
    )
    name = models.CharField(_("nama berkas"), max_length=120)
    # What came in, still in quarantine: [{"sha256", "size", "kind", "name"}], with each photograph's turn.
    parts = models.JSONField(default=list)
    rotations = models.JSONField(default=list)
    state = models.CharField(_("keadaan"), max_length=10, choices=State, default=State.CHECKING)
    refusal = models.CharField(_("sebab"), max_length=240, blank=True)
    sha256 = models.CharField(_("sidik SHA-256"), max_length=64, blank=True)
    size = models.PositiveIntegerField(_("ukuran"), default=0)
    pages = models.PositiveSmallIntegerField(_("halaman"), default=0)
    antivirus = models.CharField(_("pemeriksaan antivirus"), max_length=40, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(_("diunggah"), db_default=OfficialNow())
    superseded_at = models.DateTimeField(null=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("dokumen")
        verbose_name_plural = _("dokumen")
        constraints = [
            models.UniqueConstraint(
                fields=["application", "requirement"],
                condition=Q(superseded_at=None, requirement__isnull=False),
                name="one_current_document_per_requirement",
            ),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(superseded_at=None, requirement=None),
                name="one_current_power_of_attorney",
            ),
            models.CheckConstraint(
                name="clean_document_has_bytes",
                condition=~Q(state="clean") | (~Q(sha256="") & Q(pages__gte=1)),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CheckQuerySet(models.QuerySet):
    def current(self) -> "CheckQuerySet":
        return self.filter(superseded_at=None)


class Check(models.Model):
    """A verdict of a member of staff on one requirement (without requirement: the power of attorney).

    A later verdict supersedes it; who had a hand in a file stays known.
    """

    class Verdict(models.TextChoices):
        OK = "ok", _("Sesuai")
        NOT_OK = "not_ok", _("Tidak sesuai")

    database_rights = Rights(update=("superseded_at",), delete=False)

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="checks")
    requirement = models.ForeignKey(Requirement, null=True, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(_("hasil"), max_length=10, choices=Verdict)
    note = models.CharField(_("catatan"), max_length=240, blank=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(db_default=OfficialNow())
    superseded_at = models.DateTimeField(null=True)

    objects = CheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("pemeriksaan")
        verbose_name_plural = _("pemeriksaan")
        constraints = [
            models.UniqueConstraint(
                fields=["application", "requirement"],
                condition=Q(superseded_at=None),
                name="one_current_check_per_requirement",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.requirement_id}: {self.verdict}"
