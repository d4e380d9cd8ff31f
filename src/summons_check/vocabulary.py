"""The vocabulary: all phrases of all concepts, found in one pass.

One overlapping Aho-Corasick scan finds every phrase (Aho & Corasick 1975,
"Efficient string matching"); what remains is checked here: whole words,
gaps, negations and words that hide others.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import accumulate
from string import ascii_letters, digits
from sys import intern
from typing import NamedTuple

import ahocorasick_rs

from summons_check.folding import UNMASKED, Folded, fold_phrase, squeeze
from summons_check.patterns import pattern, plain_pattern
from summons_check.phrases import GAP, Steps, forms, heads_and_rest
from summons_check.rulepack import Concept

FRAME = "frame."
SHIELD = "shield."
"""Concepts below this name hide what lies inside them: 法院路 is a street."""

_GLANCE = 32
"""Characters in which most relevant texts show an anchor."""
_LATIN_ANCHOR = 6
_HAN_GAP = 8
_LATIN_GAP = 30
_WORD_CHARACTERS = frozenset(ascii_letters + digits)
_SHORT_WORD = pattern(r"(?<![a-z])[a-z]{3,5}(?![a-z])")
_BREAK = plain_pattern(r"[。!?;\n【】]")
_CLAUSE_END = plain_pattern(r"[,。;!?:\n()\"“”「」]|[.](?=\s)")
_NEGATION = pattern(
    r"(?:不会|不得|不能|不要|不可|不应|不允许|不许|不存在|不属于|不接受|不再|不以|不向|不用|不收|"
    r"切勿|请勿|勿|切莫|莫|无需|无须|不需|不必|毋须|毋需|没有|并无|尚无|无权|无法|并非|不是|(?<![除莫若])非(?![法常要得])|绝不|决不|从不|"
    r"从未|未曾|尚未|并未|禁止|严禁|谨防|警惕|防范|杜绝|拒绝|唔会|唔使|唔好|冇权|"
    r"骗[你您](?:要|会|说)|"
    r"\b(?:never|not|no|cannot|without|nor|neither|nobody|no ?one|none of)\b|n['’]t\b)"
)
_IMPOSTOR = pattern(
    r"(?:谁|任何人?|凡是?|自称)[^。!?\n我]{0,16}?(?:[跟向找问让叫]|要求?)[你您][^。!?\n我]{1,40}?"
    r"(?:举报|报警|报案|拒绝|骗|[勿别]信|挂断|挂掉|不要理|别理|投诉|110|12368)"
    r"|(?:名义|为由|为名|借口)[^。!?\n我]{0,8}?(?:要钱|收钱|收费|要求)[^。!?\n我]{0,24}?(?:举报|报警|拒绝|骗|投诉)"
    r"|\b(?:anyone|anybody|whoever|someone)\b[^.!?\n]{0,30}?\b(?:ask|demand|tell|call|want|offer)"
    r"(?:s|ing)?\b[^.!?\n]{0,80}?\b(?:scam\w*|fraud\w*|report|hang up|police|not (?:from )?us"
    r"|refuse|ignore)\b"
)
"""Whoever asks it of you is a cheat: what is named in between is asked by nobody here."""
_REFUSED = pattern(
    r"(?:\b(?:never|not|nor|nobody|no ?one|cannot)\b|n['’]t\b)(?: (?:will|ever|us|to))? "
    r"(?:ask|accept|take|want|demand|request|require|collect|tak|deal)\w*\b"
    r"(?:(?!\b(?:but|only|instead|except|please|unless|if|pay|send|buy|use)\b)[^.!?;:\n]){0,120}?"
    r"\b(?:or|nor)\b(?:(?!\b(?:but|only|instead|except|please|pay|send|buy|use)\b)[^,.!?;:\n]){1,30}"
    r"|\bno (?:court|police|officer|bank|agency|judge|lawyer|real \w+|genuine \w+)s?"
    r"(?: \w+){0,4} (?:ask|accept|take|want|demand|request|require|collect|send|phone|call|arrest)"
    r"\w*"
    r"[^.!?;:\n]{0,80}"
)
"""What somebody says never to ask for: the "or" in between opens no threat."""
_CONDITION = pattern(r"如|若|倘|要是|假如|只要|再不|\b(?:if|unless|should you)\b")
_NEVER = pattern(r"不会|不能|不得|不可|不允许|不许|无权|绝不|决不|从不|禁止|严禁")
_AFTER_NEVER = pattern(r"将|就|则|即|否则|会被|视为|视同|的话|(?<!不)会")
"""No consequence: whoever may not arrest may not do it at once or directly either."""
_NEGATION_REACH = 40
"""Characters that a negation can reach within its clause."""
_LOOK_AHEAD = 60
"""Characters in which the tail of a phrase with a gap must follow its head."""
# 不被, 未予, 没有, but not 不仅, 特别 or the debt in 逾期未还.
_NEAR_NEGATION = plain_pattern("[不未没别](?<![特分级区个]别)")
_AFTER_NEGATION = frozenset("被予会再能可去给要得用该应曾有是作为准许")
"""Characters that may stand between a near negation and what it cancels."""
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
    rest: re.Pattern[str] | None = None
    """What must follow the head of a phrase with many choices."""


_Names = tuple[str, ...]
_Head = tuple[_Names, _Names, tuple[tuple[str, _Phrase], ...]]
"""What it means that the first word of some phrases was found: concepts that the word alone
names, those of them that no negation cancels, and phrases that want a closer look, by tail."""


class _Draft:
    """What is to be looked for, phrase by phrase."""

    def __init__(self) -> None:
        self.plain: dict[str, _Names] = {}
        self.firm: dict[str, _Names] = {}
        self.checked: dict[str, list[_Phrase]] = {}
        self.anchors: set[str] = set()
        self.short_anchors: set[str] = set()

    def add(self, concept: Concept, named: _Names, *, is_anchor: bool) -> None:
        """Add the phrases of a concept, found under one or more names."""
        for raw in concept.phrases:
            if "{" not in raw:
                head, tail = _folded(raw)
                self._add_form(head, tail, raw, concept, named)
                if is_anchor:
                    self._add_anchor(head, tail)
                continue
            self._add_choice(raw, concept, named)
            for form in forms(raw) if is_anchor else ():
                self._add_anchor(*_folded(form))

    def _add_choice(self, raw: str, concept: Concept, named: _Names) -> None:
        """Add a phrase with choices; those too many to be spelled out wait for its beginning."""
        heads, rest = heads_and_rest(raw.rstrip("*"))
        if not rest:
            for form in heads:
                self._add_form(*_folded(form), raw, concept, named)
            return
        if any(head.endswith(" ") for head in heads):  # folding strips it
            rest = [(" ",), *rest]
        follows = plain_pattern(_rest(rest, is_open=raw.endswith("*")))
        for head in map(fold_phrase, heads):
            phrase = _Phrase(
                "", 0, _is_word(head[0]), False, named, concept.negatable, rest=follows
            )
            self.checked.setdefault(head, []).append(phrase)

    def _add_form(self, head: str, tail: str, raw: str, concept: Concept, named: _Names) -> None:
        starts_word = head[0] in _WORD_CHARACTERS
        ends_word = (tail or head)[-1] in _WORD_CHARACTERS
        if tail or starts_word or ends_word:
            phrase = _Phrase(
                tail=intern(tail),  # the same few words again and again
                gap=_LATIN_GAP if head[-1].isascii() else _HAN_GAP,
                word_start=starts_word,
                word_end=ends_word and not raw.endswith("*"),
                concepts=named,
                negatable=concept.negatable,
            )
            self.checked.setdefault(head, []).append(phrase)
            return
        for wanted in (self.plain,) if concept.negatable else (self.plain, self.firm):
            known = wanted.get(head)
            wanted[head] = named if known is None else tuple(dict.fromkeys(known + named))

    def _add_anchor(self, head: str, tail: str) -> None:
        """Add what of a phrase makes a text worth a closer look, if anything.

        Squeezed text has no word boundaries, so short Latin words would be found
        everywhere; of a phrase with a gap each half alone is an everyday word.
        """
        longer = tail if len(tail) > len(head) else head
        anchor = longer if longer.isalnum() else squeeze(longer)
        if not anchor.isascii():
            shortest = 3 if tail else 2
        else:
            shortest = _LATIN_ANCHOR
            if len(head) < _LATIN_ANCHOR and head.isascii() and head.isalpha():
                self.short_anchors.add(head)
        if len(anchor) >= shortest:
            self.anchors.add(anchor)


class Vocabulary:
    """Every phrase of every concept, ready to be found.

    Args:
        concepts: Concept by name, one entry a language.

    """

    def __init__(self, concepts: Mapping[str, tuple[Concept, ...]]) -> None:
        draft = _Draft()
        wider = _wider(concepts)
        for name, languages in concepts.items():
            for concept in languages:
                is_anchor = concept.anchor and not name.startswith(SHIELD)
                draft.add(concept, (name, *wider[name]), is_anchor=is_anchor)
        self._at_least = {
            name: least
            for name, languages in concepts.items()
            if (least := max(concept.at_least for concept in languages)) > 1
        }
        # A shield hides and is never found, so no rule can ask for it.
        self.names = frozenset(name for name in concepts if not name.startswith(SHIELD))
        words = list(dict.fromkeys((*draft.plain, *draft.checked)))
        # Words of English that a sender may want to mask: w@rrant.
        self.latin_words = frozenset(
            word for word in words if len(word) >= _MASKABLE and word.isascii() and word.isalpha()
        )
        # Equal ones are one object: less memory to walk through, message by message.
        shared: dict[_Head, _Head] = {}
        self._heads: list[_Head] = []
        for word in words:
            phrases = tuple([(phrase.tail, phrase) for phrase in draft.checked.get(word, ())])
            names, firm = draft.plain.get(word, ()), draft.firm.get(word, ())
            meant = (names, names if len(firm) == len(names) else firm, phrases)
            self._heads.append(meant if phrases else shared.setdefault(meant, meant))
        self._shields = [name for name in concepts if name.startswith(SHIELD)]
        self._automaton = ahocorasick_rs.AhoCorasick(words)
        self._anchors = ahocorasick_rs.AhoCorasick(draft.anchors)
        self._short_anchors = frozenset(draft.short_anchors)

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
        text, heads = folded.text, self._heads
        found: Mentions = defaultdict(list)
        negations = Negations(text)
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            names, firm, phrases = heads[index]
            if names:
                mention = _mention((start, end))
                for name in names if firm is names or not negations.cancel(start) else firm:
                    found[name].append(mention)
            if phrases:
                ahead = text[end : end + _LOOK_AHEAD]
                for tail, phrase in phrases:
                    if (
                        tail in ahead
                        and (stop := _verify(phrase, text, start, end))
                        and not (phrase.negatable and negations.cancel(start))
                    ):
                        mention = _mention((start, stop))
                        for name in phrase.concepts:
                            found[name].append(mention)
        return self._kept(dict(found), negations.impostors)

    def _kept(self, found: Mentions, impostors: list[Mention]) -> Mentions:
        """The mentions that count, in the order of the text."""
        shields = [m for name in self._shields if name in found for m in found.pop(name)]
        if shields:
            found = _unshielded(found, sorted(shields))
        if impostors:
            warned = {name: found[name] for name in found if name.startswith(FRAME)}
            found = _unshielded(found, impostors) | warned
        for mentions in found.values():
            if len(mentions) > 1:
                mentions.sort()
        for name, least in self._at_least.items():
            if name in found and _count_apart(found[name]) < least:
                del found[name]
        return found


class Negations:
    """Which places of a text a negation cancels.

    A negation reaches to the end of its clause, unless a consequence comes
    between: "若不还款将被拘留" threatens, "不会被拘留" does not.

    Args:
        text: Folded text.

    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._near = set(_after_near_negations(text))
        self._spans = [found.span() for found in _NEGATION.finditer(text)]
        self._starts = [start for start, _ in self._spans]
        self.impostors = [Mention(*found.span()) for found in _IMPOSTOR.finditer(text)]
        """What cheats are said to ask: "谁跟你要手续费你就报警" wants no fee."""
        self._refused = [found.span() for found in _REFUSED.finditer(text)] if self._spans else []

    def cancel(self, start: int) -> bool:
        """Whether what starts at an index is cancelled."""
        if start in self._near:
            return True
        if self._refused and any(low < start < high for low, high in self._refused):
            return True
        last = bisect_left(self._starts, start) - 1
        if last < 0:
            return False
        low, high = self._spans[last]
        return 0 <= start - high <= _NEGATION_REACH and self._reaches(low, high, start)

    def _reaches(self, low: int, high: int, start: int) -> bool:
        """Whether a negation reaches to a place not far behind it."""
        text = self._text
        if _CLAUSE_END.search(text, high, start):
            return False
        clause = text[max(0, low - _NEGATION_REACH) : low]
        opened = max((found.end() for found in _CLAUSE_END.finditer(clause)), default=0)
        if _CONDITION.search(clause, opened):
            return False
        consequence = _AFTER_NEVER if _NEVER.match(text, low) else _CONSEQUENCE
        return not consequence.search(text, high + 2, start)


