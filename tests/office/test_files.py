"""The file store: whole or not at all, and inert when handed out."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.decorators import login_not_required
from django.test import Client
from django.urls import path

from office import files
from office.files import Purpose

DAY = timedelta(hours=24)

# What a process of its own does to the store; the faults below happen to it.
WRITER = """
import django; django.setup()
from office import files
import sys, time

def chunks():
    yield b"x" * 700_000
    print("half", flush=True)
    time.sleep(float(sys.argv[1]))
    yield b"x" * 700_000

try:
    files.store(chunks(), "quarantine")
except files.StorageFull as error:
    print("full:", error.message)
"""


def stored_names(folder):
    return sorted(os.listdir(folder)) if folder.exists() else []


def start_writer(media_root, *, pause=0.0, before=()):
    return subprocess.Popen(
        [*before, sys.executable, "-c", WRITER, str(pause)],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "MEDIA_ROOT": str(media_root)},
        cwd=django_settings.BASE_DIR,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.fixture(autouse=True)
def media_root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def grow_old(file, hours):
    then = time.time() - hours * 3600
    os.utime(file, (then, then))


# --- Storing ---------------------------------------------------------------------------------


def test_a_file_is_named_by_its_content(media_root):
    stored = files.store([b"surat ", b"izin"], Purpose.DOCUMENTS)

    assert stored.sha256 == hashlib.sha256(b"surat izin").hexdigest()
    assert (stored.size, stored.path) == (10, media_root / "documents" / stored.sha256)
    with files.open_file(Purpose.DOCUMENTS, stored.sha256) as file:
        assert file.read() == b"surat izin"
    assert files.exists("documents", stored.sha256)
    assert not files.exists("permits", stored.sha256)


def test_the_same_content_twice_is_one_file(media_root):
    files.store([b"a"], Purpose.DOCUMENTS)
    files.store([b"a"], Purpose.DOCUMENTS)

    assert len(stored_names(media_root / "documents")) == 1


def test_one_byte_too_many_leaves_nothing(media_root):
    with pytest.raises(files.TooLarge) as refused:
        files.store([b"x" * 60, b"x" * 41], Purpose.QUARANTINE, limit=100)

    assert refused.value.limit == 100
    assert stored_names(media_root / "quarantine") == []


def test_a_sender_who_breaks_off_leaves_nothing(media_root):
    def chunks():
        yield b"half"
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        files.store(chunks(), Purpose.QUARANTINE)

    assert stored_names(media_root / "quarantine") == []


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "x" * 64, "A" * 64, "0" * 63])
def test_only_a_hash_opens_a_file(name):
    with pytest.raises(FileNotFoundError):
        files.open_file(Purpose.DOCUMENTS, name)
    assert not files.exists(Purpose.DOCUMENTS, name)


def test_an_unknown_purpose_is_a_mistake():
    with pytest.raises(ValueError, match="etc"):
        files.store([b"a"], "../etc")


# --- Faults ----------------------------------------------------------------------------------


# A mount of one's own: as a user through a user namespace, as root without one.
WAYS_TO_MOUNT = [["unshare", "--user", "--map-root-user", "--mount"], ["unshare", "--mount"]]


def _works(command):
    return subprocess.run(command, capture_output=True).returncode == 0


@pytest.fixture
def small_disk(media_root):
    """Let a command run where MEDIA_ROOT is a real disk of `size`; the command sees the mount, we do not."""
    trial = ["mount", "-t", "tmpfs", "tmpfs", str(media_root)]
    inside = next((way for way in WAYS_TO_MOUNT if _works([*way, *trial])), None)
    if inside is None:
        # Nothing can be installed against it: the kernel's owner decides (Ubuntu 24.04 and most containers
        # forbid it to ordinary users). There, test_a_file_size_limit_leaves_no_half_file holds the promise.
        pytest.skip("the kernel's policy forbids this user every mount, in a namespace of its own as well")

    def small_disk(size, then):
        mount = f"mount -t tmpfs -o size={size} tmpfs {media_root}"
        return [*inside, "sh", "-c", f"{mount} && {then}", "sh"]

    return small_disk


def test_a_disk_that_fills_up_leaves_no_half_file(small_disk, media_root):
    disk = small_disk("1m", f'"$@" && ls -A {media_root}/quarantine')

    said, _ = start_writer(media_root, before=disk).communicate(timeout=30)

    assert said.splitlines() == ["half", f"full: {files.StorageFull().message}"]


def test_the_last_tenth_of_the_disk_is_not_for_uploads(small_disk, media_root):
    disk = small_disk(
        "10m", f'head -c 9500000 /dev/zero > {media_root}/ballast && "$@" && ls -A {media_root}'
    )

    said, _ = start_writer(media_root, before=disk).communicate(timeout=30)

    assert said.splitlines() == [f"full: {files.StorageFull().message}", "ballast"]


def test_decisions_go_on_in_the_last_tenth(monkeypatch):
    monkeypatch.setattr(files, "SMALLEST_FREE_SHARE", 1.1)

    with pytest.raises(files.StorageFull):
        files.store([b"unggahan"], Purpose.QUARANTINE)
    assert files.store([b"izin"], Purpose.PERMITS).size == 4


def test_a_file_size_limit_leaves_no_half_file(media_root):
    limited = ["sh", "-c", 'ulimit -f 2048; "$@"', "sh"]

    said, _ = start_writer(media_root, before=limited).communicate(timeout=30)

    assert said.splitlines() == ["half", f"full: {files.StorageFull().message}"]
    assert stored_names(media_root / "quarantine") == []


def test_a_killed_writer_leaves_an_orphan_and_no_file(media_root):
    writer = start_writer(media_root, pause=60)
    assert writer.stdout.readline() == "half\n"
    os.kill(writer.pid, signal.SIGKILL)
    writer.wait()

    [left_behind] = stored_names(media_root / "quarantine")
    assert left_behind.startswith(files.INCOMING)
    assert list(files.orphans(set(), Purpose.QUARANTINE, DAY)) == []
    grow_old(media_root / "quarantine" / left_behind, hours=25)
    assert list(files.orphans(set(), Purpose.QUARANTINE, DAY)) == [left_behind]
    files.remove(Purpose.QUARANTINE, left_behind)
    assert stored_names(media_root / "quarantine") == []


# --- Orphans ---------------------------------------------------------------------------------


def test_orphans_are_old_files_that_no_row_knows():
    known, _fresh, old = (
        files.store([content], Purpose.DOCUMENTS) for content in (b"known", b"fresh", b"old")
    )
    grow_old(known.path, hours=25)
    grow_old(old.path, hours=25)

    assert list(files.orphans({known.sha256}, Purpose.DOCUMENTS, DAY)) == [old.sha256]


def test_storing_again_makes_an_old_file_young():
    stored = files.store([b"again"], Purpose.DOCUMENTS)
    grow_old(stored.path, hours=25)

    files.store([b"again"], Purpose.DOCUMENTS)

    assert list(files.orphans(set(), Purpose.DOCUMENTS, DAY)) == []


def test_a_purpose_without_files_has_no_orphans():
    assert list(files.orphans(set(), Purpose.PERMITS, DAY)) == []


# --- Handing out -----------------------------------------------------------------------------


@login_not_required
def download(request, inline):
    stored = files.store([b"%PDF-"], Purpose.PERMITS)
    return files.file_response(
        Purpose.PERMITS,
        stored.sha256,
        name='Izin "Usaha"\r\nSet-Cookie: a=b; Ñandú.pdf',
        content_type="application/pdf",
        inline=inline == "inline",
    )


urlpatterns = [path("<inline>/", download)]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("disposition", ["attachment", "inline"])
def test_a_download_carries_exactly_the_inert_headers(disposition):
    answer = Client().get(f"/{disposition}/")

    assert b"".join(answer) == b"%PDF-"
    shown = "Izin UsahaSet-Cookie a=b; Ñandú.pdf"
    assert unquote(answer["Content-Disposition"]) == f"{disposition}; filename*=UTF-8''{shown}"
    assert answer["Content-Disposition"].isascii()
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Length"] == "5"
    assert "Set-Cookie" not in answer


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("KTP Budi.pdf", "KTP Budi.pdf"),
        ("../../etc/passwd", "passwd"),
        (r"C:\x\..\y", "y"),
        (r"C:\Users\Siti\Akta.PDF", "Akta.PDF"),
        ("surat\u202efdp.exe", "suratfdp.exe"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf"),
        ("a\x00b\u2028c\ufeffd.pdf", "abcd.pdf"),
        ('akta "asli".pdf', "akta asli.pdf"),
        ("surat Ma'ruf.pdf", "surat Ma’ruf.pdf"),
        ("CON", "_CON"),
        ("nul.pdf", "_nul.pdf"),
        ("COM1.tar.gz", "_COM1.tar.gz"),
        ("contoh.pdf", "contoh.pdf"),
        ("  spasi   ganda .pdf ", "spasi ganda .pdf"),
        ("\ud800.pdf", "pdf"),
        ("...", "berkas"),
        ("", "berkas"),
        ("a/", "berkas"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        ("x" * 300, "x" * 120),
        ("x." + "y" * 300, "x." + "y" * 118),
    ],
)
def test_names_are_cleaned_and_cut(sent, shown):
    assert files.clean_name(sent) == shown
