"""Demands on the reader that a frame cannot cover.

Who warns of fraud does not ask to be paid, called on a private number or
added on WeChat in the same breath, nor threaten the reader with his own case.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache

from summons_check.folding import Folded
from summons_check.frames.view import FIRST_PERSON, QUOTED, READER, View, blanked
from summons_check.frames.warning_parts import speaks_of_others, tells_of_scams
from summons_check.patterns import pattern, plain_pattern
from summons_check.vocabulary import Mention, Mentions

_DEMANDS = (
    "payee.person",
    "link.lookalike",
    "link.shortener",
    "link.executable",
    "phone.virtual",
    "demand.add_contact",
    "payment.cash_pickup",
    "posing.pocket",
)
AT_STAKE = (
    "power.",
    "usurped.",
    "justice.",
    "officer.",
    "payment.",
    "odd.",
    "secrecy.",
    "remote.",
    "debt.",
    "legal.",
    "amount",
    "demand.",
    "invented.",
    "courtless.",
    "criminal.",
    "collection.",
    "people.",
    "visit.",
    "bargain.",
    "channel.",
)
"""What makes words to the reader a matter of his own."""
FEARED = (
    "power.",
    "status.",
    "visit.",
    "invented.",
    "justice.",
    "officer.",
    "criminal.",
    "court.",
    "secrecy.",
    "payment.odd",
)
"""What callers frighten people with."""
_MONEY = ("payment.", "demand.transfer", "amount", "sum.spoken")
_HASTE = ("deadline.hours", "deadline.today", "pressure.now", "bargain.undo", "payment.cancel")
"""Money and haste in one sentence are an order, though it says no "you"."""
_SENTENCE = pattern(r"[^.!?;\n]+[.!?;\n]?")
_TIMED = ("deadline.hours", "deadline.today")
_ORDERS = ("demand.pay", "demand.transfer", "demand.scan", "demand.call", "demand.click")
_PURSES = ("payment.safe_account", "payee.person", "account")
_MOVES = ("demand.pay", "demand.transfer")
_PAST = plain_pattern(r"\b(?:was|were|had)\b")
"""A tale: "a bonded courier was on his way" asks nothing of the reader."""
_TOLD_BEFORE = 40
_TOLD_AFTER = 30
"""Characters around a demand in which a cue says that it is somebody else's."""
_LATIN_REACH = 3
"""How many times as many characters English takes."""


def threatens(view: View, cues: Sequence[Mention], kinds: tuple[str, ...] = AT_STAKE) -> bool:
    """Whether a sentence outside quotes threatens the reader, or orders him to pay."""
    at_stake = view.starts(kinds)
    money, haste, odd = view.starts(_MONEY), view.starts(_HASTE), view.starts(("payment.odd",))
    starts = sorted(cue.start for cue in cues)
    told = blanked(view.text, [quote.span() for quote in QUOTED.finditer(view.text)])
    for sentence in _SENTENCE.finditer(told):
        low, high = sentence.span()

        def has(places: list[int], low: int = low, high: int = high) -> bool:
            return bisect_left(places, high) > bisect_left(places, low)

        to_reader = has(at_stake) and READER.search(told, low, high)
        to_me = has(odd) and FIRST_PERSON.search(told, low, high)
        is_order = has(money) and (has(haste) or to_me) and not has(starts)
        if (to_reader or is_order) and not speaks_of_others(sentence.group()):
            return True
    return False


def has_live_demand(
    folded: Folded, mentions: Mentions, quoted: list[Mention], cues: list[Mention]
) -> bool:
    """Whether the reader is told to pay, call or click, not told of somebody who tells so."""
    starts = [cue.start for cue in cues]
    openings = [quote.start for quote in quoted]
    bounds = [*folded.sentence_starts, len(folded.text)]

    @cache  # a sentence may be as long as the text, and hold many demands
    def is_tale(sentence: int) -> bool:
        words = folded.text[bounds[sentence] : bounds[sentence + 1]]
        return bool(_PAST.search(words)) and not READER.search(words)

    def is_live(demand: Mention) -> bool:
        sentence = folded.sentence_at(demand.start)
        if is_tale(sentence):
            return False
        reach = _LATIN_REACH if folded.text[demand.start : demand.end].isascii() else 1
        near = slice(
            bisect_left(starts, demand.start - reach * _TOLD_BEFORE),
            bisect_right(starts, demand.end + reach * _TOLD_AFTER),
        )
        told = any(folded.sentence_at(start) == sentence for start in starts[near])
        before = bisect_right(openings, demand.start) - 1
        return not told and not (before >= 0 and demand.end <= quoted[before].end)

    def live(names: tuple[str, ...]) -> list[Mention]:
        return [m for name in names for m in mentions.get(name, ()) if is_live(m)]

    def sentences(names: tuple[str, ...]) -> set[int]:
        return {folded.sentence_at(mention.start) for mention in live(names)}

    return bool(live(_DEMANDS)) or not sentences(_TIMED).isdisjoint(sentences(_ORDERS))


def has_plain_demand(folded: Folded, mentions: Mentions, quoted: list[Mention]) -> bool:
    """Whether a sentence that warns of nothing tells the reader where to put the money."""

    def sentences(names: tuple[str, ...]) -> set[int]:
        return {folded.sentence_at(m.start) for name in names for m in mentions.get(name, ())}

    bounds = [*folded.sentence_starts, len(folded.text)]
    told = {folded.sentence_at(quote.start) for quote in quoted}
    return any(
        not tells_of_scams(folded.text[bounds[each] : bounds[each + 1]])
        for each in (sentences(_PURSES) & sentences(_MOVES)) - told
    )
