"""Pages of documents as images: drawn for whom the file is visible to, and for nobody else."""

import io

import pytest
from PIL import Image

from office import files
from permits.models import Document
from permits.states import State
from tests.factories.applicants import make_user
from tests.factories.permits import drive, make_document, make_draft, make_submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(desks):
    """Return a document of two pages whose bytes really lie in the store."""
    file = make_submitted()
    kept = io.BytesIO()
    pages = [Image.new("RGB", (595, 842), colour) for colour in ("white", "grey")]
    pages[0].save(kept, format="PDF", save_all=True, append_images=pages[1:])
    stored = files.store([kept.getvalue()], files.Purpose.DOCUMENTS)
    current = file.documents.current().first()
    file.documents.filter(pk=current.pk).update(superseded_at=file.submitted_at)
    return make_document(
        file, current.requirement, sha256=stored.sha256, size=stored.size, pages=2, name="ktp.pdf"
    )


def page(document, number: int = 1) -> str:
    return f"/dokumen/{document.pk}/hal/{number}.webp"


def test_a_page_is_an_inert_image_in_two_sizes(desks, signed_in, document):
    browser = signed_in(desks.front_desk)

    small = browser.get(page(document))
    large = browser.get(page(document, 2), {"ukuran": "besar"})

    assert (small["Content-Type"], large["Content-Type"]) == ("image/webp", "image/webp")
    assert small["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert small["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in small["Cache-Control"]
    assert len(small.content) <= 120_000
    assert len(large.content) <= 120_000
    assert Image.open(io.BytesIO(small.content)).width == pytest.approx(800, abs=2)
    assert Image.open(io.BytesIO(large.content)).width == pytest.approx(1400, abs=2)


@pytest.mark.parametrize("number", [0, 3, 10**30])
def test_a_page_that_is_not_there_is_unknown(desks, signed_in, document, number):
    assert signed_in(desks.front_desk).get(page(document, number)).status_code == 404


def test_a_page_is_for_the_office_and_the_applicant_only(desks, signed_in, document):
    assert signed_in(document.application.created_by).get(page(document)).status_code == 200
    assert signed_in(make_user()).get(page(document)).status_code == 404
    assert signed_in(desks.technical).get(page(document)).status_code == 404


def test_a_document_in_quarantine_or_of_a_draft_is_unknown(desks, signed_in):
    file = make_draft()
    waiting = make_document(file, file.requirements().first(), state=Document.State.CHECKING)
    clean = make_document(file, file.requirements().last())

    assert signed_in(file.created_by).get(page(waiting)).status_code == 404
    assert signed_in(desks.front_desk).get(page(clean)).status_code == 404


def test_a_file_that_cannot_be_drawn_is_no_error(desks, signed_in):
    document = drive(make_submitted(), State.IN_REVIEW, desks).documents.first()
    files.remove(files.Purpose.DOCUMENTS, document.sha256)

    assert signed_in(desks.front_desk).get(page(document)).status_code == 404
