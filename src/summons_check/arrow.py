"""Tables of messages: Arrow record batches in, the same with verdicts beside each row out.

The one function that Polars, DuckDB, pandas and Spark use. It needs pyarrow, which the extra
`arrow` brings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import repeat
from types import NoneType
from typing import Any, cast

from summons_check.checker import Checker, default_checker
from summons_check.languages import LANGS
from summons_check.message_columns import (
    Column,
    ColumnError,
    columns_of,
    problems_of,
    require,
    values_of,
)
from summons_check.models import Claims, Finding, Lang
from summons_check.pyarrow_extra import pa
from summons_check.report import Report

__all__ = ["SCHEMA", "SCHEMA_VERSION", "ColumnError", "check_batches", "output_schema"]

SCHEMA_VERSION = "1.0"
"""Version of `SCHEMA`; a change that breaks readers raises the first number."""

_TEXTS = pa.list_(pa.string())
_CLAIMS = {
    "documents": "document",
    "case_numbers": "case_number",
    "courts": "court",
    "phones": "phone",
    "links": "link",
    "emails": "email",
    "amounts": "amount",
    "accounts": "account",
    "payees": "payee",
    "deadlines": "deadline",
    "hearings": "hearing",
}
"""Fields of the column `claims`, and the kind of claim that each lists."""

SCHEMA = pa.schema(
    {
        "verdict": pa.string(),
        "score": pa.int32(),
        "findings": pa.list_(
            pa.struct(
                {
                    "rule_id": pa.string(),
                    "points": pa.int32(),
                    "start": pa.int32(),
                    "end": pa.int32(),
                }
            )
        ),
        "claims": pa.struct({"speaker": pa.string(), **dict.fromkeys(_CLAIMS, _TEXTS)}),
        "law": pa.string(),
        "rule_pack": pa.string(),
        "limits": _TEXTS,
        "problem": pa.string(),
    },
    metadata={"summons_check.schema_version": SCHEMA_VERSION},
)
"""The columns that are added. All are null where the text is null or `problem` says something.

- `verdict`, `score`, `limits`: as in a `Report`.
- `findings`: a struct a finding, heaviest red flag first. `start` and `end` are the first span of
  its evidence, half-open, in code points of the text; `check` has the others.
- `claims`: what the message says. `speaker` is the role of who speaks; the others are lists of
  distinct values in canonical form, in the order of the text.
