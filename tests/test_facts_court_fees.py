"""Court fees against the statutory scale."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import TEXTS
from summons_check.facts import Context
from summons_check.facts.court_fees import CONCEPTS, find, scale_fee
from summons_check.folding import fold


@pytest.mark.parametrize(
    ("text", "due", "is_off"),
    [
        ("案件受理费3000元，标的8000元", "50", True),
        ("标的30,000元，受理费550元", "550", False),
        ("欠款2万元，诉讼费共计900元", "300", True),
        ("本金10000元，案件受理费25元", "50", False),  # half of it in summary procedure
        ("執行費：5000元，欠款6000元", "50", True),
    ],
)
def test_a_fee_is_held_against_the_scale(text: str, due: str, is_off: bool) -> None:
    (fee,) = find(fold(text), Context())

    assert fee.due == Decimal(due)
    assert ("court_fee.off_scale" in fee.concepts) is is_off


@pytest.mark.parametrize(
    "text",
    [
        "案件受理费3000元",
        "案件受理费3000元，标的800万元",
        "案件受理费3000元，标的8000元，本金9000元",
        "受理费50元，执行费100元，标的8000元",
        "手续费3000元，借款8000元",
    ],
)
def test_without_one_fee_and_one_claim_nothing_is_said(text: str) -> None:
    assert find(fold(text), Context()) == []


@given(claim=st.integers(1, 100_000))
def test_the_scale_never_falls(claim: int) -> None:
    assert Decimal(50) <= scale_fee(Decimal(claim)) <= scale_fee(Decimal(claim + 1))
    assert scale_fee(Decimal(claim)) <= Decimal(2300)


@given(TEXTS)
def test_any_text_gives_fees_inside_it(text: str) -> None:
    folded = fold(text + "受理费3000元，标的8000元")
    for fee in find(folded, Context()):
        assert 0 <= fee.start < fee.end <= len(folded.text)
        assert set(fee.concepts) <= CONCEPTS
