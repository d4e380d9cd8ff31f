"""The vocabulary: which words of a text name which concept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import TEXTS
from summons_check.folding import fold, squeeze
from summons_check.pack_schema import Concept
from summons_check.rulepack import RulePack
from summons_check.vocabulary import Vocabulary


def words(**concepts: Concept | list[str]) -> Vocabulary:
    """Make a vocabulary; in a concept's name `_` stands for the dot."""
    return Vocabulary(
        {
            name.replace("_", ".", 1): (
                concept if isinstance(concept, Concept) else Concept(phrases=tuple(concept)),
            )
            for name, concept in concepts.items()
        }
    )


def found(vocabulary: Vocabulary, text: str, concept: str = "a.b") -> list[str]:
    """Quote the mentions of one concept, as they were typed."""
    folded = fold(text)
    return [folded.quote(*mention) for mention in vocabulary.scan(folded).get(concept, [])]


@pytest.mark.parametrize(
    ("phrase", "text", "quotes"),
    [
        ("逮捕令", "逮捕令和逮捕令", ["逮捕令", "逮捕令"]),
        ("逮捕令", "已下逮 捕\u200b令！", ["逮 捕\u200b令"]),
        ("账户", "帳戶", []),
        ("帐户", "帳戶凍結", ["帳戶"]),
        ("凍結", "冻结", ["冻结"]),
        ("逮 捕 令", "逮捕令", ["逮捕令"]),
        ("arrest", "ARREST!", ["ARREST"]),
        ("Arrest", "arrest", ["arrest"]),
        ("arrest", "arrested", []),
        ("arrest", "an unarrest", []),
        ("arrest", "arrest2", []),
        ("arrest", "被arrest了", ["arrest"]),
        ("arrest", "a r r e s t", ["a r r e s t"]),
        ("arrest*", "arrested, arrests, rearrested", ["arrest", "arrest"]),
        ("final notice", "FINAL\nnotice", ["FINAL\nnotice"]),
        ("final notice", "final  notice", ["final  notice"]),
        ("final notice", "final noticeboard", []),
        ("12368", "拨打12368", ["12368"]),
        ("12368", "0123689", []),
        ("app下载", "APP 下载", ["APP 下载"]),
        ("交…撤案", "交500元即可撤案", ["交500元即可撤案"]),
        ("交…撤案", "交撤案", ["交撤案"]),
        ("交…撤案", "交一二三四五六七八撤案", ["交一二三四五六七八撤案"]),
        ("交…撤案", "交一二三四五六七八九撤案", []),
        ("交…撤案", "交钱。撤案", []),
        ("交…撤案", "交钱\n- 撤案", []),
        ("交…撤案", "交钱,再撤案", ["交钱,再撤案"]),
        ("pay … fee", "pay the withdrawal fee", ["pay the withdrawal fee"]),
        ("pay … fee", "pay for coffee", []),
        ("pay … fee", "pay for coffee fee", ["pay for coffee fee"]),
        ("pay … fee", "pay feet a fee", ["pay feet a fee"]),
        ("pay … fee", "repay a fee", []),
        ("pay … fee", "pay? a fee", []),
        ("pay … fee*", "pay all fees", ["pay all fee"]),
        ("pay … fee", f"pay {'x' * 28} fee", [f"pay {'x' * 28} fee"]),
        ("pay … fee", f"pay {'x' * 29} fee", []),
    ],
)
def test_phrase(phrase: str, text: str, quotes: list[str]) -> None:
    """A phrase is found as a reader would find it: whole words, inside one sentence."""
    assert found(words(a_b=[phrase]), text) == quotes


@pytest.mark.parametrize(
    ("text", "is_asked"),
    [
        ("谁跟你要手续费、逮捕费你就报警", False),
        ("凡自称我司人员以逮捕相威胁的，请保留证据", False),
        ("任何以逮捕施压的行为均与本公司无关", False),
        ("任何人不还款，均将被逮捕", True),
        ("凡是以办案为由要求您交逮捕费的，都是骗子", False),
        ("anyone who asks you for money to stop an arrest is a scammer", False),
        ("谁跟我说逮捕都没用，你自己想", True),
        ("谁跟你要手续费你就报警。逮捕令已签发", True),
        ("anyone who asks you for money. An arrest follows, call the police", True),
    ],
)
def test_what_impostors_ask_is_asked_by_nobody(text: str, is_asked: bool) -> None:
    """Who warns of impostors asks for nothing himself; that he warns is still seen."""
    firm = Concept(phrases=("逮捕", "arrest"), negatable=False)
    vocabulary = words(a_b=firm, frame_warning=Concept(phrases=("逮捕", "arrest"), negatable=False))
    found = vocabulary.scan(fold(text))

    assert ("a.b" in found, "frame.warning" in found) == (is_asked, True)


