"""Case numbers: what is read from them, and what is wrong with them."""

from __future__ import annotations

import itertools
from datetime import date
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import HANDS, RECEIVED, Hand, read_back
from summons_check.facts import CaseNumber, Context, court_table
from summons_check.facts.case_numbers import (
    CONCEPTS,
    INTERNET_COURT,
    PROVINCES,
    find,
    parse,
)
from summons_check.facts.case_types import CODES, kinds_of
from summons_check.folding import fold


def numbers(text: str, context: Context = RECEIVED) -> list[CaseNumber]:
    return find(fold(text), context)


def names(text: str, context: Context = RECEIVED) -> set[str]:
    """Concepts of the only number in a text, without their common start."""
    (number,) = numbers(text, context)
    return {name.removeprefix("case_number.") for name in number.concepts}


SOUND = [
    ("（2025）粤0305民初123号", "civil", "粤0305", "民初", "123"),
    ("(2025) 粤 0305 民初 123 号", "civil", "粤0305", "民初", "123"),
    ("〔2025〕沪74民终86号", "civil", "沪74", "民终", "86"),
    ("[2024]京民再9号", "civil", "京", "民再", "9"),
    ("（2024）最高法民申77号", "civil", "最高法", "民申", "77"),
    ("（2019）最高法商初1号", "civil", "最高法", "商初", "1"),
    ("（2026）琼9002民特4号", "civil", "琼9002", "民特", "4"),
    ("（2025）兵0202执77号", "enforcement", "兵0202", "执", "77"),
    ("（2025）鄂0502执恢203号", "enforcement", "鄂0502", "执恢", "203"),
    ("（2025）苏8601执异12号", "enforcement", "苏8601", "执异", "12"),
    ("（2025）川1621民督47号", "payment_order", "川1621", "民督", "47"),
    ("（2025）闽0211财保66号", "preservation", "闽0211", "财保", "66"),
    ("（2025）渝0103刑初862号", "criminal", "渝0103", "刑初", "862"),
    ("（2024）辽0504行审31号", "administrative", "辽0504", "行审", "31"),
    ("（2025）黑0604司惩38号", "sanction", "黑0604", "司惩", "38"),
    ("（2025）浙03破19号", "other", "浙03", "破", "19"),
    ("（2025）浙03强清2号", "other", "浙03", "强清", "2"),
    ("（2024）浙02民诉前调595号", "mediation", "浙02", "民诉前调", "595"),
    ("（2026）闽0102诉前调3319号", "mediation", "闽0102", "诉前调", "3319"),
    ("（2025）粤0304民初18775-18776号", "civil", "粤0304", "民初", "18775-18776"),
    ("（2025）粤0304民初3827、3828号", "civil", "粤0304", "民初", "3827、3828"),
    ("2025粤0305民初123号", "civil", "粤0305", "民初", "123"),
    ("（2025）粤民终3号于2026年3月2日送达", "civil", "粤", "民终", "3"),
    ("（2025）粤民终3至5号", "civil", "粤", "民终", "3至5"),
    ("（2025）粤0305民初123，请", "civil", "粤0305", "民初", "123"),
]


@pytest.mark.parametrize(("text", "kind", "code", "type_code", "serial"), SOUND)
def test_a_sound_number_is_read(
    text: str, kind: str, code: str, type_code: str, serial: str
) -> None:
    """Brackets and spaces do not matter; nothing is found wrong."""
    (number,) = numbers(text)

    assert (number.court_code, number.type_code, number.serial) == (code, type_code, serial)
    assert number.concepts == ("case_number", f"case_number.{kind}")


def test_preservation_in_enforcement_is_both() -> None:
    assert names("（2025）浙0482执保74号") == {"case_number", "enforcement", "preservation"}


def test_the_special_trial_character_is_kept_apart() -> None:
    (number,) = numbers("（2023）最高法知民终15号")

    assert (number.court_code, number.special, number.type_code) == ("最高法", "知", "民终")


@pytest.mark.parametrize(
    ("text", "suffix"),
    [("（2025）粤0304民初9077号之一", "之一"), ("（2025）粤刑终7号之2", "之2")],
)
def test_a_later_ruling_keeps_its_suffix(text: str, suffix: str) -> None:
    (number,) = numbers(text)

    assert (number.value, number.suffix) == (text, suffix)


