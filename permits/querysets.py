"""Which applications somebody may see, and the usual questions about many of them."""

from django.db import models
from django.db.models import Q

from applicants.roles import Role
from permits.desks import OFFICE_ROLES, states_waiting_for
from permits.states import FINISHED, State


class ApplicationQuerySet(models.QuerySet):
    def own(self, user) -> "ApplicationQuerySet":
        """Files of the account itself, and of those it represents now."""
        represented = user.representations.filter(ended_at=None).values("applicant")
        return self.filter(Q(created_by=user) | Q(applicant__in=represented))

    def visible_to(self, user) -> "ApplicationQuerySet":
        """Every file the user may know about; all pages and downloads start from here."""
        if not user.is_authenticated:
            return self.none()
        represented = user.representations.filter(ended_at=None).values("applicant")
        seen = Q(created_by=user) | Q(applicant__in=represented)
        if user.has_role(*OFFICE_ROLES):
            seen |= ~Q(state=State.DRAFT)
        elif user.has_role(Role.TECHNICAL) and user.agency_id is not None:
            from permits.models import Recommendation

            seen |= Q(pk__in=Recommendation.objects.filter(agency_id=user.agency_id).values("application"))
        return self.filter(seen)

    def at_desk_of(self, user) -> "ApplicationQuerySet":
        """Open files that somebody in the user's roles has to move on."""
        return self.filter(state__in=states_waiting_for(user))

    def open(self) -> "ApplicationQuerySet":
        return self.exclude(state__in=[State.DRAFT, *FINISHED])

    def by_deadline(self) -> "ApplicationQuerySet":
        return self.order_by("due_at", "pk")

    def with_names(self) -> "ApplicationQuerySet":
        """Bring along what a row of a queue shows."""
        return self.select_related("permit_type", "permit_type__sector", "applicant", "holder", "standard")
