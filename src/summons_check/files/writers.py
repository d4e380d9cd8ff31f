"""What comes out: parts, each written by itself, and the file that they are put together to."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable, Iterable
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.csv

from summons_check.files.cells import as_cells, json_lines, require_text
from summons_check.files.delimited import DELIMITERS
from summons_check.files.kinds import Kind, packed
from summons_check.files.parquet import read_batches, write_parquet

Tick = Callable[[Path], None]
"""Is told of each part that was put into the file."""


class Writer(NamedTuple):
    """How a table is written. A process may send it to another.

    Text is UTF-8 without a mark. In CSV a null is an empty cell, and an empty text is `""`.
    """

    kind: Kind
    schema: pa.Schema

    def require_writable(self) -> None:
        """Refuse columns that the format does not know.

        Raises:
            FileError: If there is one.

        """
        if self.kind.format != "parquet":
            require_text(self.schema)

    def write_part(self, rows: pa.RecordBatch, path: Path) -> None:
        """Write some rows, for `join`."""
        if self.kind.format == "parquet":
            write_parquet([rows], self.schema, path)
            return
        with path.open("wb") as file:
            if self.kind.format == "jsonl":
                file.write(json_lines(rows))
            else:
                options = pa.csv.WriteOptions(include_header=False, delimiter=self._delimiter)
                pa.csv.write_csv(as_cells(rows), file, options)

    def join(self, parts: Iterable[Path], path: Path, tick: Tick) -> None:
        """Put parts together to one file."""
        if self.kind.format == "parquet":
            batches = (batch for part in _told(parts, tick) for batch in read_batches(part))
            write_parquet(batches, self.schema, path)
            return
        with packed(path, self.kind.packing) as file:
            file.write(self._head())
            for part in _told(parts, tick):
                _copy(part, file)

    @property
    def _delimiter(self) -> str:
        return DELIMITERS[self.kind.format]

    def _head(self) -> bytes:
        if self.kind.format == "jsonl":
            return b""
        line = StringIO()
        writer = csv.writer(line, delimiter=self._delimiter, lineterminator="\n")
        writer.writerow(self.schema.names)
        return line.getvalue().encode()


def _told(parts: Iterable[Path], tick: Tick) -> Iterable[Path]:
    for part in parts:
        yield part
        tick(part)


def _copy(part: Path, file: Any) -> None:  # noqa: ANN401 - pyarrow has no types
    with part.open("rb") as rows:
        shutil.copyfileobj(rows, file, 2**20)
