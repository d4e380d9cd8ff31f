"""A lint, and what it found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from summons_check.workshop.bench import Bench

Level = Literal["error", "warning", "info"]
LEVELS: tuple[Level, ...] = ("error", "warning", "info")
"""The gravest first."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that a lint found."""

    lint: str
    level: Level
    path: str
    """File, relative to the folder that holds the packs."""
    line: int | None
    """From 1; None where the file as a whole is meant."""
    message: str
    """What is wrong and how to mend it."""

    @property
    def place(self) -> str:
        """File and line."""
        return self.path if self.line is None else f"{self.path}:{self.line}"

    def __str__(self) -> str:
        return f"{self.place}: {self.level} {self.lint}: {self.message}"


@dataclass(frozen=True, slots=True)
class Lint:
    """One kind of mistake."""

    name: str
    level: Level
    about: str
    """What it finds, for a list of all lints."""

    def at(self, bench: Bench, path: str, key: str, message: str) -> Mark:
        """A mark at a dotted key of a file.

        Args:
            bench: Where the file lies.
            path: The file, from the name of its pack.
            key: The key, such as "match.0.all"; empty for the file as a whole.
            message: What is wrong, and how to mend it.

        """
        return Mark(self.name, self.level, path, bench.line(path, key), message)
