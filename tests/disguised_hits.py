"""Every hit of every rule under every disguise: which of them still fire, and where.

Laid over the whole text a disguise hides the words around the evidence, too;
laid over the evidence alone it stands out less. Both are tried.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from disguises import DISGUISES, Disguise, Disguised
from summons_check import Checker, default_pack
from summons_check.models import Finding, Span
from summons_check.pack_schema import Hit, Rule

LOSSES = Path(__file__).parent / "data" / "disguise_losses.tsv"
"""Known losses: the hits that do not fire, or quote other words."""
SUMMARY = Path(__file__).parent / "data" / "disguises.tsv"
"""How many hits each disguise changes, and how many of them are lost."""

Where = Literal["text", "evidence"]
WHERE: tuple[Where, ...] = ("text", "evidence")


class Case(NamedTuple):
    """A hit of a rule under a disguise."""

    rule: Rule
    number: int
    """Which hit of the rule it is, from 0."""
    disguise: Disguise
    where: Where

    @property
    def hit(self) -> Hit:
        """The example."""
        return self.rule.hit[self.number]

    @property
    def key(self) -> str:
        """What names it in the table of losses."""
        return "\t".join([self.rule.id, str(self.number), self.disguise.name, self.where])


def cases(share: int = 1) -> Iterator[Case]:
    """The cases, or one of so many of them: other hits of a rule for other disguises."""
    hits = [
        (rule, number)
        for rule in default_pack().rules
        for number, hit in enumerate(rule.hit)
        if not hit.known_failure
    ]
    for place, (rule, number) in enumerate(hits):
        for turn, disguise in enumerate(DISGUISES.values()):
            for other, where in enumerate(WHERE):
                is_taken = (place + 2 * turn + other) % share == 0
                if is_taken and disguise.applies(rule.hit[number].text):
                    yield Case(rule, number, disguise, where)


def known_losses() -> dict[str, str]:
    """Case to how it is lost, as the table on the disk has it."""
    rows = LOSSES.read_text(encoding="utf-8").splitlines()[1:]
    return dict(row.rsplit("\t", 1) for row in rows)


def loss(case: Case) -> str | None:
    """How a case is lost: "" if it is not, None if the disguise changes nothing in the evidence.

    Returns:
        `passed over`: not even taken for a legal text. `silent`: the rule does not fire.
        `elsewhere`: it fires for other words. `in part`: it quotes some of its words.

    """
    start, end = _evidence(case.rule.id, case.number)
    text = case.hit.text
    typed = _lay(case, start, end)
    places = typed.places(start, end)
    if "".join(typed.text[place] for place in places) == text[start:end]:
        return None
    finding, is_read = _finding(case.rule, case.hit, typed.text)
    if finding is None:
        return "silent" if is_read else "passed over"
    covered = {typed.origins[place] for span in finding.spans for place in _places(span)}
    wanted = {typed.origins[place] for place in places if text[typed.origins[place]].isalnum()}
    if wanted <= covered:
        return ""
    return "in part" if wanted & covered else "elsewhere"


def _lay(case: Case, start: int, end: int) -> Disguised:
    text = case.hit.text
    if case.where == "text":
        return case.disguise(text)
    inner = case.disguise(text[start:end])
    origins = [start + origin for origin in inner.origins]
    return Disguised(
        text[:start] + inner.text + text[end:],
        [*range(start), *origins, *range(end, len(text))],
    )


def _places(span: Span) -> range:
    return range(span.start, span.end)


@cache
def _checker() -> Checker:
    return Checker()


@cache
def _evidence(rule_id: str, number: int) -> tuple[int, int]:
    """Where the quoted words of a hit stand in its plain text."""
    rule = next(rule for rule in default_pack().rules if rule.id == rule_id)
    hit = rule.hit[number]
    finding, _ = _finding(rule, hit, hit.text)
    assert finding is not None, "the plain hit does not fire; see test_rules.py"
    span = finding.spans[finding.quotes.index(hit.quote)]
    return span.start, span.end


def _finding(rule: Rule, hit: Hit, text: str) -> tuple[Finding | None, bool]:
    """The finding of a rule, and whether the text was taken for a legal one."""
    report = _checker().check(
        text,
        sender=hit.sender,
        channel=hit.channel,
        received=hit.received,
        jurisdiction=hit.jurisdiction or default_pack().laws.get(rule.id.partition(".")[0]),
    )
    found = next((each for each in report.findings if each.rule_id == rule.id), None)
    return found, bool(report.findings)
