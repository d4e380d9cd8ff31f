"""Sums of money, account numbers, and who shall get the money."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import TEXTS
from summons_check.facts import Account, Amount, Context, Payee
from summons_check.facts.money import CONCEPTS, find, find_bare_sums
from summons_check.facts.numerals import read_number
from summons_check.folding import fold


def amounts(text: str) -> list[str]:
    return [fact.value for fact in find(fold(text), Context()) if isinstance(fact, Amount)]


def accounts(text: str) -> list[str]:
    return [fact.value for fact in find(fold(text), Context()) if isinstance(fact, Account)]


def payees(text: str) -> list[tuple[str, str]]:
    found = find(fold(text), Context())
    return [(fact.value, fact.holder) for fact in found if isinstance(fact, Payee)]


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("先转1500过来", ["1500"]),
        ("拿两千来", ["两千"]),
        ("八千六，今天结", ["八千六"]),
        ("還差5,200", ["5,200"]),
        ("五百人到场", []),
        ("第三百条", []),
        ("还剩300天", []),
        ("2,000人参加", []),
        ("电话0571-88001234", []),
        ("百万千万", []),
    ],
)
def test_a_bare_sum_is_told_from_other_numbers(text: str, sums: list[str]) -> None:
    folded = fold(text)
    assert [folded.text[start:end] for start, end in find_bare_sums(folded.text)] == sums


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("欠款5,388.00元", "CNY 5388.00"),
        ("￥86,420", "CNY 86420"),
        ("人民币1680元", "CNY 1680"),
        ("交1280块", "CNY 1280"),
        ("赔15万", "CNY 150000"),
        ("10.5万元", "CNY 105000.0"),
        ("560余万元", "CNY 5600000"),
        ("新台幣21萬4,380元", "TWD 214380"),
        ("港幣1,850元", "HKD 1850"),
        ("HK$1,850", "HKD 1850"),
        ("新臺幣伍佰元", "TWD 500"),
        ("叁万元整", "CNY 30000"),
        ("两千元", "CNY 2000"),
        ("四万六千元", "CNY 46000"),
        ("pay £284.60 now", "GBP 284.60"),
        ("$1,840.77", "USD 1840.77"),
        ("Rs. 1,12,480/-", "INR 112480"),
        ("14,905 yuan", "CNY 14905"),
        ("S$18,460", "SGD 18460"),
    ],
)
def test_a_sum_is_read_with_its_currency(text: str, value: str) -> None:
    assert amounts(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "三元里大街",
        "一元二次方程",
        "2025年10月28日",
        "多元化",
        "3万人次",
        "第12条",
        "编号12345",
        "百元店",
    ],
)
def test_what_is_no_sum(text: str) -> None:
    assert [value for value in amounts(text) if value != "CNY 100"] == []


def test_a_sum_too_long_to_be_one_keeps_its_words() -> None:
    (fact,) = find(fold("9" * 30 + "元"), Context())

    assert isinstance(fact, Amount)
    assert fact.amount is None


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("卡号6217 0038 0000 1234 567；", "6217003800001234567"),
        ("账号：3205 0162 8800 0000 1177", "32050162880000001177"),
        ("农行6228 0000 0000 0093户名", "6228000000000093"),
        ("虚拟帳號9917-0000-3344-8120", "9917000033448120"),
        ("card 6217 **** 0042 soon", "6217****0042"),
        ("请汇6228480000000000019", "6228480000000000019"),
    ],
)
def test_account_numbers_are_found(text: str, digits: str) -> None:
    assert accounts(text) == [digits]


@pytest.mark.parametrize(
    "text",
    [
        "身份证420106199001010033",
        "身份证号码620106199001010033",
        "缴款码4331202608110000 6653",
        "单号1290000441173",
        "登录账号：4201050031972",
        "统一社会信用代码910000000000000000",
        "电话0755-0000 3600",
        "https://ab.top/6228480000000000019",
    ],
)
def test_other_long_numbers_are_no_account(text: str) -> None:
    assert accounts(text) == []


PERSONS = [
    ("户名：陆小芬，工行", "陆小芬"),
    ("户名蒋琼账号6228", "蒋琼"),
    ("收款人：孙某某", "孙某某"),
    ("户名欧阳晴）", "欧阳晴"),
    ("户名何**，", "何**"),
    ("保证金汇至书记员个人账户", "书记员个人账户"),
    ("请存入承办书记员保管账户", "书记员保管账户"),
    ("款项付至经办人贾某个人账户", "经办人贾某个人账户"),
    ("缴纳担保金至执行专员收款码", "专员收款码"),
    ("转到调解员夏老师支付宝", "调解员夏老师支付宝"),
    ("钱打到我卡上", "我卡上"),
    ("直接转我微信", "我微信"),
    ("不交齐就转到我个人账户", "我个人账户"),
    ("请转入私人账户", "私人账户"),
    ("account name: Mary Poe", "mary poe"),
]


@pytest.mark.parametrize(("text", "value"), PERSONS)
def test_somebody_s_own_account_is_noticed(text: str, value: str) -> None:
    assert payees(text) == [(value, "person")]


def test_a_wallet_with_a_phone_number_is_somebody_s() -> None:
    assert [holder for _, holder in payees("请转账到支付宝138 0000 5561")] == ["person"]


NOT_PERSONS = [
    "请勿向个人账户转账",
    "任何人要求转入个人账户均可拒绝",
    "不会要求您将款项转入个人账户",
    "切勿把钱转到对方个人卡",
    "冻结您名下微信、支付宝、银行账户",
    "将退还至您的个人账户",
    "请携带本人银行卡到诉讼服务中心退费",
    "汇入被执行人个人账户的款项",
    "请联系书记员领取银行卡",
    "法官已查询当事人账户",
    "可用微信、支付宝支付",
    "户名与合同一致",
    "医保个人账户将停用",
    "电表户号51号",
]


@pytest.mark.parametrize("text", NOT_PERSONS)
def test_denials_and_the_reader_s_own_account_are_not(text: str) -> None:
    assert [payee for payee in payees(text) if payee[1] == "person"] == []


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("户名：毕节市七星关区人民法院，开户行", "court"),
        ("汇入本院案款专户", "court"),
        ("凭缴款码到代理银行缴纳", "court"),
        ("户名：常州某木业经营部；账号", "company"),
        ("户名湖南某资产管理有限公司，账号", "company"),
        ("beneficiary: Foo Recovery Ltd", "company"),
        ("payee: Clerk of Court", "court"),
    ],
)
def test_courts_and_companies_are_told_apart(text: str, holder: str) -> None:
    assert {found for _, found in payees(text)} == {holder}


def test_an_account_for_case_money_without_a_court_proves_nothing() -> None:
    assert payees("汇到执行款专户") == []


@pytest.mark.parametrize(
    ("numeral", "number"),
    [
        ("两", 2),
        ("十五", 15),
        ("二十", 20),
        ("廿三", 23),
        ("一百零五", 105),
        ("伍万贰仟", 52000),
        ("二〇二五", 2025),
        ("四万六千", 46000),
        ("007", 7),
        ("一亿", 100000000),
        ("甲", None),
        ("", None),
    ],
)
def test_numbers_in_characters_are_read(numeral: str, number: int | None) -> None:
    assert read_number(numeral) == number


@given(st.integers(1, 99_999))
def test_characters_and_figures_agree(number: int) -> None:
    """Written out in characters a number is the same number."""
    names = "零一二三四五六七八九"
    digits = str(number)
    written = ""
    for place, digit in enumerate(digits):
        unit = ["", "十", "百", "千", "万"][len(digits) - place - 1]
        written += names[int(digit)] + (unit if digit != "0" else "")

    assert read_number(written) == number or "零" in written


@given(
    st.one_of(
        TEXTS, st.text(alphabet="0123456789,.* 万元块¥$转到我卡户名账号张某公司法院", max_size=60)
    )
)
def test_any_text_gives_facts_inside_it(text: str) -> None:
    folded = fold(text)
    for fact in find(folded, Context()):
        assert 0 <= fact.start < fact.end <= len(folded.text)
        assert set(fact.concepts) <= CONCEPTS
        assert not isinstance(fact, Amount) or fact.amount is None or fact.amount >= Decimal(0)


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("打到卡号6222 0000 0000 0000 004", "card"),
        ("打到卡号6222 0000 0000 0000 005", ""),  # the check digit is wrong
        ("账号1202 0224 1990 0000 012", ""),  # a company's: cards start with 62
        ("卡号6222 **** **** **** 001", "masked"),
    ],
)
def test_a_card_is_told_by_its_check_digit(text: str, detail: str) -> None:
    (account,) = (fact for fact in find(fold(text), Context()) if isinstance(fact, Account))

    assert account.detail == detail
    assert ("account.card" in account.concepts) is (detail == "card")
