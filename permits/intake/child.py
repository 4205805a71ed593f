"""Hand a file to a process of its own, which may die of it without harm to us."""

import json
import logging
import os
import subprocess
import sys
import tempfile
from typing import Any, BinaryIO

from django.conf import settings

from permits.intake.finding import Finding

logger = logging.getLogger(__name__)

WORKER = "permits.intake.worker"
MEMORY_BYTES = 512 * 1024 * 1024
OUTPUT_BYTES = 64 * 1024 * 1024
# A machine with other work takes longer than the processor time that the task is given.
BUSY_MACHINE = 3
LONGEST_WAIT = 50
START_SECONDS = 5


class Unreadable(Exception):
    """The process died of the file, ran out of memory or time, or could not make sense of it."""


def run(task: str, *, seconds: int, **arguments: Any) -> dict[str, Any]:
    """Run one task of the worker on the files in `arguments` (paths), in `seconds` of processor time.

    Raise Finding for what the inspection found wrong, Unreadable when it did not survive the file.
    """
    patience = min(BUSY_MACHINE * seconds, LONGEST_WAIT)
    request = {
        "task": task,
        "arguments": arguments,
        "limits": {
            "seconds": seconds,
            "patience": patience,
            "memory": MEMORY_BYTES,
            "output": OUTPUT_BYTES,
        },
    }
    with tempfile.TemporaryFile() as last_words:
        try:
            ended = subprocess.run(
                [sys.executable, "-m", WORKER],
                input=json.dumps(request, default=os.fspath).encode(),
                stdout=subprocess.PIPE,
                stderr=last_words,
                cwd=settings.BASE_DIR,
                # Nothing of our environment: the keys and the database's password live there.
                env={"PATH": os.defpath, "LANG": "C.UTF-8"},
                timeout=patience + START_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise Unreadable(f"{task}: no answer in {error.timeout} s") from error
        if ended.returncode != 0:
            logger.warning("%s ended with %s: %s", task, ended.returncode, _tail(last_words))
            raise Unreadable(f"{task}: ended with {ended.returncode}")
    return _read(ended.stdout)


def _read(output: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(output)
        finding = Finding(**answer["finding"]) if "finding" in answer else None
        result = answer.get("result")
    except (ValueError, TypeError) as error:
        raise Unreadable("the answer makes no sense") from error
    if finding is not None:
        raise finding
    return result


def _tail(file: BinaryIO, size: int = 300) -> str:
    end = file.seek(0, os.SEEK_END)
    file.seek(max(0, end - size))
    return repr(file.read().decode(errors="replace"))
