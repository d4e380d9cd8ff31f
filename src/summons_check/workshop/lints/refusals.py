"""What is refused when a pack loads, by the names of lints: it is found there and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from summons_check.errors import Problem
from summons_check.pack_draft import pack_of
from summons_check.patterns import plain_pattern
from summons_check.workshop.bench import Bench
from summons_check.workshop.lints.model import Lint, Mark

EXAMPLE_MISSING = Lint("example-missing", "error", "a rule without a hit, or without a miss")
NEVER_FIRES = Lint("never-fires", "error", "a rule, or one way of it, that nothing can fire")
CONCEPT_TWICE = Lint("concept-twice", "error", "a concept, source or set that is defined twice")
TEXT_MISSING = Lint("text-missing", "error", "a text that lacks Chinese or English")
SOURCE_UNDATED = Lint("source-undated", "error", "a source or channel without date or certainty")
DECISIVE_UNVERIFIED = Lint(
    "decisive-unverified", "error", "a decisive rule on a basis of certainty C or D"
)
CERTAINTY_TOO_HIGH = Lint(
    "certainty-too-high", "error", "a rule that is more certain than its best source"
)
POINTS_RANGE = Lint("points-range", "error", "points outside the range of the severity")
QUOTE_ABSENT = Lint("quote-absent", "error", "a hit whose `quote` is not in its `text`")
NAME_UNKNOWN = Lint("name-unknown", "error", "a concept, set, source or family that nobody defines")
PATTERN_REFUSED = Lint(
    "pattern-refused", "error", "a pattern that is none, never matches or may take long"
)
REFUSED = Lint("refused", "error", "anything else for which a pack does not load")


class _Kind(NamedTuple):
    lint: Lint
    key: str
    """A pattern for the last part of the key, or more of it."""
    message: str
    """A pattern for what is said."""


_KINDS = tuple(
    (lint, plain_pattern(key), plain_pattern(message))
    for lint, key, message in (
        _Kind(EXAMPLE_MISSING, r"^(?:hit|miss)$", r"missing|at least 1 item"),
        _Kind(QUOTE_ABSENT, r"^hit\.\d+\.quote$", r"is not in its `text`"),
        _Kind(NEVER_FIRES, r"^match\.", r"never fires"),
        _Kind(CONCEPT_TWICE, r"", r"^defined in another file, too"),
        _Kind(TEXT_MISSING, r"(?:^|\.)(?:zh|en)$", r"missing|at least 1 character"),
        _Kind(TEXT_MISSING, r"(?:^|\.)(?:title|why|name|contact|purpose)$", r"is missing"),
        _Kind(SOURCE_UNDATED, r"\.(?:read|verified|certainty)$", r"missing|must be a date"),
        _Kind(DECISIVE_UNVERIFIED, r"^certainty$", r"^a decisive rule needs"),
        _Kind(CERTAINTY_TOO_HIGH, r"^certainty$", r"claims more than its best source"),
        _Kind(POINTS_RANGE, r"(?:^|\.)points$", r"^an? \w+ rule has"),
        _Kind(
            NAME_UNKNOWN,
            r"",
            r"^(?:nobody defines|no (?:set|source|channel|rule)\b.* called|pack\.toml has no cap)",
        ),
        _Kind(PATTERN_REFUSED, r"^shows\.(?:numbers|postcode)$", r""),
    )
)
LINTS = (*dict.fromkeys(lint for lint, *_ in _KINDS), REFUSED)


def refusals(bench: Bench) -> Iterator[Mark]:
    """Why packs do not load as they are."""
    for problem in bench.problems:
        if pack_of(problem.path) in bench.own:
            lint = _lint_of(problem)
            message = ": ".join(filter(None, [problem.key, problem.message]))
            yield Mark(lint.name, lint.level, problem.path, problem.line, message)


def _lint_of(problem: Problem) -> Lint:
    for lint, key, message in _KINDS:
        if key.search(problem.key) and message.search(problem.message):
            return lint
    return REFUSED
