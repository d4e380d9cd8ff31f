"""CSV and TSV, in chunks of rows; see `summons_check.csv_records`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa

from summons_check.csv_records import Record, csv_records
from summons_check.files.chunks import Chunk, in_chunks
from summons_check.files.encodings import text_of
from summons_check.files.kinds import FileError, Kind

DELIMITERS = {"csv": ",", "tsv": "\t"}


class Delimited:
    """A reader of CSV or TSV. Its columns are text: 010 stays 010, and an empty cell stays empty.

    Raises:
        FileError: If the first row is no head for a table.

    """

    place = "line"

    def __init__(self, path: Path, kind: Kind, encoding: str) -> None:
        self._path, self._kind, self._encoding = path, kind, encoding
        with path.open("rb") as file:
            text = text_of(file, kind.packing, encoding, newline="")
            head = next(csv_records(text, DELIMITERS[kind.format]), None)
        self.schema = pa.schema([(name, pa.string()) for name in self._names(head)])

    def _names(self, head: Record | None) -> list[str]:
        if head is None:
            raise FileError(f"{self._path}: is empty; its first row must name the columns")
        names = [*map(str, head.cells)]
        twice = [name for name in names if names.count(name) > 1]
        if head.problem or twice:
            why = head.problem or f"column {twice[0]!r} is there twice; rename one"
            raise FileError(f"{self._path}: its first row, the names of the columns: {why}")
        return names

    def chunks(self) -> Iterator[Chunk]:
        """Read all; see `Reader`."""
        with self._path.open("rb") as file:
            text = text_of(file, self._kind.packing, self._encoding, newline="")
            records = csv_records(text, DELIMITERS[self._kind.format])
            next(records)
            yield from in_chunks(map(self._fitting, records), self.schema, file.tell)

    def _fitting(self, record: Record) -> Record:
        """The record, or that it does not have a cell for each column."""
        count, wanted = len(record.cells), len(self.schema)
        if record.problem or count == wanted:
            return record
        problem = f"it has {count} cells and the first row {wanted}; quote cells with a separator"
        return record._replace(cells=(), problem=problem)
