"""Who may do what to a file. The state decides whether it can be done; these decide by whom.

Two rules stand above the roles (assurance C4, C10): nobody works on a file of their own, and whoever
received, checked, proposed or recommended does not also decide. The database refuses the same.
"""

from django.db.models import Q

from applicants.models import Applicant
from applicants.roles import Role
from permits.desks import states_waiting_for
from permits.models import Application, Recommendation
from permits.states import State


def is_own_file(application: Application, user) -> bool:
    """Say whether the file is the user's own: their account, somebody they represent, or the same person.

    The same NIK, NPWP, phone or e-mail behind another account counts as well (one query).
    """
    if application.created_by_id == user.pk:
        return True
    own = Applicant.objects.represented_by(user)
    same = Q(pk__in=own.values("pk")) | Q(email__iexact=user.email)
    for index in ("nik_index", "npwp_index", "phone_index"):
        same |= ~Q(**{index: ""}) & Q(**{f"{index}__in": own.values(index)})
    return Applicant.objects.filter(same, pk=application.applicant_id).exists()


def _has_role_on(application: Application, user, role: Role) -> bool:
    return user.has_role(role) and not is_own_file(application, user)


def may_edit(application: Application, user) -> bool:
    """Whoever represents the applicant now may fill in, hand in and take back."""
    return application.applicant.representations.filter(user=user, ended_at=None).exists()


def may_accept(application: Application, user) -> bool:
    return _has_role_on(application, user, Role.FRONT_DESK)


def may_process(application: Application, user) -> bool:
    return _has_role_on(application, user, Role.BACK_OFFICE)


def may_recommend(recommendation: Recommendation, user) -> bool:
    return (
        user.agency_id is not None
        and recommendation.agency_id == user.agency_id
        and _has_role_on(recommendation.application, user, Role.TECHNICAL)
    )


def may_initial(application: Application, user) -> bool:
    return _has_role_on(application, user, Role.SECTION_HEAD) and application.proposed_by_id != user.pk


def may_decide(application: Application, user) -> bool:
    return _has_role_on(application, user, Role.OFFICE_HEAD) and not took_part(application, user)


def took_part(application: Application, user) -> bool:
    """Say whether the user already received, checked, proposed, initialled or recommended this file."""
    return Application.objects.filter(pk=application.pk).touched_by(user).exists()


def may_send_back(application: Application, user) -> bool:
    """Whoever the proposal waits for may give it back; the state refuses the others' late clicks."""
    if application.state == State.AWAITING_INITIALS:
        return may_initial(application, user)
    if application.state == State.AWAITING_APPROVAL:
        return may_decide(application, user)
    return may_initial(application, user) or may_decide(application, user)


def may_take(application: Application, user) -> bool:
    """A file at one's own desk may be taken to work on."""
    return application.state in states_waiting_for(user) and not is_own_file(application, user)
