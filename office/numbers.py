"""Official numbers: gapless series under a row lock, receipts with a check character."""

from django.db import connection, transaction
from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_37_36

from office.models import NumberSeries

# ISO 7064 hybrid system over 32 signs; I, O, S and Z are left out because people read them as digits.
RECEIPT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUVWXY"
ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def draw(series: str, year: int) -> int:
    """Return the next number of a series; the caller's transaction holds it until it commits.

    Called outside a transaction it would leave a gap, so that is an error.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("draw() needs the transaction that uses the number")
    NumberSeries.objects.bulk_create([NumberSeries(series=series, year=year)], ignore_conflicts=True)
    row = NumberSeries.objects.select_for_update().get(series=series, year=year)
    row.last += 1
    row.save(update_fields=["last"])
    return row.last


def draw_receipt(year: int) -> str:
    """Return a fresh receipt number such as REG-2026-000184-K; gaps are allowed here."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('receipt_number')")
        serial = cursor.fetchone()[0]
    return format_receipt(year, serial)


def format_receipt(year: int, serial: int) -> str:
    """Return the receipt number with its check character (ISO 7064 MOD 33,32)."""
    digits = f"{year:04d}{serial:06d}"
    return f"REG-{year:04d}-{serial:06d}-{mod_37_36.calc_check_digit(digits, RECEIPT_ALPHABET)}"


def normal_receipt(typed: str) -> str | None:
    """Return the receipt number a person meant by `typed` (case, spaces, missing dashes), or None."""
    signs = "".join(sign for sign in typed.upper() if sign.isascii() and sign.isalnum())
    signs = signs.removeprefix("REG")
    try:
        mod_37_36.validate(signs, RECEIPT_ALPHABET)
    except ValidationError:
        return None
    year, serial, check = signs[:4], signs[4:-1], signs[-1]
    if not (year.isdigit() and serial.isdigit() and len(serial) >= 6):
        return None
    return f"REG-{year}-{serial}-{check}"
