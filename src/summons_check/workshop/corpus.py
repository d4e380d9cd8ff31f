"""Messages of a corpus: what a file of them may look like, and what is refused."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import ConfigDict, ValidationError

from summons_check.checker import Checker
from summons_check.pack_schema import Example
from summons_check.report import Report
from summons_check.workshop.bench import WorkshopError

_TABLES = {".csv": ",", ".tsv": "\t"}


class Entry(Example):
    """One message of a corpus; what else a row has is nobody's business here."""

    model_config = ConfigDict(extra="ignore")

    id: str
    label: str = ""


def read_corpora(files: Iterable[Path]) -> list[Entry]:
    """Read messages from files.

    Args:
        files: JSON Lines (`.jsonl`, `.jsonl.gz`) or tables (`.csv`, `.tsv`) in UTF-8 with a header.
            Each row has `text`, and may have `id`, `label`, `sender`, `channel`, `received`
            (2026-11-02) and `jurisdiction`. Without an id, it is the name of the file and the line.

    Raises:
        WorkshopError: With the file, the line and what is wrong; never with words of the message.

    """
    return [entry for file in files for entry in _read(file)]


def check_entry(checker: Checker, entry: Entry) -> Report:
    """Check a message as it came."""
    return checker.check(
        entry.text,
        sender=entry.sender,
        channel=entry.channel,
        received=entry.received,
        jurisdiction=entry.jurisdiction,
    )


def _read(file: Path) -> Iterator[Entry]:
    delimiter = _TABLES.get(file.suffix)
    rows = _of_table(file, delimiter) if delimiter else _of_lines(file)
    for line, row in rows:
        yield _entry(row, f"{file.name}:{line}", file, line)


def _text_of(file: Path) -> str:
    try:
        data = file.read_bytes()
        return (gzip.decompress(data) if file.suffix == ".gz" else data).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise WorkshopError(f"{str(file)!r} is no text in UTF-8: byte {error.start}") from error
    except (OSError, EOFError, zlib.error, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise WorkshopError(f"cannot read {str(file)!r}: {reason}") from error


def _of_lines(file: Path) -> Iterator[tuple[int, object]]:
    for line, text in enumerate(_text_of(file).split("\n"), 1):
        if text.strip():
            try:
                yield line, json.loads(text)
            except (ValueError, RecursionError):
                what = "is not JSON; write one object a line, or name a table .csv or .tsv"
                raise WorkshopError(f"{str(file)!r}, line {line}: {what}") from None


def _of_table(file: Path, delimiter: str) -> Iterator[tuple[int, object]]:
    reader = csv.DictReader(io.StringIO(_text_of(file), newline=""), delimiter=delimiter)
    try:
        if "text" not in (reader.fieldnames or ()):
            found = ", ".join(reader.fieldnames or ()) or "none"
            raise WorkshopError(f"{str(file)!r} has no column `text`; its columns are: {found}")
        for row in reader:
            yield reader.line_num, {key: value for key, value in row.items() if key and value}
    except csv.Error as error:
        raise WorkshopError(f"{str(file)!r}, line {reader.line_num}: {error}") from error


def _entry(row: object, name: str, file: Path, line: int) -> Entry:
    where = f"{str(file)!r}, line {line}"
    if not isinstance(row, dict):
        raise WorkshopError(f"{where}: is no object; write {{'text': …}}")
    values = {"id": name, **{key: value for key, value in row.items() if value is not None}}
    values["id"] = str(values["id"])
    try:
        # Dates come as texts, which the strict field of an example takes from JSON alone.
        return Entry.model_validate_json(json.dumps(values))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        key = ".".join(map(str, first["loc"]))
        raise WorkshopError(f"{where}: {key}: {first['msg']}") from None
