"""The description of the API is true: what it shows is what the library answers."""

from __future__ import annotations

import subprocess
import sys

import pytest
from starlette.testclient import TestClient

from serving import serving
from summons_check import Checker
from summons_check.web import Limits, create_app
from summons_check.web.openapi import EXAMPLES


@pytest.fixture(scope="module")
def client(loopback):
    with TestClient(create_app(limits=Limits(batch_messages=7))) as made:
        yield made


@pytest.fixture(scope="module")
def document(client):
    return client.get("/openapi.json").json()


@pytest.mark.parametrize("path", ["/v1/check", "/v1/check-batch"])
def test_the_examples_are_what_the_server_answers(client, document, path):
    described = document["paths"][path]["post"]
    sent = described["requestBody"]["content"]["application/json"]["example"]
    shown = described["responses"]["200"]["content"]["application/json"]["example"]

    assert client.post(path, json=sent).json() == shown
    reports = shown.get("reports", [shown])
    assert all(report["verdict"] == "likely_fake" for report in reports)


def test_the_examples_are_checked_by_the_library():
    for each in EXAMPLES:
        assert each.checked_by(Checker()).findings


def test_the_limits_are_told(document):
    messages = document["components"]["schemas"]["BatchRequest"]["properties"]["messages"]

    assert (messages["minItems"], messages["maxItems"]) == (1, 7)


def test_every_problem_has_its_media_type(document):
    """And no answer is described that FastAPI would give in our place."""
    for operations in document["paths"].values():
        for operation in operations.values():
            for status, answer in operation["responses"].items():
                if status >= "400":
                    reference = {"$ref": "#/components/schemas/ProblemDetails"}
                    assert answer["content"] == {"application/problem+json": {"schema": reference}}
    assert "HTTPValidationError" not in document["components"]["schemas"]


def test_whatever_is_sent_is_answered_as_described(loopback, tmp_path):
    """Schemathesis makes up requests, good and bad ones, from the description."""
    with serving() as server:
        ran = subprocess.run(  # noqa: S603
            [
                *(sys.executable, "-m", "schemathesis.cli", "run"),
                f"{server.address}/openapi.json",
                *("--checks", "all", "--phases", "coverage,fuzzing"),
                *("--max-examples", "6", "--seed", "1"),
                *("--generation-database", "none"),
            ],
            cwd=tmp_path,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        server.process.terminate()
        code, _, err = server.ended()

    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "No issues found" in ran.stdout
    assert code == 0
    assert set(err.splitlines()) <= {"Invalid HTTP request received."}
