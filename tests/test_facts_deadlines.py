"""Deadlines: how much time a message leaves."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import (
    HANDS,
    RECEIVED,
    TEXTS,
    Hand,
    chinese_dates,
    english_dates,
    everyday,
    read_back,
)
from summons_check.facts import Context, Deadline
from summons_check.facts.calendar_days import the_day
from summons_check.facts.deadlines import CONCEPTS, find
from summons_check.folding import fold


def deadlines(text: str, context: Context = RECEIVED) -> list[Deadline]:
    return [f for f in find(fold(text), context) if isinstance(f, Deadline)]


HITS = [
    ("请于2小时内致电", "hours", "PT2H"),
    ("半小时内还清", "hours", "PT30M"),
    ("时限：98分钟内", "hours", "PT98M"),
    ("一百零一分钟内", "hours", "PT101M"),
    ("三十分钟内转账", "hours", "PT30M"),
    ("十分鐘內回覆", "hours", "PT10M"),
    ("七十二小时之内", "hours", "PT72H"),
    ("限24小时清偿", "hours", "PT24H"),
    ("系统将于两小时后停用", "hours", "PT2H"),
    ("一个半小时内还清", "hours", "PT90M"),
    ("1.5小时内还清", "hours", "PT90M"),
    ("半天内还清", "hours", "PT12H"),
    ("within 48 hours", "hours", "PT48H"),
    ("within 60 minutes", "hours", "PT1H"),
    ("in the next 3hrs", "hours", "PT3H"),
    ("you have ninety minutes to pay", "hours", "PT90M"),
    ("within 24h", "hours", "PT24H"),
    ("今日18时前处理", "today", "P0D"),
    ("今天之内还清", "today", "P0D"),
    ("今晚23:59关闭通道", "today", "P0D"),
    ("于即日内缴纳", "today", "P0D"),
    ("今天不还就上门", "today", "P0D"),
    ("限下午五点前交纳", "today", "P0D"),
    ("by 5pm today", "today", "P0D"),
    ("before midnight", "today", "P0D"),
    ("by close of business", "today", "P0D"),
    ("until 3pm", "today", "P0D"),
    ("pay the balance tonight", "today", "P0D"),
    ("三日内联系", "days", "P3D"),
    ("两三天内联系", "days", "P3D"),
    ("5個工作日內", "days", "P5D"),
    ("一周内回复", "days", "P7D"),
    ("明天中午前交齐", "days", "P1D"),
    ("聽日前還", "days", "P1D"),
    ("within two working days", "days", "P2D"),
    ("within seven (7) days", "days", "P7D"),
    ("请于11月5日前还款", "days", "2026-11-05"),
    ("on or before November 6", "days", "2026-11-06"),
    ("收到之日起十五日内", "statutory", "P15D"),
    ("30日内", "statutory", "P30D"),
    ("公告期满60日视为送达", "statutory", "P60D"),
    ("within 14 days", "statutory", "P14D"),
    ("一个半月内还清", "statutory", "P45D"),
    ("请于2026年12月1日前", "statutory", "2026-12-01"),
    ("请于二〇二六年十二月一日前", "statutory", "2026-12-01"),
    ("请于十二月二十一日之前", "statutory", "2026-12-21"),
    ("by 14 december 2026", "statutory", "2026-12-14"),
    ("before the 14th of december", "statutory", "2026-12-14"),
]


@pytest.mark.parametrize(("text", "kind", "value"), HITS)
def test_a_deadline_is_read(text: str, kind: str, value: str) -> None:
    (deadline,) = deadlines(text)

    assert (deadline.value, deadline.concepts) == (value, (f"deadline.{kind}",))


@pytest.mark.parametrize(
    "text",
    [
        "24小时服务热线",
        "24小时不间断",
        "每两小时回报一次",
        "第十三日内",
        "今天天气很好",
        "今日派送，详询前台",
        "自即日起施行",
        "申请诉前保全",
        "以前的事，目前不提",
        "2025年8月13日申请诉前财产保全",
        "逾期37天的账单",
        "第三日",
        "opened today, 24 hours a day",
        "be seated by 7:45 a.m. on Monday",
        "officers may visit",
    ],
)
def test_times_that_press_nobody_are_none(text: str) -> None:
    assert deadlines(text) == []


def test_between_a_week_and_ten_days_is_neither() -> None:
    (deadline,) = deadlines("八日内")

    assert (deadline.value, deadline.concepts) == ("P8D", ())


def test_how_far_a_date_is_only_the_day_of_receipt_tells() -> None:
    (deadline,) = deadlines("请于2026年11月5日前", Context())

    assert (deadline.value, deadline.concepts, deadline.hours) == ("2026-11-05", (), None)


def test_another_day_before_the_hour_is_not_today() -> None:
    (deadline,) = deadlines("请于11月4日，下午3点前回电", RECEIVED)

    assert deadline.concepts == ("deadline.days",)


def test_hours_are_counted() -> None:
    assert [d.hours for d in deadlines("半小时内，或三日内")] == [Decimal("0.5"), Decimal(72)]


def test_a_hearing_is_no_deadline() -> None:
    assert [f.kind for f in find(fold("定于11月28日9时前到庭"), RECEIVED)] == ["hearing"]


@given(st.dates(), st.integers(1, 12), st.integers(1, 31))
def test_a_day_without_a_year_lies_ahead_or_just_behind(day: date, month: int, of: int) -> None:
    """Whatever the day of receipt: no exception, and never more than a year away."""
    found = the_day(Context(received=day), None, month, of)

    assert found is None or -60 <= (found - day).days <= 366


@given(
    st.one_of(
        TEXTS,
        st.text(alphabet="0123456789一二十月日时前内小今天开庭:.-年 by within hours", max_size=60),
    ),
    st.none() | st.dates(),
)
def test_any_text_gives_deadlines_inside_it(text: str, day: date | None) -> None:
    folded = fold(text)
    last = 0
    for fact in find(folded, Context(received=day)):
        assert last <= fact.start < fact.end <= len(folded.text)
        assert set(fact.concepts) <= CONCEPTS
        last = fact.end


IN_CHINESE = ["{}{}内", "{} {}之内", "{}{}以内"]
IN_ENGLISH = ["within {} {}", "in {} {}", "within the next {} {}"]
UNITS = {
    "minutes": (600, ["分钟"], ["minutes", "mins"]),
    "hours": (72, ["小时", "个小时", "个钟头"], ["hours", "hrs"]),
    "days": (99, ["日", "天", "个工作日"], ["days", "working days"]),
    "weeks": (50, ["周", "个星期"], ["weeks"]),
    "months": (36, ["个月"], ["months"]),
}
"""Each with the most that people say, and its names."""
CHINESE = st.sampled_from(["请{}处理完毕。", "收到后 {} 回电", "（{}）"])
ENGLISH = st.sampled_from(["your payment is due {}, thanks", "We expect you {}. Regards"])


def duration(count: int, unit: str) -> str:
    """As ISO 8601 writes it; a message counts days, not months."""
    if unit == "minutes" and count % 60:
        return f"PT{count}M"
    if unit in {"minutes", "hours"}:
        return f"PT{count // 60 if unit == 'minutes' else count}H"
    return f"P{count * {'days': 1, 'weeks': 7, 'months': 30}[unit]}D"


@pytest.mark.parametrize("unit", UNITS)
@given(data=st.data(), hand=HANDS)
def test_a_stretch_of_time_is_read_as_it_was_written(
    unit: str, data: st.DataObject, hand: Hand
) -> None:
    most, in_chinese, in_english = UNITS[unit]
    count = data.draw(st.integers(1, most))
    is_chinese = data.draw(st.booleans())
    number = data.draw(st.sampled_from([str(count), everyday(count)] if is_chinese else [count]))
    form = data.draw(st.sampled_from(IN_CHINESE if is_chinese else IN_ENGLISH))
    name = data.draw(st.sampled_from(in_chinese if is_chinese else in_english))
    deadline = read_back(
        find,
        Deadline,
        hand(form.format(number, name)),
        sentence=data.draw(CHINESE if is_chinese else ENGLISH),
    )

    assert deadline.value == duration(count, unit)


@given(st.integers(1, 20), HANDS)
def test_half_an_hour_more_is_read_as_it_was_written(hours: int, hand: Hand) -> None:
    for form in ("{}个半小时内", "{}.5小时内"):
        written = form.format(everyday(hours) if "个" in form else hours)
        assert read_back(find, Deadline, hand(written)).value == f"PT{hours * 60 + 30}M"


DAYS = st.dates(date(2026, 9, 15), date(2029, 12, 31))


@given(DAYS, st.data(), HANDS)
def test_a_day_is_read_as_it_was_written(day: date, data: st.DataObject, hand: Hand) -> None:
    """With a year; the day of receipt tells how far away it is."""
    is_chinese = data.draw(st.booleans())
    dates = chinese_dates(day) if is_chinese else english_dates(day)
    in_chinese = ["{}前", "{}之前", "{} 17时前", "{}下午5点以前", "{}截止"]
    in_english = ["by {}", "before {}", "no later than {}"]
    form = data.draw(st.sampled_from(in_chinese if is_chinese else in_english))
    written = hand(form.format(data.draw(st.sampled_from(dates))))
    around = data.draw(CHINESE if is_chinese else ENGLISH)
    deadline = read_back(find, Deadline, written, sentence=around)

    days = (day - date(2026, 11, 2)).days
    assert deadline.value == day.isoformat()
    assert deadline.hours == (24 * days if days >= 0 else None)


@given(st.integers(-60, 300), st.data(), HANDS)
def test_a_day_without_a_year_is_the_nearest(days: int, data: st.DataObject, hand: Hand) -> None:
    day = date(2026, 11, 2) + timedelta(days)
    written = data.draw(st.sampled_from(["{}月{}日前", "{:02}月{:02}日之前", "{}月{}号17:00前"]))
    deadline = read_back(find, Deadline, hand(written.format(day.month, day.day)))

    assert deadline.value == day.isoformat()


@given(
    st.integers(1, 11),
    st.sampled_from(
        [
            "今日{}时前",
            "今天下午{}点前",
            "今晚{}:30前",
            "当日{}时之前",
            "by {}pm today",
            "by {}:00 today",
        ]
    ),
    HANDS,
)
def test_an_hour_of_today_is_today(hour: int, form: str, hand: Hand) -> None:
    around = "请{}处理" if "前" in form else "your payment is due {}, thanks"

    assert read_back(find, Deadline, hand(form.format(hour)), sentence=around).value == "P0D"
