"""The vocabulary: all phrases of all concepts, found in one pass.

One overlapping Aho-Corasick scan finds every phrase (Aho & Corasick 1975,
"Efficient string matching"); what remains is checked here: whole words,
gaps, negations and words that hide others.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import accumulate
from typing import NamedTuple

import ahocorasick_rs

from summons_check.folding import UNMASKED, Folded, fold_phrase, squeeze
from summons_check.patterns import pattern
from summons_check.rulepack import Concept

SHIELD = "shield."
"""Concepts below this name hide what lies inside them: 法院路 is a street."""

_GLANCE = 80
"""Characters in which most relevant texts show an anchor."""
_LATIN_ANCHOR = 6
_HAN_GAP = 8
_LATIN_GAP = 30
_SHORT_WORD = pattern(r"(?<![a-z])[a-z]{3,5}(?![a-z])")
_BREAK = pattern(r"[。!?;\n【】]")
_CLAUSE_END = pattern(r"[,。;!?:\n()\"“”「」]|[.](?=\s)")
_NEGATION = pattern(
    r"(?:不会|不得|不能|不要|不可|不应|不允许|不许|不存在|不属于|不接受|不再|不以|不向|不用|不收|"
    r"切勿|请勿|勿|切莫|莫|无需|无须|不需|不必|毋须|毋需|没有|并无|尚无|无权|无法|并非|不是|(?<![除莫若])非(?![法常要得])|绝不|决不|从不|"
    r"从未|未曾|尚未|并未|禁止|严禁|谨防|警惕|防范|杜绝|拒绝|唔会|唔使|唔好|冇权|"
    r"\b(?:never|not|no|cannot|without|nor|neither|nobody|no ?one|none of)\b|n['’]t\b)"
)
_IMPOSTOR = pattern(
    r"(?:谁|任何人?|凡是?|自称)[^。!?\n我]{0,16}?(?:[跟向找问让叫]|要求?)[你您][^。!?\n我]{1,40}?"
    r"(?:举报|报警|报案|拒绝|骗|[勿别]信|投诉|挂断|挂掉|不要理|别理|110|12368)"
    r"|\b(?:anyone|anybody|whoever|someone)\b[^.!?\n]{0,30}?\b(?:ask|demand|tell|call|want|offer)"
    r"(?:s|ing)?\b[^.!?\n]{0,80}?\b(?:scam\w*|fraud\w*|report|hang up|police|not (?:from )?us"
    r"|refuse|ignore)\b"
)
"""Whoever asks it of you is a cheat: what is named in between is asked by nobody here."""
_CONDITION = pattern(r"如|若|倘|要是|假如|只要|再不|\b(?:if|unless|should you)\b")
_NEGATION_REACH = 40
"""Characters that a negation can reach within its clause."""
_LOOK_AHEAD = 60
"""Characters in which the tail of a phrase with a gap must follow its head."""
# 不被, 未予, 没有, but not 不仅, 特别 or the debt in 逾期未还.
_NEAR_NEGATION = pattern(
    r"(?:[不未没]|(?<![特分级区个])别)[被予会再能可去给要得用该应曾有是作为准许]?$"
)
_CONSEQUENCE = pattern(
    r"将|就|则|即|否则|会被|视为|视同|立即|直接|马上|的话|(?<!不)会|\b(?:will|shall|then|or|otherwise|unless)\b"
)


class Mention(NamedTuple):
    """A stretch of the folded text that names a concept."""

    start: int
    end: int


_mention: Callable[[tuple[int, int]], Mention] = partial(tuple.__new__, Mention)
"""`Mention`, but three times as fast: a scan makes dozens."""

Mentions = dict[str, list[Mention]]
"""Concept to its mentions, in the order of the text."""


_MASK = pattern(r"[a-z][0134578@$]{1,3}[a-z]")
_MASKABLE = 4
"""Letters from which an English word is looked for behind figures and signs."""


class _Phrase(NamedTuple):
    tail: str
    """What must follow the head after a gap; empty without a gap."""
    gap: int
    word_start: bool
    word_end: bool
    """Whether the phrase must start / end with a whole word."""
    concepts: tuple[str, ...]
    negatable: bool


_Head = tuple[tuple[str, ...], tuple[str, ...], tuple[_Phrase, ...]]
"""What it means that the first word of some phrases was found: concepts that the word alone
names, those of them that no negation cancels, and phrases that want a closer look."""


class Vocabulary:
    """Every phrase of every concept, ready to be found.

    Args:
        concepts: Concept by name, one entry a language.

    """

    def __init__(self, concepts: Mapping[str, tuple[Concept, ...]]) -> None:
        plain: dict[str, dict[str, None]] = {}
        firm: dict[str, dict[str, None]] = {}  # of those, what no negation cancels
        checked: dict[str, list[_Phrase]] = {}
        anchors: set[str] = set()
        short: set[str] = set()
        wider = _wider(concepts)
        for name, languages in concepts.items():
            named = dict.fromkeys((name, *wider[name]))
            for concept in languages:
                is_anchor = concept.anchor and not name.startswith(SHIELD)
                for raw in concept.phrases:
                    head, tail = _folded(raw)
                    if tail or _is_word(head[0]) or _is_word(head[-1]):
                        phrase = _phrase(head, tail, raw, tuple(named), concept.negatable)
                        checked.setdefault(head, []).append(phrase)
                    else:
                        plain.setdefault(head, {}).update(named)
                        if not concept.negatable:
                            firm.setdefault(head, {}).update(named)
                    if is_anchor:
                        anchors.add(_anchor(head, tail))
                        if len(head) < _LATIN_ANCHOR and head.isascii() and head.isalpha():
                            short.add(head)
        self._at_least = {
            name: least
            for name, languages in concepts.items()
            if (least := max(concept.at_least for concept in languages)) > 1
        }
        # A shield hides and is never found, so no rule can ask for it.
        self.names = frozenset(name for name in concepts if not name.startswith(SHIELD))
        words = list(dict.fromkeys((*plain, *checked)))
        # Words of English that a sender may want to mask: w@rrant.
        self.latin_words = frozenset(
            word for word in words if word.isascii() and word.isalpha() and len(word) >= _MASKABLE
        )
        self._heads: list[_Head] = [
            (tuple(plain.get(w, ())), tuple(firm.get(w, ())), tuple(checked.get(w, ())))
            for w in words
        ]
        self._shields = [name for name in concepts if name.startswith(SHIELD)]
        self._automaton = ahocorasick_rs.AhoCorasick(words)
        self._anchors = ahocorasick_rs.AhoCorasick(sorted(anchors - {""}))
        self._short_anchors = frozenset(short)

    def is_relevant(self, text: str) -> bool:
        """Whether any anchor occurs in a text, however it is typed."""
        find = self._anchors.find_matches_as_indexes
        if find(squeeze(text[:_GLANCE])) or (len(text) > _GLANCE and find(squeeze(text))):
            return True
        lower = text.lower()
        if _MASK.search(lower) and any(find(squeeze(lower.translate(t))) for t in UNMASKED):
            return True
        return text[:40].isascii() and not self._short_anchors.isdisjoint(
            _SHORT_WORD.findall(lower)
        )

    def scan(self, folded: Folded) -> Mentions:
        """Find the mentions of all concepts."""
        text = folded.text
        found: Mentions = {}
        negations = Negations(text)
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            names, firm, phrases = self._heads[index]
            if names:
                is_cancelled = len(firm) < len(names) and negations.cancel(start)
                _add(found, firm if is_cancelled else names, _mention((start, end)))
            if phrases:
                ahead = text[end : end + _LOOK_AHEAD]
                for phrase in phrases:
                    if (
                        phrase.tail in ahead
                        and (stop := _verify(phrase, text, start, end))
                        and not (phrase.negatable and negations.cancel(start))
                    ):
                        _add(found, phrase.concepts, _mention((start, stop)))
        shields = [m for name in self._shields if name in found for m in found.pop(name)]
        if shields:
            found = _unshielded(found, sorted(shields))
        for mentions in found.values():
            if len(mentions) > 1:
                mentions.sort()
        self._drop_rare(found)
        return found

    def _drop_rare(self, found: Mentions) -> None:
        """Drop what is found at fewer places than it takes to count."""
        for name in [name for name in self._at_least if name in found]:
            if _count_apart(found[name]) < self._at_least[name]:
                del found[name]


class Negations:
    """Which places of a text a negation cancels.

    A negation reaches to the end of its clause, unless a consequence comes
    between: "若不还款将被拘留" threatens, "不会被拘留" does not. So does what
    cheats are said to ask: "谁跟你要手续费你就报警" wants no fee.

    Args:
        text: Folded text.

    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._spans = [found.span() for found in _NEGATION.finditer(text)]
        self._starts = [start for start, _ in self._spans]
        self._impostors = [found.span() for found in _IMPOSTOR.finditer(text)]
        self._known: dict[int, bool] = {}

    def cancel(self, start: int) -> bool:
        """Whether what starts at an index is cancelled."""
        if start not in self._known:
            self._known[start] = self._is_cancelled(start)
        return self._known[start]

    def _is_cancelled(self, start: int) -> bool:
        text = self._text
        if _NEAR_NEGATION.search(text, max(0, start - 3), start):
            return True
        if any(low < start < high for low, high in self._impostors):
            return True
        last = bisect_left(self._starts, start) - 1
        if last < 0:
            return False
        low, high = self._spans[last]
        if high > start or start - high > _NEGATION_REACH or _CLAUSE_END.search(text, high, start):
            return False
        clause = text[max(0, low - _NEGATION_REACH) : low]
        opened = max((found.end() for found in _CLAUSE_END.finditer(clause)), default=0)
        if _CONDITION.search(clause, opened):
            return False
        return not _CONSEQUENCE.search(text, high + 2, start)


