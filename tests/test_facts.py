"""All facts of a message together."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import TEXTS
from summons_check import facts
from summons_check.facts import (
    CONCEPTS,
    CaseNumber,
    Context,
    Fact,
    Payee,
    find_all,
    find_facts,
)
from summons_check.folding import fold

MESSAGE = (
    "【深圳市南山区人民法院】案号（2026）粤0305民初1234号，定于11月28日9时30分开庭，"
    "三日内登录https://zxfw.court.gov.cn/zxfw/index?qdbh=13800000917签收，案款12,000元汇入"
    "户名深圳市南山区人民法院账号6228 4800 0000 0000 019，电话0755-00003600，"
    "或写信至sifa@example.cn。"
)


def kinds(text: str) -> list[str]:
    return [fact.kind for fact in find_all(fold(text), Context())]


def test_a_message_is_read_in_its_order() -> None:
    assert kinds(MESSAGE) == [
        "court",
        "case_number",
        "hearing",
        "deadline",
        "link",
        "amount",
        "payee",
        "court",
        "account",
        "phone",
        "email",
    ]


def test_facts_are_found_alone_in_the_text_as_it_came() -> None:
    """By kind, typed, with places in the original, however it is written."""
    text = "【深圳市南山区\u200b人民法院】案号〔2026〕粤０３０５民初１２号，交壹万元"
    places = [(fact.kind, text[fact.start : fact.end]) for fact in find_facts(text, Fact)]

    assert places == [
        ("court", "深圳市南山区\u200b人民法院"),
        ("case_number", "〔2026〕粤０３０５民初１２号"),
        ("amount", "壹万元"),
    ]
    assert [number.serial for number in find_facts(text, CaseNumber)] == ["12"]


def test_facts_are_held_against_the_day_on_which_a_message_came() -> None:
    text = "（2026）粤0305民初12号"
    concepts = [
        find_facts(text, CaseNumber, received=date(year, 6, 1))[0].concepts for year in (2025, 2026)
    ]

    assert ["case_number.future_year" in found for found in concepts] == [True, False]


def test_facts_of_no_text_are_refused() -> None:
    with pytest.raises(TypeError, match="text must be a str, not bytes"):
        find_facts(b"", Fact)  # type: ignore[arg-type]


def test_digits_belong_to_one_fact_only() -> None:
    """The digits of a link, a case number or an account are no telephone number."""
    assert kinds("打开https://ab-x.top/13800000917") == ["link"]
    assert kinds("（2026）粤0305民初12368号") == ["case_number"]
    assert kinds("账号6228 4800 1380 0000 917") == ["account"]


def test_every_kind_of_fact_is_named_once() -> None:
    named = {cls.kind for cls in Fact.__subclasses__() if ".facts." in cls.__module__}

    assert named == {
        "case_number",
        "link",
        "email",
        "phone",
        "amount",
        "account",
        "payee",
        "deadline",
        "hearing",
        "interest",
        "court_fee",
        "court",
    }
    assert all(name in facts.__all__ for name in ("find_all", "classify_sender", "CONCEPTS"))


def test_the_modules_give_only_concepts_that_they_declare() -> None:
    found = {name for fact in find_all(fold(MESSAGE), Context()) for name in fact.concepts}

    assert found <= CONCEPTS
    assert {"case_number.civil", "link.official", "payee.court", "hearing"} <= found


HOSTILE = [
    "http://a.top/x ",
    "".join(f"http://a{number}.top/{number} " for number in range(10)),
    "http://\u202ecourt.gov.cn\u202c.top/ ",
    "http://xn--/ http://[::1 http://%00@/ ",
    "付款" + "9" * 40 + "元，",
    "￥" + ",".join(["999"] * 14) + "，",
    "9" * 40 + "万" + "9" * 40 + "元",
    "壹" * 40 + "元" + "亿" * 40 + "元",
    "2026年2月30日25时61分开庭，",
    "二月三十日前，13月1日前，0月0日9时开庭，",
    "0000-00-00 99/99/9999 ",
    "by 31 february 2026 or 2026.02.30 25:61 hearing ",
    "（(【[〔",
    "（" * 20 + "2026" + "）" * 20 + "粤0305民初1号",
    "（2026）粤0305民初" + "1" * 30 + "号",
    "+86 +86 (+86) 0086" + "0" * 30,
    "日息" + "9" * 20 + "%借0到手0元0天还，",
    "日息万分之点，年利率" + "九" * 30 + "分",
    "案件受理费0元标的0元",
    "cv-23-1044 [2023] ",
    "户名：·，账号" + "6" * 40 + "*" * 40,
    "\ud800\x00法院",
]
FINDERS = [find_all, *(module.find for module in facts._MODULES if hasattr(module, "find"))]


@given(
    st.lists(st.one_of(TEXTS, st.sampled_from([*MESSAGE.split("，"), *HOSTILE])), max_size=6),
    st.none() | st.dates(),
)
def test_spans_lie_in_the_text_and_numbers_apart(parts: list[str], day: date | None) -> None:
    text = "，".join(parts)
    folded = fold(text)
    found = find_all(folded, Context(day))

    assert [fact.start for fact in found] == sorted(fact.start for fact in found)
    for fact in found:
        span = folded.span(fact.start, fact.end)
        assert 0 <= span.start < span.end <= len(text)
    numbers = [fact for fact in found if fact.kind in {"link", "email", "phone", "account"}]
    assert all(a.end <= b.start for a, b in pairwise(numbers))
    assert all(isinstance(fact, Payee) or fact.value for fact in found)


@pytest.mark.parametrize("part", HOSTILE)
def test_hostile_input_gives_facts_or_nothing(part: str) -> None:
    """Again and again, by each module and by all: no exception, and every span in the text."""
    text = part * 300
    folded = fold(text)

    for finder in FINDERS:
        for fact in finder(folded, Context()):
            span = folded.span(fact.start, fact.end)
            assert 0 <= span.start < span.end <= len(text)


def test_the_public_suffixes_are_loaded_on_first_need() -> None:
    """They take longer than all the rest, and most messages have no link."""
    code = (
        "from summons_check.facts.hosts import _suffixes\n"
        "from summons_check.facts.court_table import court_table\n"
        "import summons_check.facts\n"
        "print(_suffixes.cache_info().currsize, court_table.cache_info().currsize)"
    )
    done = subprocess.run(  # noqa: S603 (our own interpreter and code)
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == ["0", "0"]
