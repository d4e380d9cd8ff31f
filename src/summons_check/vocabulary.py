"""The vocabulary: all phrases of all concepts, found in one pass.

One overlapping Aho-Corasick scan finds every phrase (Aho & Corasick 1975,
"Efficient string matching"); what remains is checked here: whole words,
gaps, negations and words that hide others.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import filterfalse
from operator import itemgetter
from sys import intern, maxsize
from typing import NamedTuple

from summons_check.folding import UNMASKED, Folded, squeeze
from summons_check.languages import (
    has_chinese,
    has_traditional,
    is_japanese,
    is_unusual,
    unstyled,
)
from summons_check.lexicon import (
    FIRST_OF_ASIA,
    WORD_CHARACTERS,
    Entry,
    Lexicon,
    is_latin,
    may_lack_han,
    verify,
)
from summons_check.models import Lang
from summons_check.negations import JapaneseNegations, Negations
from summons_check.pack_schema import Concept
from summons_check.patterns import pattern, plain_pattern

FRAME = "frame."
_IN = "@"
"""Between a concept and the law in which some words of it count."""
SHIELD = "shield."
"""Concepts below this name hide what lies inside them: 法院路 is a street."""

_LETTER = plain_pattern("[a-z]")
_SHORT_WORD = plain_pattern(r"(?<![a-z])[a-z]{3,5}(?![a-z])")
_ENGLISH_WORD = plain_pattern(r"(?<![a-z0-9])[a-z]+(?:['-][a-z]+){0,5}(?![a-z0-9])")
_CHOICE = plain_pattern(r"((?<![A-Za-z])[A-Za-z]+|)\{([^{}\n]*)\}([A-Za-z]*)")
_OPENING = 40
"""Characters by which an English text is told from others."""
_LOOK_AHEAD = 60
"""Characters in which the tail of a phrase with a gap must follow its head."""


_SCRIPTS_OF_CHINESE = frozenset({"zh-Hans", "zh-Hant"})


class Mention(NamedTuple):
    """A stretch of the folded text that names a concept."""

    start: int
    end: int


_mention: Callable[[tuple[int, int]], Mention] = partial(tuple.__new__, Mention)
"""`Mention`, but three times as fast: a scan makes dozens."""

_NO_MORE = Mention(maxsize, maxsize)
"""Stands behind the last shield: no text is so long."""

Mentions = dict[str, list[Mention]]
"""Concept to its mentions, in the order of the text."""

_Hit = tuple[tuple[str, ...], Mention]
"""The concepts that some words name, and where the words stand."""

_THRICE = plain_pattern(r"([a-z])\1\1")
_DRAWN_OUT = plain_pattern(r"([a-z])\1{2,}")
_MASK = pattern(r"[a-z][0134578@$]{1,3}[a-z]")


_Written = list[tuple[Entry, Sequence[str]]]


class Vocabulary:
    """Every phrase of every concept, ready to be found.

    Args:
        concepts: Concept by name, one entry a pack and language.

    """

    def __init__(self, concepts: Mapping[str, tuple[Concept, ...]]) -> None:
        wider = _Wider(concepts)
        entries = [
            Entry(
                concept,
                wider.names_of(_local(name, concept)),
                concept.anchor and not name.startswith(SHIELD),
            )
            for name, found in concepts.items()
            for concept in found
        ]
        self._local = {
            name: tuple(name.split(_IN)) for entry in entries for name in entry.names if _IN in name
        }
        self._entries = [
            entry
            for entry in entries
            if not (entry.concept.is_japanese or entry.concept.is_traditional)
        ]
        self._traditional = [entry for entry in entries if entry.concept.is_traditional]
        self._japanese = [entry for entry in entries if entry.concept.is_japanese]
        self._at_least = {
            name: least
            for name, languages in concepts.items()
            if (least := max(concept.at_least for concept in languages)) > 1
        }
        # A shield hides and is never found, so no rule can ask for it.
        self.names = frozenset(name for name in concepts if not name.startswith(SHIELD))
        self._shields = frozenset(name for name in concepts if name.startswith(SHIELD))

    @cached_property
    def _written(self) -> tuple[_Written, _Written]:
        """The phrases in Chinese, and those in Latin letters."""
        han: _Written = []
        latin: _Written = []
        for entry in self._entries:
            phrases = entry.concept.phrases
            in_latin = [*filter(is_latin, phrases)]
            if in_latin:
                latin.append((entry, in_latin))
            if len(in_latin) < len(phrases):
                han.append((entry, [*filterfalse(is_latin, phrases)] if in_latin else phrases))
        return han, latin

    @cached_property
    def _han(self) -> Lexicon:
        return Lexicon(self._written[0])

    @cached_property
    def _figures(self) -> Lexicon:
        """Of these the few that a text in ASCII can have when folded: 12368, fiancée."""
        return Lexicon(
            (entry, figures)
            for entry, phrases in self._written[0]
            if (figures := [p for p in phrases if p[0] < FIRST_OF_ASIA and may_lack_han(p)])
        )

    @cached_property
    def _latin(self) -> Lexicon:
        """The phrases in Latin letters: made when first needed, and not asked without a letter."""
        return Lexicon(self._written[1])

    @cached_property
    def _hant(self) -> Lexicon:
        """The phrases of places that write traditional Chinese, simplified as all texts are."""
        return Lexicon((entry, entry.concept.phrases) for entry in self._traditional)

    @cached_property
    def _kana(self) -> Lexicon:
        """The phrases of Japanese, for which a text in Chinese is not searched."""
        return Lexicon((entry, entry.concept.phrases) for entry in self._japanese)

    def _lexica(self, text: str, lang: Lang | None) -> tuple[Lexicon, ...]:
        """Those whose phrases can occur in a folded text."""
        asian = self._asian(text, lang)
        return (*asian, self._latin) if _LETTER.search(text) else asian

    def _asian(self, text: str, lang: Lang | None = None) -> tuple[Lexicon, ...]:
        """Those in Chinese or Japanese.

        In Japanese no phrase of Chinese is looked for: the same characters mean other things.
        The language of the message tells whether it is, if most of it is not English.
        """
        if text.isascii():
            return (self._figures,)
        if lang in _SCRIPTS_OF_CHINESE:
            return (self._han,)
        if self._japanese and (lang == "ja" or is_japanese(text)):
            return (self._kana, self._han) if has_chinese(text) else (self._kana,)
        return (self._han,)

    def english_words(self) -> list[str]:
        """The words of all phrases in Latin letters, in no order.

        One with a hyphen stays whole: who writes "e-warrant" tears nothing apart.
        """
        return _ENGLISH_WORD.findall(" ".join(set(self._english().split())))

    def english_wording(self) -> list[str]:
        """The same words as often as they occur, and in the order of the phrases."""
        return [*map(intern, _ENGLISH_WORD.findall(self._english()))]

    def _english(self) -> str:
        phrases = [phrase for _, written in self._written[1] for phrase in written]
        choices = "\n".join([phrase for phrase in phrases if "{" in phrase])
        others = " ".join([phrase for phrase in phrases if "{" not in phrase])
        return f"{_CHOICE.sub(_spelled_out, choices)} {others}".lower()

    def is_relevant(self, text: str, squeezed: str, lang: Lang | None = None) -> bool:
        """Whether any anchor occurs in a text, however it is typed.

        Args:
            text: The text, as it came.
            squeezed: The same, squeezed.
            lang: The language that most of it is written in, if it is known.

        """
        if self.has_anchor(squeezed, lang):
            return True
        lower = text.lower()
        if not text.isascii() and is_unusual(text):
            if has_traditional(text) and self._hant.anchors.occur_in(squeezed):
                return True
            lower = unstyled(text).lower()
        if _MASK.search(lower) and any(
            self.has_anchor(squeeze(lower.translate(table))) for table in UNMASKED
        ):
            return True
        return lower[:_OPENING].isascii() and self._is_relevant_english(lower, squeezed)

    def _is_relevant_english(self, lower: str, squeezed: str) -> bool:
        """Whether a word occurs that is short, or that is an anchor if no letter is drawn out."""
        if not self._latin.anchors.short.isdisjoint(_SHORT_WORD.findall(lower)):
            return True
        if not _THRICE.search(squeezed):
            return False
        # Side by side, as one half of a phrase may have a letter once and the other one twice.
        once, twice = (_DRAWN_OUT.sub(letters, squeezed) for letters in (r"\1", r"\1\1"))
        return self.has_anchor(f"{once}\n{twice}")

    def count_anchors(self, squeezed: str) -> int:
        """How many anchors a squeezed text has, one after the other."""
        lexica = (*self._asian(squeezed), self._latin)
        return sum(lexicon.anchors.count(squeezed) for lexicon in lexica)

    def has_anchor(self, squeezed: str, lang: Lang | None = None) -> bool:
        """Whether any anchor occurs in a squeezed text as it stands."""
        for lexicon in self._asian(squeezed, lang):
            if lexicon.anchors.occur_in(squeezed):
                return True
        return bool(_LETTER.search(squeezed) and self._latin.anchors.occur_in(squeezed))

    def scan(
        self, folded: Folded, lang: Lang | None = None, *, is_traditional: bool = False
    ) -> Mentions:
        """Find the mentions of all concepts.

        Args:
            folded: The message.
            lang: The language that most of it is written in, if it is known.
            is_traditional: Whether it is known to be from where traditional Chinese is written;
                else its script tells.

        """
        text = folded.text
        hits: list[_Hit] = []
        negations = Negations(text)
        lexica = self._lexica(text, lang)
        if self._traditional and (is_traditional or has_traditional(folded.original)):
            lexica = (*lexica, self._hant)
        for lexicon in lexica:
            cancelled = JapaneseNegations(text) if lexicon.is_japanese else negations
            hits += _hits(text, lexicon, cancelled)
        return self._kept(hits, [Mention(*span) for span in negations.impostors])

    def in_laws(self, mentions: Mentions, laws: Iterable[str]) -> Mentions:
        """The same mentions, those that count in some laws only told or left out.

        Args:
            mentions: What `scan` found.
            laws: The jurisdictions that the message may be under.

        """
        local = [name for name in mentions if name in self._local]
        if not local:
            return mentions
        told = {name: found for name, found in mentions.items() if name not in self._local}
        for name in sorted(local):
            base, law = self._local[name]
            if law in laws:
                told[base] = sorted({*told.get(base, ()), *mentions[name]})
        return told

    def _kept(self, hits: list[_Hit], impostors: list[Mention]) -> Mentions:
        """The mentions that count, in the order of the text."""
        hits.sort(key=itemgetter(1))
        shields = [mention for names, mention in hits if not self._shields.isdisjoint(names)]
        counted = _unshielded(hits, shields) if shields else hits
        if impostors:
            counted = _unshielded(counted, impostors, spared=FRAME)
        found: Mentions = defaultdict(list)
        for names, mention in counted:
            for name in names:
                found[name].append(mention)
        for name in [name for name in found if name in self._at_least]:
            least = self._at_least[name]
            if not _stand_apart(found[name], least):
                del found[name]
        return dict(found)


def _hits(text: str, lexicon: Lexicon, negations: Negations | JapaneseNegations) -> Iterator[_Hit]:
    """What the phrases of a lexicon name in a text."""
    heads = lexicon.heads
    for index, start, end in lexicon.find(text):
        names, firm, starts_word, phrases = heads[index]
        mention = None
        if names:
            mention = _mention((start, end))
            yield (names if firm is names or not negations.cancel(start) else firm), mention
        is_inside = starts_word and start and text[start - 1] in WORD_CHARACTERS
        if phrases and not is_inside:
            ahead = text[end : end + _LOOK_AHEAD]
            for tail, phrase in phrases:
                if (
                    tail in ahead
                    and (stop := verify(phrase, text, end))
                    and not (phrase.negatable and negations.cancel(start))
                ):
                    if mention is None or stop != mention[1]:  # many stand for the same words
                        mention = _mention((start, stop))
                    yield phrase.concepts, mention


def _spelled_out(found: re.Match[str]) -> str:
    """The words of a choice inside a word: detained and detaining for detain{ed|ing}."""
    before, choice, behind = found.groups()
    return " ".join([f"{before}{piece}{behind}" for piece in choice.split("|")])


def _local(name: str, concept: Concept) -> str:
    """The name under which the words of an entry are found: `role.court@US` counts in one law.

    What hides others hides them everywhere.
    """
    is_local = concept.only_in and not name.startswith(SHIELD)
    return f"{name}{_IN}{concept.only_in}" if is_local else name


class _Wider:
    """Which concepts include which."""

    def __init__(self, concepts: Mapping[str, tuple[Concept, ...]]) -> None:
        self._direct: dict[str, set[str]] = {name: set() for name in concepts}
        for name, entries in concepts.items():
            for concept in entries:
                for item in concept.includes:
                    for included in _named(item, concepts):
                        self._direct[included].add(_local(name, concept))

    def names_of(self, name: str) -> tuple[str, ...]:
        """A concept and those that include it, directly or not."""
        seen: set[str] = set()
        todo = [name]
        while todo:
            for wider in self._including(todo.pop()) - seen:
                seen.add(wider)
                todo.append(wider)
        return (name, *sorted(seen - {name}))

    def _including(self, name: str) -> set[str]:
        """What includes words that count in one law counts them in that law, too."""
        base, _, law = name.partition(_IN)
        found = self._direct[base]
        return (
            {wider if _IN in wider else f"{wider}{_IN}{law}" for wider in found} if law else found
        )


def _named(item: str, names: Iterable[str]) -> list[str]:
    """The concepts that `a` or `a.*` stands for."""
    if item.endswith(".*"):
        return [name for name in names if name.startswith(item[:-1])]
    return [item]


def _stand_apart(mentions: list[Mention], least: int) -> bool:
    """Whether mentions, in order, stand at so many places; those that overlap stand at one."""
    count = reach = 0
    for start, end in mentions:
        count += start >= reach
        if count == least:
            return True
        reach = max(reach, end)
    return False


def _unshielded(hits: Iterable[_Hit], shields: list[Mention], spared: str = "") -> Iterator[_Hit]:
    """Leave out what lies inside a shield; hits and shields come in order.

    Concepts whose names begin with what is `spared`, if anything, stay.
    """
    ahead = iter([*shields, _NO_MORE])
    next_start, next_end = next(ahead)
    reach = -1  # of all shields that start here or before
    for names, mention in hits:
        start, end = mention
        while next_start <= start:
            reach = max(reach, next_end)
            next_start, next_end = next(ahead)
        if reach < end:
            yield names, mention
        elif spared:
            yield tuple([name for name in names if name.startswith(spared)]), mention
