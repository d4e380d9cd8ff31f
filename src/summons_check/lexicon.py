"""Phrases ready to be found: one automaton for their first words, and what must follow these."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import repeat
from string import ascii_letters, digits
from typing import NamedTuple, TypeVar

import ahocorasick_rs

from summons_check.anchors import AnchorDraft, Pairs, starting_with
from summons_check.collector import collector_paused
from summons_check.folding import fold_phrase, fold_phrases
from summons_check.pack_schema import Concept
from summons_check.patterns import plain_pattern
from summons_check.phrases import GAP, GOES_ON, MORE_OF_A_WORD, Steps, heads_and_rest, steps

_LATIN_ANCHOR = 6
_LONGEST_ANCHOR = 12
"""Letters by which the beginning of a phrase tells as much as all of it."""
_LONGEST_HEAD = 12
"""Characters of the first words by which a phrase is found; what is left of them is compared."""
_HAN_KERNEL = 2
"""Characters of the shortest anchor in Chinese."""
_HAN_GAP = 8
_LATIN_GAP = 30
_KANA_GAP = 16
"""Japanese has particles and polite forms between its words."""
WORD_CHARACTERS = frozenset(ascii_letters + digits)
FIRST_OF_ASIA = "\u2e80"
"""Below stand the scripts of Europe and the signs."""
_BREAK = plain_pattern(r"[。!?;\n【】]")


class Phrase(NamedTuple):
    """A phrase, once its first words are found."""

    tail: str
    """What must follow the head after a gap; empty without a gap."""
    gap: int
    word_end: bool
    """Whether the phrase must end with a whole word."""
    concepts: tuple[str, ...]
    negatable: bool
    more: str = ""
    """What is left of long first words."""
    rest: re.Pattern[str] | None = None
    """What must follow the first words of a phrase with many choices."""


Names = tuple[str, ...]
Head = tuple[Names, Names, bool, tuple[tuple[str, Phrase], ...]]
"""What it means that the first word of some phrases was found: concepts that the word alone
names, those of them that no negation cancels, whether it must begin a word for what follows, and
phrases that want a closer look, each with words that must come soon."""


class Entry(NamedTuple):
    """The phrases of a concept in one language, and what they stand for."""

    concept: Concept
    names: Names
    """The concepts that each of them names."""
    is_anchor: bool
    """Whether they make a text worth a closer look."""


class _Form(NamedTuple):
    """What is to be known of a phrase when its head is found."""

    tail: str
    is_open: bool
    """Whether its last word may go on."""
    entry: Entry
    rest: tuple[tuple[str, ...], ...] | None = None
    """What must follow the head of a phrase with many choices."""


class _Draft:
    """What is to be looked for, phrase by phrase: few of them will ever be found."""

    def __init__(self) -> None:
        self.plain: dict[str, Names] = {}
        self.firm: dict[str, Names] = {}
        self.checked: dict[str, tuple[_Form, ...]] = {}

    def add(self, phrases: Iterable[str], entry: Entry, anchors: AnchorDraft) -> None:
        """Add phrases of an entry, and what of them makes anchors."""
        words: list[str] = []
        whole: list[str] = []
        opened: list[str] = []
        choices: list[str] = []
        for raw in phrases:
            if raw.isalnum():
                words.append(raw)
                continue
            phrase = raw.rstrip(GOES_ON)
            is_open = phrase != raw
            if "{" not in raw and GOES_ON not in phrase:
                (opened if is_open else whole).append(phrase)
                continue
            heads, rest = heads_and_rest(phrase)
            if rest:
                self._add_choice(heads, rest, entry, is_open=is_open)
                choices.append(phrase)
                continue
            for head in heads:
                goes_on = is_open or head.endswith(GOES_ON)
                (opened if goes_on else whole).append(head.rstrip(GOES_ON))
        pairs = [*zip(fold_phrases(words), repeat("")), *_folded(whole)]
        pairs_opened = _folded(opened)
        self._add_forms(pairs, entry, is_open=False)
        self._add_forms(pairs_opened, entry, is_open=True)
        if entry.is_anchor:
            anchors.add([*pairs, *pairs_opened], choices)

    def _add_forms(self, pairs: Pairs, entry: Entry, *, is_open: bool) -> None:
        """Add folded phrases; most Chinese ones need no closer look."""
        alone = (_Form("", is_open, entry),)
        plain = []
        for head, tail in pairs:
            if tail:
                _put(self.checked, head, (_Form(tail, is_open, entry),))
            elif head[0] in WORD_CHARACTERS or head[-1] in WORD_CHARACTERS:
                _put(self.checked, head, alone)
            else:
                plain.append(head)
        for wanted in (self.plain,) if entry.concept.negatable else (self.plain, self.firm):
            for word in plain:
                _put(wanted, word, entry.names)

    def _add_choice(
        self, heads: Sequence[str], rest: Steps, entry: Entry, *, is_open: bool
    ) -> None:
        """Add a phrase with choices too many to spell out: they wait for its heads."""
        if any(head.endswith(" ") for head in heads):  # folding strips it
            rest = [(" ",), *rest]
        form = (_Form("", is_open, entry, tuple(rest)),)
        for head, _ in _folded(heads):
            _put(self.checked, head, form)


_Item = TypeVar("_Item")


def _put(table: dict[str, tuple[_Item, ...]], word: str, more: tuple[_Item, ...]) -> None:
    """Add to what is known of a word; most words have one meaning, and all share that tuple."""
    known = table.get(word)
    table[word] = more if known is None else known + more


def _phrase(head: str, form: _Form) -> Phrase:
    """What to check when a head is found."""
    tail, is_open, (concept, named, _), rest = form
    reach = _KANA_GAP if concept.is_japanese else _HAN_GAP
    return Phrase(
        tail=tail,
        gap=_LATIN_GAP if head[-1].isascii() and not concept.is_japanese else reach,
        word_end=(tail or head)[-1] in WORD_CHARACTERS and not is_open,
        concepts=named,
        negatable=concept.negatable,
        more=head[_LONGEST_HEAD:],
        rest=plain_pattern(_rest(rest, reach, is_open=is_open)) if rest else None,
    )


class _Heads(dict[int, Head]):
    """What words mean, by their numbers: put together when one is first found, as few ever are."""

    def __init__(self, draft: _Draft) -> None:
        super().__init__()
        self._draft = draft
        self._long = sorted([word for word in draft.checked if len(word) > _LONGEST_HEAD])
        short = [word for word in draft.checked if len(word) <= _LONGEST_HEAD]
        begun = [word[:_LONGEST_HEAD] for word in self._long]
        self.words = [*dict.fromkeys((*draft.plain, *short, *begun))]

    def __missing__(self, number: int) -> Head:
        word, draft = self.words[number], self._draft
        names, firm = (
            tuple(dict.fromkeys(each.get(word, ()))) for each in (draft.plain, draft.firm)
        )
        is_begun = len(word) == _LONGEST_HEAD
        phrases = [
            _phrase(long, form)
            for long in (word, *(starting_with(word, self._long) if is_begun else ()))
            for form in draft.checked.get(long, ())
        ]
        closer = tuple([(phrase.more or phrase.tail, phrase) for phrase in phrases])
        starts_word = word[0] in WORD_CHARACTERS
        head = self[number] = names, names if len(firm) == len(names) else firm, starts_word, closer
        return head


class Lexicon:
    """Phrases, ready to be found.

    Args:
        phrases: By what they stand for.

    """

    @collector_paused()
    def __init__(self, phrases: Iterable[tuple[Entry, Iterable[str]]]) -> None:
        draft, anchors = _Draft(), AnchorDraft()
        self.is_japanese = False
        """Whether its phrases are Japanese, which negates behind the word."""
        for entry, written in phrases:
            self.is_japanese |= entry.concept.is_japanese
            draft.add(written, entry, anchors)
        self.anchors = anchors.anchors()
        self.heads = _Heads(draft)
        self._words = ahocorasick_rs.AhoCorasick(self.heads.words)

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
        return max(phrase) < FIRST_OF_ASIA
    return all(any(not piece or max(piece) < FIRST_OF_ASIA for piece in s) for s in steps(phrase))


def _folded(phrases: Sequence[str]) -> list[tuple[str, str]]:
    """Heads and tails of phrases as they are looked for."""
    parted = [phrase.partition(GAP) for phrase in phrases]
    heads = fold_phrases([head.strip() for head, _, _ in parted])
    tails = [tail and fold_phrase(tail) for _, _, tail in parted]
    return [*zip(heads, tails, strict=True)]


def _rest(rest: Iterable[tuple[str, ...]], reach: int, *, is_open: bool) -> str:
    """A pattern for the part of a phrase that is not spelled out."""
    source = ""
    for step in rest:
        pieces = [_piece(piece, reach) for piece in sorted(step, key=len, reverse=True)]
        source += "(?:" + "|".join(pieces) + ")"
    return source if is_open else source + r"(?:(?<![a-z0-9])|(?![a-z0-9]))"


def _piece(piece: str, reach: int) -> str:
    """A pattern for one piece of a phrase; between words one space, or a gap."""
    if piece.endswith(GOES_ON):
        return (piece[:-1] and _piece(piece[:-1], reach)) + MORE_OF_A_WORD
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
    return character in WORD_CHARACTERS


def verify(phrase: Phrase, text: str, end: int) -> int:
    """Check what follows the head of a phrase; return the end of the phrase, or 0."""
    tail, _, word_end, _, _, more, rest = phrase
    if more:
        if not text.startswith(more, end):
            return 0
        end += len(more)
    if rest is not None:
        found = rest.match(text, end)
        return found.end() if found else 0
    if tail:
        return _after_gap(phrase, text, end)
    return 0 if word_end and text[end : end + 1] in WORD_CHARACTERS else end


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
