"""Who may do what with people's data, accounts and roles: facts, no side effects."""

from typing import TYPE_CHECKING

from applicants.roles import Role

if TYPE_CHECKING:
    from applicants.models import Applicant, RoleGrant, User


def may_see_applicants(user: "User") -> bool:
    """The roles that register, check or decide files; a technical team knows people by their file alone."""
    return user.has_role(Role.FRONT_DESK, Role.BACK_OFFICE, Role.SECTION_HEAD, Role.OFFICE_HEAD)


def represents(user: "User", applicant: "Applicant") -> bool:
    return applicant.representations.filter(user=user, ended_at=None).exists()


def may_reveal_identity(applicant: "Applicant", user: "User") -> bool:
    return may_see_applicants(user) or represents(user, applicant)


def may_administer_accounts(user: "User") -> bool:
    """Technical administration: invite, ask for roles, withdraw them, close accounts."""
    return user.is_active and user.is_superuser


def may_see_staff(user: "User") -> bool:
    return may_administer_accounts(user) or user.has_role(Role.OFFICE_HEAD)


def may_confirm(grant: "RoleGrant", user: "User") -> bool:
    """A second pair of eyes: neither who asked nor who receives."""
    return may_see_staff(user) and user.pk not in (grant.requested_by_id, grant.user_id)
