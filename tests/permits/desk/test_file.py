"""The page of one file: who sees it, what it shows, and which buttons it offers to whom."""

import re

import pytest

from applicants.models import AccessLog, Representation
from applicants.roles import Role
from office.models import Event
from permits import workflow
from permits.models import Application
from permits.states import State
from tests.factories.applicants import grant_role, make_person, make_staff, make_user
from tests.factories.permits import (
    WITH_RECOMMENDATION,
    check_everything,
    drive,
    fill,
    make_document,
    make_draft,
    make_submitted,
)

pytestmark = pytest.mark.django_db

VERBS = ("lengkap", "minta-rekomendasi", "usulkan", "paraf", "kembalikan-konsep", "setujui")


def address(file, *parts: str) -> str:
    return "/".join(["/kerja/berkas", file.receipt, *parts, ""])


def offered(response) -> set[str]:
    """Return the last parts of the addresses that the bar under the file leads to."""
    bar = response.content.decode().split('id="actions"', 1)[1].split("</div>", 1)[0]
    return {match for match in re.findall(r'(?:href|action)="[^"]+/([a-z-]+)/"', bar)}


# Which buttons stand under a file in each state, for each desk. Everything else has none.
BUTTONS = {
    ("front_desk", State.SUBMITTED): {"lengkap"},
    ("back_office", State.IN_REVIEW): {"usulkan", "minta-rekomendasi"},
    ("section_head", State.AWAITING_INITIALS): {"paraf", "kembalikan-konsep"},
    ("office_head", State.AWAITING_APPROVAL): {"setujui", "kembalikan-konsep"},
}


@pytest.mark.parametrize(
    "state",
    [
        State.SUBMITTED,
        State.IN_REVIEW,
        State.IN_RECOMMENDATION,
        State.AWAITING_INITIALS,
        State.AWAITING_APPROVAL,
        State.APPROVED,
        State.WITHDRAWN,
    ],
)
def test_each_desk_has_its_own_buttons_and_no_others(desks, signed_in, state):
    file = drive(make_submitted(code=WITH_RECOMMENDATION), state, desks)
    if state == State.SUBMITTED:
        check_everything(file, by=desks.front_desk)

    for desk in ("front_desk", "back_office", "section_head", "office_head"):
        response = signed_in(getattr(desks, desk)).get(address(file))
        assert response.status_code == 200
        assert offered(response) == BUTTONS.get((desk, state), set()), desk


def test_before_all_is_checked_the_bar_says_what_is_missing(desks, signed_in):
    file = make_submitted()

    page = signed_in(desks.front_desk).get(address(file))

    first = file.requirements().filter(mandatory=True).first()
    assert offered(page) == set()
    assert f"berikutnya: {first.name_id}." in page.content.decode()


def test_only_the_front_desk_is_offered_verdicts(desks, signed_in):
    file = make_submitted()

    assert "Catatan bila tidak sesuai" in signed_in(desks.front_desk).get(address(file)).content.decode()
    for other in (desks.back_office, desks.section_head, desks.office_head):
        assert "Catatan bila tidak sesuai" not in signed_in(other).get(address(file)).content.decode()


def test_nobody_works_on_their_own_file(desks, signed_in):
    clerk = desks.front_desk
    for role in (Role.BACK_OFFICE, Role.SECTION_HEAD, Role.OFFICE_HEAD):
        grant_role(clerk, role)
    file = make_submitted(clerk)

    response = signed_in(clerk).get(address(file))

    page = response.content.decode()
    assert offered(response) == set()
    assert "Ini berkas Anda sendiri atau orang yang Anda wakili." in page
    assert "Ambil berkas" not in page
    assert "Catatan bila tidak sesuai" not in page


def test_ones_own_file_shows_no_internal_notes(desks, signed_in):
    file = drive(make_submitted(desks.section_head), State.IN_REVIEW, desks)
    workflow.propose(file, by=desks.back_office, note="Rahasia dapur")

    own = signed_in(desks.section_head).get(address(file), {"bagian": "riwayat"}).content.decode()
    colleague = signed_in(desks.front_desk).get(address(file), {"bagian": "riwayat"}).content.decode()

    assert "Izin diusulkan" in own
    assert "Rahasia dapur" not in own
    assert "Rahasia dapur" in colleague


def test_a_head_who_took_part_is_told_why_not_to_decide(desks, signed_in):
    head = desks.office_head
    grant_role(head, Role.FRONT_DESK)
    file = make_submitted()
    check_everything(file, by=head)
    workflow.accept(file, by=head)
    file = drive(Application.objects.get(pk=file.pk), State.AWAITING_APPROVAL, desks)

    response = signed_in(head).get(address(file))

    assert offered(response) == set()
    assert "jadi keputusannya ada pada pejabat lain" in response.content.decode()


@pytest.mark.parametrize("panel", ["syarat", "data", "telaah", "riwayat", "", "entah", "\x00"])
def test_identity_numbers_are_masked_on_every_part(desks, signed_in, panel):
    file = drive(make_submitted(code=WITH_RECOMMENDATION), State.AWAITING_APPROVAL, desks)
    numbers = {number for number in (file.applicant.nik, file.applicant.npwp, file.applicant.phone) if number}

    page = signed_in(desks.office_head).get(address(file), {"bagian": panel}).content.decode()

    assert numbers
    assert not [number for number in numbers if number in page]


