"""What an application has to be given, requirement by requirement, and what was given so far."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from permits.models import Application, Document
from sop.models import Requirement

POWER_OF_ATTORNEY = None
POWER_OF_ATTORNEY_KEY = "kuasa"


@dataclass(frozen=True)
class Slot:
    """One requirement of a file (none: the power of attorney) with its current document or typed answer."""

    requirement: Requirement | None
    document: Document | None
    typed: str

    @property
    def key(self) -> str:
        """Return the slot's part of an address."""
        return str(self.requirement.pk) if self.requirement else POWER_OF_ATTORNEY_KEY

    @property
    def anchor(self) -> str:
        """Return the row's name on the page of documents."""
        return f"syarat-{self.key}"

    @property
    def name(self) -> str:
        return self.requirement.name_id if self.requirement else _("Surat kuasa")

    @property
    def description(self) -> str:
        if self.requirement:
            return self.requirement.description_id
        return _("Ditandatangani pemberi dan penerima kuasa, bermeterai.")

    @property
    def is_mandatory(self) -> bool:
        return self.requirement is None or self.requirement.mandatory

    @property
    def is_typed(self) -> bool:
        """Whether it is answered by typing instead of a file."""
        return self.requirement is not None and not self.requirement.is_file

    @property
    def takes_photos_only(self) -> bool:
        return self.requirement is not None and self.requirement.accepts == Requirement.Accepts.IMAGE

    @property
    def is_given(self) -> bool:
        """Whether it can be handed in as it stands: typed, or a document that passed the check."""
        if self.is_typed:
            return bool(self.typed)
        return self.document is not None and self.document.state == Document.State.CLEAN


def slots(application: Application) -> list[Slot]:
    """Return every row of the list, the power of attorney last (two queries, none after a prefetch)."""
    current = {
        document.requirement_id: document
        for document in application.documents.all()
        if document.superseded_at is None
    }
    rows = [
        Slot(
            requirement,
            current.get(requirement.pk),
            application.typed_requirements.get(str(requirement.pk), ""),
        )
        for requirement in application.standard.requirements.all()
        if application.asks_for(requirement)
    ]
    if application.needs_power_of_attorney:
        rows.append(Slot(POWER_OF_ATTORNEY, current.get(POWER_OF_ATTORNEY), ""))
    return rows
