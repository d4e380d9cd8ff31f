"""Tables of messages: each row gets what `check` says of it, and nothing else changes."""

from __future__ import annotations

import runpy
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import TRICKY
from summons_check import Checker, Report, SummonsCheckError, arrow, check, pyarrow_extra
from summons_check.arrow import SCHEMA, ColumnError, check_batches, output_schema

FAKE = "【速贷催收】逾期不还，我司已签发逮捕令，今晚上门抓人。"
HEARING = (
    "【杭州市余杭区人民法院】（2026）浙0110民初2345号一案定于2026年12月21日9时在第五法庭开庭，"
    "书记员李某，0571-00000000，可拨打12368核实，12368为诉讼服务热线，详见 zxfw.court.gov.cn"
)
ORDINARY = "今晚吃什么？"
WRITTEN = st.text(
    st.characters(exclude_categories=["Cs"])
    | TRICKY.filter(lambda sign: not "\ud800" <= sign <= "\udfff"),
    max_size=40,
)
"""Arrow's text holds no lone surrogates."""
CELLS = st.none() | st.sampled_from([FAKE, HEARING, ORDINARY, "", "Привет"]) | WRITTEN
DAYS = st.none() | st.dates(date(1990, 1, 1), date(2050, 1, 1))
ROWS = st.fixed_dictionaries(
    {
        "text": CELLS,
        "sender": st.sampled_from([None, "12368", "+86 170 0000 0000"]),
        "channel": st.sampled_from([None, "sms", "letter"]),
        "received": DAYS,
        "jurisdiction": st.sampled_from([None, "CN", "gb", "Atlantis"]),
    }
)
OPTIONS = ("sender", "channel", "received", "jurisdiction")
NOTHING = dict.fromkeys(SCHEMA.names)
KINDS = {field.name: field.name.removesuffix("s") for field in [*SCHEMA.field("claims").type][1:]}


