"""Static files for the demo's web server, collected and compressed only when one of them has changed."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from django.contrib.staticfiles.finders import get_finders


def collect_if_changed(stamp: Path, collect: Callable[[], None]) -> None:
    """Collect unless `stamp` says that the same files were collected before."""
    state = _state()
    if not stamp.exists() or stamp.read_text() != state:
        collect()
        stamp.write_text(state)


def _state() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            file = Path(storage.path(path)).stat()
            digest.update(f"{path}|{file.st_size}|{file.st_mtime_ns}\n".encode())
    return digest.hexdigest()
