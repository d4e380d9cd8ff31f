"""Folding: one plain form for matching, and the way back to what was pasted."""

from __future__ import annotations

import sys
import unicodedata
from itertools import pairwise

import opencc
import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from conftest import TEXTS
from summons_check.folding import (
    _LOOSE,
    _LOOSENED,
    Folded,
    fold,
    fold_phrase,
    fold_phrases,
    squeeze,
)

LONG_ZH = "您与某某公司金融借款合同纠纷一案已经移送本院执行局请于三日内"
LONG_EN = "the claimant has asked the court to enter judgment against you and"


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        pytest.param("ＡＲＲＥＳＴ １２３６８", "arrest 12368", id="full-width"),
        pytest.param("：，！？；（）", ":,!?;()", id="full-width-punctuation"),
        pytest.param("Arrest WARRANT", "arrest warrant", id="case"),
        pytest.param("Straße", "strasse", id="casefold-to-two"),
        pytest.param("逮\u200b捕\u2060令\ufeff", "逮捕令", id="zero-width"),
        pytest.param("war\u00adrant", "warrant", id="soft-hyphen"),
        pytest.param("\u202etnarraw\u202c is", "warrant is", id="turned-letters"),
        pytest.param("\u202e令捕逮", "逮捕令", id="turned-to-the-end"),
        pytest.param("\u2066warrant\u2069", "warrant", id="bidi-control"),
        pytest.param("arre\u0301st", "arrest", id="combining-mark"),
        pytest.param("arrést", "arrest", id="composed-accent"),
        pytest.param("逮\u0336捕\u0336令\u0336", "逮捕令", id="struck-through"),
        pytest.param("1\u20e32\ufe0f\u20e3", "12", id="keycaps"),
        pytest.param("аrrеѕt", "arrest", id="cyrillic"),
        pytest.param("αrreѕτ", "arrest", id="greek"),
        pytest.param("ΝΟΤΙCΕ ΗΥΒ", "notice hyb", id="capitals-unlike-their-small-form"),
        pytest.param("ᴀʀʀᴇsᴛ 🅰🆁🆁🅴🆂🆃", "arrest arrest", id="small-and-negative-capitals"),
        pytest.param(
            "ar\u3164rest ar\u115frest ar\u034frest", "arrest arrest arrest", id="fillers"
        ),
        pytest.param("ar\u2800rest", "ar rest", id="braille-blank"),
        pytest.param("逮‼️捕⁉️令", "逮捕令", id="marks-that-are-emoji"),
        pytest.param("逮∙捕・令 a∙r•r・e‧s⋅t", "逮捕令arrest", id="dots-of-all-sizes"),
        pytest.param("a~r+r=e#s^t now", "arrest now", id="spelled-with-signs"),
        pytest.param("p.a.y n.o.w", "pay now", id="spelled-with-dots-word-by-word"),
        pytest.param("h~o+u / e=c^t / u*s", "hou ect us", id="spelled-with-signs-and-a-stroke"),
        pytest.param("p a y m e  n o w", "payme now", id="spelled-with-spaces-word-by-word"),
        pytest.param("b a i l. T h e r e", "bail. there", id="full-stop-between-spelled-words"),
        pytest.param("灋院査収値", "法院查收值", id="old-and-strange-forms"),
        pytest.param("𝐚𝐫𝐫𝐞𝐬𝐭", "arrest", id="mathematical-bold"),
        pytest.param("ⓐⓡⓡⓔⓢⓣ", "arrest", id="circled"),
        pytest.param("⑩日 ⅷ ﬁle", "10日viii file", id="one-to-several"),
        pytest.param("拘傳票與帳戶凍結", "拘传票与帐户冻结", id="traditional"),
        pytest.param("薴", "苎", id="traditional-in-two-steps"),
        pytest.param("⼈⺠法院", "人民法院", id="radicals"),
        pytest.param("ﾚﾀｰﾊﾟｯｸ ｶﾞ", "レターパックガ", id="half-width-kana"),
        pytest.param("か\u3099 ハ゜", "がパ", id="kana-and-their-marks"),
        pytest.param("レタ―パック サ一ビス", "レターパックサービス", id="long-vowel"),
        pytest.param("払売応図説", "拂卖应图说", id="japanese-forms"),
        pytest.param("拂賣應圖說", "拂卖应图说", id="their-old-forms"),
        pytest.param("欠予台余芸", "欠予台余芸", id="japanese-forms-that-chinese-has"),
        pytest.param("令和８年 〇円 時々", "令和8年〇円时々", id="eras-and-iteration-marks"),
        pytest.param("最.終.警.告 強・制", "最终警告强制", id="dots-in-japanese"),
        pytest.param("ご 連 絡 な き", "ご连络なき", id="spaces-between-kana"),
        pytest.param("逮 捕 令", "逮捕令", id="spaces-between-han"),
        pytest.param("传　　票", "传票", id="ideographic-spaces"),
        pytest.param("逮·捕.令*到-案", "逮捕令到案", id="symbols-between-han"),
        pytest.param("逮、捕，令", "逮、捕,令", id="punctuation-stays"),
        pytest.param("逮🚨捕🚨🚨令❤\ufe0f吗", "逮捕令吗", id="emoji-between-han"),
        pytest.param("pay now🚨call", "pay now call", id="emoji-between-latin"),
        pytest.param("拨打 12368 或 USD 100 元", "拨打12368或usd 100元", id="space-beside-han"),
        pytest.param("逮捕\n令", "逮捕令", id="line-break-between-han"),
        pytest.param("二〇\n二六", "二〇二六", id="line-break-beside-zero"),
        pytest.param("arrest\r\nwarrant", "arrest warrant", id="line-break-between-latin"),
        pytest.param("pay now\n- call us", "pay now\n- call us", id="list-item-keeps-its-line"),
        pytest.param("a r r e s t", "arrest", id="spelled-with-spaces"),
        pytest.param("A.R.R.E.S.T now", "arrest now", id="spelled-with-dots"),
        pytest.param("w-a-r-r-a-n-t", "warrant", id="spelled-with-hyphens"),
        pytest.param("s\nt\no\np", "stop", id="spelled-downwards"),
        pytest.param("I am a US citizen", "i am a us citizen", id="short-words-stay"),
        pytest.param("2026-1-2", "2026-1-2", id="date-stays"),
        pytest.param("12.50 3-5", "12.50 3-5", id="numbers-stay"),
        pytest.param("(2026)粤0305民初1号", "(2026)粤0305民初1号", id="case-number-stays"),
        pytest.param("a\x00b\ud800c\ufffdd", "abcd", id="nul-surrogate-replacement"),
        pytest.param("", "", id="empty"),
        pytest.param("\u200b", "", id="nothing-visible"),
    ],
)
def test_typed_forms_fold_to_one_plain_form(typed: str, plain: str) -> None:
    """What a reader takes for the same word is the same word to a rule."""
    assert fold(typed).text == plain


