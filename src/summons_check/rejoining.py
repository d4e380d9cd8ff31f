"""English words that are torn apart, run together or drawn out, written as they are meant.

"arr est war.rant", "y o u r l o a n", "waarrrant": rules then see the words, while
evidence still points at what was typed. Only words that rules know are put
together, and only out of pieces that are none. What is spelled out is cut into
several words only where spaces do not part them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import accumulate, compress, islice, pairwise
from math import inf
from typing import NamedTuple

from summons_check.addresses import find_addresses, outside_addresses, overlaps
from summons_check.folding import Change, Folded, rewrite
from summons_check.patterns import plain_pattern
from summons_check.strewn import PICTURE, sign_behind, without_strewn_signs
from summons_check.word_list import WordList, runs, without_figures

_PIECE = plain_pattern(r"[a-z0-9@]+(?:'[a-z]+)*")
_JOINT = plain_pattern(r" ?[ ·*_|~+=#^/`\-\n]\n? ?|\.\n?")
"""What may stand between the pieces of a word; a full stop before a space ends a sentence."""
_RUN = plain_pattern(r"[a-z0-9']+")
_ANY_LETTER = plain_pattern("[a-z]")
_HYPHENATED = plain_pattern(r"[^\W_]+(?:- ?[^\W_]+)+")
_PREFIX = 2
"""Letters before a stroke that tears nothing apart: HC/EO."""
_UNSEEN = frozenset({"Mn", "Me", "Cf"})
_STREWN = frozenset(f"·*_|~+=#^`{PICTURE}")
"""Signs that nobody writes between the letters of a word."""
_IN_WORDS = _STREWN | {"-"}
_TORN_OFF = 2
"""Letters of pieces that are no words from which a word is torn, whatever stands beside them."""
_SHORTEST = 4
"""Letters of a word that is put together."""
_SPELLED = 3
"""The same of one whose letters all stand apart: p a y."""
_NO_SLIP = 2
"""Words with a letter too many that nobody types by mistake."""
_NO_SEAM = 2
"""Letters in a row begin and end somewhere."""
_FEWER = 0.8
"""So many words must there be for each piece, at most: torn ones become fewer."""
_LESS = 0.5
"""Or so much less for each piece that is no word."""
_MANY = 4
_PARTED = 0.2
"""Share of what is spelled out that must be words, so that spaces part them: where they do not,
letters in a row are seldom a word."""
_CLOSE = 3
"""Pieces from one that is no word to the next, where both may be torn off one word."""
_BESIDE = 8
"""Pieces beside them that may belong to them."""
_DENSE = 0.3
"""Pieces that are no words, in all and of all, from which a whole row is cut anew."""
_STRAY = 2.0
_UNKNOWN = 2.0
_EACH = 0.35
"""What a letter costs that is no part of a word, and a piece that is none, as a name, with each
of its letters; a word costs about 1."""
_INSIDE = 0.5
"""What it costs to start a word inside a piece."""
_OF_WORDS = 1.0
"""What it costs to take words side by side for one: be at."""
_MOST_PIECES = 12
_RUN_TOGETHER = 8
"""Letters from which a word may be several."""
_RUN_SPREAD = 5
"""The same, if something stood between them."""
_LONGEST_RUN = 2_000
"""Letters in a row that are cut into words."""
_LEFT_OVER = 0.25
"""Share of the letters in a row that may belong to no word."""
_LONG = 12
"""Letters of a row in which some may."""
_LONG_TEXT = 320
"""Characters (two SMS) from which a text has short words of rules in it by chance."""
_BY_CHANCE = 5
"""Letters of such words at most."""
_ALONE = frozenset("ai")
"""Words of one letter that people write."""


class _Piece(NamedTuple):
    """Letters in a row, perhaps with figures and signs that stand for some."""

    start: int
    end: int
    letters: str
    is_word: bool


class _Seam(NamedTuple):
    """Where pieces meet that were typed apart."""

    pieces: int
    """How many come before."""
    strange: int
    """How many of these are no words."""


_Cut = tuple[int, int, str | None]
"""From where to where letters go, and the word that they are, if any."""


class _Manner(NamedTuple):
    """How words are typed in the whole of a text."""

    is_drawn_out: bool
    """Whether letters are repeated on purpose."""
    has_spaces: bool
    """Whether words that are spelled out have spaces between them, so that none is several."""
    is_long: bool
    """Whether it has so many letters that short words are among them by chance."""


class Rejoiner:
    """Puts words together.

    Args:
        words: English words that rules know; asked for when a text is first looked at.
        wording: The same as often as they occur and in their order; asked for when a text is torn.

    """

    def __init__(
        self,
        words: Callable[[], Iterable[str]],
        wording: Callable[[], Iterable[str]] | None = None,
    ) -> None:
        self._words = WordList(words, wording or words)

    def rejoin(self, folded: Folded) -> Folded:
        """Write the torn, joined and drawn out words of a text as they are meant."""
        folded = without_strewn_signs(folded, self._words)
        text = folded.text
        typed = [(*found.span(), found.group()) for found in _PIECE.finditer(text)]
        pieces = [
            _Piece(start, end, letters, self._words.is_word(letters))
            for start, end, letters in typed
            if letters.isalpha() or _ANY_LETTER.search(letters)
        ]
        manner = _Manner(
            self._is_drawn_out(pieces),
            self._has_spaces(folded, pieces),
            len(text) > _LONG_TEXT,
        )
        changes = [*self._changes(folded, pieces, manner), *self._among_figures(folded, manner)]
        if not changes:
            return folded
        return rewrite(folded, outside_addresses(sorted(changes), text))[0]

    def knows(self, word: str) -> bool:
        """Whether rules know an English word."""
        return self._words.knows(word)

    def _changes(self, folded: Folded, pieces: list[_Piece], manner: _Manner) -> Iterator[Change]:
        torn = [(0, len(pieces))] if self._is_dense(pieces) else self._torn(pieces)
        if torn:
            places = find_addresses(folded.text)
            free = [not overlaps(places, piece.start, piece.end) for piece in pieces]
        done = 0
        for first, last in torn:
            plain, done = pieces[done:first], last
            yield from self._put_right(folded, plain, manner)
            for row in _rows(folded.text, [*compress(pieces[first:last], free[first:last])]):
                anew = self._cut_anew(row, manner)
                yield from anew or self._put_right(folded, row, manner)
        yield from self._put_right(folded, pieces[done:], manner)

    def _among_figures(self, folded: Folded, manner: _Manner) -> Iterator[Change]:
        """Words that were spelled out together with figures: press1totalk."""
        if folded.origins is None:
            return
        for found in _RUN.finditer(folded.text):
            start, end = found.span()
            has_both = not found[0].isalpha() and _ANY_LETTER.search(found[0])
            if has_both and self._may_be_several(folded, start, end, manner):
                yield from self._cut(
                    found[0], list(range(start, end)), _unspaced(end - start), manner
                )

    def _cut_anew(self, row: list[_Piece], manner: _Manner) -> list[Change]:
        """What a row of a text means that is torn all over; nothing if it is none."""
        if not any(self._may_meet(*both) for both in pairwise(row)):
            return []
        letters = "".join([piece.letters for piece in row])
        places = [place for piece in row for place in range(piece.start, piece.end)]
        ends = accumulate(len(piece.letters) for piece in row)
        strange = accumulate(not piece.is_word for piece in row)
        seams = {0: _Seam(0, 0)} | {
            end: _Seam(number, before)
            for number, (end, before) in enumerate(zip(ends, strange, strict=True), 1)
        }
        return [*self._cut(letters, places, seams, manner)]

    def _torn(self, pieces: list[_Piece]) -> list[tuple[int, int]]:
        """From where to where pieces stand of which some close together may be torn off words."""
        found: list[tuple[int, int]] = []
        for first, last in _strange_together(pieces):
            near = pieces[max(0, first - 1) : last + 2]
            if any(self._may_meet(*both) for both in pairwise(near)):
                start = max(first - _BESIDE, found[-1][1] if found else 0)
                found.append((start, last + _BESIDE + 1))
        return found

    def _may_meet(self, one: _Piece, other: _Piece) -> bool:
        """Whether pieces side by side, not both words, may be torn off one word."""
        is_strange = not (one.is_word and other.is_word)
        return is_strange and self._words.begins(one.letters + other.letters)

    def _is_dense(self, pieces: list[_Piece]) -> bool:
        """Whether so many pieces are no words that a row is torn all over."""
        least = max(_MANY, _DENSE * len(pieces))
        strange = [
            piece
            for piece in pieces
            if not piece.is_word and len(piece.letters) < _RUN_TOGETHER and piece.letters.isalpha()
        ]
        return len(strange) >= least and least <= sum(
            self._words.meant_by(piece.letters) is None for piece in strange
        )

    def _is_drawn_out(self, pieces: list[_Piece]) -> bool:
        """Whether letters are repeated on purpose: in more than one word, beyond doubt."""
        strange = (piece.letters for piece in pieces if not piece.is_word)
        drawn_out = filter(None, map(self._words.meant_by, strange))
        return len([*islice(drawn_out, _NO_SLIP)]) == _NO_SLIP

    def _has_spaces(self, folded: Folded, pieces: list[_Piece]) -> bool:
        """Whether enough of what is spelled out are words of their own."""
        if folded.origins is None:
            return False
        spelled = [
            piece.is_word
            for piece in pieces
            if len(piece.letters) > 1 and _is_spread(folded, piece.start, piece.end)
        ]
        return sum(spelled) >= max(_MANY, _PARTED * len(spelled))

    def _may_be_several(self, folded: Folded, start: int, end: int, manner: _Manner) -> bool:
        """Whether letters that are spelled out may be more than one word."""
        return (
            end - start <= _LONGEST_RUN
            and _is_spread(folded, start, end)
            and (not manner.has_spaces or self._has_gap(folded, start, end))
        )

    def _has_gap(self, folded: Folded, start: int, end: int) -> bool:
        """Whether words that are spelled out meet there: at a space, or at a hyphen between two."""
        gaps = {
            place: folded.original[folded.origin(place - 1) + 1 : folded.origin(place)]
            for place in range(start + 1, end)
        }
        if any(any(map(str.isspace, typed)) for typed in gaps.values()):
            return True
        ends = [start, *(place for place, typed in gaps.items() if typed == "-"), end]
        return len(ends) > _NO_SEAM and all(
            self._words.is_word(folded.text[low:high]) for low, high in pairwise(ends)
        )

    def _put_right(self, folded: Folded, pieces: list[_Piece], manner: _Manner) -> Iterator[Change]:
        """Mend words here and there, in a text that is typed as usual."""
        done = 0
        for at in _doubtful(folded, pieces):
            if at < done:
                continue
            used, word = self._joined(folded, pieces, at, manner)
            if used > 1:
                yield _put_together(pieces[at : at + used], word)
            elif not pieces[at].is_word or self._is_run_together(folded, pieces[at]):
                used = _hyphenated(folded.text, pieces, at)
                torn = pieces[at : at + used]
                yield from self._mended(folded, torn, manner)
            done = at + used

    def _joined(
        self, folded: Folded, pieces: list[_Piece], at: int, manner: _Manner
    ) -> tuple[int, str]:
        """How many pieces from one on make a word, some of them being none, and which."""
        text = folded.text
        ways, most, word = [""], 1, ""
        for number, piece in enumerate(pieces[at : at + _MOST_PIECES], 1):
            if number > 1 and not _JOINT.fullmatch(text, pieces[at + number - 2].end, piece.start):
                break
            spelt = without_figures(piece.letters)
            ways = [way + more for way in ways for more in spelt]
            ways = [*filter(self._words.begins, ways)]
            if not ways:
                break
            known = next(filter(self._words.knows, ways), "")
            if number > 1 and known and self._is_torn(folded, pieces[at : at + number]):
                most, word = number, known
        if most > 1 and manner.is_long and self._runs_on(folded, pieces, at + most - 1, word):
            return 1, ""
        return most, word

    def _runs_on(self, folded: Folded, pieces: list[_Piece], last: int, word: str) -> bool:
        """Whether a rare short word is torn from letters behind it that are no word: be em er."""
        behind = pieces[last + 1 : last + 2]
        return (
            len(word) <= _BY_CHANCE
            and self._words.is_rare(word)
            and any(
                not piece.is_word and _JOINT.fullmatch(folded.text, pieces[last].end, piece.start)
                for piece in behind
            )
        )

    def _is_torn(self, folded: Folded, pieces: list[_Piece]) -> bool:
        """Whether pieces that make a word together are no words side by side, and no compound."""
        text = folded.text
        typed = text[pieces[0].start : pieces[-1].end]
        signs = {sign_behind(folded, piece.end) for piece in pieces[:-1]}
        if not _STREWN.isdisjoint(signs):
            letters = "".join([piece.letters for piece in pieces])
            return len(letters) >= _RUN_TOGETHER or not self._words.is_loose(letters)
        least = _SHORTEST if any(len(piece.letters) > 1 for piece in pieces) else _SPELLED
        if sum(len(piece.letters) for piece in pieces) < least or self._is_compound(typed):
            return False
        if _HYPHENATED.fullmatch(typed):
            return not self._words.is_loose(typed.replace("-", "").replace(" ", ""))
        return _are_torn(pieces) and not self._are_two_words(text, pieces)

    def _are_two_words(self, text: str, pieces: list[_Piece]) -> bool:
        """Whether a space among pieces stands between words, some of them torn: small cl-aims."""
        letters = [piece.letters for piece in pieces]
        return self._words.is_loose("".join(letters)) or any(
            text[piece.end] == " "
            and self._words.is_word("".join(letters[:number]))
            and self._words.is_word("".join(letters[number:]))
            for number, piece in enumerate(pieces[:-1], 1)
        )

    def _is_run_together(self, folded: Folded, piece: _Piece) -> bool:
        """Whether a word is spelled out that is two words for most rules: t v l i c e n c e."""
        return _is_spread(folded, piece.start, piece.end) and self._words.is_loose(piece.letters)

    def _is_compound(self, typed: str) -> bool:
        """Whether a hyphen or a stroke stands where people write one: e-transfer, HC/EO."""
        return self._words.knows(typed) or typed[1:2] == "-" or "/" in typed[: _PREFIX + 1]

    def _mended(self, folded: Folded, torn: list[_Piece], manner: _Manner) -> Iterator[Change]:
        """What is drawn out, in pieces with hyphens between them or in one, or run together."""
        start, end = torn[0].start, torn[-1].end
        letters = "".join([piece.letters for piece in torn])
        if (word := self._words.meant_by(letters, is_drawn_out=manner.is_drawn_out)) is not None:
            places = [place for piece in torn for place in range(piece.start, piece.end)]
            yield Change(start, end, word, _places(letters, word, places))
        elif len(torn) > 1:
            for piece in torn:
                yield from self._mended(folded, [piece], manner._replace(is_drawn_out=False))
        elif len(letters) >= _RUN_SPREAD and self._may_be_several(folded, start, end, manner):
            yield from self._cut(letters, list(range(start, end)), _unspaced(end - start), manner)

    def _cut(
        self, letters: str, places: list[int], seams: Mapping[int, _Seam], manner: _Manner
    ) -> Iterator[Change]:
        """Cut letters in a row into words; not where too many would be left over.

        Args:
            letters: Nothing else stands between them.
            places: Where each of them stands.
            seams: Where pieces that were typed apart meet, the start and the end included.
            manner: How the text is typed.

        """
        cuts = self._cuts(letters, seams)
        if manner.is_long:
            cuts = self._without_scraps(cuts, seams)
        left_over = sum(high - low for low, high, word in cuts if word is None)
        pieces, strange = seams[len(letters)]
        most = max(pieces - _LESS * strange, _FEWER * pieces)
        is_torn = len(seams) == _NO_SEAM or len(cuts) <= most
        share = _LEFT_OVER if len(letters) >= _LONG else 0
        if left_over > share * len(letters) or not is_torn:
            return
        meant: list[str] = []
        ways: list[int] = []
        for low, high, word in cuts:
            typed, own = letters[low:high], places[low:high]
            meant.append(word or typed)
            ways += [own[0], *_spread_over(typed, meant[-1], own)]
        yield Change(places[0], places[-1] + 1, " ".join(meant), ways[1:])

    def _without_scraps(self, cuts: list[_Cut], seams: Mapping[int, _Seam]) -> list[_Cut]:
        """Cuts in which no rare short word is read beside what is nearly none: adv ant age.

        Such a word is found in any row of letters. It is left over, as one with what is beside it.
        """
        is_scrap = [False, *map(self._is_scrap, cuts), False]
        is_doubtful = [
            (before or after) and self._is_doubtful(cut, seams)
            for cut, before, after in zip(cuts, is_scrap, is_scrap[2:], strict=False)
        ]
        kept: list[_Cut] = []
        for at, (low, high, word) in enumerate(cuts):
            is_one = (is_doubtful[at] and is_scrap[at]) or (
                is_doubtful[at - 1] and is_scrap[at + 1]
            )
            if kept and is_one:
                kept[-1] = (kept[-1][0], high, None)
            else:
                kept.append((low, high, None if is_doubtful[at] else word))
        return kept

    def _is_scrap(self, cut: _Cut) -> bool:
        """Whether letters are no word, or nearly none."""
        low, high, word = cut
        return (
            word is None
            or (high - low == 1 and word not in _ALONE)
            or (high - low < _SHORTEST and self._words.is_rare(word))
        )

    def _is_doubtful(self, cut: _Cut, seams: Mapping[int, _Seam]) -> bool:
        """Whether a rare short word was put together, or found among letters in a row."""
        low, high, word = cut
        is_typed = len(seams) > _NO_SEAM and not any(at in seams for at in range(low + 1, high))
        return (
            word is not None
            and high - low <= _BY_CHANCE
            and not is_typed
            and self._words.is_rare(word)
        )

    def _cuts(self, letters: str, seams: Mapping[int, _Seam]) -> list[tuple[int, int, str | None]]:
        """The cheapest way to cut letters in a row: from where to where, and the word if any."""
        best: list[tuple[float, int, str | None]] = [(inf, 0, None)] * (len(letters) + 1)
        best[0] = (0.0, 0, None)
        to_next = dict(pairwise(sorted(seams)))
        ways = [*dict.fromkeys([letters, *without_figures(letters)])]
        for start in range(len(letters)):
            so_far = best[start][0]
            steps = [(start + 1, _STRAY, None), *self._words.starting(ways, start)]
            if (seam := to_next.get(start)) and len(to_next) > 1:
                steps.append((seam, _UNKNOWN + _EACH * (seam - start), None))
            for end, cost, word in steps:
                dear = so_far + cost
                if word is not None:
                    dear += _INSIDE * (start not in seams)
                    dear += _OF_WORDS * _are_words(seams.get(start), seams.get(end))
                if dear < best[end][0]:
                    best[end] = (dear, start, word)
        cuts: list[tuple[int, int, str | None]] = []
        end = len(letters)
        while end:
            _, start, word = best[end]
            cuts.append((start, end, word))
            end = start
        return cuts[::-1]


def _unspaced(length: int) -> dict[int, _Seam]:
    return {0: _Seam(0, 0), length: _Seam(1, 1)}


def _are_words(low: _Seam | None, high: _Seam | None) -> bool:
    """Whether several pieces lie between two seams, and all are words."""
    if low is None or high is None or high.pieces - low.pieces < _NO_SEAM:
        return False
    return low.strange == high.strange


def _spread_over(typed: str, meant: str, places: list[int]) -> list[int]:
    """For each letter of a word the place of the one typed; signs stand where the last one did."""
    if len(typed) == len(meant):
        return places
    behind = (place for letter, place in zip(typed, places, strict=True) if letter.isalnum())
    ways: list[int] = []
    for letter in meant:
        ways.append(next(behind) if letter.isalnum() or not ways else ways[-1])
    return ways


def _hyphenated(text: str, pieces: list[_Piece], at: int) -> int:
    """How many pieces from one on have but hyphens between them."""
    last = at
    while (
        last + 1 < len(pieces)
        and pieces[last + 1].start == pieces[last].end + 1
        and text[pieces[last].end] == "-"
    ):
        last += 1
    return last + 1 - at


def _strange_together(pieces: list[_Piece]) -> list[tuple[int, int]]:
    """Where several pieces stand close together that are no words: the first and the last."""
    found: list[tuple[int, int]] = []
    for number, piece in enumerate(pieces):
        if piece.is_word or len(piece.letters) >= _RUN_TOGETHER:
            continue
        if found and number - found[-1][1] <= _CLOSE:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return [(first, last) for first, last in found if first < last]


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
    return strange >= min(known, _TORN_OFF)


def _doubtful(folded: Folded, pieces: list[_Piece]) -> list[int]:
    """Which pieces may be torn off a word, or be several: most texts have few of them."""
    text, is_typed_so = folded.text, folded.origins is None
    found: list[int] = []
    was_strange = False
    for place in range(len(pieces) - 1, -1, -1):
        _, end, _, is_word = pieces[place]
        if (
            was_strange
            or not is_word
            or text[end : end + 1] in _IN_WORDS
            or (
                not is_typed_so
                and (
                    sign_behind(folded, end) == PICTURE
                    or _is_spread(folded, pieces[place].start, end)
                )
            )
        ):
            found.append(place)
        was_strange = not is_word
    return found[::-1]


def _put_together(torn: list[_Piece], meant: str) -> Change:
    places = [place for piece in torn for place in range(piece.start, piece.end)]
    return Change(torn[0].start, torn[-1].end, meant, places)


def _is_spread(folded: Folded, start: int, end: int) -> bool:
    """Whether something that is seen was strewn among the letters."""
    origins = folded.origins
    if origins is None or origins[end - 1] - origins[start] < end - start:
        return False
    typed = folded.original[origins[start] : origins[end - 1]]
    return any(
        not character.isalnum() and unicodedata.category(character) not in _UNSEEN
        for character in typed
    )


def _places(typed: str, meant: str, places: list[int]) -> list[int]:
    """For each letter of the word meant the place of one like it; the last for the last."""
    ways: list[int] = []
    start = 0
    for long, short in zip(runs(typed), runs(meant), strict=True):
        ways += places[start : start + short]
        start += long
    return [*ways[:-1], places[-1]]
