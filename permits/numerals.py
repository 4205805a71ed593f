"""Numbers as people in Indonesia type them: «1.250», «12,5», «1.250.000,75», and «12.5» from a calculator."""

import re
from decimal import Decimal

MOST_DIGITS = 15
MOST_DECIMALS = 6
CURRENCY = re.compile(r"^rp\.?\s*", re.IGNORECASE)
# Groups of three mean thousands; a lone point with any other number of digits behind it is a decimal point.
GROUPED_BY_POINTS = re.compile(r"\d{1,3}(\.\d{3})+(,\d+)?")
GROUPED_BY_COMMAS = re.compile(r"\d{1,3}(,\d{3})+\.\d+")
PLAIN = re.compile(r"\d+([.,]\d+)?")


def read_number(typed: str) -> Decimal:
    """Return the number a person meant; ValueError when it is none, negative, or beyond all measure.

    Only the digits 0 to 9 count; «NaN», «1e999» and digits of other scripts are no numbers here.
    """
    text = "".join(CURRENCY.sub("", typed.strip()).split())
    if not text.isascii():
        raise ValueError("digits of another script")
    if GROUPED_BY_POINTS.fullmatch(text):
        text = text.replace(".", "").replace(",", ".")
    elif GROUPED_BY_COMMAS.fullmatch(text):
        text = text.replace(",", "")
    elif PLAIN.fullmatch(text):
        text = text.replace(",", ".")
    else:
        raise ValueError("not a number")
    whole, _point, decimals = text.partition(".")
    if len(whole.lstrip("0")) > MOST_DIGITS or len(decimals) > MOST_DECIMALS:
        raise ValueError("too many digits")
    return Decimal(text)


def plain(number: Decimal) -> str:
    """Write a number for keeping: «1250.5», never «1.25E+3», no zeros at the end of its decimals."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def indonesian(text: str) -> str:
    """Write a kept number for people: «1250.5» becomes «1.250,5»."""
    whole, _point, decimals = text.partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{grouped},{decimals}" if decimals else grouped
