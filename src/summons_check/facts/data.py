"""The tables that facts are held against."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from summons_check.rules_folder import rules_root


def rows(name: str, pack: str = "cn") -> Iterator[dict[str, str]]:
    """Read a table of a pack's `data`, row by row.

    Args:
        name: File name, such as `cn_courts.csv`.
        pack: The pack.

    Raises:
        FileNotFoundError: If there is no such table.

    """
    table = rules_root() / pack / "data" / name
    yield from csv.DictReader(table.read_text(encoding="utf-8").splitlines())
