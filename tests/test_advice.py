"""The next steps: chosen by what the message is, with channels that come from data."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import rtoml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from summons_check.advice import (
    MAX_STEPS,
    AdviceStep,
    Adviser,
    ChannelEntry,
    broken_references,
    labels_of,
)
from summons_check.languages import LANGS, to_traditional
from summons_check.models import (
    Certainty,
    Claim,
    Claims,
    Finding,
    Kind,
    Lang,
    Role,
    Severity,
    Source,
    Span,
    Speaker,
    Step,
    Text,
    Verdict,
    Wording,
)
from summons_check.rulepack import default_pack

RULES = Path(__file__).parents[1] / "rules"
HERE = Span(start=0, end=1)
ABOUT_A_MESSAGE = (Verdict.LIKELY_FAKE, Verdict.SUSPICIOUS, Verdict.NO_RED_FLAGS)


def tables(pattern: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(RULES.glob(pattern)):
        yield from rtoml.loads(path.read_text(encoding="utf-8")).items()


CHANNELS = {key: ChannelEntry(key=key, **table) for key, table in tables("*/channels.toml")}
SOURCES = {key: Source(**table) for key, table in tables("*/sources/*.toml")}
ADVICE = tuple(AdviceStep(id=key, **table) for key, table in tables("*/advice.toml"))
ADVISER = Adviser(ADVICE, CHANNELS, SOURCES)


def finding(family: str) -> Finding:
    text = Text(zh="某", en="x")
    return Finding(
        rule_id="cn.rule",
        family=family,
        title="x",
        explanation="x",
        wording=Wording(title=text, explanation=text),
        kind=Kind.RED_FLAG,
        severity=Severity.STRONG,
        points=30,
        spans=(),
        quotes=(),
        sources=(
            Source(
                title=Text(zh="某法", en="x"), certainty=Certainty.PRIMARY, read=date(2026, 11, 1)
            ),
        ),
    )


def claims(role: Role, *items: tuple[str, str, str]) -> Claims:
    return Claims(
        speaker=Speaker(role=role),
        items=tuple(
            Claim(kind=kind, value=value, detail=detail, span=HERE) for kind, value, detail in items
        ),
    )


def steps(
    verdict: Verdict,
    said: Claims,
    *families: str,
    jurisdiction: str = "CN",
    lang: Lang = "en",
) -> tuple[Step, ...]:
    found = [finding(family) for family in families]
    return ADVISER.next_steps(verdict, labels_of(found, said), jurisdiction, lang)


def ids(*arguments: Any, **options: Any) -> list[str]:
    return [step.id for step in steps(*arguments, **options)]


SUMMONS = ("document", "paper.summons", "reported")
WARRANT = ("document", "custody.arrest", "usurped")
HEARING = ("hearing", "2026-12-03T09:30", "")
NUMBER = ("case_number", "（2026）浙0106民初1357号", "civil")
ENFORCEMENT = ("case_number", "（2026）浙0106执1357号", "enforcement")
ORDER = ("document", "paper.payment_order", "official")
JUDGMENT = ("document", "paper.judgment", "official")
FILING = ("document", "paper.filing", "requested")
SUM = ("amount", "8600", "CNY")


# What to do, message by message.


def test_a_collectors_warrant() -> None:
    said = claims(Role.COLLECTOR, WARRANT, SUM)

    assert ids(Verdict.LIKELY_FAKE, said, "authority", "payment") == [
        "do-nothing-it-asks",
        "ask-12368",
        "ask-the-police",
        "look-at-the-paper",
        "answer-in-15-days",
        "settle-the-debt",
        "report-the-fraud",
        "keep-evidence",
    ]


def test_a_courts_text_about_a_hearing() -> None:
    said = claims(Role.COURT, SUMMONS, NUMBER, HEARING)

    assert ids(Verdict.NO_RED_FLAGS, said) == [
        "use-nothing-from-it",
        "ask-12368",
        "court-switchboard",
        "look-at-the-paper",
        "answer-in-15-days",
        "respond",
        "keep-evidence",
    ]


def test_a_lenders_reminder() -> None:
    """No court, so nothing about courts."""
    assert ids(Verdict.NO_RED_FLAGS, claims(Role.LENDER, SUM)) == [
        "use-nothing-from-it",
        "settle-the-debt",
        "check-the-interest",
        "keep-evidence",
    ]


@pytest.mark.parametrize("jurisdiction", ["TW", "HK", "US"])
def test_a_lenders_reminder_elsewhere(jurisdiction: str) -> None:
    found = ids(Verdict.NO_RED_FLAGS, claims(Role.LENDER, SUM), jurisdiction=jurisdiction)

    assert not found[0].endswith("do-nothing-it-asks")
    assert not (ASKS_THE_COURT | COUNTS_THE_DAYS) & set(found)


def test_abusive_collection() -> None:
    found = ids(Verdict.SUSPICIOUS, claims(Role.COLLECTOR, SUM), "collection")

    assert "report-the-collector" in found
    assert "report-the-fraud" not in found


@pytest.mark.parametrize(
    ("said", "wanted", "unwanted"),
    [
        (claims(Role.LAW_FIRM, FILING), "check-the-law-firm", "look-at-the-paper"),
        (claims(Role.ARBITRATION, HEARING), "check-the-arbitration", "answer-in-15-days"),
        (claims(Role.NOTARY), "check-the-notary", "ask-12368"),
        (claims(Role.MEDIATOR), "check-the-mediator", "respond"),
        (claims(Role.COURT, ORDER), "object-in-15-days", "answer-in-15-days"),
        (claims(Role.COURT, JUDGMENT), "appeal-in-15-days", "answer-in-15-days"),
        (claims(Role.COURT, ENFORCEMENT), "answer-the-enforcement", "answer-in-15-days"),
    ],
)
@pytest.mark.parametrize("verdict", ABOUT_A_MESSAGE)
def test_the_step_fits_the_sender_and_the_paper(
    said: Claims, wanted: str, unwanted: str, verdict: Verdict
) -> None:
    found = ids(verdict, said)

    assert wanted in found
    assert unwanted not in found or verdict is Verdict.LIKELY_FAKE


# What holds for all.


LABELS = [
    *(SUMMONS, WARRANT, HEARING, NUMBER, ENFORCEMENT, ORDER, JUDGMENT, FILING, SUM),
    *(("court", "某法院", ""), ("deadline", "PT24H", "hours"), ("case_number", "x", "mediation")),
]
ASKS_THE_COURT = {"ask-12368", "any-ask-the-court"} | {
    f"{law.lower()}-ask-the-court" for law in default_pack().laws.values()
}
COUNTS_THE_DAYS = {
    *("answer-in-15-days", "object-in-15-days", "appeal-in-15-days", "answer-the-enforcement"),
    *("check-the-arbitration", "tw-payment-order", "hk-writ", "any-count-the-days"),
    "us-answer-in-time",
}
FAMILIES = ["authority", "payment", "collection", "lawyer", "mediation", "criminal", "case-number"]


@given(
    st.sampled_from(ABOUT_A_MESSAGE),
    st.sampled_from(list(Role)),
    st.lists(st.sampled_from(LABELS)),
    st.lists(st.sampled_from(FAMILIES), unique=True),
    st.sampled_from(["CN", "TW", "HK", "US", ""]),
    st.sampled_from(LANGS),
)
def test_every_message_gets_few_steps_in_order(  # noqa: PLR0917 - one for each thing that varies
    verdict: Verdict,
    role: Role,
    items: list[tuple[str, str, str]],
    families: list[str],
    jurisdiction: str,
    lang: Lang,
) -> None:
    """First what not to do; never a gap where a channel belongs."""
    found = steps(verdict, claims(role, *items), *families, jurisdiction=jurisdiction, lang=lang)
    order = {step.id: step.order for step in ADVICE}
    places = [order[step.id] for step in found]

    assert 2 <= len(found) <= MAX_STEPS
    assert places == sorted(places)
    assert places[0] == 10
    assert not [step.text for step in found if "{" in step.text or "}" in step.text]


@given(
    st.sampled_from(list(Role)),
    st.lists(st.sampled_from(LABELS)),
    st.lists(st.sampled_from(FAMILIES), unique=True),
    st.sampled_from(["CN", "TW", "HK", "US"]),
)
def test_a_likely_fake_is_verified_before_time_runs_out(
    role: Role, items: list[tuple[str, str, str]], families: list[str], jurisdiction: str
) -> None:
    """A real summons that is taken for a fake can cost a default judgment."""
    found = ids(Verdict.LIKELY_FAKE, claims(role, *items), *families, jurisdiction=jurisdiction)

    assert ASKS_THE_COURT & set(found)
    assert COUNTS_THE_DAYS & set(found)


def test_what_is_no_such_message_gets_no_steps() -> None:
    assert steps(Verdict.NOT_APPLICABLE, claims(Role.COURT, SUMMONS)) == ()


def test_laws_that_no_step_knows_share_what_is_kept() -> None:
    """A caller may name any; memory does not grow with them."""
    said = claims(Role.COURT, HEARING)
    first, second = (steps(Verdict.NO_RED_FLAGS, said, jurisdiction=law) for law in ("X1", "X2"))

    assert first
    assert all(one is other for one, other in zip(first, second, strict=True))


@pytest.mark.parametrize("lang", LANGS)
def test_a_step_is_written_in_the_language_of_the_report(lang: Lang) -> None:
    said = claims(Role.COURT, HEARING)
    second = steps(Verdict.NO_RED_FLAGS, said, lang=lang)[1]

    assert "12368" in second.text
    assert (
        second.text
        == {
            "zh-Hans": second.wording.zh,
            "zh-Hant": to_traditional(second.wording.zh),
            "en": second.wording.en,
            "ja": second.wording.ja or second.wording.en,
        }[lang]
    )


def test_a_step_says_when_its_channel_was_checked_and_where_it_is_published() -> None:
    by_id = {step.id: step for step in steps(Verdict.NO_RED_FLAGS, claims(Role.COURT, HEARING))}

    assert by_id["ask-12368"].verified == date(2026, 11, 1)
    assert by_id["ask-12368"].source is not None
    assert by_id["ask-12368"].source.certainty is Certainty.REPORTED
    assert by_id["keep-evidence"].verified is None


def test_an_unverified_channel_says_so() -> None:
    """114 is a directory; no official advice to use it was found."""
    by_id = {step.id: step for step in steps(Verdict.NO_RED_FLAGS, claims(Role.COURT, HEARING))}

    assert "114, not verified" in by_id["court-switchboard"].text
    assert by_id["court-switchboard"].verified is None


def test_labels_name_sender_families_claims_and_documents() -> None:
    said = claims(Role.COURT, WARRANT, ("case_number", "x", "letters, zero_padded"))

    assert labels_of([finding("payment")], said) >= {
        "speaker.court",
        "family.payment",
        "document",
        "document.usurped",
        "document.custody.arrest",
        "case_number.letters",
        "case_number.zero_padded",
    }


# The data.


def test_every_reference_is_defined() -> None:
    assert list(broken_references(ADVICE, CHANNELS, SOURCES)) == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"zh": "打{nowhere}", "en": "call {nowhere}"}, "no channel is called 'nowhere'"),
        ({"zh": "打{police}"}, "`zh` and `en` name different channels"),
        ({"sources": ("nothing",)}, "no source is called 'nothing'"),
    ],
)
def test_a_broken_reference_is_named(change: dict[str, Any], problem: str) -> None:
    step = ADVICE[0].model_copy(update={"zh": "某", "en": "x", "sources": (), **change})

    assert list(broken_references([step], CHANNELS, SOURCES)) == [(step.id, problem)]


@pytest.mark.parametrize("entry", CHANNELS.values(), ids=CHANNELS)
def test_a_channel_that_counts_as_certain_cites_its_page(entry: ChannelEntry) -> None:
    assert entry.url.startswith("http") is entry.is_certain


@pytest.mark.parametrize("key", CHANNELS)
def test_every_channel_is_used(key: str) -> None:
    assert any(key in step.channels for step in ADVICE)


@pytest.mark.parametrize("step", ADVICE, ids=lambda step: step.id)
def test_a_text_holds_no_number_of_its_own(step: AdviceStep) -> None:
    """Numbers to call stand in channels.toml, with a source and a date."""
    contacts = {entry.contact.en for entry in CHANNELS.values() if entry.contact.en.isdigit()}

    assert not [number for number in contacts if number in step.zh + step.en]


@pytest.mark.parametrize("jurisdiction", ["CN", "TW", "HK", "*"])
def test_two_steps_of_one_place_never_show_together(jurisdiction: str) -> None:
    own = [step for step in ADVICE if jurisdiction in step.jurisdictions]

    for one, other in combinations(own, 2):
        assert one.order != other.order or not set(one.verdicts) & set(other.verdicts)


@pytest.mark.parametrize(
    "change",
    [
        {"verdicts": ["not_applicable"]},
        {"verdicts": []},
        {"importance": 4},
        {"jurisdictions": []},
        {"zh": ""},
        {"link": "https://example.org"},
    ],
)
def test_a_step_that_makes_no_sense_does_not_load(change: dict[str, Any]) -> None:
    table = ADVICE[0].model_dump()
    AdviceStep.model_validate(table)

    with pytest.raises(ValidationError):
        AdviceStep.model_validate(table | change)
