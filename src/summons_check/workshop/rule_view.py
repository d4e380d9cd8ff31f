"""Rules for people: which there are, and all that one says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from summons_check.acts import MANNERS
from summons_check.matching import Resolver
from summons_check.models import Text
from summons_check.pack_draft import pack_of
from summons_check.pack_schema import Example, Hit, Match, Miss, Rule
from summons_check.phrases import GAP
from summons_check.workshop.bench import Bench, WorkshopError, nearest

_LANGUAGES = ("zh", "en", "ja")
_SHOWN = 4
"""Phrases of a concept that are shown as examples of it."""


def find_rules(
    bench: Bench,
    *,
    pack: str | None = None,
    family: str | None = None,
    severity: str | None = None,
    document: str | None = None,
) -> list[Rule]:
    """Find rules.

    Args:
        bench: The packs.
        pack: Name of their pack.
        family: Their family.
        severity: Their severity, such as "strong".
        document: A document or power of authority.toml, such as "custody.arrest", or the first part
            of the name: rules that look for it, in whatever way it is used.

    Returns:
        The rules of packs that are worked on that are all of this, in the order of their ids.

    Raises:
        WorkshopError: For a pack, family, severity, document or power that none of them has.

    """
    known = {
        "pack": {pack_of(rule.path) for rule in bench.rules},
        "family": {rule.family for rule in bench.rules},
        "severity": {rule.severity.value for rule in bench.rules},
    }
    wanted = {"pack": pack, "family": family, "severity": severity}
    for kind, name in wanted.items():
        if name is not None and name not in known[kind]:
            raise WorkshopError(f"no rule has {kind} {name!r}{nearest(name, known[kind])}")
    concepts = _concepts_of(document, bench) if document is not None else frozenset()
    return [
        rule
        for rule in bench.rules
        if pack in {None, pack_of(rule.path)}
        and family in {None, rule.family}
        and severity in {None, rule.severity.value}
        and (document is None or _asks_for(rule, concepts, bench.resolver))
    ]


def _concepts_of(document: str, bench: Bench) -> frozenset[str]:
    """The concepts of a document or power."""
    powers = {power for table in bench.pack.authority.values() for power in table}
    found = {each for each in powers if each == document or each.startswith(f"{document}.")}
    if not found:
        raise WorkshopError(
            f"no document or power is called {document!r}{nearest(document, powers)}"
        )
    return frozenset(f"{manner}.{power}" for power in found for manner in ("power", *MANNERS))


def _asks_for(rule: Rule, concepts: frozenset[str], resolver: Resolver) -> bool:
    return any(
        not concepts.isdisjoint(resolver.concepts_of(item))
        for match in rule.match
        for item in (*match.all, *match.when)
    )


def row_of(rule: Rule) -> dict[str, Any]:
    """What a list tells of a rule."""
    return {
        "id": rule.id,
        "version": rule.version,
        "maturity": rule.maturity,
        "pack": pack_of(rule.path),
        "family": rule.family,
        "severity": rule.severity.value,
        "points": rule.points,
        "certainty": rule.certainty.value,
        "title": rule.title.model_dump(exclude_none=True),
        "file": rule.path,
    }


def card_of(bench: Bench, rule: Rule) -> dict[str, Any]:
    """All that there is to say of a rule, as data: its row, its texts, and what it rests on."""
    return {
        **row_of(rule),
        "aliases": [*rule.aliases],
        "family_cap": bench.pack.families[rule.family],
        "holds_in": sorted(bench.pack.holds_in.get(rule.id, ["*"])),
        "why": rule.why.model_dump(exclude_none=True),
        "sources": [
            {"key": key, **bench.pack.sources[key].model_dump(mode="json", exclude_none=True)}
            for key in rule.sources
        ],
        "match": [match.model_dump(mode="json") for match in rule.match],
        "fires": [[*told_match(bench, match)] for match in rule.match],
        "hit": [_dumped(hit) for hit in rule.hit],
        "miss": [_dumped(miss) for miss in rule.miss],
    }


def _dumped(example: Example) -> dict[str, Any]:
    return example.model_dump(mode="json", exclude_defaults=True)


def told_match(bench: Bench, match: Match) -> Iterator[str]:
    """One way of a rule in words, a line each."""
    where = {"sentence": "in one sentence", "message": "anywhere in the message"}.get(
        match.scope, f"within {match.scope} characters"
    )
    yield f"fires where, {where}, there is"
    for number, item in enumerate(match.all):
        yield f"  {'and ' if number else ''}{_told_item(bench, item)}"
    for key, said in (
        ("none", "but not, in the same place,"),
        ("when", "if the message also has, anywhere,"),
        ("unless", "and has nowhere"),
    ):
        items: tuple[str, ...] = getattr(match, key)
        if items:
            yield said
        for number, item in enumerate(items):
            joint = "" if not number else "and " if key == "when" else "or "
            yield f"  {joint}{_told_item(bench, item)}"


def _told_item(bench: Bench, item: str) -> str:
    return " or ".join(_told_name(bench, name) for name in item.split("|"))


def _told_name(bench: Bench, name: str) -> str:
    if name in bench.pack.sets:
        return f"{name} ({bench.pack.sets[name].about})"
    if name.endswith(".*"):
        return f"any {name}"
    phrases = [
        phrase for concept in bench.pack.concepts.get(name, ()) for phrase in concept.phrases
    ]
    phrases.sort(key=_is_written_with_signs)
    more = ", …" if len(phrases) > _SHOWN else ""
    return f"{name} ({', '.join(phrases[:_SHOWN])}{more})" if phrases else name


def _is_written_with_signs(phrase: str) -> bool:
    """Whether a phrase has choices or gaps: a plain one says more to a reader."""
    return "{" in phrase or GAP in phrase


def told_card(bench: Bench, rule: Rule) -> Iterator[str]:
    """All that there is to say of a rule, line by line."""
    cap = bench.pack.families[rule.family]
    yield f"{rule.id}  ({rule.path})"
    yield f"version   {rule.version}, {rule.maturity}"
    if rule.aliases:
        yield f"formerly  {', '.join(rule.aliases)}"
    yield f"severity  {rule.severity}, {rule.points} points"
    yield f"family    {rule.family}, which adds up to {cap} points at most"
    yield f"certainty {rule.certainty}"
    yield f"holds in  {', '.join(sorted(bench.pack.holds_in.get(rule.id, ['any law'])))}"
    for name, text in (("title", rule.title), ("why", rule.why)):
        yield ""
        yield from _told_text(name, text)
    yield ""
    yield "sources"
    for key in rule.sources:
        source = bench.pack.sources[key]
        yield f"  {key}: certainty {source.certainty}, read {source.read}"
        for lang in _LANGUAGES:
            if said := getattr(source.title, lang):
                yield f"    {lang}  {said}"
        if source.url:
            yield f"    {source.url}"
    for number, match in enumerate(rule.match, 1):
        yield ""
        yield f"match {number}"
        yield from (f"  {line}" for line in told_match(bench, match))
    for kind, examples in (("hit", rule.hit), ("miss", rule.miss)):
        for number, example in enumerate(examples, 1):
            yield ""
            yield from _told_example(f"{kind} {number}", example)


def _told_text(name: str, text: Text) -> Iterator[str]:
    yield name
    for lang in _LANGUAGES:
        yield f"  {lang}  {getattr(text, lang) or '(none: a Japanese report says it in English)'}"


def _told_example(name: str, example: Example) -> Iterator[str]:
    known = " (known not to pass yet)" if example.known_failure else ""
    yield f"{name}{known}"
    yield from (f"  {line}" for line in example.text.splitlines())
    for key in ("sender", "channel", "received", "jurisdiction"):
        if (value := getattr(example, key)) is not None:
            yield f"  {key}: {value}"
    if isinstance(example, Hit):
        yield f"  quotes: {example.quote}"
    if isinstance(example, Miss):
        yield f"  spared: {example.why}"
