"""Rules against a read message: which fire, and on which words.

A rule is looked at only when one of the concepts that it needs occurred.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from summons_check.folding import Folded
from summons_check.frames import Frames
from summons_check.models import Severity
from summons_check.rulepack import Match, Rule
from summons_check.vocabulary import Mention, Mentions

MAX_SPANS = 8
"""Most spans that one finding shows."""

_RED = frozenset({Severity.DECISIVE, Severity.STRONG, Severity.WEAK})
_Group = frozenset[str]


@dataclass(frozen=True, slots=True)
class Scene:
    """A message as read: everything a rule can ask for."""

    folded: Folded
    mentions: Mentions
    flags: frozenset[str]
    """Concepts that hold for the message without a place in it."""
    frames: Frames


@dataclass(frozen=True, slots=True)
class Fired:
    """A rule that fired, with its evidence in the folded text."""

    rule: Rule
    evidence: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class _Way:
    """One `[[match]]`, its concept names resolved.

    What must occur anywhere is asked of most ways and holds for few, so it is
    asked in bits, one for each concept.
    """

    rule: int
    """Place of its rule among the rules."""
    is_red: bool
    all: tuple[_Group, ...]
    none: _Group
    scope: str
    reach: int
    needed: tuple[int, ...]
    """Bits of which one each must be there: `all` and `when`."""
    unless: int
    """Bits of which none must be there."""

    def is_possible(self, present: int) -> bool:
        """Whether the concepts that occur at all leave it open that the way holds."""
        if self.unless & present:
            return False
        for bits in self.needed:  # noqa: SIM110 - `all(...)` takes three times as long
            if not bits & present:
                return False
        return True


class RuleMatcher:
    """All rules of a pack, indexed by the concepts that they need.

    Args:
        rules: The rules.
        names: Every concept there is, so that `a.*` can be resolved.
        languages: By pack, the language of the messages that its rules are for.

    """

    def __init__(
        self,
        rules: Iterable[Rule],
        names: frozenset[str],
        languages: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.rules = tuple(sorted(rules, key=lambda rule: rule.id))
        self.names = names
        self.languages = languages
        known = names.union(f"language.{language}" for language in languages.values())
        self._bits = {name: 1 << place for place, name in enumerate(sorted(known))}
        self._groups: dict[str, _Group] = {}
        self._ways = [
            self._way(match, place, rule)
            for place, rule in enumerate(self.rules)
            for match in rule.match
        ]
        self._by_concept: dict[str, list[int]] = {name: [] for name in known}
        for number, way in enumerate(self._ways):
            for name in min(way.all, key=len):
                self._by_concept[name].append(number)

    def unknown_names(self) -> dict[str, list[str]]:
        """For each rule the concept names that nothing can ever be called."""
        unknown: dict[str, list[str]] = {}
        for rule in self.rules:
            for match in rule.match:
                for item in (*match.all, *match.none, *match.when, *match.unless):
                    for name in item.split("|"):
                        if not self._resolve(name):
                            unknown.setdefault(rule.id, []).append(name)
        return unknown

    def run(self, scene: Scene) -> list[Fired]:
        """Find the rules that fire, in the order of their ids."""
        present = 0
        numbers: set[int] = set()
        for name in (scene.flags | scene.mentions.keys()) & self._bits.keys():
            present |= self._bits[name]
            numbers.update(self._by_concept[name])
        mentioned = _Mentioned(scene.mentions)
        evidence: dict[int, set[Mention]] = {}
        for number in sorted(numbers):
            way = self._ways[number]
            if way.is_possible(present):
                is_silent = scene.frames.silence(way.is_red)
                for places in _places(way, scene, mentioned):
                    if not is_silent or _judged(places, scene):
                        evidence.setdefault(way.rule, set()).update(places)
        return [
            Fired(self.rules[place], _merged(found)[:MAX_SPANS])
            for place, found in evidence.items()
        ]

    def _way(self, match: Match, place: int, rule: Rule) -> _Way:
        numeric = match.scope.isdecimal()
        language = self.languages.get(rule.id.partition(".")[0])
        spoken = (self._bits[f"language.{language}"],) if language else ()
        return _Way(
            rule=place,
            is_red=rule.severity in _RED,
            all=tuple(self._group(item) for item in match.all),
            none=frozenset().union(*(self._group(item) for item in match.none)),
            scope="window" if numeric else match.scope,
            reach=int(match.scope) if numeric else 0,
            needed=(*spoken, *map(self._any_of, (*match.when, *match.all))),
            unless=self._any_of(*match.unless),
        )

    def _any_of(self, *items: str) -> int:
        """The bits of all concepts that some items stand for."""
        names = frozenset().union(*(self._group(item) for item in items))
        return sum(self._bits[name] for name in names)

    def _group(self, item: str) -> _Group:
        """The concepts that `a`, `a.*` or `a|b` stands for."""
        if item not in self._groups:
            names = item.split("|")
            known = map(self._group, names) if len(names) > 1 else [self._resolve(item)]
            self._groups[item] = frozenset().union(*known)
        return self._groups[item]

    def _resolve(self, name: str) -> _Group:
        if name.endswith(".*"):
            return frozenset(known for known in self.names if known.startswith(name[:-1]))
        return frozenset({name}) & self.names


class _Mentioned(dict[_Group, list[Mention]]):
    """The mentions of a group of concepts, in order and each once; worked out on first use."""

    def __init__(self, mentions: Mentions) -> None:
        super().__init__()
        self._mentions = mentions

    def __missing__(self, group: _Group) -> list[Mention]:
        found = [self._mentions[name] for name in self._mentions.keys() & group]
        is_one = len(found) == 1 and len(found[0]) == 1  # as most often
        self[group] = found[0] if is_one else sorted(set().union(*found))
        return self[group]


def _places(way: _Way, scene: Scene, mentioned: _Mentioned) -> list[tuple[Mention, ...]]:
    """Every place in which one way of a rule holds, given that it is possible."""
    groups = [here for group in way.all if (here := mentioned[group])]
    barred = mentioned[way.none]
    if way.scope == "message":
        is_barred = barred or way.none & scene.flags
        return [] if is_barred else [tuple(m for group in groups for m in group[:3])]
    groups.sort(key=lambda group: (len(group), group))
    if not groups:
        return []
    if way.scope == "sentence":
        return _in_sentences(groups, barred, scene.folded)
    return _in_windows(groups, barred, way.reach)


def _in_sentences(
    groups: list[list[Mention]], barred: list[Mention], folded: Folded
) -> list[tuple[Mention, ...]]:
    excluded = {folded.sentence_at(m.start) for m in barred}
    by_sentence: list[dict[int, list[Mention]]] = []
    for group in groups:
        table: dict[int, list[Mention]] = {}
        for mention in group:
            table.setdefault(folded.sentence_at(mention.start), []).append(mention)
        by_sentence.append(table)
    shared = set(by_sentence[0]).intersection(*by_sentence[1:]) - excluded
    return [tuple(m for table in by_sentence for m in table[s][:3]) for s in sorted(shared)]


def _in_windows(
    groups: list[list[Mention]], barred: list[Mention], reach: int
) -> list[tuple[Mention, ...]]:
    places = []
    barred_starts = [m.start for m in barred]
    for anchor in groups[0]:
        chosen = [anchor, *(_nearest(group, anchor.start) for group in groups[1:])]
        low, high = min(chosen).start, max([m.end for m in chosen])
        after = bisect_left(barred_starts, low - reach)
        is_barred = after < len(barred_starts) and barred_starts[after] <= high + reach
        if high - low <= reach and not is_barred:
            places.append(tuple(chosen))
    return places


def _nearest(mentions: list[Mention], place: int) -> Mention:
    """Find the mention that starts nearest to a place, the first of equals."""
    after = bisect_left(mentions, (place, 0))
    if after == 0:
        return mentions[0]
    before = mentions[bisect_left(mentions, (mentions[after - 1].start, 0))]
    if after == len(mentions) or place - before.start <= mentions[after].start - place:
        return before
    return mentions[after]


def _judged(places: tuple[Mention, ...], scene: Scene) -> bool:
    return bool(places) and all(scene.frames.judges(m.start, m.end) for m in places)


def _merged(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Evidence in order, overlapping pieces made one."""
    merged: list[Mention] = []
    for mention in sorted(mentions):
        if merged and mention.start < merged[-1].end:
            merged[-1] = Mention(merged[-1].start, max(merged[-1].end, mention.end))
        else:
            merged.append(mention)
    return tuple(merged)
