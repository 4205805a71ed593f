"""One service's page: the promise, its six published components and the rest."""

import re
from html import unescape

import pytest
from django.urls import reverse

from sop.models import Standard

pytestmark = pytest.mark.usefixtures("db")


def page(client, code: str = "ESDM-01") -> str:
    response = client.get(reverse("sop:permit_type", args=[code]))
    assert response.status_code == 200
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.text)).split())


def test_every_service_has_its_page(client, django_assert_num_queries):
    for standard in Standard.objects.select_related("permit_type"):
        with django_assert_num_queries(4):
            text = page(client, standard.permit_type.code)

        assert standard.permit_type.name_id in text
        assert f"Paling lama {standard.max_working_days} hari kerja" in text


def test_page_makes_the_whole_promise(client):
    text = page(client)

    for words in (
        "GRATIS Rp0",
        "Data contoh",
        "Perorangan dan badan usaha",
        "Standar pelayanan versi 1, berlaku sejak 2 Januari 2025 (SK Nomor 1/CONTOH/2025).",
        "1. Persyaratan 9 syarat wajib. 3 lagi hanya dalam keadaan yang tertulis pada syaratnya.",
        "Surat pernyataan keabsahan dokumen, bermeterai",
        "PDF atau foto, paling besar 10 MB",
        "hanya untuk permohonan baru",
        "2. Sistem, mekanisme, dan prosedur",
        "Petugas pemroses · hasil: Lembar verifikasi berkas",
        "3. Jangka waktu pelayanan Paling lama 12 hari kerja, dihitung sejak berkas dinyatakan lengkap "
        "sampai izin dapat diunduh. Di dalamnya, paling lama 6 hari kerja untuk pertimbangan teknis "
        "Dinas Energi dan Sumber Daya Mineral. Lokasi Anda akan ditinjau.",
        "4. Biaya/tarif Rp0.",
        "5. Produk pelayanan Surat Izin Pengusahaan Air Tanah (SIPA), berlaku 3 tahun.",
        "6. Penanganan pengaduan, saran, dan masukan Contoh: pengaduan",
        "(0736) 000 000",
        "UU Nomor 17 Tahun 2019",
        "Evaluasi kinerja pelaksana Contoh: kinerja pelaksana",
    ):
        assert words in text


def test_optional_document_is_marked(client):
    optional = Standard.objects.filter(requirements__mandatory=False).first()

    assert "bila ada" in page(client, optional.permit_type.code)


@pytest.mark.parametrize("code", ["ESDM-99", "esdm-01", "ESDM-01%00", "%00", "x" * 500, "..", "%27"])
def test_unknown_code_is_not_found(client, code):
    assert client.get(f"/izin/{code}/").status_code == 404


def test_only_the_version_in_force_is_shown(client):
    draft = Standard.objects.in_force().get(permit_type__code="ESDM-01")
    draft.pk, draft.version, draft.state, draft.max_working_days = None, 2, Standard.State.DRAFT, 3
    draft.save(force_insert=True)

    assert "Paling lama 12 hari kerja" in page(client)


def test_withdrawn_service_is_not_found(client):
    Standard.objects.filter(permit_type__code="ESDM-01").update(state="superseded")

    assert client.get("/izin/ESDM-01/").status_code == 404
