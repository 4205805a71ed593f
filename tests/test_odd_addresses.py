"""Addresses and parameters that nobody types on purpose: a clear answer, never a crash."""

import pytest

from applicants.roles import Role
from tests.factories.applicants import make_staff

pytestmark = pytest.mark.django_db

MARKS = ["%00", "%ff", "%2e%2e%2f", "'%20OR%201=1", "%25_%5C", "%F0%9F%92%A9"]
ODD = [*MARKS, "abc", "-1", "9" * 5000, "x" * 3000]
PLACES = [
    "/izin/{}/",
    "/izin/?q={}",
    "/izin/?bidang={}",
    "/izin/?hari={}",
    "/izin/?pemohon={}",
    "/lacak/{}/",
    "/lacak/?number={}",
    "/lacak/REG-2026-000001-3/?kode={}",
    "/verifikasi/{}/",
    "/verifikasi/?code={}",
    "/permohonan/{}/",
    "/permohonan/?page={}",
    "/permohonan/baru/{}/",
    "/dokumen/{}/",
    "/akun/data/{}/",
    "/akun/data/baru/?next={}",
    "/akun/masuk/?next={}",
    "/akun/surel/konfirmasi/{}/",
    "/akun/sandi/baru/1-{}/",
    "/kerja/?q={}",
    "/kerja/?status={}",
    "/kerja/?bidang={}",
    "/kerja/?petugas={}",
    "/kerja/?tampilan={}",
    "/kerja/?urut={}",
    "/kerja/?page={}",
    "/kerja/berkas/{}/",
    "/kerja/teknis/?page={}",
    "/kerja/akun/?page={}",
]


@pytest.mark.parametrize("place", PLACES)
def test_odd_input_in_an_address_is_answered(client, place):
    client.force_login(make_staff(Role.FRONT_DESK))

    for odd in ODD:
        answer = client.get(place.format(odd))
        assert answer.status_code in {200, 302, 400, 403, 404, 422, 429}, (place, odd[:20])
        if answer.status_code == 302:
            assert "example" not in answer.url
