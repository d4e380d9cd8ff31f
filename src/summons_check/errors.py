"""What the library raises: one base class, fields first, text only when printed."""

from __future__ import annotations

from dataclasses import dataclass


class SummonsCheckError(Exception):
    """Base of every exception that this library defines."""


@dataclass(frozen=True)
class Problem:
    """One thing wrong in one file of a rule pack."""

    path: str
    """File, relative to the folder that holds the packs."""
    key: str
    """Dotted key inside the file; empty when the file as a whole is meant."""
    message: str
    """What is wrong and how to mend it, one sentence."""
    line: int | None = None
    """Line in the file, from 1: that of the key, or of the table that it is missing from; None
    where the file as a whole is meant."""

    def __str__(self) -> str:
        where = self.path if self.line is None else f"{self.path}:{self.line}"
        return ": ".join(filter(None, [where, self.key, self.message]))


class RuleError(SummonsCheckError):
    """A rule pack that cannot be used, with every problem found in it.

    Nothing of the pack is loaded: a rule that silently stays away is worse
    than an error.
    """

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        count = len(self.problems)
        head = f"{count} problem{'s' if count != 1 else ''} in the rule pack:"
        return "\n".join([head, *(f"  {problem}" for problem in self.problems)])
