"""From rules that fired to findings with points.

A rule counts once. The rule with most points counts first; one whose words
all stand in the evidence of heavier flags counts half. What the rules of one
family add up to is cut at the family's cap, so that one threat said five ways
does not count five times. A flag for which nothing is left counts 1, so that
it stays visible.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

from summons_check.folding import Folded
from summons_check.languages import in_lang
from summons_check.matching import Fired
from summons_check.models import Finding, Kind, Lang, Severity, Source, Wording, trusted
from summons_check.pack_schema import Adoption, Rule
from summons_check.vocabulary import Mention

_KINDS = {
    Severity.DECISIVE: Kind.RED_FLAG,
    Severity.STRONG: Kind.RED_FLAG,
    Severity.WEAK: Kind.RED_FLAG,
    Severity.MITIGATING: Kind.CORROBORATION,
    Severity.NOTICE: Kind.NOTICE,
}

_ORDER = {severity: place for place, severity in enumerate(_KINDS)}


class Scorer:
    """Gives rules that fired their points.

    Args:
        families: Most points, either way, for each family.
        sources: Source by key.
        adopted: By jurisdiction, what its law says to rules of other packs.

    """

    def __init__(
        self,
        families: Mapping[str, int],
        sources: Mapping[str, Source],
        adopted: Mapping[str, Mapping[str, Adoption]] = MappingProxyType({}),
    ) -> None:
        self._families = families
        self._sources = sources
        self._adopted = adopted
        self._said: dict[str, dict[str, _Said]] = {}
        """By the id of a rule, what it says under each law that it says something else under."""

    def score(
        self, fired: Iterable[Fired], folded: Folded, lang: Lang, law: str = ""
    ) -> tuple[Finding, ...]:
        """Make findings of the rules that fired.

        Args:
            fired: The rules, each with its evidence.
            folded: The message, to find the evidence in the original.
            lang: Language of the report.
            law: The jurisdiction, if it is known.

        Returns:
            Findings, the heaviest red flags first.

        """
        left = dict(self._families)
        told = bytearray(len(folded.text))
        findings = []
        said = [(self._say(rule, law), rule, evidence) for rule, evidence in fired]
        said.sort(key=_weight)
        for (_, kind, wording, sources), rule, evidence in said:
            most, family = rule.points, rule.family
            worth = most // 2 if most > 0 and _is_told(evidence, told) else most
            points = _cut(worth, left[family])
            left[family] -= abs(points)
            spans, quotes = zip(*map(folded.show, evidence), strict=True) if evidence else ((), ())
            values = {  # every field of a finding in its place
                "rule_id": rule.id,
                "family": family,
                "title": in_lang(wording.title, lang),
                "explanation": in_lang(wording.explanation, lang),
                "wording": wording,
                "kind": kind,
                "severity": rule.severity,
                "points": points,
                "spans": spans,
                "quotes": quotes,
                "sources": sources,
            }
            findings.append(trusted(Finding, values))
        return tuple(findings)

    def _say(self, rule: Rule, law: str) -> _Said:
        """What a rule says under a law; of those that it does not tell apart there may be any."""
        by_law = self._said.get(rule.id)
        if by_law is None:
            by_law = self._said[rule.id] = self._by_law(rule)
        return by_law.get(law) or by_law[""]

    def _by_law(self, rule: Rule) -> dict[str, _Said]:
        weight = _ORDER[rule.severity], -abs(rule.points), rule.id
        say = partial(_Said, weight, _KINDS[rule.severity])
        own = Wording(title=rule.title, explanation=rule.why)
        said = {"": say(own, self._cited(rule.sources, ""))}
        for law in sorted({source.law for source in self._of(rule.sources)} - {""}):
            said[law] = say(own, self._cited(rule.sources, law))
        for law, adopted in self._adopted.items():
            if adoption := adopted.get(rule.id):
                title, why = adoption.title or rule.title, adoption.why or rule.why
                is_own = title is rule.title and why is rule.why
                wording = own if is_own else Wording(title=title, explanation=why)
                said[law] = say(wording, self._cited(adoption.sources or rule.sources, law))
        return said

    def _cited(self, names: Iterable[str], law: str) -> tuple[Source, ...]:
        """The sources, without those of other laws if any is left."""
        cited = self._of(names)
        own = [source for source in cited if source.law in {"", law}]
        return tuple(own or cited)

    def _of(self, names: Iterable[str]) -> list[Source]:
        return [self._sources[name] for name in names]


class _Said(NamedTuple):
    """What a rule says, whatever the message."""

    weight: tuple[int, int, str]
    """The heaviest rules come first."""
    kind: Kind
    wording: Wording
    sources: tuple[Source, ...]


def _weight(said: tuple[_Said, Rule, tuple[Mention, ...]]) -> tuple[int, int, str]:
    return said[0].weight


def _is_told(evidence: tuple[Mention, ...], told: bytearray) -> bool:
    """Whether heavier flags have pointed at all of these words; now they are told."""
    again = bool(evidence) and all(0 not in told[start:end] for start, end in evidence)
    for start, end in evidence:
        told[start:end] = b"\1" * (end - start)
    return again


def _cut(points: int, left: int) -> int:
    if points == 0:
        return 0
    size = max(1, min(abs(points), left))
    return size if points > 0 else -size
