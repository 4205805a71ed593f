"""The pages anybody may open, without a browser."""

import gzip
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from pytest_django.asserts import assertRedirects

from office.models import Office
from tests.factories.permits import make_submitted

pytestmark = pytest.mark.django_db

PAGES = {
    "home": "Urus izin dengan kepastian",
    "profile": "Profil kantor",
    "help": "Bantuan",
    "privacy": "Pemberitahuan privasi",
    "accessibility": "Pernyataan aksesibilitas",
    "account_login": "Masuk",
    "account_signup": "Buat akun",
    "account_reset_password": "Lupa kata sandi",
    "account_reset_password_done": "Cek surel Anda",
    "account_email_verification_sent": "Cek surel Anda",
    "account_inactive": "Akun tidak aktif",
}
POLICY = {
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
}


class Markup(HTMLParser):
    """What a page loads or links to, its headings, and what the content policy would refuse."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.refused: list[str] = []
        self.tags: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        named = dict(attrs)
        self.addresses += [named[name] or "" for name in ("href", "src", "action") if name in named]
        self.refused += [name for name in named if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and "src" not in named):
            self.refused.append(tag)


@pytest.mark.parametrize(("name", "title"), PAGES.items())
def test_a_page_opens_for_everybody_with_one_heading_and_its_title(client, name, title):
    response = client.get(reverse(name))

    page = response.content.decode()
    assert response.status_code == 200
    assert f"<title>{title} · {Office.objects.get().short_name}</title>" in page
    assert Markup(page).tags.count("h1") == 1
    assert '<html lang="id">' in page


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_nothing_of_other_hosts_and_holds_nothing_the_policy_refuses(client, name):
    response = client.get(reverse(name))

    markup = Markup(response.content.decode())
    assert markup.refused == []
    assert [a for a in markup.addresses if not re.match(r"(/(?!/)|#|\?|mailto:)", a)] == []
    assert {part.strip() for part in response["Content-Security-Policy"].split(";")} == POLICY


def test_home_shows_what_the_catalogue_promises(client):
    page = client.get("/").content.decode()

    assert "89 perizinan dan nonperizinan, tarif Rp0." in page
    assert "Selesai paling cepat 1 hari, paling lama 14 hari kerja." in page
    assert "Data mulai tampil setelah 30 izin selesai." in page
    assert page.count('class="ic-box"') == 20
    assert f'href="{reverse("sop:catalogue")}?bidang=KES"' in page
    assert "Tarif semua layanan Rp0. Laporkan, boleh tanpa nama; laporan ditangani Inspektorat." in page


def test_home_needs_five_queries_however_many_services(client, django_assert_num_queries):
    with django_assert_num_queries(5):
        client.get("/")


def test_the_tracking_box_on_the_front_page_finds_a_file(client):
    application = make_submitted()
    name = re.search(r'id="home-number" name="(\w+)"', client.get("/").content.decode())[1]

    response = client.get(reverse("permits:track"), {name: f" {application.receipt.lower()} "})

    assertRedirects(response, reverse("permits:track_file", args=[application.receipt]))


def test_home_opens_before_the_catalogue_is_loaded(client, monkeypatch):
    monkeypatch.setattr("ptsp.views.promises_in_force", lambda: None)

    response = client.get("/")

    assert response.status_code == 200
    assert "Pilih bidang" not in response.content.decode()


def test_profile_shows_the_pledge_and_the_coming_week(client):
    page = client.get(reverse("profile")).content.decode()

    assert "apabila tidak menepati janji ini, kami siap menerima sanksi" in page
    assert page.count('<th scope="row">') == 7
    assert page.count("Tutup") >= 2


def test_the_chosen_theme_is_written_by_the_server(client):
    response = client.post(reverse("theme"), {"theme": "dark", "next": "/bantuan/"})

    assert response.status_code == 302
    assert response["Location"] == "/bantuan/"
    assert '<html lang="id" data-theme="dark">' in client.get("/bantuan/").content.decode()


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\x00"])
def test_the_theme_switch_leads_nowhere_else(client, back):
    response = client.post(reverse("theme"), {"theme": "dark", "next": back})

    assert response["Location"] == "/"


def test_an_unknown_theme_changes_nothing(client):
    response = client.post(reverse("theme"), {"theme": '"><script>', "next": "/"})

    assert "theme" not in response.cookies


def test_the_script_stays_small():
    script = (Path(settings.BASE_DIR) / "static/js/app.js").read_bytes()

    assert len(gzip.compress(script)) < 8 * 1024
