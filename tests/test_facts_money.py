"""Sums of money, account numbers, and who shall get the money."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from conftest import EVERYDAY, HANDS, OF_BANKS, TEXTS, Hand, in_characters, read_back
from summons_check.facts import Account, Amount, Context, Payee
from summons_check.facts.money import CONCEPTS, find, find_bare_sums, write_sum
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
        ("欠款5,388.00元", "CNY 5388"),
        ("欠款5388.5元", "CNY 5388.50"),
        ("￥86,420", "CNY 86420"),
        ("人民币1680元", "CNY 1680"),
        ("交1280块", "CNY 1280"),
        ("赔15万", "CNY 150000"),
        ("10.5万元", "CNY 105000"),
        ("3万5千元", "CNY 35000"),
        ("借了3万5", "CNY 35000"),
        ("5百万元", "CNY 5000000"),
        ("标的1.2亿元", "CNY 120000000"),
        ("欠款￥5388，3日内还清", "CNY 5388"),
        ("借21万4380，3日内还清", "CNY 214380"),
        ("560余万元", "CNY 5600000"),
        ("新台幣21萬4,380元", "TWD 214380"),
        ("港幣1,850元", "HKD 1850"),
        ("HK$1,850", "HKD 1850"),
        ("新臺幣伍佰元", "TWD 500"),
        ("金98,000円", "JPY 98000"),
        ("3000新元", "SGD 3000"),
        ("300澳币", "AUD 300"),
        ("JPY 5,000", "JPY 5000"),
        ("5,000 yen", "JPY 5000"),
        ("叁万元整", "CNY 30000"),
        ("两千元", "CNY 2000"),
        ("八千六块", "CNY 8600"),
        ("伍仟叁佰捌拾捌元伍角陆分", "CNY 5388.56"),
        ("叁佰元零陆分", "CNY 300.06"),
        ("壹亿贰仟叁佰肆拾伍万陆仟柒佰捌拾玖元", "CNY 123456789"),
        ("四万六千元", "CNY 46000"),
        ("pay £284.60 now", "GBP 284.60"),
        ("$1,840.77", "USD 1840.77"),
        ("Rs. 1,12,480/-", "INR 112480"),
        ("a fine of $5k or $1.5 million", "USD 5000 USD 1500000"),
        ("14,905 yuan", "CNY 14905"),
        ("S$18,460", "SGD 18460"),
    ],
)
def test_a_sum_is_read_with_its_currency(text: str, value: str) -> None:
    assert " ".join(amounts(text)) == value


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


@pytest.mark.parametrize("text", ["9" * 30 + "元", "9万" + "9" * 30 + "元"])
def test_a_sum_too_long_to_be_one_keeps_its_words(text: str) -> None:
    (fact,) = find(fold(text), Context())

    assert isinstance(fact, Amount)
    assert (fact.amount, fact.value) == (None, text)


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
    ("账户名称为蒋琼，", "蒋琼"),
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
    ("text", "quote"),
    [
        ("共计RMB5388，请还", "RMB5388"),
        ("₹1,12,480, today", "₹1,12,480"),
        ("欠5 388元", "388元"),
        ("Rs 1.5 lakh now", "Rs 1.5 lakh"),
        ("$5 m away", "$5"),
    ],
)
def test_a_sum_ends_with_its_last_figure(text: str, quote: str) -> None:
    folded = fold(text)
    (fact,) = find(folded, Context())

    assert folded.quote(fact.start, fact.end) == quote


CENTS = st.integers(1, 10**12).map(lambda cents: Decimal(cents).scaleb(-2))
WHOLE = st.integers(10, 10**12 - 1)
YUAN = ["{}元", "￥{}", "¥ {}", "RMB{}", "人民币{}元", "人民币：{}元", "{}块", "{} yuan", "CNY {}"]
FOREIGN = {
    "USD": ["${}", "US${}", "USD {}", "{} USD", "{} dollars", "{}美元"],
    "HKD": ["HK${}", "HKD {}", "港币{}元", "{}港元", "{}蚊"],
    "TWD": ["NT${}", "NTD {}", "新台幣{}元", "新臺幣{}元", "台币{}"],
    "GBP": ["£{}", "£ {}", "GBP {}", "{} pounds", "{}英镑"],
    "EUR": ["€{}", "EUR {}", "{} euros", "{}欧元"],
    "INR": ["₹{}", "Rs. {}", "Rs {}", "INR {}", "{} rupees"],
    "SGD": ["S${}", "SGD {}"],
    "AUD": ["A${}", "AUD {}"],
    "CAD": ["C${}", "CAD {}"],
}
SUMS_IN = st.sampled_from(
    ["兹通知：{}，特此告知。", "欠款{}，3日内还清", "（{}）", "pay {}, 3 days left"]
)


def plain(amount: Decimal) -> str:
    return f"{amount:f}"


def in_groups(amount: Decimal) -> str:
    return f"{amount:,}"


def in_lakhs(amount: Decimal) -> str:
    """As in India: 1,12,480."""
    whole, point, cents = f"{amount:f}".partition(".")
    head = regex.sub(r"(?<=\d)(?=(?:\d\d)+$)", ",", whole[:-3])
    return ",".join(filter(None, [head, whole[-3:]])) + point + cents


@given(CENTS, st.sampled_from([plain, in_groups]), st.sampled_from(YUAN), SUMS_IN, HANDS)
def test_a_sum_in_figures_is_read_as_it_was_written(
    amount: Decimal, style: Callable[[Decimal], str], form: str, around: str, hand: Hand
) -> None:
    fact = read_back(find, Amount, hand(form.format(style(amount))), sentence=around)

    assert (fact.amount, fact.currency, fact.value) == (amount, "CNY", write_sum("CNY", amount))


@given(st.sampled_from(sorted(FOREIGN)), st.data(), CENTS, SUMS_IN, HANDS)
def test_a_sum_of_another_currency_is_read_as_it_was_written(
    currency: str, data: st.DataObject, amount: Decimal, around: str, hand: Hand
) -> None:
    style = in_lakhs if currency == "INR" else data.draw(st.sampled_from([plain, in_groups]))
    form = data.draw(st.sampled_from(FOREIGN[currency]))
    fact = read_back(find, Amount, hand(form.format(style(amount))), sentence=around)

    assert (fact.amount, fact.currency, fact.value) == (
        amount,
        currency,
        write_sum(currency, amount),
    )


SCALES = {"百": 100, "千": 1000, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8}


@given(
    st.decimals("0.01", "9999", places=2),
    st.sampled_from(sorted(SCALES)),
    st.sampled_from(["{}{}元", "{} {}元", "￥{}{}", "人民币{}{}元", "{}{}块"]),
    SUMS_IN,
    HANDS,
)
def test_a_sum_with_a_scale_is_read_as_it_was_written(
    number: Decimal, scale: str, form: str, around: str, hand: Hand
) -> None:
    written = form.format(f"{number.normalize():f}", scale)
    fact = read_back(find, Amount, hand(written), sentence=around)

    assert fact.amount == number * SCALES[scale]


@given(st.integers(1, 9999), st.integers(1000, 9999), st.sampled_from(["{}万{}元", "￥{}万{:,}"]))
def test_a_sum_with_a_rest_is_read_as_it_was_written(count: int, rest: int, form: str) -> None:
    assert read_back(find, Amount, form.format(count, rest)).amount == count * 10**4 + rest


WORDED = {
    "{}元": "CNY",
    "人民币{}元": "CNY",
    "人民币：{}圆": "CNY",
    "{}块": "CNY",
    "港币{}元": "HKD",
    "新臺幣{}元": "TWD",
}


@given(
    WHOLE, st.sampled_from([EVERYDAY, OF_BANKS]), st.sampled_from(sorted(WORDED)), SUMS_IN, HANDS
)
def test_a_sum_in_characters_is_read_as_it_was_written(
    number: int, style: tuple[str, str], form: str, around: str, hand: Hand
) -> None:
    written = hand(form.format(in_characters(number, *style)))
    fact = read_back(find, Amount, written, sentence=around)

    assert (fact.amount, fact.currency) == (number, WORDED[form])


@given(WHOLE, st.integers(1, 9), st.integers(1, 9))
def test_tenths_and_hundredths_are_read_as_they_were_written(
    number: int, tenths: int, hundredths: int
) -> None:
    whole, names = in_characters(number, *OF_BANKS), OF_BANKS[0]
    sums = {
        f"{whole}元{names[tenths]}角": Decimal(tenths) / 10,
        f"{whole}元零{names[hundredths]}分": Decimal(hundredths) / 100,
        f"{whole}元{names[tenths]}角{names[hundredths]}分": Decimal(10 * tenths + hundredths) / 100,
    }
    for written, cents in sums.items():
        assert read_back(find, Amount, written, sentence="大写：{}").amount == number + cents


def in_fours(digits: str, gap: str) -> str:
    return gap.join(digits[at : at + 4] for at in range(0, len(digits), 4))


CARDS = st.from_regex(r"62[0-9]{13,16}", fullmatch=True).map(
    lambda digits: digits + luhn.calc_check_digit(digits)
)
ACCOUNTS = st.from_regex(r"[1-9][0-9]{11,24}", fullmatch=True)
LABELS = st.sampled_from(
    [
        "账号{}户名",
        "帳號：{}，",
        "卡号为 {} ，",
        "（卡号：{}）",
        "account no. {} now",
        "转入工行 {}。",
    ]
)


@given(CARDS | ACCOUNTS, st.sampled_from(["", " ", "-"]), LABELS, HANDS)
def test_an_account_is_read_as_it_was_written(
    digits: str, gap: str, label: str, hand: Hand
) -> None:
    account = read_back(find, Account, hand(in_fours(digits, gap)), sentence=label)

    is_card = 16 <= len(digits) <= 19 and digits.startswith("62") and luhn.is_valid(digits)
    assert account.value == account.digits == digits
    assert account.detail == ("card" if is_card else "")


@given(CARDS, st.sampled_from(["", " "]), HANDS)
def test_a_card_needs_no_label_and_may_be_masked(digits: str, gap: str, hand: Hand) -> None:
    masked = digits[:4] + "*" * (len(digits) - 8) + digits[-4:]

    assert read_back(find, Account, hand(in_fours(digits, gap))).detail == "card"
    assert read_back(find, Account, hand(in_fours(masked, gap))).digits == masked


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
