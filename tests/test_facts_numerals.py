"""Numbers in Chinese characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import EVERYDAY, OF_BANKS, TEXTS, in_characters
from summons_check.facts.numerals import NUMERALS, read_number


@pytest.mark.parametrize(
    ("numeral", "number"),
    [
        ("两", 2),
        ("十五", 15),
        ("二十", 20),
        ("廿三", 23),
        ("一百零五", 105),
        ("一百五", 150),
        ("一亿零三百万", 103000000),
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


@given(st.integers(0, 10**12 - 1), st.sampled_from([EVERYDAY, OF_BANKS]))
def test_a_number_written_in_full_is_read(number: int, style: tuple[str, str]) -> None:
    assert read_number(in_characters(number, *style)) == number


@given(st.integers(0, 10**12 - 1))
def test_figures_and_signs_one_by_one_are_read(number: int) -> None:
    assert read_number(str(number)) == number
    assert number < 10 or read_number("".join(EVERYDAY[0][int(d)] for d in str(number))) == number


@given(st.integers(1, 9), st.integers(1, 9), st.sampled_from("十百千万亿"))
def test_a_digit_at_the_end_counts_the_next_lower_unit(first: int, last: int, unit: str) -> None:
    """As people say it: 八千六 is 8600."""
    written = f"{EVERYDAY[0][first]}{unit}{EVERYDAY[0][last]}"
    whole = read_number(written[:-1])

    assert whole is not None
    assert read_number(written) == whole + last * whole // first // 10
    assert unit == "十" or read_number(f"{written[:-1]}零{written[-1]}") == whole + last


@given(TEXTS | st.text(NUMERALS))
def test_any_numeral_is_a_number_or_none(text: str) -> None:
    number = read_number(text)

    assert number is None or number >= 0
