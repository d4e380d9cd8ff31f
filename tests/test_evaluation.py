"""The figures of an evaluation, from reports that are made up here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import isclose
from typing import Any

import pytest

from summons_check import Report, Verdict
from summons_check.evaluation import BANDS, evaluate
from summons_check.evaluation_model import Evaluation, Rate, VerdictCounts, rate, wilson
from summons_check.labelled import LabelledMessage
from summons_check.models import (
    Certainty,
    Claim,
    Claims,
    Finding,
    Kind,
    PackInfo,
    Severity,
    Source,
    Span,
    Text,
    Wording,
    score_of,
    verdict_of,
)

WORDS = Text(zh="甲", en="a")
SOURCE = Source(title=WORDS, certainty=Certainty.PRIMARY, read=date(2026, 11, 1))
KINDS = {
    Severity.DECISIVE: Kind.RED_FLAG,
    Severity.STRONG: Kind.RED_FLAG,
    Severity.MITIGATING: Kind.CORROBORATION,
    Severity.NOTICE: Kind.NOTICE,
}
FINDINGS = {
    "decisive": (Severity.DECISIVE, 60),
    "strong": (Severity.STRONG, 30),
    "other": (Severity.STRONG, 25),
    "fits": (Severity.MITIGATING, -10),
    "topic": (Severity.NOTICE, 0),
}


def finding(rule_id: str) -> Finding:
    severity, points = FINDINGS[rule_id]
    return Finding(
        rule_id=rule_id,
        family="one",
        title="a",
        explanation="a",
        wording=Wording(title=WORDS, explanation=WORDS),
        kind=KINDS[severity],
        severity=severity,
        points=points,
        spans=(),
        quotes=(),
        sources=(SOURCE,),
    )


@dataclass
class Rules:
    info: PackInfo


class Scripted:
    """Finds in a message what its text names: rules, and "disguise"."""

    rules = Rules(PackInfo(name="made-up", version="1", sha256="0" * 64))

    def __init__(self) -> None:
        self.told: list[dict[str, Any]] = []

    def check(self, text: str, **known: Any) -> Report:
        self.told.append(known)
        findings = tuple(finding(word) for word in text.split() if word in FINDINGS)
        disguise = Claim(kind="disguise", value="a", span=Span(start=0, end=1))
        return Report(
            verdict=verdict_of(findings),
            score=score_of(findings),
            findings=findings,
            claims=Claims(items=(disguise,) if "disguise" in text else ()),
            rule_pack=self.rules.info,
            lang="en",
            jurisdiction="*",
        )


def message(id_: str, label: str, must: str, text: str, **more: Any) -> LabelledMessage:
    return LabelledMessage.model_validate(
        {"id": id_, "label": label, "must": must.split(), "text": text, **more}
    )


MESSAGES = (
    message("caught", "fake_court", "likely_fake suspicious", "decisive topic", lang="en"),
    message("half", "fake_court", "likely_fake suspicious", "strong disguise", lang="en"),
    message("missed", "lawyer_posing", "likely_fake suspicious", "topic", lang="zh"),
    message("real", "genuine_court", "no_red_flags", "topic", ideal="no_red_flags"),
    message("accused", "genuine_court", "no_red_flags", "strong other topic", channel="sms"),
    message("doubted", "genuine_lawyer", "no_red_flags", "strong"),
    message("cleared", "genuine_lawyer", "no_red_flags", "other fits"),
    message("unseen", "genuine_collection", "no_red_flags", "nothing"),
    message("alarm", "warning", "not_applicable", "decisive", ideal="not_applicable"),
    message("open", "question", "likely_fake not_applicable", "decisive"),
    message("talk", "ordinary", "not_applicable no_red_flags", "nothing disguise"),
)


def evaluated(**options: Any) -> Evaluation:
    return evaluate(MESSAGES, Scripted(), **options)


@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_interval_is_the_published_one(count: int, n: int, low: float, high: float) -> None:
    """R. G. Newcombe, Statistics in Medicine 17 (1998), 857-872, table I, method 3."""
    found = wilson(count, n)

    assert isclose(found[0], low, abs_tol=5e-5)
    assert isclose(found[1], high, abs_tol=5e-5)


@pytest.mark.parametrize("n", [1, 2, 7, 1000])
def test_wilson_interval_holds_the_share(n: int) -> None:
    for count in range(n + 1):
        low, high = wilson(count, n)
        mirrored = wilson(n - count, n)

        assert 0 <= low <= count / n <= high <= 1
        assert isclose(low, 1 - mirrored[1], abs_tol=1e-12)


def test_a_share_of_nothing_is_none() -> None:
    assert rate(0, 0).model_dump() == {"count": 0, "n": 0, "share": None, "low": 0, "high": 1}


def test_messages_are_checked_with_what_is_known_of_them() -> None:
    """Neither their language nor their law is told: the library is to find it."""
    checker = Scripted()
    evaluate(
        [
            message(
                "a",
                "ordinary",
                "not_applicable",
                "x",
                sender="12368",
                channel="sms",
                received="2026-11-02",
                lang="en",
                jurisdiction="UK",
            )
        ],
        checker,
    )

    assert checker.told == [
        {"sender": "12368", "channel": "sms", "received": date(2026, 11, 2)},
    ]


def of(share: Rate) -> tuple[int, int]:
    return share.count, share.n


def counts(verdicts: VerdictCounts) -> list[int]:
    return [verdicts.of(verdict) for verdict in Verdict]


def test_right_and_best_verdicts_are_counted() -> None:
    figures = evaluated()

    assert figures.n == 11
    assert of(figures.right) == (6, 11)
    assert of(figures.ideal) == (1, 2)


def test_confusion_matrix() -> None:
    """A row a label, in their order; likely_fake, suspicious, no_red_flags, not_applicable."""
    rows = [(row.label.value, counts(row.verdicts), of(row.right)) for row in evaluated().labels]

    assert rows == [
        ("fake_court", [1, 1, 0, 0], (2, 2)),
        ("lawyer_posing", [0, 0, 1, 0], (0, 1)),
        ("genuine_court", [0, 1, 1, 0], (1, 2)),
        ("genuine_lawyer", [0, 1, 1, 0], (1, 2)),
        ("genuine_collection", [0, 0, 0, 1], (0, 1)),
        ("warning", [1, 0, 0, 0], (0, 1)),
        ("question", [1, 0, 0, 0], (1, 1)),
        ("ordinary", [0, 0, 0, 1], (1, 1)),
    ]


def test_precision_and_recall() -> None:
    """The message that may be flagged or not counts for neither."""
    rows = [
        (row.alarm, of(row.precision), of(row.recall), row.open) for row in evaluated().detection
    ]

    assert rows == [("flagged", (2, 5), (2, 3), 1), ("likely_fake", (1, 2), (1, 3), 1)]


def test_kinds_of_error_stand_apart() -> None:
    rows = [
        (row.kind, row.of, row.verdict.value, of(row.rate), row.ids) for row in evaluated().faults
    ]

    assert rows == [
        ("missed", "unlawful", "no_red_flags", (1, 3), ("missed",)),
        ("missed", "unlawful", "not_applicable", (0, 3), ()),
        ("false_alarm", "genuine", "likely_fake", (0, 5), ()),
        ("false_alarm", "genuine", "suspicious", (2, 5), ("accused", "doubted")),
        ("false_alarm", "talk", "likely_fake", (1, 3), ("alarm",)),
        ("false_alarm", "talk", "suspicious", (0, 3), ()),
        ("overlooked", "genuine", "not_applicable", (1, 5), ("unseen",)),
    ]


def test_calibration() -> None:
    bands = {(band.low, band.high): of(band.bad) for band in evaluated().calibration}

    assert bands == {
        (0, 0): (1, 4),
        (1, 9): (0, 0),
        (10, 24): (0, 1),
        (25, 39): (1, 2),
        (40, 59): (0, 1),
        (60, 79): (1, 2),
        (80, 100): (0, 0),
    }


def test_bands_hold_every_score_once() -> None:
    assert [score for low, high in BANDS for score in range(low, high + 1)] == [*range(101)]


def test_verdicts_by_disguise() -> None:
    rows = {
        (row.is_disguised, row.should_flag): (of(row.flagged), counts(row.verdicts))
        for row in evaluated().disguise
    }

    assert rows == {
        (False, True): ((1, 2), [1, 0, 1, 0]),
        (False, False): ((3, 6), [1, 2, 2, 1]),
        (True, True): ((1, 1), [0, 1, 0, 0]),
        (True, False): ((0, 1), [0, 0, 0, 1]),
    }


def test_rules() -> None:
    """What flags real messages comes first; a corroboration decides, too, and a mere topic."""
    rows = [
        (row.rule_id, row.kind.value, row.hits, of(row.precision), row.decided, row.decided_right)
        for row in evaluated().rules
    ]

    assert rows == [
        ("strong", "red_flag", 3, (1, 3), ("half", "doubted"), 1),
        ("other", "red_flag", 2, (0, 2), (), 0),
        ("decisive", "red_flag", 3, (1, 2), ("caught", "alarm", "open"), 2),
        ("topic", "notice", 4, (2, 4), ("missed", "real"), 1),
        ("fits", "corroboration", 1, (0, 1), ("cleared",), 1),
    ]


def test_groups() -> None:
    rows = [(row.column, row.value, of(row.right)) for row in evaluated().groups]

    assert rows == [("lang", "en", (2, 2)), ("lang", "zh", (0, 1)), ("channel", "sms", (0, 1))]


def test_the_heaviest_misses_come_first() -> None:
    """The widest ones; of them real messages, with the highest score."""
    misses = evaluated().misses

    assert [miss.id for miss in misses] == ["alarm", "accused", "doubted", "missed", "unseen"]
    assert misses[1].rules == ("strong", "other", "topic")


def test_no_figure_holds_a_message_unless_asked() -> None:
    silent, open_ = evaluated(), evaluated(with_texts=True)

    assert "nothing disguise" not in silent.model_dump_json()
    assert {miss.text for miss in silent.misses} == {None}
    assert open_.misses[1].text == "strong other topic"


def test_outcomes_are_in_the_order_of_the_messages() -> None:
    assert [outcome.id for outcome in evaluated().outcomes] == [each.id for each in MESSAGES]


def test_json_brings_all_back() -> None:
    figures = evaluated(with_texts=True)

    assert Evaluation.model_validate_json(figures.model_dump_json()) == figures


def test_no_message_gives_no_figure() -> None:
    figures = evaluate([], Scripted())

    assert figures.right == rate(0, 0)
    assert figures.labels == figures.misses == figures.rules == ()
