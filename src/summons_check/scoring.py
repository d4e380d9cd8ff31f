"""From rules that fired to findings with points.

A rule counts once. What the rules of one family add up to is cut at the
family's cap, so that one threat said five ways does not count five times: the
rule with most points counts first, and a rule for which nothing is left
counts 1, so that it stays visible as a flag.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from summons_check.folding import Folded
from summons_check.languages import in_lang
from summons_check.matching import Fired
from summons_check.models import Finding, Kind, Lang, Severity, Source, Wording, trusted
from summons_check.rulepack import Rule

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

    """

    def __init__(self, families: Mapping[str, int], sources: Mapping[str, Source]) -> None:
        self._families = families
        self._sources = sources
        self._said: dict[tuple[str, Lang], dict[str, Any]] = {}

    def score(self, fired: Iterable[Fired], folded: Folded, lang: Lang) -> tuple[Finding, ...]:
        """Make findings of the rules that fired.

        Args:
            fired: The rules, each with its evidence.
            folded: The message, to find the evidence in the original.
            lang: Language of the report.

        Returns:
            Findings, the heaviest red flags first.

        """
        left = dict(self._families)
        findings = []
        for item in sorted(fired, key=_weight):
            rule = item.rule
            points = _cut(rule.points, left[rule.family])
            left[rule.family] -= abs(points)
            spans = tuple([folded.span(*mention) for mention in item.evidence])
            values = self._say(rule, lang).copy()
            values["points"] = points
            values["spans"] = spans
            values["quotes"] = tuple(map(folded.words, spans))
            findings.append(trusted(Finding, values))
        return tuple(findings)

    def _say(self, rule: Rule, lang: Lang) -> dict[str, Any]:
        """Every field of a finding in its place; what depends on the message is still empty."""
        key = (rule.id, lang)
        if key not in self._said:
            self._said[key] = {
                "rule_id": rule.id,
                "family": rule.family,
                "title": in_lang(rule.title, lang),
                "explanation": in_lang(rule.why, lang),
                "wording": Wording(title=rule.title, explanation=rule.why),
                "kind": _KINDS[rule.severity],
                "severity": rule.severity,
                "points": 0,
                "spans": (),
                "quotes": (),
                "sources": tuple(self._sources[name] for name in rule.sources),
            }
        return self._said[key]


def _weight(item: Fired) -> tuple[int, int, str]:
    return (_ORDER[item.rule.severity], -abs(item.rule.points), item.rule.id)


def _cut(points: int, left: int) -> int:
    if points == 0:
        return 0
    size = max(1, min(abs(points), left))
    return size if points > 0 else -size
