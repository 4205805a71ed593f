"""Draw the pages of a PDF; runs in the inspecting process only."""

import io
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image

from permits.intake.finding import Fault, Finding

# The viewer's picture: small enough for a slow line, sharp enough to read a stamp.
PICTURE_BYTES = 120_000
PICTURE_QUALITIES = (80, 60, 40)
WIDEST_PICTURE = 2000
TALLEST_PICTURE = 4000


def page_image(path: str, page: int, width: int, output: str) -> dict[str, Any]:
    """Write page `page` (from 0) as WebP, `width` pixels wide if 120 kB allow; return its measures."""
    picture = draw(path, page, min(width, WIDEST_PICTURE))
    while True:
        for quality in PICTURE_QUALITIES:
            buffer = io.BytesIO()
            picture.save(buffer, "WEBP", quality=quality)
            if buffer.tell() <= PICTURE_BYTES:
                Path(output).write_bytes(buffer.getvalue())
                return {"width": picture.width, "height": picture.height}
        # Noise from edge to edge: fewer pixels, not more bytes.
        picture = picture.reduce(2)


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
