"""Which numbers a text names, in whatever language: amounts, days, articles, telephone numbers.

Translations differ in how a number is written (第九十条, art. 90, ninety), and in whether a small
one is written at all (a, both, 一). So two sets are told: the numbers that a translation cannot do
without, and those that a text can be said to name.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

import regex

from summons_check.facts.numerals import ERAS, NUMERALS, read_number
from summons_check.patterns import pattern

_SCALES = {
    "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "千": 10**3, "百": 10**2,
    "thousand": 10**3, "k": 10**3, "million": 10**6, "m": 10**6, "bn": 10**9, "billion": 10**9,
    "lakh": 10**5, "crore": 10**7,
}  # fmt: skip
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = {
    **{word: number for number, word in enumerate(_UNITS)},
    **{word: 10 * number for number, word in enumerate(_TENS, 2)},
    "once": 1, "twice": 2, "both": 2, "double": 2, "triple": 3, "first": 1, "second": 2,
    "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "week": 7, "weeks": 7, "fortnight": 14, "quarter": 3, "dozen": 12,
    "hundred": 100, "thousand": 1000, "midnight": 24, "noon": 12, "day": 24,
}  # fmt: skip
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_NOON = 12
_SMALL = 2
"""Numbers up to this are often left unsaid, or said in another way."""
_TAIWAN = "民国"

_FIGURE = pattern(
    r"(?<!\d)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?"
    r"(?: ?(thousand|million|billion|bn|lakh|crore|[km](?![a-z]))|[多余餘]?([万萬亿億千百]))?"
    r"(\s?p\.?m\b| (?:o'clock )?in the (?:evening|afternoon))?"
)
_EVENING = pattern(
    rf"(?:下午|晚上|晚间|傍晚|夜里|午后|午後|晚) ?(\d{{1,2}}|[{NUMERALS}]{{1,2}}) ?[点點时時]"
)
_ERA = pattern(rf"({'|'.join(ERAS)})(\d{{1,3}})年|(?<!\d)(1[0-3]\d)年")
"""A year of an era; one of three digits alone is Taiwan's."""
_NUMERAL = pattern(
    rf"(第(?![一二三]+(?:债务)?[人者方])|百分之)?([{NUMERALS}]{{1,20}})(?:(条|款|项|号|章|日|天|个?月|年|小时|分钟|元|周|倍))?"
)
_WORD = pattern(r"[a-z]+")
_ROMAN_NUMERAL = pattern(r"\b[IVXLC]{1,7}\b")
_COUNTED = pattern(
    rf"\b((?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_UNITS[1:10])}))?|{'|'.join(_UNITS)})[ -]"
    r"(?:calendar |working |business |clear )?"
    r"(?:day|month|year|hour|minute|week|percent|per cent|dollar|pound|yuan|article|section)"
)
_PLACEHOLDER = pattern(r"\{[^{}]*\}|https?://\S+")


class Numbers(NamedTuple):
    """The numbers of a text."""

    named: frozenset[str]
    """Those that every translation must name, too."""
    said: frozenset[str]
    """All that it can be said to name."""


def numbers_of(text: str) -> Numbers:
    """Find the numbers in a text in Chinese, English or Japanese.

    Args:
        text: The text.

    Returns:
        The numbers, in decimal figures without leading zeros.

    Examples:
        >>> sorted(numbers_of("收到之日起十五日内，第二百六十四条").named)
        ['15', '264']
        >>> sorted(numbers_of("within fifteen days, art. 264").named)
        ['15', '264']

    """
    text = _ERA.sub(_common_year, _PLACEHOLDER.sub(" ", text))
    lower = text.lower()
    figures = [*_figures(lower)]
    numerals = [*_numerals(text)]
    counted = {_in_words(found) for found in _COUNTED.findall(lower)}
    named = {number for number, _ in figures}
    named |= {number for number, is_named in numerals if is_named}
    named |= {f"{number}" for number in counted if number > _SMALL}
    said = {part for _, parts in figures for part in parts} | {number for number, _ in numerals}
    said |= named | {*_said_in_words(lower)} | {*_romans(text)}
    said |= {f"{(read_number(hour) or 0) + _NOON}" for hour in _EVENING.findall(text)}
    return Numbers(frozenset(named - {"0", "1"}), frozenset(said))


def _common_year(found: regex.Match[str]) -> str:
    """Write a year of an era as one of the common era."""
    era, year, alone = found.groups()
    return f"{int(year or alone) + ERAS[era or _TAIWAN]}年"


def only_in(one: Numbers, other: Numbers) -> list[str]:
    """The numbers that one text names and another does not."""
    return sorted(one.named - other.said, key=lambda number: (len(number), number))


def _figures(lower: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each number in figures, and what else it may be said to be."""
    for whole, fraction, scale, han_scale, evening in _FIGURE.findall(lower):
        plain = Decimal(whole.replace(",", "") + fraction)
        number = plain * _SCALES.get(scale or han_scale, 1)
        if evening and plain < _NOON:
            number = plain + _NOON
        yield _written(number), (_written(number), _written(plain), *whole.split(","))


def _written(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _numerals(text: str) -> Iterator[tuple[str, bool]]:
    """Each number in characters, and whether a translation must name it."""
    for before, numeral, unit in _NUMERAL.findall(text):
        number = read_number(numeral)
        if number is not None:
            is_plain = numeral[0] not in "百千万亿" or bool(before)
            yield f"{number}", bool(before or unit) and is_plain and number > _SMALL


def _in_words(written: str) -> int:
    return sum(_WORDS[word] for word in written.split("-"))


def _said_in_words(lower: str) -> Iterator[str]:
    words = _WORD.findall(lower)
    for word, following in pairwise([*words, ""]):
        if word in _WORDS:
            yield f"{_WORDS[word]}"
            if word in _TENS:
                yield f"{_WORDS[word] + _WORDS.get(following, 0)}"
            if following in _SCALES:
                yield f"{_WORDS[word] * _SCALES[following]}"
            if following == "hundred":
                yield f"{_WORDS[word] * 100}"
        for number, month in enumerate(_MONTHS, 1):
            if word in (month, month[:3]):
                yield f"{number}"


def _romans(text: str) -> Iterator[str]:
    for numeral in _ROMAN_NUMERAL.findall(text):
        values = [_ROMAN[letter] for letter in numeral.lower()]
        yield f"{sum(v if v >= max(values[i:]) else -v for i, v in enumerate(values))}"
