"""Each verb through its page: done, forbidden, too late, incomplete."""

import pytest

from office.models import Agency, Event
from permits import workflow
from permits.models import Application, Permit
from permits.states import State
from tests.factories.applicants import grant_role, make_staff
from tests.factories.permits import WITH_RECOMMENDATION, check_everything, drive, make_draft, make_submitted
from tests.permits.desk.test_file import address

pytestmark = pytest.mark.django_db


def again(file) -> Application:
    return Application.objects.get(pk=file.pk)


def actions_of(file) -> list[str]:
    events = Event.objects.filter(subject_kind="application", subject_id=file.receipt)
    return list(events.values_list("action", flat=True))


# --- take ---------------------------------------------------------------------------------------


def test_a_clerk_takes_a_file(desks, signed_in):
    file = make_submitted()

    response = signed_in(desks.front_desk).post(address(file, "ambil"), follow=True)

    assert again(file).holder == desks.front_desk
    assert "Berkas ini sekarang Anda pegang." in response.content.decode()


def test_a_taken_file_is_not_taken_from_a_colleague(desks, signed_in):
    file = make_submitted()
    colleague = make_staff("front_desk", full_name="Sri Rahma")
    workflow.take(file, by=colleague)

    response = signed_in(desks.front_desk).post(address(file, "ambil"))

    assert response.status_code == 409
    assert "Berkas ini baru saja diproses Sri Rahma." in response.content.decode()
    assert again(file).holder == colleague


# --- check and accept ---------------------------------------------------------------------------


def test_a_verdict_is_written_down_and_the_page_comes_back_to_its_row(desks, signed_in):
    file = make_submitted()
    requirement = file.requirements().first()

    response = signed_in(desks.front_desk).post(
        address(file, "periksa", str(requirement.pk)), {"verdict": "ok"}
    )

    check = file.checks.get()
    assert (check.requirement, check.verdict, check.checked_by) == (requirement, "ok", desks.front_desk)
    assert response["Location"] == f"{address(file)}#syarat-{requirement.pk}"


def test_htmx_gets_the_row_the_count_and_the_buttons(desks, signed_in):
    file = make_submitted()
    requirement = file.requirements().first()

    response = signed_in(desks.front_desk).post(
        address(file, "periksa", str(requirement.pk)), {"verdict": "ok"}, headers={"HX-Request": "true"}
    )

    page = response.content.decode()
    assert response.status_code == 200
    assert "<html" not in page
    assert f'id="syarat-{requirement.pk}"' in page
    assert page.count("hx-swap-oob") == 2
    assert "1 dari" in page


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "htmx"])
def test_not_in_order_needs_a_note(desks, signed_in, headers):
    file = make_submitted()
    requirement = file.requirements().first()
    browser = signed_in(desks.front_desk)
    place = address(file, "periksa", str(requirement.pk))

    refused = browser.post(place, {"verdict": "not_ok", "note": " "}, headers=headers)
    assert refused.status_code == 422
    assert "Tulis apa yang harus diperbaiki pemohon." in refused.content.decode()
    assert file.checks.count() == 0

    browser.post(place, {"verdict": "not_ok", "note": "Buram"}, headers=headers)
    assert file.checks.get().note == "Buram"


@pytest.mark.parametrize(
    "data",
    [{}, {"verdict": "entah"}, {"verdict": "ok", "note": "\x00"}, {"verdict": "ok", "note": "x" * 241}],
    ids=["nothing", "unknown", "NUL", "too long"],
)
def test_a_wrong_verdict_is_refused_and_nothing_is_written(desks, signed_in, data):
    file = make_submitted()

    response = signed_in(desks.front_desk).post(
        address(file, "periksa", str(file.requirements().first().pk)), data
    )

    assert response.status_code == 422
    assert file.checks.count() == 0


@pytest.mark.parametrize("slot", ["0", "9" * 30, "abc", "kuasa"])
def test_a_requirement_of_no_such_file_is_unknown(desks, signed_in, slot):
    file = make_submitted()

    response = signed_in(desks.front_desk).post(address(file, "periksa", slot), {"verdict": "ok"})

    assert response.status_code == 404


def test_a_requirement_of_another_permit_is_unknown(desks, signed_in):
    file, other = make_submitted(), make_submitted(code=WITH_RECOMMENDATION)

    response = signed_in(desks.front_desk).post(
        address(file, "periksa", str(other.requirements().first().pk)), {"verdict": "ok"}
    )

    assert response.status_code == 404


