"""Speaker × act: who is said to use which document or power, and whether it may.

The article behind this library says it in one line: a collector cannot issue
an arrest warrant. So each document or power that a message names is given its
actor, read from the clause, and held against the authority table.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping

from summons_check.folding import Folded
from summons_check.models import STATE_ROLES, Role
from summons_check.pack_schema import Authority
from summons_check.patterns import pattern, plain_pattern
from summons_check.speaker import PRIVATE_ROLES, Voice
from summons_check.vocabulary import Mention, Mentions

POWER = "power."
MANNERS = ("usurped", "requested", "reported", "unattributed", "official")
"""How a document or power can be used: unlawfully by the speaker or a named
party, asked of its holder, said of its holder, by nobody named, lawfully."""

_ASSUMED = "assumed"
"""Used, it seems, by the speaker, though the clause names nobody."""
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
_CLAUSE_ENDS = ",。;!?\n"
_CLAUSE_END = plain_pattern(f"[{_CLAUSE_ENDS}]")
_LAST_CLAUSE_END = plain_pattern(rf"[\s\S]{{0,{_REACH}}}[{_CLAUSE_ENDS}]")
_APPLICATIONS = ("申请", "申請", "application", "申立", "申し立")
_APPLICATION = pattern(rf".{{0,3}}?(?:的?{'|'.join(_APPLICATIONS)})")
_OTHERS = plain_pattern(r"贵(?:司|方|行|处|店|公司)|对方|您方|你方|擅自|单方|非法")
"""A reproach: it is the reader, or a third party, who did it."""
_IF = pattern(r"(?:如果|若是|要是|假如|万一)(?:(?!将|就|则|我司|我们|本所|我行|我院).){0,60}+$")
"""Said of what may be found one day: 如果账户出现冻结."""
_YOURS = frozenset("你您贵")
"""Before a company: it is the reader's, and does nothing to him."""
_MAY = pattern(r"可能|有可能|或将|依法|\b(?:may|might|could)\b")


def find_acts(
    folded: Folded, mentions: Mentions, voice: Voice, authority: Mapping[str, Authority]
) -> Mentions:
    """Say of each document or power who uses it and whether it may.

    Returns:
        Mentions of ``usurped.E``, ``requested.E``, ``reported.E``,
        ``unattributed.E`` and ``official.E`` for every E of the authority
        table that occurs.

    """
    named = {power: found for power in authority if (found := mentions.get(POWER + power))}
    if not named:
        return {}
    clauses = _Clauses(folded, mentions, voice)
    acts: Mentions = {}
    for power, found in named.items():
        issuers = authority[power].issuers
        manners = {mention: clauses.manner(mention, issuers) for mention in found}
        # Who has asked a court for it may go on to speak of it without naming the court again.
        asked = not {"requested", "reported"}.isdisjoint(manners.values())
        settled = {_ASSUMED: "reported" if asked else "usurped"}
        for mention, manner in manners.items():
            acts.setdefault(f"{settled.get(manner, manner)}.{power}", []).append(mention)
    return acts


def _actors(text: str, mentions: Mentions, voice: Voice) -> list[tuple[Mention, Role, bool]]:
    """Everybody named who can act: where, which role, whether it is the speaker."""
    actors = [
        (mention, role, False)
        for name, role in _ACTORS.items()
        for mention in mentions.get(name, ())
        if text[mention.start - 1 : mention.start] not in _YOURS
    ]
    own = voice.role if voice.role is not Role.UNKNOWN else Role.LENDER
    for name in _SELVES:
        private = name in {"self.company", "self.bank", "self.law_firm"}
        role = Role.LENDER if private and own in STATE_ROLES else own
        actors += [(mention, role, True) for mention in mentions.get(name, ())]
    return sorted(actors, key=lambda actor: (actor[0], actor[2]))


class _Clauses:
    """The clauses of a message: who acts in them, and how."""

    def __init__(self, folded: Folded, mentions: Mentions, voice: Voice) -> None:
        self._folded = folded
        self._text = folded.text
        self._voice = voice
        self._actors = _actors(self._text, mentions, voice)
        self._starts = [actor[0].start for actor in self._actors]
        self._names_applications = any(word in folded.text for word in _APPLICATIONS)
        self._requests = sorted(mentions.get("act.request", []))
        self._verbs = sorted([*mentions.get("act.issue", []), *mentions.get("act.execute", [])])

    def manner(self, mention: Mention, issuers: tuple[Role, ...]) -> str:
        """How one document or power is used, given who lawfully may."""
        sentence = self._folded.sentence_starts[self._folded.sentence_at(mention.start)]
        low = max(sentence, mention.start - _REACH)
        clause = _clause_start(self._text, low, mention.start)
        if _IF.search(self._text, clause, mention.start):
            return "unattributed"
        if self._is_asked_for(mention, clause):
            is_own = self._voice.role in issuers and self._voice.role in STATE_ROLES
            return "official" if is_own else "requested"
        return self._by_actor(mention, low, clause, issuers) or self._by_speaker(
            mention, clause, issuers
        )

    def _is_asked_for(self, mention: Mention, clause: int) -> bool:
        is_application = self._names_applications and _APPLICATION.match(
            self._text, mention.end, mention.end + 6
        )
        return bool(is_application) or _any_between(self._requests, clause, mention.start)

    def _by_actor(
        self, mention: Mention, low: int, clause: int, issuers: tuple[Role, ...]
    ) -> str | None:
        """Judge by who is named nearest before the power, in its clause or its sentence."""
        first = bisect_left(self._starts, low)
        last = bisect_left(self._starts, mention.end)
        near = [actor for actor in self._actors[first:last] if actor[0].end <= mention.end]
        here = [actor for actor in near if actor[0].start >= clause]
        if not near:
            return None
        _, role, is_speaker = (here or near)[-1]
        if role in issuers:
            return "official" if is_speaker or self._voice.role is role else "reported"
        is_party = bool(here) and role in PRIVATE_ROLES and self._voice.role not in STATE_ROLES
        return "usurped" if is_speaker or role in STATE_ROLES or is_party else None

    def _by_speaker(self, mention: Mention, clause: int, issuers: tuple[Role, ...]) -> str:
        """Judge by who speaks, when the clause names nobody."""
        if self._voice.role in issuers:
            return "official"
        if self._voice.role not in PRIVATE_ROLES or _MAY.search(self._text, clause, mention.start):
            return "unattributed"
        end = _CLAUSE_END.search(self._text, mention.end, mention.end + _REACH)
        stop = end.start() if end else min(len(self._text), mention.end + _REACH)
        if not _any_between(self._verbs, clause, stop):
            return "unattributed"
        return "requested" if _OTHERS.search(self._text, clause, mention.start) else _ASSUMED


def _any_between(mentions: list[Mention], low: int, high: int) -> bool:
    """Whether any of some mentions, in order, lies between two places."""
    first = bisect_left(mentions, (low, 0))
    return any(
        mention.end <= high for mention in mentions[first : bisect_left(mentions, (high, 0), first)]
    )


def _clause_start(text: str, low: int, high: int) -> int:
    last = _LAST_CLAUSE_END.match(text, low, high)
    return last.end() if last else low
