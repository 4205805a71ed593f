"""The arithmetic of the record, without a database."""

import datetime as dt
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.hashchain import GENESIS, Link, canonical, first_break, link_hash

START = dt.datetime(2026, 1, 5, 1, 2, 3, 4, tzinfo=dt.UTC)


def chain(length: int) -> list[Link]:
    links, previous = [], GENESIS
    for number in range(1, length + 1):
        at, body = START + dt.timedelta(minutes=number), canonical({"action": f"step {number}"})
        links.append(Link(number, at, body, previous, link_hash(number, at, previous, body)))
        previous = links[-1].hash
    return links


def test_link_hash_is_sha256_of_the_published_line():
    line = "7|2026-01-05T01:02:03.000004Z|" + "a" * 64 + '|{"x":1}'

    assert link_hash(7, START, "a" * 64, '{"x":1}') == hashlib.sha256(line.encode()).hexdigest()


def test_link_hash_knows_one_time_whatever_the_zone():
    in_jakarta = START.astimezone(dt.timezone(dt.timedelta(hours=7)))

    assert link_hash(1, in_jakarta, GENESIS, "{}") == link_hash(1, START, GENESIS, "{}")


def test_canonical_text_does_not_depend_on_the_order_of_keys():
    assert (
        canonical({"b": "é", "a": [1, None]})
        == '{"a":[1,null],"b":"é"}'
        == canonical({"a": [1, None], "b": "é"})
    )


def test_canonical_text_refuses_what_json_cannot_say():
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical({"a": float("nan")})


def test_whole_chain_has_no_break():
    assert first_break(chain(9)) is None
    assert first_break([]) is None


@given(st.integers(0, 8), st.sampled_from(["body", "previous_hash", "hash", "at"]))
def test_any_changed_field_is_found_where_it_is(place, field):
    links = chain(9)
    changed = {
        "body": canonical({"action": "something else"}),
        "previous_hash": "f" * 64,
        "hash": "f" * 64,
        "at": START,
    }
    values = {**links[place].__dict__, field: changed[field]}
    links[place] = Link(**values)

    number, _reason = first_break(links)

    assert number == place + 1


@given(st.integers(0, 7))
def test_missing_link_is_found(place):
    links = chain(9)
    del links[place]

    assert first_break(links) == (place + 1, f"urutan terputus: nomor {place + 1} tidak ada")


@given(st.integers(0, 8), st.integers(0, 8))
def test_swapped_contents_are_found(one, other):
    links = chain(9)
    first, second = links[one], links[other]
    links[one] = Link(first.number, second.at, second.body, first.previous_hash, second.hash)
    links[other] = Link(second.number, first.at, first.body, second.previous_hash, first.hash)

    found = first_break(links)

    assert found is None if one == other else found[0] == min(one, other) + 1
