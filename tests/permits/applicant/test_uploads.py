"""The documents of a draft, with what browsers and people send."""

import io

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from office import files
from permits import workflow
from permits.models import Application, Document
from permits.states import State
from sop.models import Requirement
from tests.factories.permits import drive, make_document, make_draft, run_due_jobs


def picture(name: str = "foto.jpg") -> SimpleUploadedFile:
    file = io.BytesIO()
    Image.new("RGB", (900, 600), "lightgrey").save(file, "JPEG")
    return SimpleUploadedFile(name, file.getvalue())


def paper(name: str = "berkas.pdf") -> SimpleUploadedFile:
    file = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(file)
    return SimpleUploadedFile(name, file.getvalue())


@pytest.fixture
def draft(applicant) -> Application:
    return make_draft(applicant)


@pytest.fixture
def requirement(draft) -> Requirement:
    return draft.requirements()[0]


@pytest.fixture
def send(browser, draft, requirement):
    """Return a function that uploads for one requirement."""

    def upload(*sent, **more):
        data = {"files": list(sent), "utuh": "ya", **more}
        return browser.post(reverse("permits:upload", args=[draft.receipt, requirement.pk]), data)

    return upload


def shown(browser, draft) -> str:
    return browser.get(reverse("permits:documents", args=[draft.receipt])).content.decode()


def test_a_pdf_waits_and_is_then_there(browser, draft, send):
    send(paper())
    waiting = shown(browser, draft)
    document = Document.objects.get()
    refused = browser.get(reverse("permits:document", args=[document.pk]))
    run_due_jobs()

    assert "Menunggu pemeriksaan" in waiting
    assert "Muat ulang" in waiting
    assert refused.status_code == 404
    assert "Terunggah" in shown(browser, draft)
    answer = browser.get(reverse("permits:document", args=[document.pk]))
    assert b"".join(answer).startswith(b"%PDF")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment")


def test_photographs_become_one_document_and_can_be_turned(browser, draft, send):
    send(picture("a.jpg"), picture("b.jpg"))
    run_due_jobs()
    first = Document.objects.get()

    browser.post(reverse("permits:turn", args=[draft.receipt, first.pk]), {"turn_0": "90", "turn_1": "0"})
    run_due_jobs()

    first.refresh_from_db()
    second = draft.documents.current().get()
    assert (first.pages, first.superseded_at is None) == (2, False)
    assert (second.state, second.pages, second.rotations, second.parts) == ("clean", 2, [90, 0], first.parts)
    assert second.sha256 != first.sha256


def test_a_replaced_document_is_set_aside(draft, send):
    send(paper("lama.pdf"))
    send(paper("baru.pdf"))

    assert list(draft.documents.current().values_list("name", flat=True)) == ["baru.pdf"]
    assert draft.documents.count() == 2


def test_a_document_can_be_taken_out(browser, draft, send):
    send(paper())

    browser.post(reverse("permits:remove", args=[draft.receipt, Document.objects.get().pk]))

    assert not draft.documents.current().exists()
    assert "Belum ada" in shown(browser, draft)


@pytest.mark.parametrize(
    ("file", "status", "sentence"),
    [
        (None, 400, "Pilih berkas"),
        (SimpleUploadedFile("kosong.pdf", b""), 400, "Berkas kosong"),
        (SimpleUploadedFile("a.pdf", b"<html><script>alert(1)</script>"), 400, "Isi berkas bukan PDF"),
        (SimpleUploadedFile("a.svg", b"<svg/>"), 400, "a.svg bukan PDF, JPG, atau PNG."),
        (SimpleUploadedFile("a.pdf.exe", b"MZ"), 400, "bukan PDF, JPG, atau PNG"),
        (SimpleUploadedFile("besar.pdf", b"%PDF-" + b"0" * (10 * 1024 * 1024)), 413, "Batasnya 10 MB"),
    ],
)
def test_what_is_refused_says_why_on_its_row(draft, requirement, send, file, status, sentence):
    answer = send(file) if file else send()

    page = answer.content.decode()
    assert answer.status_code == status
    assert sentence in page
    assert f'href="#syarat-{requirement.pk}"' in page
    assert not draft.documents.exists()


def test_more_than_twenty_files_are_refused_in_words(draft, send):
    answer = send(*(picture(f"{number}.jpg") for number in range(21)))

    assert answer.status_code == 400
    assert "Paling banyak 20 foto" in answer.content.decode()
    assert not draft.documents.exists()


