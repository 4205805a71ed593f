"""The desk in a real browser: by keyboard, with and without a script, at both widths."""

import os
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import expect

from applicants.models import User
from permits import workflow
from permits.models import Application
from permits.states import State
from tests.factories.applicants import make_user
from tests.factories.permits import (
    WITH_RECOMMENDATION,
    Desks,
    drive,
    make_desks,
    make_submitted,
)
from tests.permits.desk.test_file import address

# What the browser itself remarks on an answer that says no.
REFUSED = re.compile(r"status of (409|422)")
AXE_OPTIONS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(autouse=True)
def _database_beside_a_browser(monkeypatch):
    """Playwright keeps an event loop running; the tests' own queries are plain ones all the same."""
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")


@pytest.fixture
def base(live_server_process) -> str:
    return live_server_process.url


@pytest.fixture
def desks(committed_db) -> Desks:
    return make_desks()


@pytest.fixture
def open_page(base, chromium):
    """Return a function that opens a page of the portal as somebody, listening for complaints."""
    contexts, complaints = [], []

    def open_page(user: User, path: str, **options):
        client = Client()
        client.force_login(user)
        contexts.append(chromium.new_context(base_url=base, **options))
        contexts[-1].add_cookies([{"name": "sid", "value": client.cookies["sid"].value, "url": base}])
        page = contexts[-1].new_page()
        page.on("console", lambda message: REFUSED.search(message.text) or complaints.append(message.text))
        page.on("request", lambda request: request.url.startswith(base) or complaints.append(request.url))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def test_a_file_is_checked_and_accepted_by_keyboard(desks, open_page):
    file = make_submitted()
    make_submitted()
    page = open_page(desks.front_desk, "/kerja/", viewport={"width": 1280, "height": 720})

    rows = page.locator("[data-key-open]")
    rows.nth(0).focus()
    page.keyboard.press("j")
    expect(rows.nth(1)).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(file.receipt)

    first = page.locator("#viewer-name").text_content()
    page.locator("#viewer-pages").focus()
    shown = page.locator("#viewer img").first.get_attribute("src")
    page.keyboard.press("n")
    expect(page.locator("#viewer img").first).not_to_have_attribute("src", shown)
    expect(page.locator("#viewer-pages")).to_be_focused()
    page.keyboard.press("p")
    expect(page.locator("#viewer img").first).to_have_attribute("src", shown)
    expect(page.locator("#viewer-name")).to_have_text(first)

    slots = page.locator(".slot-form")
    total = slots.count()
    for number in range(total):
        in_order = slots.nth(number).get_by_role("button").first
        in_order.focus()
        page.keyboard.press("Enter")
        expect(page.locator("#checked-count")).to_have_text(f"{number + 1} dari {total} syarat sesuai")
        expect(in_order).to_be_focused()
    page.get_by_role("button", name="Lengkap, mulai proses").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_text("Berkas dinyatakan lengkap. Waktu janji mulai dihitung")).to_be_visible()
    assert Application.objects.get(pk=file.pk).state == State.IN_REVIEW


def test_a_note_is_asked_for_in_its_row_and_keeps_the_place(desks, open_page):
    file = make_submitted()
    page = open_page(desks.front_desk, address(file))

    row = page.locator(".slot").first
    row.get_by_role("button", name="Tidak sesuai").click()
    expect(row.get_by_text("Tulis apa yang harus diperbaiki pemohon.")).to_be_visible()
    row.get_by_role("textbox").fill("Foto buram")
    row.get_by_role("button", name="Tidak sesuai").click()

    expect(row.get_by_text("Tulis apa yang harus diperbaiki pemohon.")).to_have_count(0)
    expect(row.locator(".badge")).to_have_text("Tidak sesuai")
    assert file.checks.get().note == "Foto buram"


def test_a_clerk_who_comes_too_late_reads_who_was_quicker(desks, open_page):
    file = make_submitted(make_user(full_name="Yunita Ayu"))
    page = open_page(desks.front_desk, address(file))
    workflow.withdraw(file, by=file.created_by)

    page.get_by_role("textbox").first.fill("Foto buram")
    page.get_by_role("button", name="Tidak sesuai").first.click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Berkas ini baru saja diproses Yunita Ayu.")
    expect(page.get_by_text("Ditarik Pemohon", exact=True)).to_be_visible()
    expect(page.get_by_label("Catatan")).to_have_value("Foto buram")


def test_the_desk_works_without_a_script(desks, open_page):
    file = make_submitted()
    page = open_page(desks.front_desk, "/kerja/", java_script_enabled=False)

    page.get_by_label("Cari nomor, nama, atau izin").fill(file.receipt)
    page.get_by_role("button", name="Terapkan").click()
    page.get_by_role("link", name=file.receipt, exact=True).click()
    total = page.locator(".slot-form").count()
    for number in range(total):
        page.locator(".slot-form").nth(number).get_by_role("button").first.click()
        expect(page.locator("#checked-count")).to_have_text(f"{number + 1} dari {total} syarat sesuai")
    page.get_by_role("button", name="Lengkap, mulai proses").click()

    assert Application.objects.get(pk=file.pk).state == State.IN_REVIEW


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_pages_are_accessible_and_fit_the_screen(desks, open_page, width, scheme):
    submitted = make_submitted(code=WITH_RECOMMENDATION)
    asked = drive(make_submitted(code=WITH_RECOMMENDATION), State.IN_RECOMMENDATION, desks)
    decided = drive(make_submitted(code=WITH_RECOMMENDATION), State.AWAITING_APPROVAL, desks)
    reviewed = drive(make_submitted(), State.IN_REVIEW, desks)
    pages = [
        (desks.front_desk, "/kerja/?tampilan=semua"),
        (desks.section_head, "/kerja/?tampilan=selesai&status=entah"),
        (desks.front_desk, address(submitted)),
        (desks.office_head, f"{address(decided)}?bagian=telaah"),
        (desks.office_head, f"{address(decided)}?bagian=riwayat"),
        (desks.back_office, f"{address(reviewed)}?bagian=data&ukuran=besar"),
        (desks.back_office, address(reviewed, "minta-rekomendasi")),
        (desks.back_office, address(reviewed, "usulkan")),
        (desks.back_office, address(reviewed, "identitas")),
        (desks.office_head, "/kerja/persetujuan/"),
        (desks.office_head, address(decided, "setujui")),
        (desks.office_head, address(decided, "kembalikan-konsep")),
        (desks.technical, "/kerja/teknis/"),
        (desks.technical, f"/kerja/teknis/{asked.recommendations.get().pk}/"),
    ]
    for user, path in pages:
        page = open_page(user, path, viewport={"width": width, "height": 720}, color_scheme=scheme)
        found = Axe().run(page, options=AXE_OPTIONS).response["violations"]
        assert found == [], (path, found)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        page.context.close()
