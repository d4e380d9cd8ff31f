"""Which law a message is under: by names, money, numbers and hosts, never by its language."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given

from conftest import TEXTS, TINY, write_pack
from summons_check import Checker, Severity, Verdict, check, default_pack
from summons_check.advice import ELSEWHERE
from summons_check.jurisdictions import UNKNOWN, Laws, Sign, canonical
from summons_check.rulepack import RulePack, load_packs

CHECKER = Checker()


def shown(text: str, sender: str | None = None) -> str:
    """The law that a message is held against."""
    return CHECKER.check(text, sender=sender, received=date(2026, 11, 2)).jurisdiction


@pytest.mark.parametrize(
    ("text", "law"),
    [
        ("您有一张传票，请拨打12368。", "CN"),
        ("You have a summons of the People's Court over your Huabei loan.", "CN"),
        ("Final notice: a summons in case (2026) 京0491民初12号 was issued.", "CN"),
        ("您有一張傳票，請繳新台幣3,000元。", "TW"),
        ("113年度司促字第1234號支付命令已送達，請於20日內異議。", "TW"),
        ("法庭傳票：請繳付港幣3,000元。", "HK"),
        ("A summons was issued. Write to the clerk, 100 Main Street, Dayton, OH 45402.", "US"),
        ("A summons was issued, see https://www.mdd.uscourts.gov/summons", "US"),
        ("A summons was issued over £300, ring 07700 900123.", "UK"),
        ("Summons: come to the court at 3 High Road, SW1A 2AA.", "UK"),
        ("Summons: pay Rs 3,000 to the bank at once.", "IN"),
        ("Summons: pay S$300 to the court.", "SG"),
        ("Summons: attend court at Level 2, Parramatta NSW 2150.", "AU"),
        ("Summons: attend court, 80 Street, Ottawa K1A 0A1.", "CA"),
        ("Summons: attend court. Call +353 1 555 0100, Courts Service.", "IE"),
    ],
)
def test_what_shows_a_law(text: str, law: str) -> None:
    """One sure sign, or hints enough."""
    assert shown(text) == law


@pytest.mark.parametrize(
    "added",
    [
        *("India", "Rs 500", "Japan", "Ontario", "NSW Australia", "新加坡", "India Mumbai Rs 500"),
        *("irs.gov", "MC/MC 4567/2024", "2025/00188432", "1:23-cv-04567"),
    ],
)
@pytest.mark.parametrize("place", ["{added} {fake}", "{fake} {added}"])
def test_what_shows_a_country_hides_nothing_in_a_language_not_written_there(
    added: str, place: str
) -> None:
    """Whoever sends Chinese to somebody could else switch off the rules by a word."""
    fake = "【速贷催收】您的借款3,200元逾期，我司已签发逮捕令，今晚上门抓人，转到我个人账户可撤销。"
    report = CHECKER.check(place.format(added=added, fake=fake))

    assert report.verdict is Verdict.LIKELY_FAKE
    assert report.jurisdiction == ELSEWHERE


def test_a_case_number_tells_the_law_of_a_pack_that_judges_the_language_alone() -> None:
    text = "郡法院译文：索赔编号H0DE4411，要求您在送达后14日内答复，英国Citizens Advice可免费咨询。"
    assert shown(text) == "UK"


def test_an_insurers_number_is_no_case() -> None:
    assert shown("您的航班延误保险索赔编号：12345678，法院传票请拨打12368。") == "CN"


@pytest.mark.parametrize(
    "text",
    [
        "You have a summons, pay before tonight.",
        "A court summons was issued to you. Pay 15000 or 20000 in 10000 units.",
        "Court summons: pay $300 tonight.",
        "Court summons: call 212-555-0123 tonight.",
    ],
)
def test_a_language_shows_no_law(text: str) -> None:
    """English is spoken in many places, and dollars and their numbers are of several."""
    assert shown(text) == "*"


def test_several_laws_are_all_named() -> None:
    """Traditional Chinese alone may be of Taiwan or of Hong Kong."""
    both = CHECKER.check("$300 court summons, call 212-555-0123 or (613) 555-0123, pay $20.")
    claimed = {claim.value for claim in both.claims.of("jurisdiction")}

    assert both.jurisdiction == "*"
    assert claimed == {"US", "CA"}


def test_the_evidence_is_in_the_claims() -> None:
    """What showed the law, with its place in the text as it came."""
    text = "Ｓummons by HMCTS: pay £300."
    report = check(text)
    claims = report.claims.of("jurisdiction")

    assert report.jurisdiction == "UK"
    assert [(claim.value, claim.detail, claim.quote) for claim in claims] == [
        ("UK", "name", "HMCTS"),
        ("UK", "currency", "£300"),
    ]
    assert all(text[claim.span.start : claim.span.end] == claim.quote for claim in claims)


def test_the_sender_counts() -> None:
    """A host or a code of a country in the sender shows a law; a number alone is but a hint."""
    text = "A court summons was issued to you, come to court."

    assert shown(text, "office@example.gov.uk") == "UK"
    assert shown(text, "Superior Court of New Jersey") == "US"
    assert shown(text, "+44 7700 900123") == "*"
    assert shown(text, "Sam") == "*"


def test_the_caller_knows_better() -> None:
    """What the caller says is not doubted, and needs no evidence."""
    report = CHECKER.check("Summons by HMCTS: pay £300.", jurisdiction="us")

    assert report.jurisdiction == "US"
    assert report.claims.of("jurisdiction") == ()


@pytest.mark.parametrize("law", ["CN", "TW", "US", "UK", "XX"])
def test_a_rule_runs_only_under_its_law(law: str, tiny: RulePack) -> None:
    """The small pack is of mainland law."""
    report = Checker(tiny).check("【速贷催收】我司已签发逮捕令。", jurisdiction=law)

    assert bool(report.findings) == (law == "CN")


def test_where_laws_are_open_a_decisive_rule_holds_under_each() -> None:
    """Rules of each possible law run; what is decisive in one of them alone does not."""
    pack = default_pack()
    text = "法院傳票：你須於兩日內到案，否則警方將上門拘捕。"
    report = CHECKER.check(text)
    decisive = {each.rule_id for each in report.findings if each.severity is Severity.DECISIVE}

    assert report.jurisdiction == "*"
    assert report.findings
    assert all({"TW", "HK"} <= pack.holds_in.get(rule, {"TW", "HK"}) for rule in decisive)
    assert all({"TW", "HK"} & pack.holds_in.get(each.rule_id, {"TW"}) for each in report.findings)


@pytest.mark.parametrize(
    ("typed", "name"), [("cn", "CN"), (" US ", "US"), ("GB", "UK"), ("Gb", "UK"), ("xx", "XX")]
)
def test_names_of_jurisdictions(typed: str, name: str) -> None:
    """Case does not matter, and ISO's name of the United Kingdom is known."""
    assert canonical(typed) == name


