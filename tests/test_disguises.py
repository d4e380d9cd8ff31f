"""Disguises: what fires on plain words fires on disguised ones, and quotes them.

The ordinary suite tries a share of all cases, another hit of a rule for each
disguise. All of them, and the table of what is lost:

    python tests/benchmarks/under_disguise.py rules

With `--write` the two tables under `tests/data` are written anew. A known loss
is a strict expected failure: the day it is mended, a test says so.
"""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import TEXTS
from disguised_hits import SUMMARY, WHERE, Case, cases, known_losses, loss
from disguises import DISGUISES, PAIRS, disguise_twice
from summons_check import check

SHARE = 12
"""One case of so many is tried."""
SAMPLE = [*cases(SHARE)]
LOSSES = known_losses()
PLAIN = {
    "zh-Hans": "【某某法院】您的逮捕令和起诉状已由执行局签发，请还款，否则冻结银行卡并发律师函。",
    "zh-Hant": "【某某法院】您的逮捕令與起訴狀已由執行處簽發，為免凍結帳戶請於三日內還款。",
    "en": "An arrest warrant was issued: pay your overdue loan today or the sheriff comes for you.",
    "ja": "裁判所から訴訟の最終通告です。レターパックでお金を送ってください。",
}
"""Words that disguises are for, one text a language."""


@pytest.mark.parametrize("name", DISGUISES)
def test_hits_fire_under_a_disguise(name: str) -> None:
    """But for known losses every rule still fires, and for the disguised words."""
    ours = [case for case in SAMPLE if case.disguise.name == name]
    lost = {case.key: loss(case) for case in ours if case.key not in LOSSES}

    assert lost
    assert {key: how for key, how in lost.items() if how} == {}


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id="-".join(case.key.split("\t")).replace(" ", "_"),
            marks=pytest.mark.xfail(reason=LOSSES[case.key], strict=True),
        )
        for case in SAMPLE
        if case.key in LOSSES
    ],
)
def test_known_loss(case: Case) -> None:
    """What is lost stays in the table only as long as it is lost."""
    assert not loss(case)


def test_the_tables_agree() -> None:
    """The summary counts the losses that are listed, and every disguise is in it."""
    rows = [line.split("\t") for line in SUMMARY.read_text(encoding="utf-8").splitlines()[1:]]
    listed = Counter(tuple(key.split("\t")[2:]) for key in LOSSES)

    assert {name for name, *_ in rows} == set(DISGUISES)
    assert {(name, where): int(lost) for name, where, _, lost, _ in rows if lost != "0"} == listed
    assert all(share == f"{1 - int(lost) / int(count):.3f}" for _, _, count, lost, share in rows)


def test_losses_are_cases() -> None:
    """A loss of a rule or a disguise that is no more would never be missed."""
    assert LOSSES.keys() <= {case.key for case in cases()}


@pytest.mark.parametrize("disguise", DISGUISES.values(), ids=DISGUISES)
def test_a_disguise_knows_what_it_stands_for(disguise) -> None:
    """It changes a text of each of its languages, the same way each time, and leads back."""
    assert disguise.languages <= PLAIN.keys()
    for language in disguise.languages:
        text = PLAIN[language]
        typed = disguise(text)

        assert disguise.applies(text)
        assert typed == disguise(text)
        assert len(typed.text) == len(typed.origins)
        assert set(typed.origins) <= set(range(len(text)))
    assert any(disguise(PLAIN[each]).text != PLAIN[each] for each in disguise.languages)


@given(TEXTS, st.sampled_from([*DISGUISES]), st.sampled_from([*DISGUISES]))
def test_any_text_can_be_disguised(text: str, first: str, second: str) -> None:
    """Whatever is laid over what, each character stands for one of the plain text."""
    typed = disguise_twice(text, DISGUISES[first], DISGUISES[second])

    assert len(typed.text) == len(typed.origins)
    assert all(0 <= origin < len(text) for origin in typed.origins)


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_two_disguises_at_once_hide_no_threat(language: str) -> None:
    """A plain threat stays one under any two disguises that its language has."""
    text = PLAIN[language]
    unseen = [
        (first.name, second.name)
        for first, second in PAIRS
        if language in first.languages & second.languages
        and check(disguise_twice(text, first, second).text).verdict.value
        not in {"likely_fake", "suspicious"}
    ]

    assert unseen == []


@pytest.mark.parametrize(
    ("first", "second"), [("split", "spaces"), ("figures", "spaces"), ("pinyin", "invisible")]
)
def test_a_disguise_is_told_with_both_forms(first: str, second: str) -> None:
    """The finding quotes what was typed; the claims name the trick and the word that is meant."""
    text = PLAIN["en" if "figures" in first else "zh-Hans"]
    typed = disguise_twice(text, DISGUISES[first], DISGUISES[second]).text
    report = check(typed)
    told = report.claims.of("disguise")

    assert "common.disguised-words" in {finding.rule_id for finding in report.findings}
    assert told
    assert all(claim.quote in typed and claim.value != claim.quote for claim in told)


def test_both_ways_of_laying_a_disguise_are_tried() -> None:
    assert {case.where for case in SAMPLE} == set(WHERE)
