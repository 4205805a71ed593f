"""A point on the map out of what people paste: decimals, degrees and minutes, or the address of a map.

Nothing is ever fetched: a shortened link does not carry its point, and we say so.
"""

import re
from decimal import Decimal
from typing import NamedTuple
from urllib.parse import unquote

SHORT_LINKS = ("maps.app.goo.gl", "goo.gl/maps", "g.co/maps")
PRECISION = Decimal("0.000001")  # about ten centimetres

NUMBER = r"-?\d{1,3}(?:\.\d+)?"
IN_ADDRESSES = [
    re.compile(pattern, re.ASCII)
    for pattern in (
        rf"!3d({NUMBER})!4d({NUMBER})",
        rf"mlat=({NUMBER})&mlon=({NUMBER})",
        rf"[?&](?:q|ll|query|center|destination|daddr|point)=(?:loc:)?({NUMBER})[,+ ]+({NUMBER})",
        rf"@({NUMBER}),({NUMBER})",
        rf"#map=[\d.]+/({NUMBER})/({NUMBER})",
        rf"^geo:({NUMBER}),({NUMBER})",
        rf"/(?:search|place|dir)/({NUMBER}),[+ ]*({NUMBER})",
    )
]
PAIR = re.compile(rf"({NUMBER})\s*[,;\s]\s*({NUMBER})", re.ASCII)
# «-3,79 102,26» and «-3,79; 102,26»: decimal commas need something else between the two numbers.
PAIR_WITH_COMMAS = re.compile(r"(-?\d{1,3},\d+)\s*(?:[;\s]|,\s)\s*(-?\d{1,3},\d+)", re.ASCII)
# 3°47'24,5" LS — south as S or LS (lintang selatan), east as E, T or BT (bujur timur).
ANGLE = re.compile(
    r"""(?P<degrees>\d{1,3})\s*(?:°|º|derajat|\s)\s*
        (?:(?P<minutes>\d{1,2}(?:[.,]\d+)?)\s*(?:'|′|’|menit|\s)\s*)?
        (?:(?P<seconds>\d{1,2}(?:[.,]\d+)?)\s*(?:"|″|”|''|detik)?\s*)?
        (?P<side>LS|LU|BT|BB|S|N|U|E|T|W)\b""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
SOUTH, NORTH = {"LS", "S"}, {"LU", "N", "U"}
WEST, EAST = {"BB", "W"}, {"BT", "E", "T"}


class Point(NamedTuple):
    latitude: Decimal
    longitude: Decimal


class ShortLink(ValueError):
    """A shortened map link: its point is only behind the link."""


class OutsideIndonesia(ValueError):
    """A point, but not here; often latitude and longitude changed places."""


def read_point(typed: str) -> Point:
    """Return the point meant by `typed`, within Indonesia; ValueError when there is none."""
    text = " ".join(unquote(typed).split())
    if any(link in text for link in SHORT_LINKS):
        raise ShortLink(text)
    latitude, longitude = _from_address(text) or _from_numbers(text) or _from_angles(text)
    point = Point(latitude.quantize(PRECISION), longitude.quantize(PRECISION))
    if not (-12 <= point.latitude <= 7 and 94 <= point.longitude <= 142):
        raise OutsideIndonesia(text)
    return point


def _from_address(text: str) -> tuple[Decimal, Decimal] | None:
    if ":" not in text:
        return None
    for pattern in IN_ADDRESSES:
        found = pattern.search(text)
        if found:
            return Decimal(found[1]), Decimal(found[2])
    raise ValueError("no point in this address")


def _from_numbers(text: str) -> tuple[Decimal, Decimal] | None:
    text = text.strip("() ")
    found = PAIR_WITH_COMMAS.fullmatch(text)
    if found:
        return Decimal(found[1].replace(",", ".")), Decimal(found[2].replace(",", "."))
    found = PAIR.fullmatch(text)
    return (Decimal(found[1]), Decimal(found[2])) if found else None


def _from_angles(text: str) -> tuple[Decimal, Decimal]:
    latitude = longitude = None
    for found in ANGLE.finditer(text):
        side = found["side"].upper()
        if side in SOUTH | NORTH:
            latitude = _degrees(found) * (-1 if side in SOUTH else 1)
        else:
            longitude = _degrees(found) * (-1 if side in WEST else 1)
    if latitude is None or longitude is None:
        raise ValueError("no latitude and longitude")
    return latitude, longitude


def _degrees(found: re.Match[str]) -> Decimal:
    minutes, seconds = (Decimal((found[name] or "0").replace(",", ".")) for name in ("minutes", "seconds"))
    if minutes >= 60 or seconds >= 60:
        raise ValueError("minutes and seconds end at 60")
    return Decimal(found["degrees"]) + minutes / 60 + seconds / 3600
