"""Writing to the record, and proving that nobody rewrote it."""

from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from office import hashchain
from office.models import Event, LedgerHead


def record(
    subject: tuple[str, str],
    action: str,
    *,
    by: Any = None,
    unit: str = "",
    from_state: str = "",
    to_state: str = "",
    public_note: str = "",
    private_note: str = "",
    payload: dict[str, Any] | None = None,
) -> int:
    """Append one event about `subject` (kind, id) and return its number.

    Call it last in the transaction: it holds the end of the chain locked until the commit.
    """
    body = hashchain.canonical(
        {
            "actor": by.pk if by is not None else None,
            "unit": unit,
            "subject_kind": subject[0],
            "subject_id": str(subject[1]),
            "action": action,
            "from_state": from_state,
            "to_state": to_state,
            "public_note": public_note,
            "private_note": private_note,
            "payload": payload or {},
        }
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT append_event(%s)", [body])
        return cursor.fetchone()[0]


@dataclass(frozen=True)
class Verdict:
    """Outcome of a check of the whole record."""

    events: int
    broken_at: int | None = None
    reason: str = ""
    # The last event's hash; kept outside the house, it also betrays a record rewritten from start to end.
    head_hash: str = field(default="", compare=False)

    @property
    def whole(self) -> bool:
        return self.broken_at is None


def _columns_differ(event: Event) -> bool:
    """Say whether an event's columns tell another story than the text that was hashed."""
    shown = {
        "actor": event.actor_id,
        "unit": event.unit,
        "subject_kind": event.subject_kind,
        "subject_id": event.subject_id,
        "action": event.action,
        "from_state": event.from_state,
        "to_state": event.to_state,
        "public_note": event.public_note,
        "private_note": event.private_note,
        "payload": event.payload,
    }
    return hashchain.canonical(shown) != event.body


def verify() -> Verdict:
    """Recompute every hash from the first event to the head, and compare the columns with the hashed text."""
    seen: Event | None = None
    count = 0

    def links():
        nonlocal seen, count
        for event in Event.objects.order_by("number").iterator(chunk_size=2000):
            if _columns_differ(event):
                # The body is what was hashed; a link with another body can no longer match its hash.
                yield hashchain.Link(event.number, event.at, "", event.previous_hash, event.hash)
                return
            yield event.link
            seen, count = event, count + 1

    broken = hashchain.first_break(links())
    if broken:
        return Verdict(count, *broken)
    head = LedgerHead.objects.get()
    last = (seen.number, seen.hash) if seen else (0, hashchain.GENESIS)
    if (head.number, head.hash) != last:
        return Verdict(count, last[0] + 1, "ujung catatan tidak cocok: peristiwa terakhir hilang")
    return Verdict(count, head_hash=head.hash)
