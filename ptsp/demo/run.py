"""`manage.py demo`: the whole portal on one machine, from an empty folder to «ready», until Ctrl-C.

It begins before there are settings to read: secrets and addresses are what it makes first.
"""

import argparse
import fcntl
import os
import shutil
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
import redis

from ptsp.demo import cluster, display, environment
from ptsp.demo.servers import SUPERUSER, PostgreSQL, ServerError, Valkey
from ptsp.demo.supervisor import Child, GaveUp, Supervisor

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = Path(os.environ.get("PTSP_VAR", ROOT / "var")) / "demo"
DATABASE = "ptsp"
READY_SECONDS = 90
WATCH_SECONDS = 0.5


class CannotStart(RuntimeError):
    """Something outside the demo is in its way; the message is one clear sentence."""


class Stopped(BaseException):
    """Ctrl-C, or somebody asked us to end."""


def main(arguments: list[str]) -> int:
    """Run the demo; 0 when it was stopped by the user, 1 when it could not start or go on."""
    options = _parser().parse_args(arguments)
    _heed(_stop)
    try:
        with ExitStack() as stack:
            try:
                _run(options, stack)
            finally:
                _heed(signal.SIG_IGN)  # nobody is interrupted while tidying up
    except Stopped:
        display.say("Selesai, tidak ada proses yang tertinggal / stopped, nothing left running.")
        return 0
    except (CannotStart, GaveUp, ServerError, psycopg.Error, redis.RedisError) as problem:
        display.complain(str(problem))
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="manage.py demo", description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, default=8000, help="port web (8000)")
    parser.add_argument("--applications", type=int, default=18, help="contoh permohonan (18), 0 = tanpa")
    parser.add_argument("--fresh", action="store_true", help="mulai dari folder kosong / begin anew")
    return parser


def _heed(handler) -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, handler)


def _stop(*_) -> None:
    raise Stopped


def _run(options: argparse.Namespace, stack: ExitStack) -> None:
    stack.enter_context(_only_one_here())
    supervisor = Supervisor(FOLDER / "processes")
    if supervisor.end_leftovers():
        display.say("Sisa demo sebelumnya dihentikan / ended what an earlier demo left behind.")
    _require_free_port(options.port)
    if options.fresh:
        _forget_everything()

    values = environment.compose(FOLDER, environment.read(FOLDER / "environment"), port=options.port)
    servers = _start_servers(values, stack)
    environment.write(FOLDER / "environment", values)
    os.environ.update(values)
    accounts = _prepare_portal(options.applications)

    stack.callback(_stop_children, supervisor)
    _start_portal(supervisor, values, options.port)
    display.show_accounts(values["PUBLIC_URL"], *accounts, str(FOLDER.parent / "mail"))
    display.say("[bold green]siap / ready[/] - Ctrl-C untuk berhenti / to stop")
    _watch(supervisor, servers)


