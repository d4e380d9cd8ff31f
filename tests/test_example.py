"""The door for a first look: `python -m summons_check.example`."""

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from summons_check import check, example
from summons_check.example import ExampleMessage, example_messages, main
from summons_check.languages import LANGS, in_lang
from summons_check.models import Lang, PackInfo, Verdict
from summons_check.report import Report

COURTS = Path(__file__).parents[1] / "rules" / "cn" / "data" / "cn_courts.csv"
NUMBER = re.compile(r"[（(]2026[）)]([一-鿿]\d{4})民初")
KINDS = {
    *("fake-warrant", "letter-as-court-paper", "court-notice", "lawyers-letter", "visit-notice"),
    *("anti-fraud-warning", "ordinary"),
}


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Replace the engine by one that notes what it was given."""
    given: list[str] = []

    def note(text: str, *, lang: Lang | None = None, **_: object) -> Report:
        given.append(text)
        return Report(
            verdict=Verdict.NOT_APPLICABLE,
            score=0,
            rule_pack=PackInfo(name="cn", version="0.1.0", sha256="ab" * 32),
            lang=lang or "zh-Hans",
            jurisdiction="CN",
        )

    monkeypatch.setattr(example, "check", note)
    return given


# The messages that ship with the library.


def test_there_is_a_message_of_every_kind_in_both_languages() -> None:
    ids = [message.id for message in example_messages()]
    kinds = {re.sub(r"-(zh|en)$", "", name) for name in ids}

    assert kinds == KINDS
    assert len(ids) == len(set(ids)) == 2 * len(KINDS)


@pytest.mark.parametrize("message", example_messages(), ids=lambda message: message.id)
def test_a_message_gets_a_verdict_that_does_right_by_its_reader(message: ExampleMessage) -> None:
    report = check(
        message.text,
        sender=message.sender,
        channel=message.channel,
        received=message.received,
        jurisdiction=message.jurisdiction,
    )

    assert report.verdict in message.expect


@pytest.mark.parametrize("message", example_messages(), ids=lambda message: message.id)
def test_a_message_holds_no_private_number(message: ExampleMessage) -> None:
    joined = re.sub(r"(?<=\d)[ -](?=\d)", "", message.text)
    numbers = re.findall(r"\d{8,}", joined)

    assert all("0000" in number or number.endswith("12368") for number in numbers), numbers


def test_case_numbers_fit_their_courts() -> None:
    with COURTS.open(encoding="utf-8") as table:
        names = {row["code"]: row["name"] for row in csv.DictReader(table) if row["code"]}
    numbered = {
        message.id: (found[1], message.text)
        for message in example_messages()
        if (found := NUMBER.search(message.text))
    }

    assert set(numbered) == {"court-notice-zh", "court-notice-en"}
    assert names[numbered["court-notice-zh"][0]] in numbered["court-notice-zh"][1]
    assert names[numbered["court-notice-en"][0]] == "上海市浦东新区人民法院"
    assert "Pudong New Area, Shanghai" in numbered["court-notice-en"][1]


# What is printed.


@pytest.mark.parametrize("lang", LANGS)
def test_without_a_file_every_message_is_shown(
    lang: Lang, checked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--lang", lang]) == 0

    shown = capsys.readouterr().out
    assert checked == [message.text for message in example_messages()]
    for message in example_messages():
        assert in_lang(message.title, lang) in shown
        assert message.text in shown


@pytest.mark.usefixtures("checked")
def test_json_of_all_messages_is_one_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--json"]) == 0

    entries = json.loads(capsys.readouterr().out)
    assert [entry["id"] for entry in entries] == [message.id for message in example_messages()]
    assert all(Report.model_validate(entry["report"]) for entry in entries)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("逮捕令".encode(), "逮捕令"),
        ("逮捕令".encode("utf-8-sig"), "逮捕令"),
        ("逮捕令".encode("gb18030"), "逮捕令"),
        (b"", ""),
    ],
)
def test_a_file_is_read_as_utf_8_or_gb18030(
    data: bytes, text: str, checked: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_bytes(data)

    assert main([str(letter), "--json"]) == 0
    assert checked == [text]
    assert Report.model_validate_json(capsys.readouterr().out).verdict is Verdict.NOT_APPLICABLE


def test_a_dash_reads_standard_input(checked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("传票".encode())))

    assert main(["-"]) == 0
    assert checked == ["传票"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("missing.txt", "No such file"),
        (".", "directory"),
        ("picture.png", "is no text in UTF-8, GB18030"),
        ("a\0b", "null byte"),
    ],
)
def test_what_cannot_be_read_is_one_clear_line(
    name: str,
    reason: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("picture.png").write_bytes(b"\x89PNG\xff\xff")

    assert main([name]) == 2

    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    assert printed.err.startswith("summons_check.example: ")
    assert reason in printed.err


@pytest.mark.usefixtures("checked")
def test_a_terminal_without_chinese_gets_escapes(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", plain)

    assert main([]) == 0
    assert "\\u" in plain.buffer.getvalue().decode("ascii")  # type: ignore[attr-defined]


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    """As in `python -m summons_check.example | head`."""
    with subprocess.Popen(
        [sys.executable, "-m", "summons_check.example"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        complaint = process.stderr.read()

    assert (process.returncode, complaint) == (0, b"")
