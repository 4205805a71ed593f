"""Many-row questions about people, roles and accounts."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from applicants import permissions
from office.time import OfficialNow

if TYPE_CHECKING:
    from applicants.models import User


class ApplicantQuerySet(models.QuerySet):
    def represented_by(self, user: "User") -> "ApplicantQuerySet":
        return self.filter(representations__user=user, representations__ended_at=None)

    def visible_to(self, user: "User") -> "ApplicantQuerySet":
        """Those the user acts for; all of them for the roles whose work it is to know applicants."""
        return self.all() if permissions.may_see_applicants(user) else self.represented_by(user)


class RoleGrantQuerySet(models.QuerySet):
    def in_force(self) -> "RoleGrantQuerySet":
        return self.filter(
            Q(expires_at=None) | Q(expires_at__gt=OfficialNow()),
            confirmed_at__isnull=False,
            revoked_at=None,
        )

    def open(self) -> "RoleGrantQuerySet":
        return self.filter(revoked_at=None)

    def awaiting_confirmation(self) -> "RoleGrantQuerySet":
        return self.open().filter(confirmed_at=None)
