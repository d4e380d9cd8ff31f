"""What a client gets, besides reports: models of rules, batches and the server's health."""

from __future__ import annotations

from typing import Literal

from summons_check.checker import Checker
from summons_check.models import Certainty, Frozen, PackInfo, Severity, Source, Text
from summons_check.pack_schema import Hit, Match, Miss
from summons_check.report import Report
from summons_check.rulepack import EVERYWHERE, default_pack, default_rulebook
from summons_check.workshop.rule_view import row_of


class BatchReports(Frozen):
    """The reports on a batch, in the order of its messages."""

    reports: tuple[Report, ...]


class Health(Frozen):
    """That the server answers, and what it is."""

    status: Literal["ok"] = "ok"
    version: str
    """Of the library."""
    rule_pack: PackInfo
    """The rules that every message is held against."""


class RuleRow(Frozen):
    """What a list tells of a rule."""

    id: str
    version: int
    maturity: Literal["stable", "experimental"]
    pack: str
    family: str
    severity: Severity
    points: int
    """Before the cap of the family."""
    certainty: Certainty
    title: Text
    """Completes the sentence "This message ..."."""
    file: str
    """Relative to the folder that holds the packs."""


class RuleList(Frozen):
    """The rules, in the order of their ids."""

    rules: tuple[RuleRow, ...]


class RuleCard(RuleRow):
    """All that there is to say of a rule."""

    aliases: tuple[str, ...]
    """Ids that it had before."""
    family_cap: int
    """Most points that the rules of its family add up to."""
    holds_in: tuple[str, ...]
    """Jurisdictions; "*" for all."""
    why: Text
    sources: tuple[Source, ...]
    match: tuple[Match, ...]
    """Any one of them is enough."""
    hit: tuple[Hit, ...]
    """Messages that it flags."""
    miss: tuple[Miss, ...]
    """Messages that it spares."""


class Catalogue:
    """The rules of a checker, with those of laws that it reads when it first needs them."""

    def __init__(self, checker: Checker) -> None:
        is_default = checker.rules is default_rulebook().base
        self._pack = pack = default_pack() if is_default else checker.rules
        self._holds_in = pack.holds_in
        self._by_id = {name: rule for rule in pack.rules for name in (*rule.aliases, rule.id)}

    def rows(self) -> RuleList:
        """All of them."""
        rows = [RuleRow.model_validate(row_of(rule)) for rule in self._pack.rules]
        return RuleList(rules=tuple(rows))

    def card(self, rule_id: str) -> RuleCard | None:
        """One of them, also by an id that it had before; None if there is none."""
        if rule_id not in self._by_id:
            return None
        rule = self._by_id[rule_id]
        values = {
            **row_of(rule),
            "aliases": rule.aliases,
            "family_cap": self._pack.families[rule.family],
            "holds_in": tuple(sorted(self._holds_in.get(rule.id, {EVERYWHERE}))),
            "why": rule.why,
            "sources": tuple(self._pack.sources[key] for key in rule.sources),
            "match": rule.match,
            "hit": rule.hit,
            "miss": rule.miss,
        }
        return RuleCard.model_validate(values)