class Spy:
    """A checker that keeps what it is asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, object]]] = []

    def check(self, text, **known):
        self.asked.append((text, known))
        return check(text, **known)


def rows_of(batches: Iterable[pa.RecordBatch]) -> list[dict[str, object]]:
    """The added columns, row by row."""
    return [row for batch in batches for row in batch.select(SCHEMA.names).to_pylist()]


def expected(report: Report) -> dict[str, object]:
    """What a table says of a message with this report."""
    places = [
        {"start": span.start, "end": span.end}
        for span in (finding.spans[0] for finding in report.findings)
    ]
    values = {
        name: [*dict.fromkeys(claim.value for claim in report.claims.of(kind))]
        for name, kind in KINDS.items()
    }
    return {
        "verdict": report.verdict.value,
        "score": report.score,
        "findings": [
            {"rule_id": finding.rule_id, "points": finding.points, **place}
            for finding, place in zip(report.findings, places, strict=True)
        ],
        "claims": {"speaker": report.claims.speaker.role.value, **values},
        "law": report.jurisdiction,
        "rule_pack": report.rule_pack.sha256,
        "limits": [*report.limits],
        "problem": None,
    }


@given(st.lists(CELLS, max_size=7), st.sampled_from([None, "en", "zh-Hant"]))
def test_columns_say_what_check_says(texts, lang):
    """For any texts, in their order; null says nothing."""
    batch = pa.record_batch({"text": pa.array(texts, pa.string())})
    (checked,) = check_batches([batch], lang=lang)
    assert checked.select(["text"]) == batch
    assert rows_of([checked]) == [
        NOTHING if text is None else expected(check(text, lang=lang)) for text in texts
    ]


@given(st.lists(ROWS, min_size=1, max_size=4))
def test_other_columns_say_what_is_known_of_a_message(rows):
    """The sender, the channel, the day and the law are those of each row."""
    schema = pa.schema({name: pa.string() for name in ("text", *OPTIONS)})
    schema = schema.set(3, pa.field("received", pa.date32()))
    batch = pa.RecordBatch.from_pylist(rows, schema=schema)
    checked = check_batches([batch], **{name: name for name in OPTIONS})
    assert rows_of(checked) == [
        NOTHING if row["text"] is None else expected(check(**row)) for row in rows
    ]


def test_the_published_schema_is_as_it_was():
    """A change here is a change of its version."""
    assert arrow.SCHEMA_VERSION == "1.0"
    text_lists = "documents case_numbers courts phones links emails amounts accounts payees"
    assert [f"{field.name}: {field.type}" for field in SCHEMA] == [
        "verdict: string",
        "score: int32",
        "findings: list<item: struct<rule_id: string, points: int32, start: int32, end: int32>>",
        "claims: struct<speaker: string, "
        + ", ".join(f"{each}: list<item: string>" for each in text_lists.split())
        + ", deadlines: list<item: string>, hearings: list<item: string>>",
        "law: string",
        "rule_pack: string",
        "limits: list<item: string>",
        "problem: string",
    ]


def test_evidence_is_a_range_of_the_text():
    """Code points, not bytes or UTF-16 units."""
    text = "🚨" + FAKE
    (row,) = rows_of(check_batches([pa.record_batch({"text": [text]})]))
    (warrant,) = [each for each in row["findings"] if each["rule_id"] == "cn.invented-warrant"]
    assert text[warrant["start"] : warrant["end"]] == "逮捕令"


@pytest.mark.parametrize(
    "kind",
    [
        *(pa.string(), pa.large_string(), pa.string_view()),
        *(pa.binary(), pa.large_binary(), pa.binary_view()),
        *(pa.dictionary(pa.int8(), pa.string()), pa.dictionary(pa.int32(), pa.large_binary())),
        pa.json_(),
    ],
    ids=str,
)
def test_every_type_of_text_is_read(kind):
    """Also where a batch is a part of another."""
    texts = [ORDINARY, FAKE, None, HEARING]
    if isinstance(kind, pa.BaseExtensionType):
        cells = pa.ExtensionArray.from_storage(kind, pa.array(texts))
    elif pa.types.is_dictionary(kind):
        cells = pa.array(texts).cast(kind.value_type).dictionary_encode().cast(kind)
    else:
        cells = pa.array(texts).cast(kind)
    batch = pa.record_batch({"text": cells}).slice(1, 3)
    (checked,) = check_batches([batch])
    assert checked.column("text") == batch.column("text")
    assert [row["verdict"] for row in rows_of([checked])] == [
        "likely_fake",
        None,
        "no_red_flags",
    ]


def test_a_column_of_nothing_is_read():
    """A frame without any text has a column of the type null."""
    assert rows_of(check_batches([pa.record_batch({"text": pa.nulls(2)})])) == [NOTHING] * 2


DAY = datetime(2026, 11, 2, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("cells", "day"),
    [
        (pa.array([DAY.date()], pa.date32()), 2),
        (pa.array([DAY.date()], pa.date64()), 2),
        (pa.array([DAY], pa.timestamp("ns")), 2),
        (pa.array([DAY], pa.timestamp("s", "UTC")), 2),
        (pa.array([DAY], pa.timestamp("us", "Asia/Shanghai")), 3),
        (pa.array(["2026-11-02"]), 2),
        (pa.array(["2026-11-02T23:30:00.123456789Z"]), 2),
        (pa.array([b"20261102"]), 2),
        (pa.array([""]), None),
        (pa.nulls(1), None),
    ],
    ids=lambda value: str(getattr(value, "type", value)),
)
def test_the_day_is_read_from_every_type_of_it(cells, day):
    """A timestamp counts in its own time zone."""
    spy = Spy()
    batch = pa.record_batch({"text": [HEARING], "at": cells})
    list(check_batches([batch], received="at", checker=spy))
    known = {"received": day and date(2026, 11, day), "lang": None}
    assert spy.asked == [(HEARING, known)]


def as_string(*cells: bytes) -> pa.Array:
    """A column that says that it is text, of any bytes."""
    return pa.array(cells, pa.binary()).view(pa.string())


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ({"text": pa.array([b"ok \xff"])}, "'text': no UTF-8 from byte 3 on"),
        ({"text": pa.array([b"\xed\xa0\x80"])}, "'text': no UTF-8 from byte 0 on"),
        ({"text": as_string("传票".encode("gb18030"))}, "'text': no UTF-8 from byte 0 on"),
        ({"sender": as_string(b"\xff")}, "'sender': no UTF-8"),
        ({"channel": pa.array(["fax"])}, "'channel': must be one of sms, call, chat, email, "),
        ({"channel": pa.array(["SMS"])}, "'channel': must be one of sms"),
        ({"received": pa.array(["tomorrow"])}, "'received': must be a day such as 2026-11-02"),
        ({"received": pa.array([2**30], pa.int32()).view(pa.date32())}, "'received': must be a"),
        ({"received": pa.array([2**62]).view(pa.timestamp("s"))}, "'received': must be a day"),
        (
            {"channel": pa.array(["fax"]), "received": pa.array(["x"])},
            "email, letter; column 'received': must be",
        ),
    ],
)
def test_a_cell_that_cannot_be_read_is_told(cell, problem):
    """Its row is not checked, and the cell itself is not shown."""
    good = {
        name: pa.array([value]) for name, value in zip(OPTIONS, ("1", "sms", "", "CN"), strict=True)
    }
    row = {"text": pa.array([FAKE]), **good, **cell}
    (found,) = rows_of(check_batches([pa.record_batch(row)], **{name: name for name in OPTIONS}))
    assert problem in found["problem"]
    assert "fax" not in found["problem"]
    assert {**found, "problem": None} == NOTHING


def test_a_bad_cell_costs_no_other_row():
    """Nor does one beside null text, which is no problem."""
    batch = pa.record_batch(
        {"text": [FAKE, FAKE, None], "channel": [None, "fax", "fax"]},
    )
    good, bad, null = rows_of(check_batches([batch], channel="channel"))
    assert good == expected(check(FAKE))
    assert bad["problem"]
    assert null == NOTHING


TEXT = pa.array([FAKE])


@pytest.mark.parametrize(
    ("columns", "options", "words"),
    [
        ({"body": TEXT}, {}, r"column='text': this column is missing; there are \['body'\]"),
        ({}, {}, r"column='text': this column is missing; there are \[\]"),
        ({"text": TEXT}, {"sender": "who"}, "sender='who': this column is missing"),
        ({"text": pa.array([1])}, {}, "column='text': this column is int64; it must be text, cast"),
        ({"text": pa.array([[FAKE]])}, {}, "this column is list"),
        ({"text": pa.array([b"ab"], pa.binary(2))}, {}, "this column is fixed_size_binary"),
        ({"text": pa.array([DAY])}, {}, "this column is timestamp"),
        ({"text": TEXT, "at": pa.array([1])}, {"received": "at"}, "it must be text or days"),
        (
            {"text": TEXT, "at": pa.array([1]).view(pa.timestamp("s", "Mars/Base"))},
            {"received": "at"},
            "this column is timestamp.*Mars",
        ),
        ({"text": TEXT, "score": TEXT, "law": TEXT}, {}, "has a column 'score', 'law', which is"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused(columns, options, words):
    """At once where the table tells its columns, else with the first batch."""
    table = pa.table(columns)
    for call in (
        lambda: check_batches(table, **options),
        lambda: output_schema(table.schema, **options),
        lambda: next(check_batches(iter(table.to_batches() or [pa.record_batch({})]), **options)),
    ):
        with pytest.raises(ColumnError, match=words) as caught:
            call()
        assert isinstance(caught.value, SummonsCheckError)


def test_a_column_that_is_there_twice_is_refused():
    """Nobody can tell which is meant; others may be there as often as they are."""
    twice = pa.RecordBatch.from_arrays([TEXT, TEXT, TEXT], ["text", "id", "id"])
    assert next(check_batches([twice])).num_columns == 3 + len(SCHEMA)
    with pytest.raises(ColumnError, match="there twice; rename one"):
        next(check_batches([twice], sender="id"))


@pytest.mark.parametrize(
    ("arguments", "options", "words"),
    [
        (([], 3), {}, "column must be the name of a column, not int"),
        (([], None), {}, "column must be the name of a column, not NoneType"),
        (([],), {"sender": b"a"}, "sender must be the name of a column, not bytes"),
        (([],), {"lang": "de"}, "lang must be one of zh-Hans, .*, not 'de'"),
        ((3,), {}, "batches must be record batches, not int"),
    ],
)
def test_wrong_arguments_are_refused_at_the_call(arguments, options, words):
    """They are mistakes of the program, not of the table."""
    with pytest.raises(TypeError, match=words):
        check_batches(*arguments, **options)


def test_what_is_no_batch_is_refused():
    """A list of tables is taken for what it is."""
    with pytest.raises(TypeError, match=r"must be pyarrow\.RecordBatch, not Table"):
        list(check_batches([pa.table({"text": TEXT})]))


def test_batches_stay_as_they_are(monkeypatch):
    """Their bounds, order, columns and metadata; empty ones and long ones, too."""
    monkeypatch.setattr(arrow, "_SLICE", 3)
    schema = pa.schema({"id": pa.int64(), "text": pa.string()}, metadata={"mine": "kept"})
    sizes, total = (4, 0, 1, 9, 3), 17
    rows = [{"id": at, "text": FAKE if at % 4 == 0 else ORDINARY} for at in range(total)]
    whole = pa.Table.from_pylist(rows, schema=schema).combine_chunks().to_batches()[0]
    starts = [sum(sizes[:at]) for at in range(len(sizes))]
    batches = [whole.slice(start, size) for start, size in zip(starts, sizes, strict=True)]
    stream = pa.RecordBatchReader.from_batches(schema, batches)
    for given_batches in (batches, stream):
        checked = [*check_batches(given_batches)]
        assert [batch.num_rows for batch in checked] == [*sizes]
        assert [batch.select(["id", "text"]) for batch in checked] == batches
        assert all(batch.schema.equals(output_schema(schema)) for batch in checked)
        assert checked[0].schema.metadata == {b"mine": b"kept", **SCHEMA.metadata}
        verdicts = [row["verdict"] for row in rows_of(checked)]
        assert verdicts == ["not_applicable" if at % 4 else "likely_fake" for at in range(total)]


def test_a_table_without_rows_has_the_columns():
    """Whatever reads it need not know that nothing came."""
    empty = pa.schema({"text": pa.string()}).empty_table()
    assert check_batches(empty).read_all().schema == output_schema(empty.schema)


def test_batches_are_read_as_they_are_asked_for():
    """None is read ahead, so that a stream has no end that must come first."""
    read = []

    def endless() -> Iterator[pa.RecordBatch]:
        while True:
            read.append(1)
            yield pa.record_batch({"text": [ORDINARY]})

    checked = check_batches(endless())
    assert not read
    next(checked)
    assert len(read) == 1
    reader = pa.RecordBatchReader.from_batches(pa.schema({"text": pa.string()}), endless())
    checked = check_batches(reader)
    next(checked)
    assert len(read) == 2


def test_a_finding_without_a_place_has_none():
    """As a rule may have that asks only who speaks."""
    report = check(FAKE)
    nowhere = report.findings[0].model_copy(update={"spans": (), "quotes": ()})

    class Elsewhere:
        def check(self, _, **__):
            return report.model_copy(update={"findings": (nowhere,)})

    (row,) = rows_of(check_batches([pa.record_batch({"text": TEXT})], checker=Elsewhere()))
    (finding,) = row["findings"]
    assert (finding["start"], finding["end"]) == (None, None)
    assert finding["points"] == nowhere.points


def test_the_checker_is_the_callers(tiny):
    """Its rules judge, and the rows tell which they were."""
    (row,) = rows_of(check_batches([pa.record_batch({"text": TEXT})], checker=Checker(tiny)))
    assert row["rule_pack"] == tiny.info.sha256
    assert [finding["rule_id"] for finding in row["findings"]] == ["tiny.arrest", "tiny.case"]


def test_without_pyarrow_the_error_says_how_to_get_it(monkeypatch):
    """It is an extra."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ImportError, match=r"pip install 'summons-check\[arrow\]'"):
        runpy.run_path(pyarrow_extra.__file__)


