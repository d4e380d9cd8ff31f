"""`summons-check batch`: many messages in, a table out."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Annotated, TextIO

import typer

from summons_check.batch import (
    HEAD,
    BatchError,
    Given,
    Result,
    Row,
    as_csv,
    check_rows,
    files_of,
    rows_of,
    take_up,
)
from summons_check.cli.options import (
    LEVELS,
    Experimental,
    FailOn,
    Jurisdiction,
    Level,
    OnlyThese,
    Received,
    Rules,
    Sender,
    Via,
    checker_of,
)
from summons_check.cli.progress import Bar, bar
from summons_check.models import Verdict

_FAILED = 2
_SKIPPED = "skipped"


def batch(  # noqa: PLR0913 - the options of the command
    paths: Annotated[list[Path], typer.Argument(help="Files and folders of messages.")],
    *,
    out: Annotated[
        Path | None, typer.Option(help="File for the table (CSV); standard output if left out.")
    ] = None,
    column: Annotated[str, typer.Option(help="Column of the text.")] = "text",
    restart: Annotated[bool, typer.Option(help="Begin anew, whatever is written.")] = False,
    sender: Sender = None,
    channel: Via = None,
    received: Received = None,
    jurisdiction: Jurisdiction = None,
    fail_on: FailOn = Level.SUSPICIOUS,
    rules: Rules = None,
    only_these_rules: OnlyThese = False,
    experimental: Experimental = False,
) -> None:
    """Check many messages: JSON Lines and CSV with one a row (also .gz), other files with one each.

    Columns `sender`, `channel`, `received` and `jurisdiction` count for their row. A row that
    cannot be read is counted, and the table tells why. With --out a run that was interrupted goes
    on where it ended. Ends with 1 if a verdict is at --fail-on or above, with 2 if no row could be
    checked.
    """
    files = files_of(paths)
    checker = checker_of(
        rules, only_these=only_these_rules, experimental=experimental, jurisdiction=jurisdiction
    )
    given = Given(sender=sender, channel=channel, received=received)
    read = chain.from_iterable(rows_of(file, column) for file in files)
    with bar(sum(file.stat().st_size for file in files)) as shown:
        rows = _noted(read, shown)
        done = 0
        if out is None:
            sys.stdout.write(HEAD)
            counts = _write(check_rows(checker, rows, given), sys.stdout)
        else:
            if out.is_dir():
                raise BatchError(f"{out} is a folder; name a file with --out")
            if out.exists() and not restart:
                raise BatchError(f"{out} is there already; write it anew with --restart")
            part = out.with_name(f"{out.name}.part")
            with _begun(part, rows, restart=restart) as (table, done):
                counts = _write(check_rows(checker, rows, given), table)
            part.replace(out)
    _sum_up(counts, done)
    if counts and counts.keys() <= {_SKIPPED}:
        raise typer.Exit(_FAILED)
    raise typer.Exit(int(any(counts[verdict] for verdict in LEVELS[fail_on])))


@contextmanager
def _begun(part: Path, rows: Iterator[Row], *, restart: bool) -> Iterator[tuple[TextIO, int]]:
    """The table that is being written, after the rows that stand in it already, and how many."""
    try:
        is_new = restart or not part.exists()
        kept = take_up("" if is_new else part.read_text(encoding="utf-8"), rows)
        part.write_text(kept, encoding="utf-8", newline="")
        table = part.open("a", encoding="utf-8", newline="", buffering=1)
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "is no table"
        raise BatchError(f"{part}: {reason}; name another file with --out") from error
    except BatchError as error:
        raise BatchError(f"{part} {error}") from error
    with table:
        yield table, kept.count("\n") - 1


def _write(results: Iterable[Result], table: TextIO) -> Counter[str]:
    counts: Counter[str] = Counter()
    for result in results:
        table.write(as_csv(result))
        counts[result.verdict or _SKIPPED] += 1
    return counts


def _sum_up(counts: Counter[str], done: int) -> None:
    """Tell how many there were, beside the table and not in it."""
    told = ", ".join(f"{counts[each]} {each}" for each in (*Verdict, _SKIPPED) if counts[each])
    before = f", after {done} that were done before" if done else ""
    typer.echo(f"{counts.total()} messages{before}: {told or 'none'}", err=True)


def _noted(rows: Iterable[Row], shown: Bar) -> Iterator[Row]:
    """Move the bar with the rows."""
    done = 0
    for number, row in enumerate(rows, 1):
        yield row
        done += row.size
        shown.show(number, done)
