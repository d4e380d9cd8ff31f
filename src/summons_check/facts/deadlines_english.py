"""Deadlines in English: within 2 hours, by 5pm today, in 14 days, before 3 March."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from summons_check.facts.calendar_days import MONTHS as _MONTHS
from summons_check.facts.calendar_days import in_days, in_hours, on_day, the_day
from summons_check.facts.model import Context, Deadline
from summons_check.patterns import pattern

if TYPE_CHECKING:
    import regex

_ONE_TO_TWENTY = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty"
)
_WORDS = {word: number for number, word in enumerate(_ONE_TO_TWENTY.split(), 1)}
_WORDS |= {"a": 1, "an": 1, "twenty-one": 21, "twenty-four": 24, "thirty": 30, "forty": 40}
_WORDS |= {"forty-eight": 48, "sixty": 60, "seventy-two": 72, "ninety": 90}
_NUMBER = rf"(?P<number>\d{{1,3}}|half an|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_UNIT = r"(?P<unit>hours?|hrs?|h|minutes?|mins?|days?|weeks?|months?)\b"
_SPAN = pattern(
    r"\b(?:within|withing|in(?:side)?|next|have|have only|only|just|before|last|than)\s"
    rf"(?:the\s|next\s|only\s){{0,2}}{_NUMBER}\s?(?:\([\w-]{{1,12}}\)\s?)?-?"
    rf"(?:(?:calendar|working|business|clear|full|more|court)\s)?{_UNIT}"
    rf"|\b{_NUMBER}[\s-]?{_UNIT}\s(?:left|remain|deadline|notice|window|to\s(?:pay|call|respond|reply|settle"
    r"|comply|answer|act|clear|show|send))"
)
_UNIT_HOURS = {"m": Decimal(1) / 60, "h": Decimal(1), "d": Decimal(24), "w": Decimal(7 * 24)}
_MONTH_HOURS = Decimal(30 * 24)
_UNTIL = r"\b(?:by|before|until|till|no later than|not later than)\s"
_HOUR = r"(?:[01]?\d|2[0-3]|noon|midnight|five|six|seven|eight|nine|ten|eleven|twelve)"
_CLOCK = rf"{_HOUR}(?:[:.][0-5]\d)?\s?(?:[ap](?:\.m\b\.?|m\b)|hrs\b|o'clock)?"
_NOW = r"(?:today|tonight|tonite|this\s(?:morning|afternoon|evening))"
_END_OF_DAY = r"(?:end|close)\sof\s(?:the\s)?(?:day|business|play)\b"
_TODAY = pattern(
    rf"{_UNTIL}(?:the\s)?(?:{_NOW}|eod\b|cob\b|midnight\b(?!\son)|{_END_OF_DAY}(?!\son))"
    rf"|{_UNTIL}{_CLOCK}\s?{_NOW}"
    rf"|\bwithin\s(?:today|the\sday)|\b{_END_OF_DAY}\s{_NOW}"
    rf"|\b{_NOW}\s(?:by|before|at the latest|or else|or your|latest|otherwise)\b"
    rf"|\b(?:pay|settle|clear|remit|call|reply|respond|transfer)\s(?:\S+\s){{0,4}}?{_NOW}\b"
)
_BY_CLOCK = pattern(rf"{_UNTIL}(?=\d|noon){_CLOCK}(?<=[m.k]|noon|hrs|:\d\d)(?![\d/-])")
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_DATE = pattern(
    r"\b(?:by|before|until|till|no later than|on or before)\s(?:\w+day,?\s)?(?:the\s)?"
    rf"(?:{_MONTH}\s(?P<day>[0-3]?\d)|(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH})(?!\d)"
    r"(?:(?:st|nd|rd|th)?,?\s(?P<year>20\d\d))?"
)
_OTHER_DAY = pattern(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b"
    rf"|\b(?:{'|'.join(_MONTHS)})[a-z]{{0,6}}\b"
    r"|tomorrow|2moro|\d{1,2}/\d{1,2}|\d{1,2}[.-]\d{1,2}[.-]\d{2,4}"
    r"|each day|every|daily|appear|attend|report|check in"
)
_REACH = 60
_CUES = (
    *(
        "hour",
        "hr",
        "day",
        "min",
        "week",
        "month",
        "night",
        "nite",
        "by ",
        "before",
        "until",
        "within",
    ),
    *("later than", "cob", "eod"),
)


def find_english(text: str, context: Context) -> Iterator[Deadline]:
    """Find deadlines, the surest ways of naming one first; the text is folded."""
    if " " not in text or not any(cue in text for cue in _CUES):
        return
    for match in _TODAY.finditer(text):
        yield in_days(*match.span(), 0)
    for match in _DATE.finditer(text):
        year = int(match["year"]) if match["year"] else None
        day = the_day(context, year, _MONTHS.index(match["month"]) + 1, int(match["day"]))
        deadline = on_day(*match.span(), day, context)
        if deadline is not None:
            yield deadline
    for match in _SPAN.finditer(text):
        yield _span(match)
    for match in _BY_CLOCK.finditer(text):
        around = text[max(0, match.start() - _REACH) : match.end() + _REACH]
        if not _OTHER_DAY.search(around):
            yield in_days(*match.span(), 0)


def _span(match: regex.Match[str]) -> Deadline:
    word, unit = match["number"], match["unit"]
    number = Decimal("0.5") if word == "half an" else Decimal(_WORDS.get(word) or word)
    is_month = unit.startswith("mo")
    hours = number * (_MONTH_HOURS if is_month else _UNIT_HOURS[unit[0]])
    if is_month or unit[0] in "dw":
        return in_days(*match.span(), int(hours / 24))
    return in_hours(*match.span(), hours)
