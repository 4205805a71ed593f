"""What the inspecting process finds in PDFs, each with its sentence, and that bombs stay small and short."""

import resource
import zlib

import pytest
from pikepdf import Array, Dictionary, Name, String

from office import files
from permits.intake import child
from permits.intake.refusals import CannotInspect, Refused
from tests.permits.intake import samples
from tests.permits.intake.samples import annotated, opens_with, pdf, upload

REPRINT = "Cetak ulang sebagai PDF biasa, lalu unggah lagi."
LOCKED = "a.pdf: PDF terkunci sandi. Simpan atau cetak ulang tanpa sandi, lalu unggah lagi."
TRAILING = f"a.pdf memuat data lain di luar isi PDF. {REPRINT}"
DAMAGED = "a.pdf rusak atau terpotong. Periksa apakah berkas dapat dibuka, lalu unggah lagi."
CANNOT = (
    "a.pdf: berkas tidak dapat diperiksa. "
    "Simpan atau cetak ulang sebagai PDF, atau foto dokumennya, lalu unggah lagi."
)


def holds(kind):
    return f"a.pdf memuat {kind}. {REPRINT}"


def test_an_honest_pdf_is_released_byte_for_byte(take):
    content = pdf(pages=3)

    released = take(upload("a.pdf", content))

    assert (released.pages, released.size, released.scanned) == (3, len(content), False)
    with files.open_file("documents", released.sha256) as file:
        assert file.read() == content


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (pdf() + samples.zip_archive(), TRAILING),
        (samples.polyglot_within(), TRAILING),
        (pdf() + b"<html><script>alert(1)</script>", TRAILING),
        (samples.with_javascript(), holds("program JavaScript")),
        (samples.with_named_javascript(), holds("program JavaScript")),
        (samples.with_launch(), holds("perintah membuka program lain")),
        (samples.with_embedded_file(), holds("lampiran berkas lain")),
        (samples.with_attachment_note(), holds("lampiran berkas lain")),
        (samples.with_xfa(), holds("formulir XFA")),
        (samples.with_page_trigger(), holds("perintah yang berjalan sendiri")),
        (opens_with(S=Name.URI, URI=String("https://evil.example")), holds("perintah yang berjalan sendiri")),
        (annotated(**{"/Subtype": Name.RichMedia}), holds("video, suara, atau animasi")),
        (
            annotated(**{"/Subtype": Name.Link, "/A": Dictionary(S=Name.SubmitForm, F=String("//evil"))}),
            holds("perintah mengirim data"),
        ),
        (samples.encrypted(user="rahasia"), LOCKED),
        (samples.encrypted(user=""), LOCKED),
        (pdf()[:-30], DAMAGED),
        (b"%PDF-1.7\n" + b"\x00\xff" * 500 + b"%%EOF", DAMAGED),
        (pdf(pages=0), "a.pdf tidak memuat satu halaman pun."),
        (
            pdf(pages=201),
            "a.pdf memuat 201 halaman. Batasnya 200 halaman; unggah hanya bagian yang diminta.",
        ),
    ],
)
def test_a_pdf_that_does_more_than_show_pages_is_refused(take, media_root, content, sentence):
    with pytest.raises(Refused) as refused:
        take(upload("a.pdf", content))

    assert refused.value.message == sentence
    assert not (media_root / "documents").exists()


def named_like_active_content(document):
    page = document.pages[0]
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.Resources = Dictionary(Font=Dictionary(AA=font, EF=font, JS=font, F=font))


def opening_at_a_page(document):
    document.Root.OpenAction = Array([document.pages[0].obj, Name.FitH, 800])


def linking_to_the_web(document):
    link = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=[0, 0, 9, 9],
        A=Dictionary(S=Name.URI, URI=String("https://a")),
    )
    document.pages[0].Annots = Array([link])


@pytest.mark.parametrize("change", [named_like_active_content, opening_at_a_page, linking_to_the_web])
def test_harmless_relatives_of_active_content_are_taken(take, change):
    assert take(upload("a.pdf", pdf(change))).pages == 1


def test_blanks_after_the_end_are_taken(take):
    assert take(upload("a.pdf", pdf() + b"\r\n\0\0")).pages == 1


# --- Bombs -----------------------------------------------------------------------------------

GIGABYTE = 1024**3


@pytest.fixture(scope="module")
def packed_gigabyte():
    return samples.packed(GIGABYTE)


@pytest.fixture
def bomb(packed_gigabyte):
    return samples.with_page_content(packed_gigabyte, Name.FlateDecode)


@pytest.fixture
def doubly_packed_bomb(packed_gigabyte):
    return samples.with_page_content(zlib.compress(packed_gigabyte), Name.FlateDecode, Name.FlateDecode)


def cpu_seconds_of_children():
    """Processor time, because a busy machine stretches the clock on the wall."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.mark.parametrize("name", ["bomb", "doubly_packed_bomb"])
def test_a_gigabyte_in_a_megabyte_is_refused_in_three_seconds(take, request, name):
    content = request.getfixturevalue(name)
    assert len(content) < 1.1 * samples.MEGABYTE
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, cpu_seconds_of_children()

    with pytest.raises(CannotInspect) as refused:
        take(upload("a.pdf", content))

    assert refused.value.message == CANNOT
    assert cpu_seconds_of_children() - started < 3
    # Kilobytes: the bomb goes off in the other process, if anywhere.
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20 * 1024
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 512 * 1024


def test_a_bomb_that_was_never_inspected_kills_only_its_viewer(tmp_path, bomb):
    path = tmp_path / "bomb.pdf"
    path.write_bytes(bomb)

    with pytest.raises(child.Unreadable):
        child.run("page_image", seconds=4, path=path, page=0, width=800, output=tmp_path / "out")
