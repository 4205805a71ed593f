"""The main road in a real browser: sign up, apply, walk through the office, download, verify.

Web server, worker and sweeper are processes of their own; the files are real PDFs and photographs.
"""

import io
import re
import time
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from playwright.sync_api import expect

from applicants.roles import Role
from office.ledger import verify
from office.models import Agency
from permits.models import Application
from permits.paper.verify import Finding, inspect
from permits.states import State
from tests.factories.applicants import PASSWORD, make_staff
from tests.journeys.visitor import DESK, PHONE, Visitor, newest_link
from tests.processes import Sweeper

CITIZEN = "nelayan@contoh.id"
SECRET = "laut-tenang-pagi-hari"
NIK = "1771010101900001"
PERMIT = "KP-05"
PATIENCE_SECONDS = 60


@pytest.fixture
def staff(committed_db) -> dict[str, str]:
    """One person at each desk; returns their addresses."""
    roles = [Role.FRONT_DESK, Role.BACK_OFFICE, Role.SECTION_HEAD, Role.OFFICE_HEAD]
    people = {role.value: make_staff(role).email for role in roles}
    agency = Agency.objects.get(code="DKP")
    return {**people, "technical": make_staff(Role.TECHNICAL, agency=agency).email}


@pytest.fixture
def document(tmp_path) -> Path:
    path = tmp_path / "dokumen.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        pdf.save(path)
    return path


@pytest.fixture
def photographs(tmp_path) -> list[Path]:
    paths = [tmp_path / "foto-1.jpg", tmp_path / "foto-2.jpg"]
    for path, colour in zip(paths, ("navy", "olive"), strict=True):
        Image.new("RGB", (800, 600), colour).save(path)
    return paths


def test_from_sign_up_to_a_verified_permit(
    chromium, live_server_process, worker, surroundings, staff, document, photographs
):
    with Sweeper(surroundings.environment):
        base = live_server_process.url
        citizen = Visitor(chromium, base, size=PHONE)

        sign_up(citizen, surroundings.mail)
        apply(citizen)
        receipt = fill_in(citizen, document, photographs)
        walk_through_the_office(chromium, base, staff, receipt)
        pdf = download(citizen, receipt)
        verify_in_public(chromium, base, citizen, pdf)

    application = Application.objects.get(receipt=receipt)
    assert application.state == State.ISSUED
    certificate = Path(live_server_process.environment["SEAL_CERTIFICATE"]).read_bytes()
    assert inspect(pdf, [certificate]).finding == Finding.SEALED
    assert verify().whole


def sign_up(citizen: Visitor, mail: Path) -> None:
    page = citizen.page
    page.goto("/")
    citizen.look("01-beranda")
    page.goto("/akun/daftar/")
    citizen.look("02-buat-akun")
    page.get_by_label("Nama lengkap").fill("Budi Nelayan")
    page.get_by_label("Surel").fill(CITIZEN)
    page.get_by_label("Kata sandi", exact=True).fill(SECRET)
    page.get_by_role("checkbox").check()
    citizen.press("Buat akun")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    citizen.look("03-periksa-surel")
    page.goto(_eventually(lambda: newest_link(mail, CITIZEN)))
    citizen.look("04-konfirmasi-surel")
    page.get_by_role("main").get_by_role("button").first.click()
    if "/masuk/" in page.url:
        citizen.sign_in(CITIZEN, SECRET)


def apply(citizen: Visitor) -> None:
    page = citizen.page
    page.goto("/izin/?q=rumpon")
    citizen.look("05-cari-izin")
    citizen.follow("Surat Izin Pemasangan Rumpon")
    citizen.look("06-standar-pelayanan")
    citizen.follow("Ajukan sekarang")
    citizen.look("07-jenis-pemohon")
    if page.url.rstrip("/").endswith("baru"):
        page.get_by_role("main").get_by_role("link").first.click()
    for label, text in {
        "Nama lengkap sesuai KTP": "Budi Nelayan",
        "NIK": NIK,
        "Tempat lahir": "Bengkulu",
        "Tanggal lahir": "1990-01-01",
        "Alamat": "Jl. Pantai No. 7",
        "Kelurahan/desa": "Pasar Bengkulu",
        "Kecamatan": "Sungai Serut",
        "Kabupaten/kota": "Kota Bengkulu",
        "Nomor HP": "0812 3456 7890",
    }.items():
        page.get_by_label(label, exact=False).first.fill(text)
    citizen.look("08-data-diri")
    page.get_by_role("main").get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("button", name="Mulai mengisi")).to_be_visible()
    page.get_by_role("radio").first.check()
    citizen.look("09-mulai")
    citizen.press("Mulai mengisi")


