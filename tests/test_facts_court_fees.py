"""Court fees against the statutory scale."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import HANDS, TEXTS, Hand, read_back
from summons_check.facts import Context, CourtFee
from summons_check.facts.court_fees import CONCEPTS, find, scale_fee
from summons_check.facts.money import write_sum
from summons_check.folding import fold


@pytest.mark.parametrize(
    ("text", "due", "is_off"),
    [
        ("案件受理费3000元，标的8000元", "50", True),
        ("标的30,000元，受理费550元", "550", False),
        ("欠款2万元，诉讼费共计900元", "300", True),
        ("本金10000元，案件受理费25元", "50", False),  # half of it in summary procedure
        ("執行費：5000元，欠款6000元", "50", True),
        ("受理费12345678元，欠款6000元", "50", True),
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


FEES = ["案件受理费{}元", "受理费：{}元", "诉讼费共计人民币{}元", "立案费 {} 元", "執行費為{}元"]
CLAIMS = ["标的额{}元", "欠款：{}元", "标的金额为人民币 {} 元", "本金{}"]


def sums(amount: Decimal) -> list[str]:
    """A sum in the forms that people use."""
    in_scale = f"{(amount / 10_000).normalize():f}万"
    has_short_scale = len(in_scale.partition(".")[2]) <= 3
    return [f"{amount}", f"{amount:,}", *([in_scale] if has_short_scale else [])]


@given(
    st.integers(1, 10**8).map(lambda cents: Decimal(cents).scaleb(-2)),
    st.integers(1, 100_000).map(Decimal),
    st.data(),
    HANDS,
)
def test_a_fee_is_read_as_it_was_written(
    asked: Decimal, claim: Decimal, data: st.DataObject, hand: Hand
) -> None:
    fee, of = (
        data.draw(st.sampled_from(forms)).format(data.draw(st.sampled_from(sums(amount))))
        for forms, amount in ((FEES, asked), (CLAIMS, claim))
    )
    sentence = data.draw(st.sampled_from([f"{of}，请缴{{}}。", f"{{}}，{of}"]))
    fact = read_back(find, CourtFee, hand(fee), sentence=sentence)

    assert (fact.value, fact.due) == (write_sum("CNY", asked), scale_fee(claim))
    assert bool(fact.concepts) is (asked > 2 * scale_fee(claim))


@given(TEXTS)
def test_any_text_gives_fees_inside_it(text: str) -> None:
    folded = fold(text + "受理费3000元，标的8000元")
    for fee in find(folded, Context()):
        assert 0 <= fee.start < fee.end <= len(folded.text)
        assert set(fee.concepts) <= CONCEPTS
