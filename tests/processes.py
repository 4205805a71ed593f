"""Real processes for tests: a Celery worker, a web server, a browser's command line."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from abc import ABC, abstractmethod
from pathlib import Path

from office import heartbeat
from office.sweeper import SWEEPER
from ptsp.demo.servers import free_port
from ptsp.demo.static import collect_if_changed
from tests.environment import VAR_DIR

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 30


class Process(ABC):
    """A process group of its own with the tests' settings, its output in a log that failures show."""

    name: str

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", **environment}
        self.log = VAR_DIR / f"{self.name}.log"
        self.process: subprocess.Popen | None = None

    @abstractmethod
    def command(self) -> list[str]: ...

    @abstractmethod
    def is_ready(self) -> bool: ...

    def start(self) -> None:
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                self.command(), cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        deadline = time.monotonic() + START_SECONDS
        while not self.is_ready():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise RuntimeError(f"{self.name} did not start:\n{self.log.read_text(errors='replace')}")
            time.sleep(0.05)

    def kill(self) -> None:
        """Kill the process and its children as a power cut would."""
        self._signal(signal.SIGKILL)

    def stop(self) -> None:
        self._signal(signal.SIGTERM)

    def _signal(self, number: signal.Signals) -> None:
        if self.process is None:
            return
        try:
            os.killpg(self.process.pid, number)
            self.process.wait(15)
        except ProcessLookupError:
            pass
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *problem) -> None:
        self.stop()


class Worker(Process):
    """A Celery worker with one child; leases are short, so that a killed one is soon replaced."""

    name = "worker"

    def __init__(self, environment: dict[str, str]) -> None:
        super().__init__({"WORKER_SOFT_SHUTDOWN_SECONDS": "3", "JOB_LEASE_SECONDS": "3", **environment})

    def command(self) -> list[str]:
        celery = [sys.executable, "-m", "celery", "-A", "ptsp", "worker", "--include", "tests.held_job"]
        return [*celery, "-c", "1", "-l", "INFO", "--without-mingle"]

    def is_ready(self) -> bool:
        return b" ready." in self.log.read_bytes()


class Sweeper(Process):
    """The sweeper, hurried."""

    name = "sweeper"

    def __init__(self, environment: dict[str, str]) -> None:
        super().__init__({"SWEEP_SECONDS": "0.3", **environment})

    def command(self) -> list[str]:
        return [sys.executable, "manage.py", "sweeper"]

    def is_ready(self) -> bool:
        return SWEEPER in heartbeat.silences()


class WebServer(Process):
    """The portal under gunicorn, with collected static files, at an address a browser can open."""

    name = "web"

    def __init__(self, environment: dict[str, str]) -> None:
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        super().__init__({"PUBLIC_URL": self.url, "STATIC_COLLECTED": "on", **environment})

    def start(self) -> None:
        collect_if_changed(VAR_DIR / "static.state", self._collect)
        super().start()

    def _collect(self) -> None:
        command = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity=0"]
        subprocess.run(command, cwd=ROOT, env=self.environment, check=True)

    def command(self) -> list[str]:
        serve = ["--bind", f"127.0.0.1:{self.port}", "--worker-class", "gthread", "--threads", "8"]
        return [sys.executable, "-m", "gunicorn", *serve, "--access-logfile", "-", "ptsp.wsgi"]

    def is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=5) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False
