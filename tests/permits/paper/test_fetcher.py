"""Nothing a person types can make the printer fetch, attach or read anything."""

import dataclasses
import threading
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from permits.paper import render
from permits.paper.render import PaperError, render_permit, render_receipt
from tests.permits.paper import samples
from tests.permits.paper.reading import letters_of, opened, text_of

PAYLOAD = (
    '<img src="{server}/img"><link rel=attachment href="file:///etc/hostname">'
    "<style>@import url({server}/css);</style>{{% include 'x' %}}</title>"
)


class Listener(ThreadingHTTPServer):
    """A server that only counts who comes, and would lead them on by a redirect."""

    def __init__(self):
        self.visits: list[str] = []
        super().__init__(("127.0.0.1", 0), Redirect)
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Redirect(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.visits.append(self.path)
        self.send_response(302)
        self.send_header("Location", "file:///etc/hostname")
        self.end_headers()

    def log_message(self, *args) -> None:
        pass


@pytest.fixture
def listener():
    server = Listener()
    yield server
    server.shutdown()
    server.server_close()


def poisoned(value, payload: str):
    """Return the snapshot with the payload in every text, however deep."""
    if dataclasses.is_dataclass(value):
        parts = {
            field.name: poisoned(getattr(value, field.name), payload) for field in dataclasses.fields(value)
        }
        return type(value)(**parts)
    if isinstance(value, tuple):
        return tuple(poisoned(item, payload) for item in value)
    return payload if isinstance(value, str) and not isinstance(value, date) else value


@pytest.mark.parametrize(
    ("print_paper", "snapshot"),
    [(render_permit, samples.person_permit()), (render_receipt, samples.receipt())],
    ids=["permit", "receipt"],
)
def test_poisoned_values_are_printed_as_text(listener, print_paper, snapshot):
    payload = PAYLOAD.format(server=listener.address)

    pdf = print_paper(poisoned(snapshot, payload))

    assert listener.visits == []
    assert letters_of(text_of(pdf)).count(letters_of(payload)) >= 8
    with opened(pdf) as document:
        assert "/EmbeddedFiles" not in document.Root.get("/Names", {})


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="{server}/a.png">',
        '<img src="file:///etc/hostname">',
        '<img src="data:image/png;base64,AAAA">',
        '<img src="paper:../seal.py">',
        '<img src="paper:nothing.svg">',
        '<img src="ftp://127.0.0.1/a">',
        '<img src="a.png">',
        '<link rel=stylesheet href="{server}/a.css">',
        '<link rel=attachment href="file:///etc/hostname">',
        "<style>@import url({server}/a.css);</style>",
        "<style>@font-face {{ font-family: a; src: url({server}/a) }} p {{ font-family: a }}</style><p>a</p>",
        '<p style="background: url({server}/a.png)">a</p>',
        '<object data="{server}/a.svg"></object>',
        '<svg><image href="{server}/a.png"/></svg>',
    ],
)
def test_markup_that_slipped_through_stops_the_printing(listener, monkeypatch, markup):
    html = markup.format(server=listener.address)
    monkeypatch.setattr(render, "render_to_string", lambda *args: html)

    with pytest.raises(PaperError, match="may not load"):
        render_permit(samples.person_permit())

    assert listener.visits == []
