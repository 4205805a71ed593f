"""The built-in views of the queue: which files each of them holds."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from office.calendar import WorkingCalendar
from permits.desks import OFFICE_ROLES, WAITS_FOR, states_waiting_for
from permits.querysets import own_file
from permits.states import FINISHED

SOON_WORKING_DAYS = 2
OPEN = ~Q(state__in=FINISHED)
OFFICE_DESKS = [state for state, role in WAITS_FOR.items() if role in OFFICE_ROLES]


@dataclass(frozen=True)
class View:
    """A saved question about the files that were handed in; `code` stands in the address."""

    code: str
    label: str | Promise
    files: Q
    empty: str | Promise
    order: tuple[str, ...] = ("due_at", "pk")


def at_my_desk(user) -> Q:
    """Files that wait for one of the user's roles, in nobody's hands or the user's own."""
    is_free = Q(holder=user) | Q(holder=None)
    return Q(state__in=states_waiting_for(user)) & is_free & ~own_file(user)


def built_in(user, now: dt.datetime, calendar: WorkingCalendar) -> list[View]:
    """Return the views every desk has, the user's own work first."""
    soon = calendar.closing(calendar.nth_working_day_after(calendar.local_date(now), SOON_WORKING_DAYS))
    return [
        View("saya", _("Tugas saya"), at_my_desk(user), _("Tidak ada berkas yang menunggu Anda.")),
        View("semua", _("Semua"), OPEN, _("Tidak ada berkas yang sedang berjalan.")),
        View("terlambat", _("Terlambat"), OPEN & Q(due_at__lt=now), _("Tidak ada berkas yang terlambat.")),
        View(
            "tenggat",
            _("Tenggat ≤ 2 hari"),
            OPEN & Q(due_at__gte=now, due_at__lte=soon),
            _("Tidak ada berkas yang tenggatnya dalam 2 hari kerja."),
        ),
        View(
            "kosong",
            _("Belum ada petugas"),
            Q(state__in=OFFICE_DESKS, holder=None),
            _("Semua berkas di meja kantor sudah ada petugasnya."),
        ),
        View(
            "selesai",
            _("Selesai"),
            Q(state__in=FINISHED),
            _("Belum ada berkas yang selesai."),
            order=("-closed_at", "-pk"),
        ),
    ]