@contextmanager
def _only_one_here() -> Iterator[None]:
    """Hold the folder; the kernel lets go of it when we end, however we end."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise CannotStart(
                f"Demo lain sedang berjalan di folder ini (proses {lock.read().strip()}); hentikan dahulu. "
                "/ Another demo is running in this folder; stop it first."
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def _require_free_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as error:
            raise CannotStart(
                f"Port {port} tidak dapat dipakai ({error}); pilih yang lain: make demo PORT={port + 80}. "
                f"/ Port {port} cannot be used; choose another."
            ) from None


def _forget_everything() -> None:
    for entry in FOLDER.iterdir():
        if entry.name != "lock":
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    shutil.rmtree(FOLDER.parent / "mail", ignore_errors=True)


def _start_servers(values: dict[str, str], stack: ExitStack) -> list[PostgreSQL | Valkey]:
    """Start what the user did not name in the environment, and put every address into `values`."""
    servers: list[PostgreSQL | Valkey] = []
    if given := os.environ.get("DATABASE_URL"):
        with display.step("Menghubungi PostgreSQL Anda / your PostgreSQL"):
            values |= environment.adopt_database(given, os.environ.get("DATABASE_OWNER_URL"), values)
    else:
        postgresql = PostgreSQL(FOLDER / "postgres")
        with display.step("Menjalankan PostgreSQL / starting PostgreSQL"):
            stack.callback(postgresql.stop)
            postgresql.start()
            _prepare_cluster(postgresql)
        servers.append(postgresql)
        values["DATABASE_URL"] = postgresql.url(cluster.APPLICATION, DATABASE)
        values["DATABASE_OWNER_URL"] = postgresql.url(cluster.OWNER, DATABASE)
    if given := os.environ.get("REDIS_URL"):
        with display.step("Menghubungi Redis Anda / your Redis"), redis.Redis.from_url(given) as client:
            client.ping()
        values["REDIS_URL"] = given
    else:
        valkey = Valkey(FOLDER / "valkey")
        with display.step("Menjalankan Valkey / starting Valkey"):
            stack.callback(valkey.stop)
            valkey.start()
        servers.append(valkey)
        values["REDIS_URL"] = valkey.url
    return servers


def _prepare_cluster(postgresql: PostgreSQL) -> None:
    admin = postgresql.url(SUPERUSER, "postgres")
    cluster.prepare_roles(admin)
    if not cluster.database_exists(admin, DATABASE):
        cluster.create_database(admin, DATABASE)


def _prepare_portal(applications: int) -> tuple[list[tuple[str, str]], str]:
    """Bring tables, catalogue, calendar, accounts and static files up to date, as the owner."""
    os.environ["PTSP_DATABASE_ROLE"] = "owner"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ptsp.settings")
    os.environ["LOG_LEVEL"] = "WARNING"
    import django
    from django.core.management import call_command
    from django.db import connections

    django.setup()
    from ptsp.demo.accounts import PASSWORD, create_accounts
    from ptsp.demo.samples import create_applications
    from ptsp.demo.static import collect_if_changed

    with display.step("Menyiapkan tabel / migrating"):
        call_command("migrate", verbosity=0)
    with display.step("Memuat 89 jenis izin / loading the catalogue"):
        call_command("load_catalogue", str(ROOT / "sop" / "data"), stdout=_Silence())
    with display.step("Mengisi kalender kerja / seeding holidays"):
        call_command("seed_holidays", stdout=_Silence())
    with display.step("Membuat akun demo / creating accounts"):
        accounts = create_accounts()
    with display.step("Mengisi contoh permohonan / sample applications"):
        create_applications(applications)
    with display.step("Mengumpulkan berkas statis / collecting static files"):
        collect_if_changed(
            FOLDER / "static.state", lambda: call_command("collectstatic", interactive=False, verbosity=0)
        )
    connections.close_all()
    return accounts, PASSWORD


class _Silence:
    """Somewhere for a command's own words to go while ours are on the screen."""

    def write(self, text: str) -> None: ...

    def flush(self) -> None: ...


def _start_portal(supervisor: Supervisor, values: dict[str, str], port: int) -> None:
    # Secrets of the owner stay with us.
    hidden = {
        "DATABASE_OWNER_URL",
        "OWNER_PASSWORD",
        "APPLICATION_PASSWORD",
        "PTSP_DATABASE_ROLE",
        "LOG_LEVEL",
    }
    inherited = {name: value for name, value in os.environ.items() if name not in hidden}
    inherited["PYTHONUNBUFFERED"] = "1"
    logs = FOLDER / "logs"
    for folder in (logs, FOLDER.parent / "mail"):
        folder.mkdir(exist_ok=True)
    serve = ["--bind", f"127.0.0.1:{port}", "--worker-class", "gthread", "--workers", "2", "--threads", "8"]
    commands = {
        "web": ["gunicorn", *serve, "--no-control-socket", "--access-logfile", "-", "ptsp.wsgi"],
        "worker": ["celery", "-A", "ptsp", "worker", "--concurrency", "2", "--loglevel", "INFO"],
        "beat": ["celery", "-A", "ptsp", "beat", "--pidfile=", "--loglevel", "INFO"],
        "sweeper": ["django", "sweeper"],
    }
    with display.step("Menjalankan web, pekerja, penjadwal, penyapu / starting the processes"):
        for name, command in commands.items():
            whole = [sys.executable, "-m", *command]
            supervisor.start(Child(name, whole, inherited, logs / f"{name}.log", ROOT))
        _wait_until_ready(supervisor, port)


def _wait_until_ready(supervisor: Supervisor, port: int) -> None:
    """Wait for /readyz and for an answer of the worker itself."""
    from ptsp.celery import app

    deadline = time.monotonic() + READY_SECONDS
    while not (_is_green(port) and app.control.ping(timeout=1)):
        supervisor.revive_the_dead()
        if time.monotonic() > deadline:
            raise CannotStart(
                f"Portal belum siap setelah {READY_SECONDS} detik / not ready in time: {FOLDER / 'logs'}"
            )
        time.sleep(0.2)


def _is_green(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


def _watch(supervisor: Supervisor, servers: list[PostgreSQL | Valkey]) -> None:
    while True:
        for server in servers:
            if not server.is_alive:
                server.start()
                display.complain(
                    f"{type(server).__name__} mati dan dijalankan lagi / died and was restarted."
                )
        for name in supervisor.revive_the_dead():
            display.complain(f"«{name}» mati dan dijalankan lagi / died and was restarted.")
        time.sleep(WATCH_SECONDS)


def _stop_children(supervisor: Supervisor) -> None:
    with display.step("Menghentikan proses / stopping the processes"):
        supervisor.stop()
