"""Many messages from files and folders: each is checked once, in order, whatever goes wrong.

A run that was interrupted is taken up where it ended: the order of the rows is always the same, and
what is done stands in the table that is being written.
"""

from __future__ import annotations

import csv
import gzip
import json
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from io import StringIO
from itertools import zip_longest
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from pydantic import ValidationError

import summons_check
from summons_check.checker import Checker
from summons_check.csv_records import csv_records
from summons_check.errors import SummonsCheckError
from summons_check.message_input import UnreadableMessageError, decoded
from summons_check.models import Channel, Frozen
from summons_check.report import Report
from summons_check.run_identity import Identity, changes, rules_hash

_LINES = (".jsonl", ".ndjson")
_DELIMITERS = {".csv": ",", ".tsv": "\t"}
_Record = tuple[int, Mapping[str, object] | str]
"""Characters of a record, and the record, or what is wrong with it."""


class BatchError(SummonsCheckError):
    """A batch that cannot be run: nothing to read, or nowhere to write."""


class Given(Frozen):
    """What is known of a message besides its text, as `check` takes it: columns of a table."""

    sender: str | None = None
    channel: Channel | None = None
    received: date | None = None
    jurisdiction: str | None = None


_NOTHING = Given()
_COLUMN = "rename the one that holds the messages, or name it (`batch --column`)"


class Row(NamedTuple):
    """One message of a file, or why there is none."""

    source: str
    number: int
    """Of the message in its file, from 1; 0 stands for the file."""
    size: int
    """Bytes of the file that it took, about."""
    text: str = ""
    given: Given = _NOTHING
    columns: Mapping[str, object] = MappingProxyType({})
    """All that its row has."""
    problem: str = ""
    is_guess: bool = False
    """Whether its file was read as GB18030 because it is not UTF-8."""


class Result(NamedTuple):
    """What is said of a row: a line of the table that comes out."""

    source: str
    number: int
    verdict: str = ""
    score: int | str = ""
    jurisdiction: str = ""
    rules: str = ""
    """Ids of the findings, with spaces between them."""
    skipped: str = ""
    """Why the row was not checked."""


HEAD = ",".join(Result._fields) + "\n"


def files_of(paths: Iterable[Path], own: Collection[Path] = ()) -> list[Path]:
    """The files that are named, and those in folders that are named, in order; hidden ones aside.

    Args:
        paths: Files and folders.
        own: Files that the run itself writes: no messages, should they lie in one of the folders.

    Raises:
        BatchError: If a path is neither, or one that is written, or there is no file.

    """
    written = {path.resolve() for path in own}
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = [each for each in sorted(path.rglob("*")) if _is_visible(each, path)]
            found.update((each, None) for each in inside if each.resolve() not in written)
        elif path.resolve() in written:
            raise BatchError(f"{path} is to be read and to be written; name another with --out")
        elif path.exists():
            found[path] = None
        else:
            raise BatchError(f"{path}: there is no such file or folder; mend the path")
    if not found:
        raise BatchError("there is no file to read; name one, or a folder with one in it")
    return list(found)


def _is_visible(path: Path, folder: Path) -> bool:
    """Whether it is a file, and neither it nor a folder on the way to it is hidden."""
    parts = path.relative_to(folder).parts
    return path.is_file() and not any(part.startswith(".") for part in parts)


