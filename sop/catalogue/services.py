"""From checked rows to what the database shall hold, with what the files do not carry."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sop.catalogue.columns import FORM_FIELDS, PERMIT_TYPES, REQUIREMENTS, STEPS
from sop.catalogue.files import Row, Rows
from sop.components import SAMPLE_TEXTS
from sop.models import PermitType

# A sample decree until the office sets its own; every page says that it is one.
SAMPLE_DECREE = "SK Nomor 1/CONTOH/2025"
SAMPLE_EFFECTIVE_FROM = dt.date(2025, 1, 2)
# The only column whose name in the files is not the field's own.
RENAMED = {"fee_idr": "fee"}
PERMIT_TYPE_COLUMNS = ("name_id", "name_en", "kind", "issuing_system", "national_system", "sensitive")
KEY_COLUMNS = ("code", "sector_code", "agency_code")

Fields = dict[str, Any]


@dataclass(frozen=True)
class Service:
    """One permit type and its first standard, as field values; `line` is where the file has it."""

    code: str
    line: int
    sector_code: str
    agency_code: str
    permit_type: Fields
    standard: Fields
    requirements: list[Fields]
    form_fields: list[Fields]
    steps: list[Fields]


def services(rows: Rows) -> list[Service]:
    """Return the services that checked rows describe, in the order of the file."""
    parts = {table.file: _by_permit(rows[table.file]) for table in (REQUIREMENTS, FORM_FIELDS, STEPS)}
    return [
        Service(
            code=(code := row.values["code"]),
            line=row.line,
            sector_code=row.values["sector_code"],
            agency_code=row.values["agency_code"],
            permit_type=_permit_type(row),
            standard=_standard(row),
            requirements=parts[REQUIREMENTS.file][code],
            form_fields=parts[FORM_FIELDS.file][code],
            steps=parts[STEPS.file][code],
        )
        for row in rows[PERMIT_TYPES.file]
    ]


def _by_permit(rows: list[Row]) -> dict[str, list[Fields]]:
    grouped: dict[str, list[Fields]] = defaultdict(list)
    for row in rows:
        fields = dict(row.values)
        grouped[fields.pop("permit_code")].append(fields)
    return grouped


def _permit_type(row: Row) -> Fields:
    fields = {name: row.values[name] for name in PERMIT_TYPE_COLUMNS}
    return fields | {"signer": PermitType.Signer.OFFICE_HEAD.value, "number_code": row.values["code"]}


def _standard(row: Row) -> Fields:
    fields = {
        RENAMED.get(name, name): value
        for name, value in row.values.items()
        if name not in PERMIT_TYPE_COLUMNS + KEY_COLUMNS
    }
    return fields | {
        "agency_days": agency_days(fields["max_working_days"], asked=fields["needs_recommendation"]),
        "components": SAMPLE_TEXTS,
        "decree_number": SAMPLE_DECREE,
        "effective_from": SAMPLE_EFFECTIVE_FROM,
        "is_sample": True,
    }


def agency_days(max_working_days: int, *, asked: bool) -> int:
    """Return the technical agency's share of the promise: half the days rounded up; 0 if it is not asked."""
    return (max_working_days + 1) // 2 if asked else 0
