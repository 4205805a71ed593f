"""Where is my file, whose turn is it, until when: one line for each state (ui: section 5)."""

import datetime as dt

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from office.models import Office
from permits.completeness import missing_parts
from permits.desks import WAITS_FOR
from permits.models import Application
from permits.states import State

LINES = {
    State.SUBMITTED: gettext_lazy("Kami memeriksa kelengkapan paling lambat {date}."),
    State.IN_REVIEW: gettext_lazy("Berkas lengkap. Kami selesaikan paling lambat {date}."),
    State.IN_RECOMMENDATION: gettext_lazy("Sedang ditelaah {agencies}. Batas waktu tidak berubah: {date}."),
    State.AWAITING_INITIALS: gettext_lazy(
        "Konsep sedang diperiksa berjenjang. Selesai paling lambat {date}."
    ),
    State.AWAITING_APPROVAL: gettext_lazy("Menunggu keputusan {head}. Selesai paling lambat {date}."),
    State.APPROVED: gettext_lazy("Disetujui. Dokumen sedang ditandatangani."),
    State.ISSUED: gettext_lazy("Izin terbit. Unduh sekarang."),
    State.WITHDRAWN: gettext_lazy("Anda menarik permohonan ini."),
}


def day_in_words(moment: dt.datetime | None) -> str:
    """Write the day of a moment in the office's zone, «21 November 2026»."""
    return date_format(timezone.localtime(moment), "j F Y") if moment else ""


def line(application: Application, office: Office) -> str:
    """Return the one sentence that answers the applicant's three questions."""
    if application.is_draft:
        return _draft_line(application)
    agencies = asked_agencies(application) if application.state == State.IN_RECOMMENDATION else ""
    return str(LINES[State(application.state)]).format(
        date=day_in_words(application.due_at), agencies=agencies, head=office.head_title
    )


def _draft_line(application: Application) -> str:
    parts = {missing.part for missing in missing_parts(application)}
    if not parts:
        return _("Belum dikirim. Tinggal diperiksa dan dikirim.")
    return ngettext(
        "Belum dikirim. Lengkapi {n} bagian lagi.", "Belum dikirim. Lengkapi {n} bagian lagi.", len(parts)
    ).format(n=len(parts))


def turn(application: Application, office: Office) -> str:
    """Return whose turn it is, by unit; '' when nothing is left to do."""
    match application.state:
        case State.DRAFT:
            return _("Pemohon")
        case State.IN_RECOMMENDATION:
            return asked_agencies(application)
        case State.AWAITING_APPROVAL:
            return office.head_title
        case State.APPROVED:
            return _("Segel elektronik kantor")
        case State.SUBMITTED | State.IN_REVIEW | State.AWAITING_INITIALS:
            return str(WAITS_FOR[application.state].label)
    return ""


def asked_agencies(application: Application) -> str:
    """Name the agencies whose recommendation is still awaited."""
    names = [
        recommendation.agency.short_name
        for recommendation in application.recommendations.all()
        if recommendation.answered_at is None
    ]
    return ", ".join(sorted(names)) or _("instansi teknis")
