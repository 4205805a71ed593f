"""Reading the six files: bytes to rows, every unreadable place named."""

import csv
import io
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


class Unreadable(Exception):
    """A file that cannot be read as a whole; `problems` says why."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__(*map(str, problems))


def read_directory(directory: Path) -> tuple[Rows, list[Problem]]:
    """Return the rows of each file that could be read, by file name, and every problem met."""
    if not directory.is_dir():
        return {}, [Problem(str(directory), 0, "", _("folder katalog tidak ditemukan."))]
    rows: Rows = {}
    problems: list[Problem] = []
    for table in TABLES:
        try:
            rows[table.file] = _read_table(directory / table.file, table, problems)
        except Unreadable as unreadable:
            problems += unreadable.problems
    return rows, problems


def _read_table(path: Path, table: Table, problems: list[Problem]) -> list[Row]:
    # newline="" leaves the line ends to csv, so that a quoted cell may span lines and is counted right.
    reader = csv.reader(io.StringIO(_decode(path), newline=""), strict=True)
    rows = []
    try:
        header = next(reader, [])
        _check_header(header, table)
        line = reader.line_num + 1
        for cells in reader:
            if cells:
                rows.append(_read_row(table, header, line, cells, problems))
            line = reader.line_num + 1
    except csv.Error as error:
        sentence = _("bukan CSV yang sah; periksa tanda kutip (%(error)s).") % {"error": error}
        raise Unreadable(Problem(table.file, reader.line_num, "", sentence)) from error
    return rows


def _decode(path: Path) -> str:
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise Unreadable(Problem(path.name, 0, "", _("berkas tidak ada."))) from error
    except OSError as error:
        sentence = _("berkas tidak dapat dibaca (%(error)s).") % {"error": error.strerror}
        raise Unreadable(Problem(path.name, 0, "", sentence)) from error
    try:
        # Spreadsheets like to put a byte order mark in front; it is no part of the first column's name.
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        sentence = _("bukan UTF-8; simpan ulang berkas sebagai «CSV UTF-8».")
        raise Unreadable(Problem(path.name, line, "", sentence)) from error


def _check_header(header: list[str], table: Table) -> None:
    if len(header) == 1 and ";" in header[0]:
        raise Unreadable(Problem(table.file, 1, "", _("kolom harus dipisah dengan koma, bukan titik koma.")))
    missing = [name for name in table.columns if name not in header]
    unknown = [name for name in header if name not in table.columns]
    twice = {name for name in table.columns if header.count(name) > 1}
    problems = [
        *(Problem(table.file, 1, name, _("kolom ini tidak ada.")) for name in missing),
        *(Problem(table.file, 1, name[:60], _("kolom ini tidak dikenal.")) for name in unknown),
        *(Problem(table.file, 1, name, _("kolom ini ada dua kali.")) for name in twice),
    ]
    if problems:
        raise Unreadable(*problems)


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
