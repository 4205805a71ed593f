from datetime import date

import pypdfium2
import pytest

from permits.paper.render import qr_code, render_permit
from permits.paper.snapshot import Line
from tests.permits.paper import samples
from tests.permits.paper.reading import letters_of, opened, text_of, xmp_of

A4 = (595, 842)


def test_permit_says_everything(permit_pdf):
    permit, text = samples.person_permit(), text_of(permit_pdf)

    for words in [
        "PEMERINTAH PROVINSI CONTOH",
        permit.title,
        f"NOMOR: {permit.number}",
        permit.receipt_number,
        "16 November 2026",
        "MEMBERIKAN IZIN KEPADA",
        permit.holder.name,
        "1771********0001",
        permit.holder.address,
        *[f"{line.label} {line.value}" for line in permit.object_data],
        *permit.legal_basis,
        permit.recommendations[0].agency,
        "20 November 2026 sampai dengan 20 November 2031",
        "Rp0 (tidak dipungut biaya)",
        "Ditetapkan di Kota Contoh",
        "KEPALA DINAS",
        permit.signatory.name,
        "NIP 197001011995031001",
        "segel elektronik kantor",
        "Halaman 1 dari 1",
    ]:
        assert letters_of(words) in letters_of(text), words
    assert letters_of(permit.verification_url) in letters_of(text)


def test_demo_permit_calls_itself_a_trial_and_a_real_one_does_not(permit_pdf, long_permit_pdf):
    assert letters_of("UJI COBA - TIDAK SAH") in letters_of(text_of(permit_pdf))
    assert "UJICOBA" not in letters_of(text_of(long_permit_pdf))
    assert "bukan tanda tangan pribadi" in text_of(long_permit_pdf)


def test_long_permit_repeats_its_number_on_every_later_page(long_permit_pdf):
    with pypdfium2.PdfDocument(long_permit_pdf) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]

    assert len(pages) == 3
    for page in pages[1:]:
        assert page.count("Nomor 500.16.7.2/0007/ESDM-01/DPMPTSP/2026") == 1
    assert "selama kegiatan berlangsung" in text_of(long_permit_pdf)
    assert "Halaman 3 dari 3" in text_of(long_permit_pdf)


def test_paper_other_than_a_permit_does_not_grant_one():
    text = text_of(
        render_permit(samples.person_permit(permit_kind="nonizin", title="REKOMENDASI PENELITIAN"))
    )

    assert "MEMBERIKANREKOMENDASIPENELITIANKEPADA" in letters_of(text)
    assert "MEMBERIKANIZIN" not in letters_of(text)


def test_holder_of_a_sensitive_permit_learns_that_the_public_page_hides_the_name():
    text = text_of(render_permit(samples.person_permit(sensitive=True)))

    assert letters_of("Halaman verifikasi tidak menampilkan") in letters_of(text)


def test_receipt_says_everything_on_one_page(receipt_pdf):
    receipt, text = samples.receipt(), text_of(receipt_pdf)

    for words in [
        receipt.number,
        "Senin, 16 November 2026, 09.12",
        "Surat Izin Praktik Dokter (KES-01)",
        "Versi 3",
        receipt.applicant_name,
        "1771********0001",
        *[document.name for document in receipt.documents],
        "(tidak disertakan)",
        "5 hari kerja",
        "Senin, 23 November 2026",
        "Rp0 (tidak dipungut biaya)",
        receipt.tracking_code,
        receipt.tracking_url,
        "Ombudsman RI: telepon 137",
        "Tidak ada pembayaran apa pun.",
    ]:
        assert letters_of(words) in letters_of(text), words
    with opened(receipt_pdf) as document:
        assert len(document.pages) == 1


def test_receipt_with_the_longest_list_still_fits_one_page():
    from permits.paper.render import render_receipt
    from permits.paper.snapshot import HandedIn

    name = "Surat pernyataan keabsahan dokumen, bermeterai, ditandatangani pemohon atau pimpinan badan usaha"
    receipt = samples.receipt(documents=tuple(HandedIn(name, True) for _ in range(12)))

    with opened(render_receipt(receipt)) as document:
        assert len(document.pages) == 1


