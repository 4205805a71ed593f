from decimal import Decimal

import pytest

from permits.numerals import indonesian, plain, read_number


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12", "12"),
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("1.250", "1250"),
        ("1.250,75", "1250.75"),
        ("1,250.75", "1250.75"),
        ("1.250.000", "1250000"),
        (" Rp 5.000.000 ", "5000000"),
        ("1 250", "1250"),
        ("0,000001", "0.000001"),
    ],
)
def test_numbers_are_read_as_indonesians_write_them(typed, number):
    assert read_number(typed) == Decimal(number)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "NaN",
        "Infinity",
        "1e999",
        "-5",
        "١٢",
        "１２",
        "1.2.3",
        "1,2,3",
        "12 m",
        "9" * 16,
        "0,0000001",
        "1.",
    ],
)
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(ValueError):  # noqa: PT011
        read_number(typed)


@pytest.mark.parametrize(
    ("number", "kept", "shown"),
    [
        ("1250.50", "1250.5", "1.250,5"),
        ("1000000", "1000000", "1.000.000"),
        ("0.000001", "0.000001", "0,000001"),
    ],
)
def test_numbers_are_kept_plainly_and_shown_in_words(number, kept, shown):
    assert plain(Decimal(number)) == kept
    assert indonesian(kept) == shown
