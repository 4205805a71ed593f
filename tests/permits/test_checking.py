"""The check job: quarantine to released, refused, infected or waiting."""

import io

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from office import jobs
from office.models import Event, Job
from permits import workflow
from permits.intake.service import receive
from permits.models import Document
from tests.factories.permits import make_draft

pytestmark = pytest.mark.django_db


def _upload(content: bytes, name: str = "ktp.pdf") -> tuple[Document, Job]:
    application = make_draft()
    requirement = application.requirements().first()
    received = receive([SimpleUploadedFile(name, content)], [0])
    parts = [
        {"sha256": part.sha256, "size": part.size, "kind": part.kind, "name": part.name}
        for part in received.parts
    ]
    document = workflow.add_document(
        application, requirement, name=name, parts=parts, rotations=[0], by=application.created_by
    )
    return document, Job.objects.get(kind="document.check", object_id=document.pk)


def _pdf(**root) -> bytes:
    target = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        for key, value in root.items():
            pdf.Root[f"/{key}"] = value
        pdf.save(target)
    return target.getvalue()


def test_a_clean_pdf_is_released():
    document, job = _upload(_pdf())

    jobs.run(job.pk)

    document.refresh_from_db()
    assert (document.state, document.pages, document.antivirus) == ("clean", 1, "diperiksa tanpa antivirus")


def test_a_pdf_with_a_script_is_refused_with_the_reason():
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    document, job = _upload(_pdf(OpenAction=script))

    jobs.run(job.pk)

    document.refresh_from_db()
    assert document.state == "refused"
    assert "JavaScript" in document.refusal


def test_a_silent_scanner_keeps_the_file_waiting(settings, tmp_path):
    settings.CLAMD_SOCKET = str(tmp_path / "nobody.sock")
    document, job = _upload(_pdf())

    assert jobs.run(job.pk) is False

    document.refresh_from_db()
    job.refresh_from_db()
    assert (document.state, job.state, job.attempts) == ("checking", "waiting", 0)


def test_an_infected_file_is_refused_and_leaves_the_desks_a_note(clamd):
    clamd("stream: Eicar-Test-Signature FOUND")
    document, job = _upload(_pdf())

    jobs.run(job.pk)

    document.refresh_from_db()
    assert document.state == "refused"
    event = Event.objects.get(action="infected_file_refused")
    assert event.subject_id == document.application.receipt
    assert "Eicar-Test" in event.private_note
