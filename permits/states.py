"""The states of an application and of a permit (design: thirteen and six), and which lead where."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    DRAFT = "draft", _("Draf")
    SUBMITTED = "submitted", _("Menunggu Verifikasi")
    RETURNED = "returned", _("Perlu Perbaikan")
    IN_REVIEW = "in_review", _("Diproses")
    IN_RECOMMENDATION = "in_recommendation", _("Pertimbangan Teknis")
    AWAITING_APPLICANT = "awaiting_applicant", _("Menunggu Pemohon")
    AWAITING_INITIALS = "awaiting_initials", _("Menunggu Paraf")
    AWAITING_APPROVAL = "awaiting_approval", _("Menunggu Persetujuan")
    APPROVED = "approved", _("Menunggu Tanda Tangan")
    ISSUED = "issued", _("Terbit")
    REJECTED = "rejected", _("Ditolak")
    WITHDRAWN = "withdrawn", _("Ditarik Pemohon")
    LAPSED = "lapsed", _("Ditutup: Tidak Dilengkapi")


FINISHED = (State.ISSUED, State.REJECTED, State.WITHDRAWN, State.LAPSED)
# After `accept` the promise runs, whatever desk the file lies on.
PROMISE_RUNS = frozenset(
    {
        State.IN_REVIEW,
        State.IN_RECOMMENDATION,
        State.AWAITING_INITIALS,
        State.AWAITING_APPROVAL,
        State.APPROVED,
    }
)
# The applicant may take the file back until somebody has decided it.
WITHDRAWABLE = (
    State.SUBMITTED,
    State.IN_REVIEW,
    State.IN_RECOMMENDATION,
    State.AWAITING_INITIALS,
    State.AWAITING_APPROVAL,
)


class PermitState(models.TextChoices):
    SIGNING = "signing", _("Sedang ditandatangani")
    ACTIVE = "active", _("Berlaku")
    EXPIRED = "expired", _("Kedaluwarsa")
    SUSPENDED = "suspended", _("Dibekukan")
    REVOKED = "revoked", _("Dicabut")
    SUPERSEDED = "superseded", _("Diganti")
