"""The applicant's form in a real browser: what was typed stays, whatever the server answers."""

import os

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from permits.models import Application
from tests.factories.permits import WITH_RECOMMENDATION, make_draft


@pytest.fixture(autouse=True)
def _database_beside_a_browser(monkeypatch):
    """Playwright keeps an event loop running; the tests' own queries are plain ones all the same."""
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")


@pytest.fixture
def draft(committed_db) -> Application:
    return make_draft(code=WITH_RECOMMENDATION)


@pytest.fixture
def page(live_server_process, chromium, draft):
    """Return the draft's page of questions, opened by its applicant."""
    client = Client()
    client.force_login(draft.created_by)
    context = chromium.new_context(base_url=live_server_process.url)
    sid = client.cookies["sid"].value
    context.add_cookies([{"name": "sid", "value": sid, "url": live_server_process.url}])
    page = context.new_page()
    page.goto(reverse("permits:part", args=[draft.receipt, "data"]))
    yield page
    context.close()


def test_an_ended_session_never_takes_away_what_was_typed(page):
    depth = page.get_by_label("Kedalaman sumur")
    depth.fill("55")
    depth.press("Tab")
    expect(page.get_by_text("Tersimpan")).to_be_visible()

    page.context.clear_cookies(name="sid")
    depth.fill("77")
    depth.press("Tab")

    expect(page.get_by_text("Sesi Anda sudah berakhir.")).to_be_visible()
    expect(depth).to_have_value("77")
