"""What a reader finds in a PDF."""

import io
import re

import pikepdf
import pypdfium2


def text_of(pdf: bytes) -> str:
    """Return the text of all pages on one line."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return re.sub(r"\s+", " ", " ".join(pages))


def letters_of(text: str) -> str:
    """Return a text without any white space, for values that the layout breaks over lines."""
    return re.sub(r"[\s\ufffe\ufffd]|(?<=\w)\u0002", "", text)


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def xmp_of(pdf: bytes) -> str:
    with opened(pdf) as document:
        return document.Root.Metadata.read_bytes().decode()
