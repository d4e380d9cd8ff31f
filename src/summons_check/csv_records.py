"""The rows of CSV and TSV, one by one, whatever is wrong with some of them.

Python's `csv` and not pyarrow's reader, which tells no line numbers, ends at a cell that is longer
than its block, and drops all that follows a quote that is never closed.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator, Sequence
from io import TextIOBase
from typing import NamedTuple

MAX_CHARS = 2**24
"""Characters of a record that is read, and of a chunk of a table after which it ends."""
LOST = "\udcff"
"""Stands in a decoded text for bytes that are no text. No text has it: it is half a character."""
_AGAIN = 16
"""Characters that may be read again for each that is read: quotes can be set so that each line
swallows all that follow."""


class Record(NamedTuple):
    """A row of a text file."""

    line: int
    """Where it begins, from 1."""
    size: int
    """Characters, about."""
    cells: Sequence[object]
    """A value a column; none if it could not be read."""
    problem: str = ""
    """What could not be read of it, and how to mend it."""


class _EndlessError(Exception):
    """A record that is too long."""


def csv_records(text: TextIOBase, delimiter: str) -> Iterator[Record]:
    """The rows of a table; blank lines aside.

    A quote that is never closed costs the line that it stands in: the next is read as a row. Where
    there are very many of them, the lines that they swallow are left out.
    """
    csv.field_size_limit(max(csv.field_size_limit(), 2 * MAX_CHARS))  # lines are limited already
    lines = _Lines(text)
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        lines.begin()
        line = lines.number + 1
        try:
            cells = next(rows, None)
        except (_EndlessError, csv.Error):
            yield Record(line, 0, (), lines.give_back())
            continue
        if cells is None:
            return
        if LOST in "".join(lines.taken):
            yield Record(line, 0, (), "it has bytes that are no text; mend them, or the encoding")
        elif cells:
            yield Record(line, lines.size, cells)


class _Lines:
    """Lines for `csv.reader`, which can be had again."""

    def __init__(self, text: TextIOBase) -> None:
        self._text = text
        self._again: deque[str] = deque()
        self._fresh = self._reread = 0
        """Characters that were read, and that were read again."""
        self.begin()
        self.number = 0
        """Lines that were given."""

    def begin(self) -> None:
        """Begin a record."""
        self.taken: list[str] = []
        """Lines of the record."""
        self.size = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._read()
        if not line:
            raise StopIteration
        self.taken.append(line)
        self.number += 1
        self.size += len(line)
        if self.size >= MAX_CHARS:
            raise _EndlessError
        return line

    def _read(self) -> str:
        line = self._text.readline(MAX_CHARS)
        self._fresh += len(line)
        return line

    def give_back(self) -> str:
        """Give back all lines of the record but the first, and say what was wrong with it."""
        first, *rest = self.taken
        if len(first) >= MAX_CHARS:
            self._pass_over_rest_of_line()
            return f"it is longer than {MAX_CHARS:,} characters; shorten it"
        why = "its quotes do not pair; close each, and double one that stands in a quoted cell"
        if self._fresh * _AGAIN < self._reread + self.size:
            return f"{why}; the {len(rest):,} lines behind it are left out, too"
        self._reread += self.size
        self._again.extendleft(reversed(rest))
        self.number -= len(rest)
        return why

    def _pass_over_rest_of_line(self) -> None:
        while line := self._text.readline(MAX_CHARS):
            if len(line) < MAX_CHARS or line.endswith(("\n", "\r")):
                return
