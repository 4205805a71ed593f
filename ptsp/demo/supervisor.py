"""The demo's processes: each in a group of its own, watched, and stopped to the last child."""

import os
import signal
import subprocess
import time
from pathlib import Path

import psutil

POLITE_SECONDS = 20
QUICK_DEATHS = 3
QUICK_SECONDS = 30


class GaveUp(RuntimeError):
    """A process that keeps dying; the message shows the end of its log."""


class Child:
    """One process of the portal, restarted when it dies now and then, given up when it cannot live."""

    def __init__(
        self, name: str, command: list[str], environment: dict[str, str], log: Path, folder: Path
    ) -> None:
        self.name = name
        self.command = command
        self.environment = environment
        self.log = log
        self.folder = folder
        self.deaths: list[float] = []
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=self.folder,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    @property
    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def revive(self) -> None:
        """Start the process again after it died, unless it has done so too often."""
        now = time.monotonic()
        self.deaths = [moment for moment in self.deaths if now - moment < QUICK_SECONDS] + [now]
        if len(self.deaths) >= QUICK_DEATHS:
            end = "\n".join(self.log.read_text(errors="replace").splitlines()[-15:])
            raise GaveUp(f"«{self.name}» berulang kali berhenti / keeps dying ({self.log}):\n{end}")
        self.kill()
        self.start()

    def ask_to_stop(self) -> None:
        if self.is_alive:
            os.killpg(self.process.pid, signal.SIGTERM)

    def kill(self) -> None:
        """End what is left of the group: a dead leader may have living children."""
        if self.process is not None:
            end_group(self.process.pid, signal.SIGKILL)
            self.process.wait()


class Supervisor:
    """Starts the children in order, notes them in a file, and leaves none behind."""

    def __init__(self, note: Path) -> None:
        self.note = note
        self.children: list[Child] = []

    def start(self, child: Child) -> None:
        child.start()
        self.children.append(child)
        self._write_note()

    def revive_the_dead(self) -> list[str]:
        """Start again whoever died; return their names."""
        dead = [child for child in self.children if not child.is_alive]
        for child in dead:
            child.revive()
        if dead:
            self._write_note()
        return [child.name for child in dead]

    def stop(self) -> None:
        """Ask everybody at once, wait, then insist."""
        for child in self.children:
            child.ask_to_stop()
        deadline = time.monotonic() + POLITE_SECONDS
        while any(child.is_alive for child in self.children) and time.monotonic() < deadline:
            time.sleep(0.1)
        for child in self.children:
            child.kill()
        self.children = []
        self.note.unlink(missing_ok=True)

    def end_leftovers(self) -> int:
        """End the processes of an earlier demo that was killed before it could; return how many groups."""
        ended = 0
        if self.note.exists():
            for line in self.note.read_text().splitlines():
                pid, born = line.split()
                if birth(int(pid)) == born:
                    ended += end_group(int(pid), signal.SIGKILL)
            self.note.unlink()
        return ended

    def _write_note(self) -> None:
        pids = [child.process.pid for child in self.children]
        self.note.write_text("".join(f"{pid} {birth(pid)}\n" for pid in pids))


def birth(pid: int) -> str:
    """Return when a process began, '' when there is none: a number alone may belong to a stranger by now."""
    try:
        return str(psutil.Process(pid).create_time())
    except psutil.NoSuchProcess:
        return ""


def end_group(pid: int, number: signal.Signals) -> bool:
    try:
        os.killpg(pid, number)
    except ProcessLookupError:
        return False
    return True
