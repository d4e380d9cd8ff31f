"""Chunks are checked and written as parts, here or in other processes."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from summons_check.arrow import SCHEMA, check_batches
from summons_check.checker import Checker
from summons_check.files.chunks import Chunk
from summons_check.files.kinds import FileError, whole, writing
from summons_check.files.parts import Tally, rows_path, write_tally
from summons_check.files.writers import Writer
from summons_check.models import Lang

MOST_TOLD = 20
"""Rows with a problem of which is told."""


class Job(NamedTuple):
    """What is to be done with each chunk."""

    folder: Path
    writer: Writer
    place: str
    """What the places of rows count."""
    column: str
    columns: dict[str, str | None]
    """The others that are read, as `check_batches` calls them."""
    lang: Lang | None

    def do(self, chunk: Chunk, checker: Checker) -> Tally:
        """Check a chunk and write it.

        Raises:
            FileError: If it cannot be written.

        """
        (rows,) = check_batches(
            [chunk.rows], self.column, **self.columns, lang=self.lang, checker=checker
        )
        rows = _with_problems(rows, chunk, self.place)
        path = rows_path(self.folder, chunk.number)
        with writing(self.folder):
            with whole(path) as begun:
                self.writer.write_part(rows, begun)
            tally = _tally(rows, chunk, self.place, path.stat().st_size)
            write_tally(self.folder, chunk.number, tally)
        return tally


def _with_problems(rows: pa.RecordBatch, chunk: Chunk, place: str) -> pa.RecordBatch:
    """The rows with what could not be read of them; such a row has no verdict."""
    if not chunk.problems:
        return rows
    problems = rows.column("problem").to_pylist()
    for index, reason in chunk.problems.items():
        also = f"; {problems[index]}" if problems[index] else ""
        problems[index] = f"{_where(chunk, index, place)}{reason}{also}"
    kept = [None if index in chunk.problems else index for index in range(rows.num_rows)]
    added = rows.select(SCHEMA.names).take(pa.array(kept, pa.int64()))
    told = added.set_column(added.schema.get_field_index("problem"), "problem", pa.array(problems))
    columns = [*rows.columns[: -len(SCHEMA)], *told.columns]
    return pa.RecordBatch.from_arrays(columns, schema=rows.schema)


def _where(chunk: Chunk, index: int, place: str) -> str:
    return f"{place} {chunk.places[index]}: "


def _tally(rows: pa.RecordBatch, chunk: Chunk, place: str, size: int) -> Tally:
    counts = pc.value_counts(rows.column("verdict").drop_null()).to_pylist()
    problems = rows.column("problem")
    wrong = pc.indices_nonzero(problems.is_valid()).to_pylist()
    first = [
        (chunk.places[index], problems[index].as_py().removeprefix(_where(chunk, index, place)))
        for index in wrong[:MOST_TOLD]
    ]
    return Tally(
        rows=rows.num_rows,
        verdicts={each["values"]: each["counts"] for each in counts},
        problems=len(wrong),
        first=tuple(first),
        size=size,
    )


def tallies(
    chunks: Iterable[Chunk], job: Job, checker: Checker, processes: int
) -> Iterator[tuple[Chunk, Tally]]:
    """Do all chunks, in their order.

    Raises:
        FileError: If a part cannot be written, or another process ends before its time.

    """
    if processes == 1:
        yield from ((chunk, job.do(chunk, checker)) for chunk in chunks)
        return
    # Started anew and not forked: threads of pyarrow may hold locks that a fork never gives back.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(processes, context, _begin, (job, checker))
    waiting: deque[tuple[Chunk, Future[Tally]]] = deque()
    try:
        for chunk in chunks:
            waiting.append((chunk, pool.submit(_do, chunk)))
            if len(waiting) > 2 * processes:
                yield _result(*waiting.popleft())
        while waiting:
            yield _result(*waiting.popleft())
    except BrokenProcessPool:
        raise FileError(
            "another process ended before its time: killed, out of memory, or the call does not "
            'stand under `if __name__ == "__main__":`; what is done is kept, the same call goes on'
        ) from None
    finally:
        pool.shutdown(cancel_futures=True)


def _result(chunk: Chunk, future: Future[Tally]) -> tuple[Chunk, Tally]:
    return chunk, future.result()


_mine: tuple[Job, Checker] | None = None
"""In another process: what it works with."""


def _begin(job: Job, checker: Checker) -> None:
    global _mine  # noqa: PLW0603 - a process of the pool has nothing else that lasts
    _mine = (job, checker)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all; the first process ends them
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A parent that is killed cannot tell its pool to end."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do(chunk: Chunk) -> Tally:
    assert _mine is not None, "the pool begins with _begin"  # noqa: S101
    job, checker = _mine
    return job.do(chunk, checker)
