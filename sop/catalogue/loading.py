"""Writing a catalogue into the database, all of it or nothing."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.db import models, transaction
from django.utils.translation import gettext as _

from office.models import Agency, Office
from sop.catalogue.checks import check
from sop.catalogue.columns import AGENCIES, PERMIT_TYPES, SECTORS, TABLES, Table
from sop.catalogue.files import Rows, read_directory
from sop.catalogue.problems import CatalogueRefused, Problem
from sop.catalogue.services import Fields, Service, services
from sop.models import FormField, PermitType, Requirement, Sector, Standard, Step

FIRST_VERSION = 1
NEW, CHANGED, UNCHANGED = "new", "changed", "unchanged"
NAMED: list[tuple[Table, type[models.Model]]] = [(AGENCIES, Agency), (SECTORS, Sector)]
PARTS: dict[str, type[models.Model]] = {
    "requirements": Requirement,
    "form_fields": FormField,
    "steps": Step,
}


@dataclass
class Loaded:
    """What a load did; an outcome counts agencies, sectors and services (a permit type with its standard)."""

    outcomes: Counter[str] = field(default_factory=Counter)
    rows: Counter[str] = field(default_factory=Counter)


def load(directory: Path) -> Loaded:
    """Load the catalogue of `directory` as version 1 in force; running it again changes nothing.

    Raises CatalogueRefused with every problem, and then nothing has been written.
    """
    rows, problems = read_directory(directory)
    if len(rows) == len(TABLES):
        problems += check(rows)
    if problems:
        raise CatalogueRefused(problems)
    with transaction.atomic():
        # Two loaders at once wait for each other here.
        Office.objects.select_for_update().get()
        return _write(rows)


def _write(rows: Rows) -> Loaded:
    wanted = services(rows)
    stored = _stored_standards()
    forgotten = stored.keys() - {service.code for service in wanted}
    if forgotten:
        raise CatalogueRefused(_forgotten(code) for code in forgotten)
    if _is_settled():
        differing = [*_named_differently(rows), *_promised_differently(wanted, stored)]
        if differing:
            raise CatalogueRefused(differing)

    loaded = Loaded(rows=Counter({file: len(file_rows) for file, file_rows in rows.items()}))
    for table, model in NAMED:
        for row in rows[table.file]:
            loaded.outcomes[_write_named(model, dict(row.values))] += 1
    for service in wanted:
        loaded.outcomes[_write_service(service, stored.get(service.code))] += 1
    return loaded


def _stored_standards() -> dict[str, Standard]:
    # Locked, so that nobody applies under a standard while it is being replaced.
    standards = (
        Standard.objects.select_for_update(of=("self",))
        .filter(version=FIRST_VERSION)
        .select_related("permit_type__sector", "permit_type__agency")
        .prefetch_related(*PARTS)
    )
    return {standard.permit_type.code: standard for standard in standards}


def _is_settled() -> bool:
    """Return whether a standard has a second version, or an upper floor refers to anything here."""
    if Standard.objects.exclude(version=FIRST_VERSION).exists():
        return True
    return any(
        relation.related_model._base_manager.filter(**{f"{relation.field.name}__isnull": False}).exists()
        for model in (PermitType, Standard, *PARTS.values())
        for relation in model._meta.related_objects
        if relation.related_model._meta.app_label != Standard._meta.app_label
    )


def _forgotten(code: str) -> Problem:
    return Problem(
        PERMIT_TYPES.file,
        0,
        "code",
        _("«%(code)s» ada di basis data, tidak ada di berkas ini; memuat katalog tidak menghapus layanan.")
        % {"code": code},
    )


def _named_differently(rows: Rows) -> Iterator[Problem]:
    for table, model in NAMED:
        stored = {thing["code"]: thing for thing in model._default_manager.values(*table.columns)}
        for row in rows[table.file]:
            if stored.get(row.values["code"], row.values) != row.values:
                yield row.problem(
                    "code",
                    _("«%(code)s» berbeda dari yang sudah dipakai; ubah lewat versi standar baru.")
                    % {"code": row.values["code"]},
                )


def _promised_differently(wanted: list[Service], stored: dict[str, Standard]) -> Iterator[Problem]:
    for service in wanted:
        if service.code in stored and not _same(service, stored[service.code]):
            yield Problem(
                PERMIT_TYPES.file,
                service.line,
                "code",
                _("«%(code)s» berbeda dari standar yang berlaku; ubah lewat versi standar baru.")
                % {"code": service.code},
            )


def _same(service: Service, standard: Standard) -> bool:
    permit_type = standard.permit_type
    return (
        permit_type.sector.code == service.sector_code
        and permit_type.agency.code == service.agency_code
        and _holds(permit_type, service.permit_type)
        and _holds(standard, service.standard)
        and all(_hold(getattr(standard, part).all(), getattr(service, part)) for part in PARTS)
    )


def _holds(thing: models.Model, fields: Fields) -> bool:
    return all(getattr(thing, name) == value for name, value in fields.items())


def _hold(things: Collection[models.Model], rows: list[Fields]) -> bool:
    return len(things) == len(rows) and all(map(_holds, things, rows))


def _write_named(model: type[models.Model], fields: Fields) -> str:
    thing = model._default_manager.filter(code=fields["code"]).first()
    if thing and _holds(thing, fields):
        return UNCHANGED
    model._default_manager.update_or_create(code=fields["code"], defaults=fields)
    return CHANGED if thing else NEW


def _write_service(service: Service, standard: Standard | None) -> str:
    if standard and _same(service, standard):
        return UNCHANGED
    permit_type, _created = PermitType.objects.update_or_create(
        code=service.code,
        defaults={
            **service.permit_type,
            "sector": Sector.objects.get(code=service.sector_code),
            "agency": Agency.objects.get(code=service.agency_code),
        },
    )
    if standard:
        # Only the owner may take a standard back like this (migration 0002).
        Standard.objects.filter(pk=standard.pk).update(state=Standard.State.DRAFT)
    draft, _created = Standard.objects.update_or_create(
        permit_type=permit_type, version=FIRST_VERSION, defaults=service.standard
    )
    for name, model in PARTS.items():
        getattr(draft, name).all().delete()
        model._default_manager.bulk_create(model(standard=draft, **row) for row in getattr(service, name))
    Standard.objects.filter(pk=draft.pk).update(state=Standard.State.IN_FORCE)
    return CHANGED if standard else NEW
