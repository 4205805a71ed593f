"""The archival claim (PDF/A-3a) of the papers, by a validator that is not the one who made them."""

import page
import pytest


@pytest.mark.parametrize("paper", ["permit_pdf", "long_permit_pdf", "receipt_pdf", "sealed_pdf"])
def test_papers_keep_what_they_claim(paper, request):
    report = page.validate_pdf_bytes(request.getfixturevalue(paper), profile="3a")

    assert report.is_compliant, report
