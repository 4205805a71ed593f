"""Draw the pages of a PDF; runs in the inspecting process only."""

import io
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image

from permits.intake.finding import Fault, Finding

# The viewer's picture: small enough for a slow line, sharp enough to read a stamp.
PICTURE_BYTES = 120_000
LOSSY_QUALITIES = (80, 55, 35)
FEW_COLOURS = 1024
WIDEST_PICTURE = 2000
TALLEST_PICTURE = 4000


def page_image(path: str, page: int, width: int, output: str) -> dict[str, Any]:
    """Write page `page` (from 0) as WebP, `width` pixels wide if 120 kB allow; return its measures."""
    picture = draw(path, page, min(width, WIDEST_PICTURE))
    while True:
        for options in _ways_to_save(picture):
            buffer = io.BytesIO()
            picture.save(buffer, "WEBP", **options)
            if buffer.tell() <= PICTURE_BYTES:
                Path(output).write_bytes(buffer.getvalue())
                return {"width": picture.width, "height": picture.height}
        # Noise from edge to edge: fewer pixels rather than mud.
        picture = picture.resize((int(picture.width * 0.8), int(picture.height * 0.8)))


def _ways_to_save(picture: Image.Image) -> list[dict[str, Any]]:
    """Return how to save a page, best first.

    Print has few colours: kept without loss it is sharper than a JPEG-like picture, and smaller too.
    """
    lossless = [{"lossless": True}] if picture.getcolors(FEW_COLOURS) else []
    return lossless + [{"quality": quality} for quality in LOSSY_QUALITIES]


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
