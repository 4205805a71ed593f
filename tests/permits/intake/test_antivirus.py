"""The scanner's word, asked over a real socket of a real process."""

import pytest

from permits.intake import antivirus
from permits.intake.refusals import Infected
from tests.permits.intake import samples
from tests.permits.intake.clamd import EICAR
from tests.permits.intake.samples import upload


def test_without_a_scanner_files_are_released_as_not_scanned(take, settings):
    settings.CLAMD_SOCKET = ""

    assert take(upload("a.pdf", samples.pdf())).scanned is False


def test_a_clean_file_is_released_as_scanned(take, clamd):
    clamd()

    assert take(upload("a.pdf", samples.pdf(pages=150))).scanned is True


def test_every_photograph_is_scanned(take, clamd, media_root):
    clamd()

    with pytest.raises(Infected) as refused:
        take(upload("a.jpg", samples.photo()), upload("b.jpg", samples.photo() + EICAR))

    assert refused.value.signature == "Eicar-Test-Signature"
    assert refused.value.message == (
        "b.jpg mengandung program berbahaya menurut pemeriksaan antivirus, jadi tidak disimpan."
    )
    assert not (media_root / "documents").exists()


def test_a_scanner_that_is_away_lets_the_file_wait(take, clamd, media_root):
    process = clamd()
    process.kill()
    process.wait()

    with pytest.raises(antivirus.ScannerAway):
        take(upload("a.pdf", samples.pdf()))

    assert not (media_root / "documents").exists()


@pytest.mark.parametrize(
    "reply", ["INSTREAM size limit exceeded. ERROR", "stream: Can't allocate memory ERROR", "silence"]
)
def test_an_answer_that_is_no_verdict_lets_the_file_wait(take, clamd, reply):
    clamd(reply)

    with pytest.raises(antivirus.ScannerAway):
        take(upload("a.pdf", samples.pdf()))