def test_a_verdict_after_the_file_moved_on_says_who_was_quicker(desks, signed_in):
    file = make_submitted()
    colleague = make_staff("front_desk", full_name="Sri Rahma")
    check_everything(file, by=colleague)
    workflow.accept(file, by=colleague)

    response = signed_in(desks.front_desk).post(
        address(file, "periksa", str(file.requirements().first().pk)),
        {"verdict": "not_ok", "note": "Fotonya buram"},
    )

    page = response.content.decode()
    assert response.status_code == 409
    assert "Berkas ini baru saja diproses Sri Rahma." in page
    assert "Diproses" in page
    assert "Fotonya buram" in page


def test_a_checked_file_is_accepted(desks, signed_in):
    file = make_submitted()
    check_everything(file, by=desks.front_desk)

    response = signed_in(desks.front_desk).post(address(file, "lengkap"))

    assert response["Location"] == address(file)
    assert again(file).state == State.IN_REVIEW
    assert actions_of(file) == ["started", "submitted", "accepted"]


def test_an_unchecked_file_is_not_accepted_and_the_page_says_what_lacks(desks, signed_in):
    file = make_submitted()

    response = signed_in(desks.front_desk).post(address(file, "lengkap"))

    page = response.content.decode()
    assert response.status_code == 422
    assert "Belum semua syarat diperiksa dan sesuai." in page
    assert file.requirements().filter(mandatory=True).last().name_id in page
    assert again(file).state == State.SUBMITTED


# --- request, propose, initial, send back, approve ---------------------------------------------------


def test_the_permits_own_agency_is_ticked_and_others_may_be_added(desks, signed_in):
    file = drive(make_submitted(code=WITH_RECOMMENDATION), State.IN_REVIEW, desks)
    own, other = file.permit_type.agency, Agency.objects.exclude(pk=file.permit_type.agency_id).first()
    browser = signed_in(desks.back_office)

    page = browser.get(address(file, "minta-rekomendasi"))
    browser.post(
        address(file, "minta-rekomendasi"),
        {"agencies": [own.pk, other.pk], "question": "Apakah debitnya layak?"},
    )

    assert page.context["form"]["agencies"].value() == [own.pk]
    asked = file.recommendations.all()
    assert {row.agency for row in asked} == {own, other}
    assert {row.question for row in asked} == {"Apakah debitnya layak?"}
    assert again(file).state == State.IN_RECOMMENDATION


@pytest.mark.parametrize("agencies", [[], ["0"], ["abc"], ["9" * 30], ["\x00"]])
def test_a_request_to_nobody_is_refused(desks, signed_in, agencies):
    file = drive(make_submitted(code=WITH_RECOMMENDATION), State.IN_REVIEW, desks)

    response = signed_in(desks.back_office).post(
        address(file, "minta-rekomendasi"), {"agencies": agencies, "question": "Tetap ada"}
    )

    assert response.status_code == 422
    assert "Tetap ada" in response.content.decode()
    assert again(file).state == State.IN_REVIEW


def test_the_agencies_conditions_stand_in_the_proposal(desks, signed_in):
    file = drive(make_submitted(code=WITH_RECOMMENDATION), State.IN_RECOMMENDATION, desks)
    workflow.recommend(
        file.recommendations.get(),
        by=desks.technical,
        verdict="with_conditions",
        conditions=["Debit paling besar 2 liter per detik", "Memasang meter air"],
    )
    browser = signed_in(desks.back_office)

    page = browser.get(address(file, "usulkan"))
    browser.post(
        address(file, "usulkan"),
        {"conditions": "Memasang meter air\r\n\r\n  Melapor tiap bulan ", "note": "Sudah dicek"},
    )

    assert page.context["form"].initial["conditions"] == [
        "Debit paling besar 2 liter per detik",
        "Memasang meter air",
    ]
    file = again(file)
    assert (file.state, file.conditions) == (
        State.AWAITING_INITIALS,
        ["Memasang meter air", "Melapor tiap bulan"],
    )
    assert (file.proposed_by, file.proposal_note) == (desks.back_office, "Sudah dicek")


