"""Every mistake in a catalogue is named by file, line and column, and no database is needed to find it."""

import pytest

from sop.catalogue.loading import load
from sop.catalogue.problems import CatalogueRefused

PERMITS, REQUIREMENTS, FIELDS, STEPS = (
    "permit_types.csv",
    "requirements.csv",
    "form_fields.csv",
    "sop_steps.csv",
)


def problems_of(folder) -> list[str]:
    with pytest.raises(CatalogueRefused) as refused:
        load(folder.path)
    return [str(problem) for problem in refused.value.problems]


@pytest.mark.parametrize(
    ("file", "line", "column", "value", "sentence"),
    [
        (PERMITS, 2, "fee_idr", "5000", "tarif harus 0 karena semua layanan gratis, tertulis «5000»."),
        (PERMITS, 2, "fee_idr", "", "tarif harus 0 karena semua layanan gratis, tertulis «»."),
        (PERMITS, 3, "max_working_days", "15", "harus bilangan bulat 1 sampai 14, tertulis «15»."),
        (PERMITS, 3, "max_working_days", "0", "harus bilangan bulat 1 sampai 14, tertulis «0»."),
        (PERMITS, 3, "max_working_days", "٧", "harus bilangan bulat 1 sampai 14, tertulis «٧»."),
        (PERMITS, 4, "sector_code", "XYZ", "«XYZ» tidak ada di sectors.csv."),
        (PERMITS, 4, "agency_code", "XYZ", "«XYZ» tidak ada di agencies.csv."),
        (PERMITS, 4, "name_id", "", "tidak boleh kosong."),
        (PERMITS, 4, "name_id", "x" * 201, "paling banyak 200 huruf, tertulis 201."),
        (PERMITS, 4, "name_id", "Izin\x00", "berisi karakter kendali atau ganti baris."),
        (
            PERMITS,
            4,
            "name_id",
            "Izin Pengeboran Air Tanah",
            "«Izin Pengeboran Air Tanah» sudah ada pada baris 3.",
        ),
        (PERMITS, 4, "kind", "surat", "«surat» tidak dikenal; pilihannya: izin, nonizin."),
        (PERMITS, 4, "needs_site_visit", "ya", "«ya» tidak dikenal; pilihannya: yes, no."),
        (
            PERMITS,
            4,
            "applicant_kind",
            "siapa saja",
            "«siapa saja» tidak dikenal; pilihannya: individual, company, both.",
        ),
        (
            PERMITS,
            2,
            "validity_unit",
            "",
            "masa berlaku dan satuannya diisi keduanya atau kosong keduanya.",
        ),
        (PERMITS, 2, "legal_basis", "UU 1;;UU 2", "ada nilai kosong di antara tanda titik koma."),
        (REQUIREMENTS, 5, "permit_code", "ESDM-99", "«ESDM-99» tidak ada di permit_types.csv."),
        (
            REQUIREMENTS,
            5,
            "accepts",
            "docx",
            "«docx» tidak dikenal; pilihannya: pdf+image, image, text, number.",
        ),
        (REQUIREMENTS, 2, "mandatory", "", "«» tidak dikenal; pilihannya: yes, no."),
        (FIELDS, 2, "kind", "choice", None),
        (FIELDS, 2, "choices", "a;b", "hanya isian berjenis «choice» yang boleh memiliki pilihan."),
        (FIELDS, 3, "name", "well_location", "«well_location» sudah ada pada baris 2."),
        (
            FIELDS,
            3,
            "name",
            "Kedalaman sumur",
            "«Kedalaman sumur» tidak sah; bentuknya seperti «well_depth_m», paling banyak 60 huruf.",
        ),
        (
            STEPS,
            3,
            "actor",
            "satpam",
            "«satpam» tidak dikenal; pilihannya: applicant, front_desk, back_office, technical_team, "
            "section_head, office_head.",
        ),
        (STEPS, 3, "duration_minutes", "-5", "harus bilangan bulat 1 sampai 1000000, tertulis «-5»."),
    ],
)
def test_wrong_cell_is_named(folder, file, line, column, value, sentence):
    folder.set(file, line, column, value)

    problems = problems_of(folder)

    if sentence is None:
        column, sentence = "choices", "isian pilihan memerlukan sedikitnya dua pilihan."
    assert f"{file}, baris {line}, kolom {column}: {sentence}" in problems
    assert len(problems) == 1 or column in {"permit_code", "name_id"}


def test_wrong_permit_code_is_named_once_not_with_each_of_its_rows(folder):
    folder.set("permit_types.csv", 2, "code", "esdm 01")

    assert problems_of(folder) == [
        "permit_types.csv, baris 2, kolom code: «esdm 01» tidak sah; bentuknya seperti «ESDM-01», "
        "paling banyak 20 huruf."
    ]


def test_duplicate_code_is_named(folder):
    folder.set("agencies.csv", 3, "code", "DESDM")

    assert "agencies.csv, baris 3, kolom code: «DESDM» sudah ada pada baris 2." in problems_of(folder)


def test_jump_in_positions_is_named(folder):
    folder.set("requirements.csv", 3, "position", "4")

    assert problems_of(folder) == [
        "requirements.csv, baris 3, kolom position: urutan ESDM-01 melompat: seharusnya 2, tertulis 4.",
        "requirements.csv, baris 4, kolom position: urutan ESDM-01 melompat: seharusnya 5, tertulis 3.",
    ]