PROBLEMS = [
    ("（2026）民初7344号", {"no_court_code"}),
    ("（2025）朝阳民初7344号", {"no_court_code"}),
    ("（2025）粤115民初12号", {"no_court_code"}),
    ("（2025）某0305民初12号", set()),
    ("（2025）深0305民初12号", {"wrong_province"}),
    ("（2025）滇0702执619号", {"wrong_province"}),
    ("（2025）贵0103执5518号", {"wrong_province"}),
    ("（2026）豫0105民初a839号", {"letters"}),
    ("（2026）粤0l92民初839号", {"letters", "no_court_code"}),
    ("（2024）京0108民初字第918号", {"old_style"}),
    ("（2025）京02民一初字第196号", {"old_style"}),
    ("（2025）市北民初字第412号", {"old_style"}),
    ("（2026）互执字第417号", {"old_style"}),
    ("（2025）粤0305民初0123号", {"zero_padded"}),
    ("（2027）津0102民初9号", {"future_year"}),
    ("（2026）沪0115民裁39号", {"unknown_type"}),
    ("（2026）沪0115网贷强执39号", {"unknown_type"}),
    ("（2024）蒙0205执初字第088号", {"wrong_province", "old_style", "unknown_type", "zero_padded"}),
]


@pytest.mark.parametrize(("text", "problems"), PROBLEMS)
def test_what_is_wrong_is_named(text: str, problems: set[str]) -> None:
    kinds = {"case_number", "civil", "enforcement", "other"}

    assert names(text) - kinds == problems


@pytest.mark.parametrize(
    "text",
    [
        "（2014）民一终字第174号",
        "〔1999〕民一终字第174号",
        "（2015）济民一初字第21号",
        "（2015）沪一中民保字第7号",
        "（2013）静民一(民)初字第3419号",
    ],
)
def test_the_old_style_was_right_in_its_time(text: str) -> None:
    assert names(text) == {"case_number", "civil"}


@pytest.mark.parametrize(
    ("text", "register"),
    [
        ("（2025）穗仲案字第08813号", "foreign_body"),
        ("（2025）桂仲网裁3381号", "foreign_body"),
        ("昆劳人仲案字〔2026〕第2197号", "foreign_body"),
        ("（2023）京中信证执字第12号", "foreign_body"),
        ("哈公（刑）传字〔2025〕1163号", "foreign_body"),
        ("杭检刑诉〔2025〕77号", "foreign_body"),
        ("（2025）澄律函字第0143号", "foreign_body"),
        ("（2025）镇人调字第3号", "foreign_body"),
        ("鼎信催执字〔2025〕第0926号", "own_register"),
        ("（2025）速融裁字第20771号", "own_register"),
        ("（2026）汇清诉保预字第118号", "own_register"),
        ("立案编号：LA2025-0037", "own_register"),
        ("法务编号ZX-2025-093", "own_register"),
        ("案号:JFS2509-118", "own_register"),
        ("114年度司促字第2087號", "taiwan"),
        ("SCTC 031186/2025", "hongkong"),
        ("HCA 123/2025", "hongkong"),
    ],
)
def test_numbers_that_are_no_mainland_court_s_are_told_apart(text: str, register: str) -> None:
    assert names(text) == {register}


@pytest.mark.parametrize(
    "text",
    [
        "法释〔2025〕14号",
        "国办发〔2020〕53号",
        "2019年10月15号之前还清",
        "本院路（2025）8号楼",
        "合同编号LN2204-7731的借款合同",
        "车险报案，案件号C1025-88301，查勘员将联系您",
        "（2018）长春市不动产权第0222536号",
        "（2025）粤xxxx民初xx号",
        "运单号SF1234567890123",
    ],
)
def test_other_numbers_are_none(text: str) -> None:
    assert numbers(text) == []


def test_an_english_text_writes_numbers_in_pinyin() -> None:
    (number,) = numbers("in case (2026) Yue 0106 Min Chu No. 31877 a hearing is set")

    assert number.value == "(2026) Yue 0106 Min Chu No. 31877"
    assert number.concepts == ("case_number", "case_number.civil")


