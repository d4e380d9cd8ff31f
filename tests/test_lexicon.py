"""Lexica: phrases by script, so that a text without a Latin letter waits for no English."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summons_check.folding import fold, fold_phrase
from summons_check.lexicon import Entry, Lexicon, is_latin
from summons_check.pack_schema import Concept
from summons_check.phrases import forms
from summons_check.vocabulary import Vocabulary

PHRASES = (
    "传票",
    "加v信",
    "12368",
    "court order",
    "{court|judge} order",
    "{110|judge} now",
    "UK…12",
)


def _by_script(entry: Entry) -> tuple[Lexicon, Lexicon]:
    """The phrases in Latin letters, and the others."""
    latin = [*filter(is_latin, PHRASES)]
    return Lexicon([(entry, latin)]), Lexicon([(entry, [p for p in PHRASES if p not in latin])])


@pytest.mark.parametrize("phrase", PHRASES)
def test_latin_phrases_need_a_letter(phrase: str) -> None:
    """Whichever way it is said: only then may a text without one be spared them."""
    letters = [re.search("[a-z]", fold_phrase(form)) for form in forms(phrase)]

    assert all(letters) or not is_latin(phrase)


def test_every_phrase_is_in_one_lexicon() -> None:
    entry = Entry(Concept(phrases=PHRASES), ("a.b",), is_anchor=True)
    latin, others = _by_script(entry)

    for form in [form for phrase in PHRASES for form in forms(phrase)]:
        text = fold_phrase(form)
        assert bool(latin.find(text)) != bool(others.find(text)), form
    assert latin.anchors.occur_in("courtorder")
    assert not others.anchors.occur_in("courtorder")


def test_english_waits_for_a_letter() -> None:
    vocabulary = Vocabulary({"a.b": (Concept(phrases=PHRASES),)})
    vocabulary.scan(fold("您有一张传票,请拨打12368"))

    assert "_latin" not in vars(vocabulary)
    assert vocabulary.scan(fold("a court order"))


@given(st.lists(st.sampled_from((*PHRASES, "judge order", "judge now", " ", "。")), max_size=6))
def test_both_lexica_find_what_one_would(pieces: list[str]) -> None:
    folded = fold("".join(pieces))
    entry = Entry(Concept(phrases=PHRASES), ("a.b",), is_anchor=True)
    together = Lexicon([(entry, PHRASES)])
    apart = _by_script(entry)
    found = {(start, end) for _, start, end in together.find(folded.text)}

    assert {(s, e) for part in apart for _, s, e in part.find(folded.text)} == found