def fill_in(citizen: Visitor, document: Path, photographs: list[Path]) -> str:
    page = citizen.page
    expect(page).to_have_url(re.compile(r"/isi/$"))
    receipt = re.search(r"REG-\d{4}-\d{6}-\w", page.url).group()
    citizen.look("10-daftar-tugas")
    page.goto(f"/permohonan/{receipt}/isi/data/")
    _answer_questions(page)
    citizen.look("11-isian")
    citizen.press("Simpan dan lanjut")
    page.goto(f"/permohonan/{receipt}/isi/lokasi/")
    for box in page.get_by_role("textbox").all():
        is_point = "titik" in (box.get_attribute("name") or "") or "point" in (
            box.get_attribute("name") or ""
        )
        box.fill("-3,790000; 102,260000" if is_point else "Perairan Pulau Tikus, Kota Bengkulu")
    citizen.look("12-lokasi")
    citizen.press("Simpan dan lanjut")

    page.goto(f"/permohonan/{receipt}/berkas/")
    citizen.look("13-unggah-syarat")
    _upload_all(page, document, photographs)
    page.goto(f"/permohonan/{receipt}/berkas/")
    citizen.look("14-syarat-terunggah")

    page.goto(f"/permohonan/{receipt}/periksa/")
    citizen.look("15-periksa-jawaban")
    page.get_by_role("checkbox").check()
    citizen.press("Kirim permohonan")
    expect(page).to_have_url(re.compile(r"/tanda-terima/$"))
    citizen.look("16-tanda-terima")
    page.goto("/permohonan/")
    citizen.look("17-permohonan-saya")
    return receipt


def _answer_questions(page) -> None:
    for select in page.locator("main select").all():
        select.select_option(index=1)
    for radio in page.locator("main fieldset").all():
        if radio.get_by_role("radio").count():
            radio.get_by_role("radio").first.check()
    for box in page.locator("main input[type=text], main input[inputmode]").all():
        box.fill("3")
    for box in page.locator("main textarea").all():
        box.fill("Rumpon laut dalam")


def _upload_all(page, document: Path, photographs: list[Path]) -> None:
    for row in page.locator("li.upload").all():
        name = row.get_by_role("heading").first.inner_text()
        slot = page.locator("li.upload").filter(has=page.get_by_role("heading", name=name, exact=True))
        files = slot.locator("input[type=file]")
        if files.count():
            takes_photos_only = "pdf" not in files.get_attribute("accept")
            files.set_input_files(photographs if takes_photos_only else document)
            slot.get_by_role("button", name=f"Unggah {name}").click()
            # The check job releases the file; the row refreshes itself.
            expect(slot.get_by_text("Terunggah", exact=True)).to_be_visible(timeout=PATIENCE_SECONDS * 1000)
        else:
            slot.get_by_role("textbox").fill("-3,790000 102,260000")
            slot.get_by_role("button", name="Simpan").click()
            expect(slot.get_by_text("Terisi", exact=True)).to_be_visible()


