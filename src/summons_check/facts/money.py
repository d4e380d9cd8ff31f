"""Sums of money and the numbers of bank accounts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from summons_check.facts.model import Account, Amount, Context, Payee
from summons_check.facts.numerals import NUMERALS, read_number
from summons_check.facts.payees import find_payees
from summons_check.folding import Folded
from summons_check.patterns import pattern, plain_pattern

CONCEPTS = frozenset(
    {"amount", "account", "account.card", "payee.person", "payee.court", "payee.company"}
)

_CURRENCY_WORDS = {
    "CNY": "元 块 圆 人民币 ¥ rmb cny yuan",
    "USD": "美元 美金 $ us$ usd dollars dollar",
    "HKD": "港元 港币 蚊 hk$ hkd",
    "TWD": "新台币 台币 nt$ ntd",
    "GBP": "英镑 £ gbp pounds",
    "EUR": "欧元 € eur euros",
    "INR": "卢比 ₹ rs rs. inr rupees",
    "SGD": "新币 新元 s$ sgd",
    "AUD": "澳元 澳币 a$ aud",
    "CAD": "加元 c$ cad",
    "JPY": "円 日元 jpy yen",
}
_CURRENCIES = {word: code for code, words in _CURRENCY_WORDS.items() for word in words.split()}
_SCALE_WORDS = {
    100: "百",
    1_000: "千 k thousand",
    10_000: "万 w",
    100_000: "lakh lakhs",
    1_000_000: "百万 m million",
    10_000_000: "千万 crore crores",
    100_000_000: "亿",
}
_SCALES = {word: scale for scale, words in _SCALE_WORDS.items() for word in words.split()}

_GROUPED = r"(?:\d{1,3}(?:,\d{2,3}){1,20}(?<=,\d{3})(?!\d)|\d++)"
"""Thousands and lakhs apart; a comma before anything else, as in 欠5388,3日内, ends the number."""
_FIGURE = pattern(rf"(?<![\d*]){_GROUPED}(?:\.\d++)?(?![\d*])")
_BEHIND = plain_pattern(
    r"(?:\ ?[余多]?(?P<scale>[百千]?万|[亿千百]|w(?=元|块)"
    r"|(?:(?<=\d)[km]|thousand|million|lakhs?|crores?)\b)"
    rf"(?:(?P<rest>{_GROUPED})(?P<part>[百千]?万|[千百])?)?)?[余多]?"
    r"(?:\ ?(?P<currency>元|块|圆|蚊|人民币|美元|美金|港元|港币|新?台币|新[币元]|澳[币元]"
    r"|英镑|欧元|円|日元"
    r"|(?:yuan|rmb|cny|usd|dollars?|pounds|rupees|euros|yen)\b))?"
)
_BEFORE = pattern(
    r"(?P<currency>(?:us|hk|nt|[sac])?\$|[¥£€₹]|(?<![a-z])(?:rs\.?|inr|rmb|cny|usd|hkd|ntd|sgd|aud|cad|gbp|eur|jpy)"
    r"|人民币|新?台币|港币|港元|美元)[:为]?\ ?-?$"
)
_BEFORE_ENDS = frozenset("$¥£€₹.srbydmnp币元: -为")
_BEHIND_STARTS = frozenset("元块圆円日亿万千百余多蚊人美港新台英欧澳 yrcudpwel")
_LONGEST_BEFORE = 5
_NO_MONEY_BEHIND = pattern(r"[\d人次份户家名条张个辆件平股字公里米倍分年月级]")
_IN_WORDS = pattern(
    rf"(?<![\d余多几数{NUMERALS}])(?P<number>(?![万亿])[{NUMERALS}]{{1,24}}+)余?"
    r"(?P<currency>元|块|圆|円|蚊)(?![次化素论老月旦宝旬])"
    rf"(?:零?(?P<tenths>[{NUMERALS}])角)?(?:零?(?P<hundredths>[{NUMERALS}])分)?"
)
_ALONE = frozenset("零〇一二三四六七八九")
_LONGEST_FIGURE = 24
_NOT_OF_MONEY = "个人名位次年天日月张页条件家户部门本字里米公斤吨分多余亩级周号辆套只头行项平股方"
_BARE_SUM = pattern(
    rf"(?<![\d,第约近超百千万亿年/:.-])\d{{1,3}},\d{{3}}(?![\d,.]|\ ?[{_NOT_OF_MONEY}])"
    rf"|(?<![第百千万亿十])[一二两三四五六七八九](?:[百千万][一二三四五六七八九]?){{1,2}}(?![百千万十{_NOT_OF_MONEY}])"
    rf"|(?<=[付还转拿补押收欠差缴交])(?:个|够|我|了)?\d{{3,5}}(?![\d%./:,-]|[{_NOT_OF_MONEY}点])"
)
_MAYBE_SUM = plain_pattern(r",\d{3}|[百千万]|[付还转拿补押收欠差缴交][个够我了]?\d{3}")
"""What of a sum is quick to look for."""

_ACCOUNT = pattern(r"(?<![\d*a-z./=?&#_+-])\d[\d* -]{10,34}(?![a-z/=_@])")
_SEPARATORS = {ord(c): None for c in " -"}
_ACCOUNT_LABEL = pattern(
    r"(?:[账帐]号|[账帐]户|卡号|卡|户头|专户|银行|信用社|[农工建中交招邮]行|\p{Han}[银支]行"
    r"|\baccount|\ba/c|\bcard|\biban|\bbank)\p{Han}{0,6}\ ?(?:no\.?|number)?[:为是(]{0,2}\ ?$"
)
_OTHER_LABEL = pattern(
    r"(?:身份证|证件|证号|缴款码|缴费码|识别码|识别号|编码|单号|运单|订单|合同|信用代码|登记|序列号|流水|编号|案号"
    r"|工号|号码|批次号|护照|电话|手机|登录[账帐]号|用户名)\p{Han}{0,4}[:为是(]{0,2}\ ?$"
)
_LABEL_REACH = 24
_CARD_START = "62"
_IDENTITY = pattern(r"[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dx]")


def find(folded: Folded, context: Context) -> list[Amount | Account | Payee]:
    """Find sums, account numbers and named payees, in the order of the text.

    Args:
        folded: The message.
        context: Not used.

    """
    del context
    text = folded.text
    found: list[Amount | Account | Payee] = [
        *_amounts_in_figures(text),
        *_amounts_in_words(text),
        *_accounts(text),
        *find_payees(text),
    ]
    found.sort(key=lambda fact: fact.start)
    return found


def find_bare_sums(text: str) -> list[tuple[int, int]]:
    """Numbers that can only be sums though no currency stands by: 先转1500, 拿两千来, 1,980.

    Too little for a claim, enough next to a demand.
    """
    if not _MAYBE_SUM.search(text):
        return []
    return [match.span() for match in _BARE_SUM.finditer(text)]


def _amounts_in_figures(text: str) -> Iterator[Amount]:
    done = 0
    for match in _FIGURE.finditer(text):
        start, end = match.span()
        if start < done:
            continue  # the 4,380 of 21万4,380
        may_follow = text[end : end + 1] in _BEHIND_STARTS
        if not (may_follow or text[start - 1 : start] in _BEFORE_ENDS):
            continue
        behind = _BEHIND.match(text, end)
        unit = behind["currency"] if behind is not None else None
        scale = behind["scale"] if behind is not None else None
        before = None
        if text[start - 1 : start] in _BEFORE_ENDS:
            before = _BEFORE.search(text, max(0, start - _LONGEST_BEFORE), start)
        if before is None and not unit and not (scale or "").endswith("万"):
            continue
        if behind is not None and (unit or scale):
            end = behind.end()
        if not unit and scale and _NO_MONEY_BEHIND.match(text, end):
            continue
        word = before["currency"] if before is not None else unit or "元"
        amount = _sum_of(match.group(), behind if scale else None)
        done = end
        yield _amount(before.start() if before else start, end, amount, _CURRENCIES[word], text)


def _sum_of(figure: str, behind: re.Match[str] | None) -> Decimal | None:
    """21万4,380 is figure 21, scale 万, rest 4,380; the rest of 3万5 counts thousands."""
    rest = behind["rest"] if behind is not None else None
    if max(len(figure), len(rest or "")) > _LONGEST_FIGURE:
        return None
    whole = Decimal(figure.replace(",", ""))
    if behind is None:
        return whole
    scale = _SCALES[behind["scale"]]
    if rest is None:
        return whole * scale
    part = _SCALES[behind["part"]] if behind["part"] else scale // 10 if len(rest) == 1 else 1
    return whole * scale + Decimal(rest.replace(",", "")) * part


def _amounts_in_words(text: str) -> Iterator[Amount]:
    if not ("元" in text or "块" in text or "圆" in text or "円" in text or "蚊" in text):
        return
    for match in _IN_WORDS.finditer(text):
        words = match["number"]
        cents = 10 * _digit(match["tenths"]) + _digit(match["hundredths"])
        if words in _ALONE and not cents:
            continue  # 一元 and 三元 are mostly no money
        before = _BEFORE.search(text, max(0, match.start() - _LONGEST_BEFORE), match.start())
        number = read_number(words)
        currency = _CURRENCIES[before["currency"] if before else match["currency"]]
        amount = None if number is None else number + Decimal(cents).scaleb(-2)
        start = before.start() if before else match.start()
        yield _amount(start, match.end(), amount, currency, text)


def _digit(character: str | None) -> int:
    return read_number(character or "零") or 0


def _amount(start: int, end: int, amount: Decimal | None, currency: str, text: str) -> Amount:
    return Amount(
        start=start,
        end=end,
        value=text[start:end] if amount is None else write_sum(currency, amount),
        detail=currency,
        concepts=("amount",),
        amount=amount,
        currency=currency,
    )


def write_sum(currency: str, amount: Decimal) -> str:
    """Write a sum in the one way in which it is compared.

    >>> write_sum("CNY", Decimal("5388.00")), write_sum("GBP", Decimal("284.6"))
    ('CNY 5388', 'GBP 284.60')
    """
    places = 0 if amount == int(amount) else max(2, -int(amount.normalize().as_tuple().exponent))
    return f"{currency} {amount:.{places}f}"


def _accounts(text: str) -> Iterator[Account]:
    for match in _ACCOUNT.finditer(text):
        written = match.group().rstrip(" -")
        digits = written.translate(_SEPARATORS)
        if not (12 <= len(digits) <= 25 and _is_account(digits, text, match.start())):
            continue
        is_card = _is_card(digits) and _has_check_digit(digits)
        yield Account(
            start=match.start(),
            end=match.start() + len(written),
            value=digits,
            detail="masked" if "*" in digits else "card" if is_card else "",
            concepts=("account", "account.card") if is_card else ("account",),
            digits=digits,
        )


def _is_account(digits: str, text: str, start: int) -> bool:
    """Whether a long number is an account's, by the words before it or as a bank card."""
    reach = max(0, start - _LABEL_REACH)
    is_phone = digits.startswith("0") and len(digits) <= 12
    if is_phone or _OTHER_LABEL.search(text, reach, start):
        return False
    if _ACCOUNT_LABEL.search(text, reach, start):
        return True
    return _is_card(digits)


def _has_check_digit(digits: str) -> bool:
    """Whether the last digit is the check digit of the others."""
    from stdnum import luhn  # noqa: PLC0415 (most messages have no card)

    return luhn.is_valid(digits)


def _is_card(digits: str) -> bool:
    """Whether a number is as long as one of UnionPay's cards and starts like one (ISO/IEC 7812)."""
    is_card = digits.startswith(_CARD_START) and 16 <= len(digits) <= 19
    return is_card and not _IDENTITY.fullmatch(digits)
