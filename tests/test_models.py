"""The data of a report: frozen, complete in itself, the same after JSON."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from summons_check.models import (
    LIKELY_FAKE_AT,
    MAX_SCORE,
    SUSPICIOUS_AT,
    Certainty,
    Claim,
    Claims,
    Finding,
    Frame,
    Kind,
    PackInfo,
    Role,
    Severity,
    Source,
    Span,
    Speaker,
    Step,
    Text,
    Verdict,
    Wording,
    score_of,
    verdict_of,
)
from summons_check.report import Report

WORDS = Text(zh="试", en="trial")
SOURCE = Source(
    title=Text(zh="虚构的法", en="An invented act"),
    certainty=Certainty.PRIMARY,
    read=date(2026, 11, 1),
)
PACK = PackInfo(name="tiny", version="1", sha256="0" * 64)


def finding(points: int, severity: Severity | None = None) -> Finding:
    """Make a finding of so many points."""
    kind = Kind.RED_FLAG if points > 0 else Kind.CORROBORATION if points < 0 else Kind.NOTICE
    usual = {Kind.RED_FLAG: Severity.STRONG, Kind.CORROBORATION: Severity.MITIGATING}
    return Finding(
        rule_id="tiny.rule",
        family="tiny",
        title="is a trial",
        explanation="Nothing else.",
        wording=Wording(title=WORDS, explanation=WORDS),
        kind=kind,
        severity=severity or usual.get(kind, Severity.NOTICE),
        points=points,
        spans=(Span(start=0, end=2),),
        quotes=("传票",),
        sources=(SOURCE,),
    )


def report(*findings: Finding, **changes: Any) -> Report:
    """Make a report with these findings."""
    fields: dict[str, Any] = {
        "verdict": verdict_of(findings),
        "score": score_of(findings),
        "findings": findings,
        "rule_pack": PACK,
        "lang": "en",
        "jurisdiction": "CN",
    }
    return Report(**{**fields, **changes})


FULL = report(
    finding(60, Severity.DECISIVE),
    finding(-5),
    finding(0),
    claims=Claims(
        speaker=Speaker(role=Role.COURT, evidence="某区法院", span=Span(start=1, end=5)),
        items=(Claim(kind="amount", value="CNY 5", span=Span(start=6, end=8)),),
    ),
    frames=(Frame(name="news", reason="News.", wording=WORDS, spans=(Span(start=0, end=1),)),),
    next_steps=(
        Step(id="ask", text="Ask.", wording=WORDS, source=SOURCE, verified=date(2026, 11, 1)),
    ),
    limits=("cut",),
)


@pytest.mark.parametrize(
    ("points", "score"),
    [
        ([], 0),
        ([0, 0], 0),
        ([35, 10], 45),
        ([35, -15], 20),
        ([-15], 0),
        ([60, 45, 35], MAX_SCORE),
        ([60, 60, -20], MAX_SCORE),
    ],
)
def test_score_is_the_sum_cut_to_its_limits(points: list[int], score: int) -> None:
    """Points add up, never below 0 and never above 100."""
    assert score_of(tuple(map(finding, points))) == score


@pytest.mark.parametrize(
    ("findings", "verdict"),
    [
        ((), Verdict.NOT_APPLICABLE),
        ((finding(0),), Verdict.NO_RED_FLAGS),
        ((finding(-20),), Verdict.NO_RED_FLAGS),
        ((finding(SUSPICIOUS_AT - 1),), Verdict.NO_RED_FLAGS),
        ((finding(SUSPICIOUS_AT),), Verdict.SUSPICIOUS),
        ((finding(40), finding(-15)), Verdict.SUSPICIOUS),
        ((finding(40), finding(-20)), Verdict.NO_RED_FLAGS),
        ((finding(LIKELY_FAKE_AT - 1),), Verdict.SUSPICIOUS),
        ((finding(LIKELY_FAKE_AT),), Verdict.LIKELY_FAKE),
        ((finding(45), finding(15)), Verdict.LIKELY_FAKE),
        ((finding(60, Severity.DECISIVE), finding(-20)), Verdict.LIKELY_FAKE),
        ((finding(1, Severity.DECISIVE), finding(-20)), Verdict.LIKELY_FAKE),
    ],
)
def test_verdict_follows_from_the_findings(findings: tuple[Finding, ...], verdict: Verdict) -> None:
    """The findings alone decide, and nothing outweighs a decisive one."""
    assert verdict_of(findings) is verdict
    assert verdict_of(findings[::-1]) is verdict


@given(st.lists(st.integers(-MAX_SCORE, MAX_SCORE), max_size=6))
def test_any_findings_make_a_report_that_survives_json(points: list[int]) -> None:
    """Whatever was found, the report is valid and reads back the same."""
    made = report(*map(finding, points))

    assert Report.model_validate_json(made.model_dump_json()) == made


def test_full_report_survives_json_and_python() -> None:
    """Every kind of field comes back as it was."""
    assert Report.model_validate_json(FULL.model_dump_json()) == FULL
    assert Report.model_validate(FULL.model_dump()) == FULL


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"score": 59}, "not the sum"),
        ({"verdict": Verdict.SUSPICIOUS}, "does not follow"),
        ({"findings": ()}, "not the sum"),
        ({"verdict": "genuine"}, "verdict"),
        ({"lang": "fr"}, "lang"),
        ({"schema_version": "2.0"}, "schema_version"),
        ({"mood": "good"}, "mood"),
    ],
)
def test_report_that_contradicts_itself_is_refused(changes: dict[str, Any], words: str) -> None:
    """A report cannot be built, or read from JSON, against its own findings."""
    with pytest.raises(ValidationError, match=words):
        report(finding(60), **changes)


@pytest.mark.parametrize(
    ("kind", "points"),
    [
        (Kind.RED_FLAG, 0),
        (Kind.RED_FLAG, -5),
        (Kind.CORROBORATION, 0),
        (Kind.CORROBORATION, 5),
        (Kind.NOTICE, 1),
        (Kind.NOTICE, -1),
    ],
)
def test_points_fit_the_kind(kind: Kind, points: int) -> None:
    """A red flag adds, a corroboration takes away, a notice does neither."""
    with pytest.raises(ValidationError, match="do not fit"):
        Finding.model_validate(finding(10).model_dump() | {"kind": kind, "points": points})


@pytest.mark.parametrize("points", [MAX_SCORE + 1, -MAX_SCORE - 1, 2.5])
def test_points_are_whole_and_bounded(points: float) -> None:
    """One finding has -100 to 100 points."""
    with pytest.raises(ValidationError, match="points"):
        Finding.model_validate(finding(10).model_dump() | {"points": points})


def test_finding_names_its_source() -> None:
    """A finding without a source cannot be made."""
    with pytest.raises(ValidationError, match="sources"):
        Finding.model_validate(finding(10).model_dump() | {"sources": ()})


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 3), (3, 2), (-1, 2)])
def test_span_is_not_empty(start: int, end: int) -> None:
    """A span holds at least one character and starts inside the text."""
    with pytest.raises(ValidationError):
        Span(start=start, end=end)


def _models(value: object) -> list[Any]:
    """Every model inside a model."""
    if isinstance(value, tuple):
        return [model for item in value for model in _models(item)]
    if not hasattr(value, "model_dump"):
        return []
    return [value, *(model for _, inner in value for model in _models(inner))]  # type: ignore[attr-defined]


@pytest.mark.parametrize("model", _models(FULL), ids=lambda model: type(model).__name__)
def test_models_are_frozen_closed_and_hashable(model: Any) -> None:
    """No field can be set, added or mutated in place."""
    name = next(iter(type(model).model_fields))
    with pytest.raises(ValidationError, match="frozen"):
        setattr(model, name, getattr(model, name))
    with pytest.raises(ValidationError, match="Extra inputs"):
        type(model).model_validate({**model.model_dump(), "surprise": 1})
    assert hash(model) == hash(type(model).model_validate(model.model_dump()))


def test_claims_are_picked_by_kind_in_order() -> None:
    """`of` keeps the order of the text."""
    items = tuple(
        Claim(kind=kind, value=value, span=Span(start=place, end=place + 1))
        for place, (kind, value) in enumerate([("link", "b"), ("phone", "1"), ("link", "a")])
    )

    assert [claim.value for claim in Claims(items=items).of("link")] == ["b", "a"]
    assert Claims(items=items).of("amount") == ()


def test_json_schema_is_published() -> None:
    """The schema names the version, every field, the four verdicts, and refuses others."""
    schema = Report.model_json_schema(mode="serialization")

    assert schema["properties"]["schema_version"]["const"] == "1.0"
    assert set(schema["properties"]) == set(Report.model_fields)
    assert schema["additionalProperties"] is False
    assert schema["$defs"]["Verdict"]["enum"] == [
        "likely_fake",
        "suspicious",
        "no_red_flags",
        "not_applicable",
    ]
    assert set(schema["$defs"]["Finding"]["properties"]) == set(Finding.model_fields)


def test_japanese_is_optional() -> None:
    """Reports of before it can still be read, and stay as they were."""
    assert Text.model_validate({"zh": "传票", "en": "summons"}).ja is None
    assert Text(zh="传票", en="summons", ja="呼出状").ja == "呼出状"
    with pytest.raises(ValidationError):
        Text(zh="传票", en="summons", ja="")