def test_the_facts_of_a_file_are_on_its_page(desks, signed_in):
    file = drive(make_submitted(code=WITH_RECOMMENDATION), State.AWAITING_INITIALS, desks)
    browser = signed_in(desks.section_head)

    data = browser.get(address(file), {"bagian": "data"}).content.decode()
    review = browser.get(address(file), {"bagian": "telaah"}).content.decode()
    history = browser.get(address(file), {"bagian": "riwayat"}).content.decode()

    assert file.applicant.name in data
    assert file.applicant.masked_npwp in data or file.applicant.masked_nik in data
    assert "Menyetujui" in review
    assert "Diusulkan oleh" in review
    words = [
        "Izin diusulkan",
        "Rekomendasi teknis diberikan",
        "Berkas dinyatakan lengkap",
        "Permohonan dikirim",
    ]
    places = [history.index(word) for word in words]
    assert places == sorted(places)
    assert str(desks.back_office) in history


def test_the_whole_number_is_shown_for_a_reason_and_leaves_a_trace(desks, signed_in):
    file = make_submitted()
    number = file.applicant.nik or file.applicant.npwp
    browser = signed_in(desks.front_desk)

    asking = browser.get(address(file, "identitas"))
    refused = browser.post(address(file, "identitas"), {"reason": "x"})
    assert AccessLog.objects.count() == 0
    shown = browser.post(address(file, "identitas"), {"reason": "Mencocokkan dengan KTP"})

    assert number not in asking.content.decode()
    assert (refused.status_code, shown.status_code) == (422, 200)
    assert number not in refused.content.decode()
    assert number in shown.content.decode()
    log = AccessLog.objects.get()
    assert (log.actor, log.applicant, log.reason) == (
        desks.front_desk,
        file.applicant,
        "Mencocokkan dengan KTP",
    )
    assert Event.objects.filter(action="identity_revealed", actor=desks.front_desk).count() == 1


def test_agencies_do_not_see_whole_numbers(desks, signed_in):
    file = drive(make_submitted(code=WITH_RECOMMENDATION), State.IN_RECOMMENDATION, desks)

    response = signed_in(desks.technical).post(
        address(file, "identitas"), {"reason": "Mencocokkan dengan KTP"}
    )

    assert response.status_code == 403


def test_the_viewer_shows_the_document_that_was_chosen(desks, signed_in):
    file = make_submitted()
    documents = list(file.documents.current().order_by("requirement__position"))
    browser = signed_in(desks.front_desk)

    first = browser.get(address(file)).content.decode()
    second = browser.get(address(file), {"dokumen": documents[1].pk, "ukuran": "besar"}).content.decode()
    foreign = make_submitted().documents.first()
    other = browser.get(address(file), {"dokumen": foreign.pk}).content.decode()

    assert f"/dokumen/{documents[0].pk}/hal/1.webp" in first
    assert f"/dokumen/{documents[1].pk}/hal/1.webp?ukuran=besar" in second
    assert f"/dokumen/{foreign.pk}/" not in other
    assert f"/dokumen/{documents[0].pk}/hal/1.webp" in other


def test_what_is_typed_stands_in_the_checklist(desks, signed_in):
    for code in ("LIT-01", WITH_RECOMMENDATION):
        file = make_submitted(code=code)
        typed = set(file.typed_requirements.values())
        page = signed_in(desks.front_desk).get(address(file), {"bagian": "syarat"}).content.decode()
        assert not [text for text in typed if text not in page]


def test_a_power_of_attorney_is_a_row_of_its_own(desks, signed_in):
    proxy = make_user()
    represented = make_person(proxy, capacity=Representation.Capacity.PROXY)
    draft = make_draft(proxy, representation=represented.representations.get())
    file = workflow.submit(fill(draft), by=proxy)
    browser = signed_in(desks.front_desk)

    page = browser.get(address(file)).content.decode()
    browser.post(address(file, "periksa", "kuasa"), {"verdict": "ok"})

    assert "Surat kuasa" in page
    assert file.checks.filter(requirement=None, verdict="ok").count() == 1


def test_files_not_handed_in_and_strangers_files_are_unknown(desks, signed_in):
    draft, file = make_draft(), make_submitted()

    assert signed_in(desks.front_desk).get(address(draft)).status_code == 404
    assert signed_in(desks.technical).get(address(file)).status_code == 404
    assert signed_in(make_staff(Role.SURVEY_OFFICER)).get(address(file)).status_code == 404
    assert signed_in(make_user()).get(address(file)).status_code == 404
    assert signed_in(file.created_by).get(address(file)).status_code == 404
    assert signed_in(desks.front_desk).get("/kerja/berkas/REG-2026-999999-X/").status_code == 404


def test_an_agency_is_led_from_the_file_to_its_request(desks, signed_in):
    file = drive(make_submitted(code=WITH_RECOMMENDATION), State.IN_RECOMMENDATION, desks)

    response = signed_in(desks.technical).get(address(file))

    assert response["Location"] == f"/kerja/teknis/{file.recommendations.get().pk}/"


@pytest.mark.parametrize("verb", ["ambil", "lengkap", "paraf"])
def test_buttons_answer_to_post_only(desks, signed_in, verb):
    file = make_submitted()

    assert signed_in(desks.front_desk).get(address(file, verb)).status_code == 405


def test_a_replaced_document_has_to_be_checked_again(desks, signed_in):
    file = make_submitted()
    document = file.documents.current().order_by("requirement__position").first()
    workflow.check_requirement(file, document.requirement, verdict="ok", by=desks.front_desk)
    page = signed_in(desks.front_desk).get(address(file)).content.decode()
    assert "1 dari" in page

    file.documents.filter(pk=document.pk).update(superseded_at=file.submitted_at)
    make_document(file, document.requirement, sha256="f" * 64)

    page = signed_in(desks.front_desk).get(address(file)).content.decode()
    assert "0 dari" in page