FRAME = {"id": [1, 2, 3], "text": [FAKE, None, ORDINARY]}
VERDICTS = ["likely_fake", None, "not_applicable"]


def test_a_polars_frame_is_checked():
    """At once, or as a step of a lazy query."""
    frame = pl.DataFrame(FRAME)
    checked = pl.DataFrame(check_batches(frame))
    assert checked["verdict"].to_list() == VERDICTS
    assert checked.select(frame.columns).equals(frame)
    lazy = frame.lazy()
    alarms = (
        lazy.map_batches(
            lambda each: pl.DataFrame(check_batches(each)),
            schema=pl.Schema({**lazy.collect_schema(), **pl.Schema(SCHEMA)}),
        )
        .filter(pl.col("score") >= 60)
        .select("id", pl.col("findings").list.first().struct.field("rule_id"))
    )
    assert alarms.collect().rows() == [(1, check(FAKE).findings[0].rule_id)]


def test_a_pandas_frame_is_checked():
    """Its index stays."""
    frame = pd.DataFrame(FRAME, index=pd.Index([7, 8, 9], name="row"))
    checked = check_batches(frame).read_pandas()
    assert checked.index.equals(frame.index)
    assert [each if isinstance(each, str) else None for each in checked["verdict"]] == VERDICTS
    assert [*checked.columns] == [*frame.columns, *SCHEMA.names]


def test_a_duckdb_relation_is_checked():
    """A query reads the answers as they come; the source has a cursor of its own."""
    with duckdb.connect() as connection:
        connection.from_arrow(pa.table(FRAME)).create("letters")
        checked = check_batches(connection.cursor().table("letters"))
        connection.from_arrow(checked).create("answers")
        answers = connection.execute(
            "select id, verdict, claims.speaker, findings[1].points from answers order by id"
        ).fetchall()
    first = check(FAKE).findings[0]
    assert answers == [
        (1, "likely_fake", "collector", first.points),
        (2, None, None, None),
        (3, "not_applicable", "unknown", None),
    ]


def test_a_duckdb_function_checks():
    """Null goes through it, too."""

    def verdict(text: pa.ChunkedArray) -> pa.ChunkedArray:
        return check_batches(pa.table({"text": text})).read_all()["verdict"]

    with duckdb.connect() as connection:
        connection.create_function(
            "verdict", verdict, ["VARCHAR"], "VARCHAR", type="arrow", null_handling="special"
        )
        connection.from_arrow(pa.table(FRAME)).create("letters")
        answers = connection.execute("select verdict(text) from letters order by id").fetchall()
    assert [answer for (answer,) in answers] == VERDICTS
