"""Tables in pieces that fit into memory: what readers give, and what is checked at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

import pyarrow as pa

from summons_check.csv_records import MAX_CHARS, Record

MAX_ROWS = 50_000
"""Rows of a chunk, at most; an interrupted run does one chunk again."""


class Chunk(NamedTuple):
    """Some rows of a table."""

    number: int
    """In the table, from 0."""
    rows: pa.RecordBatch
    places: Sequence[int]
    """Of each row its line in a text file, or its number in a Parquet file, from 1."""
    problems: Mapping[int, str]
    """By index in `rows`: what could not be read of a row. What could not is null."""
    position: int
    """Bytes of the file that were read so far, about."""


class Reader(Protocol):
    """A table that is read chunk by chunk, always into the same chunks."""

    @property
    def schema(self) -> pa.Schema:
        """The columns."""

    @property
    def place(self) -> str:
        """What `Chunk.places` count: "line" or "row"."""

    def chunks(self) -> Iterator[Chunk]:
        """Read all.

        Raises:
            FileError: Where the file is damaged.

        """


def in_chunks(
    records: Iterable[Record], schema: pa.Schema, position: Callable[[], int]
) -> Iterator[Chunk]:
    """Gather records to chunks."""
    number, size, gathered = 0, 0, list[Record]()
    for record in records:
        gathered.append(record)
        size += record.size
        if len(gathered) >= MAX_ROWS or size >= MAX_CHARS:
            yield _chunk(number, gathered, schema, position())
            number, size, gathered = number + 1, 0, []
    if gathered:
        yield _chunk(number, gathered, schema, position())


def _chunk(number: int, records: Sequence[Record], schema: pa.Schema, position: int) -> Chunk:
    nothing = (None,) * len(schema)
    columns = zip(*(record.cells or nothing for record in records), strict=True)
    arrays = [_array(cells, kind) for cells, kind in zip(columns, schema.types, strict=True)]
    return Chunk(
        number,
        pa.RecordBatch.from_arrays(arrays, schema=schema),
        [record.line for record in records],
        {index: record.problem for index, record in enumerate(records) if record.problem},
        position,
    )


def _array(cells: Sequence[object], kind: pa.DataType) -> pa.Array:
    if isinstance(kind, pa.BaseExtensionType):
        return pa.ExtensionArray.from_storage(kind, pa.array(cells, kind.storage_type))
    return pa.array(cells, kind)
