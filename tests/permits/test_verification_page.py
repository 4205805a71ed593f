import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects

from permits.states import State
from tests.factories.permits import drive, make_submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def permit():
    return drive(make_submitted(), State.ISSUED).permit


def test_a_code_leads_to_its_permit_as_typed_or_as_a_whole_address(client, permit):
    page = reverse("permits:verify_permit", args=[permit.token])

    for typed in (permit.token, f" {permit.token} ", f"https://izin.contoh.id{page}"):
        assertRedirects(client.get(reverse("permits:verify"), {"code": typed}), page)


def test_a_code_that_is_not_ours_says_what_that_means_and_how_to_go_on(client):
    answer = client.get(reverse("permits:verify_permit", args=["bukan-kode-kami"]))

    assertContains(answer, "surat itu bukan terbitan kami", status_code=404)
    assertContains(answer, 'value="bukan-kode-kami"', status_code=404)
    # Both forms of the page lead away from the unknown address.
    assertContains(answer, f'action="{reverse("permits:verify")}"', count=2, status_code=404)


@pytest.mark.parametrize(
    "typed", ["/", "https://izin.contoh.id/", "dua kata", "é", "a\x00b", "<b>", "a" * 201]
)
def test_what_can_be_no_code_stays_in_its_box_with_a_sentence(client, typed):
    answer = client.get(reverse("permits:verify"), {"code": typed})

    assert answer.status_code in (404, 422)
    assert answer.context["address_form"].errors


@pytest.mark.parametrize("path", ["%00", "a%20b", "a" * 5000])
def test_an_address_that_can_be_no_code_is_an_ordinary_404(client, path):
    assert client.get(f"/verifikasi/{path}/").status_code == 404
