"""`summons-check evaluate`: how well the verdicts fit labelled messages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from summons_check.cli.options import (
    Experimental,
    Jurisdiction,
    OnlyThese,
    Rules,
    UsageError,
    checker_of,
)
from summons_check.errors import SummonsCheckError
from summons_check.evaluation import evaluate as evaluated
from summons_check.evaluation_page import render_page
from summons_check.evaluation_report import MOST, render_text
from summons_check.labelled import read_corpus


class UnwritablePageError(SummonsCheckError):
    """A page that cannot be written where it should be."""


def evaluate(  # noqa: PLR0913 - the options of the command
    corpus: Annotated[
        list[Path],
        typer.Argument(help="Labelled messages, JSON Lines; .gz, too.", metavar="CORPUS"),
    ],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    html: Annotated[
        Path | None,
        typer.Option(
            "--html", metavar="FILE", help="Write a page with plots, too.", dir_okay=False
        ),
    ] = None,
    show_texts: Annotated[
        bool,
        typer.Option("--show-texts", help="Show the wrongly judged messages, not only their ids."),
    ] = False,
    most: Annotated[
        int, typer.Option(min=0, metavar="N", help="Rules and misses that the text shows.")
    ] = MOST,
    jurisdiction: Jurisdiction = None,
    rules: Rules = None,
    only_these_rules: OnlyThese = False,
    experimental: Experimental = False,
) -> None:
    """Measure the verdicts on labelled messages.

    Verdicts by label, precision and recall with 95 % intervals, both kinds
    of error, what each rule did, how the score fits, and the worst misses.

    CORPUS holds one JSON object a line, with

    text: the message;

    label: fake_court, fake_by_collector, lawyer_posing, abusive_collection,
    genuine_court, genuine_lawyer, genuine_collection, warning, question or
    ordinary;

    must: a list of the verdicts that are right, of likely_fake, suspicious,
    no_red_flags and not_applicable;

    and, if you like, id, ideal (the best verdict), lang, jurisdiction,
    channel (sms, call, chat, email or letter), sender and received
    (2026-11-28).
    """
    if html and html.resolve() in {path.resolve() for path in corpus}:
        raise UsageError(f"--html would write over the corpus {html}; name another file")
    messages = read_corpus(corpus)
    checker = checker_of(
        rules,
        only_these=only_these_rules,
        experimental=experimental,
        jurisdiction=jurisdiction,
    )
    figures = evaluated(messages, checker, with_texts=show_texts)
    if html:
        _write(html, render_page(figures))
    text = figures.model_dump_json(indent=2) if as_json else render_text(figures, most=most)
    typer.echo(text.rstrip("\n"))


def _write(path: Path, page: str) -> None:
    try:
        path.write_text(page, encoding="utf-8", newline="\n")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise UnwritablePageError(f"{path}: cannot be written: {reason or error}") from error
