"""Take the README's two pictures from a running demo (`make screenshots PORT=…`)."""

import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.chromium import CHROMIUM_ARGUMENTS, chromium_path

FOLDER = Path(__file__).resolve().parent / "screenshots"
DESK = {"width": 1280, "height": 800}


def main(address: str) -> None:
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_ARGUMENTS)
        page = browser.new_page(viewport=DESK, base_url=address, locale="id-ID")
        page.goto("/")
        page.screenshot(path=FOLDER / "home.png")
        page.goto("/akun/masuk/")
        page.get_by_label("Surel").fill("front-desk@contoh.id")
        page.get_by_label("Kata sandi", exact=True).fill("demo-ptsp-2026")
        page.get_by_role("main").get_by_role("button", name="Masuk").click()
        page.goto("/kerja/?tampilan=semua")
        page.screenshot(path=FOLDER / "queue.png")
        browser.close()
    for picture in FOLDER.glob("*.png"):
        # A palette is enough for a page and a third of the size.
        Image.open(picture).quantize(128).save(picture, optimize=True)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000")
