"""The arithmetic of the ledger: canonical text, hash of one link, first broken link of a chain.

Pure functions; `docs/` describes the format so that anybody can check a published chain without this code.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

GENESIS = "0" * 64


@dataclass(frozen=True)
class Link:
    """One stored event, as far as the chain is concerned."""

    number: int
    at: dt.datetime
    body: str
    previous_hash: str
    hash: str


def canonical(content: Mapping[str, Any]) -> str:
    """Return the one JSON text of `content`: keys sorted, no spaces, no escapes beyond JSON's own."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def link_hash(number: int, at: dt.datetime, previous_hash: str, body: str) -> str:
    """Return the SHA-256 (hex) over number, UTC time to the microsecond, previous hash and body."""
    moment = at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    line = f"{number}|{moment}|{previous_hash}|{body}"
    return hashlib.sha256(line.encode()).hexdigest()


def first_break(links: Iterable[Link]) -> tuple[int, str] | None:
    """Return (number, what is wrong) of the first broken link, or None for a whole chain from number 1."""
    expected, previous = 1, GENESIS
    for link in links:
        if link.number != expected:
            return expected, f"urutan terputus: nomor {expected} tidak ada"
        if link.previous_hash != previous:
            return link.number, "tidak menyambung ke peristiwa sebelumnya"
        if link_hash(link.number, link.at, link.previous_hash, link.body) != link.hash:
            return link.number, "isi tidak cocok dengan sidiknya"
        expected, previous = expected + 1, link.hash
    return None
