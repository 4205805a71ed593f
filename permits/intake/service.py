"""Two steps: `receive()` in the request, quick and without parsing; `check()` in a job, thorough.

received = service.receive(request.FILES.getlist("berkas"), rotations)   # Refused -> field error
released = service.check(received.parts, rotations)                      # Refused -> the applicant is told
"""

import logging
import tempfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from office import files
from office.files import Purpose
from permits.intake import antivirus, child, refusals
from permits.intake.finding import Finding
from permits.intake.kinds import ANY, HEAD_BYTES, Kind, recognise

logger = logging.getLogger(__name__)

MOST_PARTS = 20
ROTATIONS = (0, 90, 180, 270)
PDF_SECONDS = 15
PHOTO_SECONDS = 3
LONGEST_SECONDS = 45
PAGE_SECONDS = 8
READ_BYTES = 64 * 1024


@dataclass(frozen=True)
class Part:
    """One file as it was sent, waiting in quarantine."""

    sha256: str
    size: int
    kind: Kind
    name: str


@dataclass(frozen=True)
class Received:
    parts: list[Part]


@dataclass(frozen=True)
class Released:
    """One clean PDF under `documents`; `scanned` is False where the office has no virus scanner."""

    sha256: str
    size: int
    pages: int
    scanned: bool


def receive(
    uploads: Sequence[UploadedFile], rotations: Sequence[int] = (), accepted: Collection[Kind] = ANY
) -> Received:
    """Put one PDF or up to twenty photographs into quarantine; Refused or files.StorageFull otherwise.

    All are looked at before the first is stored, so a refusal leaves nothing behind.
    """
    if not uploads:
        raise refusals.nothing_sent()
    if len(uploads) > MOST_PARTS:
        raise refusals.too_many(MOST_PARTS)
    names = [files.clean_name(upload.name or "") for upload in uploads]
    kinds = [_kind(upload, name, accepted) for upload, name in zip(uploads, names, strict=True)]
    if Kind.PDF in kinds and len(kinds) > 1:
        raise refusals.several_documents()
    _rotations(rotations, len(kinds))
    stored = [
        files.store(upload.chunks(), Purpose.QUARANTINE, limit=settings.UPLOAD_MAX_BYTES)
        for upload in uploads
    ]
    return Received(
        [
            Part(file.sha256, file.size, kind, name)
            for file, kind, name in zip(stored, kinds, names, strict=True)
        ]
    )


def check(parts: Sequence[Part], rotations: Sequence[int] = ()) -> Released:
    """Scan and inspect what was received, and store it as one PDF that is safe to show.

    Raise Refused for the applicant, antivirus.ScannerAway when the files must wait.
    """
    paths = [files.path_of(Purpose.QUARANTINE, part.sha256) for part in parts]
    if antivirus.is_set():
        for part, path in zip(parts, paths, strict=True):
            virus = antivirus.find_virus(path)
            if virus:
                logger.error("virus %r in quarantined file %s", virus, part.sha256)
                raise refusals.Infected(part.name, virus)
    try:
        if parts[0].kind is Kind.PDF:
            pages, stored = _check_pdf(paths[0])
        else:
            pages, stored = _join(paths, _rotations(rotations, len(parts)))
    except Finding as finding:
        raise refusals.because_of(finding, parts[finding.index].name) from finding
    except child.Unreadable as error:
        raise refusals.CannotInspect(parts[0].name) from error
    return Released(stored.sha256, stored.size, pages, scanned=antivirus.is_set())


def page_image(purpose: str, sha256: str, page: int, width: int) -> bytes:
    """Return page `page` (from 1) of a stored PDF as WebP of at most 120 kB; child.Unreadable otherwise."""
    path = files.path_of(purpose, sha256)
    with _scratch_file() as output:
        try:
            child.run(
                "page_image", seconds=PAGE_SECONDS, path=path, page=page - 1, width=width, output=output
            )
        except Finding as finding:
            raise child.Unreadable(f"page {page} of {sha256}") from finding
        return output.read_bytes()


def _kind(upload: UploadedFile, name: str, accepted: Collection[Kind]) -> Kind:
    if not upload.size:
        raise refusals.empty(name)
    if upload.size > settings.UPLOAD_MAX_BYTES:
        raise refusals.too_large(name, upload.size, settings.UPLOAD_MAX_BYTES)
    head = upload.read(HEAD_BYTES)
    upload.seek(0)
    return recognise(name, head, accepted)


def _rotations(rotations: Sequence[int], count: int) -> list[int]:
    """Return one rotation for each part, none at all meaning upright."""
    if not rotations:
        return [0] * count
    if len(rotations) != count or any(rotation not in ROTATIONS for rotation in rotations):
        raise refusals.unknown_rotation()
    return list(rotations)


def _check_pdf(path: Path) -> tuple[int, files.StoredFile]:
    """Keep the sender's own bytes: a signature on them must stay valid."""
    pages = child.run("check_pdf", seconds=PDF_SECONDS, path=path)["pages"]
    return pages, files.store(_chunks(path), Purpose.DOCUMENTS)


def _join(paths: Sequence[Path], rotations: Sequence[int]) -> tuple[int, files.StoredFile]:
    with _scratch_file() as output:
        seconds = min(PDF_SECONDS + PHOTO_SECONDS * len(paths), LONGEST_SECONDS)
        result = child.run(
            "join_images", seconds=seconds, paths=list(paths), rotations=rotations, output=output
        )
        return result["pages"], files.store(_chunks(output), Purpose.DOCUMENTS)


def _chunks(path: Path) -> Iterable[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(READ_BYTES):
            yield chunk


@contextmanager
def _scratch_file() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="ptsp-") as folder:
        yield Path(folder) / "output"
