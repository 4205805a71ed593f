"""The inspecting process may die of a file in any way; nobody else does."""

import os
import time

import pytest

from permits.intake import child, service
from permits.intake.refusals import CannotInspect
from tests.permits.intake import samples
from tests.permits.intake.samples import upload


@pytest.fixture
def poison(monkeypatch):
    monkeypatch.setattr(child, "WORKER", "tests.permits.intake.poison")
    monkeypatch.setattr(child, "START_SECONDS", 1)


@pytest.mark.parametrize("death", ["killed", "exit", "hang", "nonsense", "made_up_finding"])
def test_every_death_is_an_unreadable_file_and_no_hang(poison, death):
    started = time.monotonic()

    with pytest.raises(child.Unreadable):
        child.run(death, seconds=1)

    assert time.monotonic() - started < 9


def test_the_sender_of_a_poison_file_is_told(poison, media_root):
    received = service.receive([upload("a.pdf", samples.pdf())])

    with pytest.raises(CannotInspect) as refused:
        service.check(received.parts)

    assert refused.value.message.startswith("a.pdf: berkas tidak dapat diperiksa.")
    assert not (media_root / "documents").exists()


def test_the_next_file_is_inspected_as_if_nothing_had_been(take, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(child, "WORKER", "tests.permits.intake.poison")
        with pytest.raises(CannotInspect):
            take(upload("a.pdf", samples.pdf()))

    assert take(upload("b.pdf", samples.pdf())).pages == 1


def test_the_child_is_given_no_secret(poison):
    assert "SECRET_KEY" in os.environ
    assert child.run("environment", seconds=5).keys() - {"LC_CTYPE", "PWD"} == {"PATH", "LANG"}


def test_memory_beyond_the_limit_ends_the_child(tmp_path, monkeypatch):
    monkeypatch.setattr(child, "MEMORY_BYTES", 96 * 1024 * 1024)
    path = tmp_path / "photo.png"
    path.write_bytes(samples.photo(size=(5000, 5000), format="PNG"))

    with pytest.raises(child.Unreadable):
        child.run("join_images", seconds=9, paths=[path], rotations=[0], output=tmp_path / "out")