def test_a_body_cut_off_half_way_is_refused(browser, draft, requirement):
    body = (
        b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.pdf"\r\n'
        b"Content-Type: application/pdf\r\n\r\n%PDF-1.7 dan lalu sambungan put"
    )

    answer = browser.generic(
        "POST",
        reverse("permits:upload", args=[draft.receipt, requirement.pk]),
        body,
        content_type="multipart/form-data; boundary=x",
    )

    assert answer.status_code == 400
    assert "terputus di tengah jalan" in answer.content.decode()
    assert not draft.documents.exists()


def test_a_body_far_too_large_is_not_even_read(browser, draft, requirement):
    answer = browser.generic(
        "POST",
        reverse("permits:upload", args=[draft.receipt, requirement.pk]),
        b"",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(300 * 1024 * 1024),
    )

    assert answer.status_code == 413
    assert "terlalu besar" in answer.content.decode()


def test_a_full_disk_is_said_and_leaves_nothing(draft, send, monkeypatch):
    monkeypatch.setattr(files, "free_share", lambda: 0.05)

    answer = send(paper())

    assert answer.status_code == 503
    assert "sedang penuh" in answer.content.decode()
    assert not draft.documents.exists()


def test_what_the_check_refuses_is_explained_and_blocks_the_handing_in(browser, draft, send):
    locked = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    send(SimpleUploadedFile("ktp.pdf", locked.getvalue()))
    run_due_jobs()

    page = shown(browser, draft)
    assert "Tidak dapat diterima" in page
    assert "terkunci sandi" in page
    assert any("terkunci" in str(item) for item in workflow.completeness.missing_parts(draft))


def test_an_upload_without_its_token_is_refused(applicant, draft, requirement):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(applicant)

    answer = browser.post(
        reverse("permits:upload", args=[draft.receipt, requirement.pk]), {"files": paper(), "utuh": "ya"}
    )

    assert answer.status_code == 403
    assert not draft.documents.exists()


def test_htmx_gets_the_row_alone_and_the_new_count(browser, draft, requirement):
    make_document(draft, requirement)

    answer = browser.get(
        reverse("permits:upload", args=[draft.receipt, requirement.pk]), headers={"HX-Request": "true"}
    )

    page = answer.content.decode()
    assert page.count("<li id=") == 1
    assert "1 dari 6 syarat wajib sudah ada" in page
    assert "<html" not in page


def test_after_signing_in_again_an_upload_address_leads_to_its_row(browser, draft, requirement):
    answer = browser.get(reverse("permits:upload", args=[draft.receipt, requirement.pk]))

    assert answer["Location"].endswith(f"/berkas/#syarat-{requirement.pk}")


def test_somebody_elses_requirement_is_not_found(browser, draft):
    foreign = Requirement.objects.exclude(standard=draft.standard).first()

    answer = browser.post(
        reverse("permits:upload", args=[draft.receipt, foreign.pk]), {"files": paper(), "utuh": "ya"}
    )

    assert answer.status_code == 404
    assert browser.get(reverse("permits:upload_proxy", args=[draft.receipt])).status_code == 404


def test_a_typed_requirement_is_kept_and_its_length_limited(browser, applicant):
    draft = make_draft(applicant, "DAG-02")
    requirement = next(row for row in draft.requirements() if not row.is_file)
    url = reverse("permits:type_requirement", args=[draft.receipt, requirement.pk])

    refused = browser.post(url, {"text": "1" * 61})
    browser.post(url, {"text": "0401 2345"})

    draft.refresh_from_db()
    assert refused.status_code == 422
    assert "Terlalu panjang" in refused.content.decode()
    assert draft.typed_requirements == {str(requirement.pk): "0401 2345"}


def test_after_handing_in_nothing_can_be_uploaded_or_taken_out(browser, applicant):
    application = drive(make_draft(applicant), State.SUBMITTED)
    document = application.documents.first()

    answers = [
        browser.post(
            reverse("permits:upload", args=[application.receipt, document.requirement_id]),
            {"files": paper(), "utuh": "ya"},
        ),
        browser.post(reverse("permits:remove", args=[application.receipt, document.pk])),
    ]

    assert [answer.status_code for answer in answers] == [409, 409]
    assert application.documents.count() == application.documents.current().count() == 6
