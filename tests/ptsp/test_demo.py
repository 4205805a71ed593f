"""`make demo`: it starts, says so, and leaves nothing behind; what is in its way gets one sentence."""

import fcntl
import os
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import psutil
import pytest

from ptsp.demo import environment, supervisor
from ptsp.demo.servers import free_port
from ptsp.demo.supervisor import Child, GaveUp, Supervisor

ROOT = Path(__file__).resolve().parent.parent.parent
# The demo makes its own; a test run's would lead it astray.
INHERITED = {
    name: os.environ[name] for name in ("PATH", "HOME", "LANG", "SSL_CERT_FILE") if name in os.environ
}
START_SECONDS = 180


def demo(folder: Path, port: int) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "manage.py", "demo", "--port", str(port)],
        cwd=ROOT,
        env={**INHERITED, "PTSP_VAR": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_demo_starts_says_ready_and_leaves_nothing_behind(tmp_path):
    port = free_port()
    running = demo(tmp_path, port)
    try:
        said = ""
        deadline = time.monotonic() + START_SECONDS
        while "siap / ready" not in said:
            line = running.stdout.readline()
            said += line
            assert line, said
            assert time.monotonic() < deadline, said
        family = psutil.Process(running.pid).children(recursive=True)

        assert "front-desk@contoh.id" in said
        assert f"http://localhost:{port}" in said
        assert urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz").status == 200
        for secret in ("environment", "seal/key.pem"):
            assert stat.S_IMODE((tmp_path / "demo" / secret).stat().st_mode) == 0o600
        found_by_others = subprocess.run(
            [sys.executable, "manage.py", "verify_ledger"],
            cwd=ROOT,
            env={**INHERITED, "PTSP_VAR": str(tmp_path)},
            capture_output=True,
            text=True,
        )
        assert found_by_others.stdout.startswith("Catatan utuh"), found_by_others.stderr
    finally:
        running.send_signal(signal.SIGTERM)
        rest = running.stdout.read()

    assert running.wait() == 0, rest
    assert len(family) >= 8  # PostgreSQL, Valkey, web, worker, beat, sweeper and their children
    assert [process for process in family if process.is_running()] == []


def test_taken_port_gets_one_sentence(tmp_path):
    with socket.socket() as stranger:
        stranger.bind(("127.0.0.1", 0))
        port = stranger.getsockname()[1]
        running = demo(tmp_path, port)
        said = running.stdout.read()

    assert running.wait() == 1
    assert said.startswith(f"✗ Port {port} tidak dapat dipakai")
    assert said.count("\n") == 1


def test_second_demo_in_one_folder_gets_one_sentence(tmp_path):
    folder = tmp_path / "demo"
    folder.mkdir()
    with (folder / "lock").open("w") as lock:
        lock.write("4711")
        lock.flush()
        fcntl.flock(lock, fcntl.LOCK_EX)
        running = demo(tmp_path, free_port())
        said = running.stdout.read()

    assert running.wait() == 1
    assert said.startswith("✗ Demo lain sedang berjalan di folder ini (proses 4711)")
    assert said.count("\n") == 1


# --- The supervisor ---------------------------------------------------------------------------


@pytest.fixture
def watch(tmp_path) -> Supervisor:
    return Supervisor(tmp_path / "processes")


def shell(tmp_path: Path, script: str) -> Child:
    return Child("shell", ["sh", "-c", script], dict(os.environ), tmp_path / "log", tmp_path)


def family_of(child: Child) -> list[psutil.Process]:
    leader = psutil.Process(child.process.pid)
    deadline = time.monotonic() + 10
    while not leader.children():
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return [leader, *leader.children()]


def is_gone(process: psutil.Process) -> bool:
    try:
        process.wait(5)
    except psutil.TimeoutExpired:
        return False
    return True


def test_stop_ends_stubborn_children_and_grandchildren(watch, tmp_path, monkeypatch):
    monkeypatch.setattr(supervisor, "POLITE_SECONDS", 0.3)
    watch.start(shell(tmp_path, "trap '' TERM; sleep 60 & sleep 60 & wait"))
    family = family_of(watch.children[0])

    watch.stop()

    assert all(map(is_gone, family))
    assert not watch.note.exists()


def test_dead_child_is_started_again(watch, tmp_path):
    watch.start(shell(tmp_path, "sleep 60"))
    watch.children[0].kill()

    assert watch.revive_the_dead() == ["shell"]

    assert watch.children[0].is_alive
    watch.stop()


def test_child_that_cannot_live_is_given_up_with_its_last_words(watch, tmp_path):
    watch.start(shell(tmp_path, "echo no such module; exit 1"))

    def revive_for_ever():
        while True:
            watch.children[0].process.wait()
            watch.revive_the_dead()

    with pytest.raises(GaveUp, match="no such module"):
        revive_for_ever()


def test_leftovers_of_a_killed_demo_are_ended(watch, tmp_path):
    watch.start(shell(tmp_path, "sleep 60 & sleep 60"))
    family = family_of(watch.children[0])

    assert Supervisor(watch.note).end_leftovers() == 1

    watch.children[0].process.wait()
    assert all(map(is_gone, family))


def test_stranger_with_an_old_number_is_left_alone(watch):
    watch.note.write_text(f"{os.getpid()} 1.0\n")

    assert Supervisor(watch.note).end_leftovers() == 0


# --- The environment --------------------------------------------------------------------------


def test_secrets_are_made_once_and_kept(tmp_path):
    first = environment.compose(tmp_path, {}, port=8000)
    environment.write(tmp_path / "environment", first)

    again = environment.compose(tmp_path, environment.read(tmp_path / "environment"), port=8001)

    assert {name: first[name] for name in environment.SECRETS} == {
        name: again[name] for name in environment.SECRETS
    }
    assert again["PUBLIC_URL"] == "http://localhost:8001"