@pytest.mark.parametrize("paper", ["permit_pdf", "long_permit_pdf", "receipt_pdf", "sealed_pdf"])
class TestArchivalForm:
    def test_claims_pdf_a_3a_in_a_legible_packet(self, paper, request):
        pdf = request.getfixturevalue(paper)

        assert 'pdfaid:part="3"' in xmp_of(pdf)
        assert 'pdfaid:conformance="A"' in xmp_of(pdf)
        with opened(pdf) as document:
            assert "/Filter" not in document.Root.Metadata
            assert document.Root.OutputIntents[0].S == "/GTS_PDFA1"

    def test_is_tagged_titled_and_indonesian(self, paper, request):
        with opened(request.getfixturevalue(paper)) as document:
            assert document.Root.MarkInfo.Marked
            assert "/StructTreeRoot" in document.Root
            assert document.Root.Lang == "id"
            assert document.Root.ViewerPreferences.DisplayDocTitle
            assert str(document.docinfo.Title)
            assert document.docinfo.Author == samples.OFFICE.name

    def test_is_a4_with_every_font_inside(self, paper, request):
        with opened(request.getfixturevalue(paper)) as document:
            for page in document.pages:
                assert tuple(round(float(edge)) for edge in page.mediabox[2:]) == A4
            fonts = [entry for entry in document.objects if is_font_descriptor(entry)]
            assert fonts
            assert all("/FontFile2" in font for font in fonts)
            assert {str(font.FontName).split("+")[1].split("-Sans")[0] for font in fonts} == {"Plus-Jakarta"}

    def test_does_nothing_by_itself(self, paper, request):
        with opened(request.getfixturevalue(paper)) as document:
            assert "/OpenAction" not in document.Root
            assert "/AA" not in document.Root
            assert "/EmbeddedFiles" not in document.Root.get("/Names", {})
            kinds = {str(entry.S) for entry in document.objects if hasattr(entry, "get") and entry.get("/S")}
            assert not kinds & {"/URI", "/JavaScript", "/Launch", "/GoToR", "/SubmitForm"}


def is_font_descriptor(entry) -> bool:
    return hasattr(entry, "get") and entry.get("/Type") == "/FontDescriptor"


def test_same_snapshot_gives_the_same_paper(permit_pdf):
    with opened(permit_pdf) as first, opened(render_permit(samples.person_permit())) as second:
        assert first.trailer.ID[0] == second.trailer.ID[0]
        assert [page.Contents.read_bytes() for page in first.pages] == [
            page.Contents.read_bytes() for page in second.pages
        ]


def test_paper_is_dated_by_the_decision_not_by_the_machine(permit_pdf):
    with opened(permit_pdf) as document:
        assert document.docinfo.CreationDate == "D:20261120140533+07'00"


def test_qr_code_leads_to_the_address_and_keeps_its_quiet_zone():
    import segno

    address = samples.person_permit().verification_url
    code = segno.make_qr(address, error="m")

    assert code.error in {"M", "Q", "H"}
    assert f'width="{code.symbol_size(border=4)[0]}"'.encode() in qr_code(address)


def test_odd_characters_and_endless_words_are_printed():
    odd = {
        "Arab": "محمد بن عبد الله",
        "Gabungan": "e\u0301\u0302\u0303" * 300,
        "Emoji": "\U0001f3d7\ufe0f\U0001f469\u200d\u2695\ufe0f",
        "Kendali": "a\x00b\x1bc\ud800d\ufffee",
        "Arah": "terbalik\u202egnurab",
        "Panjang": "x" * 4000,
        "Banyak": "kata " * 1000,
    }
    snapshot = samples.person_permit(object_data=tuple(Line(*item) for item in odd.items()))

    text = text_of(render_permit(snapshot))

    assert text.count("x") >= 4000
    assert text.count("kata") >= 1000
    assert "terbalikgnurab" in text


def test_permit_without_optional_parts_is_printed():
    bare = samples.person_permit(
        object_data=(), legal_basis=(), recommendations=(), valid_until=None, valid_from=date(2026, 1, 2)
    )

    assert "sejak 2 Januari 2026, selama kegiatan berlangsung" in text_of(render_permit(bare))
