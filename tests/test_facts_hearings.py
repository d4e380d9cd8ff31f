"""Day and time of a hearing."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import HANDS, RECEIVED, Hand, chinese_dates, english_dates, everyday, read_back
from summons_check.facts import Context, Hearing
from summons_check.facts.deadlines import find
from summons_check.folding import fold


def hearings(text: str, context: Context = RECEIVED) -> list[Hearing]:
    return [f for f in find(fold(text), context) if isinstance(f, Hearing)]


HEARINGS = [
    ("定于2026年11月28日9时30分开庭", datetime(2026, 11, 28, 9, 30)),
    ("应到时间：2026年11月28日上午9:30", datetime(2026, 11, 28, 9, 30)),
    ("定於11月28日（星期六）下午2時30分開庭", datetime(2026, 11, 28, 14, 30)),
    ("庭审提醒：明天（4月25日）9:00", datetime(2027, 4, 25, 9, 0)),
    ("开庭时间为四月二十九日上午十点半", datetime(2027, 4, 29, 10, 30)),
    ("二〇二六年十二月三日下午三时到庭", datetime(2026, 12, 3, 15, 0)),
    ("开庭 2026-12-03 14:30", datetime(2026, 12, 3, 14, 30)),
    ("民國114年12月3日上午9時30分開庭", datetime(2025, 12, 3, 9, 30)),
    ("定於114年12月3日上午9時到庭", datetime(2025, 12, 3, 9, 0)),
    ("口頭弁論期日 令和8年12月3日午前10時", datetime(2026, 12, 3, 10, 0)),
    ("令和9年1月15日午後1時30分に出頭", datetime(2027, 1, 15, 13, 30)),
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


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The hearing is on 3 December 2026 at 10 a.m. in court 3", "3 December 2026 at 10 a.m."),
        ("You must appear on 3 December 2026 at 10 am.", "3 December 2026 at 10 am"),
    ],
)
def test_only_the_dot_of_an_abbreviation_is_quoted(text: str, quote: str) -> None:
    (hearing,) = hearings(text)

    assert fold(text).quote(hearing.start, hearing.end) == quote


def test_half_a_day_gives_the_day_only() -> None:
    (hearing,) = hearings("庭期11月21日上午，不能参加请回电")

    assert (hearing.value, hearing.when) == ("2026-11-21", None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("定于2026年12月3日开庭", "2026-12-03"),
        ("请您于12月3日到庭应诉", "2026-12-03"),
        ("十二月三日在本院第二法庭公开开庭", "2026-12-03"),
    ],
)
def test_a_day_without_a_time_is_a_hearing_too(text: str, value: str) -> None:
    (hearing,) = hearings(text)

    assert (hearing.value, hearing.when) == (value, None)


@pytest.mark.parametrize(
    ("text", "room"),
    [
        ("定于2026年12月3日9时在本院第三法庭开庭", "第三法庭"),
        ("12月3日14:30到庭，地点：诉讼服务中心501室", "501室"),
        ("定于12月3日9时开庭，请准时到庭", ""),
        ("the hearing is on 3 December 2026 at 10 a.m. in courtroom 4", "courtroom 4"),
        ("appear on 3 December 2026 at 10 am, Dept. 12", "dept. 12"),
    ],
)
def test_the_room_is_the_detail(text: str, room: str) -> None:
    (hearing,) = hearings(text)

    assert hearing.detail == room


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2月30日9时开庭", "02-30"),
        ("定于2026年2月29日上午9:00开庭", "2026-02-29"),
        ("hearing on 31 June 2027 at 9:30", "2027-06-31"),
    ],
)
def test_a_day_that_no_calendar_has_is_named_so(text: str, value: str) -> None:
    (hearing,) = hearings(text)

    assert (hearing.value, hearing.detail, hearing.when) == (value, "impossible", None)
    assert hearing.concepts == ("hearing.impossible",)


@pytest.mark.parametrize(
    "text",
    [
        "于2026年11月28日9时30分发货",
        "经审理查明，2025年5月12日11时许",
        "开庭时间另行通知",
        "11月28日发的传票",
        "The hearing is on 0 March 2027 at 9:30 am.",
        "定于2027年3月0日开庭",
    ],
)
def test_other_dates_are_no_hearing(text: str) -> None:
    assert hearings(text) == []


@pytest.mark.parametrize(
    ("text", "received", "concepts"),
    [
        ("定于2026年11月8日9时开庭", None, {"hearing.weekend"}),
        ("定于2026年11月9日9时开庭", None, set()),
        ("定于11月8日9时开庭", None, set()),  # of which year?
        ("定于11月8日9时开庭", date(2026, 11, 2), {"hearing.weekend"}),
        ("定于11月4日9时开庭", date(2026, 11, 2), {"hearing.soon"}),
        ("定于11月4日9时开庭", date(2026, 11, 6), {"hearing.past"}),
        ("定于2026年11月4日开庭", date(2026, 11, 6), {"hearing.past"}),
        ("定于11月5日9时开庭", date(2026, 11, 2), set()),
    ],
)
def test_what_the_day_of_a_hearing_says(
    text: str, received: date | None, concepts: set[str]
) -> None:
    (hearing,) = hearings(text, Context(received))

    assert set(hearing.concepts) - {"hearing"} == concepts


def chinese_times(when: datetime) -> list[str]:
    """A time of the day in the forms that Chinese summonses have, those without a gap last."""
    hour, minute = when.hour, when.minute
    half, of_half = ("上午", hour) if hour < 12 else ("下午", hour - 12 or 12)
    minutes = {0: "", 30: "半"}.get(minute, f"{minute:02}分")
    in_words = f"{everyday(minute)}分" if minute else ""
    return [
        f"{hour}:{minute:02}",
        f"{hour:02}:{minute:02}",
        f"{half}{of_half}:{minute:02}",
        f"{hour}时{minute}分",
        f"{half}{of_half}时{minute:02}分",
        f"{half}{of_half}点{minutes}",
        f"{half}{everyday(of_half)}时{in_words}",
        f"(星期{'一二三四五六日'[when.weekday()]}){hour}时{minutes}",
    ]


def english_times(when: datetime) -> list[str]:
    half, of_half = ("a", when.hour) if when.hour < 12 else ("p", when.hour - 12 or 12)
    return [
        f"at {when:%H:%M}",
        f"at {of_half}:{when.minute:02} {half}.m.",
        f"at {of_half}.{when.minute:02}{half}m",
        f"from {of_half}:{when.minute:02} {half.upper()}M",
    ]


WHEN = st.datetimes(datetime(2026, 9, 10), datetime(2031, 1, 1)).map(
    lambda when: when.replace(hour=when.hour or 9, second=0, microsecond=0)
)
"""Not the hour after midnight: nobody means 12.10 a.m. by it."""
CHINESE = st.sampled_from(
    ["定于{}开庭审理", "应到时间：{}，请准时到庭。", "（{}）在本院第三法庭开庭"]
)
ENGLISH = st.sampled_from(["the hearing is on {} in court 3", "You must appear {} or lose."])


@given(WHEN, st.data(), CHINESE, HANDS)
def test_a_hearing_in_chinese_is_read_as_it_was_written(
    when: datetime, data: st.DataObject, around: str, hand: Hand
) -> None:
    gap = data.draw(st.sampled_from(["", " "]))
    day, time = (data.draw(st.sampled_from(f(when))) for f in (chinese_dates, chinese_times))
    gap = " " if day[-1].isdecimal() and time[0].isdecimal() else gap
    hearing = read_back(find, Hearing, hand(f"{day}{gap}{time}"), sentence=around)

    assert (hearing.when, hearing.value) == (when, when.isoformat(timespec="minutes"))


@given(WHEN, st.data(), ENGLISH, HANDS)
def test_a_hearing_in_english_is_read_as_it_was_written(
    when: datetime, data: st.DataObject, around: str, hand: Hand
) -> None:
    days = [*english_dates(when)[:3], f"{when:%d-%m-%Y}", f"{when.day}.{when.month:02}.{when.year}"]
    day, time = data.draw(st.sampled_from(days)), data.draw(st.sampled_from(english_times(when)))
    hearing = read_back(find, Hearing, hand(f"{day} {time}"), sentence=around)

    assert (hearing.when, hearing.value) == (when, when.isoformat(timespec="minutes"))
