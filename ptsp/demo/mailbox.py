"""The demo's outgoing mail, readable in the browser: there is no mail server, only files."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

SHOWN = 30
# Django's file backend ends each message with this line.
SEPARATOR = b"\n" + b"-" * 79 + b"\n"


@dataclass(frozen=True)
class Letter:
    sent_at: dt.datetime
    recipient: str
    subject: str
    text: str


def letters(folder: Path) -> Iterator[Letter]:
    """Read the letters in `folder`, in the order of its files, the latest first."""
    for path in sorted(folder.glob("*.log"), reverse=True):
        for source in reversed(path.read_bytes().split(SEPARATOR)):
            if source.strip():
                yield _letter(message_from_bytes(source, policy=policy.default))


def _letter(message: EmailMessage) -> Letter:
    body = message.get_body(preferencelist=("plain", "html"))
    return Letter(
        parsedate_to_datetime(message["Date"]),
        str(message["To"]),
        str(message["Subject"]),
        body.get_content() if body else "",
    )


@login_not_required
@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """Show the latest letters; routed in the demo only, since anybody can read them."""
    folder = getattr(settings, "EMAIL_FILE_PATH", None)
    found = sorted(letters(Path(folder)), key=lambda letter: letter.sent_at, reverse=True) if folder else []
    return render(request, "pages/demo_mail.html", {"letters": found[:SHOWN], "folder": folder})
