"""Dates, numbers, badges, chips, navigation: how small things are written."""

import datetime as dt
from gettext import GNUTranslations
from io import BytesIO
from types import SimpleNamespace

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import gettext_lazy
from fontTools.ttLib import TTFont

from applicants.roles import Role
from permits.states import PermitState, State
from ptsp.fonts import URL_PATH, FontFinder
from ptsp.navigation import staff_groups
from ptsp.templatetags.form_words import of_field
from ptsp.templatetags.indonesian import bilangan, jam, masked, tanggal, waktu
from ptsp.templatetags.office_words import STATE_LOOKS, state_look
from sop.models import Sector
from tests.factories.applicants import make_staff, make_superuser

MOMENT = dt.datetime(2026, 11, 21, 8, 30, tzinfo=dt.UTC)


def test_dates_and_hours_are_written_in_the_offices_zone():
    assert tanggal(dt.date(2026, 11, 21)) == "21 November 2026"
    assert tanggal(dt.datetime(2026, 11, 20, 18, 0, tzinfo=dt.UTC)) == "21 November 2026"
    assert waktu(MOMENT) == "21 November 2026, 15.30 WIB"
    assert jam(MOMENT) == "15.30"
    assert jam(dt.time(7, 30)) == "07.30"
    assert tanggal(None) == waktu(None) == jam(None) == ""


def test_the_zone_is_named_by_the_setting(settings):
    settings.TIME_ZONE = "Asia/Jayapura"

    assert waktu(MOMENT) == "21 November 2026, 17.30 WIT"


def test_numbers_have_points_and_a_comma():
    assert bilangan(1244) == "1.244"
    assert bilangan(89.62, 2) == "89,62"
    assert bilangan(0) == "0"
    assert bilangan(None) == ""


def test_masked_shows_the_last_four_only():
    assert masked("1771010101900001") == "••••0001"
    assert masked("123") == "••••"
    assert masked("") == ""


def test_every_state_has_a_look_and_a_word():
    assert set(STATE_LOOKS) == {*State, *PermitState}
    for state in (*State, *PermitState):
        badge = render_to_string("parts/_state.html", {"state": state.value})
        assert str(state.label) in badge
        assert f"tone-{state_look(state.value).tone}" in badge
        assert "<svg" in badge


@pytest.mark.parametrize(
    ("kind", "look"),
    [("on_track", "tone-ok"), ("soon", "tone-wait"), ("late", "tone-bad"), ("paused", "tone-neutral")],
)
def test_a_deadline_chip_has_words_icon_and_date(kind, look):
    due = SimpleNamespace(kind=kind, short="Sisa 5 hari", long="Sisa 5 hari kerja", at=MOMENT)

    chip = render_to_string("parts/_due.html", {"due": due})

    assert look in chip
    assert "Sisa 5 hari" in chip
    assert "<svg" in chip
    assert '<time datetime="2026-11-21T15:30:00+07:00">21 November 2026</time>' in chip


def test_a_finished_file_has_plain_words_and_one_without_deadline_nothing():
    done = SimpleNamespace(kind="done", short="Selesai 6 dari 14 hari", long="", at=None)
    none = SimpleNamespace(kind="none", short="", long="", at=None)

    assert "chip" not in render_to_string("parts/_due.html", {"due": done})
    assert "Selesai 6 dari 14 hari" in render_to_string("parts/_due.html", {"due": done})
    assert render_to_string("parts/_due.html", {"due": none}).strip() == ""


class Example(forms.Form):
    name = forms.CharField(label="Nama", help_text="Seperti di KTP.")
    note = forms.CharField(label="Catatan", required=False)
    kind = forms.ChoiceField(label="Jenis", choices=[("a", "Satu"), ("b", "Dua")], widget=forms.RadioSelect)
    agree = forms.BooleanField(label="Setuju")


