"""The API: what the library says, over HTTP."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

import summons_check
from conftest import write_pack
from summons_check import Checker, Report, check, default_pack
from summons_check.rulepack import load_packs
from summons_check.web import Limits, create_app

FAKE = "【速贷催收】逾期不还，我司已签发逮捕令，今晚上门抓人。"
REAL = "【某某区人民法院】您有一张传票，请拨打12368核实。"
LETTER = "HMCTS: claim K01LS455 for £300 was issued. Reply to the court within 14 days."
MARKUP = "<script>alert(1)</script> arrest warrant\u202e {{7*7}} \x00\x7f"
SURROGATES = "【\ud800催收】逾期不还，我司已签发逮捕\udc00令，今晚上门抓人。\ud83d"
TEXTS = [FAKE, REAL, LETTER, MARKUP, SURROGATES, "今晚吃什么？", "", "今晚吃什么？" * 20_000]


@pytest.fixture(scope="module")
def client(loopback):
    with TestClient(create_app()) as made:
        yield made


@pytest.mark.parametrize("text", TEXTS)
def test_a_check_answers_with_the_report_of_the_library(client, text):
    answer = client.post("/v1/check", content=json.dumps({"text": text}), headers=JSON)

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.text == check(text).model_dump_json()
    assert Report.model_validate_json(answer.content).verdict == check(text).verdict


JSON = {"Content-Type": "application/json"}


@given(st.text(st.characters(categories=None)))
def test_any_string_is_a_message(client, text):
    answer = client.post("/v1/check", content=json.dumps({"text": text}), headers=JSON)

    assert answer.content == check(text).model_dump_json().encode()


OPTIONS = [
    {"sender": "12368", "channel": "sms", "received": "2026-11-02"},
    {"jurisdiction": "UK", "lang": "ja"},
    {"jurisdiction": "nowhere", "sender": "\ud800", "lang": "zh-Hant"},
    {"sender": None, "channel": None, "received": None, "jurisdiction": None, "lang": None},
]


@pytest.mark.parametrize("options", OPTIONS)
def test_the_options_are_those_of_check(client, options):
    answer = client.post("/v1/check", content=json.dumps({"text": FAKE, **options}), headers=JSON)
    day = options.get("received")
    given = {**options, "received": day and date.fromisoformat(day)}

    assert answer.text == check(FAKE, **given).model_dump_json()


def test_a_batch_answers_in_the_order_of_its_messages(client):
    sent = [{"text": text, "lang": "en"} for text in TEXTS]
    answer = client.post("/v1/check-batch", content=json.dumps({"messages": sent}), headers=JSON)

    reports = [check(text, lang="en").model_dump_json() for text in TEXTS]
    assert answer.json()["reports"] == [json.loads(each) for each in reports]


def test_the_rules_are_those_of_every_law(client):
    """A checker reads the rules of most laws late; the list has them at once."""
    rows = client.get("/v1/rules").json()["rules"]

    assert [row["id"] for row in rows] == [rule.id for rule in default_pack().rules]
    assert {"cn", "uk", "jp"} <= {row["pack"] for row in rows}


def test_each_rule_of_a_report_can_be_looked_up(client):
    for text in (FAKE, LETTER):
        for finding in check(text).findings:
            card = client.get(f"/v1/rules/{finding.rule_id}").json()
            assert card["title"] == finding.wording.title.model_dump()
            assert card["hit"]
            assert card["miss"]
            assert card["sources"]


def test_a_rule_is_found_by_a_former_id(client):
    rule = next(rule for rule in default_pack().rules if rule.aliases)

    assert client.get(f"/v1/rules/{rule.aliases[0]}").json()["id"] == rule.id


def test_an_application_has_the_rules_of_its_checker(loopback, tmp_path):
    own = Checker(load_packs(write_pack(tmp_path), ["tiny"]))
    with TestClient(create_app(own)) as client:
        rows = client.get("/v1/rules").json()["rules"]
        report = client.post("/v1/check", json={"text": FAKE}).json()
        health = client.get("/healthz").json()
        document = client.get("/openapi.json").json()

    assert {row["pack"] for row in rows} == {"tiny"}
    assert report["rule_pack"]["name"] == health["rule_pack"]["name"] == "tiny"
    assert document["info"]["title"] == "summons_check"


class Held(Checker):
    """A checker whose checks wait until they are let go."""

    def __init__(self):
        super().__init__()
        self.begun, self.free = Event(), Event()

    def check(self, text, **options):
        self.begun.set()
        assert self.free.wait(60)
        return super().check(text, **options)


def test_health_waits_for_no_check(loopback):
    checker = Held()
    with (
        TestClient(create_app(checker, Limits(threads=1))) as client,
        ThreadPoolExecutor(1) as pool,
    ):
        under_way = pool.submit(client.post, "/v1/check", json={"text": FAKE})
        assert checker.begun.wait(60)
        health = client.get("/healthz")
        is_done = under_way.done()
        checker.free.set()

        assert health.json()["status"] == "ok"
        assert health.json()["version"] == summons_check.__version__
        assert not is_done
        assert under_way.result().status_code == 200


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/v1/check", {"text": FAKE}),
        ("/v1/check-batch", {"messages": [{"text": FAKE}, {"text": FAKE}]}),
    ],
)
def test_a_check_that_takes_too_long_is_a_problem(loopback, path, sent):
    """Nor does the rest of a batch begin when nobody waits for it."""
    checker = Held()
    with TestClient(create_app(checker, Limits(seconds=0.1))) as client:
        answer = client.post(path, json=sent)
        checker.free.set()
    counted = client.get("/metrics").text

    assert answer.status_code == 503
    assert "within 0.1 seconds" in answer.json()["detail"]
    assert answer.headers["retry-after"] == "1"
    assert counted.count('summons_check_verdicts_total{verdict="likely_fake"} 1.0') == 1
