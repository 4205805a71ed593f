"""What must hold between the rows of a catalogue."""

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext as _

from office.calendar import MINUTES_PER_DAY
from sop.catalogue.columns import AGENCIES, FORM_FIELDS, PERMIT_TYPES, REQUIREMENTS, SECTORS, STEPS
from sop.catalogue.files import Row, Rows
from sop.catalogue.problems import Problem
from sop.models import FormField, Requirement

PARTS = (REQUIREMENTS, FORM_FIELDS, STEPS)


def check(rows: Rows) -> Iterator[Problem]:
    """Yield every problem between rows; a cell that could not be read was named before and is passed over."""
    for table, columns in (
        (AGENCIES, ["code"]),
        (SECTORS, ["code"]),
        (PERMIT_TYPES, ["code", "name_id"]),
    ):
        for column in columns:
            yield from _twice(rows[table.file], (column,))
    yield from _references(rows)
    for row in rows[PERMIT_TYPES.file]:
        yield from _validity(row)
    for row in rows[FORM_FIELDS.file]:
        yield from _choices(row)
    yield from _twice(rows[FORM_FIELDS.file], ("permit_code", "name"))
    for table in PARTS:
        yield from _positions(rows[table.file])
    yield from _parts(rows)


def _twice(rows: list[Row], columns: tuple[str, ...]) -> Iterator[Problem]:
    first: dict[tuple, int] = {}
    for row in rows:
        if not all(column in row.values for column in columns):
            continue
        key = tuple(row.values[column] for column in columns)
        if key in first:
            yield row.problem(
                columns[-1],
                _("«%(value)s» sudah ada pada baris %(line)d.") % {"value": key[-1], "line": first[key]},
            )
        else:
            first[key] = row.line


def _references(rows: Rows) -> Iterator[Problem]:
    for table, column, target in (
        (PERMIT_TYPES, "sector_code", SECTORS),
        (PERMIT_TYPES, "agency_code", AGENCIES),
        *((part, "permit_code", PERMIT_TYPES) for part in PARTS),
    ):
        known = {row.values.get("code") for row in rows[target.file]}
        if None in known:
            # A code that could not be read was named already; it would be missed here once per reference.
            continue
        for row in rows[table.file]:
            if column in row.values and row.values[column] not in known:
                yield row.problem(
                    column,
                    _("«%(code)s» tidak ada di %(file)s.")
                    % {"code": row.values[column], "file": target.file},
                )


def _validity(row: Row) -> Iterator[Problem]:
    values = row.values
    if not {"validity_count", "validity_unit"} <= values.keys():
        return
    if (values["validity_count"] is None) != (values["validity_unit"] == ""):
        yield row.problem(
            "validity_unit", _("masa berlaku dan satuannya diisi keduanya atau kosong keduanya.")
        )


def _choices(row: Row) -> Iterator[Problem]:
    values = row.values
    if {"kind", "choices"} <= values.keys():
        if values["kind"] == FormField.Kind.CHOICE and len(values["choices"]) < 2:
            yield row.problem("choices", _("isian pilihan memerlukan sedikitnya dua pilihan."))
        elif values["kind"] != FormField.Kind.CHOICE and values["choices"]:
            yield row.problem("choices", _("hanya isian berjenis «choice» yang boleh memiliki pilihan."))


def _positions(rows: list[Row]) -> Iterator[Problem]:
    """Positions of a permit's rows count 1, 2, 3 … in the order of the file."""
    last: dict[str, int] = defaultdict(int)
    for row in rows:
        if "permit_code" not in row.values:
            continue
        permit = row.values["permit_code"]
        position = row.values.get("position", last[permit] + 1)
        if position != last[permit] + 1:
            yield row.problem(
                "position",
                _("urutan %(permit)s melompat: seharusnya %(expected)d, tertulis %(found)d.")
                % {"permit": permit, "expected": last[permit] + 1, "found": position},
            )
        last[permit] = position


def _parts(rows: Rows) -> Iterator[Problem]:
    """Every permit has requirements, questions and steps, and these fit its promise."""
    parts: dict[str, dict[str, list[Row]]] = {table.file: defaultdict(list) for table in PARTS}
    for table in PARTS:
        for row in rows[table.file]:
            parts[table.file][row.values.get("permit_code", "")].append(row)
    for permit in rows[PERMIT_TYPES.file]:
        code = permit.values.get("code")
        if code is None:
            continue
        for table in PARTS:
            if not parts[table.file][code]:
                yield permit.problem(
                    "code", _("tidak punya satu baris pun di %(file)s.") % {"file": table.file}
                )
        yield from _steps_fit(permit, parts[STEPS.file][code])
        yield from _renewals(permit, parts[REQUIREMENTS.file][code])


def _steps_fit(permit: Row, steps: list[Row]) -> Iterator[Problem]:
    days = permit.values.get("max_working_days")
    minutes = sum(step.values.get("duration_minutes", 0) for step in steps)
    if days is not None and minutes > days * MINUTES_PER_DAY:
        yield permit.problem(
            "max_working_days",
            _("langkah SOP memakan %(minutes)d menit kerja, sedangkan janjinya %(limit)d menit.")
            % {"minutes": minutes, "limit": days * MINUTES_PER_DAY},
        )


def _renewals(permit: Row, requirements: list[Row]) -> Iterator[Problem]:
    if permit.values.get("validity_count", True):
        return
    for row in requirements:
        if row.values.get("request_kind") == Requirement.RequestKind.RENEWAL:
            yield row.problem(
                "request_kind", _("izin tanpa masa berlaku tidak punya persyaratan khusus perpanjangan.")
            )
