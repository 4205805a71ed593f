import pytest
from hypothesis import given
from hypothesis import strategies as st

from permits.coordinates import OutsideIndonesia, ShortLink, read_point


@pytest.mark.parametrize(
    "typed",
    [
        "-3.79, 102.26",
        "-3,79 102,26",
        "-3,79; 102,26",
        "-3,79, 102,26",
        "(-3.79, 102.26)",
        "3°47'24\"S 102°15'36\"E",
        "3° 47' 24\" LS, 102° 15' 36\" BT",
        "3°47.4'S 102°15.6'E",
        "https://www.google.com/maps/place/Balai/@-3.1,102.1,17z/data=!3m1!3d-3.79!4d102.26",
        "https://www.google.com/maps/@-3.79,102.26,17z",
        "https://maps.google.com/?q=-3.79%2C102.26",
        "https://www.google.com/maps/search/-3.79,+102.26",
        "https://www.openstreetmap.org/#map=17/-3.79/102.26",
        "https://www.openstreetmap.org/?mlat=-3.79&mlon=102.26",
        "geo:-3.79,102.26",
    ],
)
def test_a_point_is_read_however_it_is_pasted(typed):
    point = read_point(typed)

    assert (float(point.latitude), float(point.longitude)) == (-3.79, 102.26)


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("102.26, -3.79", OutsideIndonesia),
        ("91, 200", OutsideIndonesia),
        ("https://maps.app.goo.gl/abc", ShortLink),
        ("https://contoh.id/", ValueError),
        ("3°70' LS 102° BT", ValueError),
        ("di belakang pasar", ValueError),
        ("-٣.79, 102.26", ValueError),
        ("nan, inf", ValueError),
    ],
)
def test_what_is_no_point_here_is_refused(typed, error):
    with pytest.raises(error):
        read_point(typed)


@given(st.text(max_size=300))
def test_no_text_does_more_than_be_refused(typed):
    try:
        point = read_point(typed)
    except ValueError:
        return
    assert -12 <= point.latitude <= 7
