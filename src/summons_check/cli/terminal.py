"""The terminal: what it can show, and reports in its colours."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from summons_check.models import Verdict
from summons_check.rendering import Run

_STYLES = {
    "heading": "bold",
    "evidence": "black on yellow",
    "quote": "yellow",
    "note": "dim",
}
VERDICT_STYLES = {
    Verdict.LIKELY_FAKE: "bold white on red",
    Verdict.SUSPICIOUS: "bold black on yellow",
    Verdict.NO_RED_FLAGS: "bold white on blue",
    Verdict.NOT_APPLICABLE: "bold",
}
"""No green among them: no verdict says that a message is genuine."""


def show_any_character() -> None:
    """Have a terminal that cannot show a character show its number."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def show_runs(runs: Iterable[Run], verdict: Verdict) -> None:
    """Print the text of a report: in colours and wrapped on a terminal, as it is elsewhere."""
    console = Console(highlight=False, emoji=False, markup=False)
    if not console.is_terminal:
        sys.stdout.write("".join([run.text for run in runs]))
        return
    text = Text()
    for run in runs:
        style = VERDICT_STYLES[verdict] if run.part == "title" else _STYLES.get(run.part, "")
        text.append(run.text, style)
    console.print(text, end="")
