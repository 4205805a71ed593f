"""Only the very bytes we issued are ever called genuine."""

import io
import os
import random
import time
import zlib
from datetime import date

import pikepdf
import pytest
from PIL import Image
from pyhanko.pdf_utils.generic import NumberObject, pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from permits.paper.inspector import examine
from permits.paper.verify import Finding, Inspection, Known, Verdict, fingerprint, inspect, verdict
from tests.permits.paper.reading import opened

TODAY = date(2026, 11, 21)
ACTIVE = Known("active", "500.16.7.2/0042/KES-01/DPMPTSP/2026", date(2031, 11, 20))
MUTATIONS = int(os.environ.get("PAPER_MUTATIONS", "200"))  # 2,000 in a soak run


def told(pdf: bytes, seal, known: Known | None = None) -> tuple[Verdict, list[str]]:
    return verdict(inspect(pdf, [seal.pem]), known, today=TODAY)


def with_page_turned(pdf: bytes) -> bytes:
    """Return the PDF with an honest incremental update behind the seal."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    page = writer.root["/Pages"]["/Kids"][0]
    page[pdf_name("/Rotate")] = NumberObject(180)
    writer.update_container(page)
    changed = io.BytesIO()
    writer.write(changed)
    return changed.getvalue()


def saved_again(pdf: bytes) -> bytes:
    """Return the PDF as an editor would save it after changing its title."""
    with opened(pdf) as document:
        document.docinfo["/Title"] = "Izin lain"
        changed = io.BytesIO()
        document.save(changed)
    return changed.getvalue()


def without_seal(pdf: bytes) -> bytes:
    with opened(pdf) as document:
        del document.Root.AcroForm
        document.pages[0].Annots = pikepdf.Array()
        changed = io.BytesIO()
        document.save(changed)
    return changed.getvalue()


# --- The genuine paper -----------------------------------------------------------------------


def test_issued_paper_is_genuine(seal, sealed_pdf):
    word, reasons = told(sealed_pdf, seal, ACTIVE)

    assert word == "genuine"
    assert reasons == [f"ASLI. Sama dengan dokumen {ACTIVE.number} yang kami terbitkan, dan masih berlaku."]


def test_long_paper_is_genuine(seal, long_permit_pdf):
    assert told(seal.sign(long_permit_pdf), seal, ACTIVE)[0] == "genuine"


def test_paper_sealed_with_an_earlier_certificate_stays_genuine(seal, make_seal, sealed_pdf):
    inspection = inspect(sealed_pdf, [make_seal().pem, seal.pem])

    assert inspection.finding == "sealed"


@pytest.mark.parametrize(
    ("known", "word", "reason"),
    [
        (
            Known("revoked", "1", since=date(2026, 11, 3)),
            "revoked",
            "ASLI, tetapi sudah DICABUT sejak 3 November 2026.",
        ),
        (Known("revoked", "1"), "revoked", "ASLI, tetapi sudah DICABUT."),
        (Known("suspended", "1"), "suspended", "ASLI, tetapi sedang DIBEKUKAN."),
        (
            Known("superseded", "1"),
            "superseded",
            "ASLI, tetapi sudah DIGANTI dengan dokumen yang lebih baru.",
        ),
        (
            Known("active", "1", date(2026, 11, 20)),
            "expired",
            "ASLI, tetapi masa berlakunya sudah BERAKHIR pada 20 November 2026.",
        ),
        (Known("expired", "1"), "expired", "ASLI, tetapi masa berlakunya sudah BERAKHIR."),
        (
            Known("active", "1", TODAY),
            "genuine",
            "ASLI. Sama dengan dokumen 1 yang kami terbitkan, dan masih berlaku.",
        ),
        (Known("signing", "1"), "unknown", "Dokumen ini belum diterbitkan."),
        (
            None,
            "unknown",
            "Segel kantor sah, tetapi berkas ini tidak tercatat pernah diterbitkan. Hubungi kantor kami.",
        ),
    ],
)
def test_record_decides_what_a_sealed_paper_is_worth(known, word, reason):
    assert verdict(Inspection(Finding.SEALED, ""), known, today=TODAY) == (word, [reason])


def test_issued_bytes_are_never_called_damaged():
    word, (reason,) = verdict(Inspection(Finding.UNREADABLE, ""), ACTIVE, today=TODAY)

    assert word == "unreadable"
    assert reason == "Segel berkas ini belum dapat diperiksa. Coba lagi beberapa saat lagi."


# --- Everything else -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "word", "beginning"),
    [
        (lambda pdf: pdf + b"\n", "altered", "Berubah sejak diterbitkan"),
        (lambda pdf: pdf + b"%PDF-1.7 tambahan", "altered", "Berubah sejak diterbitkan"),
        (with_page_turned, "altered", "Berubah sejak diterbitkan"),
        (saved_again, "altered", "Berubah sejak diterbitkan"),
        (without_seal, "unsigned", "Tidak bersegel: bukan dokumen kami"),
        (lambda pdf: pdf[: len(pdf) // 2], "unreadable", "Berkas rusak"),
        (lambda pdf: random.Random(1).randbytes(20_000), "unreadable", "Bukan PDF"),
        (lambda pdf: b"", "unreadable", "Bukan PDF"),
        (lambda pdf: b"%PDF-1.7\n" + random.Random(2).randbytes(20_000), "unreadable", "Berkas rusak"),
    ],
    ids=[
        "trailing-newline",
        "trailing-bytes",
        "incremental-update",
        "saved-again",
        "seal-removed",
        "truncated",
        "random",
        "empty",
        "random-pdf",
    ],
)
def test_changed_paper_is_never_genuine(seal, sealed_pdf, change, word, beginning):
    verdict_word, (reason,) = told(change(sealed_pdf), seal)

    assert verdict_word == word
    assert reason.startswith(beginning)


def test_unsealed_copy_is_not_ours(seal, permit_pdf):
    assert told(permit_pdf, seal, ACTIVE)[0] == "unsigned"


def test_seal_of_the_same_name_is_unknown(seal, make_seal, permit_pdf):
    word, (reason,) = told(make_seal().sign(permit_pdf), seal, ACTIVE)

    assert word == "unknown"
    assert reason.startswith("Segel tidak dikenal")


def test_bytes_hidden_behind_the_signature_are_a_change(seal, sealed_pdf):
    start = sealed_pdf.index(b"00000000000000000000>")

    assert told(sealed_pdf[:start] + b"cafe" + sealed_pdf[start + 4 :], seal, ACTIVE)[0] == "altered"


def test_flipped_bytes_everywhere_are_found(seal, sealed_pdf):
    trusted = {fingerprint(seal.pem)}
    hole = range(sealed_pdf.index(b"/Contents <"), sealed_pdf.index(b">", sealed_pdf.index(b"/Contents <")))
    rng = random.Random(20261121)

    for _ in range(MUTATIONS):
        pdf, place = mutated(sealed_pdf, rng)
        finding = examine(pdf, trusted)
        # The signature's own hexadecimal digits may change case and mean the same; the SHA-256 tells then.
        assert finding != "sealed" or place in hole, f"{finding} after a change at {place}"
        assert verdict(Inspection(Finding(finding), ""), None, today=TODAY)[0] != "genuine"


def mutated(pdf: bytes, rng: random.Random) -> tuple[bytes, int]:
    """Return a damaged copy and where the damage begins."""
    place, length = rng.randrange(len(pdf)), rng.choice([1, 1, 1, 7, 300])
    piece = pdf[place : place + length]
    match rng.randrange(5):
        case 0:
            new = bytes([piece[0] ^ (1 << rng.randrange(8))]) + piece[1:]
        case 1:
            new = b""
        case 2:
            new = piece + piece
        case 3:
            new = rng.randbytes(len(piece)) if length > 1 else bytes([piece[0] ^ 0xFF])
        case _:
            return pdf[: max(place, 9)], place
    if new == piece:
        new = b"\0" + piece
    return pdf[:place] + new + pdf[place + length :], place


# --- Hostile files -----------------------------------------------------------------------------


def bomb() -> bytes:
    """Return a small PDF whose cross-reference stream unpacks to 640 MiB, more than the child may hold."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(1 << 20)) for _ in range(640)) + packer.flush()
    head = b"%PDF-1.7\n"
    table = b"/Type /XRef /Size 100000000 /W [1 4 2] /Root 2 0 R /Filter /FlateDecode /Length %d" % len(
        packed
    )
    stream = b"1 0 obj\n<< " + table + b" >>\nstream\n" + packed + b"\nendstream\nendobj\n"
    return head + stream + b"startxref\n%d\n%%%%EOF\n" % len(head)


