"""Members of staff and the roles they were granted."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from applicants.querysets import RoleGrantQuerySet
from applicants.roles import Role
from office.models import Agency
from office.rights import Rights
from office.time import OfficialNow


class StaffProfile(models.Model):
    """What the office knows of a member of staff."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="staff_profile",
        verbose_name=_("akun"),
    )
    position = models.CharField(_("jabatan"), max_length=120)
    employee_number = models.CharField(_("NIP"), max_length=18, blank=True)
    agency = models.ForeignKey(
        Agency,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="staff",
        verbose_name=_("instansi"),
    )
    counter = models.CharField(_("loket"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("petugas")
        verbose_name_plural = _("petugas")

    def __str__(self) -> str:
        return f"{self.user} ({self.position})"


class RoleGrant(models.Model):
    """A role asked for by one person and confirmed by another, neither of whom is its holder."""

    database_rights = Rights(
        update=("confirmed_by_id", "confirmed_at", "revoked_by_id", "revoked_at", "revoke_reason"),
        delete=False,
    )

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="role_grants", verbose_name=_("akun")
    )
    role = models.CharField(_("peran"), max_length=20, choices=Role)
    reason = models.CharField(_("alasan"), max_length=240)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("diminta oleh")
    )
    requested_at = models.DateTimeField(db_default=OfficialNow())
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("dikonfirmasi oleh"),
    )
    confirmed_at = models.DateTimeField(_("dikonfirmasi"), null=True)
    expires_at = models.DateTimeField(_("berakhir"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    revoked_at = models.DateTimeField(_("dicabut"), null=True)
    revoke_reason = models.CharField(max_length=240, blank=True)

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("pemberian peran")
        verbose_name_plural = _("pemberian peran")
        constraints = [
            models.CheckConstraint(
                name="nobody_grants_a_role_to_themselves",
                condition=~Q(user=F("requested_by")) & (Q(confirmed_by=None) | ~Q(user=F("confirmed_by"))),
            ),
            models.CheckConstraint(
                name="two_people_grant_a_role",
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("requested_by")),
            ),
            models.CheckConstraint(
                name="confirmation_has_person_and_time",
                condition=Q(confirmed_by=None, confirmed_at=None)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="withdrawal_has_person_time_and_reason",
                condition=Q(revoked_by=None, revoked_at=None, revoke_reason="")
                | Q(revoked_by__isnull=False, revoked_at__isnull=False) & ~Q(revoke_reason=""),
            ),
            models.UniqueConstraint(
                fields=["user", "role"], condition=Q(revoked_at=None), name="one_open_grant_per_user_and_role"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"

    def is_over(self, now: dt.datetime) -> bool:
        return self.expires_at is not None and self.expires_at <= now
