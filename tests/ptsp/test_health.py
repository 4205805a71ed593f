"""What the watchman is told."""

import time

import pytest
from django.test import Client

from office import heartbeat
from ptsp.demo import cluster
from tests import database
from tests.environment import DATABASE


@pytest.fixture
def everything_alive(db, broker):
    heartbeat.beat("worker")
    heartbeat.beat("sweeper")


def test_healthz_asks_nobody(client):
    assert client.get("/healthz").content == b"ok\n"


def test_readyz_is_green(everything_alive, client):
    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json() == {
        "ready": True,
        "database": "ok",
        "storage": "ok",
        "broker": "ok",
        "worker": "ok",
        "sweeper": "ok",
    }


def test_pages_live_on_without_broker_and_processes(db, client, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"

    begun = time.monotonic()
    response = client.get("/readyz")

    assert time.monotonic() - begun < 2
    assert response.status_code == 200
    assert response.json() == {
        "ready": True,
        "database": "ok",
        "storage": "ok",
        "broker": "down",
        "worker": "silent",
        "sweeper": "silent",
    }


def test_long_silence_is_told(everything_alive, client):
    heartbeat.Heartbeat.objects.update(at="2026-01-01T00:00Z")

    assert client.get("/readyz").json()["worker"] == "silent"


def test_readyz_is_red_without_storage(everything_alive, client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "a file"
    settings.MEDIA_ROOT.write_text("not a folder")

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["storage"] == "down"


def test_readyz_is_red_without_database(committed_db, client):
    cluster.drop_database(database.admin_url(), DATABASE)

    response = client.get("/readyz")

    assert response.status_code == 503
    assert (response.json()["ready"], response.json()["database"]) == (False, "down")


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_health_is_asked_not_told(db, address):
    assert Client().post(address).status_code == 405
