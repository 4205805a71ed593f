"""What went wrong and what to do next, on a page with the right status."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.test import Client, RequestFactory

from ptsp import error_pages
from ptsp.context import current_office
from tests.factories.applicants import make_staff

pytestmark = pytest.mark.django_db


def test_an_unknown_address_offers_the_search(client):
    response = client.get("/tidak-ada/")

    assert response.status_code == 404
    assert 'name="q"' in response.content.decode()


def test_a_body_too_large_is_a_413_with_the_limit(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10

    response = client.post("/tampilan/", {"theme": "x" * 100})

    assert response.status_code == 413
    assert "10 MB" in response.content.decode()


def test_an_unknown_host_is_a_400(client):
    response = client.get("/", HTTP_HOST="evil.example")

    assert response.status_code == 400
    assert "Permintaan tidak dapat dibaca" in response.content.decode()


def test_a_form_without_its_token_says_to_reload():
    response = Client(enforce_csrf_checks=True).post("/verifikasi/", {})

    assert response.status_code == 403
    assert "muat ulang, lalu kirim sekali lagi" in response.content.decode()


def test_a_forbidden_page_says_which_role_the_reader_has():
    request = RequestFactory().get("/kerja/")
    request.user = make_staff("front_desk")

    response = error_pages.forbidden(request, PermissionDenied())

    assert response.status_code == 403
    assert "Peran Anda: Petugas loket." in response.content.decode()


def test_a_server_error_needs_no_database(django_assert_num_queries):
    office = current_office()

    with django_assert_num_queries(0):
        response = error_pages.server_error(RequestFactory().get("/"))

    assert response.status_code == 500
    assert office.phone in response.content.decode()


def test_a_broken_database_ends_in_the_static_page(client, monkeypatch):
    def broken():
        raise DatabaseError("gone")

    monkeypatch.setattr("ptsp.views.promises_in_force", broken)
    client.raise_request_exception = False

    response = client.get("/")

    assert response.status_code == 500
    assert "Kesalahan ini dari kami, bukan dari Anda." in response.content.decode()
