"""Phrases ready to be found: one automaton for their first words, and what must follow these."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, product, repeat
from string import ascii_letters, digits
from sys import intern
from typing import NamedTuple

import ahocorasick_rs

from summons_check.folding import fold_phrase, fold_words, squeeze
from summons_check.pack_schema import Concept
from summons_check.patterns import plain_pattern
from summons_check.phrases import GAP, Steps, forms, heads_and_rest, steps

_LATIN_ANCHOR = 6
_HAN_KERNEL = 2
"""Characters of the shortest anchor in Chinese."""
_HAN_GAP = 8
_LATIN_GAP = 30
_KANA_GAP = 16
"""Japanese has particles and polite forms between its words."""
_WORD_CHARACTERS = frozenset(ascii_letters + digits)
_FIRST_OF_ASIA = "\u2e80"
"""Below stand the scripts of Europe and the signs."""
_BREAK = plain_pattern(r"[。!?;\n【】]")


class Phrase(NamedTuple):
    """A phrase, once its first words are found."""

    tail: str
    """What must follow the head after a gap; empty without a gap."""
    gap: int
    word_start: bool
    word_end: bool
    """Whether the phrase must start / end with a whole word."""
    concepts: tuple[str, ...]
    negatable: bool
    rest: re.Pattern[str] | None = None
    """What must follow the head of a phrase with many choices."""


Names = tuple[str, ...]
Head = tuple[Names, Names, tuple[tuple[str, Phrase], ...]]
"""What it means that the first word of some phrases was found: concepts that the word alone
names, those of them that no negation cancels, and phrases that want a closer look, by tail."""


class Entry(NamedTuple):
    """The phrases of a concept in one language, and what they stand for."""

    concept: Concept
    names: Names
    """The concepts that each of them names."""
    is_anchor: bool
    """Whether they make a text worth a closer look."""


class _Draft:
    """What is to be looked for, phrase by phrase."""

    def __init__(self) -> None:
        self.plain: dict[str, Names] = {}
        self.firm: dict[str, Names] = {}
        self.checked: dict[str, list[Phrase]] = {}
        self.anchors = _Anchors()

    def add(self, phrases: Iterable[str], entry: Entry) -> None:
        """Add phrases of an entry."""
        concept, named, is_anchor = entry
        words: list[str] = []
        others: list[str] = []
        choices: list[str] = []
        for raw in phrases:
            if raw.isalnum():
                words.append(raw)
            elif "{" not in raw:
                others.append(raw)
            else:
                heads, rest = heads_and_rest(raw.rstrip("*"))
                if rest or raw.endswith("*"):
                    self._add_choice(raw, heads, rest, concept, named)
                    choices.append(raw)
                else:
                    for form in heads:
                        (words if form.isalnum() else others).append(form)
        words = fold_words(words)
        self._add_words(words, concept, named)
        folded = [_folded(raw) for raw in others]
        for raw, (head, tail) in zip(others, folded, strict=True):
            self._add_form(head, tail, raw, concept, named)
        if is_anchor:
            self.anchors.add(words, folded, choices)

    def _add_words(self, words: list[str], concept: Concept, named: Names) -> None:
        """Add folded words, most of them in Chinese: these need no closer look."""
        plain = []
        for word in words:
            if word[0] in _WORD_CHARACTERS or word[-1] in _WORD_CHARACTERS:
                self._add_form(word, "", word, concept, named)
            else:
                plain.append(word)
        self._add_plain(plain, concept, named)

    def _add_plain(self, words: list[str], concept: Concept, named: Names) -> None:
        for wanted in (self.plain,) if concept.negatable else (self.plain, self.firm):
            for word in words:
                known = wanted.get(word)
                wanted[word] = named if known is None else tuple(dict.fromkeys(known + named))

    def _add_choice(
        self, raw: str, heads: Sequence[str], rest: Steps, concept: Concept, named: Names
    ) -> None:
        """Add a phrase with choices, of which those too many to spell out wait for its heads."""
        if not rest:
            for form in heads:
                self._add_form(*_folded(form), raw, concept, named)
            return
        if any(head.endswith(" ") for head in heads):  # folding strips it
            rest = [(" ",), *rest]
        reach = _KANA_GAP if concept.is_japanese else _HAN_GAP
        follows = plain_pattern(_rest(rest, reach, is_open=raw.endswith("*")))
        for head in map(fold_phrase, heads):
            phrase = Phrase("", 0, _is_word(head[0]), False, named, concept.negatable, rest=follows)
            self.checked.setdefault(head, []).append(phrase)

    def _add_form(self, head: str, tail: str, raw: str, concept: Concept, named: Names) -> None:
        starts_word = head[0] in _WORD_CHARACTERS
        ends_word = (tail or head)[-1] in _WORD_CHARACTERS
        reach = _KANA_GAP if concept.is_japanese else _HAN_GAP
        if tail or starts_word or ends_word:
            phrase = Phrase(
                tail=intern(tail),  # the same few words again and again
                gap=_LATIN_GAP if head[-1].isascii() and not concept.is_japanese else reach,
                word_start=starts_word,
                word_end=ends_word and not raw.endswith("*"),
                concepts=named,
                negatable=concept.negatable,
            )
            self.checked.setdefault(head, []).append(phrase)
        else:
            self._add_plain([head], concept, named)


class _Anchors:
    """What of many phrases makes a text worth a closer look.

    Squeezed text has no word boundaries, so short Latin words would be found
    everywhere; of a phrase with a gap each half alone is an everyday word.
    """

    def __init__(self) -> None:
        self._words: set[str] = set()
        self._phrases: set[tuple[str, str]] = set()
        self._choices: set[str] = set()

    def add(
        self, words: Iterable[str], phrases: Iterable[tuple[str, str]], choices: Iterable[str]
    ) -> None:
        """Add folded words, folded phrases by head and tail, and choices as written."""
        self._words.update(words)
        self._phrases.update(phrases)
        self._choices.update(choices)

    def find(self) -> tuple[set[str], frozenset[str]]:
        """The anchors of squeezed text, and the words too short for it.

        A phrase that contains a shorter anchor anyway, however it is said, is left out.
        """
        kernels = frozenset(
            word for word in self._words if len(word) >= _LATIN_ANCHOR or len(word) == _HAN_KERNEL
        )
        found = {word for word in self._words if len(word) > 1 and not word.isascii()}
        short: set[str] = set()
        others = ((word, "") for word in self._words if word.isascii())
        for head, tail in chain(others, self._forms(kernels)):
            longer = tail if len(tail) > len(head) else head
            anchor = longer if longer.isalnum() else squeeze(longer)
            shortest = _LATIN_ANCHOR if anchor.isascii() else 3 if tail else 2
            if len(anchor) >= shortest:
                found.add(anchor)
            elif head.isascii() and head.isalpha():
                short.add(head)
        return found, frozenset(short)

    def _forms(self, kernels: frozenset[str]) -> Iterator[tuple[str, str]]:
        """Heads and tails of all phrases but those that hold a kernel however they are said."""
        for head, tail in self._phrases:
            if tail or not _holds(head, kernels):
                yield head, tail
        for raw in self._choices:
            if GAP in raw:
                yield from map(_folded, forms(raw))
            elif not any(_holds(fold_phrase(fixed), kernels) for fixed in _fixed(raw)):
                yield from zip(_squeezed_forms(raw), repeat(""), strict=False)


def _fixed(raw: str) -> Iterator[str]:
    """What of a phrase with choices is said in any case.

    >>> [*_fixed("{a|the} warrant {was|is} out")]
    [' warrant ', ' out']
    """
    return (step[0] for step in steps(raw.rstrip("*")) if len(step) == 1)


def _squeezed_forms(raw: str) -> Iterator[str]:
    """Every way of saying a phrase, in bare letters; as it is said if that is one short word."""
    written = steps(raw.rstrip("*"))
    bare = [tuple(map(squeeze, step)) for step in written]
    for spoken, form in zip(product(*written), map("".join, product(*bare)), strict=True):
        yield form if len(form) >= _LATIN_ANCHOR else fold_phrase("".join(spoken))


def _holds(phrase: str, kernels: frozenset[str]) -> bool:
    """Whether a folded phrase holds one of the shortest anchors."""
    if phrase.isascii():
        return not kernels.isdisjoint(phrase.split(" "))
    return any(phrase[at : at + _HAN_KERNEL] in kernels for at in range(len(phrase) - 1))


class _Heads(dict[int, Head]):
    """What words mean, by their numbers: put together when one is first found, as few ever are."""

    def __init__(self, words: list[str], draft: _Draft) -> None:
        super().__init__()
        self._words = words
        self._draft = draft

    def __missing__(self, number: int) -> Head:
        word, draft = self._words[number], self._draft
        names, firm = draft.plain.get(word, ()), draft.firm.get(word, ())
        phrases = tuple([(phrase.tail, phrase) for phrase in draft.checked.get(word, ())])
        head = self[number] = names, names if len(firm) == len(names) else firm, phrases
        return head


class Lexicon:
    """Phrases, ready to be found.

    Args:
        entries: What they stand for.
        takes: Which of their phrases to take.

    """

    def __init__(self, entries: Iterable[Entry], takes: Callable[[str], bool]) -> None:
        draft = _Draft()
        self.is_japanese = False
        """Whether its phrases are Japanese, which negates behind the word."""
        for entry in entries:
            self.is_japanese |= entry.concept.is_japanese
            draft.add(filter(takes, entry.concept.phrases), entry)
        words = list(dict.fromkeys((*draft.plain, *draft.checked)))
        anchors, self.short_anchors = draft.anchors.find()
        self.heads = _Heads(words, draft)
        self._words = ahocorasick_rs.AhoCorasick(words)
        self.anchors_in = ahocorasick_rs.AhoCorasick(anchors).find_matches_as_indexes
        """The anchors that occur in a squeezed text."""

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """The first words of phrases in a folded text: which of `heads`, from where to where."""
        return self._words.find_matches_as_indexes(text, overlapping=True)


def is_latin(phrase: str) -> bool:
    """Whether a phrase is written in Latin letters, however it is said.

    >>> is_latin("{court|judge}…order"), is_latin("12368"), is_latin("加v信"), is_latin("{a|1}")
    (True, False, False, False)
    """
    if not (phrase.isascii() or phrase.replace(GAP, "").isascii()):
        return False
    if phrase.partition("{")[0].islower():
        return True
    if "{" not in phrase:
        return phrase.lower().islower()
    return any(all(piece.lower().islower() for piece in step) for step in steps(phrase))


def may_lack_han(phrase: str) -> bool:
    """Whether a phrase can be said in signs and letters of Europe alone.

    >>> may_lack_han("12368"), may_lack_han("{ibon|超商}"), may_lack_han("传票")
    (True, True, False)
    """
    if "{" not in phrase:
        return max(phrase) < _FIRST_OF_ASIA
    return all(any(not piece or max(piece) < _FIRST_OF_ASIA for piece in s) for s in steps(phrase))


def _folded(raw: str) -> tuple[str, str]:
    """Head and tail of a phrase as they are looked for."""
    if raw.isalnum():
        return fold_phrase(raw), ""
    head, _, tail = raw.rstrip("*").partition(GAP)
    return fold_phrase(head), tail and fold_phrase(tail)


def _rest(rest: Steps, reach: int, *, is_open: bool) -> str:
    """A pattern for the part of a phrase that is not spelled out."""
    source = ""
    for step in rest:
        pieces = [_piece(piece, reach) for piece in sorted(step, key=len, reverse=True)]
        source += "(?:" + "|".join(pieces) + ")"
    return source if is_open else source + r"(?:(?<![a-z0-9])|(?![a-z0-9]))"


def _piece(piece: str, reach: int) -> str:
    """A pattern for one piece of a phrase; between words one space, or a gap."""
    before, gap, behind = piece.partition(GAP)
    words = [
        " ?".join(re.escape(fold_phrase(w)) if w else "" for w in part.split(" "))
        for part in (before, behind)
    ]
    if not gap:
        return words[0]
    reach = _LATIN_GAP if behind[:1].isascii() and behind[:1] else reach
    return f"{words[0]}[^。!?;\n【】]{{0,{reach}}}?{words[1]}"


def _is_word(character: str) -> bool:
    return character in _WORD_CHARACTERS


def verify(phrase: Phrase, text: str, start: int, end: int) -> int:
    """Check what the automaton cannot; return the end of the phrase, or 0."""
    tail, _, word_start, word_end, _, _, rest = phrase
    if word_start and start and text[start - 1] in _WORD_CHARACTERS:
        return 0
    if rest is not None:
        found = rest.match(text, end)
        return found.end() if found else 0
    if tail:
        return _after_gap(phrase, text, end)
    return 0 if word_end and text[end : end + 1] in _WORD_CHARACTERS else end


def _after_gap(phrase: Phrase, text: str, end: int) -> int:
    """Find the tail of a phrase after its head; return where it ends, or 0."""
    limit = end + phrase.gap + len(phrase.tail)
    at = text.find(phrase.tail, end, limit)
    while at >= 0 and not _BREAK.search(text, end, at):
        stop = at + len(phrase.tail)
        starts_word = not (_is_word(phrase.tail[0]) and _is_word(text[at - 1]))
        ends_word = not (phrase.word_end and _is_word(text[stop : stop + 1]))
        if starts_word and ends_word:
            return stop
        at = text.find(phrase.tail, at + 1, limit)
    return 0
