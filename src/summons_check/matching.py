"""Rules against a read message: which fire, and on which words.

A rule is looked at only when every concept that it needs occurred somewhere,
and none that it forbids. That is asked of all rules at once, in bits.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate, chain
from types import MappingProxyType
from typing import NamedTuple

from summons_check.folding import Folded
from summons_check.frames import Frames
from summons_check.models import Severity
from summons_check.pack_schema import Match, NameSet, Rule
from summons_check.sieve import Condition, Group, Sieve
from summons_check.vocabulary import Mention, Mentions

MAX_SPANS = 8
"""Most spans that one finding, or one frame, shows."""

_SHOWN = 3
"""Mentions of each group that are evidence, the first ones."""
_LAW = "law."
_RED = frozenset({Severity.DECISIVE, Severity.STRONG, Severity.WEAK})


def law_concept(jurisdiction: str) -> str:
    """The concept that holds where a law may be that of the message.

    >>> law_concept("CN")
    'law.cn'
    """
    return f"{_LAW}{jurisdiction.lower()}"


class Scene(NamedTuple):
    """A message as read: everything a rule can ask for."""

    folded: Folded
    mentions: Mentions
    flags: frozenset[str]
    """Concepts that hold for the message without a place in it."""
    frames: Frames


class Fired(NamedTuple):
    """A rule that fired, with its evidence in the folded text."""

    rule: Rule
    evidence: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class _Way:
    """One `[[match]]`, its concept names resolved."""

    is_red: bool
    all: tuple[Group, ...]
    none: Group
    scope: str
    reach: int
    condition: Condition
    """What must and must not occur at all: `all`, `when`, `unless`, the language of the pack."""


Ways = dict[_Way, _Way]
"""The ways of rules, each by itself, so that what is equal is kept once."""


class RuleMatcher:
    """All rules of a pack, ready to be held against messages.

    Args:
        rules: The rules.
        names: Every concept there is, so that `a.*` can be resolved.
        languages: By pack, the language of the messages that its rules are for.
        sets: By name, concepts that rules name together.
        holds_in: By the id of a rule, the jurisdictions that it holds in; everywhere if missing.
        ways: Of the matchers that share theirs: most rules are in the packs of all laws.

    """

    def __init__(  # noqa: PLR0913 - what a pack has
        self,
        rules: Iterable[Rule],
        names: frozenset[str],
        languages: Mapping[str, str] = MappingProxyType({}),
        sets: Mapping[str, NameSet] = MappingProxyType({}),
        holds_in: Mapping[str, frozenset[str]] = MappingProxyType({}),
        *,
        ways: Ways | None = None,
    ) -> None:
        resolver = Resolver(names, languages, sets, holds_in)
        shared: Ways = {} if ways is None else ways
        self._ways: list[_Way] = []
        self._rules: list[Rule] = []
        """The rule of each way."""
        for rule in sorted(rules, key=lambda rule: rule.id):
            for match in rule.match:
                way = resolver.way(match, rule)
                self._ways.append(shared.setdefault(way, way))
                self._rules.append(rule)
        self._sieve = Sieve([way.condition for way in self._ways])

    def run(self, scene: Scene) -> list[Fired]:
        """Find the rules that fire, in the order of their ids."""
        frames, mentioned = scene.frames, _Mentioned(scene.mentions)
        fired: list[tuple[Rule, list[Mention]]] = []
        for number in self._sieve.passing((*scene.flags, *scene.mentions)):
            way = self._ways[number]
            places = _places(way, scene, mentioned)
            if frames.names and frames.silence(way.is_red):
                places = [place for place in places if _judged(place, frames)]
            if places:
                rule = self._rules[number]
                if not fired or fired[-1][0] is not rule:
                    fired.append((rule, []))
                fired[-1][1].extend(chain.from_iterable(places))
        return [Fired(rule, _merged(evidence)[:MAX_SPANS]) for rule, evidence in fired]


class Resolver:
    """Resolves the names that rules use; of what `RuleMatcher` takes."""

    def __init__(
        self,
        names: frozenset[str],
        languages: Mapping[str, str],
        sets: Mapping[str, NameSet],
        holds_in: Mapping[str, frozenset[str]],
    ) -> None:
        self._names = names
        self._languages = languages
        self._sets = sets
        self._holds_in = holds_in
        self._law_names = frozenset(name for name in names if name.startswith(_LAW))
        self._groups: dict[str, Group] = {}
        self._below = _by_beginning(names)

    def way(self, match: Match, rule: Rule) -> _Way:
        """One way in which a rule can fire."""
        numeric = match.scope.isdecimal()
        language = self._languages.get(rule.id.partition(".")[0])
        spoken = (frozenset({f"language.{language}"}),) if language else ()
        lawful, foreign = self._laws_of(rule)
        return _Way(
            is_red=rule.severity in _RED,
            all=tuple(self.concepts_of(item) for item in match.all),
            none=frozenset().union(*map(self.concepts_of, match.none)),
            scope="window" if numeric else match.scope,
            reach=int(match.scope) if numeric else 0,
            condition=Condition(
                needed=(*spoken, *lawful, *map(self.concepts_of, (*match.when, *match.all))),
                unless=foreign.union(*map(self.concepts_of, match.unless)),
            ),
        )

    def _laws_of(self, rule: Rule) -> tuple[tuple[Group, ...], Group]:
        """Of which laws one must, and none may, be that of the message.

        Where several laws are possible a rule of one of them runs, but for a decisive one,
        which must hold under each.
        """
        holds = self._holds_in.get(rule.id)
        if holds is None:
            return (), frozenset()
        lawful = frozenset(map(law_concept, holds))
        if rule.severity is not Severity.DECISIVE:
            return (lawful,), frozenset()
        return (lawful,), self._law_names - lawful

    def concepts_of(self, item: str) -> Group:
        """The concepts that `a`, `a.*`, `a|b` or the name of a set stands for."""
        if item not in self._groups:
            names = item.split("|")
            self._groups[item] = (
                frozenset().union(*map(self.concepts_of, names))
                if len(names) > 1
                else self._resolve(item)
            )
        return self._groups[item]

    def _resolve(self, name: str) -> Group:
        if name in self._sets:
            return frozenset().union(*map(self.concepts_of, self._sets[name].names))
        if name.endswith(".*"):
            return frozenset(self._below.get(name[:-1], ()))
        return frozenset({name}) & self._names


def _by_beginning(names: Iterable[str]) -> dict[str, list[str]]:
    """Names by each part of them that ends with a dot.

    >>> _by_beginning(["act.threat.arrest"])
    {'act.': ['act.threat.arrest'], 'act.threat.': ['act.threat.arrest']}
    """
    found: dict[str, list[str]] = {}
    for name in names:
        for beginning in accumulate(f"{part}." for part in name.split(".")[:-1]):
            found.setdefault(beginning, []).append(name)
    return found


class _Mentioned(dict[Group, list[Mention]]):
    """The mentions of a group of concepts, in order and each once; worked out on first use."""

    def __init__(self, mentions: Mentions) -> None:
        super().__init__()
        self._mentions = mentions
        self._names = mentions.keys()

    def __missing__(self, group: Group) -> list[Mention]:
        found = [self._mentions[name] for name in self._names & group]
        if len(found) == 1:  # as most often, and in order
            here = found[0] if len(found[0]) == 1 else list(dict.fromkeys(found[0]))
        else:
            merged = [*chain(*found)]  # of lists in order, which sorting makes use of
            merged.sort()
            here = list(dict.fromkeys(merged))
        self[group] = here
        return here


def _places(way: _Way, scene: Scene, mentioned: _Mentioned) -> list[tuple[Mention, ...]]:
    """Every place in which one way of a rule holds, given that it is possible."""
    groups = [here for group in way.all if (here := mentioned[group])]
    barred = mentioned[way.none] if way.none else []
    if way.scope == "message":
        is_barred = barred or not way.none.isdisjoint(scene.flags)
        return [] if is_barred else [tuple([m for group in groups for m in group[:_SHOWN]])]
    if not groups:
        return []
    if way.scope == "sentence":
        return _in_sentences(groups, barred, scene.folded)
    return _in_windows(groups, barred, way.reach)


def _in_sentences(
    groups: list[list[Mention]], barred: list[Mention], folded: Folded
) -> list[tuple[Mention, ...]]:
    by_sentence = [_by_sentence(group, folded) for group in groups]
    shared = set(by_sentence[0])
    shared.intersection_update(*by_sentence[1:])
    shared.difference_update([folded.sentence_at(m.start) for m in barred])
    return [tuple([m for table in by_sentence for m in table[s][:_SHOWN]]) for s in sorted(shared)]


def _by_sentence(mentions: list[Mention], folded: Folded) -> dict[int, list[Mention]]:
    if len(folded.sentence_starts) == 1:
        return {0: mentions}
    table: dict[int, list[Mention]] = {}
    for mention in mentions:
        table.setdefault(folded.sentence_at(mention.start), []).append(mention)
    return table


def _in_windows(
    groups: list[list[Mention]], barred: list[Mention], reach: int
) -> list[tuple[Mention, ...]]:
    places = []
    anchors, *others = sorted(groups, key=lambda group: (len(group), group))
    barred_starts = [m.start for m in barred]
    for anchor in anchors:
        chosen = [anchor, *[_nearest(group, anchor.start) for group in others]]
        low, high = min(chosen).start, max([end for _, end in chosen])
        if high - low <= reach and not _any_of(barred_starts, low - reach, high + reach):
            places.append(tuple(chosen))
    return places


def _any_of(places: list[int], low: int, high: int) -> bool:
    """Whether any of some places, in order, lies between two others."""
    if not places:
        return False
    after = bisect_left(places, low)
    return after < len(places) and places[after] <= high


def _nearest(mentions: list[Mention], place: int) -> Mention:
    """Find the mention that starts nearest to a place, the first of equals."""
    if len(mentions) == 1:
        return mentions[0]
    after = bisect_left(mentions, (place, 0))
    if after == 0:
        return mentions[0]
    before = mentions[bisect_left(mentions, (mentions[after - 1].start, 0))]
    if after == len(mentions) or place - before.start <= mentions[after].start - place:
        return before
    return mentions[after]


def _judged(place: tuple[Mention, ...], frames: Frames) -> bool:
    return bool(place) and all(frames.judges(m.start, m.end) for m in place)


def _merged(mentions: list[Mention]) -> tuple[Mention, ...]:
    """Evidence in order, each piece once, overlapping ones made one."""
    if len(mentions) == 1:
        return tuple(mentions)
    merged: list[Mention] = []
    reach = 0
    for mention in sorted(mentions):
        start, end = mention
        if start >= reach:
            merged.append(mention)
        elif end > reach:
            merged[-1] = Mention(merged[-1].start, end)
        reach = max(reach, end)
    return tuple(merged)
