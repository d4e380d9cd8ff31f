"""`summons-check evaluate`: what it prints and writes, and how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import write_pack
from summons_check.cli import main

ROWS = (
    {"text": "今晚吃什么？", "label": "ordinary", "must": ["not_applicable"], "id": "talk"},
    {"text": "我司已签发逮捕令，今晚抓人", "label": "warning", "must": ["not_applicable"]},
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "信.jsonl"
    rows = (json.dumps(row, ensure_ascii=False) for row in ROWS)
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def test_text(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Messages are private: ids are shown, texts are not."""
    assert main(["evaluate", str(corpus)]) == 0
    shown = capsys.readouterr().out

    assert shown.startswith("2 messages, rules ")
    assert "- 信.jsonl:2: warning called likely_fake" in shown
    assert "逮捕令" not in shown


def test_texts_if_asked(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", str(corpus), "--show-texts"]) == 0
    shown = capsys.readouterr().out

    assert "  我司已签发逮捕令，今晚抓人\n" in shown
    assert "今晚吃什么" not in shown


def test_json(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", str(corpus), "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)

    assert figures["right"]["count"] == 1
    assert [miss["id"] for miss in figures["misses"]] == ["信.jsonl:2"]
    assert figures["misses"][0]["text"] is None


def test_page(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is written beside the text."""
    page = corpus.with_suffix(".html")

    assert main(["evaluate", str(corpus), "--html", str(page)]) == 0
    assert capsys.readouterr().out.startswith("2 messages")
    written = page.read_text(encoding="utf-8")
    assert written.startswith("<!doctype html>")
    assert "信.jsonl:2" in written
    assert "逮捕令" not in written


def test_other_rules_can_be_measured(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_pack(tmp_path / "packs") / "tiny"
    options = ["--rules", str(folder), "--only-these-rules"]

    assert main(["evaluate", str(corpus), *options]) == 0
    assert "rules tiny 1.2.3" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "Missing argument 'CORPUS'."),
        (["missing.jsonl"], "missing.jsonl: cannot be read: No such file or directory"),
        (["."], ".: cannot be read: Is a directory"),
        (["bad.jsonl"], "bad.jsonl:2: is no JSON: Expecting value, column 1"),
        (["信.jsonl", "--html", "missing/x.html"], "missing/x.html: cannot be written: No such"),
        (["信.jsonl", "--html", "./信.jsonl"], "--html would write over the corpus"),
        (["信.jsonl", "--most", "-1"], "Invalid value for '--most'"),
    ],
)
def test_an_error_is_one_line(
    corpus: Path,
    arguments: list[str],
    told: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(corpus.parent)
    Path("bad.jsonl").write_text(json.dumps(ROWS[0]) + "\nnot JSON", encoding="utf-8")

    assert main(["evaluate", *arguments]) == 2
    shown = capsys.readouterr()
    assert not shown.out
    assert shown.err.startswith(f"summons-check: {told}")
    assert shown.err.count("\n") == 1
    assert len(read_rows(corpus)) == len(ROWS)


def read_rows(corpus: Path) -> list[str]:
    return corpus.read_text(encoding="utf-8").splitlines()


def test_the_same_input_gives_the_same_bytes(corpus: Path) -> None:
    """In processes of their own, with other hash seeds; in a pipe, without a locale."""
    outputs = set()
    for seed in ("1", "2"):
        page = corpus.with_name(f"{seed}.html")
        command = [sys.executable, "-m", "summons_check", "evaluate", str(corpus), "--json"]
        done = subprocess.run(  # noqa: S603 - our own command
            [*command, "--html", str(page)],
            env=os.environ | {"PYTHONHASHSEED": seed, "LC_ALL": "C", "PYTHONUTF8": "1"},
            capture_output=True,
            check=True,
        )
        outputs.add((done.stdout, page.read_bytes()))

    assert len(outputs) == 1
