"""Batches: each message once, in order, whatever goes wrong between."""

from __future__ import annotations

import csv
import gzip
import json
from datetime import date
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summons_check import Checker, check
from summons_check.batch import (
    HEAD,
    BatchError,
    Given,
    Result,
    Row,
    as_csv,
    check_rows,
    files_of,
    identity_of,
    refuse_another,
    rows_of,
    take_up,
)

FAKE = "【速贷催收】逾期不还，我司已签发逮捕令，今晚上门抓人。"


def read(tmp_path, name: str, content: str | bytes, column: str = "text") -> list[Row]:
    """Read a file of this name and content."""
    file = tmp_path / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return [row._replace(source=name, size=0) for row in rows_of(file, column)]


@pytest.mark.parametrize(
    ("name", "content", "texts"),
    [
        ("a.txt", "one\ntwo", ["one\ntwo"]),
        ("a", "", [""]),
        ("a.jsonl", '{"text": "one"}\n\n{"text": "two\\nlines"}', ["one", "two\nlines"]),
        ("a.ndjson", '{"text": "a\u2028b"}', ["a\u2028b"]),
        ("a.csv", 'id,text\n1,"one, ""two"""\n2,"a\nb"\n', ['one, "two"', "a\nb"]),
        ("a.csv", "text\n传票\n".encode("gb18030"), ["传票"]),
        ("a.csv", "\ufefftext\r\none\r\n", ["one"]),
        pytest.param("a.csv", f"text\n{'x' * 200_000}\n", ["x" * 200_000], id="a-long-letter"),
        ("a.tsv", "text\tid\none, two\t1\n", ["one, two"]),
        ("a.jsonl.gz", gzip.compress(b'{"text": "one"}\n'), ["one"]),
        ("a.txt.gz", gzip.compress("传票".encode()), ["传票"]),
        ("A.CSV", "text\none\ntwo\n", ["one", "two"]),
        ("a.JSONL.GZ", gzip.compress(b'{"text": "one"}\n'), ["one"]),
    ],
)
def test_messages_are_read_from_every_kind_of_file(tmp_path, name, content, texts):
    rows = read(tmp_path, name, content)
    assert [row.text for row in rows] == texts
    assert [row.number for row in rows] == [*range(1, len(texts) + 1)]
    assert not any(row.problem for row in rows)


def test_a_row_tells_what_is_known_of_its_message(tmp_path):
    row = {"text": "t", "sender": "12368", "channel": "sms", "received": "2026-11-02", "label": 1}
    (found,) = read(tmp_path, "a.jsonl", json.dumps({**row, "jurisdiction": ""}))
    assert found.given == Given(sender="12368", channel="sms", received=date(2026, 11, 2))


@pytest.mark.parametrize(
    ("name", "content", "number", "words"),
    [
        ("a.jsonl", "\n\n{", 1, "no JSON: line 3, column 2: Expecting"),
        pytest.param("a.jsonl", "9" * 5000, 1, "no JSON: line 1: Exceeds", id="digits"),
        ("a.jsonl", "[1]", 1, "no JSON object"),
        pytest.param("a.jsonl", "[" * 100_000, 1, "no JSON: ", id="deep"),
        ("a.jsonl", '{"body": "x"}', 1, "no column 'text'"),
        ("a.jsonl", '{"text": null}', 1, "'text' is no text"),
        ("a.jsonl", '{"text": "x", "channel": "fax"}', 1, "'channel': "),
        ("a.jsonl", '{"text": "x", "received": "soon"}', 1, "'received': "),
        ("a.jsonl", '{"text": "x", "sender": 5}', 1, "'sender': "),
        ("a.jsonl", '{"text": "x", "sender": "\\ud800"}', 1, "its columns: "),
        ("a.jsonl", '{"text": "x", "received": 5}', 1, "'received': "),
        ("a.csv", "text\na,b\n", 1, "line 2: more cells than columns"),
        ("a.csv", 'text\n"a\n', 1, "line 2: its quotes do not pair"),
        ("a.csv", '"text\na\n', 1, "its first row, the names of the columns: its quotes"),
        ("a.csv", "id,text\na\n", 1, "'text' is no text"),
        ("a.png", b"\x89PNG\0\0", 0, "is no text"),
        ("a.txt.gz", b"no gzip", 0, "Not a gzipped file"),
        ("a.txt.gz", gzip.compress(b"x" * 99)[:10] + b"\xff" * 20, 0, "invalid block type"),
        ("a.txt.gz", gzip.compress(b"x" * 99)[:-9], 0, "ended before"),
    ],
)
def test_a_row_that_cannot_be_read_says_why(tmp_path, name, content, number, words):
    (row,) = read(tmp_path, name, content)
    assert row.number == number
    assert words in row.problem
    assert "\n" not in row.problem


def test_one_wrong_row_costs_no_other(tmp_path):
    rows = read(tmp_path, "a.jsonl", '{"text": "a"}\n{\n{"text": "b"}')
    assert [(row.number, row.text, bool(row.problem)) for row in rows] == [
        (1, "a", False),
        (2, "", True),
        (3, "b", False),
    ]


def test_a_quote_that_is_never_closed_costs_its_line(tmp_path):
    rows = read(tmp_path, "a.csv", 'id,text\n1,a\n2,"b\n3,c\n4,d\n')
    assert [row.text for row in rows] == ["a", "", "c", "d"]
    assert [row.problem[:25] for row in rows] == ["", "line 3: its quotes do not", "", ""]


