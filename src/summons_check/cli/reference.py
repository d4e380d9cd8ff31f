"""`summons-check rules reference`: what the files of a pack may hold."""

from __future__ import annotations

import typer

from summons_check.workshop.reference import reference as _reference


def reference() -> None:
    """Print every key of every file of a pack, as rules/REFERENCE.md has it."""
    typer.echo(_reference(), nl=False)
