"""Disguise: key words typed so that filters miss them, and ordinary typing, which is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import TEXTS
from summons_check.disguise import TRICKS, find_disguises, trick_of
from summons_check.folding import fold
from summons_check.rulepack import RulePack
from summons_check.vocabulary import Mention, Vocabulary


def disguises(tiny: RulePack, text: str) -> list[str]:
    """Quote the key words of a text that are disguised."""
    folded = fold(text)
    found = find_disguises(folded, Vocabulary(tiny.concepts).scan(folded), []).values()
    return [folded.quote(each.start, each.end) for each in found]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("您的逮*捕*令已下", "逮*捕*令"),
        ("您的逮.捕.令已下", "逮.捕.令"),
        ("您的逮·捕·令已下", "逮·捕·令"),
        ("您的逮\u200b捕令已下", "逮\u200b捕令"),
        ("您的逮🚨捕🚨令已下", "逮🚨捕🚨令"),
        ("您的逮 捕 令已下", "逮 捕 令"),
        ("您的逮　捕　令已下", "逮　捕　令"),
        ("請繳撤_案_費", "撤_案_費"),
        ("an аrrеѕt warrant", "аrrеѕt warrant"),
        ("an arrest wαrrant", "arrest wαrrant"),
        ("您的逮\u0336捕\u0336令\u0336已下", "逮\u0336捕\u0336令\u0336"),
        (
            "an a\u0336r\u0336r\u0336e\u0336s\u0336t warrant",
            "a\u0336r\u0336r\u0336e\u0336s\u0336t warrant",
        ),
        ("an arreꜱt warraոt", "arreꜱt warraոt"),
        ("an ar\u200brest warrant", "ar\u200brest warrant"),
        ("an a.r.r.e.s.t warrant", "a.r.r.e.s.t warrant"),
        ("you are a-r-r-e-s-t-e-d", "a-r-r-e-s-t-e-d"),
    ],
)
def test_disguised_key_word_is_found(tiny: RulePack, text: str, quote: str) -> None:
    """What is strewn between the letters of a key word, or stands in for one."""
    assert quote in disguises(tiny, text)


@pytest.mark.parametrize(
    "text",
    [
        "您的逮捕令已下",
        "您的逮捕\n令已下",
        "逮 捕 令",
        "逮　捕　令（副本）\n张三：",
        "拘傳，逮捕令",
        "ＡＲＲＥＳＴ ＷＡＲＲＡＮＴ",
        "Arrest  Warrant",
        "ARREST\nWARRANT",
        "逮捕、冻结",
        "un mandat d'arre\u0302t",
        "1\u20e3逮捕令2\ufe0f\u20e3",
        "“逮捕”“冻结”",
        "今 天 天 气 好",
        "傳·統·文·化",
        "Привет",
        "",
    ],
)
def test_ordinary_typing_is_no_disguise(tiny: RulePack, text: str) -> None:
    """Headings with spaces, line breaks, width and script are how people type."""
    assert disguises(tiny, text) == []


def test_respelt_words_are_disguises_too(tiny: RulePack) -> None:
    """A misspelt key word is told with the others, in order."""
    folded = fold("律师涵与逮*捕*令")
    found = [
        *find_disguises(folded, Vocabulary(tiny.concepts).scan(folded), [Mention(0, 3)]).values()
    ]

    quotes = [folded.quote(each.start, each.end) for each in found]

    assert quotes == ["律师涵", "逮*捕*令"]
    assert [(each.value, each.detail) for each in found][1] == ("逮捕令", "signs")


@given(
    st.lists(
        st.sampled_from([*"逮捕令冻结 *\u200b", "逮*捕", "arrest ", "warrant"]) | TEXTS, max_size=9
    ).map("".join)
)
def test_disguises_are_mentions_of_the_text(tiny: RulePack, text: str) -> None:
    """Whatever the text, a disguise is a mention, found once."""
    folded = fold(text)
    mentions = Vocabulary(tiny.concepts).scan(folded)
    found = find_disguises(folded, mentions, []).values()

    places = [(each.start, each.end) for each in found]

    assert places == sorted(set(places))
    assert set(places) <= {mention for here in mentions.values() for mention in here}
    assert {each.detail for each in found} <= set(TRICKS)


@pytest.mark.parametrize(
    ("typed", "meant", "trick"),
    [
        ("逮\u200b捕令", "逮捕令", "invisible"),
        ("war\u00adrant", "warrant", "invisible"),
        ("\u202etserra\u202c", "arrest", "turned"),
        ("a\u0336r\u0336r\u0336est", "arrest", "marks"),
        ("аrrest", "arrest", "lookalikes"),
        ("w@rrant", "warrant", "figures"),
        ("逮*捕*令", "逮捕令", "signs"),
        ("w.a.r.r.a.n.t", "warrant", "signs"),
        ("逮 捕 令", "逮捕令", "spaces"),
        ("逮扌甫令", "逮捕令", "split"),
        ("chuanpiao", "传票", "pinyin"),
        ("waarrant", "warrant", "repeated"),
        ("律师涵", "律师函", "respelt"),
        ("warrent", "warrant", "respelt"),
    ],
)
def test_the_trick_is_named(typed: str, meant: str, trick: str) -> None:
    assert trick_of(typed, meant) == trick


def test_every_trick_is_tried() -> None:
    (parametrize,) = [m for m in test_the_trick_is_named.pytestmark if m.name == "parametrize"]

    assert {trick for _, _, trick in parametrize.args[1]} == set(TRICKS)
