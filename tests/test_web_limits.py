"""Limits: what is counted is what comes in, not what a request says of itself."""

from __future__ import annotations

import asyncio

import pytest

from summons_check.web.limits import BoundedBody, Limits
from summons_check.web.problems import RequestError

pytestmark = pytest.mark.usefixtures("loopback")


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"body_bytes": 0}, ValueError),
        ({"seconds": -1}, ValueError),
        ({"seconds": float("nan")}, ValueError),
        ({"threads": 1.5}, TypeError),
        ({"waiting": "9"}, TypeError),
        ({"batch_messages": True}, TypeError),
    ],
)
def test_a_limit_that_is_none_is_refused(given, error):
    with pytest.raises(error, match=next(iter(given))):
        Limits(**given)


def _read(pieces, *, announced=None, limits=None):
    """What an application reads of a body that comes in pieces; None stands for one that hangs."""
    waiting = iter(pieces)

    async def receive():
        piece = next(waiting)
        if piece is None:
            await asyncio.Event().wait()
        return {"type": "http.request", "body": piece, "more_body": piece != b""}

    async def app(_, receive, send):
        while (message := await receive())["more_body"]:
            read.append(message["body"])

    read = []
    headers = [] if announced is None else [(b"content-length", announced)]
    scope = {"type": "http", "headers": headers}
    asyncio.run(BoundedBody(app, limits or Limits(body_bytes=10))(scope, receive, None))
    return b"".join(read)


def test_a_body_within_the_limit_is_read():
    assert _read([b"12345", b"67890", b""], announced=b"3") == b"1234567890"


@pytest.mark.parametrize(
    ("pieces", "announced"),
    [
        ([b"12345", b"678901"], None),
        ([b"12345", b"678901"], b"3"),
        ([b"1" * 11], b"x"),
        ([], b"11"),  # not even begun
        ([], b"9" * 4_000),
    ],
)
def test_a_body_above_the_limit_is_not_read_on(pieces, announced):
    with pytest.raises(RequestError, match="10 bytes") as caught:
        _read(pieces, announced=announced)

    assert caught.value.status_code == 413
    assert caught.value.headers == {"Connection": "close"}


def test_a_body_that_does_not_end_is_not_waited_for():
    with pytest.raises(RequestError, match=r"within 0\.05 seconds") as caught:
        _read([b"1", None], limits=Limits(seconds=0.05))

    assert caught.value.status_code == 408
    assert caught.value.__context__ is None
