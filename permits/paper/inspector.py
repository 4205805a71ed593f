"""Look at a stranger's PDF, as a program of its own: a hostile file can harm only this child, within limits.

Reads the PDF on standard input, takes the trusted certificates' SHA-256 fingerprints as arguments, and prints
one word: sealed, altered, foreign_seal, unsigned or unreadable. It imports nothing of the portal.
"""

import io
import resource
import sys
from collections.abc import Collection

MEMORY_BYTES = 512 * 1024 * 1024
CPU_SECONDS = 8


def examine(pdf: bytes, fingerprints: Collection[str]) -> str:
    """Return what kind of paper this is; a file that the parser chokes on in any way is unreadable."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        seals = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
        if not seals:
            return "unsigned"
        ours = [seal for seal in seals if seal.signer_cert.sha256.hex() in fingerprints]
        if not ours:
            return "foreign_seal"
        # The office seals a paper once, over all of it; a second seal is already a change.
        return "sealed" if len(seals) == 1 and is_whole(ours[0]) else "altered"
    except Exception:  # damaged files make the parser raise nearly anything
        return "unsigned" if is_without_seal(pdf) else "unreadable"


def is_without_seal(pdf: bytes) -> bool:
    """Tell whether a sloppily written PDF, as scanner apps make them, can at least be read as unsigned."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        return not PdfFileReader(io.BytesIO(pdf), strict=False).embedded_signatures
    except Exception:  # as above
        return False


def is_whole(seal) -> bool:
    """Tell whether the seal is valid and covers every byte of the file."""
    from asn1crypto.parser import peek
    from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    context = ValidationContext(trust_roots=[seal.signer_cert], allow_fetching=False)
    status = validate_pdf_signature(seal, signer_validation_context=context)
    # The one place no seal covers is its own container: the signature, filled up with zeros.
    padding = seal.pkcs7_content[peek(seal.pkcs7_content) :]
    return (
        status.intact
        and status.valid
        and status.coverage == SignatureCoverageLevel.ENTIRE_FILE
        and not padding.strip(b"\0")
    )


def confine() -> None:
    """Bound memory and processor time, and forbid writing files and starting processes."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


if __name__ == "__main__":
    confine()
    print(examine(sys.stdin.buffer.read(), sys.argv[1:]))
