import subprocess
import sys

import pytest
from django.conf import settings as django_settings


@pytest.fixture
def clamd(settings, tmp_path):
    """Start scanners on demand; each ends with the test."""
    started = []

    def start(*reply):
        settings.CLAMD_SOCKET = str(tmp_path / "clamd.sock")
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.permits.intake.clamd", settings.CLAMD_SOCKET, *reply],
            cwd=django_settings.BASE_DIR,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        assert process.stdout.readline() == "ready\n"
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()
