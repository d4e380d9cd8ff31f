"""Phrases of term files: choices, gaps, and what of a phrase is looked for first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summons_check.folding import fold
from summons_check.pack_schema import Concept
from summons_check.phrases import count_forms, forms, heads_and_rest, steps
from summons_check.vocabulary import Vocabulary

WORDS = st.text(alphabet="abc捕令 ", min_size=1, max_size=4)
PHRASES = st.lists(
    st.one_of(
        WORDS.filter(str.strip),
        st.lists(WORDS, min_size=1, max_size=5).map(lambda words: "{" + "|".join(words) + "}"),
    ),
    min_size=1,
    max_size=4,
).map("".join)


def found(phrase: str, text: str) -> list[str]:
    """What a vocabulary of one phrase finds in a text."""
    vocabulary = Vocabulary({"a.b": (Concept(phrases=(phrase,)),)})
    folded = fold(text)
    mentions = vocabulary.scan(folded).get("a.b", [])
    return sorted({folded.text[mention.start : mention.end] for mention in mentions})


@pytest.mark.parametrize(
    "phrase", ["no {court", "no court}", "no {court|{a|b}}", "a}b{c", "{a|b}}", "}{", "{a…|b}c"]
)
def test_braces_that_do_not_fit_are_an_error(phrase: str) -> None:
    with pytest.raises(ValueError, match="a choice is written"):
        steps(phrase)


@given(PHRASES)
def test_forms_are_counted_without_spelling_them_out(phrase: str) -> None:
    assert count_forms(phrase) == len(forms(phrase))


@given(PHRASES)
def test_heads_and_rest_make_up_the_forms(phrase: str) -> None:
    """Nothing is lost and nothing is added when only the beginning is spelled out."""
    heads, rest = heads_and_rest(phrase)
    tails = forms("") if not rest else ["".join(tail) for tail in _product(rest)]

    assert sorted({head + tail for head in heads for tail in tails}) == sorted(set(forms(phrase)))


def _product(rest: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    made: list[tuple[str, ...]] = [()]
    for step in rest:
        made = [(*tail, piece) for tail in made for piece in step]
    return made


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("we drop your whole file today", []),
        ("we drop your file today", ["drop your file"]),
        ("we drop the  files today", []),
        ("we cancel ur warrant", ["cancel ur warrant"]),
        ("we backdrop your file", []),
        ("we drop the warrants", []),
    ],
)
def test_a_phrase_with_many_choices_is_found_like_a_plain_one(
    text: str, expected: list[str]
) -> None:
    """Whole words, and all of them; where only its beginnings are looked for one by one."""
    verbs = "|".join(["drop", "cancel", "stop", "lift", "hold", "pull", "close", "void", "waive"])
    things = "|".join(["file", "case", "warrant", "order", "visit", "van", "arrest", "tow", "ban"])
    phrase = f"{{{verbs}}} {{the|your|ur}} {{{things}}}"

    assert len(heads_and_rest(phrase)[1]) > 0
    assert found(phrase, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("钱先打到咱们主任的银行卡上", ["打到咱们主任的银行卡"]),
        ("钱先汇入会计账户", ["汇入会计账户"]),
        ("钱先打到。主任的卡", []),
        ("钱先打到法院账户", []),
    ],
)
def test_a_choice_may_stand_on_both_sides_of_a_gap(text: str, expected: list[str]) -> None:
    assert found("{打到|汇入|转给}…{主任的|会计|科长}{银行|}{卡|账户}", text) == expected


@given(st.sampled_from(["stop|drop", "stops|stop"]), st.sampled_from(["case*", "case"]))
def test_a_choice_finds_what_its_forms_find(verbs: str, last: str) -> None:
    """With and without many choices, and with an open end."""
    text = "stop the case, drop the cases, stops the casework"
    phrase = f"{{{verbs}}} the {last}"
    plain = {
        hit
        for form in forms(phrase.rstrip("*"))
        for hit in found(form + "*"[: last.endswith("*")], text)
    }

    assert set(found(phrase, text)) == plain


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("garnish* your income", "we garnishee your income", ["garnishee your income"]),
        ("garnish* your income", "we garnish your income", ["garnish your income"]),
        ("garnish* your income", "we tarnish your income", []),
        ("{cancel*|void} {your|ur} permit", "cancelling ur permit", ["cancelling ur permit"]),
        ("court fee {book*|form}", "court fee booking", ["court fee book"]),
        ("拨打*21", "请拨打*21转接", ["拨打*21"]),
    ],
)
def test_a_word_goes_on_wherever_a_star_stands(phrase: str, text: str, expected: list[str]) -> None:
    """But for what is dialled, of which the star is a part."""
    assert found(phrase, text) == expected


def test_a_star_inside_a_choice_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"at the end of a word"):
        steps("{court* fee|fee} due")