def _wider(concepts: Mapping[str, tuple[Concept, ...]]) -> dict[str, tuple[str, ...]]:
    """For each concept those that include it, directly or not."""
    direct: dict[str, set[str]] = {name: set() for name in concepts}
    for name, languages in concepts.items():
        for concept in languages:
            for item in concept.includes:
                for included in _named(item, concepts):
                    direct[included].add(name)
    return {name: tuple(sorted(_reach(name, direct) - {name})) for name in concepts}


def _named(item: str, names: Iterable[str]) -> list[str]:
    """The concepts that `a` or `a.*` stands for."""
    if item.endswith(".*"):
        return [name for name in names if name.startswith(item[:-1])]
    return [item]


def _reach(name: str, direct: Mapping[str, Iterable[str]]) -> set[str]:
    seen: set[str] = set()
    todo = [name]
    while todo:
        for wider in direct[todo.pop()]:
            if wider not in seen:
                seen.add(wider)
                todo.append(wider)
    return seen


def _add(found: Mentions, names: Iterable[str], mention: Mention) -> None:
    for name in names:
        if name in found:
            found[name].append(mention)
        else:
            found[name] = [mention]


def _folded(raw: str) -> tuple[str, str]:
    """Head and tail of a phrase as they are looked for."""
    head, _, tail = raw.rstrip("*").partition("…")
    return fold_phrase(head), tail and fold_phrase(tail)


