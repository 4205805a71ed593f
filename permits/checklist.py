"""The front desk's checklist: what was handed in for each requirement, and what was found of it."""

from dataclasses import dataclass

from permits import slots as given
from permits.models import Application, Check
from permits.slots import POWER_OF_ATTORNEY_KEY

__all__ = ["POWER_OF_ATTORNEY_KEY", "Slot", "slots", "unchecked_parts"]


@dataclass(frozen=True)
class Slot(given.Slot):
    """What was handed in for one requirement, with the verdict on it."""

    check: Check | None

    @property
    def needs_verdict(self) -> bool:
        """What may be left out and was left out is not checked."""
        return self.is_mandatory or self.document is not None or bool(self.typed)

    @property
    def verdict(self) -> str:
        """Return the verdict on what is there now; one on a document since replaced does not count."""
        if self.check is None or self.check.document_id != (self.document.pk if self.document else None):
            return ""
        return self.check.verdict

    @property
    def is_in_order(self) -> bool:
        return self.verdict == Check.Verdict.OK


def slots(application: Application) -> list[Slot]:
    """Return the checklist of a file, the power of attorney last (three queries)."""
    checks = {
        check.requirement_id: check for check in application.checks.current().select_related("checked_by")
    }
    return [
        Slot(
            slot.requirement, slot.document, slot.typed, checks.get(slot.requirement and slot.requirement.pk)
        )
        for slot in given.slots(application)
    ]


def unchecked_parts(application: Application) -> list[str]:
    """Return the names of requirements handed in or mandatory that the front desk has not found in order."""
    return [slot.name for slot in slots(application) if slot.needs_verdict and not slot.is_in_order]
