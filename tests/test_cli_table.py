"""`summons-check table`: a file in, a file out, how it ends, and how far it is."""

from __future__ import annotations

import builtins
import csv
import json
from pathlib import Path

import pytest

from summons_check.cli import main
from test_cli import FAKE, ODD, ORDINARY, REAL, on_a_terminal


def write(path: Path, texts: list[str]) -> str:
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
    return str(path)


def test_a_table_is_made(tmp_path, capsys):
    """What is said of each row stands beside it; how many there were is told beside the table."""
    source = write(tmp_path / "in.jsonl", [FAKE, ODD, REAL, ORDINARY])
    target = tmp_path / "out.csv"

    assert main(["table", source, str(target)]) == 1

    printed = capsys.readouterr()
    with target.open(newline="") as file:
        found = [(row["text"], row["verdict"]) for row in csv.DictReader(file)]
    verdicts = ["likely_fake", "suspicious", "no_red_flags", "not_applicable"]
    assert found == [*zip([FAKE, ODD, REAL, ORDINARY], verdicts, strict=True)]
    assert printed.out == ""
    counts = "1 likely_fake, 1 suspicious, 1 no_red_flags, 1 not_applicable"
    assert printed.err == f"4 messages: {counts}\n"


@pytest.mark.parametrize(
    ("texts", "options", "code"),
    [
        ([ODD], [], 1),
        ([ODD], ["--fail-on", "likely_fake"], 0),
        ([REAL], [], 0),
        ([], [], 0),
        ([7], [], 2),
        ([7, REAL], [], 0),
    ],
)
def test_the_code_tells_the_worst(tmp_path, texts, options, code):
    source = write(tmp_path / "in.jsonl", texts)

    assert main(["table", source, str(tmp_path / "out.csv"), *options]) == code


def test_what_was_not_sure_or_not_read_is_told(tmp_path, capsys):
    """A guessed encoding, and the first row that could not be read."""
    (tmp_path / "in.csv").write_bytes(f"a,text\n1,{FAKE}\n2\n".encode("gb18030"))

    main(["table", str(tmp_path / "in.csv"), str(tmp_path / "out.csv")])

    told = capsys.readouterr().err
    assert told.startswith("2 messages: 1 likely_fake, 1 with a problem\n")
    assert "the first problem: line 3: it has 1 cells and the first row 2" in told
    assert "read as gb18030, which is a guess; look at it, or state --encoding" in told


def test_what_cannot_be_done_ends_with_two_and_a_line(tmp_path, capsys):
    source = write(tmp_path / "in.jsonl", [FAKE])

    assert main(["table", source, source]) == 2
    assert main(["table", source, str(tmp_path / "o.csv"), "--column", "body"]) == 2

    told = capsys.readouterr().err.splitlines()
    assert len(told) == 2
    assert "is the file that is read" in told[0]
    assert "'body'" in told[1]


def test_without_pyarrow_the_way_to_it_is_told(tmp_path, capsys, monkeypatch):
    def refuse(name: str, *rest: object) -> object:
        if name == "summons_check.files":
            raise ImportError("tables need pyarrow; pip install 'summons-check[arrow]'")
        return real(name, *rest)

    real = builtins.__import__
    monkeypatch.setattr(builtins, "__import__", refuse)

    assert main(["table", write(tmp_path / "in.jsonl", []), str(tmp_path / "out.csv")]) == 2
    assert "pip install 'summons-check[arrow]'" in capsys.readouterr().err


def test_a_terminal_shows_how_far_it_is(tmp_path):
    source = write(tmp_path / "in.jsonl", [FAKE] * 30)

    code, shown = on_a_terminal(["table", source, str(tmp_path / "out.csv")])

    assert code == 1
    assert "30 put together" in shown
    assert "/s" in shown