def _phrase(head: str, tail: str, raw: str, concepts: tuple[str, ...], negatable: bool) -> _Phrase:
    return _Phrase(
        tail=tail,
        gap=_LATIN_GAP if head[-1].isascii() else _HAN_GAP,
        word_start=_is_word(head[0]),
        word_end=_is_word((tail or head)[-1]) and not raw.endswith("*"),
        concepts=concepts,
        negatable=negatable,
    )


def _anchor(head: str, tail: str) -> str:
    """What of a phrase makes a text worth a closer look; may be empty.

    Squeezed text has no word boundaries, so short Latin words would be found
    everywhere; of a phrase with a gap each half alone is an everyday word.
    """
    longer = tail if len(tail) > len(head) else head
    anchor = longer if longer.isalnum() else squeeze(longer)
    shortest = _LATIN_ANCHOR if anchor.isascii() else (3 if tail else 2)
    return anchor if len(anchor) >= shortest else ""


def _is_word(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _verify(phrase: _Phrase, text: str, start: int, end: int) -> int:
    """Check what the automaton cannot; return the end of the phrase, or 0."""
    if phrase.word_start and start and _is_word(text[start - 1]):
        return 0
    if phrase.tail:
        end = _after_gap(phrase, text, end)
    if phrase.word_end and end < len(text) and _is_word(text[end]):
        return 0
    return end


def _after_gap(phrase: _Phrase, text: str, end: int) -> int:
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


def _count_apart(mentions: list[Mention]) -> int:
    """How many mentions, in order, do not overlap."""
    count = end = 0
    for mention in mentions:
        if mention.start >= end:
            count += 1
            end = mention.end
    return count


def _unshielded(found: Mentions, shields: list[Mention]) -> Mentions:
    """Leave out what lies inside a shield; shields come in order."""
    starts = [shield.start for shield in shields]
    reach = list(accumulate((shield.end for shield in shields), max))  # of all shields so far

    def is_open(mention: Mention) -> bool:
        before = bisect_right(starts, mention.start)
        return not before or reach[before - 1] < mention.end

    kept = {name: list(filter(is_open, mentions)) for name, mentions in found.items()}
    return {name: mentions for name, mentions in kept.items() if mentions}
