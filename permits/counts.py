"""How much work waits behind each link of the staff's side rail."""

from django.db.models import Count, Q

from applicants.roles import Role
from permits.desks import OFFICE_ROLES
from permits.models import Application, Recommendation
from permits.queues import at_my_desk
from permits.states import State


def waiting(user) -> dict[str, int]:
    """Return what waits for the user, by the URL name of the page that shows it (at most two queries)."""
    found: dict[str, int] = {}
    if user.has_role(*OFFICE_ROLES):
        counted = Application.objects.visible_to(user).aggregate(
            at_my_desk=Count("pk", filter=at_my_desk(user)),
            to_decide=Count("pk", filter=Q(state=State.AWAITING_APPROVAL)),
        )
        found["permits:queue"] = counted["at_my_desk"]
        if user.has_role(Role.OFFICE_HEAD):
            found["permits:approvals"] = counted["to_decide"]
    if user.has_role(Role.TECHNICAL):
        found["permits:technical"] = Recommendation.objects.visible_to(user).open().count()
    return found
