"""Two versions of the packs against each other: which rules differ, and which messages notice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from summons_check.models import Kind, Verdict
from summons_check.pack_schema import Rule
from summons_check.report import Report
from summons_check.workshop.bench import Bench
from summons_check.workshop.corpus import Entry, check_entry


@dataclass(frozen=True, slots=True)
class ChangedMessage:
    """A message of which the verdict, or the red flags, differ."""

    entry: Entry
    before: Verdict
    after: Verdict
    raised: tuple[str, ...]
    """Ids of rules that are a red flag only with the second packs."""
    dropped: tuple[str, ...]
    """Of those that are one only with the first."""


@dataclass(frozen=True, slots=True)
class PackDiff:
    """What differs between two folders of packs."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[tuple[str, tuple[str, ...]], ...]
    """Id of a rule, and the fields of it that differ."""
    count: int
    """Messages that were checked."""
    messages: tuple[ChangedMessage, ...]

    @property
    def directions(self) -> Counter[tuple[Verdict, Verdict]]:
        """How many messages went from one verdict to another."""
        return Counter(
            (each.before, each.after) for each in self.messages if each.before != each.after
        )


def diff_packs(first: Bench, second: Bench, entries: Iterable[Entry]) -> PackDiff:
    """Compare two folders of packs, rule by rule and on some messages.

    Args:
        first: The packs as they were.
        second: The packs as they are.
        entries: The messages.

    """
    before, after = _rules(first), _rules(second)
    entries = tuple(entries)
    compared = (
        _compared(entry, check_entry(first.checker, entry), check_entry(second.checker, entry))
        for entry in entries
    )
    fields = {
        name: _differing(before[name], after[name]) for name in sorted(before.keys() & after.keys())
    }
    return PackDiff(
        tuple(sorted(after.keys() - before.keys())),
        tuple(sorted(before.keys() - after.keys())),
        tuple((name, found) for name, found in fields.items() if found),
        len(entries),
        tuple(each for each in compared if each is not None),
    )


def _rules(bench: Bench) -> dict[str, Rule]:
    return {rule.id: rule for rule in bench.sound().rules}


def _differing(one: Rule, other: Rule) -> tuple[str, ...]:
    return tuple(name for name in Rule.model_fields if getattr(one, name) != getattr(other, name))


def _compared(entry: Entry, before: Report, after: Report) -> ChangedMessage | None:
    old, new = _flags(before), _flags(after)
    if before.verdict == after.verdict and old == new:
        return None
    return ChangedMessage(
        entry, before.verdict, after.verdict, tuple(sorted(new - old)), tuple(sorted(old - new))
    )


def _flags(report: Report) -> frozenset[str]:
    return frozenset(each.rule_id for each in report.findings if each.kind is Kind.RED_FLAG)
