"""The one web font, made from the packaged family the first time somebody asks for it."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import fontpkg_plus_jakarta_sans
from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

SOURCE = fontpkg_plus_jakarta_sans.ROOT / "files" / "PlusJakartaSans[wght].ttf"
URL_PATH = "fonts/plus-jakarta-sans.woff2"
WEIGHTS = (400, 800)
# Latin as Indonesian and English print it, with the dashes, quotes, arrows and signs of our pages.
CHARACTERS = {
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),
    *(ord(sign) for sign in "–—‘’‚“”„†•…‹›€™−≤≥←↑→↓✓"),
}
FEATURES = ["kern", "liga", "calt", "ccmp", "locl", "mark", "mkmk", "tnum", "lnum"]


def make_web_font(target: Path) -> None:
    """Write the variable WOFF2 (Latin, weights 400 to 800, about 20 kB) to `target`, whole or not at all."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    with TTFont(SOURCE) as font:
        instantiateVariableFont(font, {"wght": WEIGHTS}, inplace=True)
        options = Options()
        options.layout_features = FEATURES
        options.hinting = False
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=CHARACTERS)
        subsetter.subset(font)
        font.flavor = "woff2"
        target.parent.mkdir(parents=True, exist_ok=True)
        # Several workers may ask at once: each writes its own file, the rename decides.
        descriptor, name = tempfile.mkstemp(dir=target.parent, suffix=".woff2")
        with os.fdopen(descriptor, "wb") as unfinished:
            font.save(unfinished)
        os.chmod(name, 0o644)
        os.replace(name, target)


class FontFinder(BaseFinder):
    """Offer the font to `collectstatic` and the development server; it is kept under `VAR_DIR/fonts`."""

    def __init__(self, app_names=None, *args, **kwargs) -> None:
        self.storage = FileSystemStorage(location=settings.VAR_DIR)
        super().__init__(*args, **kwargs)

    def check(self, **kwargs) -> list:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs) -> str | list[str] | None:
        if path != URL_PATH:
            return [] if find_all else None
        found = str(self._font())
        return [found] if find_all else found

    def list(self, ignore_patterns) -> Iterator[tuple[str, FileSystemStorage]]:
        self._font()
        yield URL_PATH, self.storage

    def _font(self) -> Path:
        font = Path(self.storage.path(URL_PATH))
        if not font.exists():
            make_web_font(font)
        return font