def nested() -> bytes:
    """Return a PDF whose trailer nests 100,000 arrays."""
    head = b"%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 /Root "
    return head + b"[" * 100_000 + b" >>\nstartxref\n9\n%%EOF\n"


@pytest.mark.parametrize("make", [bomb, nested])
def test_hostile_file_is_unreadable_and_soon_dismissed(seal, make):
    pdf = make()
    start = time.monotonic()

    assert inspect(pdf, [seal.pem]).finding == "unreadable"

    assert time.monotonic() - start < 10


def test_child_may_not_write_files_nor_grow_without_bound(tmp_path):
    import subprocess
    import sys

    from permits.paper.verify import INSPECTOR

    attempt = f"""
import runpy
limits = runpy.run_path({str(INSPECTOR)!r})
limits["confine"]()
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
for deed in (lambda: bytearray(1 << 30), lambda: open({str(tmp_path / "a")!r}, "wb", 0).write(b"a")):
    try:
        deed()
        print("done")
    except (MemoryError, OSError):
        print("refused")
"""
    child = subprocess.run([sys.executable, "-c", attempt], capture_output=True, text=True)

    assert child.stdout.split() == ["refused", "refused"]


def test_a_scanned_page_of_a_careless_app_is_unsigned_not_damaged(seal):
    scanned = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(scanned, "PDF")

    assert told(scanned.getvalue(), seal)[0] == "unsigned"
