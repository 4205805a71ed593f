"""Identity numbers as plain functions: what is read, what is refused, what holds for all of them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applicants.identity import (
    IdentityError,
    Problem,
    mask,
    parse_nib,
    parse_nik,
    parse_npwp,
    parse_phone,
    provinces,
)

MAN = "1771010101900001"
WOMAN = "1771014101900001"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        (MAN, MAN),
        (WOMAN, WOMAN),
        (" 177101 010190 0001 ", MAN),
        ("177101.010190.0001", MAN),
        ("1771-0101-0190-0001", MAN),
        ("1771012902000001", "1771012902000001"),
    ],
)
def test_well_formed_nik_loses_its_separators(typed, number):
    assert parse_nik(typed).number == number


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("177101010190000", Problem.LENGTH),
        ("17710101019000011", Problem.LENGTH),
        ("177101010190000A", Problem.NOT_DIGITS),
        ("", Problem.NOT_DIGITS),
        ("３１７１０１０１０１９０００１", Problem.NOT_DIGITS),
        ("١٧٧١٠١٠١٠١٩٠٠٠٠١", Problem.NOT_DIGITS),
        ("1771013201900001", Problem.DATE),
        ("1771014001900001", Problem.DATE),
        ("1771017201900001", Problem.DATE),
        ("1771018101900001", Problem.DATE),
        ("1771010001900001", Problem.DATE),
        ("1771010100900001", Problem.DATE),
        ("1771010113900001", Problem.DATE),
        ("1771013102900001", Problem.DATE),
        ("1771012902010001", Problem.DATE),
        ("1771010101900000", Problem.SERIAL),
    ],
)
def test_impossible_nik_is_refused(typed, problem):
    with pytest.raises(IdentityError) as refusal:
        parse_nik(typed)

    assert refusal.value.problem == problem


def test_length_is_told_with_the_count_of_digits():
    with pytest.raises(IdentityError) as refusal:
        parse_nik("1771 0101 0190 000")

    assert refusal.value.count == 15


@pytest.mark.parametrize("code", ["17", "65", "92", "93", "95", "96"])
def test_provinces_made_since_2012_are_known(code):
    assert parse_nik(f"{code}{MAN[2:]}").province_is_known


def test_unknown_province_is_flagged_never_refused():
    assert not parse_nik(f"99{MAN[2:]}").province_is_known


def test_table_has_the_38_provinces():
    assert len(provinces()) == 38


births = st.dates(min_value=dt.date(1920, 1, 1), max_value=dt.date(2026, 12, 31))


@given(births, st.booleans(), st.integers(1, 9999), st.sampled_from(sorted(provinces())))
def test_every_real_birthday_makes_a_nik(born, is_woman, serial, province):
    day = born.day + 40 if is_woman else born.day
    number = f"{province}0101{day:02d}{born:%m%y}{serial:04d}"

    assert parse_nik(number).number == number


@given(st.text(max_size=40))
def test_no_text_makes_a_parser_fall_over(text):
    for parse in (parse_nik, parse_npwp, parse_nib, parse_phone):
        try:
            parse(text)
        except IdentityError:
            continue


@given(st.text(alphabet="0123456789", min_size=16, max_size=16))
def test_what_is_accepted_reads_the_same_again(number):
    try:
        nik = parse_nik(number)
    except IdentityError:
        return

    assert parse_nik(nik.number) == nik


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("01.312.166.0-091.000", "0013121660091000"),
        ("016090524017000", "0016090524017000"),
        ("0013000666091000", "0013000666091000"),
        (MAN, MAN),
        ("6571010101900001", "6571010101900001"),
    ],
)
def test_npwp_becomes_sixteen_digits(typed, number):
    assert parse_npwp(typed) == number


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("123456789", Problem.LENGTH),
        ("113000666091000", Problem.CHECK_DIGIT),
        ("1771013201900001", Problem.DATE),
        ("01.312.166.O-091.000", Problem.NOT_DIGITS),
    ],
)
def test_impossible_npwp_is_refused(typed, problem):
    with pytest.raises(IdentityError) as refusal:
        parse_npwp(typed)

    assert refusal.value.problem == problem


def test_nib_has_thirteen_digits():
    assert parse_nib("1234 5678 90123") == "1234567890123"
    with pytest.raises(IdentityError) as refusal:
        parse_nib("123456789012")
    assert (refusal.value.problem, refusal.value.count) == (Problem.LENGTH, 12)


@pytest.mark.parametrize("typed", ["081234567890", "6281234567890", "+62 812-3456-7890", "0812 3456 7890"])
def test_mobile_number_has_one_normal_form(typed):
    phone = parse_phone(typed)

    assert (phone.e164, phone.receives_sms) == ("+6281234567890", True)


@pytest.mark.parametrize("typed", ["0809 123 4567", "+1 650 253 0000", "021 5551234"])
def test_premium_foreign_and_landline_numbers_are_kept_for_calls(typed):
    assert not parse_phone(typed).receives_sms


@pytest.mark.parametrize("typed", ["1708", "112", "abc", "０８１２３４５６７８９０", "08123456789 ext. 5"])
def test_what_is_no_telephone_is_refused(typed):
    with pytest.raises(IdentityError):
        parse_phone(typed)


def test_mask_leaves_the_ends():
    assert mask(MAN) == "1771********0001"
    assert mask("+6281234567890") == "+628******7890"
    assert mask("12345678") == "********"
    assert mask("") == ""
