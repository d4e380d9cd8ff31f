"""How the reader is addressed: formally, informally, or not at all."""

from __future__ import annotations

from typing import get_args

import pytest

from summons_check import Verdict, check
from summons_check.folding import fold
from summons_check.languages import guess
from summons_check.models import Lang
from summons_check.reader import CONCEPTS, find_reader, language_flags, length_flags


@pytest.mark.parametrize(
    ("text", "formal", "informal"),
    [
        ("您的案件已受理", ["您"], []),
        ("尊敬的张三，请到庭", ["尊敬的"], []),
        ("贵司欠款", ["贵"], []),
        ("貴公司欠款", ["貴"], []),
        ("昂贵的公司在贵州", [], []),
        ("致张三：\n逾期", ["致张三："], []),
        ("你的案件", [], ["你"]),
        ("妳的案件", [], ["妳"]),
        ("您好，你欠款", ["您"], ["你"]),
        ("Dear Sir, you owe", ["Dear", "Sir"], ["you"]),
        ("YOUR account", [], ["YOUR"]),
        ("お客様の口座", ["お客様"], []),
        ("あなたの口座", [], ["あなた"]),
        ("young and sirens", [], []),
        ("原告与被告纠纷一案", [], []),
        ("你" * 9, [], ["你", "你", "你"]),
        ("", [], []),
    ],
)
def test_address_of_the_reader(text: str, formal: list[str], informal: list[str]) -> None:
    """A few places of each kind are enough, and `any` holds both in order."""
    folded = fold(text)
    found = find_reader(folded)
    quotes = {name: [folded.quote(*at) for at in places] for name, places in found.items()}

    assert quotes.get("reader.formal", []) == formal
    assert quotes.get("reader.informal", []) == informal
    assert found.get("reader.any", []) == sorted(at for at in found.get("reader.any", []))
    assert sorted(quotes.get("reader.any", [])) == sorted([*formal, *informal])


LANGUAGES = {"en": "language.english", "ja": "language.japanese"}


@pytest.mark.parametrize("lang", get_args(Lang))
def test_language_of_a_message_is_a_concept(lang: Lang) -> None:
    """Both scripts of Chinese are one language."""
    flags = language_flags(fold("x"), lang)

    assert flags == {LANGUAGES.get(lang, "language.chinese")}
    assert flags <= CONCEPTS


def test_noise_in_one_language_hides_no_other() -> None:
    """A message may be written in two languages: both count."""
    mixed = fold("您名下有一张传票未领取。" + "unsubscribe at any time by replying " * 5)

    assert language_flags(mixed, "en") == {"language.chinese", "language.english"}
    assert language_flags(mixed, "zh-Hans") == {"language.chinese", "language.english"}


def test_japanese_is_no_chinese() -> None:
    """Though it has more Han characters than kana: no rule for Chinese may judge it."""
    text = "民事執行法第二百十三条、正当な理由なく出頭しない者は六月以下の拘禁刑に処する"

    assert language_flags(fold(text), guess(text)) == {"language.japanese"}
    assert language_flags(fold(f"{text} Please contact us."), "en") == {"language.english"}
    assert check(f"{text} Please contact us.").verdict is Verdict.NOT_APPLICABLE


def test_chinese_inside_japanese_is_seen() -> None:
    """A few lines of Japanese around it hide no Chinese."""
    mixed = "您名下有一张传票未领取。" + "ご確認のほど、よろしくおねがいいたします。" * 3

    assert language_flags(fold(mixed), guess(mixed)) == {"language.japanese", "language.chinese"}


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("传" * 70, {"text.short"}),
        ("传" * 71, set()),
        ("a" * 160, {"text.short"}),
        ("a" * 161, set()),
        ("a" * 961, {"text.long"}),
        ("传" * 421, {"text.long"}),
        ("", {"text.short"}),
    ],
)
def test_length_is_counted_in_sms(text: str, flags: set[str]) -> None:
    assert length_flags(fold(text)) == flags
