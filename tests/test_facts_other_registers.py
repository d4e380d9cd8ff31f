"""Numbers of other bodies: of Taiwan, Hong Kong, arbitration, lawyers and private senders."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import HANDS, TEXTS, Hand, read_back
from summons_check.conversion import converter
from summons_check.facts import CaseNumber
from summons_check.facts.case_numbers import find
from summons_check.facts.other_registers import find_other_numbers
from summons_check.folding import fold

SERIALS = st.integers(1, 99_999_999).map(str)
TAIWAN_TYPES = st.sampled_from(["司促", "司执", "诉", "小", "偵"])
TAIWAN = ["{}年度{}字第{}号", "{}年{}字第{}号", "{} 年度 {} 字 第 {} 号"]
HONG_KONG = ["{} {}/{}", "{}{}/{}", "{} No. {}/{}", "{} no {}/{}"]
YEAR_BEHIND = ["{}〔{}〕{}号", "{}（{}）{}号", "{}[{}]{}号", "{} 〔{}〕 {} 号"]


@given(st.integers(88, 120), TAIWAN_TYPES, SERIALS, st.sampled_from(TAIWAN), HANDS)
def test_a_number_of_taiwan_is_read_as_it_was_written(
    year: int, type_code: str, serial: str, form: str, hand: Hand
) -> None:
    written = converter("s2t")(form.format(year, type_code, serial))
    number = read_back(find, CaseNumber, hand(written))

    plain = fold(type_code).text
    assert (number.year, number.type_code, number.serial) == (year, plain, serial)
    assert (number.value, number.detail) == (TAIWAN[0].format(year, plain, serial), "taiwan")


@given(
    st.sampled_from(["HCA", "HCMP", "CACV", "DCCJ", "SCTC", "FCMC", "KCCC"]),
    st.integers(1, 999_999).map(str),
    st.integers(1998, 2026),
    st.sampled_from(HONG_KONG),
    HANDS,
)
def test_a_number_of_hong_kong_is_read_as_it_was_written(
    type_code: str, serial: str, year: int, form: str, hand: Hand
) -> None:
    written = hand(form.format(type_code, serial, year))
    number = read_back(find, CaseNumber, written, sentence="in action {}, a judgment was given")

    assert (number.year, number.type_code, number.serial) == (year, type_code, serial)
    assert (number.value, number.detail) == (
        HONG_KONG[0].format(type_code, serial, year),
        "hongkong",
    )


@pytest.mark.parametrize(
    ("words", "register"),
    [
        ("京恪律函字", "foreign_body"),
        ("昆劳人仲案字", "foreign_body"),
        ("杭检刑诉", "foreign_body"),
        ("哈公(刑)传字", "foreign_body"),
        ("鼎信催执字", "own_register"),
        ("速贷法务", "own_register"),
    ],
)
@given(
    st.tuples(
        st.integers(2016, 2026), st.builds(str.__add__, st.sampled_from(["", "第"]), SERIALS)
    ),
    st.sampled_from(YEAR_BEHIND),
    HANDS,
)
def test_a_number_with_the_year_behind_is_read_as_it_was_written(
    words: str, register: str, parts: tuple[int, str], form: str, hand: Hand
) -> None:
    """The value has the brackets of official papers."""
    number = read_back(find, CaseNumber, hand(form.format(words, *parts)))

    assert (number.year, number.serial) == (parts[0], parts[1].removeprefix("第"))
    assert (number.value, number.detail) == (YEAR_BEHIND[0].format(words, *parts), register)


@given(TEXTS)
def test_any_text_gives_numbers_inside_it(text: str) -> None:
    folded = fold(f"{text}催字〔2026〕1号")
    for number in find_other_numbers(folded.text):
        assert 0 <= number.start < number.end <= len(folded.text)
