"""What the parts of a draft say of each other: who refers to what nobody defines, and to how much.

Somebody who mends a pack wants to hear of each mistake once. What depends on a part that is itself
mistaken is not complained of; it only cannot be used.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from pydantic import BaseModel

from summons_check.advice import AdviceStep, ChannelEntry, broken_references
from summons_check.models import Source
from summons_check.pack_draft import Draft, Item, pack_of
from summons_check.pack_schema import (
    Adoption,
    Authority,
    Change,
    Concept,
    Match,
    NameSet,
    PackHead,
    Rule,
    Shows,
    why_unfit,
)
from summons_check.patterns import pattern
from summons_check.phrases import count_forms, count_heads

MAX_NAMED = 1_000
"""Most concepts that one item of a rule or of `includes` may stand for, directly or not."""
MAX_INCLUDED = 100_000
"""Most concepts that all concepts together include, directly or not."""
MAX_HEADS = 5_000
"""Most beginnings of one phrase that are spelled out, and most forms of an anchor."""
MAX_FORMS = 1_000_000
"""Most phrases and beginnings of phrases, choices spelled out, that packs have together."""
_UNSEEN = pattern(r"[\p{C}\p{M}\ufc5e-\ufc63\ufe70-\ufe7e\uff9e\uff9f]")
"""Characters that folding takes out, as it does those of them that are letters by name."""
_ANY = "any"
_SET = "set."
_SHIELD = "shield."

_MAX_ROUNDS = 50
"""How often what depends on what was taken out is looked for."""

Computed = Callable[[Iterable[str], Iterable[str]], frozenset[str]]
"""Names what code finds, by the powers and laws that there are."""


class _Flaw(NamedTuple):
    """Why a part of a pack cannot be used."""

    item: Item
    key: str = ""
    message: str = ""
    """What is wrong with it; empty if that is complained of elsewhere."""


def settle(draft: Draft, computed: Computed | None = None, *, lenient: bool = False) -> bool:
    """Find what is wrong between the parts, once all are read.

    Args:
        draft: The draft; its problems are added to.
        computed: Names what code finds. None: packs that are known to ask for nothing else, and
            to be of a reasonable size, are not searched for it.
        lenient: Whether to take out what cannot be used, and what depends on that.

    Returns:
        Whether it came to an end: parts may hang together in a chain that is too long.

    """
    for _ in range(_MAX_ROUNDS):
        flaws = dict.fromkeys(_flaws(draft, computed))
        for flaw in flaws:
            if flaw.message:
                draft.complain(flaw.item.path, flaw.key, flaw.message)
        unusable = {**draft.flawed, **{flaw.item: None for flaw in flaws}}
        if not (lenient and unusable):
            return True
        draft.flawed.clear()
        for item in unusable:
            _take_out(item, draft)
    return False


def forget(pack: str, draft: Draft) -> None:
    """Take out everything of a pack that says too little of itself to be used in part."""
    parts = {Item(kind, name, path): None for (kind, name), path in draft.paths.items()}
    parts |= {Item(Concept, name, path): None for (*_, name), path in draft.term_paths.items()}
    for power in draft.authority.pop(pack, {}):
        parts[Item(Authority, power, f"{pack}/")] = None
    inside = f"{pack}/", f"{pack}."
    named = {label: None for label in draft.left_out if not label.startswith(inside)}
    for item in parts:
        if pack_of(item.path) == pack:
            _take_out(item, draft)
    draft.adopted.pop(pack, None)
    draft.heads = [head for head in draft.heads if head.name != pack]
    draft.whole = [name for name in draft.whole if name != pack]
    draft.flawed = {item: None for item in draft.flawed if pack_of(item.path) != pack}
    draft.left_out = named | {pack: None}


def _take_out(item: Item, draft: Draft) -> None:
    kind, name, path = item
    draft.lose(item)
    if kind is Concept:
        places = draft.concepts.get(name, {})
        for place in [place for place in places if draft.term_paths[(*place, name)] == path]:
            del places[place]
        if not places:
            draft.concepts.pop(name, None)
    elif kind is Authority:  # what one law says of it wrongly, no other can be asked about
        for table in draft.authority.values():
            table.pop(name, None)
    elif kind is Shows:  # a pattern shows nothing any more
        key = name.rpartition(".")[2]
        draft.heads = [
            head.model_copy(update={"shows": head.shows.model_copy(update={key: ""})})
            if head.name == pack_of(path)
            else head
            for head in draft.heads
        ]
    elif kind is Adoption:
        draft.adopted.get(pack_of(path), {}).pop(name, None)
    else:
        _tables_of(draft)[kind].pop(name, None)


def _tables_of(draft: Draft) -> Mapping[type[BaseModel], dict[str, Any]]:
    return {
        Rule: draft.rules,
        Change: draft.changes,
        Source: draft.sources,
        NameSet: draft.sets,
        ChannelEntry: draft.channels,
        AdviceStep: draft.advice,
    }


def _flaws(draft: Draft, computed: Computed | None) -> Iterator[_Flaw]:
    for name, rule in draft.rules.items():
        yield from _in_rule(Item(Rule, name, draft.paths[Rule, name]), rule, draft)
    for name, names in draft.sets.items():
        yield from _in_set(Item(NameSet, name, draft.paths[NameSet, name]), names)
    for pack in draft.authority.keys() | draft.adopted.keys():
        yield from _in_law(pack, draft)
    yield from _in_changes(draft)
    yield from _in_advice(draft)
    yield from _in_concepts(draft)
    if computed:
        yield from _Names(draft, computed).flaws()
        yield from _in_phrases(draft)
        yield from _in_patterns(draft)


def _in_rule(item: Item, rule: Rule, draft: Draft) -> Iterator[_Flaw]:
    if rule.family not in draft.families:
        is_told = PackHead in draft.unread
        what = f"pack.toml has no cap for {rule.family!r}"
        yield _Flaw(item, "family", "" if is_told else what)
    yield from _in_sources(item, "sources", rule.sources, draft)
    cited = [draft.sources[key].certainty for key in rule.sources if key in draft.sources]
    if cited and rule.certainty and rule.certainty < min(cited):
        what = f'{rule.certainty} claims more than its best source, which is "{min(cited)}"'
        yield _Flaw(item, "certainty", what)


def _in_sources(item: Item, place: str, keys: Iterable[str], draft: Draft) -> Iterator[_Flaw]:
    for key in keys:
        if key not in draft.sources:
            is_told = draft.is_lost(Source, key)
            yield _Flaw(item, place, "" if is_told else f"no source is called {key!r}")


def _in_set(item: Item, names: NameSet) -> Iterator[_Flaw]:
    if not item.name.startswith(_SET):
        yield _Flaw(item, item.name, "the name of a set starts with `set.`")
    if any(_SET in name for name in names.names):
        yield _Flaw(item, item.name, "a set names concepts, no other set")


def _in_law(pack: str, draft: Draft) -> Iterator[_Flaw]:
    """What a pack says of powers and of the rules of other packs."""
    for power, authority in draft.authority.get(pack, {}).items():
        item = Item(Authority, power, f"{pack}/authority.toml")
        yield from _in_sources(item, f"{power}.sources", authority.sources, draft)
    adopted = draft.adopted.get(pack, {})
    for rule, adoption in adopted.items():
        item = Item(Adoption, rule, f"{pack}/adopts.toml")
        if like := adoption.like:
            if like not in adopted and draft.is_lost(Adoption, like):
                yield _Flaw(item)
            elif like not in adopted or adopted[like].like:
                yield _Flaw(item, f"{rule}.like", "name an adopted rule with a reason of its own")
        if rule.startswith(f"{pack}.") or rule not in draft.rules:
            is_told = draft.is_lost(Rule, rule)
            yield _Flaw(item, rule, "" if is_told else "no rule of another pack is called so")
        yield from _in_sources(item, f"{rule}.sources", adoption.sources, draft)


def _in_changes(draft: Draft) -> Iterator[_Flaw]:
    """What packs change in the rules of others."""
    for name, change in draft.changes.items():
        item = Item(Change, name, draft.paths[Change, name])
        rule = draft.rules.get(name)
        if rule is None or pack_of(rule.path) == pack_of(item.path):
            is_told = rule is None and draft.is_lost(Rule, name)
            yield _Flaw(item, name, "" if is_told else "no rule of another pack is called so")
        elif change.points and rule.severity and (why := why_unfit(change.points, rule.severity)):
            yield _Flaw(item, f"{name}.points", why)


def _in_advice(draft: Draft) -> Iterator[_Flaw]:
    channels = _Written(draft.channels, ChannelEntry, draft)
    sources = _Written(draft.sources, Source, draft)
    for name, what in broken_references(draft.advice.values(), channels, sources):
        yield _Flaw(Item(AdviceStep, name, draft.paths[AdviceStep, name]), name, what)
    for name, step in draft.advice.items():
        if not (
            all(key in draft.channels for key in step.channels)
            and all(key in draft.sources for key in step.sources)
        ):
            yield _Flaw(Item(AdviceStep, name, draft.paths[AdviceStep, name]))


class _Written:
    """What is written somewhere, whether it can be used or not."""

    def __init__(self, sound: Mapping[str, object], kind: type[BaseModel], draft: Draft) -> None:
        self._sound, self._kind, self._draft = sound, kind, draft

    def __contains__(self, name: object) -> bool:
        return name in self._sound or self._draft.is_lost(self._kind, str(name))


def _in_concepts(draft: Draft) -> Iterator[_Flaw]:
    known = _Sorted(draft.concepts)
    for name, places in draft.concepts.items():
        for place, concept in places.items():
            for included in concept.includes:
                if not known.count(included):
                    item = Item(Concept, name, draft.term_paths[(*place, name)])
                    is_told = draft.is_lost(Concept, included)
                    what = "" if is_told else f"nobody defines {included!r}"
                    yield _Flaw(item, f"{name}.includes", what)


class _Sorted:
    """Names in order, among which `a.*` is soon found."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = frozenset(names)

    @cached_property
    def _in_order(self) -> list[str]:
        return sorted(self.names)

    def count(self, item: str) -> int:
        """How many names `a` or `a.*` stands for."""
        first, end = self._range(item)
        return end - first if item.endswith(".*") else item in self.names

    def meant_by(self, item: str) -> Sequence[str]:
        """The names that `a` or `a.*` stands for."""
        if not item.endswith(".*"):
            return (item,) if item in self.names else ()
        first, end = self._range(item)
        return self._in_order[first:end]

    def _range(self, item: str) -> tuple[int, int]:
        """Where the names below `a` begin and end in their order; "/" is what follows "."."""
        if not item.endswith(".*"):
            return 0, 0
        return bisect_left(self._in_order, item[:-1]), bisect_left(self._in_order, f"{item[:-2]}/")


