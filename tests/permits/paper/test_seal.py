import io
import stat
from datetime import UTC, datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from permits.paper.seal import DEMO_SUBJECT, OfficeSeal, SealError
from tests.permits.paper.conftest import SEALED_AT


def seals_in(pdf: bytes) -> list:
    return PdfFileReader(io.BytesIO(pdf)).embedded_signatures


def test_seal_validates_against_its_certificate_and_covers_the_whole_file(seal, sealed_pdf):
    (found,) = seals_in(sealed_pdf)
    context = ValidationContext(trust_roots=[load_cert_from_pemder(seal.certificate)], allow_fetching=False)

    status = validate_pdf_signature(found, signer_validation_context=context)

    assert status.bottom_line
    assert status.trusted
    assert status.coverage == SignatureCoverageLevel.ENTIRE_FILE


def test_seal_is_pades_at_the_official_time_and_forbids_changes(sealed_pdf):
    (found,) = seals_in(sealed_pdf)

    assert found.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert found.sig_object["/Reason"] == "Izin diterbitkan"
    assert found.self_reported_timestamp == SEALED_AT
    assert found.docmdp_level.value == 1


def test_sealing_only_adds_behind_the_paper(permit_pdf, sealed_pdf):
    assert sealed_pdf.startswith(permit_pdf)


def test_demo_certificate_says_that_it_is_one(seal):
    certificate = x509.load_pem_x509_certificate(seal.pem)

    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    assert certificate.subject.rfc4514_string() == f"CN={DEMO_SUBJECT}"
    assert certificate.issuer == certificate.subject
    assert isinstance(certificate.public_key().curve, ec.SECP256R1)
    assert (usage.digital_signature, usage.content_commitment, usage.key_cert_sign) == (True, True, False)
    assert 9.9 < (certificate.not_valid_after_utc - datetime.now(UTC)).days / 365 < 10.1


def test_only_the_owner_reads_the_key(seal):
    assert stat.S_IMODE(seal.key.stat().st_mode) == 0o600


def test_key_that_belongs_to_another_certificate_is_refused(seal, make_seal, permit_pdf):
    with pytest.raises(SealError):
        OfficeSeal(seal.certificate, make_seal().key).sign(permit_pdf, reason="", at=SEALED_AT)


def test_missing_key_is_refused(seal, tmp_path, permit_pdf):
    with pytest.raises(SealError):
        OfficeSeal(seal.certificate, tmp_path / "none.pem").sign(permit_pdf, reason="", at=SEALED_AT)
