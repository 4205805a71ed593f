"""Draw the pages of a PDF; runs in the inspecting process only."""

import io
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image

from permits.intake.finding import Fault, Finding

# The viewer's picture: small enough for a slow line, sharp enough to read a stamp.
PICTURE_BYTES = 120_000
LOWEST_QUALITY = 35
QUALITIES = (80, 55, LOWEST_QUALITY)
FEW_COLOURS = 1024
WIDEST_PICTURE = 2000
TALLEST_PICTURE = 4000


def page_image(path: str, page: int, width: int, output: str) -> dict[str, Any]:
    """Write page `page` (from 0) as WebP, `width` pixels wide if 120 kB allow; return its measures."""
    picture = draw(path, page, min(width, WIDEST_PICTURE))
    encoded = _first_that_fits(picture)
    while len(encoded) > PICTURE_BYTES:
        # Noise from edge to edge: fewer pixels rather than mud.
        scale = 0.9 * (PICTURE_BYTES / len(encoded)) ** 0.5
        picture = picture.resize((int(picture.width * scale), int(picture.height * scale)))
        encoded = _encode(picture, quality=LOWEST_QUALITY)
    Path(output).write_bytes(encoded)
    return {"width": picture.width, "height": picture.height}


def _first_that_fits(picture: Image.Image) -> bytes:
    """Return the best encoding that keeps within the limit, else the smallest.

    Print is mostly blank paper: without loss it is sharper than a lossy picture, and smaller too.
    """
    colours = picture.getcolors(FEW_COLOURS) or [(0, None)]
    if 2 * max(count for count, _colour in colours) > picture.width * picture.height:
        encoded = _encode(picture, lossless=True)
        if len(encoded) <= PICTURE_BYTES:
            return encoded
    for quality in QUALITIES:
        encoded = _encode(picture, quality=quality)
        if len(encoded) <= PICTURE_BYTES:
            break
    return encoded


def _encode(picture: Image.Image, **options: Any) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "WEBP", **options)
    return buffer.getvalue()


def draw(path: str, page: int, width: int) -> Image.Image:
    """Draw one page (from 0), filled-in form fields included; PDFium is built without any script engine."""
    try:
        with pypdfium2.PdfDocument(path) as document:
            document.init_forms()
            sheet = document[page]
            scale = min(width / sheet.get_width(), TALLEST_PICTURE / sheet.get_height())
            return sheet.render(scale=scale).to_pil().convert("RGB")
    except pypdfium2.PdfiumError as error:
        raise Finding(Fault.DAMAGED) from error
