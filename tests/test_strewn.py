"""Signs strewn in words are taken out where they tear known ones, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import TEXTS
from summons_check.addresses import find_addresses
from summons_check.folding import fold
from summons_check.strewn import without_strewn_signs
from summons_check.word_list import WordList

_WORDING = (
    "notice court warrant payment petrol non the dorm gate fee to proof pro high court high court"
    " highcourt self help of"
)
WORDS = WordList(_WORDING.split, _WORDING.split)
TORN = "no*tice war-rant pay_ment"
"""As many known words as show that signs are strewn."""


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("petrol-eum", "petroleum"),  # no petrol
        ("d-orm~ant", "dormant"),
        ("propa🔥gate", "propagate"),
        ("sho^la, propa`gate", "shola, propagate"),  # these signs fold to a space
        ("non-pay-ment", "non-payment"),  # one hyphen is meant
        ("pro*of the", "proof the"),  # of two words, which are one as well
        ("high-co*urt", "high-court"),
        ("self-help", "self-help"),
        ("ho*u / e+ct", "hou / ect"),  # spaces stay
        ("pay.example.top ar.est/now me@petr.ol.com", "pay.example.top ar.est/now me@petr.ol.com"),
        ("27-002-b 3*4", "27-002-b 3*4"),
    ],
)
def test_signs_are_taken_out(typed: str, read: str) -> None:
    folded = without_strewn_signs(fold(f"{TORN} {typed}"), WORDS)

    assert folded.text == f"notice warrant payment {read}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "petrol-eum",
        "no*tice, war-rant and petrol-eum",  # two may be an accident
        "self-help, non-fee, high-court and pro*of, the*fee",
        "mail.example.top f.oo@b.ar",
        "您的no票",
    ],
)
def test_where_few_known_words_are_torn_signs_stay(text: str) -> None:
    """The same object."""
    folded = fold(text)

    assert without_strewn_signs(folded, WORDS) is folded


def test_evidence_is_what_was_typed() -> None:
    folded = without_strewn_signs(fold(f"{TORN} petrol🔥eum"), WORDS)
    start = folded.text.index("petroleum")

    assert folded.quote(start, start + len("petroleum")) == "petrol🔥eum"


@given(
    TEXTS
    | st.lists(st.sampled_from(["no*tice", "petrol-eum", "a.b", "@", "🔥", "x-y"])).map(" ".join)
)
def test_letters_and_their_way_back_stay(text: str) -> None:
    """Only signs between letters go."""
    folded = fold(text)
    whole = without_strewn_signs(folded, WORDS)
    origins = whole.origins or range(len(whole.text))

    assert [*filter(str.isalnum, whole.text)] == [*filter(str.isalnum, folded.text)]
    assert len(origins) == len(whole.text)
    assert all(0 <= place < len(text) for place in origins)
    assert len(find_addresses(whole.text)) == len(find_addresses(folded.text))
