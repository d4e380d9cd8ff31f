"""Day and time of a hearing, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from summons_check.facts.calendar_days import MONTHS as _MONTHS
from summons_check.facts.calendar_days import the_day
from summons_check.facts.model import Context, Hearing
from summons_check.facts.numerals import ERAS, read_number
from summons_check.patterns import pattern

if TYPE_CHECKING:
    import regex

_NUMERAL = "〇零一二三四五六七八九十"
_TIME = (
    r"[\s,)]*(?:\([^()]{1,6}\)|(?:星期|周)[一二三四五六日天])?[\s,]?"
    r"(?P<half>[上中下]午|午[前后]|晚上?|早上?)?\s?(?:"
    r"(?P<hour>2[0-3]|[01]?[0-9]|[一二两三四五六七八九十]{1,3})(?:"
    r":(?P<minute>[0-5][0-9])"
    r"|[点时](?:(?P<minute>[0-5]?[0-9]|[一二三四五六七八九十]{1,3})分|(?P<minute>半))?)"
    r"|(?<=午))"
)
_HELD = r"(?=[在于]?[^,。;:\n0-9]{0,12}?(?:开庭|到庭|出庭|庭审|听证))"
"""Behind a day without a time: what is held on it."""
# From the month on: the number of the month is read backwards.
_CHINESE = pattern(
    r"月(?P<day>3[01]|[12][0-9]|0?[1-9]|[一二三四五六七八九十]{1,3})(?![0-9])"
    rf"(?:[日号]?{_TIME}|[日号]{_HELD})"
)
_MONTH_BEFORE = pattern(
    rf"(?:(?:(?P<year>20[0-9]{{2}}|二[{_NUMERAL}]{{3}})|(?P<era>民国|令和)?(?P<of_era>1[0-9]{{2}}"
    r"|(?<=[国和])[0-9]{1,2}))年)?(?<![0-9])"
    r"(?P<month>1[0-2]|0?[1-9]|[一二三四五六七八九十]{1,2})$"
)
_MONTH_REACH = 10
_UNNAMED_ERA = "民国"
"""Taiwan's may go without its name: 113年."""
_FIGURES = pattern(
    rf"(?<![0-9])(?P<year>20[0-9]{{2}})[.\-/](?P<month>1[0-2]|0?[1-9])[.\-/]"
    rf"(?P<day>3[01]|[12][0-9]|0?[1-9])(?![0-9]){_TIME}"
)
_CHINESE_WORD = pattern(
    r"开庭|应到|到庭|庭审|出庭|参加诉讼|(?<!经)审理(?!查明|终结)|听证|聆讯|辩论|询问|调查程序|传唤|法庭|审判庭|庭期|提讯|调解"
    r"|出头|弁论|期日"
)
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_CLOCK = (
    r",?\s(?:at\s|from\s|@\s?)?(?P<hour>2[0-3]|[01]?\d)(?!\d)(?:[:.](?P<minute>[0-5]\d))?"
    r"(?:\s?(?P<half>[ap])(?:\.m\b\.?|m\b))?"
)
_ENGLISH = pattern(
    rf"\b(?:{_MONTH}\s(?P<day>[0-3]?\d)(?:st|nd|rd|th)?|(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH})"
    rf"(?:,?\s(?P<year>20\d\d))?{_CLOCK}"
    rf"|\b(?P<day>[0-3]?\d)[.-](?P<month>0?[1-9]|1[0-2])[.-](?P<year>20\d\d){_CLOCK}"
)
_ENGLISH_DATE = pattern(rf"\b(?:{'|'.join(_MONTHS)})|[.-]20\d\d\b")
_ENGLISH_WORD = pattern(
    r"\b(?:hearing|trial|appear|attend|court|arraign|mention|conference|summon|tribunal|dept)"
)
_ROOM = pattern(
    r"第[一二三四五六七八九十\d]{1,3}(?:审判|小审判|仲裁|数字|调解)?(?:法?庭|室)"
    r"|[a-z]?\d{1,4}号?(?:审判|仲裁|调解)?(?:法?庭|室)"
    r"|\b(?:courtroom|court room|court|room|dept\.?|department) (?:no\. ?)?\d{1,4}[a-z]?\b"
)
_ROOM_REACH = 40
_MOST_DAYS = 31
_REACH = 30
_NOTICE_DAYS = 3
"""Days before the hearing that parties are told (Civil Procedure Law, art. 139)."""
_FRIDAY = 5


