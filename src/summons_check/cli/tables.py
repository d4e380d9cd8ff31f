"""Tables and data on standard output: the same in a terminal and in a pipe."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence

import typer
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table

_UNBOUNDED = 10_000
"""Columns of a pipe: who reads it, cuts it."""


def print_table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows in columns, as wide as they are; in a terminal that is narrower, folded."""
    cells = [[*header], *([str(cell) for cell in row] for row in rows)]
    width = Console().width if sys.stdout.isatty() else _UNBOUNDED
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    for _ in header:
        table.add_column(overflow="fold")
    for row in cells:
        table.add_row(*row)
    console = Console(width=width, color_system=None, markup=False, highlight=False, emoji=False)
    with console.capture() as capture:
        console.print(table)
    for line in capture.get().splitlines():
        typer.echo(line.rstrip())


def print_json(data: object) -> None:
    """Print data as JSON, characters as they are."""
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2))


def longest(texts: Iterable[str]) -> int:
    """Columns of the longest of some texts; a Chinese character takes two."""
    return max(map(cell_len, texts), default=0)
