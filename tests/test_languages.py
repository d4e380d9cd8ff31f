"""The languages of a report and the guess of a message's language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summons_check import default_pack
from summons_check.conversion import converter
from summons_check.languages import (
    _TAIWAN,
    _UNCOVERED,
    _UNFAMILIAR,
    LANGS,
    guess,
    in_lang,
    is_covered,
    is_japanese,
    to_traditional,
)
from summons_check.models import Lang, Text


@pytest.mark.parametrize(
    ("message", "lang"),
    [
        ("您有一份法院传票待领取，请尽快联系", "zh-Hans"),
        ("您有一份法院傳票待領取，請儘快聯繫", "zh-Hant"),
        ("臺灣臺北地方法院 支付命令", "zh-Hant"),
        ("Final notice: a summons has been issued", "en"),
        ("Avis: convocation au tribunal", "en"),
        ("Dear 陈先生, your hearing is on 3 December at the 法院", "en"),
        ("请登录 https://zxfw.court.gov.cn 查收起诉状副本，并按期答辩", "zh-Hans"),
        ("（2026）浙0106民初1357号", "zh-Hans"),
        ("在法院的台子上", "zh-Hans"),  # no character that only one script has
        ("逮捕令已簽发，请立即还款", "zh-Hans"),  # one traditional character as disguise
        ("", "zh-Hans"),
        ("12368 !!! 🙏", "zh-Hans"),
        ("裁判所より訴訟のお知らせです", "ja"),
        ("ﾐﾉｳ料金ﾉ件ﾆﾂｷ御連絡ｸﾀﾞｻｲ", "ja"),
        ("東京簡易裁判所 民事訟務課", "ja"),  # not a kana in it
        ("財産開示期日呼出状 令和8年(財チ)第3号", "ja"),
        ("您好，请到の餐厅领取传票", "zh-Hans"),  # kana as an ornament
        ("剛好有檔就拿來做ニノミ魅惑的神情", "zh-Hant"),
        ("督促借款人尽快还款，支付利息", "zh-Hans"),  # words of both
        ("臺南舊地方裁判所整修完工", "zh-Hant"),
        ("Dear ナカムラ, your hearing is on 3 December", "en"),
        ("𝐘𝐨𝐮𝐫 𝐡𝐞𝐚𝐫𝐢𝐧𝐠 𝐢𝐬 𝐨𝐧 3 𝐌𝐚𝐲", "en"),
        ("ⓕⓘⓝⓐⓛ ⓝⓞⓣⓘⓒⓔ", "en"),
        ("Ｆｉｎａｌ　ｎｏｔｉｃｅ", "en"),
        ("请打开ＡＰＰ查看", "zh-Hans"),
        ("𝐏𝐚𝐲 $300 at 12345 67890 1234567890", "en"),  # few bytes a character, for all its figures
        ("Fɪɴᴀʟ ɴᴏᴛɪᴄᴇ", "en"),
        ("財\u0336産\u0336開\u0336示\u0336期\u0336日\u0336 令\u0336和\u03368年", "ja"),
    ],
)
def test_guess_is_the_language_of_most_of_the_message(message: str, lang: str) -> None:
    assert guess(message) == lang


@given(st.text())
def test_guess_answers_for_every_string(message: str) -> None:
    assert guess(message) in LANGS


def test_guess_reads_only_the_start_of_a_long_message() -> None:
    """Its cost does not grow with the message."""
    assert guess("法" * 5_000 + " word" * 100_000) == "zh-Hans"


@pytest.mark.parametrize(
    ("lang", "words"),
    [("zh-Hans", "为了账户"), ("zh-Hant", "為了帳戶"), ("en", "accounts"), ("ja", "口座")],
)
def test_a_wording_exists_in_every_language(lang: Lang, words: str) -> None:
    assert in_lang(Text(zh="为了账户", en="accounts", ja="口座"), lang) == words


def test_what_has_no_japanese_is_said_in_english() -> None:
    assert in_lang(Text(zh="账户", en="accounts"), "ja") == "accounts"


@pytest.mark.parametrize(
    "text", ["裁判所からのお知らせ", "ｻｲﾊﾞﾝｼｮ", "レターパック〆", "您有一张传票", ""]
)
def test_kana_are_covered(text: str) -> None:
    assert is_covered(text)


@given(st.text())
def test_a_text_is_japanese_or_not_for_every_string(text: str) -> None:
    assert is_japanese(text) in {True, False}


def test_no_character_is_lost_where_opencc_stops() -> None:
    """OpenCC ends at NUL and refuses lone surrogates."""
    assert to_traditional("传\0票\ud800传") == "傳\0票\ud800傳"


def test_two_conversions_say_what_one_says() -> None:
    """OpenCC's conversion for Taiwan, which takes more memory, has the same result."""
    whole = converter("s2tw")
    wording = [text.zh for rule in default_pack().rules for text in (rule.title, rule.why)]

    assert len(wording) > 1000
    for text in wording:
        assert to_traditional(text) == whole(text).translate(_TAIWAN), text


@given(st.text())
def test_traditional_characters_stay_as_they_are(text: str) -> None:
    once = to_traditional(text)

    assert to_traditional(once).count("傳") == once.count("傳")
    assert len(once) > 0 or not text


def test_no_letter_of_another_script_is_familiar() -> None:
    """The quick look at a message and the close one agree on every single character."""
    for code in range(0x110000):
        character = chr(code)
        is_letter_of_others = _UNCOVERED.search(character) is not None

        assert _UNFAMILIAR.search(character) or not is_letter_of_others
