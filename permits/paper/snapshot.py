"""What stands on a paper, frozen at the decision: the row keeps it as JSON, the PDF is printed from it."""

import re
from dataclasses import asdict, dataclass, is_dataclass
from datetime import date, datetime
from types import UnionType
from typing import Any, Self, get_args, get_origin, get_type_hints

WHILE_ACTIVITY_LASTS = "selama kegiatan berlangsung"
NIK_LENGTH = 16


def masked_identity(number: str) -> str:
    """Return an identity number as papers show it: `1771********0001`."""
    return number[:4] + "*" * max(len(number) - 8, 0) + number[-4:] if len(number) > 8 else "*" * len(number)


@dataclass(frozen=True, slots=True)
class Frozen:
    """Give a snapshot its way to JSON and back, without loss."""

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values: dates as ISO 8601 texts, tuples as lists."""
        return _plain(asdict(self))

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Return the snapshot that `to_json` wrote; raise KeyError when a part is missing."""
        return _restored(cls, data)


@dataclass(frozen=True, slots=True)
class Line:
    """One labelled value, as it is printed."""

    label: str
    value: str

    def __post_init__(self) -> None:
        if self.label == "NIK" and len(re.sub(r"\D", "", self.value)) >= NIK_LENGTH:
            raise ValueError("A full NIK must never reach the paper; mask it first.")


@dataclass(frozen=True, slots=True)
class Letterhead:
    name: str
    government: str
    region: str
    city: str
    address: str
    phone: str
    email: str
    website: str


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who decided, with the title as printed (also «Plt. Kepala Dinas»)."""

    title: str
    name: str
    rank: str
    employee_number: str


@dataclass(frozen=True, slots=True)
class Holder:
    """Whom the permit is for; identity numbers arrive here already masked."""

    name: str
    kind: str
    address: str
    identity: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class AgencyAdvice:
    """One technical agency's recommendation, as the permit cites it."""

    agency: str
    number: str
    date: date | None


@dataclass(frozen=True, slots=True)
class PermitSnapshot(Frozen):
    """All that a permit says. `valid_until` None means `validity_note` is printed in its place."""

    office: Letterhead
    signatory: Signatory
    number: str
    title: str
    permit_code: str
    permit_name: str
    permit_kind: str
    holder: Holder
    object_data: tuple[Line, ...]
    legal_basis: tuple[str, ...]
    conditions: tuple[str, ...]
    recommendations: tuple[AgencyAdvice, ...]
    receipt_number: str
    submitted_at: datetime
    decided_at: datetime
    valid_from: date
    valid_until: date | None
    sop_version: int
    verification_url: str
    validity_note: str = WHILE_ACTIVITY_LASTS
    is_sample: bool = False
    sensitive: bool = False


@dataclass(frozen=True, slots=True)
class HandedIn:
    """One requirement and whether its document came with the application."""

    name: str
    received: bool


@dataclass(frozen=True, slots=True)
class ReceiptSnapshot(Frozen):
    """All that a receipt says. `officer_name` is empty when the applicant filed without the counter."""

    office: Letterhead
    number: str
    received_at: datetime
    permit_code: str
    permit_name: str
    sop_version: int
    applicant_name: str
    identity: Line
    documents: tuple[HandedIn, ...]
    officer_name: str
    promised_days: int
    promised_on: date
    tracking_url: str
    tracking_code: str
    complaint_channels: tuple[Line, ...]
    is_sample: bool = False


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


def _restored(kind: Any, value: Any) -> Any:
    if isinstance(kind, UnionType):
        kind = None if value is None else get_args(kind)[0]
    if is_dataclass(kind):
        return kind(**{name: _restored(part, value[name]) for name, part in get_type_hints(kind).items()})
    if get_origin(kind) is tuple:
        return tuple(_restored(get_args(kind)[0], item) for item in value)
    if kind in (date, datetime):
        return kind.fromisoformat(value)
    return value
