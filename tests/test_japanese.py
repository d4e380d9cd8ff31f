"""Japanese from end to end: its words, its negations, its reports."""

from __future__ import annotations

import pytest

from summons_check import Checker, Report, Severity, Verdict, default_pack
from summons_check.folding import fold
from summons_check.pack_schema import Concept
from summons_check.vocabulary import Vocabulary

CHECKER = Checker()
FAKE = "訴訟最終通知書　ご連絡なき場合は給与の差押えを執行します。取下げ最終期日 本日"
REAL = "支払督促 令和8年(ロ)第11号 2週間以内に督促異議ができます。立川簡易裁判所 裁判所書記官"
IDLE = "明日の夜、駅前のラーメン屋に行きませんか？"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (FAKE, Verdict.LIKELY_FAKE),
        (REAL, Verdict.NO_RED_FLAGS),
        (IDLE, Verdict.NOT_APPLICABLE),
    ],
)
def test_a_japanese_message_gets_a_japanese_report(text: str, verdict: Verdict) -> None:
    """Nothing in it is left in another language, and no limit is reported."""
    report = CHECKER.check(text)

    assert (report.verdict, report.lang, report.limits) == (verdict, "ja", ())
    assert "This message" not in report.to_text(text)
    assert Report.model_validate_json(report.model_dump_json()) == report
    assert all(finding.wording.title.ja for finding in report.findings)
    assert all(step.wording.ja for step in report.next_steps)


@pytest.mark.parametrize(
    "typed",
    [
        "訴.訟.最.終.通.知.書 ﾃﾞｽ ﾚﾝﾗｸください",
        "訴 訟 最 終 通 知 書 です",
        "訴\u200b訟最終通知書です",
        "訴訟最終通知書デス、ご連絡ください",
    ],
)
def test_a_disguise_hides_no_japanese_word(typed: str) -> None:
    found = {finding.rule_id for finding in CHECKER.check(typed).findings}

    assert "jp.invented-paper" in found


def test_phrases_of_one_language_are_looked_for_in_its_texts_alone() -> None:
    """The same characters mean other things; Chinese inside Japanese is read as well."""
    vocabulary = Vocabulary(
        {
            "a.word": (
                Concept(phrases=("手紙",)),
                Concept(phrases=("裁判",), is_japanese=True),
            )
        }
    )

    def words(text: str) -> list[str]:
        folded = fold(text)
        return [folded.quote(*mention) for mention in vocabulary.scan(folded).get("a.word", [])]

    assert words("手紙和裁判很多") == ["手紙"]
    assert words("手紙と裁判がある") == ["裁判"]
    assert words("您的手紙。裁判のお知らせがありますので、よろしくおねがいします") == [
        "手紙",
        "裁判",
    ]


@pytest.mark.parametrize(
    ("typed", "value"),
    [("金298,000円", "298000"), ("３万円", "30000"), ("十万円", "100000"), ("5千円分", "5000")],
)
def test_a_sum_in_yen_is_read(typed: str, value: str) -> None:
    (amount,) = CHECKER.check(f"未納料金{typed}を支払え、訴訟になります").claims.of("amount")

    assert value in amount.value
    assert "JPY" in amount.value or amount.detail == "JPY"


BELOW = (
    "架空請求にご注意ください。",
    "特殊詐欺に十分ご注意ください。",
    "不審なメールにご注意ください。",
    "お問い合わせは平日9時から17時まで。",
    "本メールは送信専用です。",
)
"""Lines that stand under any message, honest or not."""


@pytest.mark.parametrize("line", BELOW)
def test_a_line_below_silences_no_japanese_rule(line: str) -> None:
    """A threat with "beware of fraud" under it is a threat."""
    hits = [
        (rule.id, hit)
        for rule in default_pack().rules
        for hit in rule.hit
        if rule.id.startswith("jp.") and rule.severity not in (Severity.MITIGATING, Severity.NOTICE)
    ]

    def finds(rule_id: str, text: str) -> bool:
        found = CHECKER.check(text, jurisdiction="JP").findings
        return rule_id in {finding.rule_id for finding in found}

    silenced = [
        rule_id
        for rule_id, hit in hits
        if not finds(rule_id, hit.text.removesuffix("。") + "。" + line)
    ]

    assert len(hits) > 20
    assert silenced == []


def test_a_frame_is_explained_in_japanese() -> None:
    text = "架空請求にご注意ください。「訴訟最終通知」のはがきの手口が増えています。188へ。"
    report = CHECKER.check(text)

    assert report.verdict is Verdict.NOT_APPLICABLE
    assert [frame.name for frame in report.frames] == ["warning"]
    assert "詐欺への注意" in report.frames[0].reason


def test_every_text_of_the_pack_has_japanese() -> None:
    rules = [rule for rule in default_pack().rules if rule.id.startswith("jp.")]

    assert [rule.id for rule in rules if not (rule.title.ja and rule.why.ja)] == []
