"""The English words of the rules: which there are, what they cost, what is meant by letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summons_check.word_list import WordList

WORDING = (
    "the court the court order i'm sued e-transfer small-claims small claims high court highcourt"
    " warrant bail ball balance planed notice licence loan pm pm pm pm pm pm pm pm pm pm pm pm"
)
WORDS = WordList(WORDING.split, WORDING.split)


@pytest.mark.parametrize(
    ("letters", "is_word"),
    [
        ("warrant", True),
        ("w4rrant", True),
        ("warrant's", True),
        ("3rd", True),
        ("transfer", True),  # of e-transfer
        ("arrant", False),
        ("4al", False),  # too short to be read behind figures
        ("d'arrant", False),
        ("", False),
    ],
)
def test_words(letters: str, is_word: bool) -> None:
    assert WORDS.is_word(letters) is is_word


@pytest.mark.parametrize(
    ("letters", "meant"),
    [
        ("waarrrant", "warrant"),
        ("warrrant", "warrant"),  # no word has three of a letter in a row
        ("courtt", "court"),
        ("looan", None),  # too short
        ("licencee", "licence"),
        ("planned", None),  # another word
        ("plannned", "planed"),
        ("ballance", "balance"),
        ("b4llance", None),
        ("court", None),
    ],
)
def test_drawn_out_words(letters: str, meant: str | None) -> None:
    """One letter more is enough where no other word can be meant."""
    assert WORDS.meant_by(letters) == meant


def test_one_letter_more_is_no_slip_among_drawn_out_words() -> None:
    assert WORDS.meant_by("planned", is_drawn_out=True) == "planed"


@pytest.mark.parametrize(
    ("ways", "found"),
    [
        (["imsued"], {(1, "i"), (2, "i'm")}),
        (["etransferto"], {(9, "e-transfer")}),
        (["highcourt"], {(2, "hi"), (4, "high")}),  # as one word it is two
        (["ba1l", "bail", "ball"], {(4, "bail"), (4, "ball")}),
        (["3rdof", "erdof"], {(3, "3rd")}),
        (["pmto"], {(2, "pm")}),
        (["loan'sa"], {(4, "loan"), (6, "loan's")}),
        (["xyz"], set()),
    ],
)
def test_what_letters_begin_with(ways: list[str], found: set[tuple[int, str]]) -> None:
    assert {(end, word) for end, _, word in WORDS.starting(ways, 0)} == found


def test_common_words_cost_less() -> None:
    costs = {word: cost for text in ("pm", "order") for _, cost, word in WORDS.starting([text], 0)}

    assert costs["pm"] < costs["order"]


def test_words_that_are_two_for_most_rules() -> None:
    assert WORDS.is_loose("highcourt")
    assert WORDS.is_loose("small-claims")
    assert not WORDS.is_loose("e-transfer")


@given(st.text("abcehilmnorstuw'14@", max_size=30))
def test_every_reading_ends_behind_its_start(letters: str) -> None:
    for start in range(len(letters)):
        for end, cost, word in WORDS.starting([letters], start):
            assert start < end <= len(letters)
            assert cost > 0
            assert word
