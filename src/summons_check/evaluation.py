"""How well the verdicts fit labelled messages: figures with their uncertainty, and the misses.

Nothing here holds a message, unless its caller asks for the texts of the misses.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from summons_check.checker import Checker, default_checker
from summons_check.evaluation_model import (
    GROUPS,
    Alarm,
    Band,
    Detection,
    DisguiseFigures,
    Evaluation,
    Fault,
    FaultKind,
    Group,
    GroupName,
    LabelFigures,
    Miss,
    Outcome,
    Rate,
    RuleFigures,
    VerdictCounts,
    rate,
)
from summons_check.labelled import FLAGGED, Label, LabelledMessage
from summons_check.models import Finding, Frozen, Kind, Verdict, verdict_of
from summons_check.report import Report

BANDS = ((0, 0), (1, 9), (10, 24), (25, 39), (40, 59), (60, 79), (80, 100))
"""Bands of the score; they part at 25 and 60, where the verdict does."""

_FAULTS: Mapping[FaultKind, tuple[tuple[GroupName, Verdict], ...]] = {
    "missed": (
        ("unlawful", Verdict.NO_RED_FLAGS),
        ("unlawful", Verdict.NOT_APPLICABLE),
    ),
    "false_alarm": (
        ("genuine", Verdict.LIKELY_FAKE),
        ("genuine", Verdict.SUSPICIOUS),
        ("talk", Verdict.LIKELY_FAKE),
        ("talk", Verdict.SUSPICIOUS),
    ),
    "overlooked": (("genuine", Verdict.NOT_APPLICABLE),),
}
_ALARM = {Verdict.LIKELY_FAKE: 2, Verdict.SUSPICIOUS: 1}
_HARM: tuple[GroupName, ...] = ("genuine", "unlawful", "talk")
"""Of two misses as wide, whose is told first: a real summons that is thrown away costs most."""
_COLUMNS = ("lang", "jurisdiction", "channel")


def evaluate(
    messages: Iterable[LabelledMessage],
    checker: Checker | None = None,
    *,
    with_texts: bool = False,
) -> Evaluation:
    """Check labelled messages and count.

    A message is checked with its `sender`, `channel` and `received`; its law and language are
    for the library to find out.

    Args:
        messages: The messages; ids once each.
        checker: Whose verdicts are measured; that of `check` by default.
        with_texts: Whether misses hold the message.

    Returns:
        The figures. The same for the same messages and rules, in any process.

    """
    checker = checker or default_checker()
    checked = [_checked(message, checker) for message in messages]
    return Evaluation(
        rule_pack=checker.rules.info,
        n=len(checked),
        right=_right(checked),
        ideal=_ideal(checked),
        labels=tuple(_labels(checked)),
        detection=(
            _detection("flagged", FLAGGED, checked),
            _detection("likely_fake", frozenset({Verdict.LIKELY_FAKE}), checked),
        ),
        faults=tuple(_faults(checked)),
        calibration=tuple(_band(*band, checked) for band in BANDS),
        disguise=tuple(_disguise(checked)),
        groups=tuple(_groups(checked)),
        rules=tuple(_rules(checked)),
        misses=tuple(_misses(checked, with_texts=with_texts)),
        outcomes=tuple(_outcome(each) for each in checked),
    )


class _Hit(Frozen):
    """A finding, as far as figures need it."""

    rule_id: str
    kind: Kind
    decides: bool


class _Checked(Frozen):
    """A message and what the library said of it."""

    message: LabelledMessage
    verdict: Verdict
    score: int
    hits: tuple[_Hit, ...]
    is_disguised: bool

    @property
    def is_right(self) -> bool:
        return self.verdict in self.message.must

    @property
    def rules(self) -> tuple[str, ...]:
        return tuple(hit.rule_id for hit in self.hits)


def _checked(message: LabelledMessage, checker: Checker) -> _Checked:
    report: Report = checker.check(
        message.text, sender=message.sender, channel=message.channel, received=message.received
    )
    return _Checked(
        message=message,
        verdict=report.verdict,
        score=report.score,
        hits=tuple(_hit(finding, report) for finding in report.findings),
        is_disguised=bool(report.claims.of("disguise")),
    )


def _hit(finding: Finding, report: Report) -> _Hit:
    others = tuple(other for other in report.findings if other is not finding)
    return _Hit(
        rule_id=finding.rule_id,
        kind=finding.kind,
        decides=verdict_of(others) is not report.verdict,
    )


def _outcome(each: _Checked) -> Outcome:
    return Outcome(
        id=each.message.id,
        label=each.message.label,
        verdict=each.verdict,
        is_right=each.is_right,
        score=each.score,
        rules=each.rules,
    )


def _right(checked: Iterable[_Checked]) -> Rate:
    return _share(each.is_right for each in checked)


def _ideal(checked: Iterable[_Checked]) -> Rate:
    return _share(each.verdict is each.message.ideal for each in checked if each.message.ideal)


def _share(answers: Iterable[bool]) -> Rate:
    counted = Counter(answers)
    return rate(counted[True], counted.total())


def _counts(checked: Iterable[_Checked]) -> VerdictCounts:
    counted = Counter(each.verdict.value for each in checked)
    return VerdictCounts(**counted)


def _labels(checked: list[_Checked]) -> Iterator[LabelFigures]:
    for label in Label:
        of_it = [each for each in checked if each.message.label is label]
        if of_it:
            yield LabelFigures(
                label=label, verdicts=_counts(of_it), right=_right(of_it), ideal=_ideal(of_it)
            )


def _detection(alarm: Alarm, verdicts: frozenset[Verdict], checked: list[_Checked]) -> Detection:
    wanted: list[tuple[bool, bool]] = []
    for each in checked:
        allows = not verdicts.isdisjoint(each.message.must)
        if not allows or each.message.should_flag:
            wanted.append((allows, each.verdict in verdicts))
    return Detection(
        alarm=alarm,
        precision=_share(should for should, has in wanted if has),
        recall=_share(has for should, has in wanted if should),
        open=len(checked) - len(wanted),
    )


def _faults(checked: list[_Checked]) -> Iterator[Fault]:
    for kind, places in _FAULTS.items():
        for group, verdict in places:
            of_it = [each for each in checked if each.message.label in GROUPS[group]]
            wrong = [each for each in of_it if each.verdict is verdict and not each.is_right]
            yield Fault(
                kind=kind,
                of=group,
                verdict=verdict,
                rate=rate(len(wrong), len(of_it)),
                ids=tuple(each.message.id for each in wrong),
            )


def _band(low: int, high: int, checked: list[_Checked]) -> Band:
    told = [each for each in checked if each.message.should_flag is not None]
    bad = _share(bool(each.message.should_flag) for each in told if low <= each.score <= high)
    return Band(low=low, high=high, bad=bad)


def _disguise(checked: list[_Checked]) -> Iterator[DisguiseFigures]:
    for is_disguised in (False, True):
        for should_flag in (True, False):
            of_it = [
                each
                for each in checked
                if each.is_disguised is is_disguised and each.message.should_flag is should_flag
            ]
            yield DisguiseFigures(
                is_disguised=is_disguised,
                should_flag=should_flag,
                verdicts=_counts(of_it),
                flagged=_share(each.verdict in FLAGGED for each in of_it),
            )


def _groups(checked: list[_Checked]) -> Iterator[Group]:
    for column in _COLUMNS:
        by_value = defaultdict(list)
        for each in checked:
            value: str | None = getattr(each.message, column)
            if value is not None:
                by_value[value].append(each)
        for value in sorted(by_value):
            yield Group(column=column, value=value, right=_right(by_value[value]))


def _rules(checked: list[_Checked]) -> list[RuleFigures]:
    by_rule: dict[str, list[tuple[_Hit, _Checked]]] = defaultdict(list)
    for each in checked:
        for hit in each.hits:
            by_rule[hit.rule_id].append((hit, each))
    figures = [_rule(rule_id, hits) for rule_id, hits in by_rule.items()]
    return sorted(figures, key=_rule_order)


def _rule(rule_id: str, hits: list[tuple[_Hit, _Checked]]) -> RuleFigures:
    told = [each.message.should_flag for _, each in hits if each.message.should_flag is not None]
    decided = [each for hit, each in hits if hit.decides]
    return RuleFigures(
        rule_id=rule_id,
        kind=hits[0][0].kind,
        hits=len(hits),
        precision=_share(told),
        decided=tuple(each.message.id for each in decided),
        decided_right=sum(each.is_right for each in decided),
    )


def _rule_order(figures: RuleFigures) -> tuple[bool, int, int, int, str]:
    """Red flags first, of them those that flag most of what should not be flagged."""
    wrong = figures.precision.n - figures.precision.count
    decided = len(figures.decided)
    return figures.kind is not Kind.RED_FLAG, -wrong, -decided, -figures.hits, figures.rule_id


def _misses(checked: list[_Checked], *, with_texts: bool) -> list[Miss]:
    wrong = sorted((each for each in checked if not each.is_right), key=_weight)
    return [
        Miss(
            id=each.message.id,
            label=each.message.label,
            verdict=each.verdict,
            must=each.message.must,
            score=each.score,
            rules=each.rules,
            text=each.message.text if with_texts else None,
        )
        for each in wrong
    ]


def _weight(each: _Checked) -> tuple[int, int, int, str]:
    alarm = _ALARM.get(each.verdict, 0)
    distance = min(abs(alarm - _ALARM.get(verdict, 0)) for verdict in each.message.must)
    group = next(name for name, labels in GROUPS.items() if each.message.label in labels)
    return -distance, _HARM.index(group), -each.score, each.message.id
