"""What is told of a file that was checked, or is being checked."""

from __future__ import annotations

from typing import Literal, NamedTuple

from summons_check.files.encodings import Encoding
from summons_check.models import Frozen

Stage = Literal["columns", "checking", "joining"]


class Progress(NamedTuple):
    """How far a file is."""

    stage: Stage
    """JSON Lines are read for their columns first; what is checked is put together at the end."""
    rows: int
    """Checked so far, those of an interrupted run too."""
    done: int
    """Bytes of what the stage goes through that are done, about."""
    total: int


class RowProblem(Frozen):
    """A row that could not be read, or not all of it."""

    where: str
    """Such as "line 17", from 1, in a text file, or "row 17" in a Parquet file."""
    reason: str
    """What is wrong and how to mend it, never what stands there."""


class FileSummary(Frozen):
    """What came of a file."""

    rows: int
    """All that went in, and as many came out."""
    verdicts: dict[str, int]
    """Rows by verdict. Those without text and those with a problem have none."""
    problems: int
    """Rows with a problem; the column `problem` of the target tells all."""
    first_problems: tuple[RowProblem, ...]
    """The first 20 of them."""
    resumed: int
    """Rows that an interrupted run had done before."""
    encoding: Encoding | None
    """Of a text file: which, and how sure that is."""
