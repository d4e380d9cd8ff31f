"""The hits and misses of rules, tried: each is a test of its rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from summons_check.checker import Checker
from summons_check.models import Finding
from summons_check.pack_draft import pack_of
from summons_check.pack_schema import Example, Hit, Miss, Rule

Fault = Literal["", "silent", "other-words", "fires", "passes-by-now"]
"""Why an example fails: a hit is silent or quotes other words, a miss fires, and one that was
known to fail does not any more."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One example of a rule, tried."""

    rule: Rule
    kind: Literal["hit", "miss"]
    number: int
    """Its place among the examples of its kind, from 0."""
    example: Hit | Miss
    quotes: tuple[str, ...] | None
    """What the finding quotes; None: the rule did not fire."""
    fault: Fault

    @property
    def passed(self) -> bool:
        """Whether it does what its author says; one that is known to fail, fails."""
        return not self.fault

    @property
    def key(self) -> str:
        """Where it stands in its file."""
        return f"{self.kind}.{self.number}"

    @property
    def what(self) -> str:
        """What is wrong, one sentence; empty if nothing is."""
        if isinstance(self.example, Miss):
            said = self.example.why
        else:
            said = f"its evidence is {_listed(self.quotes or ())}, not {self.example.quote!r}"
        return {
            "": "",
            "silent": "the rule does not fire",
            "other-words": said,
            "fires": f"the rule fires on {_listed(self.quotes or ())}",
            "passes-by-now": "it does what it should by now; take `known_failure` out",
        }[self.fault]


def try_examples(rules: Iterable[Rule], checker: Checker) -> Iterator[Trial]:
    """Try every hit and every miss of some rules.

    Args:
        rules: Rules of the checker's pack.
        checker: Holds examples against its rules, under the law of the pack of each rule unless an
            example says another.

    Yields:
        The examples in the order of the rules, hits first.

    """
    for rule in rules:
        for number, hit in enumerate(rule.hit):
            yield _tried(rule, "hit", number, hit, checker)
        for number, miss in enumerate(rule.miss):
            yield _tried(rule, "miss", number, miss, checker)


def _tried(
    rule: Rule, kind: Literal["hit", "miss"], number: int, example: Hit | Miss, checker: Checker
) -> Trial:
    found = finding_on(rule, example, checker)
    quotes = found.quotes if found else None
    fault: Fault
    if isinstance(example, Hit):
        fault = "silent" if quotes is None else "" if example.quote in quotes else "other-words"
    else:
        fault = "" if quotes is None else "fires"
    if example.known_failure:
        fault = "" if fault else "passes-by-now"
    return Trial(rule, kind, number, example, quotes, fault)


def finding_on(rule: Rule, example: Example, checker: Checker) -> Finding | None:
    """The finding of a rule on an example; None if it stays silent."""
    report = checker.check(
        example.text,
        sender=example.sender,
        channel=example.channel,
        received=example.received,
        jurisdiction=law_of(rule, example, checker),
    )
    return next((each for each in report.findings if each.rule_id == rule.id), None)


def law_of(rule: Rule, example: Example, checker: Checker) -> str | None:
    """The law that an example is held against: its own, else that of the rule's pack."""
    return example.jurisdiction or checker.rules.laws.get(pack_of(rule.path))


def _listed(quotes: tuple[str, ...]) -> str:
    return ", ".join(map(repr, quotes)) or "no words of the text"