class _Names:
    """Everything that a rule can ask for, and whether it can be had.

    Args:
        draft: The draft.
        computed: Names what code finds.

    """

    def __init__(self, draft: Draft, computed: Computed) -> None:
        self._draft = draft
        powers = {power for table in draft.authority.values() for power in table}
        lost_powers = {name for kind, name in draft.lost if kind is Authority}
        laws = {head.jurisdiction for head in draft.heads if head.jurisdiction.isalpha()}
        found = computed(powers - lost_powers, laws)
        always = computed((), ())
        self._known = _Sorted(
            {name for name in draft.concepts if not name.startswith(_SHIELD)} | found
        )
        self._lost = _Sorted(
            {name for kind, name in draft.lost if kind is Concept}
            | (computed(lost_powers, ()) - always)
        )
        self._manners = {name.partition(".")[0] for name in computed((_ANY,), ()) - always}
        self._missing_in: dict[str, list[str]] = {}
        self._groups: dict[str, frozenset[str]] = {}
        self._concepts = _Sorted(draft.concepts)

    def flaws(self) -> Iterator[_Flaw]:
        """Who asks for what nobody defines, or for too much."""
        draft = self._draft
        for name, names in draft.sets.items():
            item = Item(NameSet, name, draft.paths[NameSet, name])
            yield from self._in_items(item, f"{name}.names", names.names)
        for name, rule in draft.rules.items():
            yield from self._in_rule(Item(Rule, name, draft.paths[Rule, name]), rule)
        yield from self._too_wide()

    def _in_rule(self, item: Item, rule: Rule) -> Iterator[_Flaw]:
        for number, match in enumerate(rule.match):
            for key in ("all", "none", "when", "unless"):
                yield from self._in_items(item, f"match.{number}.{key}", getattr(match, key))
            if never := self._never(match):
                key, asked = never
                what = f"{asked!r} must be there and must not: the rule never fires"
                yield _Flaw(item, f"match.{number}.{key}", what)
            if self._partial.names and any(map(self._is_partial, (*match.none, *match.unless))):
                yield _Flaw(item)  # it would fire where it must not

    def _never(self, match: Match) -> tuple[str, str] | None:
        """What a way of a rule asks for and excludes at once, and where it excludes it."""
        for key, asked in (("none", match.all), ("unless", (*match.all, *match.when))):
            if excluded := getattr(match, key):
                barred = frozenset().union(*map(self._group, excluded))
                for item in asked:
                    if (group := self._group(item)) and group <= barred:
                        return key, item
        return None

    def _group(self, item: str) -> frozenset[str]:
        """The concepts that an item of a rule stands for."""
        if item not in self._groups:
            self._groups[item] = frozenset(
                known
                for name in item.split("|")
                for part in (self._draft.sets[name].names if name in self._draft.sets else (name,))
                for each in part.split("|")
                if self._known.count(each) <= MAX_NAMED
                for known in self._known.meant_by(each)
            )
        return self._groups[item]

    def _in_items(self, item: Item, key: str, asked: Iterable[str]) -> Iterator[_Flaw]:
        for each in asked:
            if each not in self._missing_in:
                self._missing_in[each] = [*self._missing(each)]
            for message in self._missing_in[each]:
                yield _Flaw(item, key, message)

    def _missing(self, asked: str) -> Iterator[str]:
        """What is wrong with an item of a rule: a text for each part, empty if it is told of."""
        count = 0
        for name in asked.split("|"):
            if name.startswith(_SET):
                if name not in self._draft.sets:
                    is_told = self._draft.is_lost(NameSet, name)
                    yield "" if is_told else f"no set is called {name!r}"
            elif found := self._known.count(name):
                count += found
            else:
                is_told = self._is_lost(name)
                yield "" if is_told else f"nobody defines {name!r}; mend it or add it to terms/"
        if count > MAX_NAMED:
            yield f"{asked!r} stands for {count:,} concepts, {MAX_NAMED:,} at most"

    def _is_lost(self, name: str) -> bool:
        unread = self._draft.unread
        is_act = name.partition(".")[0] in self._manners
        return bool(self._lost.count(name)) or (Authority if is_act else Concept) in unread

    @cached_property
    def _partial(self) -> _Sorted:
        """Concepts of whose words some are lost."""
        if not self._lost.names:
            return self._lost
        wider: dict[str, list[str]] = {}
        for name, places in self._draft.concepts.items():
            for concept in places.values():
                for item in concept.includes:
                    for included in (item, *self._lost.meant_by(item)):
                        wider.setdefault(included, []).append(name)
        found, todo = set(self._lost.names), [*self._lost.names]
        while todo:
            more = set(wider.get(todo.pop(), ())) - found
            found |= more
            todo += more
        return _Sorted(found)

    def _is_partial(self, item: str) -> bool:
        names = [
            inner
            for name in item.split("|")
            for inner in (self._draft.sets[name].names if name in self._draft.sets else (name,))
        ]
        return any(self._partial.count(name) for each in names for name in each.split("|"))

    def _too_wide(self) -> Iterator[_Flaw]:
        """Concepts that include too many others; once all together do, each that includes any."""
        left = MAX_INCLUDED
        for name, places in self._draft.concepts.items():
            parts = [
                Item(Concept, name, self._draft.term_paths[(*place, name)]) for place in places
            ]
            what = ""
            if left > 0:
                count = self._included_in(name)
                left -= count
                if count > MAX_NAMED:
                    what = f"includes more than {MAX_NAMED:,} concepts, directly or not"
                elif left <= 0:
                    what = f"all together, concepts include {MAX_INCLUDED:,} others at most"
            elif not any(concept.includes for concept in places.values()):
                continue
            if what or left <= 0:
                yield from [_Flaw(part, f"{name}.includes", what) for part in parts]

    def _included_in(self, name: str) -> int:
        """How many concepts one includes, directly or not; looked for until they are too many."""
        seen, todo, count = {name}, [name], 0
        while todo and count <= MAX_NAMED:
            for concept in self._draft.concepts.get(todo.pop(), {}).values():
                for item in concept.includes:
                    count += self._concepts.count(item)
                    if count > MAX_NAMED:
                        break
                    found = self._concepts.meant_by(item)
                    todo += [each for each in found if each not in seen]
                    seen.update(found)
        return count


