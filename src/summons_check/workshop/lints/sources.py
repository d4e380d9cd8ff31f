"""What rules rest on."""

from __future__ import annotations

from collections.abc import Iterator

from summons_check.models import Certainty, Severity
from summons_check.workshop.bench import Bench
from summons_check.workshop.lints.model import Lint, Mark

DECISIVE_LEAD = Lint(
    "decisive-lead",
    "warning",
    "a decisive rule that cites a source of certainty C or D beside a better one",
)
LINTS = (DECISIVE_LEAD,)

_UNVERIFIED = frozenset({Certainty.LEAD, Certainty.BACKGROUND})


def leads(bench: Bench) -> Iterator[Mark]:
    """Sources that do not bear what a decisive rule says."""
    sources = bench.pack.sources
    for rule in bench.rules:
        if rule.severity is not Severity.DECISIVE:
            continue
        for number, key in enumerate(rule.sources):
            if (certainty := sources[key].certainty) in _UNVERIFIED:
                message = f"{key!r} is of certainty {certainty}; verify it or cite another"
                yield DECISIVE_LEAD.at(bench, rule.path, f"sources.{number}", message)
