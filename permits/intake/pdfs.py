"""Inspect a PDF; runs in the inspecting process only."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from itertools import takewhile
from pathlib import Path
from typing import Any

import pikepdf

from permits.intake import pages
from permits.intake.finding import Active, Fault, Finding

MOST_PAGES = 200
# All compressed streams of one file together; a full set of honest scans stays far below.
MOST_UNFOLDED_BYTES = 512 * 1024 * 1024
INFLATE_STEP = 1024 * 1024
END_OF_FILE = b"%%EOF"
BLANK = b"\x00\t\n\x0c\r "

ACTIVE_ACTIONS = {
    "/JavaScript": Active.JAVASCRIPT,
    "/Launch": Active.LAUNCH,
    "/GoToE": Active.EMBEDDED_FILE,
    "/SubmitForm": Active.SENDS_DATA,
    "/ImportData": Active.SENDS_DATA,
    "/Rendition": Active.RICH_MEDIA,
    "/Movie": Active.RICH_MEDIA,
    "/Sound": Active.RICH_MEDIA,
    "/RichMediaExecute": Active.RICH_MEDIA,
}
ACTIVE_TYPES = {
    "/EmbeddedFile": Active.EMBEDDED_FILE,
    "/FileAttachment": Active.EMBEDDED_FILE,
    "/RichMedia": Active.RICH_MEDIA,
    "/Screen": Active.RICH_MEDIA,
    "/Movie": Active.RICH_MEDIA,
    "/3D": Active.RICH_MEDIA,
}
EMBEDDED_FOR = ("/F", "/UF", "/DOS", "/Mac", "/Unix")


def check_pdf(path: str) -> dict[str, Any]:
    """Return {"pages": n} for a PDF that only shows pages; raise Finding otherwise."""
    _check_ends(Path(path).read_bytes())
    try:
        with pikepdf.open(path) as pdf:
            if pdf.is_encrypted:
                raise Finding(Fault.LOCKED)
            _check_content(pdf)
            count = len(pdf.pages)
    except pikepdf.PasswordError as error:
        raise Finding(Fault.LOCKED) from error
    except pikepdf.PdfError as error:
        raise Finding(Fault.DAMAGED) from error
    if count == 0:
        raise Finding(Fault.NO_PAGES)
    if count > MOST_PAGES:
        raise Finding(Fault.TOO_MANY_PAGES, count)
    pages.draw(path, page=0, width=200)
    return {"pages": count}


def _check_ends(content: bytes) -> None:
    """Refuse a file that is cut off, goes on after its end, or is a ZIP archive as well."""
    end = content.rfind(END_OF_FILE)
    if end < 0:
        raise Finding(Fault.DAMAGED)
    if content[end + len(END_OF_FILE) :].strip(BLANK) or zipfile.is_zipfile(io.BytesIO(content)):
        raise Finding(Fault.TRAILING)


def _check_content(pdf: pikepdf.Pdf) -> None:
    unfolded = 0
    _refuse(_active_from_the_start(pdf.Root))
    for item in pdf.objects:
        for part in _dictionaries(item):
            _refuse(_active_kind(part))
        if isinstance(item, pikepdf.Stream):
            for piece in _unfold(item):
                unfolded += len(piece)
                if unfolded > MOST_UNFOLDED_BYTES:
                    raise Finding(Fault.UNFOLDS_TOO_FAR)


def _refuse(kind: Active | None) -> None:
    if kind:
        raise Finding(Fault.ACTIVE, kind)


def _active_from_the_start(root: pikepdf.Object) -> Active | None:
    """Look at what the catalogue starts by itself; opening at a certain page is all it may do."""
    form, names, opening = root.get("/AcroForm"), root.get("/Names"), root.get("/OpenAction")
    if form is not None and "/XFA" in form:
        return Active.XFA_FORM
    if names is not None and "/EmbeddedFiles" in names:
        return Active.EMBEDDED_FILE
    if isinstance(opening, pikepdf.Dictionary) and opening.get("/S") != "/GoTo":
        return _active_kind(opening) or Active.AUTOMATIC_ACTION
    return None


def _active_kind(part: pikepdf.Object) -> Active | None:
    """Tell what a dictionary would do by itself.

    Keys alone do not convict: a font or a picture may be called /AA or /EF in its page's resources.
    """
    action = part.get("/S")
    if isinstance(action, pikepdf.Name) and str(action) in ACTIVE_ACTIONS:
        return ACTIVE_ACTIONS[str(action)]
    for key in ("/Type", "/Subtype"):
        name = part.get(key)
        if isinstance(name, pikepdf.Name) and str(name) in ACTIVE_TYPES:
            return ACTIVE_TYPES[str(name)]
    if any(isinstance(value, pikepdf.Stream) for value in _inner(part, "/EF", EMBEDDED_FOR)):
        return Active.EMBEDDED_FILE
    if any(isinstance(value, pikepdf.Dictionary) and "/S" in value for value in _inner(part, "/AA")):
        return Active.AUTOMATIC_ACTION
    return None


def _inner(part: pikepdf.Object, key: str, keys: Iterable[str] | None = None) -> list[Any]:
    """Return the values under `keys` (all of them by default) of the dictionary at `key`, if there is one."""
    inner = part.get(key)
    if not isinstance(inner, pikepdf.Dictionary):
        return []
    return [inner.get(name) for name in (inner.keys() if keys is None else keys)]


def _dictionaries(item: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield the dictionaries written inside one object; what it refers to has its own turn."""
    waiting = [item]
    while waiting:
        item = waiting.pop()
        inside: Iterable[Any] = ()
        if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            yield item
            inside = item.values()
        elif isinstance(item, pikepdf.Array):
            inside = item
        waiting += [
            value
            for value in inside
            if isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect
        ]


def _unfold(stream: pikepdf.Object) -> Iterator[bytes]:
    """Yield what a stream becomes, piece by piece, so that a bomb is noticed before it fills the memory."""
    filters = stream.get("/Filter", pikepdf.Array([]))
    names = filters if isinstance(filters, pikepdf.Array) else [filters]
    pieces: Iterable[bytes] = [stream.read_raw_bytes()]
    for _name in takewhile(lambda name: name == "/FlateDecode", names):
        pieces = _inflate(pieces)
    try:
        yield from pieces
    except zlib.error:
        # A broken picture inside: its page shows it, the rest of the file is still worth reading.
        return


def _inflate(pieces: Iterable[bytes]) -> Iterator[bytes]:
    inflater = zlib.decompressobj()
    for piece in pieces:
        while piece and not inflater.eof:
            yield inflater.decompress(piece, INFLATE_STEP)
            piece = inflater.unconsumed_tail
