"""What somebody may do to a file now: the machine says whether, the permissions say who."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django_fsm import can_proceed

from permits import permissions
from permits.errors import StalePage
from permits.models import Application

# Verb of the workflow: the transition it leads to, and who may call it.
VERBS: dict[str, tuple[str, Callable]] = {
    "accept": ("accept", permissions.may_accept),
    "request_recommendation": ("request_recommendations", permissions.may_process),
    "propose": ("propose", permissions.may_process),
    "initial": ("complete_initials", permissions.may_initial),
    "send_back": ("send_back", permissions.may_send_back),
    "approve": ("approve", permissions.may_decide),
}


def open_to(application: Application, user) -> frozenset[str]:
    """Return the verbs that would work for this user on this file as it stands."""
    return frozenset(
        verb
        for verb, (transition, may) in VERBS.items()
        if can_proceed(getattr(application, transition)) and may(application, user)
    )


def demand(application: Application, user, verb: str) -> None:
    """Raise PermissionDenied for the wrong person, StalePage for the wrong moment."""
    transition, may = VERBS[verb]
    if not may(application, user):
        raise PermissionDenied
    if not can_proceed(getattr(application, transition)):
        raise StalePage