def test_permit_without_steps_is_named(folder):
    folder.write("sop_steps.csv", [row for row in folder.rows("sop_steps.csv") if row[0] != "ESDM-02"])

    assert problems_of(folder) == [
        "permit_types.csv, baris 3, kolom code: tidak punya satu baris pun di sop_steps.csv."
    ]


def test_steps_that_break_the_promise_are_named(folder):
    folder.set("permit_types.csv", 2, "max_working_days", "1")

    (problem,) = problems_of(folder)
    assert problem.startswith("permit_types.csv, baris 2, kolom max_working_days: langkah SOP memakan ")
    assert problem.endswith(" menit kerja, sedangkan janjinya 450 menit.")


def test_renewal_of_what_never_ends_is_named(folder):
    rows = folder.rows("permit_types.csv")
    endless = next(row for row in rows if row[rows[0].index("validity_count")] == "")[0]
    requirements = folder.rows("requirements.csv")
    line = next(number for number, row in enumerate(requirements, start=1) if row[0] == endless)
    folder.set("requirements.csv", line, "request_kind", "renewal")

    assert problems_of(folder) == [
        f"requirements.csv, baris {line}, kolom request_kind: "
        "izin tanpa masa berlaku tidak punya persyaratan khusus perpanjangan."
    ]


def test_missing_file_is_the_only_thing_said(folder):
    (folder.path / "sectors.csv").unlink()

    assert problems_of(folder) == ["sectors.csv: berkas tidak ada."]


def test_folder_in_place_of_a_file(folder):
    (folder.path / "sectors.csv").unlink()
    (folder.path / "sectors.csv").mkdir()

    assert problems_of(folder) == ["sectors.csv: berkas tidak dapat dibaca (Is a directory)."]


def test_missing_folder(folder):
    folder.path = folder.path / "tidak-ada"

    assert problems_of(folder) == [f"{folder.path}: folder katalog tidak ditemukan."]


def test_unknown_missing_and_doubled_columns(folder):
    folder.edit("sectors.csv", lambda content: content.replace(b"code,name_id,name_en", b"code,nama,code"))

    assert problems_of(folder) == [
        "sectors.csv, baris 1, kolom code: kolom ini ada dua kali.",
        "sectors.csv, baris 1, kolom nama: kolom ini tidak dikenal.",
        "sectors.csv, baris 1, kolom name_en: kolom ini tidak ada.",
        "sectors.csv, baris 1, kolom name_id: kolom ini tidak ada.",
    ]


def test_semicolons_between_columns(folder):
    folder.edit("sectors.csv", lambda content: content.replace(b",", b";"))

    assert problems_of(folder) == ["sectors.csv, baris 1: kolom harus dipisah dengan koma, bukan titik koma."]


def test_wrong_encoding_names_the_line(folder):
    folder.edit("sectors.csv", lambda content: content.replace(b"Kehutanan", b"Kehutan\xe4n"))

    assert problems_of(folder) == [
        "sectors.csv, baris 3: bukan UTF-8; simpan ulang berkas sebagai «CSV UTF-8»."
    ]


def test_utf_16_is_refused(folder):
    folder.edit("sectors.csv", lambda content: content.decode().encode("utf-16"))

    assert problems_of(folder) == [
        "sectors.csv, baris 1: bukan UTF-8; simpan ulang berkas sebagai «CSV UTF-8»."
    ]


def test_empty_file(folder):
    folder.edit("sectors.csv", lambda content: b"")

    assert [problem.split(": ")[1] for problem in problems_of(folder)] == ["kolom ini tidak ada."] * 3


def test_too_few_cells(folder):
    folder.edit("sectors.csv", lambda content: content + b"XX,Lain\n")

    assert problems_of(folder) == ["sectors.csv, baris 22: ada 2 kolom, seharusnya 3."]


def test_open_quote(folder):
    folder.edit("sectors.csv", lambda content: content + b'XX,"Lain,Other\n')

    (problem,) = problems_of(folder)
    assert problem.startswith("sectors.csv, baris 22: bukan CSV yang sah; periksa tanda kutip")


def test_lines_are_counted_past_a_cell_of_two_lines(folder):
    folder.edit("sectors.csv", lambda content: content.replace(b"HUT,Kehutanan", b'HUT,"Kehu\ntanan"'))
    folder.edit("sectors.csv", lambda content: content.replace(b"Koperasi,", b","))

    assert problems_of(folder) == [
        "sectors.csv, baris 3, kolom name_id: berisi karakter kendali atau ganti baris.",
        "sectors.csv, baris 21, kolom name_id: tidak boleh kosong.",
    ]


def test_every_mistake_is_named_at_once(folder):
    folder.set("permit_types.csv", 2, "fee_idr", "1")
    folder.set("sop_steps.csv", 9, "decision", "mungkin")
    (folder.path / "agencies.csv").unlink()

    assert [problem.split(":")[0] for problem in problems_of(folder)] == [
        "agencies.csv",
        "permit_types.csv, baris 2, kolom fee_idr",
        "sop_steps.csv, baris 9, kolom decision",
    ]
