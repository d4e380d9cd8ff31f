"""Interest: rates named, what is taken in advance, and what a loan really costs a year.

A loan whose interest was deducted in advance counts as what was received
(Civil Code, art. 670). The yearly rate is simple interest: a daily rate
times 365, a monthly one times 12. The caps, each with the day from which it
holds, stand in `rules/cn/data/interest_caps.csv`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from summons_check.facts.data import rows
from summons_check.facts.model import Context, Interest
from summons_check.facts.numerals import read_number
from summons_check.folding import Folded
from summons_check.patterns import pattern, plain_pattern

if TYPE_CHECKING:
    import regex

CONCEPTS = frozenset({"interest.rate", "interest.over_cap", "interest.deducted"})

_PERIODS = {"day": 365, "week": 52, "month": 12, "year": 1}
"""How often each comes in a year."""
_PERIOD_WORDS = {
    "day": "日 天 daily day diem",
    "week": "周 weekly week",
    "month": "月 monthly month",
    "year": "年 annual annually yearly year annum apr",
}
_PERIOD = {word: period for period, words in _PERIOD_WORDS.items() for word in words.split()}
_PARTS = {"百": 1, "千": 10, "万": 100}
_MAX_RATE = 10_000
"""Percent a year; what is said to cost more is a slip or a joke."""
_NUMBER = r"\d{1,7}(?:\.\d{1,4})?"

_MAYBE = plain_pattern(
    r"[%‰息率]|分之|percent|per cent|到手|到账|实[收得到发]|receiv|in hand|paid out"
)
_NAMED = r"(?:利率|利息|息费?|化?综合(?:资金|融资)?成本|化利率|化|费率|罚息|违约金|滞纳金|占用费)"
_IS = r"(?:标准)?(?:按|为|约|高达|达|即|收取?|计收?|加收|的|:|是){0,8}+\ ?"
_RATE_ZH = pattern(
    rf"(?:按|每|以)?(?P<period>[日天周月年])(?P<named>{_NAMED})?{_IS}"
    rf"(?:(?P<percent>{_NUMBER})\ ?(?:%|个点)|(?P<mille>{_NUMBER})\ ?‰"
    r"|(?P<part>[百千万])分之(?P<of>[零一二三四五六七八九十点]{1,5}|\d{1,3}(?:\.\d{1,2})?)"
    rf"|(?P<fen>{_NUMBER}|[一二三四五六七八九十两])分(?![之钟期])"
    r"(?P<li>[一二三四五六七八九半]厘?)?)"
    rf"(?:的?(?P<named>{_NAMED}))?"
)
_RATE_SLASH = pattern(
    rf"(?P<percent>{_NUMBER})\ ?%\ ?(?:/|每|(?:interest\ )?(?:per|a|an|each|every)\ )\ ?"
    r"(?P<period>[日天周月年]|day|diem|week|month|year|annum)(?![a-z])"
)
_PERCENT = rf"(?P<percent>{_NUMBER})\ ?(?:%|percent\b|per\ cent\b)"
_RATE_EN = pattern(
    r"\b(?P<period>daily|weekly|monthly|annual|yearly|apr)"
    r"(?:\ (?:interest|percentage|penalty|late|rate|fee)s?){0,3}"
    rf"(?:\ (?:of|is|at|:))*\ ?:?\ ?{_PERCENT}"
    rf"|\b{_PERCENT}\ (?P<period>apr|annually|daily|monthly|weekly|yearly)\b"
)
_ABOUT_INTEREST = pattern(
    r"息|利率|费率|罚|违约金|滞纳金|占用费|\b(?:interest|apr|penalty|late fee|rate)\b"
)
_ABOUT_REACH = 16

_SUM = (
    r"(?P<sum>\d{1,3}(?:,\d{3}){1,3}|\d{1,9})(?P<cents>\.\d{1,2})?"
    r"(?:\ ?(?P<scale>万|千|k\b))?(?![\d%‰])"
)
_LINK = (
    r"(?:了|的|金额|本金|总额|只有|只|仅有?|才|为|是|共|合计|有|:|=|\ |,(?=实)|人民币|rmb|¥|\$)"
    r"{0,8}+"
)
_PRINCIPAL = pattern(
    r"(?:借款|贷款|本金|合同金额|合同额|借条(?:写|金额)?|借|批|下款|申请"
    rf"|principal|borrowed|loan\ of|contract\ (?:for|of)){_LINK}{_SUM}"
)
_RECEIVED = pattern(
    r"(?:到手|实际到账|实际收到|实际得到|实到账?|实收|实得|实发|到账|\breceived(?:\ only)?"
    rf"|\bonly\ (?:got|received)|\bgot(?:\ only)?|\bin\ hand|\bpaid\ out){_LINK}{_SUM}"
)
_REPAID = pattern(
    r"(?:应还|需还|要还|须还|归还|到期还|总还款|后还|内还"
    rf"|\brepay|\bpay\ back|\breturn|\bdue\ back){_LINK}{_SUM}"
)
_COUNT = r"(?P<count>\d{1,4}|[一二两三四五六七八九十]{1,3})"
_UNIT = r"(?P<unit>天|日|周|个?星期|个?月|days?|weeks?|months?)"
_TERM = pattern(
    rf"{_COUNT}\ ?{_UNIT}(?=\ ?(?:后|内|到期|期|为期|的?周期|还|later|loan|term|to\ repay))"
    rf"|(?:周期|期限|借期|为期|term(?:\ of)?|for|within|in|after)\ ?:?为?{_COUNT}\ ?{_UNIT}"
)
_IN_INSTALMENTS = pattern(r"分期|每期|\d期|期账单|instal")
_DAYS = {"天": 1, "日": 1, "day": 1, "周": 7, "星期": 7, "week": 7, "月": 30, "month": 30}
_SCALES = {"万": 10_000, "千": 1_000, "k": 1_000}


class Cap(NamedTuple):
    """The most that some lenders may take."""

    lender: str
    since: date
    percent: Decimal
    """All costs of a year in percent of the loan."""


@cache
def caps() -> tuple[Cap, ...]:
    """The caps of `rules/cn/data/interest_caps.csv`, in the order of their days."""
    known = (
        Cap(row["lender"], date.fromisoformat(row["since"]), Decimal(row["percent"]))
        for row in rows("interest_caps.csv")
    )
    return tuple(sorted(known, key=lambda cap: cap.since))


def highest_cap(day: date) -> Decimal | None:
    """The highest cap of any lender on a day; None before the first one that is known."""
    latest = {cap.lender: cap.percent for cap in caps() if cap.since <= day}
    return max(latest.values(), default=None)


def find(folded: Folded, context: Context) -> list[Interest]:
    """Find rates, deductions in advance and what a short loan costs, in the order of the text.

    A deduction or a cost is told only when each of its sums is named once.

    Args:
        folded: The message.
        context: Its day of receipt tells which caps hold; they are those of mainland China,
            so they are not held against a text without a Chinese character.

    """
    text = folded.text
    if not _MAYBE.search(text):
        return []
    cap = None if text.isascii() else highest_cap(context.today)
    found = [*_rates(text, cap), *_loan(text, cap)]
    found.sort(key=lambda fact: fact.start)
    return found


def _rates(text: str, cap: Decimal | None) -> Iterator[Interest]:
    done = 0
    matches = [m for shape in (_RATE_ZH, _RATE_SLASH, _RATE_EN) for m in shape.finditer(text)]
    for match in sorted(matches, key=lambda m: m.span()):
        start, end = match.span()
        if start < done or not _is_about_interest(match, text):
            continue
        done = end
        rate, period = _percent(match), _PERIOD[match["period"]]
        times = _PERIODS[period]
        if rate is not None and 0 < rate * times <= _MAX_RATE:
            sum_ = f"{_plain(rate)}% × {times} = {_plain(rate * times)}%" if times > 1 else ""
            yield _interest(match.span(), rate * times, sum_, cap)


def _is_about_interest(match: regex.Match[str], text: str) -> bool:
    start, end = match.span()
    around = (max(0, start - _ABOUT_REACH), end + _ABOUT_REACH)
    return _ABOUT_INTEREST.search(text, *around) is not None


def _percent(match: regex.Match[str]) -> Decimal | None:
    """The rate of one period in percent."""
    groups = match.groupdict()
    if groups.get("percent"):
        return Decimal(groups["percent"])
    if groups.get("mille"):
        return Decimal(groups["mille"]) / 10
    if groups.get("part"):
        count = _decimal(groups["of"])
        return None if count is None else count / _PARTS[groups["part"]]
    if groups.get("fen") and match["period"] == "月":  # 月息二分 is 2 % a month
        count = _decimal(groups["fen"])
        tenth = groups["li"] or ""
        part = 5 if tenth == "半" else read_number(tenth.removesuffix("厘")) if tenth else 0
        return None if count is None or part is None else count + Decimal(part) / 10
    return None


def _decimal(numeral: str) -> Decimal | None:
    """A number in figures or characters: 0.5, 五, 三点五."""
    if numeral[0].isascii():
        return Decimal(numeral)
    whole, _, part = numeral.partition("点")
    number, digits = read_number(whole or "零"), read_number(part) if part else 0
    if number is None or digits is None:
        return None
    return Decimal(number) + Decimal(digits).scaleb(-len(part))


def _loan(text: str, cap: Decimal | None) -> Iterator[Interest]:
    """What was lent, what came of it, and what is wanted back."""
    received = _only(_RECEIVED, text)
    if received is None:
        return
    principal, repaid = _only(_PRINCIPAL, text), _only(_REPAID, text)
    if principal is not None and received.value < principal.value:
        taken = principal.value - received.value
        start, end = min(principal.start, received.start), max(principal.end, received.end)
        value = f"{_plain(principal.value)} - {_plain(received.value)} = {_plain(taken)}"
        yield Interest(start, end, value, "deducted", ("interest.deducted",), None)
    days = _days(text)
    owed = repaid or principal
    if days is None or owed is None or owed.value <= received.value:
        return
    cost = (owed.value - received.value) / received.value * 100
    yearly = cost * 365 / days
    if yearly <= _MAX_RATE * 10:
        sum_ = (
            f"({_plain(owed.value)} - {_plain(received.value)}) / {_plain(received.value)}"
            f" × 365 / {days} = {_plain(yearly)}%"
        )
        span = (min(owed.start, received.start), max(owed.end, received.end))
        yield _interest(span, yearly, sum_, cap)


class _Named(NamedTuple):
    """A sum and where it is named."""

    start: int
    end: int
    value: Decimal


def _only(label: regex.Pattern[str], text: str) -> _Named | None:
    """The sum behind a label; None if there is none, or more than one."""
    found = [
        _Named(match.start(), match.end(), _sum(match))
        for match in label.finditer(text)
        if _sum(match) > 0
    ]
    return found[0] if len({each.value for each in found}) == 1 else None


def _sum(match: regex.Match[str]) -> Decimal:
    written = match["sum"].replace(",", "") + (match["cents"] or "")
    return Decimal(written) * _SCALES.get(match["scale"] or "", 1)


def _days(text: str) -> int | None:
    """The term of a loan that is paid back at once; None if it is not named once."""
    if _IN_INSTALMENTS.search(text):
        return None
    terms = set()
    for match in _TERM.finditer(text):
        count = read_number(match["count"])
        unit = match["unit"].removeprefix("个").removesuffix("s")
        terms.add((count or 0) * _DAYS[unit])
    return terms.pop() if len(terms) == 1 and 0 not in terms else None


def _interest(span: tuple[int, int], yearly: Decimal, sum_: str, cap: Decimal | None) -> Interest:
    is_over = cap is not None and yearly > cap
    concepts = ("interest.rate", *(["interest.over_cap"] if is_over else []))
    detail = "yearly, over_cap" if is_over else "yearly"
    return Interest(*span, sum_ or f"{_plain(yearly)}%", detail, concepts, yearly)


def _plain(number: Decimal) -> str:
    """A number as people write it: two places at most, small ones four.

    >>> _plain(Decimal("36.500")), _plain(Decimal("5000")), _plain(Decimal("0.025"))
    ('36.5', '5000', '0.025')
    """
    rounded = number.quantize(Decimal("0.01" if number >= 1 else "0.0001"), ROUND_HALF_UP)
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
