import pytest

from sop.catalogue.services import agency_days
from sop.durations import in_words
from sop.models import Standard


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "0 menit"),
        (45, "45 menit"),
        (60, "1 jam"),
        (90, "1 jam 30 menit"),
        (449, "7 jam 29 menit"),
        (450, "1 hari kerja"),
        (975, "2 hari kerja 1 jam 15 menit"),
    ],
)
def test_working_time_in_words(minutes, words):
    assert in_words(minutes) == words


@pytest.mark.parametrize(
    ("count", "unit", "words"),
    [
        (None, "", "selama kegiatan berlangsung"),
        (1, "use", "1 kali pakai"),
        (36, "months", "3 tahun"),
        (6, "months", "6 bulan"),
        (18, "months", "18 bulan"),
        (14, "days", "14 hari"),
    ],
)
def test_validity_in_words(count, unit, words):
    assert Standard(validity_count=count, validity_unit=unit).validity_in_words() == words


@pytest.mark.parametrize(("days", "share"), [(1, 1), (2, 1), (7, 4), (14, 7)])
def test_agency_has_half_of_the_days_rounded_up(days, share):
    assert agency_days(days, asked=True) == share
    assert agency_days(days, asked=False) == 0
