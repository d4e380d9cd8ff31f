"""`check_file`: any format in and out, every row once, whatever goes wrong on the way."""

from __future__ import annotations

import bz2
import codecs
import csv
import gzip
import json
import lzma
import os
import shutil
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO, StringIO
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summons_check import Checker, csv_records
from summons_check.arrow import SCHEMA
from summons_check.files import (
    ColumnError,
    FileError,
    FileSummary,
    Progress,
    check_file,
    chunks,
    parquet,
)
from summons_check.files.cells import as_json, json_lines
from summons_check.rulepack import RulePack

FAKE = "【速贷催收】我司已签发逮捕令。"
TEXTS = (FAKE, "今晚吃什么？", '“传票”, "quoted"\n\nand\tlong', "", "\U0001f6a8 法院 'x'", "a\\b")
ROWS = [{"id": f"0{number}", "text": text} for number, text in enumerate(TEXTS)]
PACKERS: dict[str, tuple[Callable[[bytes], bytes], Callable[[bytes], bytes]]] = {
    "": (bytes, bytes),
    ".gz": (gzip.compress, gzip.decompress),
    ".bz2": (bz2.compress, bz2.decompress),
    ".xz": (lzma.compress, lzma.decompress),
    ".zst": (
        lambda data: pa.compress(data, "zstd", asbytes=True),
        lambda data: pa.CompressedInputStream(BytesIO(data), "zstd").read(),
    ),
}
"""By ending: others than ours that compress and unpack."""
ENDINGS = [".parquet", *(form + each for form in (".csv", ".tsv", ".jsonl") for each in PACKERS)]


@pytest.fixture(scope="module")
def checker(tiny: RulePack) -> Checker:
    return Checker(tiny)


