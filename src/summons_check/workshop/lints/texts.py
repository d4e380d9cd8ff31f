"""Texts that do not say the same in every language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pydantic import BaseModel

from summons_check.advice import AdviceStep, ChannelEntry
from summons_check.models import Source, Text
from summons_check.pack_draft import pack_of
from summons_check.pack_schema import Adoption, Change
from summons_check.workshop.bench import Bench
from summons_check.workshop.lints.model import Lint, Mark
from summons_check.workshop.lints.refusals import TEXT_MISSING
from summons_check.workshop.text_numbers import numbers_of, only_in

NUMBERS_DIFFER = Lint(
    "numbers-differ", "warning", "texts of one thing that name different numbers, days or articles"
)
NO_JAPANESE = Lint(
    "text-no-japanese", "info", "a rule that holds in Japan and is not told in Japanese"
)
LINTS = (TEXT_MISSING, NUMBERS_DIFFER, NO_JAPANESE)

_JAPAN = "JP"


class _Told(NamedTuple):
    """A text with its place."""

    path: str
    key: str
    text: Text


def differing(bench: Bench) -> Iterator[Mark]:
    """Texts of which a translation names another number."""
    for path, key, text in _texts(bench):
        if pack_of(path) not in bench.own:
            continue
        for lang in ("en", "ja"):
            other = getattr(text, lang)
            if other and (message := _difference(text.zh, lang, other)):
                yield NUMBERS_DIFFER.at(bench, path, f"{key}.{lang}", message)


def _difference(chinese: str, lang: str, other: str) -> str:
    ours, theirs = numbers_of(chinese), numbers_of(other)
    told = [
        f"{name} alone has {', '.join(found)}"
        for name, found in (("zh", only_in(ours, theirs)), (lang, only_in(theirs, ours)))
        if found
    ]
    return f"{'; '.join(told)}; say the same in both" if told else ""


def _texts(bench: Bench) -> Iterator[_Told]:
    """Every text of the packs that is written in several languages."""
    for rule in bench.pack.rules:
        yield from _of(rule, rule.path, "", ("title", "why"))
    yield from _of_sources_and_steps(bench)
    draft = bench.draft
    for pack, table in draft.authority.items():
        for power, authority in table.items():
            place = f"{pack}/authority.toml"
            yield from _of(authority, place, f"{power}.", ("name", "arrives", "requires"))
    for rule_id, change in draft.changes.items():
        yield from _of(change, draft.paths[Change, rule_id], f"{rule_id}.", ("title", "why"))
    for pack, adopted in draft.adopted.items():
        for rule_id, adoption in adopted.items():
            yield from _of(adoption, f"{pack}/adopts.toml", f"{rule_id}.", ("title", "why"))


def _of_sources_and_steps(bench: Bench) -> Iterator[_Told]:
    draft = bench.draft
    for name, source in draft.sources.items():
        yield from _of(source, draft.paths[Source, name], f"{name}.", ("title",))
    for name, channel in draft.channels.items():
        path = draft.paths[ChannelEntry, name]
        yield from _of(channel, path, f"{name}.", ("name", "contact", "purpose"))
    for name, step in draft.advice.items():
        text = Text(zh=step.zh, en=step.en, ja=step.ja)
        yield _Told(draft.paths[AdviceStep, name], name, text)


def _of(part: BaseModel, path: str, prefix: str, keys: tuple[str, ...]) -> Iterator[_Told]:
    """The texts of one part of a pack, those that it has."""
    for key in keys:
        if text := getattr(part, key):
            yield _Told(path, f"{prefix}{key}", text)


def untold_in_japanese(bench: Bench) -> Iterator[Mark]:
    """Rules that a reader in Japan is told about in English."""
    adopted = bench.pack.adopted.get(_JAPAN, {})
    holds = bench.pack.holds_in
    for rule in bench.rules if _JAPAN in bench.pack.laws.values() else ():
        adoption = adopted.get(rule.id, Adoption())
        if _JAPAN not in holds.get(rule.id, frozenset({_JAPAN})):
            continue
        for key in ("title", "why"):
            text: Text = getattr(adoption, key) or getattr(rule, key)
            if not text.ja:
                message = "a Japanese report says it in English; write `ja`"
                yield NO_JAPANESE.at(bench, rule.path, key, message)
