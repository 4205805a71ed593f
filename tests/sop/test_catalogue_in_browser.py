"""The catalogue in a real browser: results while typing, and the same pages without a script."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.processes import WebServer

AXE_OPTIONS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PAGES = [
    "/izin/?bidang=ESDM",
    "/izin/?q=air+tanah&hari=6-14",
    "/izin/?q=penelitiaan&bidang=XX",
    "/izin/ESDM-01/",
]


@pytest.fixture(scope="module")
def base(django_db_setup, tmp_path_factory) -> Iterator[str]:
    """Serve the catalogue once for the whole file: these tests only read."""
    with WebServer({"MEDIA_ROOT": str(tmp_path_factory.mktemp("media"))}) as portal:
        yield portal.url


@pytest.fixture
def open_page(chromium):
    contexts = []

    def open_page(**options):
        contexts.append(chromium.new_context(**options))
        return contexts[-1].new_page()

    yield open_page
    for context in contexts:
        context.close()


def test_results_follow_what_is_typed(base, open_page):
    page = open_page()
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{base}/izin/")

    page.get_by_label("Cari izin").press_sequentially("sipa", delay=20)
    heading = page.get_by_role("heading", level=2, name="1 izin ditemukan")
    expect(heading).to_be_visible()
    expect(page).to_have_url(f"{base}/izin/?q=sipa")
    expect(page.get_by_label("Cari izin")).to_be_focused()
    expect(page.locator("#results-status")).to_have_text("1 izin ditemukan")

    page.get_by_label("Bidang").select_option("Kesehatan")
    expect(page.get_by_role("heading", level=2, name="0 izin ditemukan")).to_be_visible()
    expect(page).to_have_url(f"{base}/izin/?q=sipa&bidang=KES")

    page.go_back()
    expect(heading).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Jenis izin")

    page.get_by_role("link", name="Surat Izin Pengusahaan Air Tanah").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Surat Izin Pengusahaan Air Tanah (SIPA)")
    assert complaints == []


def test_search_works_without_a_script(base, open_page):
    page = open_page(java_script_enabled=False)
    page.goto(f"{base}/izin/")

    page.get_by_label("Cari izin").fill("air tanah")
    page.get_by_label("Waktu").select_option("6–14 hari kerja")
    page.get_by_role("button", name="Cari").click()
    expect(page.get_by_role("heading", level=2, name="2 izin ditemukan")).to_be_visible()
    page.get_by_role("link", name="Hapus saringan «air tanah»").click()

    expect(page).to_have_url(f"{base}/izin/?hari=6-14")


@pytest.mark.parametrize("width", [360, 1280])
def test_pages_are_accessible_and_fit_the_screen(base, open_page, width):
    page = open_page(viewport={"width": width, "height": 800})
    for address in PAGES:
        page.goto(f"{base}{address}")

        violations = Axe().run(page, options=AXE_OPTIONS).response["violations"]

        assert [(address, violation["id"]) for violation in violations] == []
        assert page.evaluate("document.documentElement.scrollWidth") == width
