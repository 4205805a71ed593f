"""The desks of the office: which role moves which state on."""

from applicants.roles import Role
from permits.states import State

# The office's own desks see every file that was handed in; agencies see what they were asked about.
OFFICE_ROLES = (Role.FRONT_DESK, Role.BACK_OFFICE, Role.SECTION_HEAD, Role.OFFICE_HEAD)

WAITS_FOR = {
    State.SUBMITTED: Role.FRONT_DESK,
    State.IN_REVIEW: Role.BACK_OFFICE,
    State.IN_RECOMMENDATION: Role.TECHNICAL,
    State.AWAITING_INITIALS: Role.SECTION_HEAD,
    State.AWAITING_APPROVAL: Role.OFFICE_HEAD,
}


def states_waiting_for(user) -> list[State]:
    """Return the states in which a file waits for one of the user's office roles.

    Technical teams are not among them: they work on requests to their agency, not on the file.
    """
    return [state for state, role in WAITS_FOR.items() if role in OFFICE_ROLES and user.has_role(role)]
