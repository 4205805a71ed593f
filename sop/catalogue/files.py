"""Reading the six files: bytes to rows, every unreadable place named."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from sop.catalogue.columns import CONTROL_CHARACTER, TABLES, Table, WrongCell
from sop.catalogue.problems import Problem


@dataclass(frozen=True)
class Row:
    """One row whose cells could be read; a cell that could not is missing from `values`."""

    file: str
    line: int
    values: dict[str, Any]

    def problem(self, column: str, sentence: str) -> Problem:
        return Problem(self.file, self.line, column, sentence)


Rows = dict[str, list[Row]]


def read_directory(directory: Path) -> tuple[Rows, list[Problem]]:
    """Return the rows of each file, by file name, and what could not be read."""
    if not directory.is_dir():
        return {}, [Problem(str(directory), 0, "", _("folder katalog tidak ditemukan."))]
    rows: Rows = {}
    problems: list[Problem] = []
    for table in TABLES:
        rows[table.file] = list(_read_table(directory / table.file, table, problems))
    return rows, problems


def _read_table(path: Path, table: Table, problems: list[Problem]) -> Iterator[Row]:
    content = _decode(path, table.file, problems)
    if content is None:
        return
    # newline="" keeps the line ends for csv, so that a quoted cell may span lines and be counted.
    reader = csv.reader(io.StringIO(content, newline=""), strict=True)
    try:
        header = next(reader, [])
        if not _header_is_right(header, table, problems):
            return
        start = reader.line_num + 1
        for cells in reader:
            if cells:
                yield _read_row(table, header, start, cells, problems)
            start = reader.line_num + 1
    except csv.Error as error:
        problems.append(
            Problem(
                table.file,
                reader.line_num,
                "",
                _("bukan CSV yang sah; periksa tanda kutip (%(error)s).") % {"error": error},
            )
        )


def _decode(path: Path, file: str, problems: list[Problem]) -> str | None:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        problems.append(Problem(file, 0, "", _("berkas tidak ada.")))
        return None
    except OSError as error:
        problems.append(
            Problem(file, 0, "", _("berkas tidak dapat dibaca (%(error)s).") % {"error": error.strerror})
        )
        return None
    try:
        # Spreadsheets like to put a byte order mark in front; it is no part of the first column's name.
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        problems.append(Problem(file, line, "", _("bukan UTF-8; simpan ulang berkas sebagai «CSV UTF-8».")))
        return None


def _header_is_right(header: list[str], table: Table, problems: list[Problem]) -> bool:
    wrong = []
    if len(header) == 1 and ";" in header[0]:
        wrong.append(Problem(table.file, 1, "", _("kolom harus dipisah dengan koma, bukan titik koma.")))
    else:
        missing = (name for name in table.columns if name not in header)
        unknown = (name for name in header if name not in table.columns)
        twice = {name for name in header if header.count(name) > 1 and name in table.columns}
        wrong += [Problem(table.file, 1, name, _("kolom ini tidak ada.")) for name in missing]
        wrong += [Problem(table.file, 1, name[:60], _("kolom ini tidak dikenal.")) for name in unknown]
        wrong += [Problem(table.file, 1, name, _("kolom ini ada dua kali.")) for name in twice]
    problems += wrong
    return not wrong


def _read_row(table: Table, header: list[str], line: int, cells: list[str], problems: list[Problem]) -> Row:
    if len(cells) != len(header):
        problems.append(
            Problem(
                table.file,
                line,
                "",
                _("ada %(found)d kolom, seharusnya %(expected)d.")
                % {"found": len(cells), "expected": len(header)},
            )
        )
        return Row(table.file, line, {})
    values = {}
    for name, cell in zip(header, cells, strict=True):
        try:
            if CONTROL_CHARACTER.search(cell):
                raise WrongCell(_("berisi karakter kendali atau ganti baris."))
            values[name] = table.columns[name](cell.strip())
        except WrongCell as wrong:
            problems.append(Problem(table.file, line, name, str(wrong)))
    return Row(table.file, line, values)
