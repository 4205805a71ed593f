"""What is wrong with a catalogue, said so that a clerk can find it in the spreadsheet."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake; `line` is the line of the file (the header is line 1), 0 for the file itself."""

    file: str
    line: int
    column: str
    sentence: str

    def __str__(self) -> str:
        place = [self.file]
        if self.line:
            place.append(_("baris %(line)d") % {"line": self.line})
        if self.column:
            place.append(_("kolom %(column)s") % {"column": self.column})
        return f"{', '.join(place)}: {self.sentence}"


class CatalogueRefused(Exception):
    """The catalogue was not loaded; nothing was written. Carries every problem, in file order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))
