"""The only things a paper may load: files packed beside this module, and what the renderer hands over."""

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

SCHEME = "paper:"
ASSETS = Path(__file__).parent / "assets"
CONTENT_TYPES = {".css": "text/css", ".svg": "image/svg+xml", ".ttf": "font/ttf"}


def packaged_files() -> dict[str, Path]:
    """Return every file a paper may name, by that name."""
    fonts = Path(str(files("fontpkg_plus_jakarta_sans"))) / "files"
    return {
        **{path.name: path for path in ASSETS.iterdir()},
        "upright.ttf": fonts / "PlusJakartaSans[wght].ttf",
        "italic.ttf": fonts / "PlusJakartaSans-Italic[wght].ttf",
    }


class PackagedFetcher(URLFetcher):
    """Answer `paper:NAME` from a closed list; anything else stops the rendering.

    Nothing is opened by URL, so there is no protocol, host or redirect to get wrong. The error is of the one
    class that WeasyPrint lets through, except inside drawings; `refused` therefore remembers every address.
    """

    def __init__(self, made: Mapping[str, bytes]):
        super().__init__(allowed_protocols=frozenset(), allow_redirects=False, fail_on_errors=True)
        self.made = made
        self.packaged = packaged_files()
        self.refused: list[str] = []

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        name = url.removeprefix(SCHEME)
        if not url.startswith(SCHEME) or name not in {*self.made, *self.packaged}:
            self.refused.append(url)
            raise FatalURLFetchingError(url)
        body = self.made[name] if name in self.made else self.packaged[name].read_bytes()
        return URLFetcherResponse(url, body, {"Content-Type": CONTENT_TYPES[Path(name).suffix]})
