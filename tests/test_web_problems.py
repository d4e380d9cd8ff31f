"""Problems: each bad request gets a clear answer, and none shows what was sent."""

from __future__ import annotations

import asyncio
import json
import logging

import pytest
from starlette.testclient import TestClient

from summons_check import Checker
from summons_check.check_request import CheckRequest
from summons_check.web import Limits, create_app
from summons_check.web.messages import read_request
from summons_check.web.problems import ProblemDetails, RequestError

MARK = "绝密7731"
LIMITS = Limits(body_bytes=10_000, batch_messages=3)
JSON = {"Content-Type": "application/json"}
DEEP = b'{"text":' + b"[" * 4_900 + b"]" * 4_900 + b"}"


@pytest.fixture(scope="module")
def client(loopback):
    with TestClient(create_app(limits=LIMITS)) as made:
        yield made


def _body(**fields):
    return json.dumps({"text": MARK, **fields}).encode()


def _batch(*messages):
    return json.dumps({"messages": messages}).encode()


WRONG_FIELDS = [
    ({"text": 5}, "/text"),
    ({"text": None}, "/text"),
    ({"text": [MARK]}, "/text"),
    ({"lang": MARK}, "/lang"),
    ({"lang": "zh"}, "/lang"),
    ({"channel": MARK}, "/channel"),
    ({"channel": 1}, "/channel"),
    ({"sender": 12368}, "/sender"),
    ({"sender": {MARK: MARK}}, "/sender"),
    ({"jurisdiction": True}, "/jurisdiction"),
    ({"received": MARK}, "/received"),
    ({"received": "20261102"}, "/received"),
    ({"received": "2026-W01-1"}, "/received"),
    ({"received": "2026-02-30"}, "/received"),
    ({"received": "２０２６-11-02"}, "/received"),
    ({"received": 1_793_000_000}, "/received"),
    ({MARK: MARK}, ""),
]


@pytest.mark.parametrize(("fields", "pointer"), WRONG_FIELDS)
def test_a_wrong_field_is_named(client, fields, pointer):
    answers = [
        client.post("/v1/check", content=_body(**fields), headers=JSON),
        client.post("/v1/check-batch", content=_batch({"text": MARK, **fields}), headers=JSON),
    ]

    for answer, above in zip(answers, ("", "/messages/0"), strict=True):
        problem = _problem(answer, 422)
        assert [error.pointer for error in problem.errors] == [above + pointer]
        assert problem.errors[0].detail


REQUESTS = [
    ("POST", "/v1/check", b"", JSON, 400, "broken JSON (line 1, column 1)"),
    ("POST", "/v1/check", _body()[:-1], JSON, 400, "broken JSON (line 1, column"),
    ("POST", "/v1/check", MARK.encode("gb18030"), JSON, 400, "no UTF-8 at byte 0"),
    ("POST", "/v1/check", b'{"text": ' + b"1" * 9_000 + b"}", JSON, 400, "a number is too long"),
    ("POST", "/v1/check", DEEP, JSON, 400, "nested too deeply"),
    ("POST", "/v1/check", json.dumps(MARK).encode(), JSON, 422, "takes text, sender"),
    ("POST", "/v1/check", b"{}", JSON, 422, "takes text, sender"),
    ("POST", "/v1/check", _batch({"text": MARK}), JSON, 422, "2 place(s)"),
    ("POST", "/v1/check", _body(), {}, 415, "Content-Type: application/json"),
    ("POST", "/v1/check", _body(), {"Content-Type": "text/plain"}, 415, "application/json"),
    ("POST", "/v1/check", _body(), {**JSON, "Content-Encoding": "gzip"}, 415, "Content-Encoding"),
    ("POST", "/v1/check", MARK.encode() * 2_000, JSON, 413, "more than 10,000 bytes"),
    ("POST", "/v1/check-batch", _batch(), JSON, 422, "1 place(s)"),
    ("POST", "/v1/check-batch", _batch(*[{"text": ""}] * 4), JSON, 422, "more than 3 messages"),
    ("POST", "/v1/check-batch", _batch(*[MARK] * 99), JSON, 422, "20 place(s)"),
    ("GET", "/v1/check", None, {}, 405, "header Allow"),
    ("DELETE", "/v1/rules", None, {}, 405, "header Allow"),
    ("GET", f"/v1/rules/{MARK}", None, {}, 404, "GET /v1/rules lists"),
    ("GET", f"/{MARK}?q={MARK}", None, {}, 404, "GET /openapi.json lists"),
    ("POST", "/v1/check/", _body(), JSON, 404, "GET /openapi.json lists"),
]


@pytest.mark.parametrize("case", REQUESTS, ids=lambda case: f"{case[4]} {case[5]}")
def test_a_bad_request_is_told_what_to_do(client, case):
    method, path, body, headers, status, said = case
    answer = client.request(method, path, content=body, headers=headers)
    problem = _problem(answer, status)

    assert said in problem.detail
    assert ("allow" in answer.headers) == (status == 405)


def _problem(answer, status):
    """The problem that an answer is; it shows nothing of the request."""
    problem = ProblemDetails.model_validate_json(answer.content)

    assert (answer.status_code, problem.status, problem.type) == (status, status, "about:blank")
    assert answer.headers["content-type"] == "application/problem+json"
    assert problem.title
    for told in (MARK, ascii(MARK)[1:-1], repr(MARK.encode())[2:-1]):
        assert told not in answer.text
    return problem


class Broken(Checker):
    """A checker that makes a mistake, and an exception that tells the message."""

    def check(self, text, **_):
        try:
            return {}[text]
        except KeyError as error:
            raise ValueError(text) from error


def test_a_mistake_of_ours_is_logged_by_its_place_alone(loopback, caplog):
    with caplog.at_level(logging.DEBUG), TestClient(create_app(Broken())) as client:
        answer = client.post("/v1/check", content=_body(), headers=JSON)
        after = client.get("/healthz")

    _problem(answer, 500)
    assert after.status_code == 200
    assert f"ValueError at {__file__}:" in caplog.text
    assert MARK not in caplog.text
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert not any(record.exc_info for record in caplog.records)


def test_a_client_that_leaves_is_no_mistake(loopback, caplog):
    """It is counted as a request that broke off, and not logged."""
    sent = []

    async def receive():
        return {"type": "http.disconnect"}

    async def send(message):
        sent.append(message)

    headers = [(b"content-type", b"application/json")]
    scope = {"type": "http", "method": "POST", "path": "/v1/check", "headers": headers}
    with caplog.at_level(logging.DEBUG):
        asyncio.run(create_app()({**scope, "query_string": b""}, receive, send))

    assert sent[0]["status"] == 400
    assert not [record for record in caplog.records if record.name.startswith("summons_check")]


class _Request:
    def __init__(self, body, headers):
        self.headers = headers
        self._body = body

    async def body(self):
        return self._body


@pytest.mark.parametrize(
    "body", [_body(lang=MARK), _body(**{MARK: 1}), _body()[:-1], MARK.encode("gb18030")]
)
def test_no_exception_holds_the_request(body):
    """Neither the one that is raised, nor those that it came from."""
    reading = read_request(_Request(body, {"content-type": "application/json"}), CheckRequest)
    with pytest.raises(RequestError) as caught:
        reading.send(None)

    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    assert MARK not in repr(vars(caught.value))