def test_what_is_read_by_a_guess_is_told(tmp_path):
    """A letter in Big5 is read as other characters, and nobody can tell that it is."""
    for name, encoding, is_guess in (("a", "big5", True), ("b", "utf-8", False)):
        (row,) = read(tmp_path, f"{name}.txt", "法院傳票".encode(encoding))
        assert (row.is_guess, row.text == "法院傳票") == (is_guess, not is_guess)


def test_files_that_are_written_are_no_messages(tmp_path):
    for name in ("a.txt", "out.csv", "out.csv.part"):
        (tmp_path / name).write_text("x")
    made = [tmp_path / "out.csv", tmp_path / "b/../out.csv.part"]
    (tmp_path / "b").mkdir()
    assert files_of([tmp_path], made) == [tmp_path / "a.txt"]
    with pytest.raises(BatchError, match=r"out\.csv is to be read and to be written"):
        files_of([tmp_path / "out.csv"], made)


def test_files_and_folders_are_read_in_order(tmp_path):
    for name in ("b/2.txt", "b/1.txt", "b/.git/x.txt", "a.txt", "b/.hidden"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    found = files_of([tmp_path / "b", tmp_path / "a.txt", tmp_path / "b/1.txt"])
    assert [str(file.relative_to(tmp_path)) for file in found] == ["b/1.txt", "b/2.txt", "a.txt"]


@pytest.mark.parametrize(("name", "words"), [("gone", "no such file"), ("", "no file to read")])
def test_nothing_to_read_is_told(tmp_path, name, words):
    with pytest.raises(BatchError, match=words):
        files_of([tmp_path / name] if name else [tmp_path])


def test_rows_are_checked_as_they_come():
    rows = [
        Row("a", 1, 0, FAKE),
        Row("a", 2, 0, problem="no JSON"),
        Row("b", 1, 0, "今晚吃什么？"),
    ]
    fake, skipped, other = check_rows(Checker(), rows)
    assert (fake.source, fake.number, fake.verdict, fake.jurisdiction) == (
        "a",
        1,
        "likely_fake",
        "CN",
    )
    assert fake.rules == " ".join(finding.rule_id for finding in check(FAKE).findings)
    assert skipped == Result("a", 2, skipped="no JSON")
    assert (other.verdict, other.score, other.rules) == ("not_applicable", 0, "")


def test_what_a_row_says_comes_before_what_holds_for_all():
    seen = []

    class Spy(Checker):
        def check(self, text, **known):
            seen.append(known)
            return super().check(text, **known)

    rows = [Row("a", 1, 0, "x", Given(sender="1")), Row("a", 2, 0, "x")]
    list(check_rows(Spy(), rows, Given(sender="2", jurisdiction="TW")))
    assert [(known["sender"], known["jurisdiction"]) for known in seen] == [
        ("1", "TW"),
        ("2", "TW"),
    ]


ROWS = [Row("a", 1, 0), Row("a", 2, 0), Row("b\nc", 1, 0)]
LINES = [as_csv(Result(row.source, row.number, "suspicious", 30)) for row in ROWS]


@pytest.mark.parametrize("done", [0, 1, 2, 3])
@pytest.mark.parametrize("torn", ["", "a,2,susp"])
def test_a_table_is_taken_up_where_it_ended(done, torn):
    rows = iter(ROWS)
    whole = HEAD + "".join(LINES[:done])
    assert take_up(whole + torn, rows) == (whole, ["suspicious"] * done)
    assert list(rows) == ROWS[done:]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("letter\n", "no table"),
        (HEAD.replace("score", "points"), "no table"),
        (HEAD + LINES[1], "other messages"),
        (HEAD + "".join(LINES) + LINES[0], "other messages"),
    ],
)
def test_another_table_is_not_taken_up(written, words):
    with pytest.raises(BatchError, match=words):
        take_up(written, iter(ROWS))


def test_a_table_that_was_not_begun_gets_its_head():
    assert take_up("", iter(ROWS)) == (HEAD, [])


def test_only_the_same_run_goes_on():
    """What it asks for and the rules are the same; the rows say themselves which they are."""
    checker, given = Checker(), Given(received=date(2026, 11, 2))
    run = identity_of(checker, given, "text")
    refuse_another(run.model_dump_json().encode(), run)

    for other, words in (
        (identity_of(checker, given, "body"), "but column changed"),
        (identity_of(checker, Given(jurisdiction="US"), "text"), "but jurisdiction, received"),
        (identity_of(Checker(jurisdiction="US"), given, "text"), "but the rules, jurisdiction"),
    ):
        with pytest.raises(BatchError, match=words):
            refuse_another(other.model_dump_json().encode(), run)
    with pytest.raises(BatchError, match="by another version"):
        refuse_another(b"", run)


@given(st.text(), st.integers(), st.text())
def test_a_line_is_one_line_that_csv_reads_back(source, number, why):
    line = as_csv(Result(source, number, skipped=why))
    assert line.count("\n") == line.endswith("\n") == 1
    ((first, second, *_, last),) = csv.reader(StringIO(line, newline=""))
    assert second == str(number)
    assert (first, last) == (" ".join(source.splitlines()), " ".join(why.splitlines()))
