"""Is this permit genuine, and what is it worth today? For the public page, the command and later the API."""

import datetime as dt
import hashlib
from dataclasses import dataclass

from django.conf import settings

from permits.models import Permit, PermitFile
from permits.paper.verify import Known, inspect, verdict
from permits.states import PermitState

MAX_BYTES = 25 * 1024 * 1024


@dataclass(frozen=True)
class Result:
    """Verdict on an uploaded PDF (`permits.paper.verify` lists them), why, and the permit it belongs to."""

    verdict: str
    reasons: list[str]
    permit: Permit | None


def state_on(permit: Permit, today: dt.date) -> str:
    """Return the permit's state as a reader has to take it: a permit past its last day has expired."""
    is_over = permit.valid_until is not None and permit.valid_until < today
    if permit.state == PermitState.ACTIVE and is_over:
        return PermitState.EXPIRED
    return permit.state


def published(token: str) -> Permit | None:
    """Return the permit behind a verification address; one that is still being signed does not exist yet."""
    return (
        Permit.objects.select_related("permit_type", "holder")
        .filter(token=token)
        .exclude(state=PermitState.SIGNING)
        .first()
    )


def masked_name(permit: Permit) -> str:
    """Return the holder's name as strangers may see it: first letters only, nothing at all when sensitive."""
    if permit.permit_type.sensitive:
        return "••••"
    return " ".join(word[0] + "•" * min(len(word) - 1, 4) for word in permit.holder.name.split())


def check_pdf(pdf: bytes, today: dt.date) -> Result:
    """Compare an uploaded file with what was published, byte by byte and seal by seal."""
    sha256 = hashlib.sha256(pdf).hexdigest()
    file = (
        PermitFile.objects.select_related("permit__permit_type", "permit__holder")
        .filter(sha256=sha256, kind=PermitFile.Kind.SEALED)
        .exclude(permit__state=PermitState.SIGNING)
        .first()
    )
    permit = file.permit if file else None
    known = Known(permit.state, permit.number, permit.valid_until) if permit else None
    inspection = inspect(pdf, [settings.SEAL_CERTIFICATE.read_bytes()])
    word, reasons = verdict(inspection, known, today=today)
    return Result(word, reasons, permit)
