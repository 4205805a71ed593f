"""Which files are taken: PDF, JPG and PNG, when name and first bytes agree. Nothing is parsed here."""

from collections.abc import Collection
from enum import StrEnum

from permits.intake import refusals

HEAD_BYTES = 16


class Kind(StrEnum):
    PDF = "pdf"
    JPEG = "jpg"
    PNG = "png"

    @property
    def is_photo(self) -> bool:
        return self is not Kind.PDF


ANY = frozenset(Kind)
PHOTOS = frozenset({Kind.JPEG, Kind.PNG})

EXTENSIONS = {"pdf": Kind.PDF, "jpg": Kind.JPEG, "jpeg": Kind.JPEG, "png": Kind.PNG}
FIRST_BYTES = {
    Kind.PDF: b"%PDF-",
    Kind.JPEG: b"\xff\xd8\xff",
    Kind.PNG: b"\x89PNG\r\n\x1a\n",
}


def recognise(name: str, head: bytes, accepted: Collection[Kind] = ANY) -> Kind:
    """Return the kind of a file from the end of its name and its first bytes; Refused when they disagree."""
    kind = EXTENSIONS.get(name.rpartition(".")[2].lower())
    if kind is None or kind not in accepted:
        raise refusals.not_our_kind(name, accepts_pdf=Kind.PDF in accepted)
    if not head.startswith(FIRST_BYTES[kind]):
        raise refusals.not_as_named(name, kind.upper())
    return kind
