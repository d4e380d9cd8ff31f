"""Parquet, in and out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from summons_check.csv_records import MAX_CHARS
from summons_check.files.chunks import MAX_ROWS, Chunk
from summons_check.files.kinds import FileError

_BUFFER = 2**20


class Parquet:
    """A reader of Parquet.

    Raises:
        FileError: If it is none.

    """

    place = "row"

    def __init__(self, path: Path) -> None:
        self._path, self._size = path, path.stat().st_size
        try:
            with pq.ParquetFile(path) as file:
                self.schema: pa.Schema = file.schema_arrow
                self._count, self._rows = file.metadata.num_rows, _rows_of_chunk(file.metadata)
        except (pa.ArrowException, OSError):
            raise FileError(f"{path}: is no Parquet file, or cut off; get it anew") from None

    def chunks(self) -> Iterator[Chunk]:
        """Read all; see `Reader`."""
        with pq.ParquetFile(self._path, buffer_size=_BUFFER, pre_buffer=False) as file:
            first = 1
            for number, rows in enumerate(file.iter_batches(self._rows, use_threads=False)):
                places = range(first, first + rows.num_rows)
                first = places.stop
                position = self._size * (first - 1) // max(1, self._count)
                yield Chunk(number, rows, places, {}, position)


def _rows_of_chunk(metadata: pq.FileMetaData) -> int:
    """Rows with about as many bytes as a chunk may have characters."""
    groups = [metadata.row_group(index) for index in range(metadata.num_row_groups)]
    size = max((group.total_byte_size / max(1, group.num_rows) for group in groups), default=1)
    return int(min(MAX_ROWS, max(1, MAX_CHARS // max(1, size))))


def write_parquet(batches: Iterable[pa.RecordBatch], schema: pa.Schema, path: Path) -> None:
    """Write record batches, a row group each."""
    with path.open("wb") as file, pq.ParquetWriter(file, schema) as writer:
        for batch in batches:
            writer.write_batch(batch)


def read_batches(path: Path) -> Iterator[pa.RecordBatch]:
    """The record batches of a file that was written here."""
    with pq.ParquetFile(path, pre_buffer=False) as file:
        yield from file.iter_batches(MAX_ROWS, use_threads=False)