def walk_through_the_office(chromium, base: str, staff: dict[str, str], receipt: str) -> None:
    def at_desk(role: str) -> Visitor:
        visitor = Visitor(chromium, base, size=DESK)
        visitor.sign_in(staff[role], PASSWORD)
        return visitor

    clerk = at_desk("front_desk")
    expect(clerk.page).to_have_url(re.compile(r"/kerja/"))
    clerk.look("20-antrean-loket")
    clerk.follow(receipt)
    clerk.look("21-pemeriksaan")
    _find_everything_in_order(clerk.page)
    clerk.look("22-semua-sesuai")
    clerk.press("Lengkap, mulai proses")

    officer = at_desk("back_office")
    officer.look("23-antrean-pemroses")
    officer.page.goto(f"/kerja/berkas/{receipt}/minta-rekomendasi/")
    officer.look("24-minta-rekomendasi")
    officer.press("Minta rekomendasi")

    expert = at_desk("technical")
    expert.page.goto("/kerja/teknis/")
    expert.look("25-antrean-teknis")
    expert.follow(receipt)
    expert.page.get_by_label("Menyetujui dengan ketentuan").check()
    expert.page.get_by_label("Ketentuan", exact=False).last.fill("Rumpon diberi tanda pengenal.")
    expert.look("26-rekomendasi")
    expert.press("Kirim rekomendasi")

    officer.page.goto(f"/kerja/berkas/{receipt}/usulkan/")
    officer.look("27-usulan")
    officer.press("Usulkan untuk disetujui")

    superior = at_desk("section_head")
    superior.page.goto(f"/kerja/berkas/{receipt}/")
    superior.look("28-paraf")
    superior.press("Beri paraf")

    head = at_desk("office_head")
    head.page.goto("/kerja/persetujuan/")
    head.look("29-persetujuan")
    head.page.goto(f"/kerja/berkas/{receipt}/setujui/")
    head.look("30-setujui")
    head.press("Setujui 1 izin")
    head.look("31-disetujui")


def _find_everything_in_order(page) -> None:
    while True:
        open_ones = page.locator("li.slot form button[value=ok][aria-pressed=false]")
        left = open_ones.count()
        if left == 0:
            return
        open_ones.first.click()
        expect(open_ones).to_have_count(left - 1)


def download(citizen: Visitor, receipt: str) -> bytes:
    page = citizen.page
    application = Application.objects.get(receipt=receipt)
    _eventually(lambda: Application.objects.get(pk=application.pk).state == State.ISSUED or None)
    page.goto(f"/permohonan/{receipt}/")
    citizen.look("40-izin-terbit")
    with page.expect_download() as waiting:
        citizen.follow("Unduh izin")
    return Path(waiting.value.path()).read_bytes()


def verify_in_public(chromium, base: str, citizen: Visitor, pdf: bytes) -> None:
    stranger = Visitor(chromium, base, size=PHONE)
    with pikepdf.open(io.BytesIO(pdf)) as paper:
        links = [
            str(note.A.URI)
            for sheet in paper.pages
            for note in sheet.get("/Annots", [])
            if "/A" in note and "/URI" in note.A
        ]
    token = Application.objects.get(created_by__email=CITIZEN).permit.token
    assert all(token in link for link in links if "/verifikasi/" in link)
    stranger.page.goto(f"/verifikasi/{token}/")
    expect(stranger.page.get_by_role("heading", level=1)).to_have_text("Izin ini asli dan berlaku")
    expect(stranger.page.get_by_role("main")).not_to_contain_text("Budi Nelayan")
    stranger.look("41-verifikasi")
    stranger.page.goto("/verifikasi/")
    _hand_over(stranger.page, pdf)
    expect(stranger.page.get_by_role("heading", name="Berkas asli dan izinnya berlaku")).to_be_visible()
    stranger.look("42-berkas-asli")
    _hand_over(stranger.page, pdf + b"\n% added later\n")
    expect(stranger.page.get_by_role("heading", name="Berkas ini BERUBAH sejak diterbitkan")).to_be_visible()
    stranger.look("43-berkas-berubah")


def _hand_over(page, pdf: bytes) -> None:
    upload = {"name": "izin.pdf", "mimeType": "application/pdf", "buffer": pdf}
    page.get_by_label("Berkas PDF izin").set_input_files(upload)
    page.get_by_role("button", name="Periksa berkas").click()


def _eventually(look):
    """Return what `look` finds, giving the worker and the sweeper time to do their part."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            found = look()
        except FileNotFoundError:
            found = None
        if found:
            return found
        assert time.monotonic() < deadline, "the work outside the request was not done in time"
        time.sleep(0.3)
