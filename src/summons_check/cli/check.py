"""`summons-check check`: one message, and what is to be said of it."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from summons_check import Report
from summons_check.cli.options import (
    LEVELS,
    Experimental,
    FailOn,
    InLanguage,
    Jurisdiction,
    Level,
    OnlyThese,
    Received,
    Rules,
    Sender,
    UsageError,
    Via,
    checker_of,
)
from summons_check.cli.terminal import show_runs
from summons_check.message_input import STANDARD_INPUT, read_message, told_guess
from summons_check.outline import outline
from summons_check.rendering import text_runs


class Format(StrEnum):
    """How a report is written."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"


def check(  # noqa: PLR0913 - the options of the command
    text: Annotated[
        str | None, typer.Argument(help="The message; without it, it is read or pasted.")
    ] = None,
    *,
    file: Annotated[
        str | None, typer.Option("--file", "-f", help="File with the message; - is standard input.")
    ] = None,
    lang: InLanguage = None,
    sender: Sender = None,
    channel: Via = None,
    received: Received = None,
    jurisdiction: Jurisdiction = None,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    how: Annotated[Format, typer.Option("--format", help="How the report is written.")] = (
        Format.TEXT
    ),
    fail_on: FailOn = Level.SUSPICIOUS,
    rules: Rules = None,
    only_these_rules: OnlyThese = False,
    experimental: Experimental = False,
) -> None:
    """Check one message: given here, in a file, or pasted.

    Ends with 0 if the verdict is below --fail-on, with 1 if not, with 2 if it could not check.
    """
    message = _message(text, file)
    checker = checker_of(
        rules,
        only_these=only_these_rules,
        experimental=experimental,
        jurisdiction=jurisdiction,
    )
    report = checker.check(message, sender=sender, channel=channel, received=received, lang=lang)
    _show(report, message, Format.JSON if as_json else how)
    raise typer.Exit(int(report.verdict in LEVELS[fail_on]))


def _message(text: str | None, file: str | None) -> str:
    if text is not None and file is not None:
        raise UsageError("a message and a file are given; leave one of them out")
    if text is not None:
        if text != STANDARD_INPUT and _is_file(text):
            raise UsageError(f"{text!r} is a file; write --file {text} to check what is in it")
        return _read(text) if text == STANDARD_INPUT else text
    if file is None and sys.stdin.isatty():
        end = "Ctrl-Z and Enter" if sys.platform == "win32" else "Ctrl-D"
        typer.echo(f"Paste the message, then press Enter and {end}:", err=True)
    return _read(file or STANDARD_INPUT)


def _read(name: str) -> str:
    text, is_guess = read_message(name)
    if is_guess:
        typer.echo(told_guess(name), err=True)
    return text


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except (OSError, ValueError):  # too long, or with characters that no name has
        return False


def _show(report: Report, message: str, how: Format) -> None:
    match how:
        case Format.TEXT:
            show_runs(text_runs(outline(report, message, report.lang)), report.verdict)
        case Format.MARKDOWN:
            typer.echo(report.to_markdown(message), nl=False)
        case Format.HTML:
            typer.echo(report.to_html(message), nl=False)
        case Format.JSON:
            typer.echo(report.model_dump_json(indent=2))
