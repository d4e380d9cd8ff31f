"""`summons-check batch`: many messages in, a table out."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Annotated, NamedTuple, TextIO

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
    identity_of,
    refuse_another,
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
from summons_check.message_input import told_guess
from summons_check.models import Verdict
from summons_check.run_identity import Identity

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
    made = _Made.beside(out) if out else None
    files = files_of(paths, made or ())
    if made:
        made.may_be_made(restart=restart)
    checker = checker_of(
        rules, only_these=only_these_rules, experimental=experimental, jurisdiction=jurisdiction
    )
    given = Given(sender=sender, channel=channel, received=received)
    read = chain.from_iterable(rows_of(file, column) for file in files)
    guessed: dict[str, None] = {}
    before: Counter[str] = Counter()
    with bar(sum(file.stat().st_size for file in files)) as shown:
        rows = _noted(read, shown, guessed)
        if made is None:
            sys.stdout.write(HEAD)
            counts = _write(check_rows(checker, rows, given), sys.stdout)
        else:
            run = identity_of(checker, given, column)
            with _begun(made, rows, run, restart=restart) as (table, before):
                counts = _write(check_rows(checker, rows, given), table)
            made.part.replace(made.table)
            made.run.unlink()
    counts += before
    _sum_up(counts, before.total(), guessed)
    if counts and counts.keys() <= {_SKIPPED}:
        raise typer.Exit(_FAILED)
    raise typer.Exit(int(any(counts[verdict] for verdict in LEVELS[fail_on])))


class _Made(NamedTuple):
    """The files that a run makes."""

    table: Path
    part: Path
    """The table, while it is being written."""
    run: Path
    """What the run is, while there is a part."""

    @classmethod
    def beside(cls, table: Path) -> _Made:
        """Those of a table."""
        return cls(table, *(table.with_name(f"{table.name}.{end}") for end in ("part", "run")))

    def may_be_made(self, *, restart: bool) -> None:
        """Refuse to write over what may be somebody's."""
        if self.table.is_dir():
            raise BatchError(f"{self.table} is a folder; name a file with --out")
        if self.table.exists() and not restart:
            raise BatchError(f"{self.table} is there already; write it anew with --restart")


@contextmanager
def _begun(
    made: _Made, rows: Iterator[Row], run: Identity, *, restart: bool
) -> Iterator[tuple[TextIO, Counter[str]]]:
    """The table that is being written, after the rows that stand in it already, and their verdicts.

    What the run is stands beside it first, so that no table is without.
    """
    part = made.part
    try:
        is_new = restart or not part.exists()
        kept, verdicts = take_up("" if is_new else part.read_text(encoding="utf-8"), rows)
        if verdicts:
            refuse_another(made.run.read_bytes() if made.run.exists() else b"", run)
        made.run.write_text(run.model_dump_json(), encoding="utf-8")
        part.write_text(kept, encoding="utf-8", newline="")
        table = part.open("a", encoding="utf-8", newline="", buffering=1)
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "is no table"
        raise BatchError(f"{part}: {reason}; name another file with --out") from error
    except BatchError as error:
        raise BatchError(f"{part} {error}") from error
    with table:
        yield table, Counter(verdict or _SKIPPED for verdict in verdicts)


def _write(results: Iterable[Result], table: TextIO) -> Counter[str]:
    counts: Counter[str] = Counter()
    for result in results:
        table.write(as_csv(result))
        counts[result.verdict or _SKIPPED] += 1
    return counts


def _sum_up(counts: Counter[str], done: int, guessed: Iterable[str]) -> None:
    """Tell how many there were, beside the table and not in it."""
    told = ", ".join(f"{counts[each]} {each}" for each in (*Verdict, _SKIPPED) if counts[each])
    before = f", {done} of them done before" if done else ""
    typer.echo(f"{counts.total()} messages{before}: {told or 'none'}", err=True)
    for name in guessed:
        typer.echo(told_guess(name), err=True)


def _noted(rows: Iterable[Row], shown: Bar, guessed: dict[str, None]) -> Iterator[Row]:
    """Move the bar with the rows, and keep in mind which files were read by a guess."""
    done = 0
    for number, row in enumerate(rows, 1):
        if row.is_guess:
            guessed[row.source] = None
        yield row
        done += row.size
        shown.show(number, done)
