"""A person at a browser: walks pages, and has each one checked and photographed in both sizes."""

import re
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.environment import VAR_DIR

PHONE = {"width": 360, "height": 800}
DESK = {"width": 1280, "height": 800}
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PICTURES = VAR_DIR / "screenshots"


class Visitor:
    """One browser of one person; every page passed is looked at in both sizes."""

    def __init__(self, browser: Browser, base: str, *, size: dict) -> None:
        self.base = base
        self.size = size
        self.context = browser.new_context(viewport=size, locale="id-ID", base_url=base)
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(f"{message.text} {message.location}"))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._refuse_strangers)

    def _refuse_strangers(self, request) -> None:
        if not request.url.startswith(self.base):
            self.complaints.append(f"asked another host: {request.url}")

    def sign_in(self, email: str, password: str) -> None:
        self.page.goto("/akun/masuk/")
        self.page.get_by_label("Surel").fill(email)
        self.page.get_by_label("Kata sandi", exact=True).fill(password)
        self.page.get_by_role("main").get_by_role("button", name="Masuk").click()

    def look(self, name: str) -> None:
        """Photograph the page and run axe on it, on a phone and at a desk; nothing may stick out."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        for size in (PHONE, DESK):
            self.page.set_viewport_size(size)
            width = size["width"]
            self.page.screenshot(path=PICTURES / f"{name}-{width}.png", full_page=True)
            overflow = self.page.evaluate("document.documentElement.scrollWidth")
            assert overflow <= width, f"{name}: {overflow} px wide at {width}"
            answer = Axe().run(self.page, options={"runOnly": AXE_RULES}).response
            found = [
                (fault["id"], [node["target"] for node in fault["nodes"]]) for fault in answer["violations"]
            ]
            assert found == [], f"{name} at {width} px: {found}"
        self.page.set_viewport_size(self.size)
        assert self.complaints == [], f"{name}: {self.complaints}"

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def follow(self, name: str) -> None:
        self.page.get_by_role("main").get_by_role("link", name=name).first.click()


def newest_link(mail: Path, address: str) -> str:
    """Return the first link of the newest letter to `address`."""
    letters = sorted(mail.glob("*"), key=lambda path: path.stat().st_mtime, reverse=True)
    for letter in letters:
        text = letter.read_text(errors="replace").replace("=\n", "")
        if address in text:
            return re.search(r"https?://\S+", text).group()
    raise FileNotFoundError(f"no letter to {address}")
