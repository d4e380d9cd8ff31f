"""Anchors: what makes a text worth a closer look.

They are looked for in squeezed text, which has no word boundaries, so that
nothing strewn between letters hides them. Of a long one the automaton knows
the beginning; what is left is compared where that is found.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, takewhile

import ahocorasick_rs

from summons_check.folding import fold_phrases, squeeze
from summons_check.patterns import plain_pattern
from summons_check.phrases import GAP, GOES_ON, MORE_OF_A_WORD, forms, steps

_LATIN_ANCHOR = 6
_HAN_KERNEL = 2
"""Characters of the shortest anchor in Chinese."""
_LOOKED_FOR = 12
"""Letters of an anchor that the automaton knows."""
_NOTHING = ("",)
"""What an anchor needs beside it that is a whole phrase: it is in every text."""
_NEAR = 120
"""Letters between the halves of a phrase, and more: what stands in its gap may be disguised."""

Pairs = Sequence[tuple[str, str]]
"""Heads and tails of folded phrases."""


class Anchors:
    """Anchors, ready to be found.

    Args:
        whole: In bare letters.
        halves: Of phrases with a gap, one half in bare letters to the other ones that it needs.
        choices: Phrases with choices, in parts as written, each with the other half that it needs.
        short: Words too short to be looked for in squeezed text.

    """

    def __init__(
        self,
        whole: Iterable[str],
        halves: Mapping[str, tuple[str, ...]],
        choices: Iterable[tuple[str, str]],
        short: frozenset[str],
    ) -> None:
        self.short = short
        looked_for: dict[str, None] = {}
        self._needed = dict(halves)
        """To what is not told by its number alone, of what one must occur, too."""
        for anchor in whole:
            if len(anchor) <= _LOOKED_FOR:
                looked_for[anchor] = None
            else:
                self._needed[anchor] = _NOTHING
        self._long = sorted([anchor for anchor in self._needed if len(anchor) > _LOOKED_FOR])
        self._choices: dict[str, tuple[tuple[str, str], ...]] = {}
        for choice in choices:
            alone = (choice,)
            for beginning in _beginnings(choice[0]):
                known = self._choices.get(beginning)
                self._choices[beginning] = alone if known is None else known + alone
        self._whole = len(looked_for)
        """So many of what is looked for, the first ones, are anchors as they are."""
        looked_for.update(dict.fromkeys([anchor[:_LOOKED_FOR] for anchor in self._needed]))
        looked_for.update(dict.fromkeys(self._choices))
        self._find = ahocorasick_rs.AhoCorasick([*looked_for]).find_matches_as_indexes

    def occur_in(self, squeezed: str) -> bool:
        """Whether one occurs in a squeezed text."""
        found = self._find(squeezed, overlapping=True)
        return bool(found) and any(self._is_one(squeezed, *each) for each in found)

    def count(self, squeezed: str) -> int:
        """How many occur in a squeezed text."""
        found = self._find(squeezed, overlapping=True)
        return sum(self._is_one(squeezed, *each) for each in found)

    def _is_one(self, squeezed: str, number: int, start: int, end: int) -> bool:
        if number < self._whole:
            return True
        begun = squeezed[start:end]
        around = max(0, start - _NEAR), end + _NEAR
        return (
            self._has_needed(begun, squeezed, around)
            or any(
                squeezed.startswith(long, start) and self._has_needed(long, squeezed, around)
                for long in starting_with(begun, self._long)
            )
            or any(
                _said(half).match(squeezed, start) and _said(other).search(squeezed, *around)
                for half, other in self._choices.get(begun, ())
            )
        )

    def _has_needed(self, anchor: str, squeezed: str, around: tuple[int, int]) -> bool:
        """Whether a text has what an anchor needs beside it."""
        return any(squeezed.find(other, *around) >= 0 for other in self._needed.get(anchor, ()))


def starting_with(beginning: str, words: Sequence[str]) -> Iterator[str]:
    """Those of some words, in order, that start so.

    >>> [*starting_with("war", ["jail", "warrant", "warrants", "writ"])]
    ['warrant', 'warrants']
    """
    at = bisect_left(words, beginning)
    return takewhile(
        lambda word: word.startswith(beginning), map(words.__getitem__, range(at, len(words)))
    )


class AnchorDraft:
    """Phrases of which anchors are made.

    Of a phrase with a gap the longer half is looked for: it is often an everyday word, which
    says nothing without the other half.
    """

    def __init__(self) -> None:
        self._words: set[str] = set()
        self._phrases: set[tuple[str, str]] = set()
        self._choices: set[str] = set()

    def add(self, pairs: Pairs, choices: Iterable[str]) -> None:
        """Add folded phrases, and as written those with choices too many to spell out."""
        self._words.update([head for head, tail in pairs if not tail and head.isalnum()])
        self._phrases.update([pair for pair in pairs if pair[1] or not pair[0].isalnum()])
        self._choices.update(choices)

    def anchors(self) -> Anchors:
        """The anchors; a phrase that contains a shorter one, however it is said, is left out."""
        kernels = frozenset(
            word for word in self._words if len(word) >= _LATIN_ANCHOR or len(word) == _HAN_KERNEL
        )
        found = {word for word in self._words if len(word) > 1 and not word.isascii()}
        long: list[tuple[str, str]] = []
        brief: list[tuple[str, str]] = []
        for written in self._choices:
            if any(_holds(fixed, kernels) for fixed in _fixed(written)):
                continue
            half, other = sorted(written.partition(GAP)[::2], key=_least, reverse=True)
            if _least(half) >= _LATIN_ANCHOR:
                long.append((half, other))
            else:
                brief += _spelled_out(written)
        words = [(word, "") for word in self._words if word.isascii()]
        phrases = [pair for pair in self._phrases if pair[1] or not _holds(pair[0], kernels)]
        halves: dict[str, tuple[str, ...]] = {}
        short: set[str] = set()
        for head, tail in chain(words, phrases, brief):
            anchor, other = map(_bare, (tail, head) if len(tail) > len(head) else (head, tail))
            shortest = _LATIN_ANCHOR if anchor.isascii() else 3 if tail else 2
            if len(anchor) < shortest:
                if head.isascii() and head.isalpha():
                    short.add(head)
            elif other:
                halves[anchor] = (*halves.get(anchor, ()), other)
            else:
                found.add(anchor)
        for whole in halves.keys() & found:
            del halves[whole]
        return Anchors(found, halves, long, frozenset(short))


def _fixed(written: str) -> list[str]:
    """What of a phrase with choices is said in any case, folded.

    >>> _fixed("{a|the} Warrant {was|is}…signed")
    ['warrant', '', 'signed']
    """
    said = [step[0].split(GAP) for step in steps(written) if len(step) == 1]
    return fold_phrases([piece.strip() for pieces in said for piece in pieces])


def _least(written: str) -> int:
    """The bare letters of the shortest way to say it."""
    return sum(min(len(squeeze(piece)) for piece in step) for step in steps(written))


def _spelled_out(written: str) -> Iterator[tuple[str, str]]:
    """Every way to say it, up to a word that goes on."""
    cut = [form.partition(GOES_ON)[0].partition(GAP) for form in forms(written)]
    heads = fold_phrases([head.strip() for head, _, _ in cut])
    tails = fold_phrases([tail.strip() for _, _, tail in cut])
    return zip(heads, tails, strict=True)


def _beginnings(written: str) -> set[str]:
    """The ways to begin to say it, in bare letters.

    >>> sorted(_beginnings("{my|a} warrant of arrest {was|is} {signed|out}"))
    ['awarrantofar', 'mywarrantofa']
    """
    begun = {""}
    for step in steps(written):
        bare = [squeeze(piece) for piece in step]
        begun = {(before + piece)[:_LOOKED_FOR] for before in begun for piece in bare}
        if min(map(len, begun)) == _LOOKED_FOR or any(p.endswith(GOES_ON) for p in step):
            break
    return begun


@cache
def _said(written: str) -> re.Pattern[str]:
    """A pattern for every way to say it, in bare letters."""
    source = ""
    for step in steps(written):
        pieces = [
            re.escape(squeeze(piece)) + MORE_OF_A_WORD * piece.endswith(GOES_ON) for piece in step
        ]
        source += f"(?:{'|'.join(pieces)})"
    return plain_pattern(source)


def _bare(phrase: str) -> str:
    """The bare letters of a folded phrase."""
    letters = phrase.replace(" ", "")
    return letters if letters.isalnum() else squeeze(letters)


def _holds(phrase: str, kernels: frozenset[str]) -> bool:
    """Whether a folded phrase holds one of the shortest anchors."""
    if phrase.isascii():
        return not kernels.isdisjoint(phrase.split(" "))
    return any(phrase[at : at + _HAN_KERNEL] in kernels for at in range(len(phrase) - 1))
