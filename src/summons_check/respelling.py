"""Key words that are misspelt by sound, by shape or in pinyin, written right again.

律师涵, 逮埔令, fa院: rules then see the word that is meant, while evidence
still points at what was typed. English words are mended when one slip away
(optimal string alignment distance 1), the first letter being right, and when
figures and signs stand for letters: w@rrant, d1spatched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property

import ahocorasick_rs

from summons_check.folding import UNMASKED, Change, Folded, rewrite
from summons_check.patterns import pattern, plain_pattern
from summons_check.vocabulary import Mention

_WORD = plain_pattern(r"(?<![a-z0-9./:@_-])[a-z]{5,}+(?![a-z0-9./:@_-]*[/:@_]|[a-z0-9])")
_MASKED = plain_pattern(
    r"(?<![a-z0-9@$./:_])(?<![^a-z]-)(?=[0134578@$]*+[a-z])(?=[a-z]*+[0134578@$])"
    r"[a-z0134578@$]{4,20}(?![a-z0-9@$/_]|[.:][a-z0-9]|-[^a-z])"
)
"""A word with figures or signs among its letters, and no part of an address or a number."""
_HALF_MASKED = plain_pattern(r"[0134578@$](?:(?=[a-z])|(?<=[a-z].))")
"""A figure or a sign beside a letter: without one no word is masked."""
_MAYBE_DIALECT = plain_pattern("[恁侬倷俺阿]")
_DIALECT = pattern(r"(?P<you>恁(?![地么般多大])|侬|倷)|(?P<i>俺)|(?P<we>阿拉(?![伯丁斯善]))")
"""You, I and we as people write them who speak Henan, Shandong or Wu."""
_NO_SLIP = frozenset({"simmons"})
"""A word of its own, a surname, though one slip away from a key word."""
_PLAIN = {"you": "你", "i": "我", "we": "我们"}
_BROKEN_OFF = plain_pattern(r"[a-z]\n(?=[一-鿿])")
"""Pinyin at the end of a line, before the rest of a word."""
_LONG = 6
"""Letters from which pinyin is no abbreviation of something else."""
_TOKEN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789/@_-")
_STOPS = frozenset(".:")
_GOES_ON = plain_pattern(r"[0-9]{0,20}+(?:[a-z/@_-]|[.:][a-z0-9/])")
"""What makes letters before it part of an address or of a longer word; a number may follow."""


class Respeller:
    """Finds misspelt key words.

    Args:
        variants: Misspelling to the word that is meant, as in `respellings.tsv`.
        words: English key words; shorter than five letters none is mended.
        is_known: Whether an English word may be masked by figures and signs.

    """

    def __init__(
        self, variants: Mapping[str, str], words: Iterable[str], is_known: Callable[[str], bool]
    ) -> None:
        self._variants = list(variants.items())
        self._automaton = ahocorasick_rs.AhoCorasick(
            [typed for typed, _ in self._variants],
            matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
        )
        self._words = frozenset(word for word in words if len(word) >= 5)
        self._is_known = is_known
        self._by_shape: dict[tuple[str, int], list[str]] = {}
        for word in sorted(self._words):
            for length in (len(word) - 1, len(word), len(word) + 1):
                self._by_shape.setdefault((word[0], length), []).append(word)

    def finds(self, text: str) -> bool:
        """Whether a key word of a squeezed text is misspelt."""
        return any(True for _ in self._chinese(text))

    def respell(self, folded: Folded, *, mends_slips: bool = True) -> tuple[Folded, list[Mention]]:
        """Write the key words of a text right.

        Args:
            folded: The text.
            mends_slips: Whether to mend slips in English words, as anybody makes them.

        Returns:
            The text with its way back to the original, and where in it a word
            was written anew.

        """
        folded = _without_dialect(folded)
        text = folded.text
        changes = [*self._chinese(text), *self._masked(text)]
        if mends_slips:
            changes += self._english(text)
        if not changes:
            return folded, []
        folded, places = rewrite(folded, (_change(*change) for change in sorted(changes)))
        return folded, [Mention(*place) for place in places]

    def _chinese(self, text: str) -> Iterator[tuple[int, int, str]]:
        spelt: list[tuple[int, int, str]] = []  # in pinyin, one behind the other
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            typed, meant = self._variants[index]
            if not typed.isascii():
                yield start, end + bool(_BROKEN_OFF.match(text, end - 1)), meant
                continue
            if spelt and spelt[-1][1] != start:
                spelt = []
            spelt.append((start, end, meant))
            if _stands_alone(text, spelt[0][0], end):
                yield from spelt

    @cached_property
    def _distance(self) -> Callable[..., int]:
        """Of two words, how many slips lie between them."""
        from rapidfuzz.distance import OSA  # noqa: PLC0415 (most messages have no such words)

        return OSA.distance

    def _english(self, text: str) -> Iterable[tuple[int, int, str]]:
        for found in _WORD.finditer(text):
            typed = found.group()
            if typed in self._words or typed in _NO_SLIP:
                continue
            for word in self._by_shape.get((typed[0], len(typed)), ()):
                if typed.startswith(word) or word.startswith(typed):
                    break  # arrests, summon: another form, no slip
                if self._distance(typed, word, score_cutoff=1) == 1:
                    yield found.start(), found.end(), word
                    break

    def _masked(self, text: str) -> Iterable[tuple[int, int, str]]:
        if not _HALF_MASKED.search(text):
            return
        for found in _MASKED.finditer(text):
            for table in UNMASKED:
                meant = found.group().translate(table)
                if self._is_known(meant):
                    yield found.start(), found.end(), meant
                    break


def _without_dialect(folded: Folded) -> Folded:
    """Write pronouns of dialects as Mandarin does; no word gets longer or shorter."""
    if not _MAYBE_DIALECT.search(folded.text) or not _DIALECT.search(folded.text):
        return folded
    plain = _DIALECT.sub(lambda found: _PLAIN[found.lastgroup or "you"], folded.text)
    return replace(folded, text=plain)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether letters are no part of a longer word or address; a few must stand beside Han."""
    if _GOES_ON.match(text, end):
        return False
    before = text[max(0, start - 2) : start]
    if before[-1:] in _TOKEN or (before[-1:] in _STOPS and before[:1] in _TOKEN):
        return False
    beside = before[-1:] + text[end : end + 1]
    return end - start >= _LONG or any("一" <= other <= "鿿" for other in beside)


def _change(start: int, end: int, meant: str) -> Change:
    """The letters meant stand for those typed; the last for the last, so that all are covered."""
    if len(meant) == end - start:
        return Change(start, end, meant, range(start, end))
    inner = [min(start + i, end - 1) for i in range(len(meant) - 1)]
    return Change(start, end, meant, (*inner, end - 1))
