"""Questions about the catalogue and its standards."""

from django.db import models


class PermitTypeQuerySet(models.QuerySet):
    def listed(self) -> "PermitTypeQuerySet":
        """Keep the services with a promise in force; there is at most one of those per service."""
        return self.filter(standards__state="in_force")

    def visible_to(self, user) -> "PermitTypeQuerySet":
        """Keep what `user` may know about: the catalogue is public, everybody sees every listed service."""
        return self.listed()


class StandardQuerySet(models.QuerySet):
    def in_force(self) -> "StandardQuerySet":
        return self.filter(state=self.model.State.IN_FORCE)

    def visible_to(self, user) -> "StandardQuerySet":
        """Keep what `user` may read: the promises in force are published for everybody."""
        return self.in_force()

    def open_to(self, applicant_kind: str) -> "StandardQuerySet":
        """Keep what an individual, or a company, may apply for."""
        return self.filter(applicant_kind__in=(applicant_kind, self.model.ApplicantKind.BOTH))
