"""Characters that look like others: Cyrillic а, the radical ⺡, the form 戸 of Japan."""

from __future__ import annotations

from functools import cache

from summons_check.rules_folder import rules_root


@cache
def lookalikes() -> dict[int, str]:
    """What each of them stands for, ready for `str.translate`.

    From Unicode Technical Standard 39 and by hand; see `rules/common/data/README.md`.

    >>> "аrrеst".translate(lookalikes())
    'arrest'
    """
    table = rules_root() / "common" / "data" / "lookalikes.tsv"
    rows = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()[1:]]
    return {ord(typed): meant for typed, meant in rows}
