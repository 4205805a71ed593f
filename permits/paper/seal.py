"""The seal on a paper: one interface for whoever signs, and the office's own electronic seal behind it."""

import io
import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

DEMO_SUBJECT = "UJI COBA - Segel Elektronik DPMPTSP Provinsi Contoh"
DEMO_YEARS = 10
FIELD_NAME = "SegelElektronik"


class SealError(Exception):
    """The seal cannot be used."""


class Signer(Protocol):
    """Whatever puts the last hand to a finished PDF."""

    def sign(self, pdf: bytes, *, reason: str, at: datetime) -> bytes:
        """Return the signed PDF; the given bytes stand unchanged at its beginning."""
        ...


@dataclass(frozen=True)
class OfficeSeal:
    """The office's electronic seal (PP 71/2019 art. 59(2)): PAdES with the office's own certificate.

    An organisation's seal, never a person's signature. It is invisible, so that nothing is drawn over the
    paper, and certifies that no later change is allowed.
    """

    certificate_path: Path
    key_path: Path

    def sign(self, pdf: bytes, *, reason: str, at: datetime) -> bytes:
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
        from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
        from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner

        self._check_pair()
        holder = SimpleSigner.load(key_file=self.key_path, cert_file=self.certificate_path)
        metadata = PdfSignatureMetadata(
            field_name=FIELD_NAME,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            reason=reason,
            certify=True,
            docmdp_permissions=MDPPerm.NO_CHANGES,
        )

        class SignerAtOfficialTime(PdfSigner):
            """pyHanko reads the machine's clock; the seal carries the office's official time."""

            def init_signing_session(self, pdf_out, existing_fields_only=False):
                session = super().init_signing_session(pdf_out, existing_fields_only)
                session.system_time = at
                return session

        field = SigFieldSpec(FIELD_NAME, readable_field_name="Segel elektronik kantor")
        signer = SignerAtOfficialTime(metadata, holder, new_field_spec=field)
        return signer.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf))).getvalue()

    def _check_pair(self) -> None:
        from cryptography import x509
        from cryptography.hazmat.primitives.serialization import load_pem_private_key

        try:
            certificate = x509.load_pem_x509_certificate(self.certificate_path.read_bytes())
            key = load_pem_private_key(self.key_path.read_bytes(), password=None)
        except (OSError, ValueError) as error:
            raise SealError("The seal's certificate or key cannot be read.") from error
        if certificate.public_key() != key.public_key():
            raise SealError("The seal's certificate and key do not belong together.")


def make_demo_seal(certificate_path: Path, key_path: Path) -> None:
    """Make a self-signed certificate that calls itself a trial; the key is readable by its owner only."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, DEMO_SUBJECT)])
    # A certificate's life is counted on the machine's clock: it exists before any database does.
    start = datetime.now(UTC) - timedelta(days=1)
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=366 * DEMO_YEARS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    key_pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    key_path.parent.mkdir(parents=True, exist_ok=True)
    certificate_path.parent.mkdir(parents=True, exist_ok=True)
    key_path.unlink(missing_ok=True)
    with os.fdopen(os.open(key_path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(key_pem)
    certificate_path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
