"""What each file of the catalogue holds: its columns, and how a cell becomes a value.

A cell is read as the model's own field demands (length, choices, yes/no, whole number), so that the
models stay the one place where the shape of the catalogue is written down.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from office.models import Agency
from sop.models import FormField, PermitType, Requirement, Sector, Standard, Step

SEPARATOR = ";"
YES_NO = {"yes": True, "no": False}
# A code stands in addresses (/izin/<code>/) and in permit numbers.
CODE = re.compile(r"[A-Z0-9]+(-[A-Z0-9]+)*")
# A field name becomes the key of an answer and the name of a form input.
FIELD_NAME = re.compile(r"[a-z][a-z0-9_]*")
CONTROL_CHARACTER = re.compile(r"[\x00-\x1f\x7f]")
SMALL_INTEGER_LIMIT = 32_767


class WrongCell(Exception):
    """A cell that cannot be read; the message is the sentence for the clerk."""


Reader = Callable[[str], Any]


def text(field: models.Field) -> Reader:
    def read(cell: str) -> str:
        if not cell and not field.blank:
            raise WrongCell(_("tidak boleh kosong."))
        if field.max_length and len(cell) > field.max_length:
            raise WrongCell(
                _("paling banyak %(limit)d huruf, tertulis %(length)d.")
                % {"limit": field.max_length, "length": len(cell)}
            )
        return cell

    return read


def pattern(shape: re.Pattern[str], example: str, limit: int) -> Reader:
    def read(cell: str) -> str:
        if not shape.fullmatch(cell) or len(cell) > limit:
            raise WrongCell(
                _("«%(cell)s» tidak sah; bentuknya seperti «%(example)s», paling banyak %(limit)d huruf.")
                % {"cell": cell[:80], "example": example, "limit": limit}
            )
        return cell

    return read


def one_of(choices: dict[str, Any]) -> Reader:
    def read(cell: str) -> Any:
        if cell not in choices:
            raise WrongCell(
                _("«%(cell)s» tidak dikenal; pilihannya: %(choices)s.")
                % {"cell": cell[:80], "choices": ", ".join(choice or _("(kosong)") for choice in choices)}
            )
        return choices[cell]

    return read


def whole_number(low: int, high: int, *, optional: bool = False) -> Reader:
    def read(cell: str) -> int | None:
        if not cell and optional:
            return None
        if not re.fullmatch(r"[0-9]{1,9}", cell) or not low <= int(cell) <= high:
            raise WrongCell(
                _("harus bilangan bulat %(low)d sampai %(high)d, tertulis «%(cell)s».")
                % {"low": low, "high": high, "cell": cell[:80]}
            )
        return int(cell)

    return read


def no_fee(cell: str) -> int:
    if cell != "0":
        raise WrongCell(
            _("tarif harus 0 karena semua layanan gratis, tertulis «%(cell)s».") % {"cell": cell[:80]}
        )
    return 0


def several(cell: str) -> list[str]:
    values = [value.strip() for value in cell.split(SEPARATOR)] if cell else []
    if "" in values:
        raise WrongCell(_("ada nilai kosong di antara tanda titik koma."))
    if len(set(values)) != len(values):
        raise WrongCell(_("ada nilai yang tertulis dua kali."))
    return values


def by_model(model: type[models.Model], name: str) -> Reader:
    """Return the reader that the model's own field asks for."""
    field = model._meta.get_field(name)
    if isinstance(field, models.BooleanField):
        return one_of(YES_NO)
    if isinstance(field, models.JSONField):
        return several
    if isinstance(field, models.PositiveIntegerField):
        return whole_number(1, 1_000_000)
    if isinstance(field, models.PositiveSmallIntegerField):
        return whole_number(1, SMALL_INTEGER_LIMIT, optional=field.null)
    if field.choices:
        choices = {value: value for value, _label in field.choices}
        return one_of(choices | {"": ""} if field.blank else choices)
    return text(field)


@dataclass(frozen=True)
class Table:
    """One file: its name and its columns, in order, each with its reader."""

    file: str
    columns: dict[str, Reader]


def _columns(model: type[models.Model], *names: str) -> dict[str, Reader]:
    return {name: by_model(model, name) for name in names}


code = pattern(CODE, "ESDM-01", 20)

AGENCIES = Table("agencies.csv", {"code": code, **_columns(Agency, "name_id", "name_en", "short_name")})
SECTORS = Table("sectors.csv", {"code": pattern(CODE, "ESDM", 10), **_columns(Sector, "name_id", "name_en")})
PERMIT_TYPES = Table(
    "permit_types.csv",
    {
        "code": code,
        "sector_code": code,
        "agency_code": code,
        **_columns(PermitType, "name_id", "name_en", "kind"),
        **_columns(Standard, "description_id"),
        "max_working_days": whole_number(1, 14),
        "fee_idr": no_fee,
        **_columns(
            Standard,
            "validity_count",
            "validity_unit",
            "needs_recommendation",
            "needs_site_visit",
            "output_title_id",
            "legal_basis",
            "applicant_kind",
        ),
        **_columns(PermitType, "issuing_system", "national_system", "sensitive"),
    },
)
REQUIREMENTS = Table(
    "requirements.csv",
    {
        "permit_code": code,
        **_columns(
            Requirement,
            "position",
            "name_id",
            "name_en",
            "description_id",
            "mandatory",
            "applies_to",
            "request_kind",
            "accepts",
        ),
    },
)
FORM_FIELDS = Table(
    "form_fields.csv",
    {
        "permit_code": code,
        **_columns(FormField, "position"),
        "name": pattern(FIELD_NAME, "well_depth_m", 60),
        **_columns(FormField, "label_id", "label_en", "kind", "choices", "required", "help_id"),
    },
)
STEPS = Table(
    "sop_steps.csv",
    {
        "permit_code": code,
        **_columns(
            Step, "position", "activity_id", "actor", "input_id", "duration_minutes", "output_id", "decision"
        ),
    },
)
TABLES = (AGENCIES, SECTORS, PERMIT_TYPES, REQUIREMENTS, FORM_FIELDS, STEPS)
