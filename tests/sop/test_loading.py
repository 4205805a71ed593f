"""What a load writes, and what it refuses to touch."""

import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import IntegrityError, connection

from office.models import Agency
from sop.catalogue.loading import load
from sop.catalogue.problems import CatalogueRefused
from sop.components import COMPONENTS, TEXT_COMPONENTS
from sop.models import PermitType, Standard
from tests.factories.permits import make_draft

pytestmark = pytest.mark.usefixtures("owner_connection")
OUTCOMES = ("new", "changed", "unchanged")
SERVICE_FILES = ("permit_types.csv", "requirements.csv", "form_fields.csv", "sop_steps.csv")


def outcomes(folder) -> tuple[int, ...]:
    loaded = load(folder.path)
    return tuple(loaded.outcomes[name] for name in OUTCOMES)


def refusal(folder) -> list[str]:
    with pytest.raises(CatalogueRefused) as refused:
        load(folder.path)
    return [str(problem) for problem in refused.value.problems]


def second_version() -> Standard:
    """Draft a second version of a standard, with nothing else changed."""
    standard = Standard.objects.get(permit_type__code="ESDM-01")
    standard.pk, standard.version, standard.state = None, 2, Standard.State.DRAFT
    standard.save(force_insert=True)
    return standard


def test_loading_again_changes_nothing(folder):
    before = list(Standard.objects.values())

    assert outcomes(folder) == (0, 0, 126)
    assert list(Standard.objects.values()) == before


def test_byte_order_mark_and_windows_line_ends_change_nothing(folder):
    for path in folder.path.glob("*.csv"):
        folder.edit(path.name, lambda content: b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n"))

    assert outcomes(folder) == (0, 0, 126)


def test_before_the_first_application_a_correction_is_loaded(folder):
    folder.set("permit_types.csv", 2, "max_working_days", "13")
    folder.set("requirements.csv", 2, "description_id", "Keterangan baru.")
    folder.set("agencies.csv", 2, "short_name", "ESDM")

    assert outcomes(folder) == (0, 2, 124)
    standard = Standard.objects.in_force().get(permit_type__code="ESDM-01")
    assert (standard.version, standard.max_working_days, standard.agency_days) == (1, 13, 7)
    assert standard.requirements.get(position=1).description_id == "Keterangan baru."
    assert standard.requirements.count() == 12
    assert Agency.objects.get(code="DESDM").short_name == "ESDM"


def test_service_is_added(folder):
    for file in SERVICE_FILES:
        rows = folder.rows(file)
        copies = [["ESDM-77", *row[1:]] for row in rows if row[0] == "ESDM-01"]
        folder.write(file, rows + copies)
    folder.set("permit_types.csv", 91, "name_id", "Izin yang Baru")

    assert outcomes(folder) == (1, 0, 126)
    assert PermitType.objects.get(code="ESDM-77").number_code == "ESDM-77"


@pytest.mark.parametrize("settle", [second_version, make_draft])
def test_settled_catalogue_is_not_changed(folder, settle):
    settle()
    folder.set("permit_types.csv", 2, "max_working_days", "13")
    folder.set("sectors.csv", 2, "name_id", "Energi")

    assert refusal(folder) == [
        "permit_types.csv, baris 2, kolom code: «ESDM-01» berbeda dari standar yang berlaku; "
        "ubah lewat versi standar baru.",
        "sectors.csv, baris 2, kolom code: «ESDM» berbeda dari yang sudah dipakai; "
        "ubah lewat versi standar baru.",
    ]
    assert Standard.objects.in_force().get(permit_type__code="ESDM-01").max_working_days == 12


@pytest.mark.parametrize("settle", [second_version, make_draft])
def test_settled_catalogue_loads_again_unchanged(folder, settle):
    settle()

    assert outcomes(folder) == (0, 0, 126)


def test_service_left_out_of_the_files_is_not_deleted(folder):
    for file in SERVICE_FILES:
        folder.write(file, [row for row in folder.rows(file) if row[0] != "ESDM-02"])

    assert refusal(folder) == [
        "permit_types.csv, kolom code: «ESDM-02» ada di basis data, tidak ada di berkas ini; "
        "memuat katalog tidak menghapus layanan."
    ]


def test_nothing_is_half_loaded_when_the_database_refuses_midway(folder):
    folder.set("permit_types.csv", 2, "max_working_days", "13")
    folder.set("sop_steps.csv", len(folder.rows("sop_steps.csv")), "output_id", "Batu sandungan")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE sop_step ADD CHECK (output_id <> 'Batu sandungan')")

    with pytest.raises(IntegrityError):
        load(folder.path)

    assert Standard.objects.in_force().get(permit_type__code="ESDM-01").max_working_days == 12
    assert Standard.objects.in_force().count() == 89


def test_service_of_another_system_is_shown_and_cannot_be_filed_here(folder, client):
    assert "Ajukan sekarang" in client.get("/izin/ESDM-01/").text
    folder.set("permit_types.csv", 2, "issuing_system", "OSS")
    load(folder.path)

    page = client.get("/izin/ESDM-01/").text
    assert "Izin ini diterbitkan lewat OSS dan tidak dapat diajukan di portal ini." in page
    assert "Ajukan sekarang" not in page
    assert "Diterbitkan lewat OSS" in client.get("/izin/?q=SIPA").text


def test_what_the_files_lack():
    standards = Standard.objects.in_force().select_related("permit_type")

    for standard in standards:
        half = -(-standard.max_working_days // 2) if standard.needs_recommendation else 0
        assert standard.agency_days == half
        assert standard.permit_type.signer == PermitType.Signer.OFFICE_HEAD
        assert standard.components.keys() == {component.key for component in TEXT_COMPONENTS}
        assert all(text.startswith("Contoh: ") for text in standard.components.values())
        assert standard.is_sample
        assert "CONTOH" in standard.decree_number
        assert standard.effective_from


def test_there_are_fourteen_components_and_six_are_published():
    assert [component.public for component in COMPONENTS] == [True] * 6 + [False] * 8


def test_command_names_the_mistakes_and_fails(folder, capsys):
    folder.set("permit_types.csv", 2, "fee_idr", "5000")

    with pytest.raises(SystemExit) as ended:
        call_command("load_catalogue", str(folder.path))

    assert ended.value.code == 1
    assert capsys.readouterr().err.splitlines() == [
        "permit_types.csv, baris 2, kolom fee_idr: tarif harus 0 karena semua layanan gratis, "
        "tertulis «5000».",
        "Katalog tidak dimuat: 1 masalah. Tidak ada yang diubah.",
    ]


def test_manage_py_loads_as_the_owner():
    ended = subprocess.run(
        [sys.executable, "manage.py", "load_catalogue"],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )

    assert ended.stdout.splitlines()[-1] == ("Instansi, bidang, dan layanan: 0 baru, 0 berubah, 126 tetap.")