@pytest.fixture
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two rows a chunk."""
    monkeypatch.setattr(chunks, "MAX_ROWS", 2)
    monkeypatch.setattr(parquet, "MAX_ROWS", 2)


def write(path: Path, rows: Sequence[dict[str, Any]], encoding: str = "utf-8") -> Path:
    """Write rows as somebody else would."""
    form, _, packing = path.name.partition(".")[2].partition(".")
    if form == "parquet":
        pq.write_table(pa.Table.from_pylist([*rows]), path)
        return path
    if form == "jsonl":
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    else:
        table = StringIO()
        delimiter = "\t" if form == "tsv" else ","
        writer = csv.DictWriter(table, rows[0], delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
        text = table.getvalue()
    pack, _ = PACKERS[f".{packing}" if packing else ""]
    path.write_bytes(pack(text.encode(encoding)))
    return path


def read(path: Path) -> list[dict[str, Any]]:
    """Read a target as somebody else would, with what is JSON in CSV as data."""
    form, _, packing = path.name.partition(".")[2].partition(".")
    if form == "parquet":
        return pq.read_table(path).to_pylist()
    _, unpack = PACKERS[f".{packing}" if packing else ""]
    text = unpack(path.read_bytes()).decode()
    if form == "jsonl":
        return [json.loads(line) for line in text.split("\n") if line]
    delimiter = "\t" if form == "tsv" else ","
    rows = [*csv.DictReader(StringIO(text, newline=""), delimiter=delimiter)]
    for row in rows:
        for name in ("findings", "claims", "limits"):
            row[name] = json.loads(row[name] or "null")
        row["score"] = int(row["score"]) if row["score"] else None
        row["problem"] = row["problem"] or None
        row["verdict"] = row["verdict"] or None
    return rows


def require_same(found: list[dict[str, Any]], rows: Sequence[dict[str, Any]], by: Checker) -> None:
    """All rows are there in their order, with what `check` says of each."""
    assert [{name: row[name] for name in ("id", "text")} for row in found] == [*rows]
    for row in found:
        report = by.check(row["text"])
        assert (row["verdict"], row["score"]) == (report.verdict.value, report.score)
        assert [each["rule_id"] for each in row["findings"]] == [
            each.rule_id for each in report.findings
        ]
        assert (row["rule_pack"], row["problem"]) == (report.rule_pack.sha256, None)


@pytest.mark.parametrize("target", [".parquet", ".csv", ".jsonl"])
@pytest.mark.parametrize("source", ENDINGS)
def test_any_format_is_read(tmp_path, checker, source, target):
    """Every format in gives the same table, in the columns of the source and of SCHEMA."""
    path = write(tmp_path / f"in{source}", ROWS)

    summary = check_file(path, tmp_path / f"out{target}", checker=checker)

    found = read(tmp_path / f"out{target}")
    require_same(found, ROWS, checker)
    assert [*found[0]] == ["id", "text", *SCHEMA.names]
    assert (summary.rows, summary.problems, summary.resumed) == (len(ROWS), 0, 0)
    assert sum(summary.verdicts.values()) == len(ROWS)


@pytest.mark.parametrize("target", ENDINGS)
def test_any_format_is_written(tmp_path, checker, small_chunks, target):
    """Every format out holds the same table, put together of several parts; they are removed."""
    path = write(tmp_path / "in.jsonl", ROWS)

    check_file(path, tmp_path / f"out{target}", checker=checker)

    require_same(read(tmp_path / f"out{target}"), ROWS, checker)
    assert {each.name for each in tmp_path.iterdir()} == {"in.jsonl", f"out{target}"}


def test_a_table_without_rows_keeps_its_columns(tmp_path, checker):
    for source, content in (("a.csv", b"text,id\n"), ("b.jsonl", b""), ("c.jsonl", b"\n \n")):
        (tmp_path / source).write_bytes(content)
        target = tmp_path / f"{source}.parquet"

        assert check_file(tmp_path / source, target, checker=checker).rows == 0
        assert pq.read_schema(target).names[0] == "text"
        assert pq.read_schema(target).names[-len(SCHEMA) :] == SCHEMA.names


CHINESE = [{"id": str(number), "text": FAKE * number} for number in range(1, 9)]


@pytest.mark.parametrize(
    ("encoding", "how"),
    [
        ("utf-8", (None, ("utf-8", "valid"))),
        ("utf-8-sig", (None, ("utf-8-sig", "marked"))),
        ("utf-16", (None, ("utf-16", "marked"))),
        ("utf-32", (None, ("utf-32", "marked"))),
        ("gb18030", (None, ("gb18030", "guessed"))),
        ("gb18030", ("GB18030", ("gb18030", "stated"))),
        ("utf-16-le", ("utf-16-le", ("utf-16-le", "stated"))),
        ("utf-16-be", ("utf-16be", ("utf-16-be", "stated"))),
    ],
)
@pytest.mark.parametrize("source", ["in.csv", "in.tsv.gz", "in.jsonl", "in.jsonl.xz"])
def test_encodings(tmp_path, checker, source, encoding, how):
    """Text is found to be UTF-8, marked or GB18030; of any other the caller says so."""
    stated, found = how
    path = write(tmp_path / source, CHINESE, encoding)

    summary = check_file(path, tmp_path / "out.jsonl", checker=checker, encoding=stated)

    assert summary.encoding == found
    require_same(read(tmp_path / "out.jsonl"), CHINESE, checker)


@pytest.mark.parametrize("ascii_bytes", [0, 10, 2**20 - 9, 2**20 - 8, 2**20 - 1, 2**20, 3 * 2**20])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_the_first_character_beyond_ascii_decides(tmp_path, checker, encoding, ascii_bytes):
    """However far behind the head it stands, and where the blocks that are read meet."""
    rows = [{"text": "x" * ascii_bytes}, {"text": "传票"}]
    path = write(tmp_path / "in.csv", rows, encoding)

    check_file(path, tmp_path / "out.jsonl", checker=checker)

    assert read(tmp_path / "out.jsonl")[1]["text"] == "传票"


def test_plain_ascii_is_said_to_be_so(tmp_path, checker):
    path = write(tmp_path / "in.csv", [{"text": "summons"}])

    assert check_file(path, tmp_path / "o.csv", checker=checker).encoding == ("utf-8", "ascii")


LONG = "传" * 200
TORN = "its quotes do not pair; close each, and double one that stands in a quoted cell"
BYTES = "it has bytes that are no text; mend them, or the encoding"


BROKEN: dict[str, tuple[bytes | str, list[str | None], list[tuple[str, str]]]] = {
    "ragged.csv": (
        f'id,text\n1,{FAKE}\n2\n3,"x\ny",z\n\n4,{FAKE}\n',
        ["1", None, None, "4"],
        [
            ("line 3", "it has 1 cells and the first row 2; quote cells with a separator"),
            ("line 4", "it has 3 cells and the first row 2; quote cells with a separator"),
        ],
    ),
    "torn.csv": (f'id,text\n1,"a\n2,{FAKE}\n3,c\n', [None, "2", "3"], [("line 2", TORN)]),
    "end.csv": ('id,text\n1,a\n2,"b', ["1", None], [("line 3", TORN)]),
    "torn twice.csv": (
        'id,text\n1,"a\n2,"b"\n3,"c\n4,d',
        [None, "2", None, "4"],
        [("line 2", TORN), ("line 4", TORN)],
    ),
    "bytes.csv": (
        b"id,text\n1,\xff" + LONG.encode() + b"\n2,b\n",
        [None, "2"],
        [("line 2", BYTES)],
    ),
    "bytes.jsonl": (
        b'{"id": "1", "text": "\xfe"}\n{"id": "2", "text": "%s"}\n' % LONG.encode(),
        [None, "2"],
        [("line 1", BYTES)],
    ),
    "broken.jsonl": (
        '{"id": "1", "text": "a"}\n\n{"id": \n[1]\nnull\n{"id": "2", "text": "b"}',
        ["1", None, None, None, "2"],
        [
            ("line 3", "no JSON at character 9: Expecting value"),
            ("line 4", "no JSON object; write {...}"),
            ("line 5", "no JSON object; write {...}"),
        ],
    ),
    "odd.jsonl": (
        '{"text": "\\ud83d"}\n{"text": "\\ud83d\\ude00"}\n{"text": NaN}\n{"text": 1, "id": "4"}'
        + "\n"
        + "[" * 100_000,
        [None, None, None, "4", None],
        [
            ("line 1", "it has half a character"),
            ("line 3", "no JSON: NaN is no number in JSON; write null"),
            ("line 4", "'text' is no text; write it in quotes"),
            ("line 5", "no JSON: maximum recursion depth exceeded"),
        ],
    ),
}
"""By name what is in a file, the ids that come out, and places and reasons of problems."""


@pytest.mark.parametrize("name", BROKEN)
def test_a_row_that_cannot_be_read_is_told(tmp_path, checker, name):
    """It goes out as nulls, with its line and the reason; no other row is lost."""
    content, ids, problems = BROKEN[name]
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())

    summary = check_file(path, tmp_path / "out.parquet", checker=checker)

    found = read(tmp_path / "out.parquet")
    told = [row["problem"] for row in found if row["problem"]]
    assert [row.get("id") for row in found] == ids
    assert summary.problems == len(told) == len(problems)
    for row, told_first, (where, reason) in zip(
        told, summary.first_problems, problems, strict=True
    ):
        assert row.startswith(f"{where}: {reason}")
        assert told_first.where == where
        assert told_first.reason.startswith(reason)
    judged = {row["verdict"] is None for row in found if row["problem"]}
    assert judged == {True}
    assert summary.rows == len(ids) == summary.problems + sum(summary.verdicts.values())


def test_a_cell_that_cannot_be_used_is_told_beside_the_others(tmp_path, checker):
    """What `check_batches` says of a row is counted, with its place."""
    rows = [{"text": FAKE, "how": "sms"}, {"text": FAKE, "how": "pigeon"}]
    path = write(tmp_path / "in.parquet", rows)

    summary = check_file(path, tmp_path / "out.csv", checker=checker, channel="how")

    (problem,) = summary.first_problems
    assert (problem.where, summary.problems) == ("row 2", 1)
    assert "pigeon" not in problem.reason


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_a_record_without_an_end_costs_one_row(tmp_path, checker, monkeypatch, form):
    """A line, or a quote, that goes on and on is not kept in memory."""
    for module in (chunks, csv_records):
        monkeypatch.setattr(module, "MAX_CHARS", 100)
    monkeypatch.setattr("summons_check.files.json_lines.MAX_CHARS", 100)
    rows = [{"text": "a"}, {"text": "b" * 1000}, {"text": "c"}]
    path = write(tmp_path / f"in.{form}", rows)

    summary = check_file(path, tmp_path / "out.jsonl", checker=checker)

    assert [row["text"] for row in read(tmp_path / "out.jsonl")] == ["a", None, "c"]
    assert "longer than 100 characters" in summary.first_problems[0].reason


def test_many_torn_quotes_are_not_read_again_and_again(tmp_path, checker):
    """Lines of which each swallows all that follow end in one problem that says how many."""
    path = tmp_path / "in.csv"
    path.write_text("a,text\n" + 'a",b,"c\n' * 1000)

    summary = check_file(path, tmp_path / "out.jsonl", checker=checker)

    assert summary.problems == summary.rows < 100
    assert summary.first_problems[-1].where.startswith("line ")
    told = [row["problem"] for row in read(tmp_path / "out.jsonl")]
    assert "lines behind it are left out, too" in told[-1]


JSON_COLUMNS = [
    {"text": "a", "whole": 1, "float": 1.5, "flag": True, "mixed": 1, "list": [1, {"x": None}]},
    {"text": None, "whole": 2**62, "float": 2, "flag": None, "mixed": "传", "late": {"y": "票\n"}},
    {"text": "b", "float": None, "large": 2**70, "nothing": None},
]


def test_json_keeps_its_values(tmp_path, checker):
    """Numbers, truths, lists, and columns of several types come out as they went in."""
    path = write(tmp_path / "in.jsonl", JSON_COLUMNS)

    check_file(path, tmp_path / "out.jsonl", checker=checker)

    names = dict.fromkeys(name for row in JSON_COLUMNS for name in row)
    expected = [{name: row.get(name) for name in names} for row in JSON_COLUMNS]
    found = read(tmp_path / "out.jsonl")
    assert [{name: row[name] for name in names} for row in found] == expected
    assert [row["verdict"] for row in found] == ["not_applicable", None, "not_applicable"]


def test_parquet_keeps_its_types(tmp_path, checker):
    """Columns of any type pass from Parquet to Parquet, row groups or not."""
    table = pa.table(
        {
            "text": pa.array([FAKE, None, "x"], pa.large_string()),
            "price": pa.array([1, None, 3], pa.decimal128(9, 2)),
            "tags": pa.array([["a"], [], None]),
            "kind": pa.array(["x", None, "x"]).dictionary_encode(),
        }
    )
    pq.write_table(table, tmp_path / "in.parquet", row_group_size=2)

    check_file(tmp_path / "in.parquet", tmp_path / "out.parquet", checker=checker)

    found = pq.read_table(tmp_path / "out.parquet")
    assert found.select(table.column_names).equals(table)
    assert found.schema.field("findings") == SCHEMA.field("findings")


def test_a_type_that_no_text_holds_is_refused_at_once(tmp_path, checker):
    """Parquet holds types that neither JSON nor CSV has a word for."""
    table = pa.table({"text": ["a"], "x": pa.array([["b"]], pa.list_view(pa.string()))})
    pq.write_table(table, tmp_path / "in.parquet")

    with pytest.raises(FileError, match=r"column 'x' is list_view.*; write Parquet, or cast it"):
        check_file(tmp_path / "in.parquet", tmp_path / "out.csv", checker=checker)
    assert [each.name for each in tmp_path.iterdir()] == ["in.parquet"]


MANY = [{"text": f"{number * 7919:x}"} for number in range(5000)]
MADE: dict[str, Callable[[Path], object]] = {
    **dict.fromkeys(
        ("cut.csv.gz", "cut.csv.xz", "cut.csv.bz2", "cut.csv.zst"),
        lambda path: path.write_bytes(write(path, MANY).read_bytes()[:-20]),
    ),
    **dict.fromkeys(
        ("wrong.csv.gz", "wrong.csv.xz", "wrong.parquet"),
        lambda path: path.write_bytes(b"id,text\n1,secret\n"),
    ),
    "folder.csv": Path.mkdir,
    "twice.csv": lambda path: path.write_text("text,id,text\n"),
    "empty.csv": Path.touch,
    "wide.csv": lambda path: path.write_text("text\nsecret\n", "utf-16-le"),
    "latin.csv": lambda path: path.write_text("text\nsecret é, ü, ß. é\n", "latin-1"),
    "taken.csv": lambda path: path.write_text("mine"),
    "keys.jsonl": lambda path: write(path, [{f"k{each}": 1 for each in range(1001)}]),
    "body.jsonl": lambda path: write(path, [{"body": "secret"}]),
    "verdict.csv": lambda path: write(path, [{"text": "secret", "verdict": "x"}]),
}
"""By name how a file is made that something is wrong with."""


@pytest.mark.parametrize(
    ("files", "options", "complaint"),
    [
        (("in.txt", "out.csv"), {}, "in.txt: its ending must be one of .parquet"),
        (("in.csv", "out"), {}, "out: its ending must be one of .parquet"),
        (("in.csv", "out.parquet.gz"), {}, "its ending must be one of"),
        (("gone.csv", "out.csv"), {}, "gone.csv: there is no such file; mend the path"),
        (("folder.csv", "out.csv"), {}, "there is no such file"),
        (("in.csv", "folder.csv"), {}, "is a folder; name a file"),
        (("in.csv", "no/out.csv"), {}, "there is no folder .*no; make it"),
        (("in.csv", "in.csv"), {}, "is the file that is read; name another"),
        (("in.csv", "in.csv"), {"restart": True}, "is the file that is read; name another"),
        (("in.csv", "taken.csv"), {}, "is there already; write it anew with restart"),
        (("in.csv", "out.csv"), {"processes": 0}, "processes=0: one at least must check"),
        (("in.csv", "out.csv"), {"encoding": "klingon"}, "'klingon' is none that Python knows"),
        (("in.csv", "out.csv"), {"encoding": "hex"}, "'hex' is none that Python knows"),
        (("empty.csv", "out.csv"), {}, "is empty; its first row must name the col"),
        (("twice.csv", "out.csv"), {}, "column 'text' is there twice; rename one"),
        (("wide.csv", "out.csv"), {}, "neither UTF-8 nor GB18030, .*state its enc"),
        (("latin.csv", "out.csv"), {}, "neither UTF-8 nor GB18030, .*state its enc"),
        (("keys.jsonl", "out.csv"), {}, "keys.jsonl:1: more than 1,000 different k"),
        (("cut.csv.gz", "out.csv"), {}, "is damaged or cut off; get it anew"),
        (("cut.csv.xz", "out.csv"), {}, "is damaged or cut off; get it anew"),
        (("cut.csv.bz2", "out.csv"), {}, "is damaged or cut off; get it anew"),
        (("cut.csv.zst", "out.csv"), {}, "is damaged or cut off; get it anew"),
        (("wrong.csv.gz", "out.csv"), {}, "is damaged or cut off; get it anew"),
        (("wrong.csv.xz", "out.csv"), {}, "is damaged or cut off; get it anew"),
        (("wrong.parquet", "out.csv"), {}, "is no Parquet file, or cut off"),
    ],
)
def test_what_cannot_be_done_is_told(tmp_path, checker, files, options, complaint):
    """Before it is begun, with what to do, without a word of the messages; no target is made."""
    source, target = files
    write(tmp_path / "in.csv", [{"text": "secret"}])
    for name in {source, target} & MADE.keys():
        MADE[name](tmp_path / name)
    before = {each.name: each.stat().st_mtime_ns for each in tmp_path.iterdir()}

    with pytest.raises(FileError, match=complaint) as caught:
        check_file(tmp_path / source, tmp_path / target, checker=checker, **options)

    assert "secret" not in told_by(caught.value)
    after = {each.name: each.stat().st_mtime_ns for each in tmp_path.iterdir()}
    after.pop("out.csv.parts", None)  # what was done of a file that ends too early
    assert after == before


def told_by(error: BaseException | None) -> str:
    """All that an error says and hangs on to."""
    told = ""
    while error is not None:
        told += f"{error!r}{error.__dict__}"
        error = error.__cause__ or error.__context__
    return told


@pytest.mark.parametrize(
    ("name", "complaint"),
    [("body.jsonl", "'text'.* missing"), ("verdict.csv", "'verdict'.*rename")],
)
def test_columns_that_cannot_be_used_are_told(tmp_path, checker, name, complaint):
    MADE[name](tmp_path / name)

    with pytest.raises(ColumnError, match=complaint):
        check_file(tmp_path / name, tmp_path / "out.csv", checker=checker)
    assert [each.name for each in tmp_path.iterdir()] == [name]


class Stop(Exception):  # noqa: N818 - it is none of the library's
    """Ends a run from inside."""


def stop_after(rows: int) -> Callable[[Progress], None]:
    """Interrupt when so many rows are done."""

    def watch(progress: Progress) -> None:
        if progress.rows >= rows:
            raise Stop

    return watch


@pytest.fixture
def interrupted(tmp_path, checker, small_chunks) -> Iterator[tuple[Path, Path]]:
    """A file, and a target of which four of six rows are done."""
    source, target = write(tmp_path / "in.csv", ROWS), tmp_path / "out.csv"
    with pytest.raises(Stop):
        check_file(source, target, checker=checker, progress=stop_after(4))
    assert not target.exists()
    return source, target


def test_the_same_call_goes_on(interrupted, checker):
    """What is done is not done again, and nothing is lost or doubled."""
    source, target = interrupted
    seen: list[Progress] = []

    summary = check_file(source, target, checker=checker, progress=seen.append)

    assert (summary.rows, summary.resumed) == (6, 4)
    assert sum(summary.verdicts.values()) == 6
    require_same(read(target), ROWS, checker)
    assert [each.rows for each in seen if each.stage == "checking"] == [2, 4, 6]
    assert [each.stage for each in seen][-1] == "joining"
    assert all(each.done <= each.total for each in seen)


@pytest.mark.parametrize(
    ("change", "options", "told"),
    [
        (lambda path: path.write_bytes(path.read_bytes() + b"7,new\n"), {}, "the input"),
        (lambda path: path.write_bytes(path.read_bytes().replace(b"00", b"99")), {}, "the input"),
        (lambda path: os.utime(path, ns=(1, 1)), {}, "the input"),
        (None, {"checker": Checker()}, "the rules"),
        (None, {"column": "id"}, "column"),
        (None, {"lang": "en", "sender": "id"}, "lang, sender"),
        (None, {"encoding": "gb18030"}, "encoding"),
    ],
)
def test_another_call_does_not_go_on(interrupted, checker, change, options, told):
    """It says what changed and how to begin anew, which then works; the work is kept until then."""
    source, target = interrupted
    if change:
        change(source)
    options = {"checker": checker, **options}

    with pytest.raises(FileError, match=f"but {told} changed .*begin anew with restart"):
        check_file(source, target, **options)

    summary = check_file(source, target, restart=True, **options)
    assert summary.resumed == 0
    assert summary.rows == len(read(target)) >= 6


def test_a_part_that_is_not_whole_is_done_again(interrupted, checker):
    """One without a tally, one that is cut, one with a broken tally, one half written."""
    source, target = interrupted
    parts = target.with_name("out.csv.parts")
    (parts / "000000000.json").write_text('{"rows": 2')
    os.truncate(parts / "000000001.rows", 5)
    (parts / "000000002.rows.77.tmp").write_text("half a r")

    assert check_file(source, target, checker=checker).resumed == 0
    require_same(read(target), ROWS, checker)
    assert not parts.exists()


def test_a_target_stands_until_the_new_one_is_whole(interrupted, checker):
    """A run that replaces a target is resumed by a call that does not begin anew."""
    source, target = interrupted
    target.write_text("old")
    with pytest.raises(FileError, match="is there already"):
        check_file(source, target, checker=checker)
    with pytest.raises(Stop):
        check_file(source, target, checker=checker, restart=True, progress=stop_after(4))
    assert target.read_text() == "old"

    assert check_file(source, target, checker=checker).resumed == 4
    require_same(read(target), ROWS, checker)


def test_a_folder_of_somebody_else_is_left_alone(tmp_path, checker):
    source = write(tmp_path / "in.csv", ROWS)
    (tmp_path / "out.csv.parts").mkdir()
    (tmp_path / "out.csv.parts/thesis.txt").write_text("mine")

    with pytest.raises(FileError, match=r"thesis\.txt is none of ours; move it away"):
        check_file(source, tmp_path / "out.csv", checker=checker, restart=True)
    assert (tmp_path / "out.csv.parts/thesis.txt").exists()


def test_an_input_that_grows_meanwhile_is_told(tmp_path, checker, small_chunks):
    source = write(tmp_path / "in.csv", ROWS)

    def grow(progress: Progress) -> None:
        if progress.rows == 4:
            with source.open("a") as file:
                file.write("9,new\n")

    with pytest.raises(FileError, match=r"changed while it was read; begin anew with restart"):
        check_file(source, tmp_path / "out.csv", checker=checker, progress=grow)


PRELUDE = """
    import os, resource, signal, sys, time, warnings
    from pathlib import Path
    from conftest import write_pack
    from summons_check import Checker
    from summons_check.files import FileError, check_file, chunks, parquet
    from summons_check.rulepack import load_packs

    chunks.MAX_ROWS = parquet.MAX_ROWS = 2
    folder = Path(sys.argv[1])
    checker = Checker(load_packs(write_pack(folder / "rules"), ["tiny"]))
    source = folder / "in.csv"
    # What is imported and made at the first run is made before a fork.
    check_file(source, folder / "first.csv", checker=checker)
    """


def script(body: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run Python in a process of its own."""
    program = textwrap.dedent(PRELUDE) + textwrap.dedent(body)
    path = os.pathsep.join([str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert not done.returncode, done.stderr
    return done


KILLED_AT_EACH_CALL = """
    EVENTS = {"open", "os.rename", "os.mkdir", "os.remove", "os.rmdir"}

    def dying(number, target):
        child = os.fork()
        if child:
            return os.waitpid(child, 0)[1]
        seen = 0
        def hook(event, arguments):
            nonlocal seen
            if event in EVENTS and str(folder / target.name) in str(arguments[0]):
                seen += 1
                if seen == number:
                    os.kill(os.getpid(), signal.SIGKILL)
        sys.addaudithook(hook)
        check_file(source, target, checker=checker)
        os._exit(0)

    number = 0
    while True:
        number += 1
        target = folder / f"{number}.{sys.argv[2]}"
        if dying(number, target) == 0:
            break
        if number % 3 == 0:  # dies again, at another place
            dying(number // 3, target)
        assert dying(0, target) == 0 or target.exists(), number  # whole, says the test
    print(number)
    """


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_killed_at_each_call_it_goes_on(tmp_path, checker, form):
    """SIGKILL before each opening, renaming and removing of a file: the target is the same."""
    write(tmp_path / "in.csv", ROWS)
    whole = tmp_path / f"whole.{form}"
    check_file(tmp_path / "in.csv", whole, checker=checker)

    moments = int(script(KILLED_AT_EACH_CALL, tmp_path, form).stdout)

    assert moments > 30
    for number in range(1, moments + 1):
        assert read(tmp_path / f"{number}.{form}") == read(whole)
    assert not [*tmp_path.glob("*.parts")]


KILLED_AT_ANY_TIME = """
    def run(target, die_after=None):
        child = os.fork()
        if not child:
            check_file(source, target, checker=checker)
            os._exit(0)
        if die_after is not None:
            time.sleep(die_after)
            os.kill(child, signal.SIGKILL)
        return os.waitpid(child, 0)[1]

    begun = time.monotonic()
    assert run(folder / "first.jsonl.gz") == 0
    full = time.monotonic() - begun
    killed = 0
    for step in range(12):
        target = folder / f"{step}.jsonl.gz"
        killed += run(target, full * step / 12) != 0
        assert run(target) == 0 or target.exists()  # whole, says the test
    print(killed)
    """


def test_killed_at_any_time_it_goes_on(tmp_path, checker):
    """SIGKILL at twelve moments, most of them amid reading, checking or writing."""
    rows = [{"id": str(number), "text": TEXTS[number % 6] * 30} for number in range(100)]
    write(tmp_path / "in.csv", rows)

    killed = int(script(KILLED_AT_ANY_TIME, tmp_path).stdout)

    assert killed > 3
    first = (tmp_path / "first.jsonl.gz").read_bytes()
    require_same(read(tmp_path / "first.jsonl.gz"), rows, checker)
    for step in range(12):
        assert (tmp_path / f"{step}.jsonl.gz").read_bytes() == first


FULL_DISK = """
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))
    target = folder / sys.argv[2]
    try:
        check_file(source, target, checker=checker)
    except FileError as error:
        print(error)
    """


@pytest.mark.parametrize("target", ["out.csv", "out.jsonl.gz", "out.csv.xz", "out.parquet"])
def test_a_full_disk_is_told_and_the_work_is_kept(tmp_path, checker, target):
    """What cannot be written ends the run in one line; with more room the same call goes on."""
    rows = [{"id": str(number), "text": os.urandom(200).hex()} for number in range(12)]
    rows[-1]["text"] *= 50
    source = write(tmp_path / "in.csv", rows)

    told = script(FULL_DISK, tmp_path, target).stdout

    assert "File too large; mend that, and the same call goes on" in told
    assert not (tmp_path / target).exists()
    check_file(source, tmp_path / target, checker=checker, restart=True)
    require_same(read(tmp_path / target), rows, checker)


def test_several_processes_make_the_same_file(tmp_path, checker, small_chunks):
    rows = ROWS * 3
    source = write(tmp_path / "in.jsonl", rows)

    check_file(source, tmp_path / "one.csv", checker=checker)
    summary = check_file(source, tmp_path / "two.csv", checker=checker, processes=2)

    assert (tmp_path / "two.csv").read_bytes() == (tmp_path / "one.csv").read_bytes()
    assert (summary.rows, summary.verdicts["likely_fake"]) == (18, 3)


def test_a_process_that_is_killed_is_told(tmp_path, checker, small_chunks):
    """The run ends in one line, and the same call goes on."""
    source = write(tmp_path / "in.csv", ROWS * 5)

    def kill_one(progress: Progress) -> None:
        os.kill(active_children()[0].pid, signal.SIGKILL)

    with pytest.raises(FileError, match=r"ended before its time.*the same call goes on"):
        check_file(source, tmp_path / "out.csv", checker=checker, processes=2, progress=kill_one)

    assert check_file(source, tmp_path / "out.csv", checker=checker).resumed >= 2
    require_same(read(tmp_path / "out.csv"), ROWS * 5, checker)


ORPHANS = """
    from multiprocessing import active_children

    def die(progress):
        print(*[child.pid for child in active_children()], flush=True)
        os.kill(os.getpid(), signal.SIGKILL)

    if __name__ == "__main__":
        child = os.fork()
        if not child:
            check_file(source, folder / "out.csv", checker=checker, processes=2, progress=die)
        os.waitpid(child, 0)
    """


def test_processes_end_with_the_one_that_began_them(tmp_path, checker):
    """Also when it is killed and cannot tell them."""
    write(tmp_path / "in.csv", ROWS * 5)

    orphans = script(ORPHANS, tmp_path).stdout.split()  # it waits until they have closed its output

    assert len(orphans) == 2
    for process in orphans:
        state = Path(f"/proc/{process}/stat")
        assert not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "Z"
    check_file(tmp_path / "in.csv", tmp_path / "out.csv", checker=checker, restart=True)


@pytest.mark.parametrize("source", ["in.csv.gz", "in.jsonl", "in.parquet"])
def test_a_file_is_read_as_it_is_needed(tmp_path, checker, small_chunks, source):
    """A chunk is done before the next is read, however long the file is."""
    path = write(tmp_path / source, ROWS * 50)
    rows: list[int] = []

    def watch(progress: Progress) -> None:
        if progress.stage == "checking":
            rows.append(progress.rows)
            done = len([*(tmp_path / "out.csv.parts").glob("*.json")]) - 1
            assert done == len(rows)

    check_file(path, tmp_path / "out.csv", checker=checker, progress=watch)

    assert rows == [*range(2, 301, 2)]


CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | CELLS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(CELLS, inner, max_size=3),
    max_leaves=6,
)


@given(
    st.lists(
        st.dictionaries(CELLS.filter(lambda key: key not in SCHEMA.names), VALUES, max_size=4),
        max_size=5,
    )
)
def test_any_json_comes_out_as_it_went_in(tmp_path_factory, tiny, records):
    """Each key of each row, whatever stands in the others; a key that is not there is null."""
    folder = tmp_path_factory.mktemp("json")
    records = [{**record, "text": "x"} for record in records]
    source = write(folder / "in.jsonl", records)

    check_file(source, folder / "out.jsonl", checker=Checker(tiny))

    found = read(folder / "out.jsonl")
    names = {name for record in records for name in record}
    assert [{name: row[name] for name in names} for row in found] == [
        {name: record.get(name) for name in names} for record in records
    ]
    shutil.rmtree(folder)


ARROW = st.sampled_from(
    [
        (pa.string(), CELLS),
        (pa.int64(), st.integers(-(2**63), 2**63 - 1)),
        (pa.float64(), st.floats(allow_nan=False, allow_infinity=False)),
        (pa.bool_(), st.booleans()),
        (pa.list_(pa.string()), st.lists(CELLS | st.none(), max_size=3)),
        (pa.large_list(pa.int8()), st.lists(st.integers(-128, 127), max_size=3)),
        (
            pa.struct({"a": pa.list_(pa.struct({'"': pa.string()})), "b": pa.int8()}),
            st.fixed_dictionaries(
                {
                    "a": st.none() | st.lists(st.fixed_dictionaries({'"': CELLS}), max_size=2),
                    "b": st.none() | st.integers(-128, 127),
                }
            ),
        ),
    ]
).flatmap(lambda pair: st.tuples(st.just(pair[0]), st.lists(st.none() | pair[1], max_size=5)))


@given(ARROW, st.integers(0, 5))
def test_any_column_is_json(column, start):
    """Each cell says as JSON what it says in Arrow, in slices, too."""
    kind, cells = column
    written = as_json(pa.array(cells, kind).slice(start)).to_pylist()

    assert [json.loads(cell) for cell in written] == cells[start:]


def test_odd_types_are_json():
    """What JSON has no word for becomes text, or null."""
    batch = pa.RecordBatch.from_pydict(
        {
            "bytes": pa.array([b"\xff", None]),
            "nan": pa.array([float("nan"), float("inf")]),
            "map": pa.array([[("k", 1)], None], pa.map_(pa.string(), pa.int8())),
            "day": pa.array([0, None], pa.date32()),
            "json": pa.ExtensionArray.from_storage(pa.json_(), pa.array(['{\n"a": 1}', None])),
            "word": pa.array(["x", None]).dictionary_encode(),
        }
    )

    found = [json.loads(line) for line in json_lines(batch).to_pybytes().splitlines()]

    assert found == [
        {
            "bytes": r"\xff",
            "nan": None,
            "map": [{"key": "k", "value": 1}],
            "day": "1970-01-01",
            "json": {"a": 1},
            "word": "x",
        },
        dict.fromkeys(batch.schema.names),
    ]


def test_a_summary_travels_as_json(tmp_path, checker):
    source = write(tmp_path / "in.csv", ROWS)
    summary = check_file(source, tmp_path / "out.csv", checker=checker)

    assert FileSummary.model_validate_json(summary.model_dump_json()) == summary


@pytest.mark.parametrize("is_stated", [False, True])
def test_marks_are_not_text(tmp_path, checker, is_stated):
    """A byte order mark is no part of the name of the first column."""
    for mark, encoding in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        stated = encoding if is_stated else None
        for name, text in (("in.csv", "text\n传票\n"), ("in.jsonl", '{"text": "传票"}\n')):
            (tmp_path / name).write_bytes(mark + text.encode(encoding))
            target = tmp_path / "out.jsonl"
            check_file(tmp_path / name, target, checker=checker, restart=True, encoding=stated)
            assert [row["text"] for row in read(target)] == ["传票"]