def rows_of(file: Path, column: str = "text") -> Iterator[Row]:
    """Read the messages of a file.

    Args:
        file: JSON Lines (`.jsonl`, `.ndjson`) or a table (`.csv`, `.tsv`) with a message a row,
            each also with `.gz`; any other file is one message.
        column: The column of the text.

    Yields:
        A row for each message, and one for each that cannot be read.

    """
    source, size = str(file), 0
    is_packed = file.suffix.lower() == ".gz"
    try:
        data = file.read_bytes()
        size = len(data)
        text, is_guess = decoded(gzip.decompress(data) if is_packed else data, source)
    except (OSError, EOFError, zlib.error, UnreadableMessageError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        yield Row(source, 0, size, problem=reason)
        return
    kind = (Path(file.stem).suffix if is_packed else file.suffix).lower()
    if kind in _LINES:
        records = _json_lines(text)
    elif kind in _DELIMITERS:
        records = _table(text, _DELIMITERS[kind])
    else:
        yield Row(source, 1, size, text, is_guess=is_guess)
        return
    share = size / max(1, len(text))
    for number, (length, record) in enumerate(records, 1):
        row = Row(source, number, round(length * share), is_guess=is_guess)
        yield _row(row, record, column)


def _json_lines(text: str) -> Iterator[_Record]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            yield len(line), f"no JSON: line {number}, column {error.colno}: {error.msg}"
        except (ValueError, RecursionError) as error:
            yield len(line), f"no JSON: line {number}: {error}"
        else:
            yield len(line), record if isinstance(record, dict) else "no JSON object"


def _table(text: str, delimiter: str) -> Iterator[_Record]:
    records = csv_records(StringIO(text, newline=""), delimiter)
    head = next(records, None)
    if head is None:
        return
    if head.problem:
        yield len(text), f"its first row, the names of the columns: {head.problem}"
        return
    for record in records:
        if record.problem:
            yield record.size, f"line {record.line}: {record.problem}"
        elif len(record.cells) > len(head.cells):
            yield record.size, f"line {record.line}: more cells than columns"
        else:
            yield record.size, dict(zip_longest(map(str, head.cells), record.cells))


def _row(row: Row, record: Mapping[str, object] | str, column: str) -> Row:
    """The row with what its record says."""
    if isinstance(record, str):
        return row._replace(problem=record)
    if column not in record:
        return row._replace(problem=f"no column {column!r}; {_COLUMN}")
    text = record[column]
    if not isinstance(text, str):
        return row._replace(problem=f"{column!r} is no text")
    known = {name: record[name] for name in Given.model_fields if record.get(name)}
    try:
        given = Given.model_validate_json(json.dumps(known), strict=True)
    except ValidationError as error:
        (wrong, *_) = error.errors(include_url=False, include_input=False, include_context=False)
        place = repr(wrong["loc"][0]) if wrong["loc"] else "its columns"
        return row._replace(problem=f"{place}: {wrong['msg']}")
    return row._replace(text=text, given=given, columns=record)


def check_rows(checker: Checker, rows: Iterable[Row], given: Given = _NOTHING) -> Iterator[Result]:
    """Check rows one after another.

    Args:
        checker: The checker.
        rows: As `rows_of` reads them.
        given: What holds for every message of which its row says nothing else.

    """
    for row in rows:
        if row.problem:
            yield Result(row.source, row.number, skipped=row.problem)
            continue
        report = checked(checker, row.text, row.given, given)
        yield Result(
            row.source,
            row.number,
            report.verdict.value,
            report.score,
            report.jurisdiction,
            " ".join([finding.rule_id for finding in report.findings]),
        )


def checked(checker: Checker, text: str, own: Given, given: Given = _NOTHING) -> Report:
    """Check a message with what is known of it, and of all where that says nothing."""
    return checker.check(
        text,
        sender=own.sender or given.sender,
        channel=own.channel or given.channel,
        received=own.received or given.received,
        jurisdiction=own.jurisdiction or given.jurisdiction,
    )


def as_csv(result: Result) -> str:
    """A line of the table."""
    line = StringIO()
    csv.writer(line, lineterminator="\n").writerow(map(_in_one_line, result))
    return line.getvalue()


def _in_one_line(cell: object) -> str:
    return " ".join(str(cell).splitlines())


def take_up(written: str, rows: Iterator[Row]) -> tuple[str, list[str]]:
    """Go on with a table that was interrupted: pass over the rows that it has.

    Args:
        written: The table so far.
        rows: The rows of all files; those that are done are taken from it.

    Returns:
        What stays of the table: a line without its end is cut off. And the verdicts in it, row by
        row; empty for one that was skipped.

    Raises:
        BatchError: If it is no such table, or one of other messages.

    """
    if not written:
        return HEAD, []
    kept = written[: written.rfind("\n") + 1]
    if not kept.startswith(HEAD):
        raise BatchError("is no table that a batch has begun; begin anew with --restart")
    verdicts = []
    for source, number, verdict, *_ in csv.reader(StringIO(kept.removeprefix(HEAD), newline="")):
        row = next(rows, None)
        if row is None or (source, number) != (_in_one_line(row.source), str(row.number)):
            raise BatchError("was begun with other messages; begin anew with --restart")
        verdicts.append(verdict)
    return kept, verdicts


def identity_of(checker: Checker, given: Given, column: str) -> Identity:
    """What a run is that checks all its rows so."""
    return Identity(
        input=None,  # the rows of the table tell it
        call={
            "column": column,
            **given.model_dump(mode="json"),
            "jurisdiction": given.jurisdiction or checker.jurisdiction,
        },
        rules=rules_hash(checker),
        versions={"summons_check": summons_check.__version__},
    )


def refuse_another(noted: bytes, run: Identity) -> None:
    """Refuse to go on with what another run has begun.

    Args:
        noted: The identity of the run that began, as JSON.
        run: The one that is to go on.

    Raises:
        BatchError: If they differ, or nothing is known of the first.

    """
    try:
        begun = Identity.model_validate_json(noted)
    except ValidationError:
        raise BatchError("was begun by another version; begin anew with --restart") from None
    if changed := ", ".join(changes(begun, run)):
        raise BatchError(
            f"was begun, but {changed} changed since then; undo that to go on, or begin anew"
            " with --restart"
        )