def test_concept_that_cannot_be_negated() -> None:
    """`negatable = false` counts in any case; the concept beside it does not."""
    vocabulary = words(a_b=Concept(phrases=("告诉家人",), negatable=False), c_d=["家人"])

    assert found(vocabulary, "不得告诉家人") == ["告诉家人"]
    assert found(vocabulary, "不得告诉家人", "c.d") == []


@pytest.mark.parametrize("before", ["nobody is ", "no one is ", "none of you is "])
def test_nobody_is_a_negation(before: str) -> None:
    assert found(words(a_b=["arrested"]), f"{before}arrested") == []


def test_shield_hides_what_lies_inside() -> None:
    """法院路 is a street, no court; the next court is one."""
    vocabulary = words(a_b=["法院", "院路", "法院路口"], shield_street=["法院路"])

    assert found(vocabulary, "法院路8号法院") == ["法院"]
    assert found(vocabulary, "法院路口") == ["法院路口"]
    assert "shield.street" not in vocabulary.scan(fold("法院路"))


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("可以上诉", []),
        ("可以上诉,可以申请法律援助", ["可以上诉", "法律援助"]),
        ("上诉,上诉", ["上诉", "上诉"]),
        ("可上诉", []),  # two phrases at one place
    ],
)
def test_concept_that_must_be_found_at_several_places(text: str, quotes: list[str]) -> None:
    """`at_least = 2`: one right alone is soon written, two are less so."""
    rights = Concept(phrases=("可以上诉", "上诉", "可上诉", "法律援助"), at_least=2)
    vocabulary = words(a_b=rights)

    assert [q for q in found(vocabulary, text) if q in quotes] == quotes
    assert bool(found(vocabulary, text)) == bool(quotes)


def test_include_counts_as_the_wider_concept() -> None:
    """Includes reach on: a includes b, b includes c; not the other way."""
    vocabulary = Vocabulary(
        {
            "a": (Concept(phrases=("付款",), includes=("b",)),),
            "b": (Concept(includes=("c",)),),
            "c": (Concept(phrases=("扫码",), includes=("a",)), Concept(phrases=("scan",))),
            "d": (Concept(phrases=("现金",)),),
        }
    )
    mentions = {name: found(vocabulary, "付款扫码 scan 现金", name) for name in "abcd"}

    assert mentions["a"] == ["付款", "扫码", "scan"]
    assert mentions["b"] == ["付款", "扫码", "scan"]  # a circle is one concept
    assert mentions["d"] == ["现金"]


def test_phrases_may_overlap_and_be_shared() -> None:
    """Every phrase is found, inside another one, across it, and for two concepts."""
    vocabulary = words(a_b=["逮捕", "逮捕令", "捕令状"], c_d=["逮捕令"])

    assert found(vocabulary, "逮捕令状") == ["逮捕", "逮捕令", "捕令状"]
    assert found(vocabulary, "逮捕令状", "c.d") == ["逮捕令"]


@pytest.mark.parametrize(
    ("text", "relevant"),
    [
        ("你的逮捕令已下", True),
        ("逮 捕 令", True),
        ("逮·捕\u200b·令", True),
        ("逮\n捕\n令", True),
        ("拘傳票", True),
        ("ａｒｒｅｓｔ ｗａｒｒａｎｔ", True),
        ("a r r e s t w a r r a n t", True),
        ("аrrest wаrrant", True),
        ("Arrest\nWarrant", True),
        ("交500元撤销案件", True),
        ("交500元撤案", False),  # each half is an everyday word
        ("Pay a FINE now", True),
        ("a fined, refined finesse", False),  # short words count whole
        ("转账给我", False),
        ("法院路见", False),
        ("今晚吃什么？", False),
        ("", False),
        ("\ud800\x00", False),
    ],
)
def test_quick_look_sees_anchors_however_typed(text: str, relevant: bool) -> None:
    """A text without any anchor is not looked at further; disguise does not help."""
    vocabulary = words(
        a_b=["逮捕令", "拘传票", "arrest warrant", "交…撤销案件", "交…撤案", "fine"],
        c_d=Concept(phrases=("转账",), anchor=False),
        shield_street=["法院路"],
    )

    assert vocabulary.is_relevant(text, squeeze(text)) is relevant


@pytest.mark.parametrize(
    ("text", "relevant"),
    [("a w@rrant", True), ("A W4RR4NT", True), ("a wa11ant", False), ("a w@rm b3d", False)],
)
def test_quick_look_sees_masked_anchors(text: str, relevant: bool) -> None:
    assert words(a_b=["warrant"]).is_relevant(text, squeeze(text)) == relevant