MISMATCHES = [
    ("【临沂市兰山区人民法院】您的案件（2024）鲁0203执1187号已立案", True),
    ("【兰山区法院】您的案件（2024）鲁0203执1187号已立案", True),
    ("【青岛市市北区人民法院】您的案件（2024）鲁0203执1187号已立案", False),
    ("【青岛中院】（2024）鲁0203执1187号一案", False),
    ("【山东省高级人民法院】（2024）鲁0203执1187号一案", False),
    ("【杭州互联网法院】（2026）粤0192民初867号", True),
    ("【杭州互联网法院】（2026）浙0192民初867号", False),
    ("【杭州互联网法院】（2017）浙8601民初867号", False),
    ("【朝阳区法院】（2025）京0105民初6号", False),
    ("【朝阳区法院】（2025）吉0104民初6号", False),
    ("【朝阳区法院】（2025）粤0305民初6号", True),
    ("【临沂市兰山区人民法院】（2025）鲁1302执6号，依据（2024）鲁0203民初7号判决", False),
    ("【临沂市兰山区人民法院】移送青岛市市北区人民法院（2024）鲁0203执1187号", False),
    ("【某某新区人民法院】（2024）鲁0203执1187号", False),
    ("【临沂市兰山区人民法院】（2024）鲁0299执1187号", False),
    ("最高人民法院统一平台：（2024）鲁0203执1187号", False),
]


@pytest.mark.parametrize(("text", "wrong"), MISMATCHES)
def test_the_code_of_another_court_is_noticed(text: str, wrong: bool) -> None:
    """Only a known code of a court that the message does not mean."""
    found = {name for number in numbers(text) for name in number.concepts}

    assert ("case_number.court_mismatch" in found) is wrong


def test_without_a_day_of_receipt_today_counts() -> None:
    next_year = date.today().year + 1

    assert "future_year" in names(f"（{next_year}）津0102民初9号", Context())


@pytest.mark.parametrize(
    ("number", "is_stale"),
    [
        ("（2020）津0102民初9号", True),
        ("（2022）津0102民初9号", False),
        ("（2016）津0102执9号", False),
    ],
)
def test_only_a_first_instance_grows_stale(number: str, *, is_stale: bool) -> None:
    """Enforcement goes on for years."""
    context = Context(date(2026, 1, 2))

    assert ("stale" in names(number, context)) is is_stale


class Modern(NamedTuple):
    """What a number of the present form says."""

    year: int
    court_code: str
    special: str
    type_code: str
    serial: str
    suffix: str

    def written(self, form: str) -> str:
        return form.format(**self._asdict()).strip()


CANONICAL = "（{year}）{court_code}{special}{type_code}{serial}号{suffix}"
FORMS = [
    CANONICAL,
    "({year}) {court_code} {special}{type_code} {serial} 号{suffix}",
    "〔{year}〕{court_code}{special}{type_code}第{serial}号{suffix}",
    "【{year}年】{court_code}{special}{type_code}{serial}号 {suffix}",
    "[{year}年度]{court_code} {special}{type_code}第 {serial} 号{suffix}",
]
WITH_COURT_DIGITS = [
    "{year}{court_code}{special}{type_code}{serial}号{suffix}",
    "{year}年{court_code}{special}{type_code}第{serial}号{suffix}",
]
"""Without brackets only the digits of a court tell a number from other words."""
SERIALS = st.integers(1, 9_999_999).map(str)
MODERN = st.builds(
    Modern,
    year=st.integers(2016, 2026),
    court_code=st.just("最高法")
    | st.builds(
        str.__add__,
        st.sampled_from(sorted(PROVINCES)),
        st.from_regex(r"(?:[0-9]{2}|[0-9]{4})?", fullmatch=True),
    ),
    special=st.sampled_from(["", "知"]),
    type_code=st.sampled_from(sorted(CODES)),
    serial=SERIALS | st.builds("{}{}{}".format, SERIALS, st.sampled_from("、-—~至"), SERIALS),
    suffix=st.sampled_from(["", "之一", "之十二", "之2"]),
)
MEDIATION = MODERN.map(lambda number: number._replace(special="", type_code="民诉前调"))
"""Registers of mediation have no code of the national list that could end a special character."""


SENTENCES = ["{}", "兹通知：{}，特此告知。", "现就{}于2026年3月2日送达材料3份"]


@given(MODERN | MEDIATION, st.data(), HANDS)
def test_a_number_is_read_as_it_was_written(
    number: Modern, data: st.DataObject, hand: Hand
) -> None:
    """Brackets, spaces, 年 and 第 do not matter, and nothing is found wrong."""
    has_digits = number.court_code[-1].isdecimal()
    form = data.draw(st.sampled_from(FORMS + WITH_COURT_DIGITS if has_digits else FORMS))
    sentence = data.draw(st.sampled_from(SENTENCES))
    found = read_back(find, CaseNumber, hand(number.written(form)), sentence=sentence)

    assert Modern(*(getattr(found, field) for field in Modern._fields)) == number
    assert found.value == number.written(CANONICAL)
    is_known = number.court_code in court_table().owners
    assert set(found.concepts) - {f"case_number.{name}" for name in ("stale", *INTERNET_COURT)} == {
        "case_number",
        *(f"case_number.{kind}" for kind in kinds_of(number.type_code)),
        *([] if is_known else ["case_number.unknown_court"]),
    }


