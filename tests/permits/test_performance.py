import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from permits import performance
from permits.states import State
from tests.factories.permits import drive, make_desks, make_submitted

pytestmark = pytest.mark.django_db

WIB = ZoneInfo("Asia/Jakarta")
MONDAY = dt.datetime(2026, 11, 9, 9, tzinfo=WIB)


def _issue(clock, accepted: dt.datetime, issued: dt.datetime) -> None:
    """Walk a file through the office: found complete at one moment, issued at another; 2 days promised."""
    clock.set(accepted)
    desks = make_desks()
    application = drive(make_submitted(), State.IN_REVIEW, desks)
    clock.set(issued)
    drive(application, State.ISSUED, desks)


@pytest.fixture
def one_in_time_and_one_late(clock, monkeypatch) -> None:
    monkeypatch.setattr(performance, "FEWEST", 2)
    _issue(clock, MONDAY, MONDAY + dt.timedelta(days=1))
    _issue(clock, MONDAY, MONDAY + dt.timedelta(days=3))


def test_the_office_is_measured_by_what_it_issued(one_in_time_and_one_late, django_assert_num_queries):
    with django_assert_num_queries(3):
        seen = performance.lately(MONDAY + dt.timedelta(days=4))

    assert seen == performance.Performance(issued=2, on_time=1, median_days=2)
    assert seen.on_time_percent == 50


def test_what_is_older_than_the_window_counts_no_more(one_in_time_and_one_late):
    assert performance.lately(MONDAY + dt.timedelta(days=92)) is None


def test_a_share_is_never_rounded_up_to_all_of_them():
    assert performance.Performance(issued=2000, on_time=1999, median_days=1).on_time_percent == 99.9


def test_the_front_page_shows_the_measure_beside_the_promise(client, clock, one_in_time_and_one_late):
    clock.set(MONDAY + dt.timedelta(days=4))

    page = client.get(reverse("home")).content.decode()

    assert "2 <small>hari kerja (median)</small>" in page
    assert "50% tepat waktu: 1 dari 2 izin" in page
    assert "Belum ada angka" not in page
