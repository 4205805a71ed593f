"""What others in and outside the office say about a file: agencies' recommendations, superiors' initials."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from office.models import Agency
from office.rights import Rights
from office.time import OfficialNow
from permits.models.application import Application


class RecommendationQuerySet(models.QuerySet):
    def visible_to(self, user) -> "RecommendationQuerySet":
        """Requests to the user's own agency; nobody reads another agency's work."""
        from applicants.roles import Role

        if not user.has_role(Role.TECHNICAL) or user.agency_id is None:
            return self.none()
        return self.filter(agency_id=user.agency_id)

    def open(self) -> "RecommendationQuerySet":
        return self.filter(answered_at=None, application__state="in_recommendation")


class Recommendation(models.Model):
    """One agency's technical recommendation: asked, with its own deadline, then answered once."""

    class Verdict(models.TextChoices):
        IN_FAVOUR = "in_favour", _("Menyetujui")
        WITH_CONDITIONS = "with_conditions", _("Menyetujui dengan ketentuan")
        AGAINST = "against", _("Tidak menyetujui")

    database_rights = Rights(
        update=(
            "verdict",
            "conditions",
            "reasons",
            "letter_number",
            "letter_date",
            "signer_name",
            "answered_by_id",
            "answered_at",
        ),
        delete=False,
    )

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="recommendations")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="recommendations")
    question = models.TextField(_("yang diminta"), blank=True)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(db_default=OfficialNow())
    due_at = models.DateTimeField(_("tenggat"))

    verdict = models.CharField(_("rekomendasi"), max_length=20, choices=Verdict, blank=True)
    conditions = models.JSONField(_("ketentuan"), default=list, blank=True)
    reasons = models.TextField(_("pertimbangan"), blank=True)
    letter_number = models.CharField(_("nomor surat"), max_length=80, blank=True)
    letter_date = models.DateField(_("tanggal surat"), null=True, blank=True)
    signer_name = models.CharField(_("penanda tangan surat"), max_length=120, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        verbose_name = _("rekomendasi teknis")
        verbose_name_plural = _("rekomendasi teknis")
        constraints = [
            models.UniqueConstraint(
                fields=["application", "agency"],
                condition=Q(answered_at=None),
                name="one_open_request_per_agency",
            ),
            models.CheckConstraint(
                name="answer_has_verdict_person_and_time",
                condition=Q(answered_at=None, answered_by=None, verdict="")
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(verdict="")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["agency", "due_at"], name="open_request_of_agency", condition=Q(answered_at=None)
            )
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.agency_id}"


class Initial(models.Model):
    """A superior's initials (paraf) under a proposal; one person per level, a new round after a send-back."""

    database_rights = Rights(update=False, delete=False)

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="initials")
    review_round = models.PositiveSmallIntegerField()
    level = models.PositiveSmallIntegerField(_("tingkat"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=OfficialNow())

    class Meta:
        verbose_name = _("paraf")
        verbose_name_plural = _("paraf")
        constraints = [
            models.UniqueConstraint(
                fields=["application", "review_round", "level"], name="one_initial_per_round_and_level"
            ),
            models.UniqueConstraint(
                fields=["application", "review_round", "by"], name="one_initial_per_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.level}"
