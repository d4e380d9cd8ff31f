"""English words that are torn apart, run together or drawn out, written as they are meant.

"arr est war.rant", "y o u r l o a n", "waarrrant": rules then see the words, while
evidence still points at what was typed. Only words that rules know are put
together, and only out of pieces that are none.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import accumulate, groupby
from typing import NamedTuple

from summons_check.folding import Change, Folded, rewrite
from summons_check.patterns import plain_pattern

_PIECE = plain_pattern(r"[a-z]+(?:'[a-z]+)*")
_JOINT = plain_pattern(r" ?[ ·•*_|~+=#^/`\-\n]\n? ?|\.\n?")
"""What may stand between the pieces of a word; a full stop before a space ends a sentence."""
_UNSPACED = plain_pattern(r"\S+")
_ADDRESS = plain_pattern(r"@|://|\bwww\.|[a-z0-9]\.[a-z]{2,12}(?:[/?]|\.[a-z]{2}\b)")
"""What an address has, in which nothing is put together."""
_REPEATED = plain_pattern(r"([a-z])\1+")
_NEVER_TWICE = plain_pattern(r"aa|hh|ii|jj|kk|qq|uu|vv|ww|xx|yy|([a-z])\1\1")
"""One letter more is enough: no word of English has these; filled is no filed."""
_SHORT_WORDS = (
    "a i u r am an as at be by co do go he hi if in is it me mr ms my no of oh ok on or re so to"
    " uk up ur us we"
)
_SHORT = frozenset(_SHORT_WORDS.split())
"""Words of two letters at most; what else is as short is a piece."""
_PREFIX = 2
"""Letters before a hyphen that tear nothing apart: e-transfer, co-op."""
_STREWN = frozenset("·•*_|~+=#^`")
"""Signs that nobody writes between the letters of a word."""
_STRANGE = 3
"""Letters of pieces that are no words from which a word is torn, whatever stands beside them."""
_SHORTEST = 4
"""Letters of a word that is put together."""
_SHORTEST_DRAWN_OUT = 5
_NO_SEAM = 2
"""Letters in a row begin and end somewhere."""
_FEWER = 0.8
"""So many words must there be for each piece, at most: torn ones become fewer."""
_MANY = 4
_DENSE = 0.3
"""Pieces that are no words, in all and of all, from which a whole row is cut anew."""
_STRAY = 2.0
_UNKNOWN = 2.0
_EACH = 0.35
"""What a letter costs that is no part of a word, and a piece that is none, as a name, with each
of its letters: a word costs 1, a little more if it is short or starts inside a piece."""
_LONGEST = 24
_MOST_PIECES = 12
_RUN_TOGETHER = 8
"""Letters from which a word may be several."""
_LONGEST_RUN = 2_000
"""Letters in a row that are cut into words."""
_SHARE = 0.75
"""Of the letters in a row that must belong to words."""


class _Piece(NamedTuple):
    """Letters in a row."""

    start: int
    end: int
    letters: str
    is_word: bool


class Rejoiner:
    """Puts words together.

    Args:
        words: English words that rules know; asked for when a text is first looked at.

    """

    def __init__(self, words: Callable[[], Iterable[str]]) -> None:
        self._words_of = words

    def rejoin(self, folded: Folded) -> Folded:
        """Write the torn, joined and drawn out words of a text as they are meant."""
        text = folded.text
        typed = [(*found.span(), found.group()) for found in _PIECE.finditer(text)]
        pieces = [_Piece(*each, self._is_word(each[2])) for each in typed]
        changes = [*self._changes(folded, pieces)]
        if not changes:
            return folded
        return rewrite(folded, _outside_addresses(changes, text))[0]

    def knows(self, word: str) -> bool:
        """Whether rules know an English word."""
        return word in self._words

    @cached_property
    def _words(self) -> frozenset[str]:
        known = frozenset(self._words_of())
        parts = [part for word in known if "-" in word for part in word.split("-")]
        return frozenset(word for word in {*known, *parts} if len(word) > 2) | _SHORT

    @cached_property
    def _in_order(self) -> list[str]:
        return sorted(self._words)

    @cached_property
    def _drawn_out(self) -> dict[str, list[str]]:
        """Words by what is left of them without repeated letters."""
        found: dict[str, list[str]] = {}
        for word in self._in_order:
            if len(word) >= _SHORTEST_DRAWN_OUT:
                found.setdefault(without_repeats(word), []).append(word)
        return found

    def _begins(self, letters: str) -> bool:
        """Whether a word begins so."""
        at = bisect_left(self._in_order, letters)
        return at < len(self._in_order) and self._in_order[at].startswith(letters)

    def _is_word(self, letters: str) -> bool:
        return self.knows(letters) or letters.partition("'")[0] in self._words

    def _changes(self, folded: Folded, pieces: list[_Piece]) -> Iterator[Change]:
        if not self._is_dense(pieces):
            yield from self._put_right(folded, pieces)
            return
        for row in _rows(folded.text, pieces):
            yield from self._cut_anew(row) or self._put_right(folded, row)

    def _cut_anew(self, row: list[_Piece]) -> list[Change]:
        """What a row means that is torn all over; nothing if it is none."""
        if not self._is_dense(row):
            return []
        letters = "".join([piece.letters for piece in row])
        places = [place for piece in row for place in range(piece.start, piece.end)]
        seams = {0, *accumulate(len(piece.letters) for piece in row)}
        return [*self._cut(letters, places, seams)]

    def _is_dense(self, pieces: list[_Piece]) -> bool:
        """Whether so many pieces are no words that a row is torn all over."""
        least = max(_MANY, _DENSE * len(pieces))
        strange = [p for p in pieces if not p.is_word and len(p.letters) < _RUN_TOGETHER]
        return len(strange) >= least and least <= sum(
            self._meant(piece.letters) is None for piece in strange
        )

    def _put_right(self, folded: Folded, pieces: list[_Piece]) -> Iterator[Change]:
        """Mend words here and there, in a text that is typed as usual."""
        at, last = 0, len(pieces) - 1
        while at <= last:
            used = 1
            is_plain = pieces[at].is_word and pieces[min(at + 1, last)].is_word
            if not is_plain or folded.text[pieces[at].end : pieces[at].end + 1] in _STREWN:
                used = self._joined(folded.text, pieces, at)
            if used > 1:
                yield _put_together(pieces[at : at + used])
            elif not pieces[at].is_word:
                yield from self._mended(folded, pieces[at])
            at += used

    def _joined(self, text: str, pieces: list[_Piece], at: int) -> int:
        """How many pieces from one on make a word, some of them being none."""
        letters, most = "", 1
        for number, piece in enumerate(pieces[at : at + _MOST_PIECES], 1):
            if number > 1 and not _JOINT.fullmatch(text, pieces[at + number - 2].end, piece.start):
                break
            letters += piece.letters
            if not self._begins(letters):
                break
            if number > 1 and letters in self._words:
                torn = pieces[at : at + number]
                typed = text[torn[0].start : piece.end]
                is_long = len(letters) >= _SHORTEST
                if not _STREWN.isdisjoint(typed) or (
                    is_long and _are_torn(torn) and not self._is_compound(typed)
                ):
                    most = number
        return most

    def _is_compound(self, typed: str) -> bool:
        """Whether a hyphen or a stroke stands where people write one: e-transfer, HC/EO."""
        first = typed.partition("-")[0]
        is_hyphenated = first != typed and (typed in self._words or len(first) <= _PREFIX)
        return is_hyphenated or "/" in typed[: _PREFIX + 1]

    def _mended(self, folded: Folded, piece: _Piece) -> Iterator[Change]:
        start, end, letters, _ = piece
        if (word := self._meant(letters)) is not None:
            yield Change(start, end, word, _places(letters, word, start))
        elif _RUN_TOGETHER <= len(letters) <= _LONGEST_RUN and _is_spread(folded, start, end):
            yield from self._cut(letters, list(range(start, end)), {0, len(letters)})

    def _meant(self, letters: str) -> str | None:
        """The word whose letters are drawn out, as in waarrrant."""
        if not _REPEATED.search(letters):
            return None
        fitting: list[tuple[int, str]] = []
        for word in self._drawn_out.get(without_repeats(letters), ()):
            more = [t - m for t, m in zip(_runs(letters), _runs(word), strict=True)]
            if min(more) >= 0 and (sum(more) > 1 or _NEVER_TWICE.search(letters)):
                fitting.append((sum(more), word))
        return min(fitting)[1] if fitting else None

    def _cut(self, letters: str, places: list[int], seams: set[int]) -> Iterator[Change]:
        """Cut letters in a row into words; not where too many would be left over.

        Args:
            letters: Nothing else stands between them.
            places: Where each of them stands.
            seams: Where pieces that were typed apart meet.

        """
        cuts = self._cuts(letters, seams)
        in_words = sum(high - low for low, high in cuts if letters[low:high] in self._words)
        is_torn = len(seams) == _NO_SEAM or len(cuts) <= _FEWER * (len(seams) - 1)
        if in_words < _SHARE * len(letters) or not is_torn:
            return
        meant = " ".join([letters[low:high] for low, high in cuts])
        ways = [place for low, high in cuts for place in (places[low], *places[low:high])][1:]
        yield Change(places[0], places[-1] + 1, meant, ways)

    def _cuts(self, letters: str, seams: set[int]) -> list[tuple[int, int]]:
        """The cheapest way to cut letters in a row into words."""
        best = [(0.0, 0)]  # what it costs to come here, and where the last step began
        seam = 0
        for end in range(1, len(letters) + 1):
            cost, start = best[-1][0] + _STRAY, end - 1
            if end in seams and end - seam < len(letters):
                unknown = best[seam][0] + _UNKNOWN + _EACH * (end - seam)
                if unknown < cost:
                    cost, start = unknown, seam
                seam = end
            for low in range(max(0, end - _LONGEST), end):
                dear = 1.0 + (end - low < _STRANGE) / 2 + (low not in seams) / 2
                if best[low][0] + dear < cost and letters[low:end] in self._words:
                    cost, start = best[low][0] + dear, low
            best.append((cost, start))
        cuts: list[tuple[int, int]] = []
        end = len(letters)
        while end:
            cuts.append((best[end][1], end))
            end = best[end][1]
        return cuts[::-1]


def _rows(text: str, pieces: list[_Piece]) -> Iterator[list[_Piece]]:
    """Pieces with nothing between them that parts words, a few hundred letters at most."""
    row: list[_Piece] = []
    for piece in pieces:
        if row and (
            piece.end - row[0].start > _LONGEST_RUN
            or not _JOINT.fullmatch(text, row[-1].end, piece.start)
        ):
            yield row
            row = []
        row.append(piece)
    if row:
        yield row


def _are_torn(pieces: list[_Piece]) -> bool:
    """Whether enough of the letters belong to pieces that are no words: pay ment, not pay s."""
    strange = sum(len(piece.letters) for piece in pieces if not piece.is_word)
    known = max((len(piece.letters) for piece in pieces if piece.is_word), default=0)
    return strange >= min(known, _STRANGE)


def _put_together(torn: list[_Piece]) -> Change:
    places = [place for piece in torn for place in range(piece.start, piece.end)]
    meant = "".join([piece.letters for piece in torn])
    return Change(torn[0].start, torn[-1].end, meant, places)


def _is_spread(folded: Folded, start: int, end: int) -> bool:
    """Whether something was strewn among the letters."""
    origins = folded.origins
    return origins is not None and origins[end - 1] - origins[start] >= end - start


def _outside_addresses(changes: list[Change], text: str) -> Iterator[Change]:
    spans = [found.span() for found in _UNSPACED.finditer(text) if _ADDRESS.search(found.group())]
    starts = [start for start, _ in spans]
    for change in changes:
        before = bisect_right(starts, change.start) - 1
        if before < 0 or spans[before][1] <= change.start:
            yield change


def without_repeats(word: str) -> str:
    """A word without the repetition of its letters.

    >>> without_repeats("arrest"), without_repeats("arrrest")
    ('arest', 'arest')
    """
    return _REPEATED.sub(r"\1", word)


def _runs(word: str) -> list[int]:
    return [len(list(run)) for _, run in groupby(word)]


def _places(typed: str, meant: str, start: int) -> list[int]:
    """For each letter of the word meant the place of one like it; the last for the last."""
    places: list[int] = []
    for long, short in zip(_runs(typed), _runs(meant), strict=True):
        places += range(start, start + short)
        start += long
    return [*places[:-1], start - 1]
