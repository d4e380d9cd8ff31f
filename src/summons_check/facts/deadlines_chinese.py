"""Deadlines in Chinese: 两小时内, 今日17时前, 三日内, 8月15日前.

Each pattern starts at the word that makes the deadline, which is rare; the
number is then read backwards from there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from summons_check.facts.calendar_days import in_days, in_hours, on_day, the_day
from summons_check.facts.model import Context, Deadline
from summons_check.facts.numerals import read_number
from summons_check.patterns import pattern, plain_pattern

_GAP = r"[^,。;!?\n]"
_BEFORE = (
    r"(?:之前|以前|(?<![诉庭从目此])(?<!(?<![上中下正])午)前(?![往来述款期台提面后])|截止|为限)"
)
_END = pattern(_BEFORE)
_NUMERAL = "零一二两三四五六七八九十廿百半"
_NUMBER = plain_pattern(
    rf"(?<![0-9.第每a-z年月{_NUMERAL}])(?<![0-9]:)"
    rf"(?P<number>[0-9]{{1,3}}(?:\.[0-9])?|[{_NUMERAL}]{{1,6}})个?(?P<half>半)?$"
)
_NUMBER_REACH = 8
_ABOUT = frozenset("一二两三四五六七八九")
"""Two of them are no 23: 两三天 are three days at most."""
_HOURS = pattern(
    r"(?P<unit>小时|钟头|分钟)"
    r"(?P<limit>之?内|以内|后|未|仍|不(?!间断|打烊|停|休)|过期|失效|倒计时|期限|时限)?"
)
_LIMIT_BEFORE = pattern(
    r"(?:限时?|仅剩?|只有|只剩|剩余?|还有|给[你您]|超过?|逾期?|最后)(?:在|于)?$"
)
_LIMIT_REACH = 4
_DAYS = pattern(
    r"(?:(?:工作|自然)?(?P<unit>[日天])|(?P<unit>周|星期|礼拜|月))"
    r"(?:之内|以内|内|期?(?:届满|期满)|后(?=视为|即视|未|仍|不)|(?=视为))"
)
_UNIT_DAYS = {"日": 1, "天": 1, "周": 7, "星期": 7, "礼拜": 7, "月": 30}
_TODAY = pattern(
    r"(?:今[天日晚夜早]|今儿|当[日天晚]|[即本]日)(?:"
    rf"(?!起){_GAP}{{0,9}}?(?:{_BEFORE}|之内|以内|内(?!容)|为止)"
    rf"|{_GAP}{{0,6}}?(?:[点时]|:[0-5][0-9])(?:半|整|[0-5]?[0-9]分)?钟?"
    r"(?=,?(?:不|未|没|仍|必须|关闭|失效|到期|过时|自动|逾|为限))"
    r"|必须|务必|不(?![是用会能错])|未(?!来)|没[还交到付]|最后一[天次]|到期)"
)
_TOMORROW = pattern(rf"(?:明[天日早晚]|听[日朝晚]){_GAP}{{0,8}}?{_BEFORE}")
_DATE = plain_pattern(
    r"(?:(?P<year>20[0-9]{2}|二[〇零一二三四五六七八九]{3}(?=年))[年.\-/])?"
    r"(?<![0-9])(?P<month>1[0-2]|0?[1-9]|[一二三四五六七八九十]{1,2}(?=月))[月.\-/]"
    r"(?P<day>3[01]|[12][0-9]|0?[1-9]|[一二三四五六七八九十廿]{1,3}(?=[日号]))(?![0-9])"
    rf"[日号]?(?:{_GAP}{{0,8}}|,(?:[上中下]午|晚上?){_GAP}{{0,5}})$"
)
_DATE_REACH = 24
_CLOCK = plain_pattern(
    r"(?:[上中下]午|晚上?|傍晚|午夜)?(?<![0-9:.月年])(?:[0-2]?[0-9]|[一二两三四五六七八九十]{1,3})"
    r"(?:[点时](?:半|整|[0-5]?[0-9]分?)?|:[0-5][0-9])钟?$"
)
_CLOCK_REACH = 12
_OTHER_DAY = pattern(
    r"[0-9十][日号]|明[天早晚日]|后天|听[日朝晚]|(?:周|星期|礼拜)[一二三四五六日天]|每[天日]"
)
_OTHER_DAY_REACH = 10


def find_chinese(text: str, context: Context) -> Iterator[Deadline]:
    """Find deadlines, the surest ways of naming one first; the text is folded."""
    if "今" in text or "日" in text or "当" in text:
        for match in _TODAY.finditer(text):
            yield in_days(*match.span(), 0)
    if "明" in text or "听" in text:
        for match in _TOMORROW.finditer(text):
            yield in_days(*match.span(), 1)
    if "前" in text or "止" in text or "限" in text:
        yield from _dates_and_clocks(text, context)
    if "时" in text or "钟" in text:
        yield from _hours(text)
    if "内" in text or "后" in text or "满" in text or "视为" in text:
        yield from _days(text)


def _dates_and_clocks(text: str, context: Context) -> Iterator[Deadline]:
    for match in _END.finditer(text):
        date = _DATE.search(text, max(0, match.start() - _DATE_REACH), match.start())
        if date is not None:
            year = read_number(date["year"]) if date["year"] else None
            month, day = read_number(date["month"]) or 0, read_number(date["day"]) or 0
            when = the_day(context, year, month, day)
            deadline = on_day(date.start(), match.end(), when, context)
            if deadline is not None:
                yield deadline
            continue
        clock = _CLOCK.search(text, max(0, match.start() - _CLOCK_REACH), match.start())
        if clock is not None and not _OTHER_DAY.search(
            text, max(0, clock.start() - _OTHER_DAY_REACH), clock.start()
        ):
            yield in_days(clock.start(), match.end(), 0)


def _hours(text: str) -> Iterator[Deadline]:
    for match in _HOURS.finditer(text):
        number = _number_before(text, match.start())
        if number is None:
            continue
        is_minutes = match["unit"] == "分钟"
        limited = match["limit"] or _LIMIT_BEFORE.search(
            text, max(0, number.start() - _LIMIT_REACH), number.start()
        )
        count = _count(number)
        if limited and count:
            yield in_hours(number.start(), match.end(), count / (60 if is_minutes else 1))


def _days(text: str) -> Iterator[Deadline]:
    for match in _DAYS.finditer(text):
        number = _number_before(text, match.start())
        if number is None:
            continue
        place, days = (number.start(), match.end()), _count(number) * _UNIT_DAYS[match["unit"]]
        if days:
            yield in_days(*place, int(days)) if days == int(days) else in_hours(*place, 24 * days)


def _count(number: re.Match[str]) -> Decimal:
    """How many; 0 for what is no number.

    >>> [_count(_NUMBER.search(text)) for text in ("两", "一个半", "半个", "1.5")]
    [Decimal('2'), Decimal('1.5'), Decimal('0.5'), Decimal('1.5')]
    """
    written = number["number"]
    half = Decimal("0.5") if number["half"] else Decimal(0)
    if written[0].isascii():
        return Decimal(written) + half
    if len(written) == 2 and _ABOUT.issuperset(written):
        written = written[1]
    return Decimal("0.5") if written == "半" else (read_number(written) or 0) + half


def _number_before(text: str, end: int) -> re.Match[str] | None:
    return _NUMBER.search(text, max(0, end - _NUMBER_REACH), end)
