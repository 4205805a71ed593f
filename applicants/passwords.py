"""Password rules beyond Django's own; each says which rule failed."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LONGEST = 128
SHORTEST_FOR_STAFF = 12


class PrintableValidator:
    """No control characters: a line break or NUL is a slip that nobody can type again."""

    def validate(self, password: str, user=None) -> None:
        if any(not sign.isprintable() for sign in password):
            raise ValidationError(
                _("Kata sandi berisi karakter tidak diizinkan."), code="password_characters"
            )

    def get_help_text(self) -> str:
        return _("Boleh berisi spasi dan simbol.")


class LongestValidator:
    def validate(self, password: str, user=None) -> None:
        if len(password) > LONGEST:
            raise ValidationError(
                _("Kata sandi terlalu panjang: paling banyak %(limit)s karakter."),
                code="password_too_long",
                params={"limit": LONGEST},
            )

    def get_help_text(self) -> str:
        return _("Paling banyak %(limit)s karakter.") % {"limit": LONGEST}


class LengthValidator(MinimumLengthValidator):
    """At least `min_length` signs, and twelve for staff, who hold other people's files.

    The help text is shown to everybody; staff read of the twelve in their invitation.
    """

    def validate(self, password: str, user=None) -> None:
        super().validate(password, user)
        if user is not None and user.is_staff and len(password) < SHORTEST_FOR_STAFF:
            raise ValidationError(
                _("Kata sandi petugas sedikitnya %(limit)s karakter."),
                code="password_too_short_for_staff",
                params={"limit": SHORTEST_FOR_STAFF},
            )
