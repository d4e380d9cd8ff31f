"""Internet Courts, and the table of courts behind them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import TEXTS, Hand, read_back, strewn
from summons_check.conversion import converter
from summons_check.facts import Context, Court
from summons_check.facts.court_table import court_table, placements
from summons_check.facts.courts import CONCEPTS, find
from summons_check.folding import fold


def names(text: str) -> list[str]:
    return [name for court in find(fold(text), Context()) for name in court.concepts]


@pytest.mark.parametrize(
    "text",
    [
        "【杭州互联网法院】",
        "由北京互联网法院受理",
        "廣州互聯網法院",
        "Beijing Internet Court notice",
    ],
)
def test_there_are_three_internet_courts(text: str) -> None:
    assert names(text) == ["internet_court.real"]


@pytest.mark.parametrize(
    "text",
    [
        "【上海互联网法院】",
        "深圳市互联网法院",
        "国家互联网法院",
        "朝阳区互联网法院",
        "Shanghai Internet Court",
    ],
)
def test_any_other_is_made_up(text: str) -> None:
    assert names(text) == ["internet_court.invented"]


@pytest.mark.parametrize(
    "text",
    [
        "向互联网法院起诉",
        "三家互联网法院",
        "我国互联网法院",
        "an internet court",
        "the Internet Court",
    ],
)
def test_an_unnamed_one_is_neither(text: str) -> None:
    assert names(text) == []


def test_the_name_is_quoted_with_its_place() -> None:
    folded = fold("经 上海 互联网法院 审理")
    (court,) = find(folded, Context())

    assert (court.value, court.exists) == ("上海互联网法院", False)
    assert folded.quote(court.start, court.end) == "上海 互联网法院"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("【深圳市南山区人民法院】", {"粤0305"}),
        ("南山区法院", {"粤0305", "黑0404"}),
        ("开封中院", {"豫02"}),
        ("北京一中院", {"京01"}),
        ("上海市第二中级人民法院", {"沪02"}),
        ("广东高院", {"粤"}),
        ("长兴县人民法院", {"浙0522"}),
        ("新疆维吾尔自治区高级人民法院伊犁哈萨克自治州分院", {"新40"}),
        ("广东省高级人民法院和广州市中级人民法院", {"粤", "粤01"}),
        ("在法院门口", set()),
        ("某某新区人民法院", set()),
    ],
)
def test_courts_are_known_by_their_names_in_use(text: str, codes: set[str]) -> None:
    named = [courts for *_, courts in court_table().named_in(text)]

    assert {court.code for courts in named for court in courts} == codes


def test_a_code_without_an_owner_is_nobody_s() -> None:
    assert placements([("粤0399", 0)], "深圳市南山区人民法院") == [""]
    assert placements([("鲁0203", 0)], "深圳市南山区人民法院") == ["court_mismatch"]
    assert placements([("鲁0203", 500)], "深圳市南山区人民法院") == [""]
    assert placements([], "深圳市南山区人民法院") == []
    assert placements([("粤0305", 0)], "深圳市南山区人民法院") == ["court_fits"]
    assert placements([("粤03", 0)], "深圳市南山区人民法院") == ["court_fits"]  # on appeal
    assert placements([("粤0305", 0), ("鲁0203", 0)], "深圳市南山区人民法院") == ["court_fits", ""]
    assert placements([("粤0305", 0)], "东方红人民法院") == [""]  # no code is known of it


def test_a_court_knows_those_above_it() -> None:
    table = court_table()
    (court,) = table.by_name["深圳市南山区人民法院"]

    assert [above.code for above in table.superiors(court)][:2] == ["粤03", "粤"]


@given(TEXTS)
def test_any_text_gives_courts_inside_it(text: str) -> None:
    folded = fold(text + "互联网法院")
    for court in find(folded, Context()):
        assert 0 <= court.start < court.end <= len(folded.text)
        assert set(court.concepts) <= CONCEPTS


COURTS = st.deferred(lambda: st.sampled_from(sorted(court_table().by_name)))
"""Every name that a court goes by; the table is read on first need."""


@given(
    COURTS.filter(lambda name: "互联网" not in name),
    st.sampled_from([str, converter("s2t"), " ".join, strewn]),
    st.sampled_from(["{}", "【{}】", "昨天收到 {} 寄来的材料", "户名：{}，账号"]),
)
def test_a_court_is_read_as_it_was_written(name: str, hand: Hand, around: str) -> None:
    """Its full name is the value, unless several courts share the name in use."""
    court = read_back(find, Court, hand(name), sentence=around)
    meant = court_table().by_name[name]

    assert court.exists is meant[0].is_current
    assert court.detail == ("known" if court.exists else "former")
    assert court.value == (meant[0].name if len(meant) == 1 else fold(name).text)


def test_every_court_of_the_table_is_found_where_it_stands() -> None:
    """Its own name, whatever folding does to it; 乾 is written 干 when folded."""
    lost = []
    for court in {row for rows in court_table().by_name.values() for row in rows}:
        folded = fold(f"昨天收到{court.name}寄来的材料。")
        quotes = [folded.quote(each.start, each.end) for each in find(folded, Context())]
        if court.name not in quotes:
            lost.append(court.name)

    assert lost == []


def test_the_code_of_each_court_fits_its_name() -> None:
    owners = court_table().owners
    unfit = [
        (code, court.name)
        for code, courts in owners.items()
        for court in courts
        if placements([(code, 0)], court.name) != ["court_fits"]
    ]

    assert len(owners) > 3000
    assert [name for _, name in unfit] == ["最高人民法院"]  # which may name any court below it
