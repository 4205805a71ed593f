"""Ask the office's virus scanner, where it has one (clamd on a unix socket, command INSTREAM)."""

import socket
import struct
from pathlib import Path

from django.conf import settings

CHUNK_BYTES = 64 * 1024
LONGEST_REPLY = 4096
SECONDS = 30


class ScannerAway(Exception):
    """A scanner is set but does not answer; the file waits."""


def find_virus(path: Path) -> str | None:
    """Return the name of the virus found in a file, None when the scanner knows of none."""
    try:
        reply = _ask(path)
    except OSError as error:
        raise ScannerAway(f"{settings.CLAMD_SOCKET}: {error}") from error
    verdict = reply.removeprefix("stream: ")
    if verdict == "OK":
        return None
    if verdict.endswith(" FOUND"):
        return verdict.removesuffix(" FOUND")
    # Its own limit, a reload, a broken database: no verdict is not a good verdict.
    raise ScannerAway(f"{settings.CLAMD_SOCKET}: {reply!r}")


def is_set() -> bool:
    return bool(settings.CLAMD_SOCKET)


def _ask(path: Path) -> str:
    """Stream a file to clamd: length and bytes per chunk, length 0 at the end, an answer ended by NUL."""
    with socket.socket(socket.AF_UNIX) as clamd, path.open("rb") as file:
        clamd.settimeout(SECONDS)
        clamd.connect(settings.CLAMD_SOCKET)
        clamd.sendall(b"zINSTREAM\0")
        while chunk := file.read(CHUNK_BYTES):
            clamd.sendall(struct.pack("!I", len(chunk)) + chunk)
        clamd.sendall(struct.pack("!I", 0))
        reply = b""
        while not reply.endswith(b"\0") and len(reply) < LONGEST_REPLY:
            received = clamd.recv(LONGEST_REPLY)
            if not received:
                break
            reply += received
    return reply.rstrip(b"\0").decode(errors="replace")
