"""The quick checks in the request: what is refused before a byte is parsed or kept."""

import io

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.test import RequestFactory
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from office import files
from permits.intake import kinds, service
from permits.intake.kinds import Kind
from permits.intake.refusals import Refused
from tests.permits.intake import samples
from tests.permits.intake.samples import upload

MEGABYTE = 1024 * 1024


def stored(media_root):
    return [path for path in media_root.rglob("*") if path.is_file()]


def test_a_pdf_waits_in_quarantine_under_its_hash():
    content = samples.pdf()

    [part] = service.receive([upload("../KTP Budi.PDF", content)]).parts

    assert (part.kind, part.name, part.size) == (Kind.PDF, "KTP Budi.PDF", len(content))
    with files.open_file("quarantine", part.sha256) as file:
        assert file.read() == content


def test_photographs_keep_their_order():
    sent = [upload(f"{n}.jpg", samples.photo(colour)) for n, colour in enumerate(("red", "green", "blue"))]

    parts = service.receive(sent, [0, 90, 270]).parts

    assert [part.name for part in parts] == ["0.jpg", "1.jpg", "2.jpg"]
    assert len({part.sha256 for part in parts}) == 3


@pytest.mark.parametrize(
    ("name", "content", "status", "sentence"),
    [
        ("ktp.pdf", b"", 400, "Berkas kosong: ktp.pdf. Pilih berkas lain."),
        (
            "ktp.pdf",
            b"%PDF-".ljust(10 * MEGABYTE + 1),
            413,
            "ktp.pdf berukuran 10,1 MB. Batasnya 10 MB. "
            "Foto ulang dengan resolusi lebih kecil atau pilih berkas lain.",
        ),
        (
            "a.pdf",
            b"<!doctype html><script>alert(1)</script>",
            400,
            "Isi berkas bukan PDF: a.pdf. Unggah berkas aslinya, bukan yang hanya diganti namanya.",
        ),
        (
            "a.png",
            samples.photo(),
            400,
            "Isi berkas bukan PNG: a.png. Unggah berkas aslinya, bukan yang hanya diganti namanya.",
        ),
        ("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", 400, "logo.svg bukan PDF, JPG, atau PNG."),
        ("a.pdf.exe", b"MZ", 400, "a.pdf.exe bukan PDF, JPG, atau PNG."),
        ("a.pdf.exe", samples.pdf(), 400, "a.pdf.exe bukan PDF, JPG, atau PNG."),
        ("surat.docx", samples.zip_archive(), 400, "surat.docx bukan PDF, JPG, atau PNG."),
        ("surat", samples.pdf(), 400, "surat bukan PDF, JPG, atau PNG."),
    ],
)
def test_what_is_no_pdf_or_photograph_is_refused(media_root, name, content, status, sentence):
    with pytest.raises(Refused) as refused:
        service.receive([upload(name, content)])

    assert (refused.value.status, refused.value.message) == (status, sentence)
    assert stored(media_root) == []


def test_ten_megabytes_are_taken():
    [part] = service.receive([upload("a.pdf", b"%PDF-".ljust(10 * MEGABYTE))]).parts

    assert part.size == 10 * MEGABYTE


@pytest.mark.parametrize(
    ("names", "rotations", "sentence"),
    [
        ([], [], "Pilih berkas yang akan diunggah."),
        (["a.jpg"] * 21, [], "Paling banyak 20 foto dalam satu unggahan."),
        (["a.jpg", "b.pdf"], [], "Unggah satu berkas PDF, atau satu sampai dua puluh foto; jangan dicampur."),
        (["a.pdf", "b.pdf"], [], "Unggah satu berkas PDF, atau satu sampai dua puluh foto; jangan dicampur."),
        (["a.jpg"], [45], "Putaran foto hanya 0, 90, 180, atau 270 derajat, satu untuk tiap foto."),
        (["a.jpg"], [0, 90], "Putaran foto hanya 0, 90, 180, atau 270 derajat, satu untuk tiap foto."),
    ],
)
def test_a_wrong_set_of_files_is_refused_whole(media_root, names, rotations, sentence):
    contents = {"jpg": samples.photo(), "pdf": samples.pdf()}

    with pytest.raises(Refused) as refused:
        service.receive([upload(name, contents[name[-3:]]) for name in names], rotations)

    assert refused.value.message == sentence
    assert stored(media_root) == []


def test_a_photograph_is_wanted_where_a_pdf_will_not_do():
    with pytest.raises(Refused) as refused:
        service.receive([upload("pasfoto.pdf", samples.pdf())], accepted=kinds.PHOTOS)

    assert refused.value.message == "pasfoto.pdf bukan JPG atau PNG."


def test_a_body_cut_half_way_brings_no_file(media_root):
    body = encode_multipart(BOUNDARY, {"berkas": upload("a.pdf", b"%PDF-".ljust(200_000))})
    environ = RequestFactory()._base_environ(
        REQUEST_METHOD="POST",
        CONTENT_TYPE=MULTIPART_CONTENT,
        CONTENT_LENGTH=str(len(body)),
        **{"wsgi.input": io.BytesIO(body[:100_000])},
    )

    with pytest.raises(Refused) as refused:
        service.receive(WSGIRequest(environ).FILES.getlist("berkas"))

    assert refused.value.message == "Pilih berkas yang akan diunggah."
    assert stored(media_root) == []
