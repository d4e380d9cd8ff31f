"""Messages of a corpus, to try rules on."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from summons_check.batch import Given, Row, checked, rows_of
from summons_check.checker import Checker
from summons_check.report import Report
from summons_check.workshop.bench import WorkshopError


class Entry(NamedTuple):
    """One message of a corpus; what else a row has is nobody's business here."""

    id: str
    text: str
    label: str = ""
    given: Given = Given()


def read_corpora(files: Iterable[Path]) -> list[Entry]:
    """Read messages from files.

    Args:
        files: As `summons_check.batch.rows_of` takes them; a row may also have `id` and `label`.
            Without an id it is the name of the file and the number of the message.

    Raises:
        WorkshopError: With the file, the message and what is wrong; never with words of it.

    """
    return [_entry(file, row) for file in files for row in rows_of(file)]


def check_entry(checker: Checker, entry: Entry) -> Report:
    """Check a message as it came."""
    return checked(checker, entry.text, entry.given)


def _entry(file: Path, row: Row) -> Entry:
    if row.problem:
        where = f"{row.source!r}, message {row.number}" if row.number else repr(row.source)
        raise WorkshopError(f"{where}: {row.problem}")
    name = str(row.columns.get("id") or f"{file.name}:{row.number}")
    return Entry(name, row.text, str(row.columns.get("label") or ""), row.given)
