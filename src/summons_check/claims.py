"""What the message says, as data: speaker, documents and facts with their places."""

from __future__ import annotations

from collections.abc import Iterable

from summons_check.facts import Fact
from summons_check.folding import Folded
from summons_check.jurisdictions import UNKNOWN, Laws
from summons_check.models import Claim, Claims, Speaker, trusted
from summons_check.speaker import Voice
from summons_check.vocabulary import Mention, Mentions


def collect_claims(
    folded: Folded,
    acts: Mentions,
    voice: Voice,
    facts: Iterable[Fact],
    laws: Laws = UNKNOWN,
) -> Claims:
    """Collect the claims of a message, in the order of the text.

    Args:
        folded: The message.
        acts: Which documents and powers it speaks of, as `find_acts` tells.
        voice: Who speaks.
        facts: What it names that can be checked.
        laws: Under which law it may be.

    """
    items = [
        _claim(folded, fact.kind, fact.value, fact.detail, (fact.start, fact.end)) for fact in facts
    ]
    for name, found in acts.items():
        manner, _, power = name.partition(".")
        items += [_claim(folded, "document", power, manner, m) for m in _longest(found)]
    items += [
        _claim(folded, "jurisdiction", sign.law, sign.how, (sign.start, sign.end))
        for sign in laws.signs
    ]
    items.sort(key=lambda claim: (claim.span.start, claim.span.end, claim.kind, claim.value))
    return trusted(Claims, {"speaker": _speaker(folded, voice), "items": tuple(items)})


def _claim(folded: Folded, kind: str, value: str, detail: str, place: tuple[int, int]) -> Claim:
    span, quote = folded.show(place)
    values = {"kind": kind, "value": value, "detail": detail, "quote": quote, "span": span}
    return trusted(Claim, values)


def _longest(mentions: list[Mention]) -> list[Mention]:
    """Mentions without those that lie inside another: 逮捕令, not 逮捕 as well."""
    if len(mentions) == 1:
        return mentions
    kept: list[Mention] = []
    for mention in sorted(set(mentions), key=lambda m: (m.start, -m.end)):
        if not kept or mention.end > kept[-1].end:
            kept.append(mention)
    return kept


def _speaker(folded: Folded, voice: Voice) -> Speaker:
    span, evidence = (None, voice.evidence) if voice.at is None else folded.show(voice.at)
    return trusted(Speaker, {"role": voice.role, "evidence": evidence, "span": span})
