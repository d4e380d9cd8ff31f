"""Rules against a read message: which fire, and on which words.

A rule is looked at only when one of the concepts that it needs occurred.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field

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
    """One `[[match]]`, its concept names resolved."""

    all: tuple[_Group, ...]
    none: _Group
    scope: str
    reach: int
    needed: tuple[_Group, ...]
    """What must occur anywhere: `all` and `when`."""
    unless: _Group


@dataclass(frozen=True, slots=True)
class _Compiled:
    rule: Rule
    ways: tuple[_Way, ...]
    is_red: bool


@dataclass(frozen=True)
class RuleMatcher:
    """All rules of a pack, indexed by the concepts that they need.

    Args:
        rules: The rules.
        names: Every concept there is, so that `a.*` can be resolved.
        languages: By pack, the language of the messages that its rules are for.

    """

    rules: tuple[Rule, ...]
    names: frozenset[str]
    languages: Mapping[str, str] = field(default_factory=dict)
    _by_concept: dict[str, list[_Compiled]] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        for rule in self.rules:
            ways = tuple(self._way(match, self._language_of(rule)) for match in rule.match)
            compiled = _Compiled(rule, ways, rule.severity in _RED)
            keys = {name for way in ways for name in min(way.all, key=len)}
            for name in keys:
                self._by_concept.setdefault(name, []).append(compiled)

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
        present = scene.flags | scene.mentions.keys()
        candidates = {
            compiled.rule.id: compiled
            for name in present
            for compiled in self._by_concept.get(name, ())
        }
        fired = []
        for _, compiled in sorted(candidates.items()):
            evidence = self._evidence(compiled, scene, present)
            if evidence is not None:
                fired.append(Fired(compiled.rule, evidence))
        return fired

    def _evidence(
        self, compiled: _Compiled, scene: Scene, present: Set[str]
    ) -> tuple[Mention, ...] | None:
        found: set[Mention] = set()
        fires = False
        for way in compiled.ways:
            for places in _places(way, scene, present):
                if scene.frames.silence(compiled.is_red) and not _judged(places, scene):
                    continue
                fires = True
                found.update(places)
        return _merged(found)[:MAX_SPANS] if fires else None

    def _language_of(self, rule: Rule) -> tuple[_Group, ...]:
        language = self.languages.get(rule.id.partition(".")[0])
        return (frozenset({f"language.{language}"}),) if language else ()

    def _way(self, match: Match, language: tuple[_Group, ...]) -> _Way:
        numeric = match.scope.isdecimal()
        needed = tuple(self._group(item) for item in match.all)
        return _Way(
            all=needed,
            none=frozenset().union(*(self._group(item) for item in match.none)),
            scope="window" if numeric else match.scope,
            reach=int(match.scope) if numeric else 0,
            needed=(*language, *(self._group(item) for item in match.when), *needed),
            unless=frozenset().union(*(self._group(item) for item in match.unless)),
        )

    def _group(self, item: str) -> _Group:
        return frozenset().union(*(self._resolve(name) for name in item.split("|")))

    def _resolve(self, name: str) -> _Group:
        if name.endswith(".*"):
            return frozenset(known for known in self.names if known.startswith(name[:-1]))
        return frozenset({name}) & self.names


def _places(way: _Way, scene: Scene, present: Set[str]) -> list[tuple[Mention, ...]]:
    """Every place in which one way of a rule holds."""
    groups = _groups(way, scene, present)
    if groups is None:
        return []
    barred = _mentions(way.none, scene)
    if way.scope == "message":
        is_barred = barred or way.none & scene.flags
        return [] if is_barred else [tuple(m for group in groups for m in group[:3])]
    groups.sort(key=lambda group: (len(group), group))
    if not groups:
        return []
    if way.scope == "sentence":
        return _in_sentences(groups, barred, scene.folded)
    return _in_windows(groups, barred, way.reach)


def _groups(way: _Way, scene: Scene, present: Set[str]) -> list[list[Mention]] | None:
    """The mentions of each item that is needed; None if one is missing."""
    if not way.unless.isdisjoint(present):
        return None
    for group in way.needed:
        if group.isdisjoint(present):
            return None
    return [here for group in way.all if (here := _mentions(group, scene))]


def _mentions(group: _Group, scene: Scene) -> list[Mention]:
    return sorted({m for name in group for m in scene.mentions.get(name, ())})


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
        low, high = min(m.start for m in chosen), max(m.end for m in chosen)
        after = bisect_left(barred_starts, low - reach)
        is_barred = after < len(barred_starts) and barred_starts[after] <= high + reach
        if high - low <= reach and not is_barred:
            places.append(tuple(chosen))
    return places


def _nearest(mentions: list[Mention], place: int) -> Mention:
    """Find the mention that starts nearest to a place, the first of equals."""
    after = bisect_left(mentions, (place, 0))
    candidates = mentions[after : after + 1]
    if after:
        start = mentions[after - 1].start
        candidates.append(mentions[bisect_left(mentions, (start, 0))])
    return min(candidates, key=lambda m: (abs(m.start - place), m))


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
