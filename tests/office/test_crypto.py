"""Identity numbers at rest."""

import base64

import pytest
from cryptography.exceptions import InvalidTag
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from applicants.models import Applicant
from office import crypto
from tests.factories.applicants import make_person, make_user

OLD = "old:" + base64.b64encode(b"o" * 32).decode()
NEW = "new:" + base64.b64encode(b"n" * 32).decode()


@given(st.text())
def test_text_comes_back_as_it_was(text):
    assert crypto.decrypt(crypto.encrypt(text)) == text


def test_same_text_is_never_stored_the_same_way_twice():
    assert crypto.encrypt("1771015203900001") != crypto.encrypt("1771015203900001")


def test_altered_value_is_refused():
    stored = crypto.encrypt("1771015203900001")
    altered = stored[:-4] + ("AAA=" if stored[-4:] != "AAA=" else "BBB=")

    with pytest.raises(InvalidTag):
        crypto.decrypt(altered)


def test_value_cannot_be_moved_to_another_key_name(settings):
    settings.FIELD_KEYS = [OLD, OLD.replace("old:", "twin:")]
    stored = crypto.encrypt("1771015203900001")

    with pytest.raises(InvalidTag):
        crypto.decrypt(stored.replace("old:", "twin:"))


def test_old_values_stay_readable_under_a_new_key(settings):
    settings.FIELD_KEYS = [OLD]
    stored = crypto.encrypt("1771015203900001")

    settings.FIELD_KEYS = [NEW, OLD]

    assert crypto.decrypt(stored) == "1771015203900001"
    assert crypto.encrypt("x").startswith("new:")


def test_without_its_key_a_value_is_lost(settings):
    settings.FIELD_KEYS = [OLD]
    stored = crypto.encrypt("1771015203900001")

    settings.FIELD_KEYS = [NEW]

    with pytest.raises(KeyError):
        crypto.decrypt(stored)


def test_blind_index_depends_on_value_and_key(settings):
    index = crypto.blind_index("1771015203900001")

    assert index == crypto.blind_index("1771015203900001") != crypto.blind_index("1771015203900002")
    settings.BLIND_INDEX_KEY = base64.b64encode(b"other" * 7).decode()
    assert index != crypto.blind_index("1771015203900001")


def test_nothing_has_no_blind_index():
    assert crypto.blind_index("") == ""


def test_column_holds_no_readable_number(db):
    person = make_person(make_user(), nik="1771015203900001")

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM applicants_applicant WHERE id = %s", [person.pk])
        row = repr(cursor.fetchone())

    assert "1771015203900001" not in row
    assert Applicant.objects.get(pk=person.pk).nik == "1771015203900001"


def test_person_is_found_by_blind_index_only(db):
    person = make_person(make_user(), nik="1771015203900001")

    assert Applicant.objects.get(nik_index=crypto.blind_index("1771015203900001")) == person
    with pytest.raises(TypeError, match="blind index"):
        Applicant.objects.filter(nik="1771015203900001")
