"""JSON Lines: one JSON object a line.

They have no head, so all lines are read once to learn the columns, and again for the rows.
Python's `json` and not pyarrow's reader, which ends at the first line that is broken.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from enum import Flag, auto
from pathlib import Path
from typing import NoReturn

import pyarrow as pa

from summons_check.csv_records import LOST, MAX_CHARS, Record
from summons_check.files.chunks import Chunk, in_chunks
from summons_check.files.encodings import text_of
from summons_check.files.kinds import FileError, Kind

_MOST_COLUMNS = 1_000
_EXACT = 2**53
"""Up to here each whole number is a float."""
_LARGEST = 2**63
_OFTEN = 2**16
_HALF = re.compile(r"\\u[dD][89a-fA-F]")
"""Half a character, or one half of an emoji."""
_ANY = pa.json_(pa.string())
"""Type of columns with lists, objects, or values of several types: each cell is JSON."""

Tick = Callable[[int], None]
"""Is told how many bytes were read."""


class _Value(Flag):
    """What the cells of a column are, nulls aside."""

    TEXT = auto()
    TRUTH = auto()
    WHOLE = auto()
    LARGE = auto()
    FLOAT = auto()
    OTHER = auto()


_TYPES = {
    _Value(0): pa.string(),
    _Value.TEXT: pa.string(),
    _Value.TRUTH: pa.bool_(),
    _Value.WHOLE: pa.int64(),
    _Value.LARGE: pa.int64(),
    _Value.WHOLE | _Value.LARGE: pa.int64(),
    _Value.FLOAT: pa.float64(),
    _Value.FLOAT | _Value.WHOLE: pa.float64(),
}
_FLAGS = {str: _Value.TEXT, bool: _Value.TRUTH, float: _Value.FLOAT, type(None): _Value(0)}


class JsonLines:
    """A reader of JSON Lines.

    Args:
        path: The file.
        kind: How it is compressed.
        encoding: Of its text.
        texts: Columns whose cells must be text.
        schema: The columns, if they are known; all is read to find them otherwise.
        tick: Called now and then while they are looked for.

    Raises:
        FileError: If there are too many columns.

    """

    place = "line"

    def __init__(  # noqa: PLR0913 - all of them are needed
        self,
        path: Path,
        kind: Kind,
        encoding: str,
        texts: Sequence[str],
        *,
        schema: pa.Schema | None = None,
        tick: Tick | None = None,
    ) -> None:
        self._path, self._kind, self._encoding, self._texts = path, kind, encoding, texts
        self.schema = schema or self._found_schema(tick)

    def chunks(self) -> Iterator[Chunk]:
        """Read all; see `Reader`."""
        with self._path.open("rb") as file:
            text = text_of(file, self._kind.packing, self._encoding, newline="\n")
            lines = _lines(text.readline)
            records = (self._record(number, line) for number, line in lines)
            yield from in_chunks(records, self.schema, file.tell)

    def _record(self, number: int, line: str | None) -> Record:
        found = _parsed(line)
        if isinstance(found, str):
            return Record(number, 0, (), found)
        problems: list[str] = []
        cells = [
            _cell(found.get(name), kind, name, problems)
            for name, kind in zip(self.schema.names, self.schema.types, strict=True)
        ]
        return Record(number, len(line or ""), cells, "; ".join(problems))

    def _found_schema(self, tick: Tick | None) -> pa.Schema:
        columns: dict[str, _Value] = {}
        with self._path.open("rb") as file:
            text = text_of(file, self._kind.packing, self._encoding, newline="\n")
            for number, line in _lines(text.readline):
                found = _parsed(line)
                if isinstance(found, dict):
                    _note(found, columns)
                if len(columns) > _MOST_COLUMNS:
                    raise FileError(
                        f"{self._path}:{number}: more than {_MOST_COLUMNS:,} different keys; "
                        "nest what is no column"
                    )
                if tick and number % _OFTEN == 0:
                    tick(file.tell())
        named = columns or dict.fromkeys(
            self._texts
        )  # a file without rows has the columns asked for
        kinds = {name: _TYPES.get(value or _Value(0), _ANY) for name, value in named.items()}
        return pa.schema(kinds | dict.fromkeys(kinds.keys() & self._texts, pa.string()))


def _note(record: dict[str, object], columns: dict[str, _Value]) -> None:
    for name, value in record.items():
        flag = _FLAGS.get(type(value), _Value.OTHER)
        if isinstance(value, int) and flag is _Value.OTHER and -_LARGEST <= value < _LARGEST:
            flag = _Value.WHOLE if abs(value) <= _EXACT else _Value.LARGE
        seen = columns.get(name)
        if seen is None:
            columns[name] = flag
        elif flag not in seen:
            columns[name] = seen | flag


def _cell(value: object, kind: pa.DataType, name: str, problems: list[str]) -> object:
    if value is None:
        return None
    if kind == _ANY:
        return json.dumps(value, ensure_ascii=False)
    if kind == pa.string() and not isinstance(value, str):
        problems.append(f"{name!r} is no text; write it in quotes")
        return None
    return value


def _lines(readline: Callable[[int], str]) -> Iterator[tuple[int, str | None]]:
    """The lines that are not blank, with their numbers; None for one that is too long."""
    number = 0
    while line := readline(MAX_CHARS):
        number += 1
        if len(line) == MAX_CHARS and not line.endswith("\n"):
            while (line := readline(MAX_CHARS)) and not line.endswith("\n"):
                pass
            yield number, None
        elif not line.isspace():
            yield number, line


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number in JSON; write null")


_DECODER = json.JSONDecoder(parse_constant=_refuse)


def _parsed(line: str | None) -> dict[str, object] | str:
    """The object of a line, or what is wrong with it and how to mend it, without its words."""
    if line is None:
        return f"it is longer than {MAX_CHARS:,} characters; shorten it"
    if LOST in line:
        return "it has bytes that are no text; mend them, or the encoding"
    try:
        found = _DECODER.decode(line)
    except (ValueError, RecursionError) as error:
        return _why(error)
    if not isinstance(found, dict):
        return "no JSON object; write {...}"
    if _HALF.search(line) and _has_half(found):
        return r"it has half a character (\ud800 to \udfff without the other half); take it out"
    return found


def _why(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"no JSON at character {error.pos + 1}: {error.msg}"
    return f"no JSON: {error}"


def _has_half(found: object) -> bool:
    try:
        json.dumps(found, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    return False