def test_the_preview_shows_the_paper_and_proposes_nothing(desks, signed_in):
    file = drive(make_submitted(), State.IN_REVIEW, desks)

    response = signed_in(desks.back_office).post(
        address(file, "usulkan"), {"conditions": "Menjaga ketertiban", "note": "Rahasia", "pratinjau": "1"}
    )

    page = response.content.decode()
    preview = page.split('class="card stack paper-preview"', 1)[1]
    assert response.status_code == 200
    assert "<li>Menjaga ketertiban</li>" in preview
    assert file.applicant.name in preview
    assert file.standard.output_title_id in preview
    assert "Rahasia" not in preview
    assert again(file).state == State.IN_REVIEW


def test_a_proposal_without_the_recommendation_it_needs_is_refused(desks, signed_in):
    file = drive(make_submitted(code=WITH_RECOMMENDATION), State.IN_REVIEW, desks)

    response = signed_in(desks.back_office).post(address(file, "usulkan"), {"conditions": "Tetap ada"})

    page = response.content.decode()
    assert response.status_code == 422
    assert "Jenis izin ini memerlukan rekomendasi teknis sebelum diusulkan." in page
    assert "Tetap ada" in page
    assert again(file).state == State.IN_REVIEW


@pytest.mark.parametrize(
    ("conditions", "sentence"),
    [
        ("\n".join(f"Ketentuan {n}" for n in range(41)), "Paling banyak 40 ketentuan. Anda menulis 41."),
        ("Pendek\n" + "x" * 501, "Baris 2 terlalu panjang: 501 huruf, paling banyak 500."),
        ("a\x00b", ""),
    ],
    ids=["too many", "too long", "NUL"],
)
def test_conditions_that_do_not_fit_are_refused_with_their_line(desks, signed_in, conditions, sentence):
    file = drive(make_submitted(), State.IN_REVIEW, desks)

    response = signed_in(desks.back_office).post(address(file, "usulkan"), {"conditions": conditions})

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert again(file).state == State.IN_REVIEW


def test_the_section_head_initials(desks, signed_in):
    file = drive(make_submitted(), State.AWAITING_INITIALS, desks)

    signed_in(desks.section_head).post(address(file, "paraf"))

    assert again(file).state == State.AWAITING_APPROVAL
    assert file.initials.get().by == desks.section_head


@pytest.mark.parametrize(
    ("desk", "state"),
    [("section_head", State.AWAITING_INITIALS), ("office_head", State.AWAITING_APPROVAL)],
)
def test_a_proposal_goes_back_with_its_reason(desks, signed_in, desk, state):
    file = drive(make_submitted(), state, desks)
    browser = signed_in(getattr(desks, desk))

    refused = browser.post(address(file, "kembalikan-konsep"), {"note": "  "})
    assert (refused.status_code, again(file).state) == (422, state)
    browser.post(address(file, "kembalikan-konsep"), {"note": "Ketentuan belum lengkap"})

    file = again(file)
    assert (file.state, file.holder) == (State.IN_REVIEW, desks.back_office)
    assert Event.objects.get(action="sent_back").private_note == "Ketentuan belum lengkap"


def test_the_head_confirms_and_approves(desks, signed_in):
    file = drive(make_submitted(), State.AWAITING_APPROVAL, desks)
    browser = signed_in(desks.office_head)

    asking = browser.get(address(file, "setujui"))
    assert Permit.objects.count() == 0
    browser.post(address(file, "setujui"))

    assert "Setujui 1 izin" in asking.content.decode()
    file = again(file)
    assert (file.state, file.approved_by) == (State.APPROVED, desks.office_head)
    assert Permit.objects.get().application == file


def test_approved_twice_is_approved_once(desks, signed_in):
    file = drive(make_submitted(), State.AWAITING_APPROVAL, desks)
    browser = signed_in(desks.office_head)

    browser.post(address(file, "setujui"))
    second = browser.post(address(file, "setujui"))

    assert second.status_code == 409
    assert "Berkas ini baru saja Anda proses sendiri." in second.content.decode()
    assert Permit.objects.count() == 1
    assert actions_of(file).count("approved") == 1


# --- Who may not, and who comes too late --------------------------------------------------------

