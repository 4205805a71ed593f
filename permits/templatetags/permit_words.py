"""How a permit's standing and a verdict on its paper are said to the public."""

from typing import NamedTuple

from django import template
from django.utils.translation import gettext_lazy as _

from permits.states import PermitState

register = template.Library()


class Look(NamedTuple):
    tone: str
    icon: str
    word: str


STANDINGS = {
    PermitState.ACTIVE: Look("ok", "badge-check", _("Izin ini asli dan berlaku")),
    PermitState.EXPIRED: Look(
        "neutral", "calendar-x", _("Izin ini asli, tetapi masa berlakunya sudah berakhir")
    ),
    PermitState.SUSPENDED: Look("wait", "circle-pause", _("Izin ini asli, tetapi sedang DIBEKUKAN")),
    PermitState.REVOKED: Look("bad", "circle-x", _("Izin ini asli, tetapi sudah DICABUT")),
    PermitState.SUPERSEDED: Look("neutral", "replace", _("Izin ini asli, tetapi sudah diganti")),
}

VERDICTS = {
    "genuine": Look("ok", "badge-check", _("Berkas asli dan izinnya berlaku")),
    "expired": Look("neutral", "calendar-x", _("Berkas asli, tetapi izinnya sudah berakhir")),
    "revoked": Look("bad", "circle-x", _("Berkas asli, tetapi izinnya sudah DICABUT")),
    "superseded": Look("neutral", "replace", _("Berkas asli, tetapi izinnya sudah diganti")),
    "suspended": Look("wait", "circle-pause", _("Berkas asli, tetapi izinnya sedang DIBEKUKAN")),
    "altered": Look("bad", "triangle-alert", _("Berkas ini BERUBAH sejak diterbitkan")),
    "unknown": Look("bad", "circle-question-mark", _("Segel berkas ini tidak kami kenal")),
    "unsigned": Look("bad", "circle-x", _("Berkas ini bukan dokumen kami")),
    "unreadable": Look("bad", "file-x", _("Berkas ini tidak dapat dibaca")),
}


@register.filter
def standing(state: str) -> Look:
    return STANDINGS[PermitState(state)]


@register.filter
def verdict_look(verdict: str) -> Look:
    return VERDICTS[verdict]
