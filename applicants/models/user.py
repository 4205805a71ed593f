"""Who may sign in."""

from functools import cached_property

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from office.rights import Rights
from office.time import OfficialNow


class UserManager(BaseUserManager):
    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email: str) -> "User":
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    """An account: an applicant, or a member of staff with granted roles. Never deleted, only closed."""

    database_rights = Rights(delete=False)

    email = models.EmailField(_("surel"), unique=True)
    full_name = models.CharField(_("nama lengkap"), max_length=120, blank=True)
    is_staff = models.BooleanField(_("petugas"), default=False)
    is_active = models.BooleanField(_("aktif"), default=True)
    created_at = models.DateTimeField(_("dibuat"), db_default=OfficialNow())
    # Part of the session's fingerprint: raising it ends every session (role change, closing an account).
    session_epoch = models.PositiveIntegerField(default=0)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        verbose_name = _("akun")
        verbose_name_plural = _("akun")
        constraints = [
            models.CheckConstraint(name="email_in_lower_case", condition=models.Q(email=Lower("email")))
        ]

    def __str__(self) -> str:
        return self.full_name or self.email

    def _get_session_auth_hash(self, secret=None) -> str:
        return f"{super()._get_session_auth_hash(secret=secret)}{self.session_epoch}"

    @cached_property
    def roles(self) -> frozenset[str]:
        """Roles in force: granted, confirmed by a second person, not expired, not withdrawn (one query)."""
        if not (self.is_active and self.is_staff):
            return frozenset()
        return frozenset(self.role_grants.in_force().values_list("role", flat=True))

    def has_role(self, *roles: str) -> bool:
        return not self.roles.isdisjoint(roles)

    @cached_property
    def agency_id(self) -> int | None:
        """The sector agency a technical officer belongs to, if any."""
        profile = getattr(self, "staff_profile", None)
        return profile.agency_id if profile else None
