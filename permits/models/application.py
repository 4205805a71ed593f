"""An application: one person's or company's request for one permit, under one version of its promise."""

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import RETURN_VALUE, ConcurrentTransitionMixin, FSMField, FSMModelMixin, transition

from applicants.models import Applicant, Representation
from office.rights import Rights
from office.time import OfficialNow
from permits.querysets import ApplicationQuerySet
from permits.states import FINISHED, WITHDRAWABLE, State
from sop.models import PermitType, Requirement, Standard


def new_tracking_code() -> str:
    """Return an unguessable code (128 bits) for tracking without an account."""
    return secrets.token_hex(16)


class Application(ConcurrentTransitionMixin, FSMModelMixin, models.Model):
    """The file on its way through the office. Its states change only through permits/workflow.py."""

    database_rights = Rights(
        update=(
            "standard_id",
            "applicant_id",
            "capacity",
            "answers",
            "typed_requirements",
            "state",
            "due_at",
            "holder_id",
            "submitted_at",
            "accepted_at",
            "accepted_by_id",
            "proposed_by_id",
            "conditions",
            "proposal_note",
            "review_round",
            "initials_needed",
            "approved_by_id",
            "decided_at",
            "issued_at",
            "closed_at",
        ),
    )

    receipt = models.CharField(_("nomor permohonan"), max_length=24, unique=True)
    tracking_code = models.CharField(max_length=32, unique=True, default=new_tracking_code)
    # The form that created the draft: sent twice, it still makes one draft.
    creation_token = models.UUIDField(unique=True, default=uuid.uuid4)
    permit_type = models.ForeignKey(
        PermitType, on_delete=models.PROTECT, related_name="applications", verbose_name=_("jenis izin")
    )
    standard = models.ForeignKey(
        Standard, on_delete=models.PROTECT, related_name="applications", verbose_name=_("standar pelayanan")
    )
    request_kind = models.CharField(
        _("jenis permohonan"),
        max_length=10,
        choices=[("new", _("Baru")), ("renewal", _("Perpanjangan"))],
        default="new",
    )
    applicant = models.ForeignKey(Applicant, on_delete=models.PROTECT, related_name="applications")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="applications"
    )
    capacity = models.CharField(
        _("bertindak sebagai"),
        max_length=10,
        choices=Representation.Capacity,
        default=Representation.Capacity.SELF,
    )
    answers = models.JSONField(_("isian"), default=dict, blank=True)
    typed_requirements = models.JSONField(_("syarat berupa isian"), default=dict, blank=True)

    state = FSMField(_("status"), max_length=20, choices=State, default=State.DRAFT, protected=True)
    due_at = models.DateTimeField(_("tenggat"), null=True)
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="held_applications",
        verbose_name=_("petugas"),
    )

    created_at = models.DateTimeField(_("dibuat"), db_default=OfficialNow())
    submitted_at = models.DateTimeField(_("dikirim"), null=True)
    accepted_at = models.DateTimeField(_("dinyatakan lengkap"), null=True)
    decided_at = models.DateTimeField(_("diputuskan"), null=True)
    issued_at = models.DateTimeField(_("terbit"), null=True)
    closed_at = models.DateTimeField(_("selesai"), null=True)

    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("dinyatakan lengkap oleh"),
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("diusulkan oleh"),
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("disetujui oleh"),
    )
    conditions = models.JSONField(_("ketentuan pada izin"), default=list, blank=True)
    proposal_note = models.TextField(_("catatan usulan"), blank=True)
    # Each proposal opens a new round of initials; a file sent back starts again.
    review_round = models.PositiveSmallIntegerField(default=0)
    initials_needed = models.PositiveSmallIntegerField(default=0)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("permohonan")
        verbose_name_plural = _("permohonan")
        constraints = [
            models.CheckConstraint(name="application_state_is_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(
                name="submitted_file_has_its_time", condition=Q(state="draft") | Q(submitted_at__isnull=False)
            ),
            models.CheckConstraint(
                name="complete_file_has_person_and_time",
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="decided_file_has_person_and_time",
                condition=~Q(state__in=["approved", "issued"])
                | Q(approved_by__isnull=False, decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="issued_file_has_its_time", condition=~Q(state="issued") | Q(issued_at__isnull=False)
            ),
            models.CheckConstraint(
                name="finished_file_is_closed",
                condition=Q(state__in=FINISHED, closed_at__isnull=False)
                | (~Q(state__in=FINISHED) & Q(closed_at=None)),
            ),
            models.CheckConstraint(
                name="open_file_has_a_deadline",
                condition=Q(state="draft") | Q(state__in=FINISHED) | Q(due_at__isnull=False),
            ),
            models.CheckConstraint(
                name="approver_did_not_check_or_propose",
                condition=Q(approved_by=None)
                | (~Q(approved_by=F("accepted_by")) & ~Q(approved_by=F("proposed_by"))),
            ),
            models.CheckConstraint(
                name="nobody_decides_their_own_file",
                condition=(Q(approved_by=None) | ~Q(approved_by=F("created_by")))
                & (Q(accepted_by=None) | ~Q(accepted_by=F("created_by")))
                & (Q(proposed_by=None) | ~Q(proposed_by=F("created_by"))),
            ),
        ]
        indexes = [
            models.Index(
                fields=["state", "due_at", "id"],
                name="open_application_by_deadline",
                condition=~Q(state__in=[State.DRAFT, *FINISHED]),
            ),
            models.Index(fields=["applicant", "-id"], name="application_of_applicant"),
            models.Index(fields=["created_by", "-id"], name="application_of_account"),
        ]

    def __str__(self) -> str:
        return self.receipt

    def get_absolute_url(self) -> str:
        return reverse("permits:application", args=[self.receipt])

    @property
    def is_draft(self) -> bool:
        return self.state == State.DRAFT

    @property
    def is_finished(self) -> bool:
        return self.state in FINISHED

    @property
    def needs_power_of_attorney(self) -> bool:
        return self.capacity == Representation.Capacity.PROXY

    def requirements(self) -> models.QuerySet[Requirement]:
        """Return what this applicant must or may hand in for this kind of request, in order."""
        return self.standard.requirements.filter(
            applies_to__in=["both", self.applicant.kind], request_kind__in=["both", self.request_kind]
        ).order_by("position")

    def asks_for(self, requirement: Requirement) -> bool:
        """Say of one requirement of the standard whether it is among `requirements()`."""
        return requirement.applies_to in ("both", self.applicant.kind) and requirement.request_kind in (
            "both",
            self.request_kind,
        )

    # Transitions touch their own row and nothing else; permits/workflow.py does the rest.

    @transition(state, source=State.DRAFT, target=State.SUBMITTED)
    def submit(self, *, at, due_at) -> None:
        self.submitted_at = at
        self.due_at = due_at

    @transition(state, source=State.SUBMITTED, target=State.IN_REVIEW)
    def accept(self, *, by, at, due_at) -> None:
        self.accepted_by = by
        self.accepted_at = at
        self.due_at = due_at
        self.holder = None

    @transition(state, source=State.IN_REVIEW, target=State.IN_RECOMMENDATION)
    def request_recommendations(self) -> None:
        self.holder = None

    @transition(state, source=State.IN_RECOMMENDATION, target=State.IN_REVIEW)
    def complete_recommendations(self) -> None:
        self.holder = None

    @transition(
        state, source=State.IN_REVIEW, target=RETURN_VALUE(State.AWAITING_INITIALS, State.AWAITING_APPROVAL)
    )
    def propose(self, *, by, conditions, note, initials_needed) -> State:
        self.proposed_by = by
        self.conditions = conditions
        self.proposal_note = note
        self.review_round += 1
        self.initials_needed = initials_needed
        self.holder = None
        return State.AWAITING_INITIALS if initials_needed else State.AWAITING_APPROVAL

    @transition(state, source=State.AWAITING_INITIALS, target=State.AWAITING_APPROVAL)
    def complete_initials(self) -> None:
        self.holder = None

    @transition(state, source=[State.AWAITING_INITIALS, State.AWAITING_APPROVAL], target=State.IN_REVIEW)
    def send_back(self) -> None:
        # The one who proposed knows what was meant.
        self.holder = self.proposed_by

    @transition(state, source=State.AWAITING_APPROVAL, target=State.APPROVED)
    def approve(self, *, by, at) -> None:
        self.approved_by = by
        self.decided_at = at
        self.holder = None

    @transition(state, source=State.APPROVED, target=State.ISSUED)
    def issue(self, *, at) -> None:
        self.issued_at = at
        self.closed_at = at

    @transition(state, source=list(WITHDRAWABLE), target=State.WITHDRAWN)
    def withdraw(self, *, at) -> None:
        self.closed_at = at
        self.holder = None
