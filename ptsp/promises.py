"""The office's promises in one glance, for the front page."""

from collections import Counter
from dataclasses import dataclass

from sop.models import Sector, Standard

# Words people may look for; the front page offers those that some service's name contains.
EXAMPLE_WORDS = ("Air tanah", "Penelitian", "Trayek")


@dataclass(frozen=True)
class SectorSummary:
    code: str
    name: str
    services: int


@dataclass(frozen=True)
class Promises:
    """What all standards in force promise together."""

    services: int
    shortest_days: int
    longest_days: int
    sectors: list[SectorSummary]
    example_words: list[str]


def promises_in_force() -> Promises | None:
    """Summarise the standards in force (two queries), or nothing while the catalogue is empty."""
    rows = list(
        Standard.objects.filter(state=Standard.State.IN_FORCE).values_list(
            "permit_type__name_id", "permit_type__sector_id", "max_working_days"
        )
    )
    if not rows:
        return None
    names, sector_ids, days = zip(*rows, strict=True)
    per_sector = Counter(sector_ids)
    return Promises(
        services=len(rows),
        shortest_days=min(days),
        longest_days=max(days),
        sectors=[
            SectorSummary(sector.code, sector.name_id, per_sector[sector.pk])
            for sector in Sector.objects.all()
            if sector.pk in per_sector
        ],
        example_words=[word for word in EXAMPLE_WORDS if any(word.lower() in name.lower() for name in names)],
    )
