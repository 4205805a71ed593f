"""Expected failures of the workflow, each with a sentence for the person who met it."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _


class WorkflowError(Exception):
    """The verb was not carried out; `message` says why and what to do next."""

    message = _("Tindakan ini tidak dapat dilakukan.")

    def __init__(self, message=None) -> None:
        if message is not None:
            self.message = message
        super().__init__(str(self.message))


class StalePage(WorkflowError):
    """Somebody else has moved the file since the page was shown."""

    message = _("Berkas ini baru saja diproses petugas lain. Muat ulang untuk melihat keadaan terbarunya.")


class Busy(WorkflowError):
    """Somebody else holds the row right now."""

    message = _("Berkas ini sedang diproses petugas lain. Coba lagi sebentar.")


class Incomplete(WorkflowError):
    """Something that the verb needs is missing; `missing` names each thing."""

    message = _("Permohonan belum lengkap.")

    def __init__(self, missing: Sequence[object], message=None) -> None:
        super().__init__(message)
        self.missing = missing
