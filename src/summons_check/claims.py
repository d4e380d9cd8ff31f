"""What the message says, as data: speaker, documents and facts with their places."""

from __future__ import annotations

from collections.abc import Iterable

from summons_check.acts import MANNERS
from summons_check.facts import Fact
from summons_check.folding import Folded
from summons_check.models import Claim, Claims, Speaker, trusted
from summons_check.speaker import Voice
from summons_check.vocabulary import Mention, Mentions


def collect_claims(
    folded: Folded,
    mentions: Mentions,
    voice: Voice,
    facts: Iterable[Fact],
) -> Claims:
    """Collect the claims of a message, in the order of the text."""
    items = [
        _claim(folded, fact.kind, fact.value, fact.detail, Mention(fact.start, fact.end))
        for fact in facts
    ]
    for name, found in mentions.items():
        manner, _, power = name.partition(".")
        if manner in MANNERS:
            items += [_claim(folded, "document", power, manner, m) for m in _longest(found)]
    items.sort(key=lambda claim: (claim.span.start, claim.span.end, claim.kind, claim.value))
    return trusted(Claims, {"speaker": _speaker(folded, voice), "items": tuple(items)})


def _claim(folded: Folded, kind: str, value: str, detail: str, mention: Mention) -> Claim:
    span = folded.span(*mention)
    return trusted(
        Claim,
        {
            "kind": kind,
            "value": value,
            "detail": detail,
            "quote": folded.words(span),
            "span": span,
        },
    )


def _longest(mentions: Iterable[Mention]) -> list[Mention]:
    """Mentions without those that lie inside another: 逮捕令, not 逮捕 as well."""
    kept: list[Mention] = []
    for mention in sorted(set(mentions), key=lambda m: (m.start, -m.end)):
        if not kept or mention.end > kept[-1].end:
            kept.append(mention)
    return kept


def _speaker(folded: Folded, voice: Voice) -> Speaker:
    span = None if voice.at is None else folded.span(*voice.at)
    evidence = voice.evidence if span is None else folded.words(span)
    return trusted(Speaker, {"role": voice.role, "evidence": evidence, "span": span})