@pytest.mark.parametrize(
    ("number", "is_unknown"),
    [
        ("（2026）粤0305民初12号", False),
        ("（2026）粤0399民初12号", True),
        ("（2026）粤03民终12号", False),
        ("（2026）粤民终12号", False),
        ("（2026）浙8601民初12号", False),  # of the Hangzhou Internet Court in its first days
        ("（2026）蒙0399民初12号", False),  # the province is wrong, which says enough
        ("（2013）粤0399民初12号", False),  # codes are of 2016
    ],
)
def test_a_code_of_no_court_known_is_noted(number: str, *, is_unknown: bool) -> None:
    assert ("unknown_court" in names(number)) is is_unknown


@pytest.mark.parametrize(
    "text", ["（2025）粤0305民初第123号", "2025粤0305民初123，", "（2025年）粤 0305民初123 号"]
)
def test_the_value_is_the_canonical_form(text: str) -> None:
    (number,) = numbers(text)

    assert number.value == "（2025）粤0305民初123号"


@given(MODERN)
def test_a_canonical_number_parses_to_itself(number: Modern) -> None:
    written = number.written(CANONICAL)
    found = parse(written)

    assert found is not None
    assert found.value == written


OLD = st.tuples(
    st.integers(1999, 2015),
    st.sampled_from(["", "京", "济", "沪一中", "市北", "浙杭西"]),
    st.sampled_from(["民一终", "民初", "商初", "知民初", "刑初", "行初", "执", "执恢", "民督"]),
    SERIALS | SERIALS.map("0{}".format),
)
OLD_FORMS = ["（{}）{}{}字第{}号", "({}) {}{}字第 {} 号", "〔{}〕{}{} 字第{}号"]


@given(OLD, st.sampled_from(OLD_FORMS), HANDS)
def test_a_number_of_old_is_read_as_it_was_written(
    parts: tuple[int, str, str, str], form: str, hand: Hand
) -> None:
    year, court, type_code, serial = parts
    found = read_back(find, CaseNumber, hand(form.format(*parts)))

    assert (found.year, found.serial) == (year, serial)
    assert found.court_code + found.special + found.type_code == court + type_code
    assert found.value == OLD_FORMS[0].format(*parts)
    assert found.detail in {"civil", "criminal", "administrative", "enforcement", "payment_order"}


PINYIN = st.tuples(
    st.integers(2016, 2026),
    st.sampled_from(["Yue", "Jing", "Hu", "Zhe", "Su", "Chuan"]),
    st.from_regex(r"[0-9]{2}|[0-9]{4}", fullmatch=True),
    st.sampled_from(["Min Chu", "Min Zhong", "Zhi", "Zhi Hui", "Xing Chu", "Min Du"]),
    SERIALS,
)
PINYIN_FORMS = ["({}) {} {} {} No. {}", "({}) {}{} {} {}", "[{}]{} {} {} no {}"]


@given(PINYIN, st.sampled_from(PINYIN_FORMS), HANDS)
def test_a_number_in_pinyin_is_read_as_it_was_written(
    parts: tuple[int, str, str, str, str], form: str, hand: Hand
) -> None:
    year, province, digits, type_code, serial = parts
    found = read_back(find, CaseNumber, hand(form.format(*parts)), sentence="your case {} is open")

    assert (found.year, found.court_code) == (year, f"{province} {digits}")
    assert (found.type_code, found.serial) == (type_code.lower(), serial)
    assert found.value == PINYIN_FORMS[0].format(*parts)


@given(st.text(alphabet="（）()[]〔〕2019345民初执字第号之一粤法院 -/a案编hcaX", max_size=60))
def test_any_text_gives_numbers_inside_it(text: str) -> None:
    folded = fold(text)
    found = find(folded, RECEIVED)

    assert all(0 <= n.start < n.end <= len(folded.text) for n in found)
    assert all(set(n.concepts) <= CONCEPTS for n in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


def test_parse_wants_exactly_one_number() -> None:
    assert parse("案号（2025）粤0305民初123号") is None
    assert parse("") is None
