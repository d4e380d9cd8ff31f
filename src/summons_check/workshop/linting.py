"""Lint: what is wrong, or looks wrong, in the packs on a bench."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from summons_check.workshop.bench import Bench, WorkshopError, nearest
from summons_check.workshop.lints import (
    examples,
    firing,
    patterns,
    refusals,
    sources,
    texts,
    words,
)
from summons_check.workshop.lints.model import LEVELS, Level, Lint, Mark

_MODULES = (refusals, examples, firing, words, patterns, texts, sources)
LINTS: Mapping[str, Lint] = MappingProxyType(
    {lint.name: lint for module in _MODULES for lint in module.LINTS}
)
"""Every lint by its name."""

_Looks = tuple[tuple[Callable[[Bench], Iterator[Mark]], tuple[Lint, ...]], ...]
_AT_RULES: _Looks = (
    (examples.unproved, examples.LINTS[:4]),
    (examples.fillers, (examples.MISS_FILLER,)),
    (firing.never, (firing.NEVER_FIRES,)),
    (firing.shadowed, (firing.SHADOWED,)),
    (firing.repeated, (firing.MATCH_SHADOWED,)),
    (words.excluded, (words.CONCEPT_EXCLUDED,)),
    (words.one_word, (words.ONE_WORD_TWO_ITEMS,)),
    (texts.differing, (texts.NUMBERS_DIFFER,)),
    (texts.untold_in_japanese, (texts.NO_JAPANESE,)),
    (sources.leads, sources.LINTS),
)
"""What looks at the rules of packs that have been read, and the lints that it may report."""
_AT_WORDS: _Looks = (
    (words.unused, (words.CONCEPT_UNUSED,)),
    (words.contained, (words.PHRASE_CONTAINED,)),
    (patterns.vague, patterns.LINTS),
)
"""What looks at the rest of them."""


def lint(
    bench: Bench,
    select: Iterable[str] = (),
    *,
    level: Level = "info",
    rules: Iterable[str] = (),
) -> list[Mark]:
    """Look for everything that is wrong in the packs that are worked on.

    Args:
        bench: The packs.
        select: Names of lints; all by default.
        level: The least level that is told. A lint that is selected by name is told in any case.
        rules: Ids; only the files of these rules are looked at, if there are any.

    Returns:
        The marks by file and line.

    Raises:
        WorkshopError: For a lint or a rule that nobody knows.

    """
    chosen = frozenset(select)
    for name in sorted(chosen - LINTS.keys()):
        raise WorkshopError(f"no lint is called {name!r}{nearest(name, LINTS)}")
    wanted = chosen or {
        each.name for each in LINTS.values() if LEVELS.index(each.level) <= LEVELS.index(level)
    }
    files = frozenset(map(bench.file_of, rules))
    if files:
        bench = bench.with_rules(files)
    marks = [*refusals.refusals(bench)]
    looks = _AT_RULES if files else (*_AT_RULES, *_AT_WORDS)
    for look, lints in looks if bench.is_usable else ():
        if any(each.name in wanted for each in lints):
            marks += look(bench)
    told = dict.fromkeys(
        mark for mark in marks if mark.lint in wanted and (not files or mark.path in files)
    )
    return sorted(told, key=lambda mark: (mark.path, mark.line or 0, mark.lint, mark.message))
