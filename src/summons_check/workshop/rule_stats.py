"""What rules do in a corpus: how often each fires, on what, and which verdicts hang on it alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from summons_check.folding import Folded
from summons_check.matching import Fired
from summons_check.models import Finding, Verdict, verdict_of
from summons_check.pack_schema import Rule
from summons_check.report import Report
from summons_check.scoring import Scorer
from summons_check.vocabulary import Mention
from summons_check.workshop.bench import Bench
from summons_check.workshop.corpus import Entry, check_entry

_ALARMS = (Verdict.LIKELY_FAKE, Verdict.SUSPICIOUS)


@dataclass(slots=True)
class RuleStats:
    """What one rule did."""

    rule: Rule
    hits: int = 0
    """Messages on which it fired."""
    labels: Counter[str] = field(default_factory=Counter)
    """The same by the label of the message."""
    decided: Counter[Verdict] = field(default_factory=Counter)
    """Alarms (`likely_fake`, `suspicious`) that would be a milder verdict without it."""


def rule_stats(bench: Bench, entries: Iterable[Entry]) -> list[RuleStats]:
    """Count what each rule does in some messages.

    Args:
        bench: The packs; rules of those that are worked on are counted.
        entries: The messages.

    Returns:
        One entry a rule, those that never fired too, the most frequent first.

    """
    stats = {rule.id: RuleStats(rule) for rule in bench.rules}
    judge = _Without(bench)
    for entry in entries:
        report = check_entry(bench.checker, entry)
        for finding in report.findings:
            if counted := stats.get(finding.rule_id):
                counted.hits += 1
                counted.labels[entry.label or "(none)"] += 1
                if report.verdict in _ALARMS and judge.verdict(report, finding, entry) != (
                    report.verdict
                ):
                    counted.decided[report.verdict] += 1
    return sorted(stats.values(), key=lambda each: (-each.hits, each.rule.id))


class _Without:
    """Judges reports again without one of their findings, by the same scoring."""

    def __init__(self, bench: Bench) -> None:
        pack = bench.pack
        self._rules = {rule.id: rule for rule in pack.rules}
        self._scorer = Scorer(pack.families, pack.sources, pack.adopted)

    def verdict(self, report: Report, left_out: Finding, entry: Entry) -> Verdict:
        """The verdict if one rule had stayed silent: others may count more then."""
        plain = Folded(entry.text, entry.text, None, [0])
        fired = [
            Fired(
                self._rules[finding.rule_id],
                tuple(Mention(span.start, span.end) for span in finding.spans),
            )
            for finding in report.findings
            if finding is not left_out
        ]
        return verdict_of(self._scorer.score(fired, plain, "en"))
