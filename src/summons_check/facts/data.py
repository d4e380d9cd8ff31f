"""The tables that facts are held against."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from summons_check.rulepack import rules_root


def rows(name: str) -> Iterator[dict[str, str]]:
    """Read a table of `rules/cn/data`, row by row.

    Args:
        name: File name, such as `cn_courts.csv`.

    Raises:
        FileNotFoundError: If there is no such table.

    """
    table = rules_root() / "cn" / "data" / name
    yield from csv.DictReader(table.read_text(encoding="utf-8").splitlines())
