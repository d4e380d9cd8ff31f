"""From rules that fired to findings with points.

A rule counts once. The rule with most points counts first; one whose words
all stand in the evidence of heavier flags counts half. What the rules of one
family add up to is cut at the family's cap, so that one threat said five ways
does not count five times. A flag for which nothing is left counts 1, so that
it stays visible.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

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

_AS_IS = Adoption()
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
        self._laws = adopted.keys() | {source.law for source in sources.values()}
        self._said: dict[tuple[str, Lang, str], _Said] = {}

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
        said = [(self._say(rule, lang, law), evidence) for rule, evidence in fired]
        said.sort(key=_weight)
        for (_, family, most, same), evidence in said:
            worth = most // 2 if most > 0 and _is_told(evidence, told) else most
            points = _cut(worth, left[family])
            left[family] -= abs(points)
            spans, quotes = zip(*map(folded.show, evidence), strict=True) if evidence else ((), ())
            values = {**same, "points": points, "spans": spans, "quotes": quotes}
            findings.append(trusted(Finding, values))
        return tuple(findings)

    def _say(self, rule: Rule, lang: Lang, law: str) -> _Said:
        law = law if law in self._laws else ""  # callers may name any number of others
        key = (rule.id, lang, law)
        said = self._said.get(key)
        if said is None:
            said = self._said[key] = _Said(
                (_ORDER[rule.severity], -abs(rule.points), rule.id),
                rule.family,
                rule.points,
                self._values(rule, lang, law),
            )
        return said

    def _values(self, rule: Rule, lang: Lang, law: str) -> dict[str, Any]:
        """Every field of a finding in its place; what depends on the message is still empty."""
        adoption = self._adopted.get(law, {}).get(rule.id, _AS_IS)
        title, why = adoption.title or rule.title, adoption.why or rule.why
        return {
            "rule_id": rule.id,
            "family": rule.family,
            "title": in_lang(title, lang),
            "explanation": in_lang(why, lang),
            "wording": Wording(title=title, explanation=why),
            "kind": _KINDS[rule.severity],
            "severity": rule.severity,
            "points": 0,
            "spans": (),
            "quotes": (),
            "sources": self._cited(adoption.sources or rule.sources, law),
        }

    def _cited(self, names: Iterable[str], law: str) -> tuple[Source, ...]:
        """The sources, without those of other laws if any is left."""
        cited = [self._sources[name] for name in names]
        own = [source for source in cited if source.law in {"", law}]
        return tuple(own or cited)


class _Said(NamedTuple):
    """What a rule says in a language, whatever the message."""

    weight: tuple[int, int, str]
    """The heaviest rules come first."""
    family: str
    points: int
    values: dict[str, Any]


def _weight(said: tuple[_Said, tuple[Mention, ...]]) -> tuple[int, int, str]:
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
