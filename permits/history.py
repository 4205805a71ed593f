"""The record of one file, in words."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from office.models import Event
from permits.models import Application

ACTIONS = {
    "started": _("Draf dibuka"),
    "submitted": _("Permohonan dikirim"),
    "withdrawn": _("Permohonan ditarik pemohon"),
    "taken": _("Berkas diambil"),
    "accepted": _("Berkas dinyatakan lengkap"),
    "recommendation_requested": _("Rekomendasi teknis diminta"),
    "recommended": _("Rekomendasi teknis diberikan"),
    "proposed": _("Izin diusulkan"),
    "initialled": _("Paraf diberikan"),
    "sent_back": _("Konsep dikembalikan"),
    "approved": _("Permohonan disetujui"),
    "issued": _("Izin terbit"),
}


def events_of(application: Application) -> QuerySet[Event]:
    """Return what happened to the file, the newest first, with the people who did it."""
    return (
        Event.objects.filter(subject_kind="application", subject_id=application.receipt)
        .select_related("actor__staff_profile")
        .order_by("-number")
    )


def sent_back(application: Application) -> Event | None:
    """Return the send-back that the proposal still has to answer, if any."""
    turns = events_of(application).filter(action__in=["proposed", "sent_back"])
    last = turns.first()
    return last if last and last.action == "sent_back" else None
