"""Headers: every answer forbids what could take a message elsewhere."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from summons_check.web import create_app
from summons_check.web.headers import HEADERS, SecurityHeaders


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/healthz"), ("GET", "/nothing"), ("PUT", "/v1/check"), ("POST", "/v1/check")],
)
def test_every_answer_has_the_headers(loopback, method, path):
    with TestClient(create_app()) as client:
        answer = client.request(method, path)

    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert "set-cookie" not in answer.headers


def test_an_answer_keeps_its_own_header(loopback):
    async def app(_, __, send):
        headers = [(b"cache-control", b"max-age=60")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    answer = TestClient(SecurityHeaders(app)).get("/")

    assert answer.headers.get_list("cache-control") == ["max-age=60"]
