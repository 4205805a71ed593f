"""Finding a service by the words people know it by."""

import difflib
import re
from collections.abc import Iterable

from django.contrib.postgres.aggregates import StringAgg
from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db.models import Case, F, OuterRef, Q, Subquery, TextField, Value, When
from django.db.models.functions import Coalesce

from sop.models import Requirement
from sop.querysets import StandardQuerySet

LANGUAGE = "indonesian"
WORD_LIMIT = 8
NEAREST = 3


def words_of(text: str) -> list[str]:
    """Return the words of a search in small letters; signs of any query language are no words."""
    return re.findall(r"[^\W_]+", text.lower())[:WORD_LIMIT]


def matching(standards: StandardQuerySet, text: str) -> StandardQuerySet:
    """Keep standards that hold every word of `text`, best first.

    A word counts from its beginning («trayek», «tray»); in the service's name also in its middle.
    """
    words = words_of(text)
    if not words:
        return standards.none()
    # Only letters and digits reach the raw query, so none of its operators can.
    query = SearchQuery(" & ".join(f"{word}:*" for word in words), search_type="raw", config=LANGUAGE)
    in_name = Q()
    for word in words:
        in_name &= Q(permit_type__name_id__icontains=word)
    return (
        standards.annotate(document=_document(), is_named=Case(When(in_name, then=1), default=0))
        .filter(Q(document=query) | in_name)
        .order_by("-is_named", SearchRank(F("document"), query).desc(), "permit_type__name_id")
    )


def _document() -> SearchVector:
    requirement_names = Subquery(
        Requirement.objects.filter(standard=OuterRef("pk"))
        .order_by()
        .values("standard")
        .annotate(names=StringAgg("name_id", " "))
        .values("names")
    )
    return (
        SearchVector("permit_type__name_id", weight="A", config=LANGUAGE)
        + SearchVector("permit_type__sector__name_id", "output_title_id", weight="B", config=LANGUAGE)
        + SearchVector("description_id", weight="C", config=LANGUAGE)
        + SearchVector(
            Coalesce(requirement_names, Value(""), output_field=TextField()), weight="D", config=LANGUAGE
        )
    )


def nearest(text: str, names: Iterable[str]) -> list[str]:
    """Return the few names closest to a search that found nothing, best first."""
    vocabulary: dict[str, list[str]] = {}
    for name in names:
        for word in words_of(name):
            vocabulary.setdefault(word, []).append(name)
    found: dict[str, None] = {}
    for word in words_of(text):
        for close in difflib.get_close_matches(word, vocabulary, n=2, cutoff=0.85):
            found.update(dict.fromkeys(vocabulary[close]))
    return list(found)[:NEAREST]
