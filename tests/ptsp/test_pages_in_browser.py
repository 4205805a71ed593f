"""The pages in a real Chromium: accessibility, width, content policy, weight."""

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = [
    "/",
    "/profil/",
    "/bantuan/",
    "/privasi/",
    "/aksesibilitas/",
    "/akun/masuk/",
    "/akun/daftar/",
    "/akun/sandi/lupa/",
    "/tidak-ada/",
]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FIRST_VIEW_BYTES = 100_000


def problems(page) -> list[str]:
    found = Axe().run(page, options={"runOnly": WCAG}).response["violations"]
    return [f"{rule['id']}: {node['html']}" for rule in found for node in rule["nodes"]]


@pytest.fixture
def open_page(chromium, live_server_process):
    """Return a function that opens a path in a fresh browser and notes what the browser complains about."""
    contexts = []

    def open_it(path: str, width: int = 1280, scheme: str = "light", **options):
        context = chromium.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.complaints = []
        page.on(
            "console",
            lambda message: (
                page.complaints.append(message.text)
                if message.type == "error" and "404 (Not Found)" not in message.text
                else None
            ),
        )
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(live_server_process.url + path)
        return page

    yield open_it
    for context in contexts:
        context.close()


def test_pages_are_accessible_and_never_scroll_sideways(open_page):
    found = {}
    for width, scheme, paths in [
        (1280, "light", PAGES),
        (360, "dark", PAGES),
        (1280, "dark", ["/"]),
        (360, "light", ["/", "/akun/daftar/"]),
    ]:
        page = open_page("/", width, scheme)
        base = page.url.rstrip("/")
        for path in paths:
            page.goto(base + path)
            found[path, width, scheme] = problems(page) + page.complaints
            page.complaints = []
    page = open_page("/", 320)
    for path in PAGES:
        page.goto(base + path)
        too_wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        found[path, 320, "light"] = ["scrolls sideways"] if too_wide else []

    assert {where: what for where, what in found.items() if what} == {}


def test_the_first_view_is_light_and_asks_this_host_only(open_page):
    page = open_page("/bantuan/")
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    sizes, hosts = [], set()
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    session.on("Network.requestWillBeSent", lambda event: hosts.add(event["request"]["url"].split("/")[2]))

    page.goto(page.url.replace("/bantuan/", "/"), wait_until="networkidle")

    assert sum(sizes) < FIRST_VIEW_BYTES
    assert hosts == {page.url.split("/")[2]}


def test_theme_menu_and_errors_work_with_and_without_a_script(open_page):
    page = open_page("/bantuan/")
    page.get_by_role("button", name="Gelap").click()
    page.wait_for_selector("html[data-theme=dark]")
    page.reload()
    assert page.get_attribute("html", "data-theme") == "dark"

    page = open_page("/bantuan/", java_script_enabled=False)
    page.get_by_role("button", name="Gelap").click()
    page.wait_for_selector("html[data-theme=dark]")
    assert page.url.endswith("/bantuan/")

    page = open_page("/akun/masuk/")
    page.get_by_role("button", name="Masuk").click()

    page.wait_for_selector(".error-summary:focus")
    assert problems(page) == []

    page = open_page("/", 360, java_script_enabled=False)
    page.locator(".menu-compact > summary").click()
    assert page.get_by_role("navigation", name="Menu").is_visible()

    page = open_page("/", 360)
    page.locator(".menu-compact > summary").click()
    assert problems(page) == []
    page.keyboard.press("Escape")
    assert not page.get_by_role("navigation", name="Menu").is_visible()

    page = open_page("/akun/sandi/lupa/")
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.get_by_label("Alamat surel").fill("warga@contoh.id")
    page.get_by_role("button", name="Kirim tautan").dblclick()
    page.wait_for_url("**/terkirim/")
    assert len(sent) == 1
