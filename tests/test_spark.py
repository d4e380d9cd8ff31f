"""Tables on Spark: every row gets what `check` says of it, once, whatever dies on the way."""

from __future__ import annotations

import multiprocessing
import pickle
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

if find_spec("pyspark") is None:
    pytest.skip("pyspark is not installed: pip install -e '.[spark]'", allow_module_level=True)
if shutil.which("java") is None:
    pytest.skip("Spark needs Java 17 or later", allow_module_level=True)

import pyarrow as pa

import spark_jobs
from conftest import write_pack
from spark_jobs import FATAL, Counted, Unlucky
from summons_check import Checker, RulePack, SummonsCheckError, check
from summons_check.arrow import SCHEMA, ColumnError, check_batches, output_schema
from summons_check.rulepack import default_pack
from summons_check.spark import WorkerError, _check_task, _Parcel, check_dataframe

FAKE = "【速贷催收】逾期不还，我司已签发逮捕令，今晚上门抓人。"
LOOPBACK = {"0100007F", "0000000000000000FFFF00000100007F", f"{1 << 24:032X}"}
"""127.0.0.1, the same in IPv6, and ::1, as the kernel writes them."""

Run = Callable[..., Any]


def _in_spark(master: str, home: Path) -> Iterator[Run]:
    """Run functions in a process with a Spark session: this one refuses sockets."""
    home.mkdir()
    with ProcessPoolExecutor(
        1, multiprocessing.get_context("spawn"), spark_jobs.start, (master, home)
    ) as pool:
        yield lambda *args, **options: pool.submit(spark_jobs.run, *args, **options).result()
        pool.submit(spark_jobs.stop).result()


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """A Spark of two cores in one process, which tries a task four times."""
    yield from _in_spark("local[2,4]", tmp_path_factory.mktemp("local") / "home")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """A Spark whose two executors are processes of their own."""
    yield from _in_spark("local-cluster[2,1,1024]", tmp_path_factory.mktemp("cluster") / "home")


def _by_id(table: pa.Table) -> list[dict[str, object]]:
    return table.sort_by("id").to_pylist()


def _here(table: pa.Table, **options: Any) -> list[dict[str, object]]:
    """The rows that `check_batches` makes in this process."""
    return _by_id(pa.Table.from_batches(check_batches(table.to_batches(), **options)))


def test_the_answers_are_those_of_check(spark):
    """Also of what is known besides the text, whichever column it stands in."""
    texts = [FAKE, FATAL, "", *(rule.hit[0].text for rule in default_pack().rules[::30])]
    count = len(texts)
    table = pa.table(
        {
            "id": range(count),
            "body": texts,
            "from": (["12368", None, ""] * count)[:count],
            "how": (["sms", "letter", None] * count)[:count],
            "day": [date(2026, 11, 2)] * count,
            "country": (["CN", "UK", None] * count)[:count],
        }
    )
    options = {
        "column": "body",
        "sender": "from",
        "channel": "how",
        "received": "day",
        "jurisdiction": "country",
        "lang": "en",
    }
    found = _by_id(spark(spark_jobs.check_table, table, **options))
    assert found == _here(table, **options)
    for row in found:
        report = check(
            row["body"],
            sender=row["from"] or None,
            channel=row["how"],
            received=row["day"],
            jurisdiction=row["country"],
        )
        assert (row["verdict"], row["score"]) == (report.verdict.value, report.score)
        assert [each["rule_id"] for each in row["findings"]] == [
            each.rule_id for each in report.findings
        ]
    assert {"likely_fake", "not_applicable"} < {row["verdict"] for row in found}