POSTS = {
    "ambil": {},
    "lengkap": {},
    "minta-rekomendasi": {"agencies": "1", "question": "Yang saya tulis"},
    "usulkan": {"conditions": "Yang saya tulis"},
    "paraf": {},
    "kembalikan-konsep": {"note": "Yang saya tulis"},
    "setujui": {},
}
ITS_DESK = {
    "lengkap": ["front_desk"],
    "minta-rekomendasi": ["back_office"],
    "usulkan": ["back_office"],
    "paraf": ["section_head"],
    "kembalikan-konsep": ["section_head", "office_head"],
    "setujui": ["office_head"],
}
HAS_A_PAGE = ("minta-rekomendasi", "usulkan", "kembalikan-konsep", "setujui")


@pytest.mark.parametrize("verb", ITS_DESK)
def test_other_desks_are_forbidden(desks, signed_in, verb):
    file = drive(make_submitted(code=WITH_RECOMMENDATION), State.IN_RECOMMENDATION, desks)
    before = actions_of(file)

    for desk in {"front_desk", "back_office", "technical", "section_head", "office_head"} - set(
        ITS_DESK[verb]
    ):
        browser = signed_in(getattr(desks, desk))
        assert browser.post(address(file, verb), POSTS[verb]).status_code == 403, desk
        if verb in HAS_A_PAGE:
            assert browser.get(address(file, verb)).status_code == 403, desk

    assert actions_of(file) == before


@pytest.mark.parametrize("verb", ITS_DESK)
def test_the_right_desk_at_the_wrong_moment_gets_409_and_keeps_its_words(desks, signed_in, verb):
    file = drive(make_submitted(code=WITH_RECOMMENDATION), State.IN_RECOMMENDATION, desks)
    before = actions_of(file)

    for desk in ITS_DESK[verb]:
        response = signed_in(getattr(desks, desk)).post(address(file, verb), POSTS[verb])
        page = response.content.decode()
        assert response.status_code == 409, desk
        assert "Pertimbangan Teknis" in page
        assert ("Yang saya tulis" in page) == ("Yang saya tulis" in POSTS[verb].values())
        if verb in HAS_A_PAGE:
            assert signed_in(getattr(desks, desk)).get(address(file, verb)).status_code == 409

    assert actions_of(file) == before


@pytest.mark.parametrize("verb", POSTS)
def test_ones_own_file_is_forbidden_to_every_verb(desks, signed_in, verb):
    clerk = desks.office_head
    for role in ("front_desk", "back_office", "section_head"):
        grant_role(clerk, role)
    file = make_submitted(clerk)

    response = signed_in(clerk).post(address(file, verb), POSTS[verb])

    assert response.status_code == 403
    assert again(file).state == State.SUBMITTED


@pytest.mark.parametrize("verb", POSTS)
def test_a_draft_is_unknown_to_every_verb(desks, signed_in, verb):
    draft = make_draft()

    for desk in ("front_desk", "back_office", "section_head", "office_head"):
        assert signed_in(getattr(desks, desk)).post(address(draft, verb), POSTS[verb]).status_code == 404


def test_a_proposal_that_came_back_says_why_until_it_is_proposed_again(desks, signed_in):
    application = drive(make_submitted(), State.AWAITING_INITIALS, desks)
    workflow.send_back(application, by=desks.section_head, note="Tambahkan syarat keselamatan.")
    address = f"/kerja/berkas/{application.receipt}/"
    clerk = signed_in(desks.back_office)

    for page in (address, f"{address}usulkan/"):
        assert "Tambahkan syarat keselamatan." in clerk.get(page).text

    workflow.propose(application, by=desks.back_office)
    assert "Tambahkan syarat keselamatan." not in clerk.get(address).text


def test_who_proposes_sees_what_the_agencies_said(desks, signed_in):
    application = drive(make_submitted(code=WITH_RECOMMENDATION), State.IN_RECOMMENDATION, desks)
    asked = application.recommendations.get()
    workflow.recommend(asked, by=desks.technical, verdict="against", reasons="Lokasi rawan longsor.")

    text = signed_in(desks.back_office).get(f"/kerja/berkas/{application.receipt}/usulkan/").text

    assert "Tidak menyetujui" in text
    assert "Lokasi rawan longsor." in text


def test_an_issued_file_leads_to_its_permit(desks, signed_in):
    application = drive(make_submitted(), State.ISSUED, desks)

    text = signed_in(desks.front_desk).get(f"/kerja/berkas/{application.receipt}/").text

    assert application.permit.number in text
    assert f"/permohonan/{application.receipt}/izin.pdf" in text
