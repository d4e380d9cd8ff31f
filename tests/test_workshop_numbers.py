"""Numbers in texts: the same one is told in each language, however it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import TEXTS
from summons_check.workshop.text_numbers import numbers_of, only_in


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("收到之日起十五日内", "within 15 days of receipt"),
        ("收到之日起十五日内", "within fifteen days of receipt"),
        ("民事诉讼法第二百六十四条", "Civil Procedure Law, art. 264"),
        ("第一百三十三条之一", "art. 133-1"),
        ("罚款5万元", "a fine of 50,000 yuan"),
        ("10万卢比", "₹1 lakh"),
        ("两百万元", "2 million yuan"),
        ("2025年11月1日起", "since 1 November 2025"),
        ("晚上十点到早上八点", "between 10 p.m. and 8 a.m."),
        ("19时后", "after 7 in the evening"),
        ("令和8年5月21日", "21 May 2026"),
        ("114年8月12日", "12 August 2025"),
        ("第三人、第三债务人", "third parties and garnishees"),
        ("年利率百分之二十四", "24 % a year"),
        ("一周内", "within a week"),
        ("第四部分", "Part IV"),
        ("见{court-hotline}", "see {court-line-2}"),
        ("两次", "twice"),
        ("一年", "a year"),
        ("", ""),
    ],
)
def test_a_translation_names_the_same(chinese: str, english: str) -> None:
    one, other = numbers_of(chinese), numbers_of(english)

    assert (only_in(one, other), only_in(other, one)) == ([], [])


@given(TEXTS | st.text("一二十万第条日令和民国年0123456789,. 晚上点pm-", max_size=60))
def test_any_text_has_numbers(text: str) -> None:
    """Each that a text names it says as well, so that a text agrees with itself."""
    numbers = numbers_of(text)

    assert numbers.named <= numbers.said


def test_long_numbers_are_no_trouble() -> None:
    assert numbers_of("二" * 9_999 + "9" * 9_999).named


@pytest.mark.parametrize(
    ("chinese", "english", "alone"),
    [
        ("十五日内", "within 10 days", (["15"], ["10"])),
        ("拨打12368", "ring the court", (["12368"], [])),
        ("第二百六十四条", "art. 265", (["264"], ["265"])),
        ("2025年3月1日", "1 April 2025", (["3"], [])),
        ("三天内", "soon", (["3"], [])),
        ("很快", "within three days", ([], ["3"])),
        ("罚款5万元", "a fine of 5,000 yuan", (["50000"], ["5000"])),
        ("晚上九点前", "before 8 p.m.", ([], ["20"])),
        ("", "on 110", ([], ["110"])),
    ],
)
def test_another_number_is_told(
    chinese: str, english: str, alone: tuple[list[str], list[str]]
) -> None:
    one, other = numbers_of(chinese), numbers_of(english)

    assert (only_in(one, other), only_in(other, one)) == alone
