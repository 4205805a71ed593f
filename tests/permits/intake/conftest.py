import pytest

from permits.intake import service


@pytest.fixture(autouse=True)
def media_root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def take():
    """Receive and check files as a request and its job do."""

    def take(*uploads, rotations=()):
        received = service.receive(uploads, rotations)
        return service.check(received.parts, rotations)

    return take
