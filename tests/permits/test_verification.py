"""The public's check of a permit: by its address, by its bytes, and by the command."""

import datetime as dt
import json

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from office import files
from permits import verification
from permits.models import Permit
from permits.states import PermitState, State
from tests.factories.permits import drive, make_submitted

pytestmark = pytest.mark.django_db

VERIFY = "/verifikasi/"


@pytest.fixture(autouse=True)
def no_tries_yet():
    cache.clear()


@pytest.fixture
def permit() -> Permit:
    return drive(make_submitted(), State.ISSUED).permit


@pytest.fixture
def paper(permit) -> bytes:
    sealed = permit.files.get(kind="sealed")
    with files.open_file(files.Purpose.PERMITS, sealed.sha256) as file:
        return file.read()


def address(permit: Permit) -> str:
    return reverse("permits:verify_permit", args=[permit.token])


def hand_over(client, content: bytes, name: str = "izin.pdf", to: str = VERIFY):
    return client.post(to, {"file": SimpleUploadedFile(name, content)})


def test_the_page_confirms_the_permit_without_naming_its_holder(client, permit):
    page = client.get(address(permit)).content.decode()

    assert "Izin ini asli dan berlaku" in page
    assert permit.number in page
    assert permit.holder.name not in page
    assert permit.holder.nik not in page


def test_a_sensitive_permit_shows_no_letter_of_the_name(permit):
    permit.permit_type.sensitive = True

    assert verification.masked_name(permit) == "••••"


def test_a_permit_still_being_signed_does_not_exist_yet(client):
    application = drive(make_submitted(), State.APPROVED)
    permit = Permit.objects.get(application=application)

    assert client.get(address(permit)).status_code == 404


def test_guessing_addresses_is_limited(client, permit):
    answers = [client.get("/verifikasi/tebakan/").status_code for _ in range(31)]

    assert answers[:30] == [404] * 30
    assert answers[30] == 429


def test_a_permit_past_its_last_day_has_expired(permit):
    end = permit.valid_until or dt.date(2030, 1, 1)
    permit.valid_until = end

    assert verification.state_on(permit, end) == PermitState.ACTIVE
    assert verification.state_on(permit, end + dt.timedelta(days=1)) == PermitState.EXPIRED


def test_the_issued_file_is_genuine(client, permit, paper):
    page = hand_over(client, paper).content.decode()

    assert "Berkas asli dan izinnya berlaku" in page
    assert permit.number in page


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda paper: paper + b"\n% later\n", "BERUBAH sejak diterbitkan"),
        (lambda paper: paper[: len(paper) // 2], "tidak dapat dibaca"),
        (lambda paper: b"bukan pdf sama sekali", "Bukan PDF."),
    ],
    ids=["trailing bytes", "cut in half", "not a PDF"],
)
def test_a_changed_file_is_named_for_what_it_is(client, paper, change, sentence):
    page = hand_over(client, change(paper)).content.decode()

    assert sentence in page
    assert "Berkas asli dan izinnya berlaku" not in page


def test_the_rendered_but_unsealed_bytes_are_not_ours_to_vouch_for(client, permit):
    rendered = permit.files.get(kind="rendered")
    with files.open_file(files.Purpose.PERMITS, rendered.sha256) as file:
        page = hand_over(client, file.read()).content.decode()

    assert "Tidak bersegel: bukan dokumen kami." in page


@pytest.mark.parametrize(
    ("data", "status", "sentence"),
    [
        ({}, 422, "Pilih berkas PDF yang ingin diperiksa."),
        ({"file": SimpleUploadedFile("izin.pdf", b"")}, 422, "Berkas kosong."),
    ],
    ids=["no file", "empty"],
)
def test_nothing_to_check_gets_a_sentence(client, data, status, sentence):
    answer = client.post(VERIFY, data)

    assert answer.status_code == status
    assert sentence in answer.content.decode()


def test_a_file_larger_than_any_permit_is_refused(client, monkeypatch):
    monkeypatch.setattr(verification, "MAX_BYTES", 1000)

    answer = hand_over(client, b"%PDF-" + b"0" * 1000)

    assert answer.status_code == 413
    assert "lebih dari 25 MB" in answer.content.decode()


def test_the_command_says_the_same_in_json(tmp_path, paper, capsys):
    genuine, altered = tmp_path / "izin.pdf", tmp_path / "lain.pdf"
    genuine.write_bytes(paper)
    altered.write_bytes(paper + b"x")

    call_command("verify_pdf", str(genuine))
    call_command("verify_pdf", str(altered))

    verdicts = [json.loads(line)["verdict"] for line in capsys.readouterr().out.splitlines()]
    assert verdicts == ["genuine", "altered"]
