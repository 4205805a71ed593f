"""The viewer's pictures of pages."""

import io

import pytest
from PIL import Image

from permits.intake import child, service
from tests.permits.intake import samples
from tests.permits.intake.samples import upload


def picture_of(released, page=1, width=800):
    return Image.open(io.BytesIO(service.page_image("documents", released.sha256, page, width)))


def test_a_page_is_drawn_at_the_width_asked_for(take):
    released = take(upload("a.jpg", samples.photo("red")), upload("b.jpg", samples.photo("blue", (300, 400))))

    picture = picture_of(released, page=2)

    assert (picture.format, picture.size) == ("WEBP", (800, 1132))
    red, _, blue = picture.convert("RGB").getpixel((400, 500))
    assert blue > 200 > red


def test_a_page_full_of_noise_still_fits_a_slow_line(take):
    noise = Image.effect_noise((1200, 1650), 120)
    buffer = io.BytesIO()
    noise.save(buffer, "JPEG", quality=60)
    released = take(upload("a.jpg", buffer.getvalue()))

    assert len(service.page_image("documents", released.sha256, 1, 1600)) <= 120_000


def test_small_print_is_kept_without_loss(take):
    encoded = service.page_image("documents", take(upload("a.pdf", samples.printed())).sha256, 1, 1400)

    assert Image.open(io.BytesIO(encoded)).width == 1400
    # The format's own name for its lossless kind.
    assert encoded[8:16] == b"WEBPVP8L"


def test_no_width_makes_a_picture_without_bounds(take):
    assert picture_of(take(upload("a.pdf", samples.pdf())), width=10**9).width == 2000


@pytest.mark.parametrize("page", [0, 2, 10**12])
def test_a_page_that_does_not_exist_is_not_drawn(take, page):
    released = take(upload("a.pdf", samples.pdf()))

    with pytest.raises(child.Unreadable):
        picture_of(released, page=page)
