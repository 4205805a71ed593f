"""How much work waits behind each link of the staff's side rail."""

from collections.abc import Mapping

from django.db.models import Count, Q

from applicants.roles import Role
from permits.desks import OFFICE_ROLES
from permits.models import Application, Recommendation
from permits.queues import at_my_desk
from permits.states import State


def office_counts(user) -> dict[str, Count]:
    """Return what to count among the files visible to the user, by URL name of the page that shows it."""
    if not user.has_role(*OFFICE_ROLES):
        return {}
    counts = {"queue": Count("pk", filter=at_my_desk(user))}
    if user.has_role(Role.OFFICE_HEAD):
        counts["approvals"] = Count("pk", filter=Q(state=State.AWAITING_APPROVAL))
    return counts


def waiting(user, counted: Mapping[str, int] | None = None) -> dict[str, int]:
    """Return what waits for the user, by full URL name (at most two queries).

    A page that has `counted` the office's files itself spares one of them.
    """
    wanted = office_counts(user)
    if wanted and counted is None:
        counted = Application.objects.visible_to(user).aggregate(**wanted)
    found = {f"permits:{name}": counted[name] for name in wanted}
    if user.has_role(Role.TECHNICAL):
        found["permits:technical"] = Recommendation.objects.visible_to(user).open().count()
    return found
