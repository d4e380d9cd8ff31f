"""`summons-check table`: a file with a message a row in, the same with verdicts out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summons_check.cli.options import (
    LEVELS,
    Experimental,
    FailOn,
    InLanguage,
    Jurisdiction,
    Level,
    OnlyThese,
    Rules,
    UsageError,
    checker_of,
)
from summons_check.cli.progress import bar
from summons_check.models import Verdict

if TYPE_CHECKING:
    from summons_check.files import FileSummary, Progress

_FAILED = 2
_STAGES = {"columns": "columns are looked for", "checking": "messages", "joining": "put together"}


def table(  # noqa: PLR0913 - the options of the command
    source: Annotated[Path, typer.Argument(metavar="IN", help="A file with a message a row.")],
    target: Annotated[Path, typer.Argument(metavar="OUT", help="The file to make.")],
    *,
    column: Annotated[str, typer.Option(help="Column of the text.")] = "text",
    sender_column: Annotated[str | None, typer.Option(help="Column of who sent it.")] = None,
    channel_column: Annotated[str | None, typer.Option(help="Column of how it came.")] = None,
    received_column: Annotated[str | None, typer.Option(help="Column of when it came.")] = None,
    jurisdiction_column: Annotated[str | None, typer.Option(help="Column of the country.")] = None,
    encoding: Annotated[
        str | None, typer.Option(help="Of a text file IN, such as big5; found if left out.")
    ] = None,
    processes: Annotated[int, typer.Option(min=1, help="How many check at a time.")] = 1,
    restart: Annotated[bool, typer.Option(help="Begin anew, whatever is written.")] = False,
    lang: InLanguage = None,
    jurisdiction: Jurisdiction = None,
    fail_on: FailOn = Level.SUSPICIOUS,
    rules: Rules = None,
    only_these_rules: OnlyThese = False,
    experimental: Experimental = False,
) -> None:
    """Check a large table: Parquet, CSV, TSV or JSON Lines, told by the endings of both files.

    All columns go out, and what is said of each row. Text may be compressed: .gz, .zst, .bz2, .xz.
    A row that cannot be read is counted, and the column `problem` tells why. When it is
    interrupted, the same command goes on. Ends with 1 if a verdict is at --fail-on or above, with
    2 if no row could be checked.
    """
    try:
        from summons_check.files import check_file  # noqa: PLC0415 (what it needs may be missing)
    except ImportError as error:
        raise UsageError(str(error)) from error
    checker = checker_of(
        rules, only_these=only_these_rules, experimental=experimental, jurisdiction=jurisdiction
    )
    with bar(0) as shown:

        def show(progress: Progress) -> None:
            shown.show(progress.rows, progress.done, progress.total, _STAGES[progress.stage])

        summary = check_file(
            source,
            target,
            column,
            sender=sender_column,
            channel=channel_column,
            received=received_column,
            jurisdiction=jurisdiction_column,
            lang=lang,
            checker=checker,
            encoding=encoding,
            restart=restart,
            processes=processes,
            progress=show,
        )
    _sum_up(summary)
    if summary.rows and summary.problems == summary.rows:
        raise typer.Exit(_FAILED)
    raise typer.Exit(int(any(summary.verdicts.get(verdict) for verdict in LEVELS[fail_on])))


def _sum_up(summary: FileSummary) -> None:
    """Tell how many there were, and what went wrong."""
    counts = {**summary.verdicts, "with a problem": summary.problems}
    names = (*Verdict, "with a problem")
    told = ", ".join(f"{counts[name]} {name}" for name in names if counts.get(name))
    before = f", {summary.resumed} of them done before" if summary.resumed else ""
    typer.echo(f"{summary.rows} messages{before}: {told or 'none'}", err=True)
    for problem in summary.first_problems[:1]:
        typer.echo(f"the first problem: {problem.where}: {problem.reason}", err=True)
    if summary.encoding and summary.encoding.grounds == "guessed":
        name = summary.encoding.name
        typer.echo(f"read as {name}, which is a guess; look at it, or state --encoding", err=True)