def _after_near_negations(text: str) -> Iterator[int]:
    """Where what a negation right before it cancels would start."""
    for found in _NEAR_NEGATION.finditer(text):
        end = found.end()
        yield end
        if text[end : end + 1] in _AFTER_NEGATION:
            yield end + 1


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


def _folded(raw: str) -> tuple[str, str]:
    """Head and tail of a phrase as they are looked for."""
    if raw.isalnum():
        return fold_phrase(raw), ""
    head, _, tail = raw.rstrip("*").partition(GAP)
    return fold_phrase(head), tail and fold_phrase(tail)


def _rest(rest: Steps, *, is_open: bool) -> str:
    """A pattern for the part of a phrase that is not spelled out."""
    source = ""
    for step in rest:
        source += "(?:" + "|".join(map(_piece, sorted(step, key=len, reverse=True))) + ")"
    return source if is_open else source + r"(?:(?<![a-z0-9])|(?![a-z0-9]))"


def _piece(piece: str) -> str:
    """A pattern for one piece of a phrase; between words one space, or a gap."""
    before, gap, behind = piece.partition(GAP)
    words = [
        " ?".join(re.escape(fold_phrase(w)) if w else "" for w in part.split(" "))
        for part in (before, behind)
    ]
    if not gap:
        return words[0]
    reach = _LATIN_GAP if behind[:1].isascii() and behind[:1] else _HAN_GAP
    return f"{words[0]}[^。!?;\n【】]{{0,{reach}}}?{words[1]}"


def _is_word(character: str) -> bool:
    return character in _WORD_CHARACTERS


def _verify(phrase: _Phrase, text: str, start: int, end: int) -> int:
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
