"""Print a snapshot as PDF/A-3: tagged, with its fonts inside, dated by the snapshot and not by the machine.

The papers are official texts and exist in Indonesian only, whatever language the reader's screen has.
"""

import hashlib
import io
import json
import re
from contextlib import suppress
from typing import Any

import segno
from django.template.loader import render_to_string
from django.utils import translation

from permits.paper.snapshot import PermitSnapshot, ReceiptSnapshot

# Control characters and lone surrogates are not text in XML or PDF; marks that turn the reading direction
# round could make a paper read otherwise than the record does.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
DIRECTION_MARKS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")


class PaperError(Exception):
    """A paper that cannot be printed as it stands."""


def render_permit(snapshot: PermitSnapshot) -> bytes:
    """Return the permit as PDF/A-3a, ready for the seal."""
    context = {"permit": snapshot, "made_at": snapshot.decided_at}
    return _render("permits/paper/permit.html", context, snapshot, qr_address=snapshot.verification_url)


def render_receipt(receipt: ReceiptSnapshot) -> bytes:
    """Return the receipt (tanda terima) as one A4 page of PDF/A-3a; it is never sealed."""
    context = {"receipt": receipt, "made_at": receipt.received_at}
    return _render("permits/paper/receipt.html", context, receipt, qr_address=receipt.tracking_url)


def qr_code(address: str) -> bytes:
    """Return the QR code of an address as SVG, error level M or better, with its quiet zone."""
    code = io.BytesIO()
    segno.make_qr(address, error="m").save(code, kind="svg", border=4, light="white", xmldecl=False)
    return code.getvalue()


def _render(
    template: str, context: dict[str, Any], source: PermitSnapshot | ReceiptSnapshot, *, qr_address: str
) -> bytes:
    from weasyprint import HTML  # slow to import, and only workers print
    from weasyprint.urls import FatalURLFetchingError

    from permits.paper.fetcher import SCHEME, PackagedFetcher

    with translation.override("id"):
        html = render_to_string(template, {**context, "office": source.office, "is_sample": source.is_sample})
    html = DIRECTION_MARKS.sub("", UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", html))
    fetcher = PackagedFetcher(made={"qr.svg": qr_code(qr_address)})
    identifier = hashlib.sha256(json.dumps(source.to_json(), sort_keys=True).encode()).digest()[:16]
    pdf = b""
    with suppress(FatalURLFetchingError):
        pdf = HTML(string=html, base_url=SCHEME, url_fetcher=fetcher).write_pdf(
            pdf_variant="pdf/a-3a", pdf_identifier=identifier, finisher=_leave_metadata_readable
        )
    if fetcher.refused:
        raise PaperError(f"A paper may not load {fetcher.refused[0][:200]!r}.")
    return pdf


def _leave_metadata_readable(document: Any, pdf: Any) -> None:
    # ISO 19005-3 wants the XMP packet legible without a PDF reader; WeasyPrint compresses it from part 2 on.
    pdf.objects[int(pdf.catalog["Metadata"].split()[0])].compress = False
