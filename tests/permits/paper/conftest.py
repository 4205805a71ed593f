"""Papers and seals that several tests read; made once, because printing takes a second."""

from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from permits.paper.render import render_permit, render_receipt
from permits.paper.seal import OfficeSeal, make_demo_seal
from tests.permits.paper import samples

SEALED_AT = datetime(2026, 11, 20, 7, 6, tzinfo=UTC)


class SealFiles(NamedTuple):
    certificate: Path
    key: Path

    @property
    def pem(self) -> bytes:
        return self.certificate.read_bytes()

    def sign(self, pdf: bytes) -> bytes:
        return OfficeSeal(*self).sign(pdf, reason="Izin diterbitkan", at=SEALED_AT)


@pytest.fixture(scope="session")
def make_seal(tmp_path_factory):
    """Return a maker of demo seals; each has the same name and a key of its own."""

    def make() -> SealFiles:
        folder = tmp_path_factory.mktemp("seal")
        seal = SealFiles(folder / "certificate.pem", folder / "key.pem")
        make_demo_seal(*seal)
        return seal

    return make


@pytest.fixture(scope="session")
def seal(make_seal) -> SealFiles:
    return make_seal()


@pytest.fixture(scope="session")
def permit_pdf() -> bytes:
    return render_permit(samples.person_permit())


@pytest.fixture(scope="session")
def long_permit_pdf() -> bytes:
    return render_permit(samples.company_permit())


@pytest.fixture(scope="session")
def receipt_pdf() -> bytes:
    return render_receipt(samples.receipt())


@pytest.fixture(scope="session")
def sealed_pdf(seal, permit_pdf) -> bytes:
    return seal.sign(permit_pdf)