@pytest.mark.parametrize(
    ("typed", "bare"),
    [("no \u202eliab\u202c", "nobail"), ("no \u202eliab", "nobailnoliab")],
)
def test_squeeze_has_turned_letters_in_each_order_that_may_be_meant(typed: str, bare: str) -> None:
    """Those that are turned back again have but one."""
    assert squeeze(typed) == bare


@pytest.mark.parametrize(
    ("typed", "word", "quote"),
    [
        ("您的逮 捕\u200b令到了", "逮捕令", "逮 捕\u200b令"),
        ("有ＡＲＲＥＳＴ令", "arrest", "ＡＲＲＥＳＴ"),
        ("an аrrеѕt warrant", "arrest", "аrrеѕt"),
        ("于⑩日到庭", "10日", "⑩日"),
        ("于⑩日到庭", "1", "⑩"),
        ("a cafe\u0301 bill", "cafe", "cafe\u0301"),
        ("逮捕\n令", "逮捕令", "逮捕\n令"),
        ("🚨逮🚨捕🚨", "逮捕", "逮🚨捕"),
        ("now a r r e s t you", "arrest", "a r r e s t"),
        ("傳票與拘票", "拘票", "拘票"),
        ("ﬁle it", "file", "ﬁle"),
        ("plain text", "text", "text"),
    ],
)
def test_quote_is_what_was_pasted(typed: str, word: str, quote: str) -> None:
    """A folded range leads back to the words as they were typed."""
    folded = fold(typed)
    start = folded.text.index(word)

    assert folded.quote(start, start + len(word)) == quote


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("一。二！三？四；五", ["一。", "二!", "三?", "四;", "五"]),
        ("one. two! three? 4.5 five", ["one.", " two!", " three?", " 4.5 five"]),
        ("第一行\n第二行", ["第一行", "第二行"]),
        (f"{LONG_ZH}\n到庭。", [f"{LONG_ZH}到庭。"]),
        (f"{LONG_EN}\npay today.", [f"{LONG_EN} pay today."]),
        (
            f"{LONG_ZH[:20]}\n{LONG_ZH[:20]}\n{LONG_ZH[:9]}。",
            [LONG_ZH[:20] * 2 + LONG_ZH[:9] + "。"],
        ),
        (
            "逮\n捕\n令已签发\n还款",
            ["逮捕令已签发还款"],
        ),  # written downwards: no line ends anything
        ("案号已立\n2026年", ["案号已立\n", "2026年"]),
        ("s\nt\no\np now", ["stop now"]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    """Stops and line breaks end a sentence; the wrapping of a long line does not."""
    folded = fold(text)
    bounds = [*folded.sentence_starts, len(folded.text)]
    found = [folded.text[a:b] for a, b in pairwise(bounds) if a < b]

    assert found == sentences
    assert [folded.sentence_at(folded.text.index(s.strip())) for s in sentences] == list(
        range(len(sentences))
    )


@pytest.mark.parametrize(
    "text",
    [
        "您的案件已受理,请于3日内到庭。",
        "法院通知：（2026）浙0110民初2345号，\n请到庭。\n李某，电话0571-00000000。",
        "Claim K01LS455 was issued against you.\nYou must reply\nwithin 14 days (or pay £300).",
    ],
)
def test_plain_text_needs_no_index(text: str) -> None:
    """Most messages fold as they were typed, line breaks or not; they cost no table."""
    assert fold(text).origins is None


@pytest.mark.parametrize(
    "text", ["逮 捕令", "an arr\u200best\nwarrant", "ar😀rest\nwarrant", "ar\u2800rest\nwarrant"]
)
def test_what_is_left_out_or_strewn_needs_one(text: str) -> None:
    assert fold(text).origins is not None


@pytest.mark.parametrize(
    "typed",
    [
        "逮 捕\u200b令, ARREST warrant",
        "逮\n捕令, a-r-r-e-s-t w.arrant",
    ],
)
def test_squeeze_leaves_bare_letters(typed: str) -> None:
    """The quick look sees through everything that is strewn between letters."""
    assert squeeze(typed) == "逮捕令,arrestwarrant"


def test_every_character_folds_to_its_last_form_at_once() -> None:
    """No folded character folds to another one: rules and texts agree for ever."""
    unstable = {
        chr(code): once
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code)) not in {"Cn", "Co", "Cs"}
        and (once := fold(f"汉{chr(code)}汉x{chr(code)}x").text) != fold(once).text
    }

    assert unstable == {}


