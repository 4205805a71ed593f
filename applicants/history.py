"""The words for what the ledger says about accounts and roles."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from applicants.models import User
from applicants.roles import Role
from office.models import Event

WORDS = {
    "staff_invited": _("Akun dibuat dan undangan dikirim"),
    "staff_invited_again": _("Undangan dikirim lagi"),
    "account_closed": _("Akun ditutup"),
    "account_reopened": _("Akun dibuka kembali"),
    "second_factor_removed": _("Kode sekali pakai dilepas"),
    "role_requested": _("Peran diminta"),
    "role_confirmed": _("Peran dikonfirmasi"),
    "role_withdrawn": _("Peran dicabut atau ditolak"),
}


@dataclass(frozen=True)
class Entry:
    event: Event
    words: str


def of_account(user: User, grant_ids: Iterable[int]) -> Iterator[Entry]:
    """Yield what happened to an account and its roles, newest first."""
    subjects = [str(grant_id) for grant_id in grant_ids]
    own = Event.objects.filter(subject_kind="user", subject_id=str(user.pk), action__in=WORDS)
    roles = Event.objects.filter(subject_kind="role_grant", subject_id__in=subjects)
    for event in (own | roles).select_related("actor").order_by("-number"):
        words = str(WORDS[event.action])
        if role := event.payload.get("role"):
            words = f"{words}: {Role(role).label}"
        yield Entry(event, words)
