"""Metrics: requests and verdicts are counted, and what a client makes up is no label."""

from __future__ import annotations

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from summons_check.web import Limits, create_app

FAKE = "【速贷催收】逾期不还，我司已签发逮捕令，今晚上门抓人。"


@pytest.fixture
def client(loopback):
    with TestClient(create_app(limits=Limits(body_bytes=1_000))) as made:
        yield made


def _counted(client):
    """Each sample that is not of the process, by name and labels."""
    families = text_string_to_metric_families(client.get("/metrics").text)
    samples = [sample for family in families for sample in family.samples]
    return {(each.name, *sorted(each.labels.values())): each.value for each in samples}


def test_requests_and_verdicts_are_counted(client):
    client.post("/v1/check", json={"text": FAKE})
    client.post("/v1/check-batch", json={"messages": [{"text": FAKE}, {"text": ""}]})
    client.post("/v1/check", content=b"x" * 2_000, headers={"Content-Type": "application/json"})
    for rule_id in ("cn.safe-account", "nothing"):
        client.get(f"/v1/rules/{rule_id}")
    counted = _counted(client)

    assert counted["summons_check_verdicts_total", "likely_fake"] == 2
    assert counted["summons_check_verdicts_total", "not_applicable"] == 1
    requests = "summons_check_requests_total"
    assert counted[requests, "/v1/check", "200", "POST"] == 1
    assert counted[requests, "/v1/check", "413", "POST"] == 1
    assert counted[requests, "/v1/rules/{rule_id}", "200", "GET"] == 1
    assert counted[requests, "/v1/rules/{rule_id}", "404", "GET"] == 1
    assert counted["summons_check_request_seconds_count", "/v1/check"] == 2
    assert counted["summons_check_requests_under_way",] == 1  # the one that asks


def test_what_a_client_makes_up_is_no_label(client):
    """However many paths and methods it tries, no more is kept."""
    for number in range(20):
        client.get(f"/made-up-{number}")
        client.request(f"MADE-UP-{number}", "/v1/check")
    counted = _counted(client)

    assert counted["summons_check_requests_total", "404", "GET", "other"] == 20
    assert counted["summons_check_requests_total", "/v1/check", "405", "other"] == 20
    assert not [key for key in counted if "made" in str(key).lower()]


def test_two_applications_count_for_themselves(client):
    client.post("/v1/check", json={"text": FAKE})
    with TestClient(create_app()) as other:
        assert ("summons_check_verdicts_total", "likely_fake") not in _counted(other)
