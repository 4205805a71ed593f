"""Is this PDF ours? First what the bytes show (`inspect`), then what the record says (`verdict`)."""

import hashlib
import subprocess
import sys
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from django.utils.formats import date_format
from django.utils.translation import gettext as _

INSPECTOR = Path(__file__).with_name("inspector.py")
SECONDS = 15
HEADER_WITHIN = 1024


class Finding(StrEnum):
    """What the bytes show."""

    SEALED = "sealed"
    ALTERED = "altered"
    FOREIGN_SEAL = "foreign_seal"
    UNSIGNED = "unsigned"
    NOT_PDF = "not_pdf"
    UNREADABLE = "unreadable"


class Verdict(StrEnum):
    """What a citizen is told."""

    GENUINE = "genuine"
    EXPIRED = "expired"
    REVOKED = "revoked"
    SUPERSEDED = "superseded"
    SUSPENDED = "suspended"
    ALTERED = "altered"
    UNKNOWN = "unknown"
    UNSIGNED = "unsigned"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Inspection:
    finding: Finding
    sha256: str


@dataclass(frozen=True)
class Known:
    """The permit whose issued file has this SHA-256; `since` is the day it lost its force."""

    state: str
    number: str
    valid_until: date | None = None
    since: date | None = None


def inspect(pdf: bytes, trusted_certificates: Collection[bytes]) -> Inspection:
    """Look at a PDF in a child process with limits; a crash, hang or bomb is an unreadable file.

    The certificates are PEM; they are trusted one by one, by fingerprint: a name proves nothing.
    """
    sha256 = hashlib.sha256(pdf).hexdigest()
    if b"%PDF-" not in pdf[:HEADER_WITHIN]:
        return Inspection(Finding.NOT_PDF, sha256)
    fingerprints = [fingerprint(certificate) for certificate in trusted_certificates]
    try:
        child = subprocess.run(
            [sys.executable, "-I", str(INSPECTOR), *fingerprints],
            input=pdf,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            env={},
            cwd="/",
        )
    except subprocess.TimeoutExpired:
        return Inspection(Finding.UNREADABLE, sha256)
    word = child.stdout.decode("ascii", "replace").strip()
    return Inspection(Finding(word) if child.returncode == 0 else Finding.UNREADABLE, sha256)


def fingerprint(certificate_pem: bytes) -> str:
    """Return a certificate's SHA-256 in hexadecimal."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes

    return x509.load_pem_x509_certificate(certificate_pem).fingerprint(hashes.SHA256()).hex()


def verdict(inspection: Inspection, known: Known | None, *, today: date) -> tuple[Verdict, list[str]]:
    """Join both; genuine needs our valid seal over the whole file and the very bytes that were issued."""
    if inspection.finding == Finding.UNREADABLE and known is not None:
        # These are the issued bytes, so it is the inspection that failed, as on an overloaded machine.
        return Verdict.UNREADABLE, [
            _("Segel berkas ini belum dapat diperiksa. Coba lagi beberapa saat lagi.")
        ]
    if inspection.finding != Finding.SEALED:
        return _without_seal(inspection.finding)
    if known is None:
        return Verdict.UNKNOWN, [
            _("Segel kantor sah, tetapi berkas ini tidak tercatat pernah diterbitkan. Hubungi kantor kami.")
        ]
    number = known.number
    match known.state:
        case "revoked":
            return Verdict.REVOKED, [
                _("ASLI, tetapi sudah DICABUT%(since)s.") % {"since": _since(known.since)}
            ]
        case "suspended":
            return Verdict.SUSPENDED, [
                _("ASLI, tetapi sedang DIBEKUKAN%(since)s.") % {"since": _since(known.since)}
            ]
        case "superseded":
            return Verdict.SUPERSEDED, [
                _("ASLI, tetapi sudah DIGANTI dengan dokumen yang lebih baru%(since)s.")
                % {"since": _since(known.since)}
            ]
        case "expired":
            return Verdict.EXPIRED, [_ended(known.valid_until)]
        case "active" if known.valid_until is not None and known.valid_until < today:
            return Verdict.EXPIRED, [_ended(known.valid_until)]
        case "active":
            return Verdict.GENUINE, [
                _("ASLI. Sama dengan dokumen %(number)s yang kami terbitkan, dan masih berlaku.")
                % {"number": number}
            ]
    return Verdict.UNKNOWN, [_("Dokumen ini belum diterbitkan.")]


def _without_seal(finding: Finding) -> tuple[Verdict, list[str]]:
    match finding:
        case Finding.ALTERED:
            return Verdict.ALTERED, [
                _("Berubah sejak diterbitkan: isi berkas tidak lagi sama dengan yang kami segel.")
            ]
        case Finding.FOREIGN_SEAL:
            return Verdict.UNKNOWN, [
                _("Segel tidak dikenal: bukan segel kantor kami, apa pun nama yang tertulis.")
            ]
        case Finding.UNSIGNED:
            return Verdict.UNSIGNED, [_("Tidak bersegel: bukan dokumen kami.")]
        case Finding.NOT_PDF:
            return Verdict.UNREADABLE, [_("Bukan PDF.")]
    return Verdict.UNREADABLE, [
        _("Berkas rusak: tidak dapat diperiksa. Unduh ulang berkasnya, lalu coba lagi.")
    ]


def _since(day: date | None) -> str:
    return _(" sejak %(day)s") % {"day": date_format(day, "j F Y")} if day else ""


def _ended(day: date | None) -> str:
    if day is None:
        return _("ASLI, tetapi masa berlakunya sudah BERAKHIR.")
    return _("ASLI, tetapi masa berlakunya sudah BERAKHIR pada %(day)s.") % {"day": date_format(day, "j F Y")}