def test_nulls_and_bad_cells_are_told_and_stop_nothing(spark):
    """Text of Spark need not be UTF-8; neither need binary columns."""
    query = """
        SELECT * FROM VALUES (0, '【速贷催收】我司已签发逮捕令。', 'sms'),
        (1, NULL, 'sms'), (2, '传票', 'pigeon'), (3, CAST(X'66FF' AS STRING), NULL), (4, '', NULL)
        AS t(id, text, how)"""
    found = spark(spark_jobs.check_query, query, channel="how")
    rows = _by_id(found.drop_columns("text"))  # Python cannot show what is not UTF-8
    assert [(row["verdict"], row["problem"]) for row in rows] == [
        ("likely_fake", None),
        (None, None),
        (None, "column 'how': must be one of sms, call, chat, email, letter"),
        (None, "column 'text': no UTF-8 from byte 1 on; decode it first"),
        ("not_applicable", None),
    ]
    binary = """
        SELECT 0 AS id, CAST('【速贷催收】我司已签发逮捕令。' AS BINARY) AS text
        UNION ALL SELECT 1, X'FF'"""
    rows = _by_id(spark(spark_jobs.check_query, binary))
    assert [row["verdict"] for row in rows] == ["likely_fake", None]


@pytest.mark.parametrize("query", ["SELECT 1 AS id, 'x' AS text LIMIT 0", "TABLE nothing"])
def test_an_empty_frame_has_the_columns(spark, query):
    """Without rows, or without a partition that could hold any."""
    found = spark(spark_jobs.check_query, query)
    given = pa.schema({"id": pa.int32(), "text": pa.string()})
    assert found.num_rows == 0
    assert found.schema.names == output_schema(given).names
    assert found.schema.types == output_schema(given).types


def test_nothing_runs_before_it_is_asked_for(spark):
    """A table that cannot even be read gets its columns, and no job has run."""
    query = "SELECT raise_error('no such drawer') AS text, 1 AS id"
    columns, jobs = spark(spark_jobs.only_ask, query)
    assert columns == ["text", "id", *SCHEMA.names]
    assert jobs == 0
    with pytest.raises(RuntimeError, match="no such drawer"):
        spark(spark_jobs.check_query, query)


@pytest.mark.parametrize(
    ("query", "options", "error", "told"),
    [
        ("SELECT 'x' AS body", {}, ColumnError, "column='text': .* missing"),
        ("SELECT 'x' AS text", {"sender": "who"}, ColumnError, "sender='who': .* missing"),
        ("SELECT 'x' AS text, 'y' AS text", {}, ColumnError, "column='text': .* there twice"),
        (
            "SELECT 7 AS text",
            {},
            ColumnError,
            "column='text': .* int, which is no text",
        ),
        (
            "SELECT ARRAY('x') AS text",
            {},
            ColumnError,
            "is array<string>, which is no text",
        ),
        (
            "SELECT current_date() AS text",
            {},
            ColumnError,
            "column is date, which is no text",
        ),
        (
            "SELECT 'x' AS text, TRUE AS day",
            {"received": "day"},
            ColumnError,
            "received='day': this column is boolean, which is no text; cast",
        ),
        ("SELECT 'x' AS text, 1 AS score", {}, ColumnError, "'score', which is to be added"),
        ("SELECT 'x' AS text, 1 AS Verdict", {}, ColumnError, "'Verdict', which is to be added"),
        ("SELECT 'x' AS text", {"column": 1}, TypeError, "column must be the name of a column"),
        ("SELECT 'x' AS text", {"lang": "xx"}, TypeError, "lang must be one of"),
        ("SELECT 'x' AS text", {"checker": "cn"}, TypeError, "checker must be a Checker or None"),
    ],
)
def test_what_cannot_be_checked_is_refused_at_the_call(spark, query, options, error, told):
    """Not hours later, in a task."""
    with pytest.raises(error, match=told):
        spark(spark_jobs.only_ask, query, **options)


def test_only_a_frame_of_spark_is_taken():
    """What is no DataFrame is named."""
    with pytest.raises(TypeError, match="df must be a Spark DataFrame, not Table"):
        check_dataframe(pa.table({"text": ["x"]}))


