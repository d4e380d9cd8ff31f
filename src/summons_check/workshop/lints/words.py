"""Words that nobody asks for, and words that do the work of two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import combinations
from typing import NamedTuple

from summons_check.folding import fold_phrase
from summons_check.pack_draft import pack_of
from summons_check.pack_schema import Concept
from summons_check.phrases import GAP, GOES_ON, count_forms, forms
from summons_check.vocabulary import SHIELD
from summons_check.workshop.bench import Bench
from summons_check.workshop.lints.model import Lint, Mark
from summons_check.workshop.lints.refusals import CONCEPT_TWICE
from summons_check.workshop.word_index import WordIndex

CONCEPT_UNUSED = Lint("concept-unused", "warning", "a concept that nobody asks for and no anchor")
CONCEPT_EXCLUDED = Lint(
    "concept-excluded", "warning", "a concept of a rule all phrases of which the rule excludes"
)
ONE_WORD_TWO_ITEMS = Lint(
    "one-word-two-items", "info", "a way of a rule all items of which one phrase alone is"
)
PHRASE_CONTAINED = Lint(
    "phrase-contained", "info", "phrases of a concept inside phrases of another"
)
LINTS = (CONCEPT_UNUSED, CONCEPT_TWICE, CONCEPT_EXCLUDED, ONE_WORD_TWO_ITEMS, PHRASE_CONTAINED)

READ_BY_CODE = (
    "act.", "actor.", "authority.officers_coming", "bargain.", "channel.", "collection.",
    "court.", "courtless.", "criminal.", "debt.", "deed.", "demand.", "frame.", "invented.",
    "justice.", "legal.", "menace.", "notice.personal", "odd.", "officer.", "payment.", "people.",
    "place.", "posing.", "power.", "pressure.now", "reader.", "remote.", "role.", "scheme.secret",
    "secrecy.", "self.", "shield.", "status.", "sum.spoken", "veil.", "visit.", "watch.kin",
)  # fmt: skip
"""Concepts, or how their names begin, that modules of the library ask for themselves."""

_LONGEST = 200
"""Characters of a phrase that is looked at: all pieces of it are."""
_MOST_FORMS = 16
"""Ways of saying a phrase that are looked at; of one with more, none is."""


def unused(bench: Bench) -> Iterator[Mark]:
    """Concepts that tell nothing. An anchor makes a text worth reading, asked for or not."""
    draft = bench.draft
    asked = {
        name
        for rule in draft.rules.values()
        for match in rule.match
        for item in (*match.all, *match.none, *match.when, *match.unless)
        for name in bench.resolver.concepts_of(item)
    }
    asked |= {
        name
        for places in draft.concepts.values()
        for concept in places.values()
        for item in concept.includes
        for name in bench.resolver.concepts_of(item)
    }
    asked |= {
        name
        for names in draft.sets.values()
        for item in names.names
        for name in bench.resolver.concepts_of(item)
    }
    for (pack, language, name), path in draft.term_paths.items():
        if pack not in bench.own or name in asked or name.startswith(READ_BY_CODE):
            continue
        if not any(concept.anchor for concept in draft.concepts[name].values()):
            message = (
                f"no rule, set or concept asks for {name!r} ({language}); use it or take it out"
            )
            yield CONCEPT_UNUSED.at(bench, path, name, message)


class _Phrase(NamedTuple):
    """One way of saying a phrase, as it is looked for."""

    text: str
    concept: str
    path: str
    key: str


def one_word(bench: Bench) -> Iterator[Mark]:
    """Ways of rules that a single phrase fulfils: they say "and", and mean "or"."""
    index = WordIndex(bench)
    phrases = _phrases_of(bench)
    for rule in bench.rules:
        for number, match in enumerate(rule.match):
            if len(match.all) < 2 or match.scope == "message":
                continue
            items = [index.all_within(bench.resolver.concepts_of(item)) for item in match.all]
            if alone := phrases.of_all(items):
                asked = ", ".join(map(repr, match.all))
                message = (
                    f"{alone[0]!r}{_more(len(alone) - 1)} alone is all of {asked}; drop an item, "
                    "or take the phrase out of one"
                )
                yield ONE_WORD_TWO_ITEMS.at(bench, rule.path, f"match.{number}.all", message)


def excluded(bench: Bench) -> Iterator[Mark]:
    """What a rule asks for and excludes at once, for the one's words stand inside the other's."""
    index = WordIndex(bench)
    phrases = _phrases_of(bench)
    group = bench.resolver.concepts_of
    for rule in bench.rules:
        for number, match in enumerate(rule.match):
            for key in ("none", "unless"):
                barred = index.sure_within(frozenset().union(*map(group, getattr(match, key))))
                idle = phrases.having(barred)
                names = sorted(frozenset().union(*map(group, match.all)) - barred)
                dead = {name: phrases.of(index.within(name)) & idle for name in names}
                whole = [name for name in names if dead[name] == phrases.of(index.within(name))]
                for name in whole if idle else ():
                    if dead[name]:
                        message = (
                            f"every phrase of {name!r}, such as {min(dead[name])!r}, has words in "
                            f"it that `{key}` excludes: it never counts here; take one of them out"
                        )
                        place = f"match.{number}.{key}"
                        yield CONCEPT_EXCLUDED.at(bench, rule.path, place, message)


def contained(bench: Bench) -> Iterator[Mark]:
    """Concepts of which phrases have phrases of other concepts in them."""
    phrases = _phrases_of(bench)
    found: dict[str, dict[str, tuple[_Phrase, str]]] = defaultdict(dict)
    for text, same in phrases.by_text.items():
        for name, inner in phrases.inside(text):
            for phrase in same:
                if name != phrase.concept and pack_of(phrase.path) in bench.own:
                    found[phrase.concept].setdefault(name, (phrase, inner))
    for _, others in sorted(found.items()):
        name, (outer, inner) = min(others.items())
        message = (
            f"{outer.text!r} has {inner!r} of {name} in it"
            f"{_more(len(others) - 1, 'other concept')}; both are found, which is harmless unless "
            "a rule is to tell them apart"
        )
        yield PHRASE_CONTAINED.at(bench, outer.path, outer.key, message)


def _more(count: int, of_what: str = "") -> str:
    if not count:
        return ""
    plural = "s" if of_what and count > 1 else ""
    return f" (and {' '.join(filter(None, [str(count), of_what + plural or 'more']))})"


class _Phrases:
    """Every phrase of every concept, spelled out; those with a gap are no single word."""

    def __init__(self, bench: Bench) -> None:
        self.by_text: dict[str, list[_Phrase]] = defaultdict(list)
        self._of: dict[str, set[str]] = defaultdict(set)
        self._having: dict[frozenset[str], frozenset[str]] = {}
        draft = bench.draft
        for name, places in draft.concepts.items():
            for place, concept in () if name.startswith(SHIELD) else places.items():
                self._of[name].update(filter(_is_open, concept.phrases))
                for phrase in _spelled_out(concept, name, draft.term_paths[(*place, name)]):
                    self.by_text[phrase.text].append(phrase)
                    self._of[name].add(phrase.text)

    def inside(self, text: str) -> Iterator[tuple[str, str]]:
        """The concepts that a phrase has in it, its own too, each with its words."""
        seen: set[str] = set()
        for piece in _pieces(text):
            for phrase in self.by_text.get(piece, ()):
                if phrase.concept not in seen:
                    seen.add(phrase.concept)
                    yield phrase.concept, piece

    def of_all(self, items: list[frozenset[str]]) -> list[str]:
        """The phrases that have a concept of each item in them."""
        return sorted(frozenset.intersection(*map(self.having, items)))

    def having(self, names: frozenset[str]) -> frozenset[str]:
        """The phrases that have any of some concepts in them, and another one as well."""
        if names not in self._having:
            self._having[names] = frozenset().union(*(self._with.get(name, ()) for name in names))
        return self._having[names]

    def of(self, names: frozenset[str]) -> frozenset[str]:
        """The phrases of some concepts; of one that is not spelled out, something like it."""
        return frozenset(text for name in names for text in self._of.get(name, ()))

    @cached_property
    def _with(self) -> dict[str, list[str]]:
        """By concept the phrases that have it in them, those with several concepts alone."""
        found: dict[str, list[str]] = defaultdict(list)
        for text in self.by_text:
            names = [name for name, _ in self.inside(text)]
            for name in names if len(names) > 1 else ():
                found[name].append(text)
        return found


@lru_cache(maxsize=1)
def _phrases_of(bench: Bench) -> _Phrases:
    """The phrases of a bench, for several lints one after another."""
    return _Phrases(bench)


def _spelled_out(concept: Concept, name: str, path: str) -> Iterator[_Phrase]:
    for number, phrase in enumerate(concept.phrases):
        if not _is_open(phrase):
            for form in forms(phrase):
                text = fold_phrase(form.replace(GOES_ON, ""))
                yield _Phrase(text, name, path, f"{name}.phrases.{number}")


def _is_open(phrase: str) -> bool:
    """Whether a phrase has a gap, or is too long or of too many choices to be spelled out."""
    return GAP in phrase or len(phrase) > _LONGEST or count_forms(phrase) > _MOST_FORMS


def _pieces(text: str) -> Iterator[str]:
    """Everything inside a phrase that another phrase may be, itself included."""
    if text.isascii():
        words = text.split(" ")
        cuts = combinations(range(len(words) + 1), 2)
        yield from dict.fromkeys(" ".join(words[start:end]) for start, end in cuts)
    else:
        cuts = combinations(range(len(text) + 1), 2)
        yield from dict.fromkeys(text[start:end] for start, end in cuts if end - start > 1)
