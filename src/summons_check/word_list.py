"""English words that rules know: which there are, how common each is, what is meant by letters.

Read off the phrases of the rules, so that no list of words has to be kept beside them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import groupby, pairwise
from math import log

from summons_check.folding import UNMASKED
from summons_check.patterns import plain_pattern

FIGURE = plain_pattern("[0-9@]")
"""What may stand for a letter."""
_ENDING = plain_pattern("'[a-z]{1,2}")
_NUMBER = plain_pattern("[0-9]+(?:st|nd|rd|th)?")
_REPEATED = plain_pattern(r"([a-z])\1+")
_NEVER_TWICE = plain_pattern(
    r"aa|hh|ii|jj|kk|qq|uu|vv|ww|xx|yy|([a-z])\1\1"
    r"|[bcdfghjklmnpqrstvwxz](?:bb|cc|dd|ff|gg|ll|mm|nn|pp|rr|tt|zz)"
    r"|(?:bb|cc|dd|gg|mm|nn|pp|tt)[bcdfgkmnpqstvwxz]"
    r"|(?<!q)[aeiou]{2}(?:bb|cc|dd|gg|mm|nn|pp|rr|tt|zz)|ee[aiou]|oo[aeiu]|[aiou]ee|[aeiu]oo"
)
"""One letter more is enough: no word of English has these, but for put together ones such as
goddaughter; filled is no filed."""
_TWICE_OR_ONCE = plain_pattern("(?:ed|er|ers|est|ing|y)$")
"""How words end of which there is another with one letter more: planed, diner, hoping."""
_SHORT_WORDS = (
    "a i u r am an as at be by co do go he hi if in is it me mr ms my no of oh ok on or re so to"
    " uk up ur us we"
)
_SHORT = frozenset(_SHORT_WORDS.split())
"""Words of two letters at most; what else is as short is a piece."""
_SHORTEST_DRAWN_OUT = 5
_NO_OTHER = 6
"""Letters from which a word has no other beside it with one letter more: chose, filed."""
_SHORTEST_MASKED = 4
"""Letters of a word that is read behind figures."""
_WORD = 0.5
_RARE = 0.08
"""What a word costs, and how much more for each time (in e-fold) that it is rarer."""
_SHORT_AND_RARE = 0.6
"""What one of three letters costs that is not common: it is found in any row of letters."""
_COMMON = 12
"""Occurrences in the phrases of rules from which a word is common, be it of two letters."""
_MASKED = 0.3
"""What it costs to read figures in a word as letters."""
_AS_A_NUMBER = 0.6


class WordList:
    """The words of English phrases.

    Args:
        words: Gives them; asked when a word is first looked for.
        wording: Gives them as often as they occur and in the order of the phrases; asked when it
            first counts how common a word is.

    """

    def __init__(
        self, words: Callable[[], Iterable[str]], wording: Callable[[], Iterable[str]]
    ) -> None:
        self._words_of = words
        self._wording_of = wording

    def knows(self, word: str) -> bool:
        """Whether it is a word of a phrase, or a part of one with a hyphen."""
        return word in self._words

    def is_word(self, letters: str) -> bool:
        """Whether letters are a word, with an ending such as 's or with figures for letters."""
        if letters in self._words:
            return True
        if letters.isalpha():
            return False
        stem = letters.partition("'")[0]
        if stem in self._words and _ENDING.fullmatch(letters, len(stem)):
            return True
        is_long = len(letters) >= _SHORTEST_MASKED
        return bool(_NUMBER.fullmatch(letters)) or (
            is_long and any(map(self.knows, without_figures(letters)))
        )

    def begins(self, letters: str) -> bool:
        """Whether a word begins so."""
        at = bisect_left(self._in_order, letters)
        return at < len(self._in_order) and self._in_order[at].startswith(letters)

    def starting(self, ways: list[str], start: int) -> Iterator[tuple[int, float, str]]:
        """The words and numbers that letters in a row may be read as, from a place on.

        Args:
            ways: The letters as they are typed, and those that figures among them may stand for.
            start: The place.

        Returns:
            Where each ends, what it costs to read it so (about 1, the less the commoner it is),
            and the word.

        """
        typed = ways[0]
        if len(ways) > 1 and (number := _NUMBER.match(typed, start)):
            yield number.end(), _AS_A_NUMBER, number[0]
        for way in ways:
            for end in range(start + 1, len(way) + 1):
                word = way[start:end]
                if word not in self._beginnings:
                    break
                cost = self._costs.get(word)
                if cost is None:
                    continue
                if way is not typed:
                    if end - start < _SHORTEST_MASKED or typed[start:end].isdigit():
                        continue
                    cost += _MASKED
                meant = self._spelt[word]
                yield end, cost, meant
                if typed.startswith("'s", end):
                    yield end + 2, cost, f"{meant}'s"

    def meant_by(self, letters: str, *, is_drawn_out: bool = False) -> str | None:
        """The word whose letters are repeated, as in waarrrant.

        Args:
            letters: As they are typed.
            is_drawn_out: Whether other words of the text are: then one letter more is no slip.

        """
        if not letters.isalpha() or not _REPEATED.search(letters):
            return None
        fitting: list[tuple[int, str]] = []
        for word in self._drawn_out.get(without_repeats(letters), ()):
            more = [t - m for t, m in zip(runs(letters), runs(word), strict=True)]
            if min(more) >= 0 and (
                sum(more) > 1
                or is_drawn_out
                or (len(word) >= _NO_OTHER and not _TWICE_OR_ONCE.search(word))
                or _NEVER_TWICE.search(letters)
            ):
                fitting.append((sum(more), word))
        return min(fitting)[1] if fitting else None

    @cached_property
    def _wording(self) -> list[str]:
        return [*self._wording_of()]

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(self._wording)

    @cached_property
    def _words(self) -> frozenset[str]:
        known = {*self._words_of()}
        parts = [part for word in known if "-" in word for part in word.split("-")]
        return frozenset(word for word in known.union(parts) if len(word) > 2) | _SHORT

    @cached_property
    def _loose(self) -> frozenset[str]:
        """Words that rules know as two words as well: highcourt, small-claims."""
        counts = self._counts
        apart = Counter(map("".join, pairwise(self._wording)))
        joined = (word for word in counts if apart[word] >= counts[word])
        compounds = (
            word
            for word in counts
            if "-" in word and all(part in counts and len(part) > 1 for part in word.split("-"))
        )
        return frozenset(joined).union(compounds)

    def is_loose(self, word: str) -> bool:
        """Whether rules know a word as two words as well, such as highcourt."""
        return word in self._loose

    def is_rare(self, word: str) -> bool:
        """Whether a word is seldom found in the phrases of rules."""
        return self._counts[word] < _COMMON

    @cached_property
    def _spelt(self) -> dict[str, str]:
        """Letters in a row to the word that they are: im to i'm, etransfer to e-transfer."""
        counts = self._counts
        pairs = (word for word in counts if len(word) == 2 and counts[word] >= _COMMON)
        words = self._words.union(pairs) - self._loose
        bare = {word.replace("-", "").replace("'", ""): word for word in sorted(words)}
        known = {letters: word for letters, word in bare.items() if letters not in counts}
        return known | {word: word for word in words}

    @cached_property
    def _costs(self) -> dict[str, float]:
        total = log(max(len(self._wording), 1))
        counts = self._counts
        return {
            letters: _WORD
            + _RARE * (total - log(counts[word] or 1))
            + _SHORT_AND_RARE * (len(letters) < _SHORTEST_MASKED and counts[word] < _COMMON)
            for letters, word in self._spelt.items()
        }

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        words = self._spelt
        return frozenset(word[:end] for word in words for end in range(1, len(word) + 1))

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


def without_figures(letters: str) -> list[str]:
    """Letters in each way in which figures among them can be read.

    >>> without_figures("b4il"), without_figures("ba1l")
    (['bail'], ['bail', 'ball'])
    """
    if letters.isalpha() or not FIGURE.search(letters):
        return [letters]
    return [*{letters.translate(table): None for table in UNMASKED}]


def without_repeats(word: str) -> str:
    """A word without the repetition of its letters.

    >>> without_repeats("arrest"), without_repeats("arrrest")
    ('arest', 'arest')
    """
    return _REPEATED.sub(r"\1", word)


def runs(word: str) -> list[int]:
    """How often each letter of a word stands in a row.

    >>> runs("arrrest")
    [1, 3, 1, 1, 1]
    """
    return [len([*run]) for _, run in groupby(word)]