- `law`: whose law the message was held against, such as "CN"; "*" where that is open.
- `rule_pack`: SHA-256 of the rules that judged the row.
- `problem`: what could not be read of the row and how to mend it; null when all went well.
"""

_SLICE = 1024
"""Rows whose reports are kept at a time, however long a batch is."""


def output_schema(  # noqa: PLR0913 - a name for each column that is read
    schema: pa.Schema,
    column: str = "text",
    *,
    sender: str | None = None,
    channel: str | None = None,
    received: str | None = None,
    jurisdiction: str | None = None,
) -> pa.Schema:
    """The schema of what `check_batches` makes of batches with some schema.

    Args:
        schema: Of the batches that go in.
        column: Name of the column of messages.
        sender: As for `check_batches`, like the others.
        channel: See there.
        received: See there.
        jurisdiction: See there.

    Returns:
        All fields of `schema`, then those of `SCHEMA`, with the metadata of both.

    Raises:
        ColumnError: If a column is missing, there twice, of a type that cannot be read, or named
            like one that is added.

    """
    columns = columns_of(column, sender, channel, received, jurisdiction)
    return _output_schema(schema, columns)


def check_batches(  # noqa: PLR0913 - what `check` takes, for each row
    batches: Iterable[pa.RecordBatch],
    column: str = "text",
    *,
    sender: str | None = None,
    channel: str | None = None,
    received: str | None = None,
    jurisdiction: str | None = None,
    lang: Lang | None = None,
    checker: Checker | None = None,
) -> Iterator[pa.RecordBatch]:
    """Check the messages of a table, batch by batch.

    Args:
        batches: Record batches, or anything that streams them (`__arrow_c_stream__`): a pyarrow
            Table or RecordBatchReader, a frame of Polars or pandas, a relation of DuckDB (of a
            cursor of its own if the connection is to read the answers).
        column: Name of the column of messages: text, or UTF-8 in a binary column.
        sender: Name of the column with the number or name that each message came from; None:
            there is none. In this column and the next three, null and an empty cell say nothing.
        channel: Name of the column with how it came, as `check` takes it.
        received: Name of the column with the day on which it came: dates, timestamps (the day in
            their time zone), or text such as 2026-11-02. Without it a day that is written
            without a year is taken as of today, and no day is judged: whether it is over, or too
            soon.
        jurisdiction: Name of the column with the country whose law applies.
        lang: Language of `limits`, for all; that of each message if not given.
        checker: The checker; the one behind `check` by default.

    Returns:
        For each batch one with its rows and columns unchanged and those of `SCHEMA` behind them,
        made when it is asked for; through a RecordBatchReader if `batches` streams, so that what
        reads a table can read it.

    Raises:
        ColumnError: As for `output_schema`; at once if `batches` streams, with the first batch
            otherwise.
        TypeError: For an argument of another type.

    """
    if lang is not None and lang not in LANGS:
        raise TypeError(f"lang must be one of {', '.join(LANGS)}, not {lang!r}")
    columns = columns_of(column, sender, channel, received, jurisdiction)
    checker = checker or default_checker()
    if not hasattr(batches, "__arrow_c_stream__"):
        if not isinstance(batches, Iterable):
            raise TypeError(f"batches must be record batches, not {type(batches).__name__}")
        return _checked(batches, columns, lang, checker)
    stream = pa.RecordBatchReader.from_stream(batches)
    schema = _output_schema(stream.schema, columns)
    checked = _checked(stream, columns, lang, checker)
    return cast("Iterator[pa.RecordBatch]", pa.RecordBatchReader.from_batches(schema, checked))


def _output_schema(schema: pa.Schema, columns: tuple[Column, ...]) -> pa.Schema:
    for column in columns:
        require(schema, column)
    taken = [name for name in SCHEMA.names if name in schema.names]
    if taken:
        raise ColumnError(
            f"the table has a column {', '.join(map(repr, taken))}, which is to be added; rename it"
        )
    metadata = {**(schema.metadata or {}), **SCHEMA.metadata}
    return pa.schema([*schema, *SCHEMA], metadata=metadata)


def _checked(
    batches: Iterable[pa.RecordBatch],
    columns: tuple[Column, ...],
    lang: Lang | None,
    checker: Checker,
) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        if not isinstance(batch, pa.RecordBatch):
            raise TypeError(f"batches must be pyarrow.RecordBatch, not {type(batch).__name__}")
        schema = _output_schema(batch.schema, columns)
        starts = range(0, max(1, batch.num_rows), _SLICE)
        added = pa.concat_batches(
            [_added(_answers(batch.slice(at, _SLICE), columns, lang, checker)) for at in starts]
        )
        yield pa.RecordBatch.from_arrays([*batch.columns, *added.columns], schema=schema)


_Answer = Report | str | None
"""The report on a row, what cannot be read of it, or None for null text."""


def _answers(
    batch: pa.RecordBatch, columns: tuple[Column, ...], lang: Lang | None, checker: Checker
) -> Iterator[_Answer]:
    texts, *others = cells = [values_of(batch.column(each.name), each) for each in columns]
    options = [column.option for column in columns[1:]]
    known = [dict(zip(options, row, strict=True)) for row in zip(*others, strict=True)]
    abouts: Iterable[dict[str, Any]] = known or repeat(
        {}
    )  # which has no end, nor may the problems have one
    for text, problem, about in zip(texts, problems_of(cells), abouts, strict=False):
        if text is None:
            yield None
        elif problem:
            yield problem
        else:
            yield checker.check(text, lang=lang, **about)


def _added(answers: Iterable[_Answer]) -> pa.RecordBatch:
    """The columns that are added, for a few rows.

    Most messages are none of ours and share a report, which is put into columns once.
    """
    answers = [*answers]
    problems = [each if type(each) is str else None for each in answers]
    reports = {id(each): each for each in answers if not isinstance(each, _NO_REPORT)}
    place_of = {key: place for place, key in enumerate(reports)}
    places = pa.array([place_of.get(id(each)) for each in answers], pa.int32())
    judged = pa.array([*map(_row, reports.values())], _JUDGED).take(places)
    columns = [*judged.flatten(), pa.array(problems, pa.string())]
    return pa.RecordBatch.from_arrays(columns, schema=SCHEMA)


_NO_REPORT = (str, NoneType)
_JUDGED = pa.struct([field for field in SCHEMA if field.name != "problem"])


def _row(report: Report) -> tuple[object, ...]:
    """A row of `_JUDGED`."""
    return (
        report.verdict.value,
        report.score,
        [*map(_finding, report.findings)],
        _claims(report.claims),
        report.jurisdiction,
        report.rule_pack.sha256,
        report.limits,
    )


def _finding(finding: Finding) -> tuple[object, ...]:
    start, end = (finding.spans[0].start, finding.spans[0].end) if finding.spans else (None, None)
    return finding.rule_id, finding.points, start, end


def _claims(claims: Claims) -> tuple[object, ...]:
    values: dict[str, dict[str, None]] = {kind: {} for kind in _CLAIMS.values()}
    for claim in claims.items:
        if claim.kind in values:
            values[claim.kind][claim.value] = None
    return claims.speaker.role.value, *map(list, values.values())
