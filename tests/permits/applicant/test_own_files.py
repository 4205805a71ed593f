"""Whose pages these are, how the list is ordered, and how many queries they cost."""

import pytest
from django.test import Client
from django.urls import reverse

from permits.models import Document, Permit
from permits.states import State
from permits.views.applicant.start import PAGE_SIZE
from tests.factories.applicants import make_person, make_staff, make_user
from tests.factories.permits import drive, fill, make_draft, make_submitted

ON_A_FILE = [
    "application",
    "tasks",
    "documents",
    "upload_proxy",
    "review",
    "receipt",
    "receipt_qr",
    "receipt_pdf",
    "permit_pdf",
    "withdraw",
    "discard",
]


@pytest.fixture
def stranger(db) -> Client:
    user = make_user()
    make_person(user)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def issued(applicant):
    return drive(make_draft(applicant), State.ISSUED)


def test_other_peoples_files_are_not_found(stranger, issued):
    # One permit is dear to make, so all its addresses are tried in one go.
    for name in ON_A_FILE:
        url = reverse(f"permits:{name}", args=[issued.receipt])
        assert stranger.get(url).status_code == 404, name
        assert stranger.post(url).status_code in (404, 405), name


def test_the_pages_ask_for_a_sign_in(client, applicant):
    application = make_submitted(applicant)

    for name in ON_A_FILE:
        answer = client.get(reverse(f"permits:{name}", args=[application.receipt]))
        assert answer["Location"].startswith(reverse("account_login")), name


def test_other_peoples_documents_and_parts_are_not_found(stranger, applicant):
    draft = fill(make_draft(applicant))
    document = draft.documents.first()
    requirement = document.requirement_id

    for name, args in [
        ("document", [document.pk]),
        ("part", [draft.receipt, "data"]),
        ("upload", [draft.receipt, requirement]),
        ("type_requirement", [draft.receipt, requirement]),
        ("turn", [draft.receipt, document.pk]),
        ("remove", [draft.receipt, document.pk]),
    ]:
        assert stranger.post(reverse(f"permits:{name}", args=args)).status_code in (404, 405), name
        assert stranger.get(reverse(f"permits:{name}", args=args)).status_code == 404, name


def test_a_document_of_another_file_is_not_found_under_this_one(browser, applicant):
    mine, other = make_draft(applicant), fill(make_draft(applicant))
    document = other.documents.first()

    answer = browser.post(reverse("permits:remove", args=[mine.receipt, document.pk]))

    assert answer.status_code == 404
    assert Document.objects.get(pk=document.pk).superseded_at is None


def test_the_office_reads_documents_of_files_that_were_handed_in_only(client, applicant):
    client.force_login(make_staff("front_desk"))
    draft, application = fill(make_draft(applicant)), make_submitted(applicant)

    answers = [
        client.get(reverse("permits:document", args=[file.documents.first().pk])).status_code
        for file in (draft, application)
    ]

    assert answers[0] == 404
    assert Document.objects.visible_to(applicant).count() == 12
    assert Document.objects.filter(application=application).visible_to(make_staff("front_desk")).count() == 6


def test_a_permit_is_downloaded_by_its_holder(browser, issued):
    answer = browser.get(reverse("permits:permit_pdf", args=[issued.receipt]))

    paper = Permit.objects.get().files.get(kind="sealed")
    assert len(b"".join(answer)) == paper.size


def test_an_account_without_files_is_shown_the_catalogue(browser):
    page = browser.get(reverse("permits:my_applications")).content.decode()

    assert "Anda belum punya permohonan" in page
    assert f'href="{reverse("sop:catalogue")}"' in page


def test_what_waits_for_the_applicant_comes_first(browser, applicant, issued):
    running, draft = make_submitted(applicant), make_draft(applicant)

    rows = browser.get(reverse("permits:my_applications")).context["rows"]

    assert [(row["application"], row["heading"]) for row in rows] == [
        (draft, "Giliran Anda"),
        (running, "Sedang kami proses"),
        (issued, "Selesai"),
    ]


def test_a_page_number_that_is_none_shows_the_first_page(browser, applicant):
    for _number in range(PAGE_SIZE + 1):
        make_draft(applicant)

    answers = [
        browser.get(reverse("permits:my_applications"), {"page": page}) for page in ("abc", "2", "99", "\x00")
    ]

    assert [len(answer.context["rows"]) for answer in answers] == [PAGE_SIZE, 1, 1, PAGE_SIZE]


def test_the_list_costs_the_same_for_one_file_and_for_many(browser, applicant, django_assert_num_queries):
    url = reverse("permits:my_applications")
    make_draft(applicant)
    drive(make_draft(applicant, "ESDM-01"), State.IN_RECOMMENDATION)
    browser.get(url)

    with django_assert_num_queries(LIST_QUERIES):
        browser.get(url)
    for _number in range(2):
        make_draft(applicant, "ESDM-02")
        make_submitted(applicant)
        drive(make_draft(applicant, "ESDM-01"), State.IN_RECOMMENDATION)
    with django_assert_num_queries(LIST_QUERIES):
        browser.get(url)


# Session, account and roles 3; office, time, calendar 4; count and page 2; fields, requirements, documents,
# recommendations and their agencies 5.
LIST_QUERIES = 14


@pytest.mark.parametrize(("name", "queries"), [("tasks", 7), ("documents", 7), ("review", 7)])
def test_the_pages_of_a_draft_cost_a_fixed_number_of_queries(
    browser, applicant, django_assert_num_queries, name, queries
):
    for code in ("LIT-01", "ESDM-01"):
        draft = fill(make_draft(applicant, code))
        url = reverse(f"permits:{name}", args=[draft.receipt])
        browser.get(url)
        with django_assert_num_queries(queries):
            browser.get(url)


def test_the_page_of_a_file_costs_a_fixed_number_of_queries(browser, applicant, django_assert_num_queries):
    for code, state in [("LIT-01", State.SUBMITTED), ("ESDM-01", State.IN_REVIEW)]:
        url = drive(make_draft(applicant, code), state).get_absolute_url()
        browser.get(url)
        with django_assert_num_queries(12):
            browser.get(url)
