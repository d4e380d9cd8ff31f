"""Rules that cannot fire, and rules that another one makes idle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import permutations
from typing import NamedTuple

from summons_check.models import Severity
from summons_check.pack_draft import pack_of
from summons_check.pack_schema import Match, Rule
from summons_check.workshop.bench import Bench
from summons_check.workshop.lints import refusals
from summons_check.workshop.lints.model import Lint, Mark
from summons_check.workshop.word_index import WordIndex

NEVER_FIRES = refusals.NEVER_FIRES
SHADOWED = Lint(
    "shadowed-rule",
    "warning",
    "a rule that fires only where one of its family with as many points does",
)
MATCH_SHADOWED = Lint(
    "shadowed-match", "warning", "a way of a rule that holds only where another way of it does"
)
LINTS = (NEVER_FIRES, SHADOWED, MATCH_SHADOWED)

_RED = frozenset({Severity.DECISIVE, Severity.STRONG, Severity.WEAK})
_WHOLE = frozenset({"law", "language", "text", "sent", "sender", "body"})
"""First parts of the names of concepts that hold for a message and have no place in it."""


def never(bench: Bench) -> Iterator[Mark]:
    """Ways of rules that ask for what cannot be found."""
    index = WordIndex(bench)
    for rule in bench.rules:
        for number, match in enumerate(rule.match):
            for key, item, why in _impossible(match, index, bench):
                message = f"{item!r} {why}, so this way never fires"
                yield NEVER_FIRES.at(bench, rule.path, f"match.{number}.{key}", message)


def _impossible(match: Match, index: WordIndex, bench: Bench) -> Iterator[tuple[str, str, str]]:
    for key in ("all", "when"):
        for item in getattr(match, key):
            names = bench.resolver.concepts_of(item)
            if not any(map(index.has_words, names)):
                yield key, item, "has no phrases: write some into terms/"
    groups = map(bench.resolver.concepts_of, match.all)
    if match.scope != "message" and all(map(_have_no_place, groups)):
        first = match.all[0]
        yield (
            "all",
            first,
            'has no place in the text: write `scope = "message"` or a word beside it',
        )


def _have_no_place(names: frozenset[str]) -> bool:
    return all(name.partition(".")[0] in _WHOLE for name in names)


class _Way(NamedTuple):
    """What one way of a rule asks for, in concepts."""

    all: tuple[frozenset[str], ...]
    needed: tuple[frozenset[str], ...]
    """What must be anywhere: `when`, and `all` again."""
    none: frozenset[str]
    unless: frozenset[str]
    scope: str


class _Shadows:
    """Tells whether one way of a rule implies another."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._index = WordIndex(bench)
        self._ways: dict[str, list[_Way]] = {}
        self._laws = bench.pack.holds_in

    def ways(self, rule: Rule) -> list[_Way]:
        if rule.id not in self._ways:
            self._ways[rule.id] = [*map(self._way, rule.match)]
        return self._ways[rule.id]

    def _way(self, match: Match) -> _Way:
        group = self._bench.resolver.concepts_of
        within = self._index.all_within
        asked = tuple(map(group, match.all))
        return _Way(
            asked,
            (*asked, *map(group, match.when)),
            within(frozenset().union(*map(group, match.none))),
            within(frozenset().union(*map(group, match.unless))),
            match.scope,
        )

    def implies(self, one: _Way, other: _Way) -> bool:
        """Whether the other way holds wherever the one does."""
        return (
            self._covers(one.all, other.all)
            and self._covers(one.needed, other.needed)
            and other.none <= one.none | one.unless
            and other.unless <= one.unless
            and _is_within(one, other)
        )

    def _covers(self, given: tuple[frozenset[str], ...], asked: tuple[frozenset[str], ...]) -> bool:
        return all(
            any(each <= wanted for each in given) for wanted in map(self._index.sure_within, asked)
        )

    def may_both_run(self, rule: Rule, other: Rule) -> bool:
        """Whether the other rule runs wherever the rule may: by the law and the language."""
        languages = self._bench.pack.languages
        spoken = languages.get(pack_of(other.path))
        if spoken and spoken != languages.get(pack_of(rule.path)):
            return False
        laws = self._laws.get(other.id)
        if laws is None:
            return True
        own = self._laws.get(rule.id)
        if other.severity is Severity.DECISIVE and rule.severity is not Severity.DECISIVE:
            return False  # where another law is possible, too, only the lighter one runs
        return own is not None and own <= laws


def _is_within(one: _Way, other: _Way) -> bool:
    """Whether all that lies in the scope of the one lies in that of the other, and no more."""
    if one.scope == other.scope:
        return True
    if other.none and not other.none <= one.unless:
        return False  # what is excluded may stand in the wider scope
    if other.scope == "message":
        return True
    return one.scope.isdecimal() and other.scope.isdecimal() and int(one.scope) <= int(other.scope)


def shadowed(bench: Bench) -> Iterator[Mark]:
    """Rules that add nothing to another of their family."""
    shadows = _Shadows(bench)
    families: dict[tuple[str, bool], list[Rule]] = defaultdict(list)
    for rule in bench.pack.rules:
        if rule.severity is not Severity.NOTICE:
            families[rule.family, rule.severity in _RED].append(rule)
    looked_at = {rule.id for rule in bench.rules}
    told: set[str] = set()
    for rules in families.values():
        for rule, other in permutations(rules, 2):
            if (
                rule.id in looked_at
                and rule.id not in told
                and other.id not in told
                and abs(other.points) >= abs(rule.points)
                and shadows.may_both_run(rule, other)
                and all(
                    any(shadows.implies(way, wider) for wider in shadows.ways(other))
                    for way in shadows.ways(rule)
                )
            ):
                told.add(rule.id)
                message = (
                    f"{other.id} fires wherever it does, with {other.points} points; merge the two "
                    "or ask for less"
                )
                yield SHADOWED.at(bench, rule.path, "match", message)


def repeated(bench: Bench) -> Iterator[Mark]:
    """Ways of a rule that add nothing to another way of it."""
    shadows = _Shadows(bench)
    for rule in bench.rules:
        ways = shadows.ways(rule)
        idle: set[int] = set()
        for number, other in permutations(range(len(ways)), 2):
            if (
                number not in idle
                and other not in idle
                and shadows.implies(ways[number], ways[other])
            ):
                idle.add(number)
                message = f"holds only where match {other + 1} does; take one of them out"
                yield MATCH_SHADOWED.at(bench, rule.path, f"match.{number}", message)