def test_one_law_or_none() -> None:
    """`only` is the law if there is but one."""
    sign = Sign("UK", "name", 3, 0, 1)

    assert Laws(("UK",), (sign,)).only == "UK"
    assert Laws(("HK", "TW")).only is None
    assert UNKNOWN.only is None


@given(TEXTS)
def test_every_text_has_a_law_or_none(text: str) -> None:
    """The law of a report is one that a pack is of, or open; evidence is in the text."""
    report = CHECKER.check(f"传票 {text}")

    assert report.jurisdiction in {*default_pack().laws.values(), "*"}
    for claim in report.claims.of("jurisdiction"):
        assert f"传票 {text}"[claim.span.start : claim.span.end] == claim.quote


def test_a_pattern_that_takes_too_long_is_left_out_and_told(tmp_path: Path) -> None:
    """Whatever a pack has in it, a check ends, and what was not looked at stands in its limits."""
    slow = "[^#]{0,40}" * 20 + "(?<=#)"  # each bound is harmless, all together are not
    head = TINY["pack.toml"].replace("[shows]", f"[shows]\npostcode = '{slow}'")
    pack = load_packs(write_pack(tmp_path, {"pack.toml": head}), ["tiny"])
    text = f"Arrest warrant, {'a ' * 200} Leeds LS1 4AB, call 202-555-0100 or 202-555-0101."
    start = time.monotonic()

    report = Checker(pack).check(text, sender="+4420 2555 0100", lang="en")

    assert time.monotonic() - start < 5
    assert report.limits == ("a pattern in the rules for CN took too long and was left out",)
    assert Checker(pack, jurisdiction="CN").check(text).limits == ()
