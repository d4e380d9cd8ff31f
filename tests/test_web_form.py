"""The form that a browser sends; test_web_page.py shows what the page says of it."""

from __future__ import annotations

import asyncio
import tempfile
from datetime import date

import pytest
from starlette.requests import Request

from summons_check.web import Limits
from summons_check.web.form import Form, read_form
from summons_check.web.problems import RequestError

pytestmark = pytest.mark.usefixtures("loopback")  # an event loop needs a pair of sockets
_KIND = "multipart/form-data; boundary=b"
_LAWS = ("CN", "UK")


def _body(*parts):
    fields = [
        f"--b\r\nContent-Disposition: form-data; {head}\r\n\r\n{value}\r\n" for head, value in parts
    ]
    return "".join([*fields, "--b--\r\n"]).encode()


def _read(body, kind=_KIND):
    async def receive():
        return {"type": "http.request", "body": body, "more_body": False}

    headers = [(b"content-type", kind.encode())]
    request = Request({"type": "http", "headers": headers, "method": "POST"}, receive)
    return asyncio.run(read_form(request, Limits()))


def test_fields_are_read_with_plain_line_ends():
    body = _body(('name="text"', "a\r\nb\rc\n"), ('name="sender"', "12368"), ('name="x"', "y"))

    assert _read(body) == Form(text="a\nb\rc\n", sender="12368")


def test_no_file_goes_to_the_disk(monkeypatch):
    """One of the largest size that a request may have stays in memory."""
    opened = []
    monkeypatch.setattr(tempfile, "TemporaryFile", opened.append)
    words = "x" * 1_900_000

    assert _read(_body(('name="file"; filename="a.txt"', words))).text == words
    assert opened == []


@pytest.mark.parametrize(
    "kind", ["", "text/plain", "multipart/mixed; boundary=b", f"{_KIND}; charset=utf-7"]
)
def test_another_kind_is_refused(kind):
    with pytest.raises(RequestError) as refused:
        _read(_body(('name="text"', "secret")), kind)

    assert refused.value.status_code == 415


def test_what_is_broken_is_refused_without_a_word_of_it():
    with pytest.raises(RequestError) as refused:
        _read(b"secret")

    assert refused.value.status_code == 400
    assert refused.value.__cause__ is refused.value.__context__ is None
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("form", "problems"),
    [
        (Form(text="x"), ()),
        (Form(text="x", channel="sms", received="2026-11-02", jurisdiction="UK"), ()),
        (Form(), ("empty",)),
        (Form(problems=("file",)), ("file",)),
        (Form(text="x", channel="pigeon", received="1"), ("channel", "received")),
        (Form(text=" ", jurisdiction="XX"), ("empty", "jurisdiction")),
    ],
)
def test_each_mistake_is_named(form, problems):
    assert form.checked(_LAWS).problems == problems


def test_it_asks_what_the_api_asks():
    form = Form(text="x", sender="1", channel="call", received="2026-11-02", jurisdiction="UK")

    assert form.for_api("ja").model_dump() == {
        "text": "x",
        "sender": "1",
        "channel": "call",
        "received": date(2026, 11, 2),
        "jurisdiction": "UK",
        "lang": "ja",
    }
