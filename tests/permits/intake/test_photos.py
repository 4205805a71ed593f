"""Photographs become one upright A4 document that carries their pixels and nothing else."""

import io

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from office import files
from permits.intake.refusals import Refused
from tests.permits.intake import samples
from tests.permits.intake.samples import upload

RED, GREEN, BLUE = (255, 0, 0), (0, 128, 0), (0, 0, 255)


def pages_of(released):
    with pypdfium2.PdfDocument(files.path_of("documents", released.sha256)) as document:
        return [page.render().to_pil().convert("RGB") for page in document]


def colour_at(page, across, down):
    """Return the nearest plain colour at a place given in shares of the page."""
    seen = page.getpixel((int(page.width * across), int(page.height * down)))
    plain = {"red": RED, "green": GREEN, "blue": BLUE, "white": (255, 255, 255), "black": (0, 0, 0)}
    return min(plain, key=lambda name: sum(abs(a - b) for a, b in zip(seen, plain[name], strict=True)))


def red_side(page):
    """Tell on which side of the page the red half of an arrow lies."""
    quarters = [(0.3, 0.3), (0.7, 0.3), (0.3, 0.7), (0.7, 0.7)]
    red = [colour_at(page, *quarter) == "red" for quarter in quarters]
    return {
        (True, True, False, False): "top",
        (False, True, False, True): "right",
        (False, False, True, True): "bottom",
        (True, False, True, False): "left",
    }[tuple(red)]


def test_several_photographs_become_one_document_in_the_given_order(take):
    sent = [upload(f"{colour}.jpg", samples.photo(colour)) for colour in ("red", "green", "blue")]

    released = take(*sent)

    assert released.pages == 3
    assert [colour_at(page, 0.5, 0.5) for page in pages_of(released)] == ["red", "green", "blue"]


def test_each_photograph_is_turned_clockwise_as_asked(take):
    sent = [upload(f"{n}.jpg", samples.arrow()) for n in range(4)]

    pages = pages_of(take(*sent, rotations=[0, 90, 180, 270]))

    assert [red_side(page) for page in pages] == ["top", "right", "bottom", "left"]


def test_the_cameras_own_orientation_is_applied_first(take):
    # 6: the camera was held so that the picture must be turned a quarter clockwise.
    sent = [upload(f"{n}.jpg", samples.arrow(exif=samples.exif(orientation=6))) for n in range(2)]

    pages = pages_of(take(*sent, rotations=[0, 90]))

    assert [red_side(page) for page in pages] == ["right", "bottom"]


def test_pages_are_a4_upright_or_lying_like_the_photograph(take):
    pages = pages_of(take(upload("a.jpg", samples.arrow()), upload("b.jpg", samples.photo())))

    assert [(page.width, page.height) for page in pages] == [(596, 842), (842, 596)]


def test_place_device_and_scripts_are_stripped(take):
    tags = samples.exif(description="<script>alert(1)</script>")
    content = samples.photo("red", exif=tags, comment=b"RAHASIA-GPS")
    assert b"<script>" in content

    released = take(upload("a.jpg", content))

    with files.open_file("documents", released.sha256) as file:
        document = file.read()
    assert b"alert" not in document
    assert b"RAHASIA" not in document
    with pikepdf.open(io.BytesIO(document)) as opened:
        [picture] = opened.pages[0].get_images().values()
        inside = Image.open(io.BytesIO(picture.read_raw_bytes()))
    assert (dict(inside.getexif()), "comment" in inside.info) == ({}, False)


def test_a_large_photograph_is_brought_to_a_sane_size(take):
    released = take(upload("a.jpg", samples.photo(size=(5000, 4000))))

    with pikepdf.open(files.path_of("documents", released.sha256)) as document:
        [picture] = document.pages[0].get_images().values()
        assert (picture.Width, picture.Height) == (2200, 1760)


@pytest.mark.parametrize(
    ("mode", "colour", "seen"),
    [
        ("1", 0, "black"),
        ("L", 255, "white"),
        ("P", 0, "black"),
        ("I;16", 65535, "white"),
        ("I;16", 10000, "black"),
        ("RGBA", (255, 0, 0, 255), "red"),
        ("RGBA", (0, 0, 0, 0), "white"),
        ("LA", (0, 0), "white"),
    ],
)
def test_every_colour_model_of_png_comes_out_as_it_looks(take, mode, colour, seen):
    content = samples.photo(colour, mode=mode, format="PNG")

    assert colour_at(pages_of(take(upload("a.png", content)))[0], 0.5, 0.5) == seen


def test_a_cmyk_jpeg_is_taken(take):
    assert take(upload("a.jpg", samples.photo((0, 255, 255, 0), mode="CMYK"))).pages == 1


def test_the_same_photographs_make_the_same_document(take):
    sent = [samples.photo("red"), samples.photo("blue")]

    first, second = (take(*(upload("a.jpg", content) for content in sent)) for _ in range(2))

    assert first == second


def test_twenty_large_photographs_fit_the_limits(take):
    content = samples.photo(size=(4000, 3000))

    assert take(*(upload(f"{n}.jpg", content) for n in range(20))).pages == 20


@pytest.mark.parametrize("side", [12_000, 40_000])
def test_a_pixel_bomb_is_refused_from_its_header(take, side):
    content = samples.pixel_bomb(side)

    with pytest.raises(Refused) as refused:
        take(upload("a.png", content))

    assert refused.value.message == (
        f"a.png berukuran {side * side // 1_000_000} megapiksel. "
        "Batasnya 25 megapiksel; foto ulang dengan resolusi lebih kecil."
    )


@pytest.mark.parametrize("name", ["a.jpg", "a.png"])
def test_a_truncated_photograph_is_refused_by_its_name(take, name):
    whole = samples.arrow() if name == "a.jpg" else samples.photo("red", format="PNG")

    with pytest.raises(Refused) as refused:
        take(upload("utuh.jpg", samples.photo()), upload(name, whole[: len(whole) * 2 // 3]))

    assert refused.value.message == (
        f"{name} rusak atau terpotong. Periksa apakah berkas dapat dibuka, lalu unggah lagi."
    )


def test_a_picture_that_only_begins_like_one_is_refused(take):
    with pytest.raises(Refused) as refused:
        take(upload("a.jpg", b"\xff\xd8\xff\xe0<script>alert(1)</script>"))

    assert refused.value.message.startswith("a.jpg rusak atau terpotong.")


def test_what_follows_the_end_of_a_photograph_is_left_behind(take):
    released = take(upload("a.jpg", samples.photo("red") + samples.zip_archive()))

    with files.open_file("documents", released.sha256) as file:
        assert b"PK\x03\x04" not in file.read()
