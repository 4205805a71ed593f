"""Official numbers: no gap, no double; receipts that catch a slip of the pen."""

import random
from concurrent.futures import ThreadPoolExecutor
from itertools import chain

import pytest
from django.db import Error, connection, transaction
from django.db.transaction import TransactionManagementError
from hypothesis import given
from hypothesis import strategies as st

from office.models import NumberSeries
from office.numbers import RECEIPT_ALPHABET, draw, draw_receipt, format_receipt, normal_receipt

years = st.integers(2015, 2099)
serials = st.integers(1, 9_999_999)


class MindChanged(Exception):
    pass


def draw_some(seed: int) -> list[int]:
    """Draw twenty numbers in transactions of their own, a third of which are given up."""
    whim = random.Random(seed)
    kept = []
    for _ in range(20):
        try:
            with transaction.atomic():
                number = draw("500.16", 2026)
                if whim.random() < 0.33:
                    raise MindChanged
            kept.append(number)
        except MindChanged:
            continue
    connection.close()
    return kept


def test_eight_clerks_at_once_leave_no_gap(committed_db):
    with ThreadPoolExecutor(8) as clerks:
        numbers = sorted(chain.from_iterable(clerks.map(draw_some, range(8))))

    assert numbers == list(range(1, len(numbers) + 1))
    assert NumberSeries.objects.get().last == len(numbers)


def test_each_series_and_year_counts_for_itself(db):
    assert [draw("A", 2026), draw("A", 2026), draw("B", 2026), draw("A", 2027)] == [1, 2, 1, 1]


def test_number_outside_a_transaction_is_refused(committed_db):
    with pytest.raises(TransactionManagementError):
        draw("A", 2026)

    assert not NumberSeries.objects.exists()


@pytest.mark.parametrize("last", [0, 1, 3, 99])
def test_series_grows_by_one_only(db, last):
    draw("A", 2026)

    with pytest.raises(Error, match="grows by one"), transaction.atomic():
        NumberSeries.objects.update(last=last)


def test_series_starts_at_nothing(db):
    with pytest.raises(Error, match="starts at 0"), transaction.atomic():
        NumberSeries.objects.create(series="A", year=2026, last=5)


def test_series_cannot_be_deleted_or_renamed(db):
    draw("A", 2026)

    for change in (
        NumberSeries.objects.all()._raw_delete,
        lambda using: NumberSeries.objects.update(series="B"),
        lambda using: NumberSeries.objects.update(year=2027),
    ):
        with pytest.raises(Error, match="permission denied"), transaction.atomic():
            change("default")


def test_receipts_differ_and_verify(db):
    receipts = {draw_receipt(2026) for _ in range(5)}

    assert len(receipts) == 5
    assert all(normal_receipt(receipt) == receipt for receipt in receipts)


@given(years, serials)
def test_receipt_is_recognised_however_it_is_typed(year, serial):
    receipt = format_receipt(year, serial)

    for typed in (receipt.lower(), receipt.replace("-", ""), receipt.removeprefix("REG-"), f"  {receipt} "):
        assert normal_receipt(typed) == receipt


@given(years, serials, st.data())
def test_one_wrong_sign_is_caught(year, serial, data):
    signs = format_receipt(year, serial).removeprefix("REG-").replace("-", "")
    place = data.draw(st.integers(0, len(signs) - 1))
    wrong = data.draw(st.sampled_from([sign for sign in RECEIPT_ALPHABET if sign != signs[place]]))

    assert normal_receipt(signs[:place] + wrong + signs[place + 1 :]) is None


def test_nearly_all_swapped_neighbours_are_caught():
    """ISO 7064's hybrid systems catch every single error, but not quite every swap."""
    swapped = []
    for serial in range(1, 1001):
        signs = format_receipt(2026, serial).removeprefix("REG-").replace("-", "")
        swapped += [
            signs[:place] + signs[place + 1] + signs[place] + signs[place + 2 :]
            for place in range(len(signs) - 1)
            if signs[place] != signs[place + 1]
        ]

    missed = [typed for typed in swapped if normal_receipt(typed)]
    assert len(swapped) > 7000
    assert len(missed) <= len(swapped) * 0.002


@given(st.text(max_size=30))
def test_no_text_is_too_strange_for_a_receipt_field(typed):
    normal_receipt(typed)
