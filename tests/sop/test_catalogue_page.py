"""The public list of services: search, filters, and whatever somebody may type."""

import re

import pytest
from django.urls import reverse

from applicants.models import User
from sop.models import Standard
from sop.search import nearest, words_of

pytestmark = pytest.mark.usefixtures("db")
HTMX = {"HX-Request": "true"}


def names(response) -> list[str]:
    return [standard.permit_type.name_id for standard in response.context["standards"]]


def find(client, **asked):
    response = client.get(reverse("sop:catalogue"), asked)
    assert response.status_code == 200
    return response


def test_everybody_sees_all_services_by_sector(client):
    response = find(client)

    assert len(names(response)) == 89
    assert "89 perizinan dan nonperizinan" in response.text
    sectors = [standard.permit_type.sector.name_id for standard in response.context["standards"]]
    assert sectors == sorted(sectors)
    assert len(response.content) < 100_000


def test_service_without_a_promise_in_force_is_not_listed(client):
    Standard.objects.filter(permit_type__code="ESDM-01").update(state="superseded")

    assert len(names(find(client))) == 88


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("penelitian", "Surat Keterangan Penelitian (SKP)"),
        ("PENELITIAN", "Surat Keterangan Penelitian (SKP)"),
        ("meneliti", "Surat Keterangan Penelitian (SKP)"),
        ("peneli", "Surat Keterangan Penelitian (SKP)"),
        ("sipa", "Surat Izin Pengusahaan Air Tanah (SIPA)"),
        ("SIPA (air tanah)", "Surat Izin Pengusahaan Air Tanah (SIPA)"),
    ],
)
def test_search_finds_first(client, text, first):
    assert names(find(client, q=text))[0] == first


def test_search_for_two_words(client):
    assert names(find(client, q="air tanah"))[:2] == [
        "Izin Pengeboran Air Tanah",
        "Surat Izin Pengusahaan Air Tanah (SIPA)",
    ]


def test_names_come_before_other_places(client):
    found = names(find(client, q="TRAYEK"))

    named = ["trayek" in name.lower() for name in found]
    assert named[0]
    assert named == sorted(named, reverse=True)


def test_search_reaches_the_requirements(client):
    assert "Surat Izin Pengusahaan Air Tanah (SIPA)" in names(find(client, q="uji pemompaan"))


@pytest.mark.parametrize(
    ("asked", "holds"),
    [
        ({"bidang": "KES"}, lambda standard: standard.permit_type.sector.code == "KES"),
        ({"hari": "1"}, lambda standard: standard.max_working_days == 1),
        ({"hari": "2-5"}, lambda standard: 2 <= standard.max_working_days <= 5),
        ({"hari": "6-14"}, lambda standard: 6 <= standard.max_working_days <= 14),
        ({"pemohon": "individual"}, lambda standard: standard.applicant_kind in ("individual", "both")),
        ({"pemohon": "company"}, lambda standard: standard.applicant_kind in ("company", "both")),
        (
            {"bidang": "ESDM", "hari": "6-14", "q": "air"},
            lambda standard: (
                standard.permit_type.sector.code == "ESDM" and 6 <= standard.max_working_days <= 14
            ),
        ),
    ],
)
def test_filters_keep_exactly_what_fits(client, asked, holds):
    found = find(client, **asked).context["standards"]

    assert found
    assert all(map(holds, found))
    if "q" not in asked:
        assert len(found) == sum(map(holds, Standard.objects.select_related("permit_type__sector")))


def test_day_filters_split_the_catalogue(client):
    assert sum(len(names(find(client, hari=days))) for days in ("1", "2-5", "6-14")) == 89


def test_applied_filters_can_be_taken_off(client):
    response = find(client, q="air", bidang="ESDM", hari="")

    assert [(applied.label, applied.without) for applied in response.context["applied"]] == [
        ("«air»", "bidang=ESDM"),
        ("Energi dan Sumber Daya Mineral", "q=air"),
    ]
    assert 'href="/izin/?bidang=ESDM"' in response.text


def test_nothing_found_says_what_to_do_next(client):
    response = find(client, q="penelitiaan")

    assert names(response) == []
    assert [permit_type.name_id for permit_type in response.context["nearest"]] == [
        "Surat Keterangan Penelitian (SKP)"
    ]
    assert "Tanyakan di (0736) 000 000." in response.text


@pytest.mark.parametrize(
    "text",
    [
        "%_\\",
        "'; DROP TABLE sop_standard; --",
        '"',
        "&|!():*",
        "a & ! b",
        "yang",
        "<script>",
        "👍",
        "ñ",
        "-",
        "' '",
    ],
)
def test_signs_of_query_languages_are_plain_text(client, text):
    response = find(client, q=text)

    assert len(names(response)) < 89
    assert "<script>" not in response.text.replace("<script src", "")


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"q": "air\x00tanah"}, "Isian memuat karakter yang tidak dapat disimpan."),
        ({"q": "x" * 1_000_000}, "Kata pencarian terlalu panjang; paling banyak 100 huruf."),
        ({"bidang": "XYZ"}, "Saringan Bidang tidak dikenal, jadi tidak dipakai."),
        ({"bidang": "\x00"}, "Saringan Bidang tidak dikenal, jadi tidak dipakai."),
        ({"pemohon": "both"}, "Saringan Pemohon tidak dikenal, jadi tidak dipakai."),
        ({"hari": "-1"}, "Saringan Waktu tidak dikenal, jadi tidak dipakai."),
    ],
)
def test_what_cannot_be_understood_is_named_and_filters_nothing(client, asked, sentence):
    response = find(client, **asked)

    assert len(names(response)) == 89
    assert sentence in response.text


def test_htmx_gets_the_results_with_a_clean_address(client):
    response = client.get("/izin/?q=air+tanah&bidang=&pemohon=&hari=", headers=HTMX)

    assert response.headers["HX-Push-Url"] == "/izin/?q=air+tanah"
    assert "HX-Request" in response.headers["Vary"]
    assert "<html" not in response.text
    assert re.findall(r'id="([^"]+)"', response.text)[0] == "results"
    assert 'hx-swap-oob="innerHTML:#results-status"' in response.text


def test_going_back_gets_the_whole_page(client):
    response = client.get("/izin/", headers=HTMX | {"HX-History-Restore-Request": "true"})

    assert "<html" in response.text


def test_catalogue_cannot_be_posted_to(client):
    assert client.post("/izin/").status_code == 405


@pytest.mark.parametrize("asked", [{}, {"q": "SIPA", "bidang": "ESDM", "hari": "6-14"}])
def test_queries_are_as_many_for_one_service_as_for_all(client, django_assert_num_queries, asked):
    with django_assert_num_queries(3):
        response = find(client, **asked)

    assert len(names(response)) == (1 if asked else 89)


def test_staff_see_the_same_catalogue(client):
    client.force_login(User.objects.create_user(email="petugas@contoh.id", password="kata-sandi-contoh"))

    assert len(names(find(client))) == 89


def test_words_are_letters_and_digits():
    assert words_of("Air-Tanah (SIPA)_2  %") == ["air", "tanah", "sipa", "2"]
    assert len(words_of("a " * 50)) == 8


def test_nearest_names_need_a_word_that_is_close():
    assert nearest("trayekk", ["Izin Trayek", "Izin Penelitian"]) == ["Izin Trayek"]
    assert nearest("zzz", ["Izin Trayek"]) == []
