"""From «Ajukan sekarang» to the signed permit, as a browser without scripts does it."""

import io
import uuid

from django.urls import reverse
from PIL import Image

from applicants.models import Representation
from office.models import Event, Message
from permits.models import Application, Document
from permits.states import State
from tests.factories.applicants import make_company, make_user
from tests.factories.permits import SIMPLE, drive, run_due_jobs


def photo(name: str = "foto.jpg", size: tuple[int, int] = (900, 600)) -> io.BytesIO:
    file = io.BytesIO()
    Image.new("RGB", size, "lightgrey").save(file, "JPEG")
    file.name = name
    file.seek(0)
    return file


def start(browser, code: str = SIMPLE, index: int = 0) -> Application:
    page = browser.get(reverse("permits:start", args=[code]))
    form = page.context["form"]
    choice = list(form.fields["representation"].queryset)[index]
    sent = {
        "representation": choice.pk,
        "token": str(form.initial["token"]),
        "standard": form.initial["standard"],
    }
    answer = browser.post(reverse("permits:start", args=[code]), sent)
    application = Application.objects.latest("pk")
    assert answer["Location"] == reverse("permits:tasks", args=[application.receipt])
    return application


def test_a_person_applies_and_downloads_the_permit(browser):
    application = start(browser)
    receipt = application.receipt
    assert "1 dari 3 bagian selesai" in browser.get(reverse("permits:tasks", args=[receipt])).content.decode()

    answer = browser.post(
        reverse("permits:part", args=[receipt, "data"]),
        {
            "research_title": "Mutu air sungai",
            "research_location": "Kota Bengkulu",
            "research_field": "Lingkungan",
            "institution_name": "Universitas Contoh",
            "start_date": "2026-12-01",
            "end_date": "28/02/2027",
            "tindakan": "lanjut",
        },
    )
    assert answer["Location"] == reverse("permits:documents", args=[receipt])

    for requirement in application.requirements():
        answer = browser.post(
            reverse("permits:upload", args=[receipt, requirement.pk]),
            {"files": [photo("a.jpg"), photo("b.jpg")], "utuh": "ya"},
        )
        assert answer["Location"] == f"{reverse('permits:documents', args=[receipt])}#syarat-{requirement.pk}"
    run_due_jobs()
    assert set(Document.objects.values_list("state", "pages")) == {("clean", 2)}

    assert "Periksa jawaban Anda" in browser.get(reverse("permits:review", args=[receipt])).content.decode()
    answer = browser.post(reverse("permits:review", args=[receipt]), {"is_true": "on"})
    assert answer["Location"] == reverse("permits:receipt", args=[receipt])
    page = browser.get(answer["Location"]).content.decode()
    assert receipt in page
    assert "GRATIS Rp0" in page
    assert browser.get(reverse("permits:receipt_qr", args=[receipt]))["Content-Type"] == "image/svg+xml"
    assert browser.get(reverse("permits:receipt_pdf", args=[receipt])).content.startswith(b"%PDF")
    assert Message.objects.filter(dedupe_key=f"application:{receipt}:submitted").count() == 1

    assert browser.get(reverse("permits:permit_pdf", args=[receipt])).status_code == 404
    drive(Application.objects.get(receipt=receipt), to=State.ISSUED)
    page = browser.get(reverse("permits:application", args=[receipt])).content.decode()
    assert "Izin terbit. Unduh sekarang." in page
    pdf = browser.get(reverse("permits:permit_pdf", args=[receipt]))
    assert b"".join(pdf).startswith(b"%PDF")
    assert pdf["Content-Disposition"].startswith("attachment")


def test_a_proxy_is_asked_for_a_power_of_attorney(browser, applicant):
    make_company(applicant, capacity=Representation.Capacity.PROXY)
    application = start(browser, index=1)

    page = browser.get(reverse("permits:documents", args=[application.receipt])).content.decode()
    answer = browser.post(
        reverse("permits:upload_proxy", args=[application.receipt]), {"files": photo(), "utuh": "ya"}
    )

    assert application.capacity == "proxy"
    assert "Surat kuasa" in page
    assert answer["Location"].endswith("#syarat-kuasa")
    assert application.documents.get().requirement is None


def test_without_a_profile_the_way_leads_there_and_back(client, db):
    client.force_login(make_user())

    answer = client.get(reverse("permits:start", args=[SIMPLE]))

    assert (
        answer["Location"] == f"{reverse('applicants:profile_new')}?next=%2Fpermohonan%2Fbaru%2F{SIMPLE}%2F"
    )


def test_only_a_company_may_start_what_is_for_companies(browser, applicant):
    url = reverse("permits:start", args=["HUB-02"])

    page = browser.get(url).content.decode()
    answer = browser.post(
        url, {"representation": applicant.representations.get().pk, "token": uuid.uuid4(), "standard": 1}
    )

    assert "hanya untuk badan usaha" in page
    assert answer.status_code == 422
    assert not Application.objects.exists()


def test_the_same_form_sent_twice_opens_one_draft(browser, applicant):
    url = reverse("permits:start", args=[SIMPLE])
    form = browser.get(url).context["form"]
    sent = {
        "representation": applicant.representations.get().pk,
        "token": str(form.initial["token"]),
        "standard": form.initial["standard"],
    }

    answers = [browser.post(url, sent)["Location"] for _try in range(2)]

    assert answers[0] == answers[1]
    assert Application.objects.count() == 1
    assert Event.objects.filter(action="started").count() == 1


def test_a_promise_that_changed_meanwhile_is_shown_again(browser, applicant):
    url = reverse("permits:start", args=[SIMPLE])

    answer = browser.post(
        url,
        {"representation": applicant.representations.get().pk, "token": uuid.uuid4(), "standard": 999_999},
    )

    assert answer.status_code == 409
    assert "Standar pelayanan telah berubah" in answer.content.decode()


def test_unknown_permit_code_is_not_found(browser):
    assert browser.get("/permohonan/baru/XX-99/").status_code == 404
