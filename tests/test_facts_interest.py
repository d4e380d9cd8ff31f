"""Interest: rates a year, what is taken in advance, what a short loan costs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import HANDS, TEXTS, Hand, everyday, read_back
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


PERIODS = {"日": 365, "天": 365, "周": 52, "月": 12, "年": 1}
RATES = {  # the forms of a rate, and what its number is a part of
    "{period}利率{rate}%": 100,
    "{period}息 {rate} %": 100,
    "按{period}利率为{rate}%": 100,
    "每{period}{rate}%的违约金": 100,
    "{rate}%/{period}": 100,
    "{rate}%每{period}": 100,
    "{period}利率{rate}‰": 1000,
    "{period}息千分之{rate}": 1000,
    "{period}利率万分之{rate}": 10_000,
}
ENGLISH = {
    365: ("daily", "day"),
    52: ("weekly", "week"),
    12: ("monthly", "month"),
    1: ("annual", "year"),
}
ENGLISH_RATES = [
    "{rate}% interest per {noun}",
    "{rate}% per {noun}",
    "{rate}% a {noun}",
    "{adjective} interest of {rate}%",
    "{adjective} rate: {rate}%",
    "{adjective} penalty rate is {rate} percent",
]
NUMBERS = st.decimals("0.01", "25", places=2)


@given(NUMBERS, st.sampled_from(sorted(PERIODS)), st.sampled_from(sorted(RATES)), HANDS)
def test_a_rate_is_read_as_it_was_written(
    rate: Decimal, period: str, form: str, hand: Hand
) -> None:
    written = form.format(period=period, rate=rate)
    fact = read_back(find, Interest, hand(written), sentence="逾期利息：{}，自起诉日起算。")

    assert fact.yearly == rate * PERIODS[period] * 100 / RATES[form]


@given(st.integers(1, 9), st.integers(0, 9), st.booleans(), HANDS)
def test_a_rate_in_characters_is_read_as_it_was_written(
    ones: int, tenths: int, in_fen: bool, hand: Hand
) -> None:
    """月息三分半 and 日息万分之三点五."""
    whole, part = everyday(ones), everyday(tenths)
    fen = f"月息{whole}分" + ({0: "", 5: "半"}.get(tenths, f"{part}厘"))
    of_myriad = f"日利率万分之{whole}" + (f"点{part}" if tenths else "")
    fact = read_back(find, Interest, hand(fen if in_fen else of_myriad))

    rate = ones + Decimal(tenths) / 10
    assert fact.yearly == (rate * 12 if in_fen else rate * 365 / 100)


@given(NUMBERS, st.sampled_from(sorted(ENGLISH)), st.sampled_from(ENGLISH_RATES), HANDS)
def test_an_english_rate_is_read_as_it_was_written(
    rate: Decimal, times: int, form: str, hand: Hand
) -> None:
    adjective, noun = ENGLISH[times]
    written = form.format(rate=rate, adjective=adjective, noun=noun)
    fact = read_back(find, Interest, hand(written), sentence="the interest on it, {}, is due")

    assert fact.yearly == rate * times


def sums(number: int) -> list[str]:
    """A whole sum in the forms that people use."""
    in_scale = [f"{number // 10_000}万"] if number % 10_000 == 0 else []
    return [str(number), f"{number:,}", f"{number}.00", *in_scale]


PRINCIPALS = ["借款{}元", "本金：{}元", "借{}", "贷款金额为 {} 元", "合同金额￥{}"]
RECEIVED_SUMS = ["到手{}元", "实际到账 {} 元", "实收：{}", "到账金额￥{}"]
REPAID_SUMS = ["应还{}元", "到期还{}", "须还 {} 元", "还款时归还{}元"]
TERMS = {"{}天后": 1, "期限{}天": 1, "周期：{}周": 7, "为期{}个月": 30, "{}日内": 1}


LOANS = st.tuples(
    st.integers(1, 500).map(lambda number: number * 1000),  # the principal
    st.integers(1, 99),  # percent of it that are received
    st.integers(0, 500_000),  # what is paid back on top
    st.integers(1, 99),  # so many days, weeks or months
)


@given(LOANS, st.sampled_from(sorted(TERMS)), st.data(), HANDS)
def test_a_loan_is_worked_out_from_what_was_written(
    loan: tuple[int, int, int, int], term: str, data: st.DataObject, hand: Hand
) -> None:
    """What was taken in advance, and what the loan costs a year, however the sums are written."""
    principal, percent, interest, count = loan
    received, repaid = principal * percent // 100, principal + interest
    parts = [
        data.draw(st.sampled_from(forms)).format(data.draw(st.sampled_from(sums(number))))
        for forms, number in (
            (PRINCIPALS, principal),
            (RECEIVED_SUMS, received),
            (REPAID_SUMS, repaid),
        )
    ]
    parts.insert(2, term.format(count))
    folded = fold(hand("，".join(parts)))
    facts = {fact.detail.partition(",")[0]: fact for fact in find(folded, TODAY)}

    taken = facts.pop("deducted")
    assert taken.value == f"{principal} - {received} = {principal - received}"
    assert folded.quote(taken.start, taken.end).startswith(hand(parts[0][:2]))
    yearly = Decimal(repaid - received) / received * 100 * 365 / (count * TERMS[term])
    assert [fact.yearly for fact in facts.values()] == ([yearly] if yearly <= 100_000 else [])


@given(TEXTS)
def test_any_text_gives_interest_inside_it(text: str) -> None:
    folded = fold(text + "日息0.1%")
    for fact in find(folded, Context()):
        assert 0 <= fact.start < fact.end <= len(folded.text)
        assert set(fact.concepts) <= CONCEPTS
