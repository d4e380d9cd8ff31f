"""From rules that fired to findings with points.

A rule counts once. What the rules of one family add up to is cut at the
family's cap, so that one threat said five ways does not count five times: the
rule with most points counts first, and a rule for which nothing is left
counts 1, so that it stays visible as a flag.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from summons_check.folding import Folded
from summons_check.matching import Fired
from summons_check.models import Finding, Kind, Severity, Source, Text, trusted

_KINDS = {
    Severity.DECISIVE: Kind.RED_FLAG,
    Severity.STRONG: Kind.RED_FLAG,
    Severity.WEAK: Kind.RED_FLAG,
    Severity.MITIGATING: Kind.CORROBORATION,
    Severity.NOTICE: Kind.NOTICE,
}

_ORDER = {severity: place for place, severity in enumerate(_KINDS)}


def score_findings(
    fired: list[Fired],
    folded: Folded,
    families: Mapping[str, int],
    sources: Mapping[str, Source],
    say: Callable[[Text], str],
) -> tuple[Finding, ...]:
    """Give each rule that fired its points.

    Args:
        fired: The rules, each with its evidence.
        folded: The message, to find the evidence in the original.
        families: Most points, either way, for each family.
        sources: Source by key.
        say: Picks the language of the report.

    Returns:
        Findings, the heaviest red flags first.

    """
    left = dict(families)
    findings = []
    for item in sorted(fired, key=_weight):
        rule = item.rule
        points = _cut(rule.points, left[rule.family])
        left[rule.family] -= abs(points)
        spans = tuple(folded.span(*mention) for mention in item.evidence)
        values = {
            "rule_id": rule.id,
            "family": rule.family,
            "title": say(rule.title),
            "explanation": say(rule.why),
            "wording": rule.wording,
            "kind": _KINDS[rule.severity],
            "severity": rule.severity,
            "points": points,
            "spans": spans,
            "quotes": tuple(map(folded.words, spans)),
            "sources": tuple(sources[key] for key in rule.sources),
        }
        findings.append(trusted(Finding, values))
    return tuple(findings)


def _weight(item: Fired) -> tuple[int, int, str]:
    return (_ORDER[item.rule.severity], -abs(item.rule.points), item.rule.id)


def _cut(points: int, left: int) -> int:
    if points == 0:
        return 0
    size = max(1, min(abs(points), left))
    return size if points > 0 else -size
