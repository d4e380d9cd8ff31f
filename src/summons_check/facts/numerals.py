"""Numbers in Chinese characters, everyday and of the banks: 十五, 两, 伍万; years of an era."""

from __future__ import annotations

NUMERALS = "零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟廿"
"""The characters that a number is written with."""
ERAS = {"民国": 1911, "平成": 1988, "令和": 2018}
"""The year of the common era before the first of each era of Taiwan and of Japan."""

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_DIGITS |= {c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_BIG = {"万": 10_000, "亿": 100_000_000}


def read_number(numeral: str) -> int | None:
    """Read a whole number in characters or in digits.

    Args:
        numeral: Such as 十五, 二〇二五, 三百二十 or 48.

    Returns:
        The number, or None if it is none or a mix of both ways. A digit at the end counts
        the next lower unit unless 零 stands before it: 一百五 is 150, 一百零五 is 105.

    Examples:
        >>> read_number("十五"), read_number("伍万贰仟"), read_number("二〇二五"), read_number("48")
        (15, 52000, 2025, 48)
        >>> read_number("八千六"), read_number("八千零六")
        (8600, 8006)

    """
    if numeral.isdecimal():
        return int(numeral)
    if not numeral:
        return None
    if len(numeral) > 1 and all(c in _DIGITS for c in numeral):
        return int("".join(str(_DIGITS[c]) for c in numeral))
    total = section = digit = 0
    lower = 1  # what a digit without a unit counts
    for c in numeral.replace("廿", "二十"):
        if c in _DIGITS:
            digit = _DIGITS[c]
            lower = lower if digit else 1
        elif c in _UNITS:
            section += (digit or 1) * _UNITS[c]
            digit, lower = 0, _UNITS[c] // 10
        elif c in _BIG:
            total += (section + digit * lower or 1) * _BIG[c]
            section, digit, lower = 0, 0, _BIG[c] // 10
        else:
            return None
    return total + section + digit * lower