def find_hearings(text: str, context: Context) -> Iterator[Hearing]:
    """Find days with a time close to words of a hearing; the text is folded."""
    if "月" in text:
        for match in _CHINESE.finditer(text):
            start = match.start()
            month = _MONTH_BEFORE.search(text, max(0, start - _MONTH_REACH), start)
            if month is not None and _is_near(_CHINESE_WORD, text, month.start(), match.end()):
                yield from _hearing(month.start(), match, month, context)
    if "20" in text:
        for match in _FIGURES.finditer(text):
            if any(_is_near(word, text, *match.span()) for word in (_CHINESE_WORD, _ENGLISH_WORD)):
                yield from _hearing(match.start(), match, match, context)
    if " " in text and _ENGLISH_WORD.search(text) and _ENGLISH_DATE.search(text):
        for match in _ENGLISH.finditer(text):
            if _is_near(_ENGLISH_WORD, text, *match.span()):
                yield from _hearing(match.start(), match, match, context)


def _is_near(word: regex.Pattern[str], text: str, start: int, end: int) -> bool:
    before = word.search(text, max(0, start - _REACH), start)
    return before is not None or word.search(text, end, end + _REACH) is not None


def _hearing(
    start: int, match: regex.Match[str], month: regex.Match[str], context: Context
) -> Iterator[Hearing]:
    """The hearing of a match, whose year and month may stand in another."""
    named = month["month"]
    month_number = _MONTHS.index(named) + 1 if named in _MONTHS else read_number(named)
    day_number = read_number(match["day"])
    if month_number is None or day_number is None:
        return
    year = _year(month.groupdict())
    day = the_day(context, year, month_number, day_number)
    if day is None:
        if 1 <= day_number <= _MOST_DAYS:
            yield _no_day(start, match.end(), year, month_number, day_number)
        return
    is_dated = year is not None or context.received is not None
    hour, concepts = _hour(match), _concepts(day, context, is_dated=is_dated)
    found = _ROOM.search(match.string, match.end(), match.end() + _ROOM_REACH)
    room = found.group() if found else ""
    if hour is None:
        yield Hearing(start, match.end(), day.isoformat(), room, concepts, None)
        return
    minute = 30 if match["minute"] == "半" else read_number(match["minute"] or "0") or 0
    when = datetime(day.year, day.month, day.day, hour, min(minute, 59))
    yield Hearing(start, match.end(), when.isoformat(timespec="minutes"), room, concepts, when)


def _year(groups: dict[str, str | None]) -> int | None:
    if of_era := groups.get("of_era"):
        return ERAS[groups["era"] or _UNNAMED_ERA] + int(of_era)
    written = groups["year"]
    return read_number(written) if written else None


def _no_day(start: int, end: int, year: int | None, month: int, day: int) -> Hearing:
    """A hearing on a day that no calendar has."""
    value = f"{month:02}-{day:02}" if year is None else f"{year}-{month:02}-{day:02}"
    return Hearing(start, end, value, "impossible", ("hearing.impossible",), None)


def _concepts(day: date, context: Context, *, is_dated: bool) -> tuple[str, ...]:
    """What the day says: whether it is soon or over and, where the year is known, on a weekend."""
    ahead = None if context.received is None else (day - context.received).days
    flags = (
        ("hearing.soon", ahead is not None and 0 <= ahead < _NOTICE_DAYS),
        ("hearing.past", ahead is not None and ahead < 0),
        ("hearing.weekend", is_dated and day.isoweekday() > _FRIDAY),
    )
    return ("hearing", *(name for name, holds in flags if holds))


def _hour(match: regex.Match[str]) -> int | None:
    """The hour of the day; None when only the half of the day is named."""
    hour = read_number(match["hour"]) if match["hour"] else None
    if hour is None or hour > 23:
        return None
    is_later = match["half"] in {"下午", "午后", "晚", "晚上", "p"}
    return hour + 12 if is_later and hour < 12 else hour
