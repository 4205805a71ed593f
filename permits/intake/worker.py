"""The process in which strangers' bytes are parsed: one task, tight limits, then it ends.

Run as `python -m permits.intake.worker` by `permits.intake.child`: the request is JSON on standard input, the
answer is JSON on standard output. It knows no Django, no database and no secret.
"""

import json
import resource
import signal
import sys
from importlib import import_module
from typing import Any

from permits.intake.finding import Finding

TASKS = {
    "check_pdf": "permits.intake.pdfs",
    "page_image": "permits.intake.pages",
    "join_images": "permits.intake.photos",
}


def limit(*, seconds: int, patience: int, memory: int, output: int) -> None:
    """Let the kernel end this process when it takes too much (CPU seconds, seconds, bytes, bytes)."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (output, output))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.alarm(patience)


def answer(request: dict[str, Any]) -> dict[str, Any]:
    task = getattr(import_module(TASKS[request["task"]]), request["task"])
    try:
        return {"result": task(**request["arguments"])}
    except Finding as finding:
        return {"finding": vars(finding)}


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    limit(**asked["limits"])
    json.dump(answer(asked), sys.stdout)
