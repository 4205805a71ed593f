"""A catalogue to break, and the owner's connection to load it with."""

import csv
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from ptsp.demo import cluster


class CatalogueFolder:
    """A copy of the catalogue whose files a test may spoil."""

    def __init__(self, path: Path) -> None:
        self.path = path
        shutil.copytree(settings.BASE_DIR / "sop" / "data", path)

    def rows(self, file: str) -> list[list[str]]:
        with (self.path / file).open(encoding="utf-8", newline="") as lines:
            return list(csv.reader(lines))

    def write(self, file: str, rows: list[list[str]]) -> None:
        with (self.path / file).open("w", encoding="utf-8", newline="") as lines:
            csv.writer(lines, lineterminator="\n").writerows(rows)

    def set(self, file: str, line: int, column: str, value: str) -> None:
        """Put `value` into a cell; the header is line 1."""
        rows = self.rows(file)
        rows[line - 1][rows[0].index(column)] = value
        self.write(file, rows)

    def edit(self, file: str, change: Callable[[bytes], bytes]) -> None:
        target = self.path / file
        target.write_bytes(change(target.read_bytes()))


@pytest.fixture
def folder(tmp_path) -> CatalogueFolder:
    return CatalogueFolder(tmp_path / "catalogue")


@pytest.fixture
def owner_connection(committed_db) -> Iterator[None]:
    """Work as the owner of the tables, like `manage.py load_catalogue` does."""
    connection.close()
    application = connection.settings_dict["USER"]
    connection.settings_dict["USER"] = cluster.OWNER
    yield
    connection.close()
    connection.settings_dict["USER"] = application
