"""How far a draft is: its parts with their state, for the task list."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from permits.answers import unfinished
from permits.completeness import Missing, missing_parts
from permits.models import Application, Document
from permits.parts import Part, part_of
from permits.slots import slots


class Stage(StrEnum):
    DONE = "done"
    STARTED = "started"
    EMPTY = "empty"
    WRONG = "wrong"


@dataclass(frozen=True)
class Task:
    """One line of the task list; `note` says more than the stage, such as «5 dari 8»."""

    part: Part
    stage: Stage
    note: str = ""

    @property
    def words(self) -> str:
        if self.note:
            return self.note
        return {
            Stage.DONE: _("Selesai"),
            Stage.STARTED: _("Sedang diisi"),
            Stage.EMPTY: _("Belum diisi"),
            Stage.WRONG: _("Perlu diperbaiki"),
        }[self.stage]


@dataclass(frozen=True)
class Progress:
    tasks: list[Task]
    missing: list[Missing]

    @property
    def done(self) -> int:
        return sum(task.stage == Stage.DONE for task in self.tasks)

    @property
    def is_complete(self) -> bool:
        return not self.missing


def progress(application: Application) -> Progress:
    """Return the draft's parts, and what keeps it from being handed in (three queries)."""
    missing = missing_parts(application)
    lacking = {item.part for item in missing}
    tasks = [Task(Part.APPLICANT, Stage.DONE)]
    for part in (Part.DATA, Part.PLACE):
        fields = [field for field in application.standard.form_fields.all() if part_of(field) == part]
        if fields:
            tasks.append(Task(part, _stage_of_answers(fields, application, is_lacking=part in lacking)))
    tasks.append(_documents_task(application, is_lacking=Part.DOCUMENTS in lacking))
    return Progress(tasks, missing)


def _stage_of_answers(fields, application: Application, *, is_lacking: bool) -> Stage:
    answers = application.answers
    typed = [answers.get(unfinished(field.name)) for field in fields]
    if any(_is_wrong(text) for text in typed):
        return Stage.WRONG
    if not is_lacking:
        return Stage.DONE
    is_started = any(typed) or any(answers.get(field.name) for field in fields)
    return Stage.STARTED if is_started else Stage.EMPTY


def _is_wrong(typed: str | dict | None) -> bool:
    """Say of what was typed whether it is a mistake; half a place is only not finished."""
    return all(typed.values()) if isinstance(typed, dict) else bool(typed)


def _documents_task(application: Application, *, is_lacking: bool) -> Task:
    rows = slots(application)
    wanted = [row for row in rows if row.is_mandatory]
    given = sum(row.is_given for row in wanted)
    if any(row.document and row.document.state == Document.State.REFUSED for row in rows):
        return Task(Part.DOCUMENTS, Stage.WRONG)
    if not is_lacking:
        return Task(Part.DOCUMENTS, Stage.DONE)
    note = _("{given} dari {wanted}").format(given=given, wanted=len(wanted))
    return Task(Part.DOCUMENTS, Stage.STARTED if given else Stage.EMPTY, note)
