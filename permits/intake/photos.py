"""Turn photographs into one clean PDF; runs in the inspecting process only."""

import io
from pathlib import Path
from typing import Any

import img2pdf
from PIL import Image, ImageOps, UnidentifiedImageError

from permits.intake.finding import Fault, Finding

MOST_PIXELS = 25_000_000
# Ours is the stricter limit, and it is checked before anything is decoded.
Image.MAX_IMAGE_PIXELS = None
# A4 at 190 dots per inch: stamps and small print stay legible, a photograph becomes about 1 MB.
LONG_SIDE = 2200
JPEG_QUALITY = 82
MARGIN = img2pdf.mm_to_pt(8)
A4 = (img2pdf.mm_to_pt(210), img2pdf.mm_to_pt(297))
CLOCKWISE = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}


def join_images(paths: list[str], rotations: list[int], output: str) -> dict[str, Any]:
    """Write the photographs in order, one A4 page each, turned clockwise; return {"pages": n}."""
    pages = []
    for index, (path, rotation) in enumerate(zip(paths, rotations, strict=True)):
        try:
            pages.append(_clean(path, rotation))
        except Finding as finding:
            raise Finding(finding.fault, finding.detail, index) from finding
        except (OSError, SyntaxError, ValueError, UnidentifiedImageError) as error:
            raise Finding(Fault.DAMAGED, index=index) from error
    layout = img2pdf.get_layout_fun(
        pagesize=A4, border=(MARGIN, MARGIN), fit=img2pdf.FitMode.into, auto_orient=True
    )
    with Path(output).open("wb") as file:
        # Without dates the same photographs make the same bytes, so a repeated job changes nothing.
        img2pdf.convert(
            pages, outputstream=file, layout_fun=layout, nodate=True, engine=img2pdf.Engine.internal
        )
    return {"pages": len(pages)}


def _clean(path: str, rotation: int) -> bytes:
    """Return the pixels of a photograph, upright and of sane size, as a JPEG that carries nothing else."""
    with Image.open(path, formats=("JPEG", "PNG")) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise Finding(Fault.TOO_MANY_PIXELS, round(opened.width * opened.height / 1_000_000))
        # A large JPEG is decoded at half or quarter size at once.
        opened.draft("RGB", (LONG_SIDE, LONG_SIDE))
        ImageOps.exif_transpose(opened, in_place=True)
        picture = _in_plain_colours(opened)
        picture.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS)
    if rotation:
        picture = picture.transpose(CLOCKWISE[rotation])
    picture = _on_white(picture)
    # Pillow would write the sender's comment and colour profile back.
    picture.info.clear()
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=JPEG_QUALITY, optimize=True)
    return buffer.getvalue()


def _in_plain_colours(picture: Image.Image) -> Image.Image:
    """Return the picture with 8 bits a channel, grey or RGB, its transparency kept."""
    if picture.mode.startswith("I"):
        # 16 bits a pixel; a plain conversion would turn everything but black to white.
        return picture.point(lambda value: value / 256).convert("L")
    if picture.mode in ("L", "RGB", "RGBA"):
        return picture
    if picture.has_transparency_data:
        return picture.convert("RGBA")
    return picture.convert("L" if picture.mode == "1" else "RGB")


def _on_white(picture: Image.Image) -> Image.Image:
    """Let what is see-through become paper; done last, while the picture is small."""
    if picture.mode != "RGBA":
        return picture
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture)
    return paper
