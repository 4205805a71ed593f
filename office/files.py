"""The office's files: stored whole or not at all, named by their content, handed out as inert downloads.

One folder per purpose under MEDIA_ROOT; a file's name is its SHA-256. The sender's name never touches the
disk. A file is complete on disk before the row that names it is written, so a row never lacks its file;
what a killed process leaves behind is found by `orphans()`.
"""

import errno
import hashlib
import os
import re
import shutil
import time
import unicodedata
import uuid
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, TypeVar
from urllib.parse import quote

from django.conf import settings
from django.http import FileResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

SMALLEST_FREE_SHARE = 0.10
LONGEST_NAME = 120
INCOMING = ".incoming-"
SHA256 = re.compile(r"[0-9a-f]{64}")
DISK_IS_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}

LONGEST_EXTENSION = 8
FORBIDDEN_IN_NAMES = re.compile(r'["<>|?*:]')
# Windows opens a device, whatever follows the first dot.
WINDOWS_DEVICE = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)")

Response = TypeVar("Response", bound=HttpResponseBase)


class Purpose(StrEnum):
    QUARANTINE = "quarantine"
    DOCUMENTS = "documents"
    PERMITS = "permits"


class StorageFull(Exception):
    """The disk has no room for another file; what was being written is gone, the view answers 503."""

    status = 503

    @property
    def message(self) -> str:
        return _(
            "Tempat penyimpanan kantor sedang penuh, jadi berkas Anda belum tersimpan. "
            "Petugas sudah diberi tahu; coba lagi nanti."
        )


class TooLarge(Exception):
    """More bytes came than the limit allows; nothing was kept."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"more than {limit} bytes")
        self.limit = limit


@dataclass(frozen=True)
class StoredFile:
    sha256: str
    size: int
    path: Path


def free_share() -> float:
    """Return the free part (0 to 1) of the disk that holds MEDIA_ROOT."""
    Path(settings.MEDIA_ROOT).mkdir(parents=True, exist_ok=True)
    usage = shutil.disk_usage(settings.MEDIA_ROOT)
    return usage.free / usage.total


def store(chunks: Iterable[bytes], purpose: str, *, limit: int | None = None) -> StoredFile:
    """Write `chunks` to disk, at most `limit` bytes, and return the file that is now safely there.

    The last tenth of the disk is kept for the office's own decisions: uploads are turned away from it.
    """
    if purpose == Purpose.QUARANTINE and free_share() < SMALLEST_FREE_SHARE:
        raise StorageFull
    folder = _folder(purpose)
    folder.mkdir(parents=True, exist_ok=True)
    incoming = folder / f"{INCOMING}{uuid.uuid4().hex}"
    try:
        sha256, size = _write(incoming, chunks, limit)
        path = folder / sha256
        # Over a file that is already there, too: the fresh date keeps it out of the orphan sweep.
        os.replace(incoming, path)
        _fsync_folder(folder)
    except OSError as error:
        if error.errno in DISK_IS_FULL:
            raise StorageFull from error
        raise
    finally:
        incoming.unlink(missing_ok=True)
    return StoredFile(sha256, size, path)


def path_of(purpose: str, sha256: str) -> Path:
    """Return where a stored file lies; FileNotFoundError when it does not."""
    path = _folder(purpose) / sha256
    if not SHA256.fullmatch(sha256) or not path.is_file():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), f"{purpose}/{sha256}")
    return path


def exists(purpose: str, sha256: str) -> bool:
    return bool(SHA256.fullmatch(sha256)) and (_folder(purpose) / sha256).is_file()


def open_file(purpose: str, sha256: str) -> BinaryIO:
    return path_of(purpose, sha256).open("rb")


def remove(purpose: str, name: str) -> None:
    """Remove a file (an orphan, or a quarantined one that was released or refused) if it is still there."""
    (_folder(purpose) / Path(name).name).unlink(missing_ok=True)


def orphans(known: Collection[str], purpose: str, older_than: timedelta) -> Iterator[str]:
    """Yield the names of files that no row knows and nobody has written for `older_than`.

    `known` are the SHA-256 of all rows of that purpose. The half-written files of killed processes count too.
    """
    folder = _folder(purpose)
    if not folder.is_dir():
        return
    # The disk's clock wrote the dates, so the machine's clock compares them; nothing official hangs on it.
    oldest = time.time() - older_than.total_seconds()
    with os.scandir(folder) as entries:
        for entry in entries:
            with suppress(FileNotFoundError):
                if entry.name not in known and entry.stat().st_mtime < oldest:
                    yield entry.name


def file_response(
    purpose: str, sha256: str, *, name: str, content_type: str, inline: bool = False
) -> FileResponse:
    """Answer with a stored file under the headers of `inert()`."""
    response = FileResponse(open_file(purpose, sha256), content_type=content_type)
    return inert(response, name=name, inline=inline)


def inert(response: Response, *, name: str, inline: bool = False) -> Response:
    """Set the headers that keep a browser from running, sniffing, embedding or keeping the answer.

    The policy stands: django-csp leaves alone an answer that already carries one.
    """
    disposition = "inline" if inline else "attachment"
    response["Content-Disposition"] = f"{disposition}; filename*=UTF-8''{quote(clean_name(name), safe='')}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response


def clean_name(name: str) -> str:
    """Return a sender's file name fit to be shown: no path, nothing invisible, at most 120 characters."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    # Categories C*: control, bidirectional overrides, zero width, surrogates; Zl and Zp break lines.
    visible = "".join(c for c in name if unicodedata.category(c)[0] != "C" and c not in "\u2028\u2029")
    shown = FORBIDDEN_IN_NAMES.sub("", visible).replace("'", "’")
    shown = " ".join(shown.split()).strip(". ")
    if WINDOWS_DEVICE.match(shown):
        shown = f"_{shown}"
    stem, dot, extension = shown.rpartition(".")
    if len(shown) > LONGEST_NAME and dot and len(extension) <= LONGEST_EXTENSION:
        shown = stem[: LONGEST_NAME - len(extension) - 1].rstrip(". ") + dot + extension
    return shown[:LONGEST_NAME] or _("berkas")


def _folder(purpose: str) -> Path:
    return Path(settings.MEDIA_ROOT) / Purpose(purpose)


def _write(path: Path, chunks: Iterable[bytes], limit: int | None) -> tuple[str, int]:
    """Write and flush to the disk itself; return what was written as (SHA-256, bytes)."""
    digest, size = hashlib.sha256(), 0
    with path.open("xb") as file:
        for chunk in chunks:
            size += len(chunk)
            if limit is not None and size > limit:
                raise TooLarge(limit)
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
        written = os.fstat(file.fileno()).st_size
    if written != size:
        raise OSError(errno.EIO, f"{written} of {size} bytes reached the disk")
    return digest.hexdigest(), size


def _fsync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
