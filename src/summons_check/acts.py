"""Speaker × act: who is said to use which document or power, and may it?

The article behind this library says it in one line: a collector cannot issue
an arrest warrant. So each document or power that a message names is given its
actor, read from the clause, and held against the authority table.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping

import regex

from summons_check.folding import Folded
from summons_check.models import STATE_ROLES, Role
from summons_check.rulepack import Authority
from summons_check.speaker import PRIVATE_ROLES, Voice
from summons_check.vocabulary import Mention, Mentions

POWER = "power."
MANNERS = ("usurped", "requested", "reported", "unattributed", "official")
"""How a document or power can be used: unlawfully by the speaker or a named
party, asked of its holder, said of its holder, by nobody named, lawfully."""

_REACH = 60
"""Characters before a document or power in which its actor is looked for."""
_ACTORS = {
    "actor.court": Role.COURT,
    "actor.police": Role.POLICE,
    "actor.procuratorate": Role.PROCURATORATE,
    "actor.arbitration": Role.ARBITRATION,
    "actor.notary": Role.NOTARY,
    "actor.mediator": Role.MEDIATOR,
    "actor.private": Role.COLLECTOR,
}
_SELVES = (
    "self.company",
    "self.bank",
    "self.law_firm",
    "self.court",
    "self.police",
    "self.arbitration",
    "self.notary",
)
_CLAUSE_END = regex.compile(r"[,。;!?\n]")
_APPLICATION = regex.compile(r".{0,3}?(?:的?申请|申請|application)")
_OTHERS = regex.compile(r"贵(?:司|方|行|处|店|公司)|对方|您方|你方|擅自|单方|非法")
"""A reproach: it is the reader, or a third party, who did it."""
_MAY = regex.compile(r"可能|有可能|或将|依法|\b(?:may|might|could)\b")


def find_acts(
    folded: Folded, mentions: Mentions, voice: Voice, authority: Mapping[str, Authority]
) -> Mentions:
    """Say of each document or power who uses it and whether it may.

    Returns:
        Mentions of ``usurped.E``, ``requested.E``, ``reported.E``,
        ``unattributed.E`` and ``official.E`` for every E of the authority
        table that occurs.

    """
    acts: Mentions = {}
    actors = _actors(mentions, voice)
    requests = sorted(mentions.get("act.request", []))
    verbs = sorted([*mentions.get("act.issue", []), *mentions.get("act.execute", [])])
    for name, found in mentions.items():
        if not name.startswith(POWER):
            continue
        power = name.removeprefix(POWER)
        if power not in authority:
            continue
        issuers = authority[power].issuers
        manners = {
            mention: _manner(folded, mention, actors, requests, verbs, voice, issuers)
            for mention in found
        }
        # Who has asked a court for it may go on to speak of it without naming the court again.
        asked = not {"requested", "reported"}.isdisjoint(manners.values())
        for mention, manner in manners.items():
            if manner == "assumed":
                manner = "reported" if asked else "usurped"
            acts.setdefault(f"{manner}.{power}", []).append(mention)
    return acts


def _actors(mentions: Mentions, voice: Voice) -> list[tuple[Mention, Role, bool]]:
    """Everybody named who can act: where, which role, whether it is the speaker."""
    actors = [
        (mention, role, False) for name, role in _ACTORS.items() for mention in mentions.get(name, ())
    ]
    own = voice.role if voice.role is not Role.UNKNOWN else Role.LENDER
    for name in _SELVES:
        private = name in {"self.company", "self.bank", "self.law_firm"}
        role = Role.LENDER if private and own in STATE_ROLES else own
        actors += [(mention, role, True) for mention in mentions.get(name, ())]
    return sorted(actors, key=lambda actor: (actor[0], actor[2]))


def _manner(
    folded: Folded,
    mention: Mention,
    actors: list[tuple[Mention, Role, bool]],
    requests: list[Mention],
    verbs: list[Mention],
    voice: Voice,
    issuers: tuple[Role, ...],
) -> str:
    text = folded.text
    sentence = folded.sentence_starts[folded.sentence_at(mention.start)]
    low = max(sentence, mention.start - _REACH)
    clause = _clause_start(text, low, mention.start)
    if _APPLICATION.match(text, mention.end, mention.end + 6) or _any_between(
        requests, clause, mention.start
    ):
        return "official" if voice.role in issuers and voice.role in STATE_ROLES else "requested"
    first = bisect_left(actors, low, key=_place)
    last = bisect_left(actors, mention.end, key=_place)
    near = [actor for actor in actors[first:last] if actor[0].end <= mention.end]
    here = [actor for actor in near if actor[0].start >= clause]
    if here or near:
        _, role, is_speaker = (here or near)[-1]
        if is_speaker:
            return "official" if role in issuers else "usurped"
        if role in issuers:
            return "official" if voice.role is role else "reported"
        if role in STATE_ROLES:
            return "usurped"
        if here and role in PRIVATE_ROLES and voice.role not in STATE_ROLES:
            return "usurped"
    if voice.role in issuers:
        return "official"
    if voice.role in PRIVATE_ROLES and not _MAY.search(text, clause, mention.start):
        end = _CLAUSE_END.search(text, mention.end, mention.end + _REACH)
        stop = end.start() if end else min(len(text), mention.end + _REACH)
        if _any_between(verbs, clause, stop):
            return "requested" if _OTHERS.search(text, clause, mention.start) else "assumed"
    return "unattributed"


def _place(actor: tuple[Mention, Role, bool]) -> int:
    return actor[0].start


def _any_between(mentions: list[Mention], low: int, high: int) -> bool:
    """Whether any of some mentions, in order, lies between two places."""
    first = bisect_left(mentions, (low, 0))
    return any(
        mention.end <= high
        for mention in mentions[first : bisect_left(mentions, (high, 0), first)]
    )


def _clause_start(text: str, low: int, high: int) -> int:
    start = low
    for found in _CLAUSE_END.finditer(text, low, high):
        start = found.end()
    return start
