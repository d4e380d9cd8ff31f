"""Anchors: which texts are worth a closer look, and which only begin like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summons_check.anchors import AnchorDraft, Anchors
from summons_check.folding import fold_phrases, squeeze
from summons_check.phrases import forms


def anchors(*phrases: str, choices: tuple[str, ...] = ()) -> Anchors:
    """The anchors of plain phrases, folded, and of phrases with choices."""
    draft = AnchorDraft()
    cut = [phrase.partition("…") for phrase in phrases]
    heads = fold_phrases([head for head, _, _ in cut])
    tails = fold_phrases([tail for _, _, tail in cut])
    draft.add([*zip(heads, tails, strict=True)], choices)
    return draft.anchors()


@pytest.mark.parametrize(
    ("text", "occurs"),
    [
        ("A WARRANT has been issued for your arrest", True),
        ("a war rant has been is-sued for your ar rest", True),
        ("a warrant has been issued for your art", False),
        ("a warrant has been", False),
        ("您的传 票", True),
        ("您的传", False),
        ("再不处理就执行您的房产", True),
        ("再不处理就走", False),
    ],
)
def test_all_of_a_long_anchor_is_there(text: str, occurs: bool) -> None:
    found = anchors("a warrant has been issued for your arrest", "传票", "处理…执行您的")

    assert found.occur_in(squeeze(text)) is occurs
    assert (found.count(squeeze(text)) > 0) is occurs


CHOICES = "{we|the firm} {will|shall} {seize|take*} your {house|car}"


@pytest.mark.parametrize(
    ("text", "occurs"),
    [
        ("We shall seize your car.", True),
        ("The firm will taketh your house.", True),
        ("The firm will be pleased to see your car.", False),
        ("We shall seize your day.", False),
    ],
)
def test_a_phrase_with_choices_is_an_anchor(text: str, occurs: bool) -> None:
    assert anchors("传票", choices=(CHOICES,)).occur_in(squeeze(text)) is occurs


@given(st.sampled_from(forms(CHOICES.replace("*", ""))), st.text(" .-", max_size=3))
def test_every_way_of_saying_it_is_an_anchor(form: str, between: str) -> None:
    assert anchors("传票", choices=(CHOICES,)).occur_in(squeeze(form.replace(" ", between or " ")))


def test_a_short_word_is_no_anchor_of_squeezed_text() -> None:
    found = anchors("writ", "summons")

    assert found.short == {"writ"}
    assert not found.occur_in("writ")
    assert found.occur_in("asummons")


@pytest.mark.parametrize(
    ("text", "occurs"),
    [
        ("你的工资全部扣光", True),
        ("工资全部扣光，你的", True),  # in any order: what follows tells
        ("工资全部扣光", False),
        ("你的", False),
        (f"你的{'很多' * 100}工资全部扣光", False),  # too far away
        ("处理好了，再执行您的房产", True),
        ("执行您的房产", False),
        ("your pay has been garnished this week", True),
        ("the pay has been garnished this week", False),
    ],
)
def test_of_a_gap_both_halves_tell(text: str, occurs: bool) -> None:
    """Each half alone is an everyday word, the shorter one most of all."""
    found = anchors(
        "处理…执行您的",
        "your…has been garnished",
        choices=("{你的|您的}…{全部扣光|全都扣光}",),
    )

    assert found.occur_in(squeeze(text)) is occurs
    assert (found.count(squeeze(text)) > 0) is occurs


def test_a_half_that_is_a_phrase_of_its_own_needs_no_other() -> None:
    assert anchors("处理…执行您的", "执行您的").occur_in("执行您的房产")
