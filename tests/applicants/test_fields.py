"""The sentences people read when a field refuses what they typed."""

import pytest
from django.core.exceptions import ValidationError

from applicants.fields import (
    BirthDateField,
    DayField,
    NibField,
    NikField,
    NpwpField,
    PhoneField,
    TextField,
)


def refusal(field, typed) -> list[str]:
    with pytest.raises(ValidationError) as error:
        field.clean(typed)
    return error.value.messages


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        (NikField(), "177101010190000", "NIK harus 16 angka. Anda mengetik 15."),
        (NikField(), "17710101019000011", "NIK harus 16 angka. Anda mengetik 17."),
        (NikField(), "1771O10101900001", "NIK hanya berisi angka 0–9."),
        (NikField(), "３１７１０１０１０１９０００１１", "NIK hanya berisi angka 0–9."),
        (NikField(), "1771013201900001", "Tanggal pada NIK tidak mungkin. Periksa angka ke-7 sampai ke-12."),
        (NikField(), "1771010101900000", "Empat angka terakhir NIK tidak mungkin 0000."),
        (NpwpField(), "12345", "NPWP harus 15 atau 16 angka. Anda mengetik 5."),
        (NpwpField(), "113000666091000", "NPWP ini tidak sah. Periksa lagi angkanya."),
        (NibField(), "123", "NIB harus 13 angka. Anda mengetik 3."),
        (PhoneField(), "1708", "Nomor telepon tidak dikenal. Contoh: 0812 3456 7890."),
    ],
)
def test_number_is_refused_with_its_sentence(field, typed, sentence):
    assert refusal(field, typed) == [sentence]


def test_optional_number_may_stay_empty():
    assert NpwpField(required=False).clean("  ") == ""


@pytest.mark.parametrize("sign", ["\x07", "\x1b", "\u202e", "\ud800", "\n"])
def test_controls_and_direction_marks_are_refused_in_a_line_of_text(sign):
    assert refusal(TextField(), f"Siti{sign}Rahma") == [
        "Ada karakter yang tidak diizinkan. Ketik ulang isian ini."
    ]


def test_nul_is_refused():
    assert refusal(TextField(), "Siti\x00Rahma")


def test_several_lines_are_text_where_lines_are_asked_for():
    assert TextField(lines=True).clean("Baris satu\r\nBaris dua") == "Baris satu\r\nBaris dua"


def test_length_is_counted_in_characters():
    assert TextField(max_length=4).clean("Ĝĝĥı") == "Ĝĝĥı"
    assert refusal(TextField(max_length=240), "e" + "\u0301" * 1_000_000)


def test_composed_and_decomposed_names_are_one():
    assert TextField().clean("Re\u0301ne") == "R\u00e9ne"


@pytest.mark.parametrize("typed", ["2026-02-30", "0000-01-01", "٢٠٠٠-٠١-٠١", "kemarin", "2000-1-1x"])
def test_impossible_day_is_refused(typed):
    assert refusal(DayField(), typed)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("9999-01-01", "Tanggal lahir tidak mungkin di masa depan."),
        ("1899-12-31", "Tanggal lahir terlalu lampau. Periksa tahunnya."),
    ],
)
def test_impossible_birthday_is_refused(db, typed, sentence):
    assert refusal(BirthDateField(), typed) == [sentence]