def test_fields_have_label_hint_error_and_keep_what_was_typed():
    form = Example({"note": "<b>catatan</b>"})

    summary = render_to_string("parts/_errors.html", {"form": form})
    name = render_to_string("parts/_field.html", {"field": form["name"]})
    note = render_to_string("parts/_field.html", {"field": form["note"]})
    kind = render_to_string("parts/_field.html", {"field": form["kind"]})
    agree = render_to_string("parts/_field.html", {"field": form["agree"]})

    assert 'href="#id_name"' in summary
    assert 'href="#id_kind"' in summary
    assert '<label for="id_name">Nama</label>' in name
    assert 'aria-describedby="id_name_helptext id_name_error"' in name
    assert 'id="id_name_helptext"' in name
    assert 'id="id_name_error"' in name
    assert "boleh kosong" in note
    assert "&lt;b&gt;catatan&lt;/b&gt;" in note
    assert "<legend>Jenis</legend>" in kind
    assert 'id="id_kind"' in kind
    assert kind.count('class="choice"') == 2
    assert agree.index("<input") < agree.index("Setuju")


def test_pagination_keeps_the_query():
    request = RequestFactory().get("/kerja/?q=air&page=2")
    page = Paginator(range(100), 25).page(2)

    pager = render_to_string("parts/_pagination.html", {"page": page}, request)

    assert 'href="?q=air&amp;page=3"' in pager
    assert "Halaman 2 dari 4, 100 baris" in pager
    assert (
        render_to_string("parts/_pagination.html", {"page": Paginator(range(3), 25).page(1)}, request).strip()
        == ""
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "entries"),
    [
        (Role.FRONT_DESK, ["permits:queue"]),
        (Role.BACK_OFFICE, ["permits:queue"]),
        (Role.SECTION_HEAD, ["permits:queue"]),
        (Role.TECHNICAL, ["permits:technical"]),
        (Role.OFFICE_HEAD, ["permits:queue", "permits:approvals", "applicants:staff"]),
        (Role.OMBUDSMAN, []),
    ],
)
def test_the_side_rail_follows_the_roles(role, entries):
    groups = staff_groups(make_staff(role))

    assert [entry.url_name for _group, found in groups for entry in found] == entries


@pytest.mark.django_db
def test_the_side_rail_of_an_administrator():
    assert [e.url_name for _group, found in staff_groups(make_superuser()) for e in found] == [
        "applicants:staff",
        "admin:index",
    ]


@pytest.mark.django_db
def test_every_sector_has_an_icon_of_its_own():
    from ptsp.templatetags.office_words import SECTOR_ICONS

    assert set(Sector.objects.values_list("code", flat=True)) <= set(SECTOR_ICONS)
    assert len(set(SECTOR_ICONS.values())) == len(SECTOR_ICONS)


def test_the_font_is_one_small_variable_file():
    path = FontFinder().find(URL_PATH)

    with TTFont(path) as font:
        axis = font["fvar"].axes[0]
        letters = font.getBestCmap()
    assert (axis.axisTag, axis.minValue, axis.maxValue) == ("wght", 400, 800)
    assert {ord(sign) for sign in "Aa0–«»•…"} <= set(letters)
    with open(path, "rb") as file:
        assert len(file.read()) < 24_000


def words_in(compiled) -> dict:
    """Return the entries of a compiled catalogue but for its header, which holds the hour of writing."""
    return {msgid: words for msgid, words in GNUTranslations(compiled)._catalog.items() if msgid}


def test_the_compiled_words_are_those_of_the_source():
    folder = settings.BASE_DIR / "locale/id/LC_MESSAGES"
    fresh = BytesIO()
    with (folder / "django.po").open("rb") as source:
        write_mo(fresh, read_po(source, locale="id"))
    fresh.seek(0)

    with (folder / "django.mo").open("rb") as stored:
        assert words_in(stored) == words_in(fresh)


@pytest.mark.parametrize(
    ("label", "error", "said"),
    [
        (gettext_lazy("Tanggal mulai"), "Tanggal ini tidak ada.", "Tanggal mulai: Tanggal ini tidak ada."),
        (gettext_lazy("NIK"), "NIK harus 16 angka.", "NIK harus 16 angka."),
        (gettext_lazy("Nomor permohonan"), "Isi nomor permohonan.", "Isi nomor permohonan."),
        (gettext_lazy("Data ini benar."), "Centang pernyataan ini.", "Centang pernyataan ini."),
    ],
)
def test_an_error_in_the_summary_says_which_field_it_is_about(label, error, said):
    assert of_field(error, SimpleNamespace(label=label)) == said