@pytest.mark.parametrize(
    ("text", "relevant"),
    [
        ("a warrrrant", True),
        ("a waaarrant", True),
        ("no haaarm", False),
        ("𝐭𝐡𝐞 𝐟𝐢𝐧𝐞 𝐢𝐬 𝐝𝐮𝐞", True),
        ("𝐭𝐡𝐞 𝐟𝐢𝐧𝐝 𝐢𝐬 𝐨𝐥𝐝", False),
        ("\u202etnarraw\u202c", True),
    ],
)
def test_quick_look_sees_disguised_english(text: str, relevant: bool) -> None:
    """Letters that are drawn out, styled or turned around."""
    assert words(a_b=["warrant", "fine"]).is_relevant(text, squeeze(text)) == relevant


@pytest.mark.parametrize(
    ("text", "relevant"), [("i need it", False), ("need papers served", True), ("sue me", True)]
)
def test_quick_look_passes_over_the_short_beginning_of_a_phrase(text: str, relevant: bool) -> None:
    """It is what follows that makes a text worth reading."""
    vocabulary = words(a_b=["need … papers served", "sue"])

    assert vocabulary.is_relevant(text, squeeze(text)) == relevant


def test_empty_vocabulary_finds_nothing() -> None:
    """A pack without terms is no error."""
    assert words().scan(fold("逮捕令")) == {}
    assert not words().is_relevant("逮捕令", "逮捕令")


PIECES = st.lists(
    st.sampled_from(
        ["逮捕令", "冻结", "法院路", "法院", "不会", "将", "交", "撤案", "warrant", "arrest"]
    )
    | TEXTS,
    max_size=8,
).map("".join)


@given(PIECES)
def test_mentions_lie_in_the_text_in_order(tiny: RulePack, text: str) -> None:
    """Whatever the text, mentions are non-empty, inside it and sorted."""
    folded = fold(text)
    for name, mentions in Vocabulary(tiny.concepts).scan(folded).items():
        assert name in tiny.concepts
        assert mentions == sorted(mentions)
        assert all(0 <= start < end <= len(folded.text) for start, end in mentions)


@given(PIECES)
def test_what_is_found_is_relevant(text: str) -> None:
    """The quick look never turns away a text in which the full scan finds an anchor."""
    vocabulary = words(a_b=["逮捕令", "冻结", "法院", "warrant", "arrest warrant"])

    assert vocabulary.is_relevant(text, squeeze(text)) or not vocabulary.scan(fold(text))


def test_words_of_a_law_count_in_it_only() -> None:
    """A pack adds words to a concept, and so to what includes it, in its own law."""
    words = Vocabulary(
        {
            "role.office": (
                Concept(phrases=("tax office",), anchor=False),
                Concept(phrases=("franchise board",), anchor=False, only_in="US"),
            ),
            "speaks.state": (Concept(includes=("role.office",), anchor=False),),
            "us.board": (Concept(phrases=("toll board",), anchor=False),),
            "paper": (
                Concept(phrases=("a paper",), anchor=False),
                Concept(includes=("us.board",), anchor=False, only_in="US"),
            ),
        }
    )
    text = "the tax office, the franchise board and the toll board"
    found = words.scan(fold(text))

    def told(*laws: str) -> dict[str, list[str]]:
        return {
            name: [text[slice(*mention)] for mention in mentions]
            for name, mentions in words.in_laws(found, laws).items()
        }

    everywhere = {
        "role.office": ["tax office"],
        "speaks.state": ["tax office"],
        "us.board": ["toll board"],
    }
    assert told() == told("UK") == everywhere
    assert told("UK", "US") == {
        "role.office": ["tax office", "franchise board"],
        "speaks.state": ["tax office", "franchise board"],
        "us.board": ["toll board"],
        "paper": ["toll board"],
    }


def test_words_of_traditional_places_are_looked_for_in_their_script() -> None:
    """In simplified Chinese they are not, unless the place is known."""
    words = Vocabulary(
        {
            "role.court": (Concept(phrases=("法院",)),),
            "tw.office": (Concept(phrases=("地检署",), is_traditional=True),),
        }
    )

    assert set(words.scan(fold("法院和地檢署"))) == {"role.court", "tw.office"}
    assert set(words.scan(fold("法院和地检署"))) == {"role.court"}
    assert set(words.scan(fold("法院和地检署"), is_traditional=True)) == {"role.court", "tw.office"}
    assert words.is_relevant("地檢署來電", squeeze("地檢署來電"))
    assert not words.is_relevant("地检署来电", squeeze("地检署来电"))
