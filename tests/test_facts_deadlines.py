"""Deadlines and hearings."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import TEXTS
from summons_check.facts import Context, Deadline, Hearing
from summons_check.facts.calendar_days import the_day
from summons_check.facts.deadlines import CONCEPTS, find
from summons_check.folding import fold

RECEIVED = Context(received=date(2026, 11, 2))


def deadlines(text: str, context: Context = RECEIVED) -> list[Deadline]:
    return [f for f in find(fold(text), context) if isinstance(f, Deadline)]


def hearings(text: str, context: Context = RECEIVED) -> list[Hearing]:
    return [f for f in find(fold(text), context) if isinstance(f, Hearing)]


HITS = [
    ("请于2小时内致电", "hours", "PT2H"),
    ("半小时内还清", "hours", "PT30M"),
    ("三十分钟内转账", "hours", "PT30M"),
    ("十分鐘內回覆", "hours", "PT10M"),
    ("七十二小时之内", "hours", "PT72H"),
    ("限24小时清偿", "hours", "PT24H"),
    ("系统将于两小时后停用", "hours", "PT2H"),
    ("within 48 hours", "hours", "PT48H"),
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
    ("请于2026年12月1日前", "statutory", "2026-12-01"),
    ("by 14 december 2026", "statutory", "2026-12-14"),
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


HEARINGS = [
    ("定于2026年11月28日9时30分开庭", datetime(2026, 11, 28, 9, 30)),
    ("应到时间：2026年11月28日上午9:30", datetime(2026, 11, 28, 9, 30)),
    ("定於11月28日（星期六）下午2時30分開庭", datetime(2026, 11, 28, 14, 30)),
    ("庭审提醒：明天（4月25日）9:00", datetime(2027, 4, 25, 9, 0)),
    ("开庭时间为四月二十九日上午十点半", datetime(2027, 4, 29, 10, 30)),
    ("二〇二六年十二月三日下午三时到庭", datetime(2026, 12, 3, 15, 0)),
    ("开庭 2026-12-03 14:30", datetime(2026, 12, 3, 14, 30)),
    ("the hearing is on 3 December 2026 at 10.30 a.m.", datetime(2026, 12, 3, 10, 30)),
    ("appear on July 24, 2026, 8:30 p.m.", datetime(2026, 7, 24, 20, 30)),
    ("next date 12.01.2027 at 10.30 a.m. before the court", datetime(2027, 1, 12, 10, 30)),
]


@pytest.mark.parametrize(("text", "when"), HEARINGS)
def test_day_and_time_of_a_hearing_are_read(text: str, when: datetime) -> None:
    (hearing,) = hearings(text)

    assert hearing.when == when
    assert hearing.concepts[0] == "hearing"
    assert ("hearing.weekend" in hearing.concepts) is (when.isoweekday() > 5)
    assert hearing.value == when.isoformat(timespec="minutes")


def test_half_a_day_gives_the_day_only() -> None:
    (hearing,) = hearings("庭期11月21日上午，不能参加请回电")

    assert (hearing.value, hearing.when) == ("2026-11-21", None)


@pytest.mark.parametrize(
    "text",
    [
        "于2026年11月28日9时30分发货",
        "经审理查明，2025年5月12日11时许",
        "2月30日9时开庭",
        "开庭时间另行通知",
        "11月28日发的传票",
    ],
)
def test_other_dates_are_no_hearing(text: str) -> None:
    assert hearings(text) == []


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


@pytest.mark.parametrize(
    ("text", "received", "concepts"),
    [
        ("定于2026年11月8日9时开庭", None, {"hearing.weekend"}),
        ("定于2026年11月9日9时开庭", None, set()),
        ("定于11月8日9时开庭", None, set()),  # of which year?
        ("定于11月8日9时开庭", date(2026, 11, 2), {"hearing.weekend"}),
        ("定于11月4日9时开庭", date(2026, 11, 2), {"hearing.soon"}),
        ("定于11月5日9时开庭", date(2026, 11, 2), set()),
    ],
)
def test_what_the_day_of_a_hearing_says(
    text: str, received: date | None, concepts: set[str]
) -> None:
    (hearing,) = hearings(text, Context(received))

    assert set(hearing.concepts) - {"hearing"} == concepts
