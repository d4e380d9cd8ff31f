"""Interest: rates a year, what is taken in advance, what a short loan costs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import TEXTS
from summons_check.facts import Context, Interest
from summons_check.facts.interest import CONCEPTS, caps, find, highest_cap
from summons_check.folding import fold

TODAY = Context(received=date(2026, 11, 1))


def found(text: str, context: Context = TODAY) -> list[Interest]:
    return find(fold(text), context)


@pytest.mark.parametrize(
    ("text", "value", "is_over"),
    [
        ("按日利率0.1%计收罚息", "0.1% × 365 = 36.5%", True),
        ("日息万分之五", "0.05% × 365 = 18.25%", False),
        ("逾期利息每日万分之二点五", "0.025% × 365 = 9.13%", False),
        ("每日加收千分之三滞纳金", "0.3% × 365 = 109.5%", True),
        ("日息0.5‰", "0.05% × 365 = 18.25%", False),
        ("月息三分", "3% × 12 = 36%", True),
        ("月息2分半", "2.5% × 12 = 30%", True),
        ("月费率0.5%", "0.5% × 12 = 6%", False),
        ("年利率4.75%", "4.75%", False),
        ("綜合年化利率36%", "36%", True),
        ("利息2%/月", "2% × 12 = 24%", False),
        ("We charge 2% interest per month.", "2% × 12 = 24%", False),
        ("a daily late fee of 0.1%", "0.1% × 365 = 36.5%", False),
        ("APR 36% applies to this loan rate", "36%", False),
    ],
)
def test_a_rate_is_worked_out_for_a_year(text: str, value: str, is_over: bool) -> None:
    """The sum is shown; the caps are those of mainland China and no matter of an English text."""
    (fact,) = found(text)

    assert fact.value == value
    assert ("interest.over_cap" in fact.concepts) is is_over


@pytest.mark.parametrize(
    "text",
    [
        "今天涨了5%，市场情绪好",
        "到账通知：您尾号1234的卡到账3500元",
        "月薪5000，年终奖10%",
        "提交申请后3天内，5%的用户会到账",
        "年利率99999%",
        "日息两分",
        "",
    ],
)
def test_other_numbers_are_no_interest(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "借款5000元，扣除服务费后实际到账3500元，7天后还5000元",
            ["(5000 - 3500) / 3500 × 365 / 7 = 2234.69%", "5000 - 3500 = 1500"],
        ),
        (
            "本金1万，到手7千，到期还10000，期限30天",
            ["10000 - 7000 = 3000", "(10000 - 7000) / 7000 × 365 / 30 = 521.43%"],
        ),
        ("借款5,000元，到手3,500元", ["5000 - 3500 = 1500"]),
        ("You borrowed $1,000, received only $700.", ["1000 - 700 = 300"]),
        ("借款5000元，已全额到账5000元", []),
        ("借款5000元，另借款3000元，到手3500元", []),
        ("借款5000元，实际到账3500元，分期12期还清，7天后还500元", ["5000 - 3500 = 1500"]),
    ],
)
def test_what_was_taken_in_advance_needs_each_sum_once(text: str, values: list[str]) -> None:
    assert sorted(fact.value for fact in found(text)) == sorted(values)


def test_a_cap_holds_from_its_day_on() -> None:
    first = caps()[0]

    assert highest_cap(date(2020, 1, 1)) is None
    assert highest_cap(first.since) == first.percent
    assert (
        "interest.over_cap"
        not in found("年利率36%", Context(received=date(2020, 1, 1)))[0].concepts
    )


@given(rate=st.decimals("0.01", "9.99", places=2))
def test_a_monthly_rate_is_twelve_times_as_much_a_year(rate: Decimal) -> None:
    (fact,) = found(f"月利率{rate}%")

    assert fact.yearly == rate * 12


@given(TEXTS)
def test_any_text_gives_interest_inside_it(text: str) -> None:
    folded = fold(text + "日息0.1%")
    for fact in find(folded, Context()):
        assert 0 <= fact.start < fact.end <= len(folded.text)
        assert set(fact.concepts) <= CONCEPTS
