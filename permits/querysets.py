"""Which applications somebody may see, and the usual questions about many of them."""

from django.db import models
from django.db.models import Q

from applicants.roles import Role
from permits.desks import OFFICE_ROLES, states_waiting_for
from permits.states import FINISHED, State


def own_file(user) -> Q:
    """Files of the account itself, and of those it represents now."""
    return Q(created_by=user) | Q(
        applicant__in=user.representations.filter(ended_at=None).values("applicant")
    )


class ApplicationQuerySet(models.QuerySet):
    def own(self, user) -> "ApplicationQuerySet":
        return self.filter(own_file(user))

    def visible_to(self, user) -> "ApplicationQuerySet":
        """Every file the user may know about; all pages and downloads start from here."""
        if not user.is_authenticated:
            return self.none()
        seen = own_file(user)
        if user.has_role(*OFFICE_ROLES):
            seen |= ~Q(state=State.DRAFT)
        elif user.has_role(Role.TECHNICAL) and user.agency_id is not None:
            from permits.models import Recommendation

            seen |= Q(pk__in=Recommendation.objects.filter(agency_id=user.agency_id).values("application"))
        return self.filter(seen)

    def at_desk_of(self, user) -> "ApplicationQuerySet":
        """Open files that somebody in the user's roles has to move on."""
        return self.filter(state__in=states_waiting_for(user))

    def handed_in(self) -> "ApplicationQuerySet":
        return self.exclude(state=State.DRAFT)

    def open(self) -> "ApplicationQuerySet":
        return self.exclude(state__in=[State.DRAFT, *FINISHED])

    def by_deadline(self) -> "ApplicationQuerySet":
        return self.order_by("due_at", "pk")

    def touched_by(self, user) -> "ApplicationQuerySet":
        """Files that the user received, checked, proposed, initialled or recommended on."""
        from permits.models import Check, Initial, Recommendation

        return self.filter(
            Q(accepted_by=user)
            | Q(proposed_by=user)
            | Q(pk__in=Check.objects.filter(checked_by=user).values("application"))
            | Q(pk__in=Initial.objects.filter(by=user).values("application"))
            | Q(pk__in=Recommendation.objects.filter(answered_by=user).values("application"))
        )

    def with_names(self) -> "ApplicationQuerySet":
        """Bring along what a row of a queue shows."""
        return self.select_related("permit_type", "permit_type__sector", "applicant", "holder", "standard")
