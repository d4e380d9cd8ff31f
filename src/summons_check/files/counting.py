"""What is counted while a file is checked, and told at its end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from summons_check.files.encodings import Encoding
from summons_check.files.parts import Tally
from summons_check.files.summary import FileSummary, Progress, RowProblem, Stage
from summons_check.files.workers import MOST_TOLD

Watcher = Callable[[Progress], None]


class Sums:
    """What is counted of all parts."""

    def __init__(self) -> None:
        self.parts = self.size = self.rows = self.resumed = self._problems = 0
        self._verdicts: Counter[str] = Counter()
        self._first: list[tuple[int, str]] = []

    def add(self, tally: Tally, *, is_old: bool = False) -> None:
        """Count a part; `is_old` if an interrupted run did it."""
        self.parts += 1
        self.size += tally.size
        self.rows += tally.rows
        self.resumed += tally.rows * is_old
        self._problems += tally.problems
        self._verdicts.update(tally.verdicts)
        self._first = sorted([*self._first, *tally.first])[:MOST_TOLD]

    def summary(self, place: str, encoding: Encoding | None) -> FileSummary:
        """What to tell of the file; `place` is what the places of rows count."""
        return FileSummary(
            rows=self.rows,
            verdicts=dict(sorted(self._verdicts.items())),
            problems=self._problems,
            first_problems=tuple(
                RowProblem(where=f"{place} {number}", reason=reason)
                for number, reason in self._first
            ),
            resumed=self.resumed,
            encoding=encoding,
        )


class Watch:
    """Tells the caller how far it is.

    Args:
        watcher: Who is told, if anybody.
        size: Bytes of the file that is read.

    """

    def __init__(self, watcher: Watcher | None, size: int) -> None:
        self._watcher, self._size = watcher, size

    def columns(self, done: int) -> None:
        """So many bytes were searched for columns."""
        self._tell("columns", 0, done, self._size)

    def checking(self, done: int, rows: int) -> None:
        """So many bytes were read, and rows checked."""
        self._tell("checking", rows, done, self._size)

    def joining(self, done: int, sums: Sums) -> None:
        """So many bytes were put together."""
        self._tell("joining", sums.rows, done, sums.size)

    def _tell(self, stage: Stage, rows: int, done: int, total: int) -> None:
        if self._watcher:
            self._watcher(Progress(stage, rows, min(done, total), total))
