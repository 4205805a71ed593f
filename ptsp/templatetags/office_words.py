"""How a state or a deadline looks: its tone and its icon. The words stand on the states themselves."""

from typing import NamedTuple

from django import template

from permits.states import PermitState, State

register = template.Library()


class Look(NamedTuple):
    tone: str
    icon: str
    word: str = ""


STATE_LOOKS = {
    State.DRAFT: Look("neutral", "file-pen"),
    State.SUBMITTED: Look("info", "inbox"),
    State.RETURNED: Look("wait", "file-exclamation-point"),
    State.IN_REVIEW: Look("proc", "folder-open"),
    State.IN_RECOMMENDATION: Look("tek", "map-pinned"),
    State.AWAITING_APPLICANT: Look("wait", "circle-pause"),
    State.AWAITING_INITIALS: Look("proc", "pen-line"),
    State.AWAITING_APPROVAL: Look("proc", "stamp"),
    State.APPROVED: Look("proc", "signature"),
    State.ISSUED: Look("ok", "badge-check"),
    State.REJECTED: Look("bad", "circle-x"),
    State.WITHDRAWN: Look("neutral", "undo-2"),
    State.LAPSED: Look("neutral", "calendar-x"),
    PermitState.SIGNING: Look("proc", "signature"),
    PermitState.ACTIVE: Look("ok", "badge-check"),
    PermitState.EXPIRED: Look("neutral", "calendar-x"),
    PermitState.SUSPENDED: Look("wait", "circle-pause"),
    PermitState.REVOKED: Look("bad", "circle-x"),
    PermitState.SUPERSEDED: Look("neutral", "replace"),
}

DUE_LOOKS = {
    "on_track": Look("ok", "circle-check"),
    "soon": Look("wait", "hourglass"),
    "late": Look("bad", "triangle-alert"),
    "paused": Look("neutral", "circle-pause"),
}

SECTOR_ICONS = {
    "ESDM": "pickaxe",
    "HUT": "trees",
    "KP": "fish",
    "HUB": "bus",
    "IND": "factory",
    "DAG": "store",
    "KES": "heart-pulse",
    "DIK": "school",
    "BUD": "drama",
    "PAR": "tree-palm",
    "NAKER": "briefcase",
    "PU": "droplets",
    "TR": "map",
    "LH": "leaf",
    "TAN": "sprout",
    "NAK": "beef",
    "PGN": "wheat",
    "SOS": "hand-heart",
    "KOP": "handshake",
    "LIT": "microscope",
}


@register.filter
def state_look(code: str) -> Look:
    """Return tone, icon and word of an application's or a permit's state."""
    state = State(code) if code in State else PermitState(code)
    return STATE_LOOKS[state]._replace(word=str(state.label))


@register.filter
def due_look(kind: str) -> Look | None:
    """Return tone and icon of a deadline chip; nothing for a finished file, which gets plain words."""
    return DUE_LOOKS.get(kind)


@register.filter
def sector_icon(code: str) -> str:
    return SECTOR_ICONS.get(code, "folder-open")