def test_rules_of_ones_own_travel_with_the_job(spark, tmp_path):
    """Workers need no folder of them."""
    checker = Checker.from_folders(write_pack(tmp_path), ours=False)
    shutil.rmtree(tmp_path / "tiny")
    table = pa.table({"id": [1, 2], "text": ["请转账撤案费。", FATAL]})
    found = _by_id(spark(spark_jobs.check_table, table, checker=checker))
    assert found == _here(table, checker=checker)
    assert found[0]["findings"][0]["rule_id"] == "tiny.fee"
    assert found[0]["rule_pack"] == checker.rules.info.sha256 != default_pack().info.sha256


def test_a_worker_makes_the_checker_once(spark, tiny, tmp_path):
    """Of eight tasks on two cores, not each makes its own."""
    made, written = tmp_path / "made", tmp_path / "written"
    made.mkdir()
    checker = Counted(tiny, made)
    spark(spark_jobs.check_numbered, 80, 8, checker, written)
    workers = [each.name.partition(" ")[0] for each in made.iterdir()]
    here_and_driver = 2
    assert len(workers) == len(set(workers))
    assert here_and_driver < len(workers) <= here_and_driver + 2


@pytest.mark.parametrize("misfortune", ["an error", "a killed worker"])
def test_a_task_that_fails_loses_and_doubles_no_row(spark, tiny, tmp_path, misfortune):
    """It fails in its middle, after batches that had been handed on, and is done again."""
    _require_each_row_once(spark, tiny, tmp_path, misfortune)


def test_a_killed_executor_loses_and_doubles_no_row(cluster, tiny, tmp_path):
    """Its tasks, and what they had written for others, are done again by another."""
    _require_each_row_once(cluster, tiny, tmp_path, "a killed executor")


def _require_each_row_once(run: Run, rules: RulePack, folder: Path, misfortune: str) -> None:
    tried = folder / "tried"
    tried.mkdir()
    checker = Unlucky(rules, tried, misfortune)
    numbers = run(spark_jobs.check_numbered, 200, 4, checker, folder / "written")
    assert sorted(numbers) == [*range(200)]
    assert {each.name for each in tried.iterdir()} == {"attempt 0", "attempt 1"}


def test_a_task_that_always_fails_does_not_show_the_message(spark, tiny, tmp_path):
    """The job fails after the last attempt, and says why."""
    tried = tmp_path / "tried"
    tried.mkdir()
    with pytest.raises(RuntimeError, match="bad luck") as caught:
        spark(
            spark_jobs.check_numbered,
            *(20, 2),
            Unlucky(tiny, tried, "an error", times=9),
            tmp_path / "written",
        )
    assert len([*tried.iterdir()]) == 4
    assert FATAL not in f"{caught.value!r} {caught.value}"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"release": "0.0.1", "pickled": b"no pickle"}, "and the driver 0.0.1; install the same"),
        ({"rules": "0" * 64}, "other rules than the driver's; install the same"),
    ],
)
def test_a_worker_that_would_answer_otherwise_says_so(changes, told):
    """Before a row is checked, and before a pickle of another release is opened."""
    parcel = _Parcel.of(Checker())._replace(**changes)
    with pytest.raises(WorkerError, match=told):
        _check_task(parcel, {"column": "text"}, iter(()))
    assert issubclass(WorkerError, SummonsCheckError)


def test_what_is_sent_of_our_own_rules_is_their_name():
    """A checker of the rules that the package brings weighs nothing; the workers have them."""
    assert len(pickle.dumps(_Parcel.of(Checker()))) < 1000


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="asks the kernel of Linux")
def test_the_session_of_these_tests_stays_on_this_machine(spark):
    """Every socket of it is bound to loopback, and there is no web page."""
    spark(spark_jobs.check_query, "SELECT 'x' AS text")
    addresses, page = spark(spark_jobs.addresses)
    assert page is None
    assert addresses
    assert addresses <= LOOPBACK
