"""The front desk's checklist: what was handed in for each requirement, and what was found of it."""

from dataclasses import dataclass

from permits.completeness import POWER_OF_ATTORNEY, is_typed, power_of_attorney_name
from permits.models import Application, Check, Document
from sop.models import Requirement

POWER_OF_ATTORNEY_KEY = "kuasa"


@dataclass(frozen=True)
class Slot:
    """One requirement of a file (none: the power of attorney), its current document or text, its verdict."""

    requirement: Requirement | None
    document: Document | None
    typed: str
    check: Check | None

    @property
    def key(self) -> str:
        """Return the slot's part of an address."""
        return str(self.requirement.pk) if self.requirement else POWER_OF_ATTORNEY_KEY

    @property
    def name(self) -> str:
        return self.requirement.name_id if self.requirement else power_of_attorney_name()

    @property
    def is_mandatory(self) -> bool:
        return self.requirement is None or self.requirement.mandatory

    @property
    def is_typed(self) -> bool:
        return is_typed(self.requirement)

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
    documents = {document.requirement_id: document for document in application.documents.current()}
    checks = {check.requirement_id: check for check in application.checks.select_related("checked_by")}
    requirements: list[Requirement | None] = list(application.requirements())
    if application.needs_power_of_attorney:
        requirements.append(POWER_OF_ATTORNEY)
    return [
        Slot(
            requirement=requirement,
            document=documents.get(requirement and requirement.pk),
            typed=application.typed_requirements.get(str(requirement.pk), "") if requirement else "",
            check=checks.get(requirement and requirement.pk),
        )
        for requirement in requirements
    ]


def unchecked_parts(application: Application) -> list[str]:
    """Return the names of requirements handed in or mandatory that the front desk has not found in order."""
    return [slot.name for slot in slots(application) if slot.needs_verdict and not slot.is_in_order]
