import json
from datetime import timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permits.paper.snapshot import Line, PermitSnapshot, ReceiptSnapshot, masked_identity
from tests.permits.paper import samples

moments = st.datetimes(timezones=st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours))))


def through_json(snapshot):
    return type(snapshot).from_json(json.loads(json.dumps(snapshot.to_json())))


@given(st.builds(PermitSnapshot, submitted_at=moments, decided_at=moments))
def test_permit_survives_json(snapshot):
    assert through_json(snapshot) == snapshot


@given(st.builds(ReceiptSnapshot, received_at=moments))
def test_receipt_survives_json(snapshot):
    assert through_json(snapshot) == snapshot


def test_json_says_what_the_permit_says():
    data = samples.person_permit().to_json()

    assert data["number"] == "500.16.7.2/0042/KES-01/DPMPTSP/2026"
    assert data["valid_until"] == "2031-11-20"
    assert data["decided_at"] == "2026-11-20T14:05:33+07:00"
    assert data["holder"]["identity"][0] == {"label": "NIK", "value": "1771********0001"}


def test_json_with_a_missing_part_is_refused():
    data = samples.person_permit().to_json()
    del data["holder"]["name"]

    with pytest.raises(KeyError):
        PermitSnapshot.from_json(data)


@pytest.mark.parametrize("number", ["1771010101900001", "1771 0101 0190 0001"])
def test_full_nik_never_reaches_the_paper(number):
    with pytest.raises(ValueError, match="NIK"):
        Line("NIK", number)


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("1771010101900001", "1771********0001"),
        ("091234567", "0912*4567"),
        ("12345678", "********"),
        ("", ""),
    ],
)
def test_identity_is_masked_in_the_middle(number, masked):
    assert masked_identity(number) == masked
