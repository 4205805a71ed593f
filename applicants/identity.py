"""Identity numbers as people type them: NIK, NPWP, NIB and telephone; values in, values out.

A well-formed number proves nobody's identity; that takes the card at the counter or the population register.
"""

import csv
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import phonenumbers
from phonenumbers import PhoneNumberType
from stdnum import exceptions
from stdnum.id import npwp

NIK_DIGITS = 16
NIB_DIGITS = 13
SEPARATORS = " .-\N{NO-BREAK SPACE}"
PROVINCES_FILE = Path(__file__).parent / "data" / "provinces.csv"
# Women's day of birth is written with 40 added.
WOMAN = 40
# A year that is leap in some century: "00" was leap in 2000, not in 1900.
SOME_CENTURIES = (1900, 2000)


class Problem(StrEnum):
    """What is wrong with a number, for the sentence that the page shows."""

    NOT_DIGITS = "not_digits"
    LENGTH = "length"
    DATE = "date"
    SERIAL = "serial"
    CHECK_DIGIT = "check_digit"
    UNKNOWN = "unknown"


class IdentityError(ValueError):
    """A number that cannot exist; `count` is how many digits were typed."""

    def __init__(self, problem: Problem, count: int = 0) -> None:
        super().__init__(problem)
        self.problem = problem
        self.count = count


@dataclass(frozen=True)
class Nik:
    """A well-formed NIK; regions are split now and then, so an unknown one is told, never refused."""

    number: str
    province_is_known: bool


@dataclass(frozen=True)
class Phone:
    """A telephone number in one normal form (E.164); text messages go to Indonesian mobiles only."""

    e164: str
    receives_sms: bool


@cache
def provinces() -> Mapping[str, str]:
    """Return the names of the provinces by the first two digits of a NIK (Kemendagri codes)."""
    with PROVINCES_FILE.open(encoding="utf-8", newline="") as rows:
        return {row["code"]: row["name"] for row in csv.DictReader(rows)}


def digits_of(typed: str) -> str:
    """Return `typed` without separators; anything but the digits 0–9 is an IdentityError."""
    number = "".join(sign for sign in typed.strip() if sign not in SEPARATORS)
    if not (number.isascii() and number.isdigit()):
        raise IdentityError(Problem.NOT_DIGITS)
    return number


def parse_nik(typed: str) -> Nik:
    """Return the NIK in `typed`: PPRRSS DDMMYY NNNN, without a check digit."""
    number = digits_of(typed)
    if len(number) != NIK_DIGITS:
        raise IdentityError(Problem.LENGTH, len(number))
    if not _is_birth_date(int(number[6:8]), int(number[8:10]), int(number[10:12])):
        raise IdentityError(Problem.DATE)
    if number[12:] == "0000":
        raise IdentityError(Problem.SERIAL)
    return Nik(number, province_is_known=number[:2] in provinces())


def _is_birth_date(day: int, month: int, year: int) -> bool:
    if day > WOMAN:
        day -= WOMAN
    for century in SOME_CENTURIES:
        try:
            dt.date(century + year, month, day)
        except ValueError:
            continue
        return True
    return False


def parse_npwp(typed: str) -> str:
    """Return the 16 digits of an NPWP: the old 15 behind a zero, or a person's NIK (PMK 112/2022)."""
    number = digits_of(typed)
    if len(number) == NIK_DIGITS and not number.startswith("0"):
        # stdnum would refuse the NIK of the provinces made since 2012.
        return parse_nik(number).number
    try:
        npwp.validate(number)
    except exceptions.InvalidLength:
        raise IdentityError(Problem.LENGTH, len(number)) from None
    except exceptions.ValidationError:
        raise IdentityError(Problem.CHECK_DIGIT) from None
    return number.zfill(NIK_DIGITS)


def parse_nib(typed: str) -> str:
    """Return the 13 digits of a business number; it carries no public check digit (PP 24/2018 art. 25)."""
    number = digits_of(typed)
    if len(number) != NIB_DIGITS:
        raise IdentityError(Problem.LENGTH, len(number))
    return number


def parse_phone(typed: str) -> Phone:
    """Return the telephone number in `typed`: 08…, 62…, +62…, or a foreign number with its country code."""
    number = typed.strip()
    if not number.isascii():
        raise IdentityError(Problem.NOT_DIGITS)
    try:
        parsed = phonenumbers.parse(number, "ID")
    except phonenumbers.NumberParseException:
        raise IdentityError(Problem.UNKNOWN) from None
    if not phonenumbers.is_valid_number(parsed) or parsed.extension:
        raise IdentityError(Problem.UNKNOWN)
    is_mobile = phonenumbers.number_type(parsed) == PhoneNumberType.MOBILE
    return Phone(
        phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164),
        receives_sms=is_mobile and parsed.country_code == 62,
    )


def mask(number: str) -> str:
    """Return `number` with only its first and last four signs: 1771********0001."""
    if len(number) < 12:
        return "*" * len(number)
    return f"{number[:4]}{'*' * (len(number) - 8)}{number[-4:]}"