def _in_phrases(draft: Draft) -> Iterator[_Flaw]:
    """Phrases with more choices than can be held, or with what is not looked for."""
    total = 0
    for name, places in draft.concepts.items():
        for place, concept in places.items():
            counts = [
                count_forms(phrase) if concept.anchor else count_heads(phrase.rstrip("*"))
                for phrase in concept.phrases
                if "{" in phrase
            ]
            item = Item(Concept, name, draft.term_paths[(*place, name)])
            for number, phrase in _with_unseen(concept.phrases):
                what = f"{phrase!r}: has a mark or a sign that no text has any more when it is read"
                yield _Flaw(item, f"{name}.phrases.{number}", what)
            if (many := max(counts, default=0)) > MAX_HEADS:
                what = f"a phrase begins in {many:,} ways, {MAX_HEADS:,} at most"
                yield _Flaw(item, f"{name}.phrases", what)
            elif total + sum(counts) > MAX_FORMS:
                what = f"phrases stand for more than {MAX_FORMS:,} with those before; say less"
                yield _Flaw(item, f"{name}.phrases", what)
            else:
                total += sum(counts)


def _with_unseen(phrases: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    if _UNSEEN.search(" ".join(phrases)):  # as in hardly any concept
        yield from (pair for pair in enumerate(phrases) if _UNSEEN.search(pair[1]))


def _in_patterns(draft: Draft) -> Iterator[_Flaw]:
    """What is wrong with the patterns of a pack, beyond what `re` says."""
    # Packs that ship are not searched, and need not wait for this module.
    from summons_check.pattern_problems import pattern_problems  # noqa: PLC0415

    for head in draft.heads:
        shows = head.shows
        for key, source, is_searched in (
            ("numbers", rf"\A(?:{shows.numbers})\Z", False),
            ("postcode", rf"\b(?:{shows.postcode})\b", True),
        ):
            if not getattr(shows, key):
                continue
            for what in pattern_problems(source, is_searched=is_searched):
                item = Item(Shows, f"shows.{key}", f"{head.name}/pack.toml")
                yield _Flaw(item, f"shows.{key}", what)
