"""Expected failures of the verbs about people, each with a sentence for whoever met it."""

from django.utils.translation import gettext_lazy as _


class RuleBroken(Exception):
    """The verb was not carried out; `message` says why and what to do next."""

    message = _("Tindakan ini tidak dapat dilakukan.")

    def __init__(self, message=None) -> None:
        if message is not None:
            self.message = message
        super().__init__(str(self.message))


class IdentityTaken(RuleBroken):
    """The NIK belongs to somebody already; never says to whom."""

    message = _("NIK ini sudah terdaftar. Hubungi loket dengan membawa KTP.")


class TooManyTries(RuleBroken):
    message = _("Terlalu banyak percobaan NIK hari ini. Coba lagi besok atau hubungi loket.")
