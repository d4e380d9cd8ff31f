"""`check_file`: a file of messages in, the same with verdicts out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

import summons_check
from summons_check.arrow import output_schema
from summons_check.checker import Checker, default_checker
from summons_check.files.chunks import Chunk, Reader
from summons_check.files.counting import Sums, Watch, Watcher
from summons_check.files.delimited import Delimited
from summons_check.files.encodings import Encoding, encoding_of
from summons_check.files.json_lines import JsonLines
from summons_check.files.kinds import FileError, kind_of, reading, whole, writing
from summons_check.files.parquet import Parquet
from summons_check.files.parts import Parts, rows_path
from summons_check.files.summary import FileSummary
from summons_check.files.workers import Job, tallies
from summons_check.files.writers import Writer
from summons_check.models import Lang
from summons_check.run_identity import Identity, rules_hash, stamp_of

_LAYOUT = "1"
"""Of parts; another one when they are cut otherwise."""


def check_file(  # noqa: PLR0913 - what `check` takes, for each row, and how to go about it
    source: str | os.PathLike[str],
    target: str | os.PathLike[str],
    column: str = "text",
    *,
    sender: str | None = None,
    channel: str | None = None,
    received: str | None = None,
    jurisdiction: str | None = None,
    lang: Lang | None = None,
    checker: Checker | None = None,
    encoding: str | None = None,
    restart: bool = False,
    processes: int = 1,
    progress: Watcher | None = None,
) -> FileSummary:
    r"""Check a file with a message a row, of any size.

    Formats are told by the endings, of both files: `.parquet`, `.csv`, `.tsv` and `.jsonl`
    (`.ndjson`), the last three also with `.gz`, `.zst`, `.bz2` or `.xz` behind. All columns go out,
    with those of `summons_check.arrow.SCHEMA` behind them; nested ones are JSON in CSV. A row that
    cannot be read goes out as nulls, and its `problem` says where it stood and why.

    Work is kept in parts in a folder beside the target, `<target>.parts`, which needs about as much
    room as the target uncompressed. When a run is interrupted, the same call goes on. The target
    appears at the end, whole. Let no two calls make the same target at a time.

    Args:
        source: The file to read. Columns of CSV are text, and `encoding` below is looked for.
        target: The file to make.
        column: Name of the column of messages.
        sender: Name of the column of senders; this and the next three as for `check_batches`.
        channel: Name of the column of how they came.
        received: Name of the column of when they came.
        jurisdiction: Name of the column of countries whose law applies.
        lang: Language of `limits`, for all; that of each message if not given.
        checker: The checker; the one behind `check` by default.
        encoding: Of a text file. Found if not given: UTF-8, what a byte order mark says, or else
            GB18030, which is a guess; `FileSummary.encoding` says on what grounds.
        restart: Begin anew, whatever is there: a target, or an interrupted run.
        processes: How many check at a time. With more than one, call this under
            `if __name__ == "__main__":`. Each takes about as much memory as the first.
        progress: Is called now and then.

    Raises:
        FileError: For a file that cannot be read or written, a target that is there, an interrupted
            run of another call; it says how to mend it.
        ColumnError: For columns that cannot be used, as in `check_batches`.
        TypeError: For an argument of another type.

    Examples:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     inbox, checked = Path(folder, "inbox.csv"), Path(folder, "checked.jsonl")
        ...     _ = inbox.write_bytes("text\n我司已签发逮捕令，今晚上门抓人".encode())
        ...     check_file(inbox, checked).verdicts
        {'likely_fake': 1}

    """
    source, target = Path(source), Path(target)
    _require_sense(source, target, processes)
    columns = {
        "sender": sender,
        "channel": channel,
        "received": received,
        "jurisdiction": jurisdiction,
    }
    kind = kind_of(target)
    call = {"column": column, **columns, "lang": lang, "encoding": encoding, "format": kind.format}
    checker = checker or default_checker()
    parts = Parts(target, _identity(source, call, checker), restart=restart)
    summary = parts.summary
    if summary is None:
        watch = Watch(progress, source.stat().st_size)
        texts = [column, *filter(None, columns.values())]
        with reading(source):
            reader, found = _opened(source, encoding, texts, parts.schema, watch)
        writer = Writer(kind, output_schema(reader.schema, column, **columns))
        writer.require_writable()
        job = Job(parts.folder, writer, reader.place, column, columns, lang)
        run = _Run(source, target, reader, parts, job, checker, watch)
        sums = run.check(processes)
        summary = sums.summary(reader.place, found)
        run.join(sums, summary)
    parts.remove()
    return summary


def _require_sense(source: Path, target: Path, processes: int) -> None:
    """Refuse what can be refused before anything is read."""
    kind_of(source)
    if not source.is_file():
        raise FileError(f"{source}: there is no such file; mend the path")
    if not target.parent.is_dir():
        raise FileError(f"{target}: there is no folder {target.parent}; make it")
    if target.is_dir():
        raise FileError(f"{target}: is a folder; name a file")
    if target.exists() and target.samefile(source):
        raise FileError(f"{target}: is the file that is read; name another target")
    if processes < 1:
        raise FileError(f"processes={processes}: one at least must check")


def _identity(source: Path, call: dict[str, str | None], checker: Checker) -> Identity:
    with reading(source):
        stamp = stamp_of(source)
    return Identity(
        input=stamp,
        call=call,
        rules=rules_hash(checker),
        versions={
            "layout": _LAYOUT,
            "pyarrow": pa.__version__,
            "summons_check": summons_check.__version__,
        },
    )


def _opened(
    source: Path, encoding: str | None, texts: list[str], schema: pa.Schema | None, watch: Watch
) -> tuple[Reader, Encoding | None]:
    """A reader of the file."""
    kind = kind_of(source)
    if kind.format == "parquet":
        return Parquet(source), None
    found = encoding_of(source, kind.packing, encoding)
    if kind.format == "jsonl":
        return JsonLines(source, kind, found.name, texts, schema=schema, tick=watch.columns), found
    return Delimited(source, kind, found.name), found


class _Run(NamedTuple):
    """All that a run needs."""

    source: Path
    target: Path
    reader: Reader
    parts: Parts
    job: Job
    checker: Checker
    watch: Watch

    def check(self, processes: int) -> Sums:
        """Do the parts that are not done."""
        sums = Sums()
        with writing(self.parts.folder):
            self.parts.begin(self.reader.schema)
        for chunk, tally in tallies(self._left(sums), self.job, self.checker, processes):
            sums.add(tally)
            self.watch.checking(chunk.position, sums.rows)
        return sums

    def _left(self, sums: Sums) -> Iterator[Chunk]:
        """The chunks that are not done; those that are, are counted."""
        chunks = self.reader.chunks()
        while True:
            with reading(self.source):
                chunk = next(chunks, None)
            if chunk is None:
                return
            if tally := self.parts.tally(chunk.number):
                sums.add(tally, is_old=True)
                self.watch.checking(chunk.position, sums.rows)
            else:
                yield chunk

    def join(self, sums: Sums, summary: FileSummary) -> None:
        """Make the target of all parts."""
        if stamp_of(self.source) != self.parts.identity.input:
            raise FileError(f"{self.source}: changed while it was read; begin anew with restart")
        done = 0

        def tick(part: Path) -> None:
            nonlocal done
            done += part.stat().st_size
            self.watch.joining(done, sums)

        paths = [rows_path(self.parts.folder, number) for number in range(sums.parts)]
        with writing(self.target), whole(self.target, room=self.parts.folder) as made:
            self.job.writer.join(paths, made, tick)
            self.parts.finish(made, summary)