def _origins(folded: Folded) -> list[int]:
    return list(range(len(folded.text))) if folded.origins is None else folded.origins


@given(TEXTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    """Fold is idempotent."""
    once = fold(text).text

    assert fold(once).text == once


@given(TEXTS)
def test_origins_lead_back_in_order(text: str) -> None:
    """Every folded character has an origin in the text, and none goes back."""
    folded = fold(text)
    origins = _origins(folded)

    assert folded.original == text
    assert len(origins) == len(folded.text)
    assert origins == sorted(origins) or "\u202e" in text
    assert all(0 <= origin < len(text) for origin in origins)


@given(TEXTS)
def test_every_range_is_words_of_the_text(text: str) -> None:
    """A folded range is a non-empty stretch of the original, whatever it is."""
    folded = fold(text)
    for start in range(len(folded.text)):
        for end in range(start + 1, len(folded.text) + 1):
            span = folded.span(start, end)

            assert 0 <= span.start < span.end <= len(text)
            words = "".join(
                "\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text[span.start : span.end]
            )
            assert folded.quote(start, end) == words


@given(TEXTS)
def test_sentences_cover_the_text(text: str) -> None:
    """Sentence starts begin at 0, rise, and stay inside the text."""
    folded = fold(text)
    starts = folded.sentence_starts

    assert starts[0] == 0
    assert starts == sorted(set(starts))
    assert starts[-1] <= len(folded.text)
    assert [folded.sentence_at(start) for start in starts] == list(range(len(starts)))


_PLAINLY_LOOSENED = regex.compile(
    rf"(?<=\p{{Han}})(?:[{_LOOSE}]+(?=\p{{Han}})|[ \x02]+(?=[a-z0-9]))"
    r"|(?<=[a-z0-9])[ \x02]+(?=\p{Han})"
    r"|[ \x02]*\n[ \n\x02]*|[ \x02]{2,}|\x02"
    r"|(?<![a-z0-9])[a-z0-9][ .*_\-|/\x02\n]+(?:[a-z0-9][ .*_\-|/\x02\n]+){2,}[a-z0-9](?![a-z0-9])"
)
"""What is loose, said as one would say it who is in no hurry."""


@given(st.text("ab1法院 \n.\x02*-·'", max_size=14))
def test_loose_is_the_same_as_said_plainly(text: str) -> None:
    """But letters that are spelled out one by one start behind the first of them."""
    plainly = [found.span() for found in _PLAINLY_LOOSENED.finditer(text)]
    plainly = [(start + text[start].isalnum(), end) for start, end in plainly]

    assert [found.span() for found in _LOOSENED.finditer(text)] == plainly


@given(st.lists(TEXTS))
def test_words_fold_together_as_they_do_alone(words: list[str]) -> None:
    assert fold_phrases(words) == [fold_phrase(word) for word in words]


@pytest.mark.parametrize(
    ("word", "typed"),
    [("ガ", "ｶﾞ"), ("バンク", "ﾊﾞﾝｸ"), ("官バ", "官ﾊﾞ"), ("が", "か\u3099")],
)
def test_a_kana_is_quoted_with_its_mark(word: str, typed: str) -> None:
    """The mark that stands behind it is part of what was typed."""
    folded = fold(f"執ｺｳ{typed}、と")
    start = folded.text.index(fold(word).text)

    assert folded.quote(start, start + len(word)) == typed


@pytest.mark.parametrize(
    "word",
    [
        *(
            "訟務",
            "執行",
            "強制",
            "裁判所",
            "督促",
            "差押え",
            "支払",
            "来る",
            "図",
            "収納",
            "説明",
        ),
        *("続行", "読む", "売買", "応じる", "取り戻す", "弁護士", "検察庁", "債権", "権利", "様"),
    ],
)
def test_new_and_old_forms_of_a_word_are_one(word: str) -> None:
    """Whatever form is typed: a phrase is folded like a text."""
    old = opencc.OpenCC("jp2t").convert(word)

    assert fold_phrase(word) == fold(word).text == squeeze(word)
    assert word in {"弁護士"} or fold(old).text == fold(word).text
