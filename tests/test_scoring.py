"""Scoring: points, caps, order and language of the findings."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summons_check.folding import fold
from summons_check.matching import Fired
from summons_check.models import (
    Certainty,
    Finding,
    Kind,
    Lang,
    Severity,
    Source,
    Span,
    Text,
    Verdict,
    score_of,
    verdict_of,
)
from summons_check.pack_schema import Rule
from summons_check.scoring import Scorer
from summons_check.vocabulary import Mention

SOURCES = {
    key: Source(
        title=Text(zh=f"法{key}", en=f"Act {key}"),
        certainty=Certainty.PRIMARY,
        read=date(2026, 11, 1),
    )
    for key in ("one", "two")
}
CAPS = {"threat": 50, "money": 90, "fits": 20, "topic": 0}
USUAL = {"decisive": 60, "strong": 30, "weak": 10, "mitigating": -15, "notice": 0}
FAMILIES = {"mitigating": "fits", "notice": "topic"}


TEXT = "傳\u200b票到" + "家" * 40


def fired(
    name: str,
    severity: str = "strong",
    points: int | None = None,
    at: tuple[int, int] | None = None,
    **more: Any,
) -> Fired:
    """Make a rule that fired, each on words of its own: a on 传票, b on the next two characters."""
    rule = Rule.model_validate(
        {
            "id": f"tiny.{name}",
            "family": FAMILIES.get(severity, "threat"),
            "severity": severity,
            "points": USUAL[severity] if points is None else points,
            "certainty": "A",
            "sources": ["one"],
            "title": {"zh": f"题{name}", "en": f"title {name}"},
            "why": {"zh": f"因{name}", "en": f"why {name}"},
            "match": [{"all": ["x"]}],
            "hit": [{"text": "x", "quote": "x"}],
            "miss": [{"text": "y", "why": "z"}],
            **more,
        }
    )
    place = 2 * (ord(name[-1]) % 16 - 1)
    return Fired(rule, (Mention(*(at or (place, place + 2))),))


def score(*items: Fired) -> tuple[Finding, ...]:
    """Score rules that fired on one text."""
    return Scorer(CAPS, SOURCES).score(items, fold(TEXT), "en")


def points(*items: Fired) -> dict[str, int]:
    """Points by the name of the rule, in the order of the findings."""
    return {finding.rule_id.removeprefix("tiny."): finding.points for finding in score(*items)}


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        pytest.param([], {}, id="nothing"),
        pytest.param([fired("a")], {"a": 30}, id="below-the-cap"),
        pytest.param([fired("a"), fired("b")], {"a": 30, "b": 20}, id="cut-at-the-cap"),
        pytest.param(
            [fired("a"), fired("b"), fired("c")], {"a": 30, "b": 20, "c": 1}, id="one-stays-visible"
        ),
        pytest.param(
            [fired("b", "weak"), fired("a", points=45)], {"a": 45, "b": 5}, id="most-points-first"
        ),
        pytest.param(
            [fired("a", points=25), fired("b", points=45)],
            {"b": 45, "a": 5},
            id="heavier-of-one-kind-first",
        ),
        pytest.param(
            [fired("a", "strong"), fired("b", "decisive")],
            {"b": 50, "a": 1},
            id="decisive-first-and-cut-too",
        ),
        pytest.param(
            [fired("a"), fired("b"), fired("c", family="money")],
            {"a": 30, "b": 20, "c": 30},
            id="caps-are-by-family",
        ),
        pytest.param(
            [fired("a", "mitigating"), fired("b", "mitigating"), fired("c", "mitigating")],
            {"a": -15, "b": -5, "c": -1},
            id="mitigation-is-capped-too",
        ),
        pytest.param([fired("a", "notice")], {"a": 0}, id="notice"),
        pytest.param(
            [fired("d", "notice"), fired("c", "mitigating"), fired("b", "weak"), fired("a")],
            {"a": 30, "b": 10, "c": -15, "d": 0},
            id="red-flags-first",
        ),
    ],
)
def test_points(items: list[Fired], expected: dict[str, int]) -> None:
    """Each rule counts once, the heaviest first, each family up to its cap."""
    assert points(*items) == expected
    assert [*points(*items)] == [*expected]


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        pytest.param([(0, 6), (2, 4)], [40, 15], id="inside"),
        pytest.param([(0, 6), (0, 6)], [40, 15], id="the-same"),
        pytest.param([(0, 4), (2, 6)], [40, 30], id="more-than-told"),
        pytest.param([(0, 4), (6, 8)], [40, 30], id="elsewhere"),
    ],
)
def test_words_that_a_heavier_flag_has_told_count_half(
    places: list[tuple[int, int]], expected: list[int]
) -> None:
    heavy = fired("a", points=40, at=places[0], family="money")
    light = fired("b", points=30, at=places[1])

    assert list(points(light, heavy).values()) == expected
    assert points(fired("c", "notice", at=(0, 9)), light)["b"] == 30


def test_capped_family_still_decides() -> None:
    """A decisive finding decides, whatever the cap left of its points."""
    findings = score(fired("a", "decisive"), fired("b", "mitigating"), fired("c", "mitigating"))

    assert score_of(findings) == 30
    assert verdict_of(findings) is Verdict.LIKELY_FAKE


def test_finding_tells_everything() -> None:
    """A finding carries evidence as typed, sources, and its words in both languages."""
    (finding,) = score(fired("a", sources=["two", "one"]))

    assert finding.spans == (Span(start=0, end=3),)
    assert finding.quotes == ("傳\u200b票",)
    assert finding.sources == (SOURCES["two"], SOURCES["one"])
    assert (finding.title, finding.explanation) == ("title a", "why a")
    assert finding.wording.title == Text(zh="题a", en="title a")
    assert finding.wording.explanation == Text(zh="因a", en="why a")
    assert finding.kind is Kind.RED_FLAG
    assert finding.severity is Severity.STRONG


@pytest.mark.parametrize(("lang", "title"), [("zh-Hans", "题a"), ("en", "title a")])
def test_language_of_the_report_is_chosen(lang: Lang, title: str) -> None:
    """The caller picks the language of title and explanation."""
    (finding,) = Scorer(CAPS, SOURCES).score([fired("a")], fold("传票到家"), lang)

    assert finding.title == title
    assert finding.explanation == title.replace("题", "因").replace("title", "why")


def test_laws_that_no_rule_knows_share_what_is_kept() -> None:
    """A caller may name any; memory does not grow with them."""
    scorer = Scorer(CAPS, SOURCES)
    (first,), (second,) = (
        scorer.score([fired("a")], fold(TEXT), "en", law) for law in ("X1", "X2")
    )

    assert first.wording is second.wording


@pytest.mark.parametrize(
    ("law", "cited"),
    [("UK", ["one", "uk"]), ("US", ["one", "us"]), ("IN", ["one"]), ("", ["one"])],
)
def test_a_reader_is_shown_no_other_law(law: str, cited: list[str]) -> None:
    """Of the sources of a rule those remain that are of the law, or of none."""
    sources = SOURCES | {
        key: SOURCES["two"].model_copy(update={"law": key.upper()}) for key in ("us", "uk")
    }
    rule = fired("a", sources=["us", "one", "uk"])
    (finding,) = Scorer(CAPS, sources).score([rule], fold(TEXT), "en", law)
    (foreign,) = Scorer(CAPS, sources).score([fired("a", sources=["us"])], fold(TEXT), "en", law)

    assert sorted(map(list(sources.values()).index, finding.sources)) == sorted(
        map(list(sources).index, cited)
    )
    assert foreign.sources == (sources["us"],)  # better another law's than none


ITEMS = st.lists(st.sampled_from(sorted(USUAL)), max_size=8).map(
    lambda drawn: [fired(f"r{number}", kind) for number, kind in enumerate(drawn)]
)


@given(ITEMS, st.randoms(use_true_random=False))
def test_findings_are_valid_whatever_fired(items: list[Fired], random: Any) -> None:
    """Findings pass their own validation, in one order, one a rule."""
    findings = score(*items)
    shuffled = random.sample(items, len(items))

    assert score(*shuffled) == findings
    assert [Finding.model_validate(finding.model_dump()) for finding in findings] == [*findings]
    assert sorted(finding.rule_id for finding in findings) == [item.rule.id for item in items]


@given(ITEMS)
def test_mitigation_never_lifts_a_decisive_finding(items: list[Fired]) -> None:
    """Details that fit can be copied from a real letter."""
    findings = score(*items, fired("forged", "decisive"))

    assert verdict_of(findings) is Verdict.LIKELY_FAKE


@given(ITEMS)
def test_family_adds_at_most_its_cap_and_one_for_each_further_rule(items: list[Fired]) -> None:
    """One threat said five ways does not count five times."""
    findings = score(*items)
    for family, cap in CAPS.items():
        own = [abs(finding.points) for finding in findings if finding.family == family]

        assert sum(own) <= cap + sum(1 for size in own if size == 1)
