"""Negations: what is said not to happen is no threat, and a condition is no negation."""

from __future__ import annotations

import pytest
import regex

from summons_check.folding import fold
from summons_check.negations import JapaneseNegations, Negations


def _is_cancelled(before: str) -> bool:
    """Whether a threat after these words is cancelled by them."""
    threat = "逮捕" if regex.search(r"\p{Han}|^$", before) else "arrested"
    text = fold(before + threat).text
    return Negations(text).cancel(len(text) - len(threat))


@pytest.mark.parametrize(
    "before",
    [
        "不会",
        "不会被",
        "不得对债务人",
        "不能随意",
        "请勿",
        "无权",
        "不被",
        "未",
        "公安不",
        "法院也未予",
        "没被",
        "别",
        "法院不会通过电话",
        "没有任何人可以",
        "严禁以任何形式",
        "谨防冒充公安",
        "并非",
        "函件里不要写“我司今晚就",
        "谁都不能因为欠钱直接",
        "法院不会马上",
        "有人骗您要",
        "you will not be ",
        "no one from the court will ",
        "there is no ",
        "we never ",
        "the bank cannot ",
        "we never ask for gift cards, fees or ",
        "the court will never ask you to pay by phone, gift card or ",
        "courts never call you and demand gift cards, crypto or ",
        "no real court will phone about an ",
        "you won't be ",
        "you won’t be ",
        "neither the court nor we ",
    ],
)
def test_negation_before_a_phrase_cancels_it(before: str) -> None:
    """What is said not to happen is no threat."""
    assert _is_cancelled(before)


@pytest.mark.parametrize(
    "before",
    [
        "",
        "将被",
        "不还款将被",
        "若不还款就",
        "逾期不处理则",
        "没有按时还款的话",
        "不要拖延，否则",
        "无法联系到您，",
        "勿忘还款。",
        "函件里不要写“立即”，",
        "不配合的立即",
        "不仅",
        "不但",
        "不光要",
        "特别",
        "分别",
        "逾期未还",
        "拒不归还",
        "涉嫌非法集资被",
        "除非今天还款马上",
        "if you do not pay, ",
        "if you do not pay you will be ",
        "unless you pay, no delay, an ",
        "如不还款",
        "do not ignore this or ",
        "do not call and ask questions, pay by gift card or ",
        "we never ask twice, pay by phone, gift card or ",
        "no reply? ",
        "cannot wait. ",
        "notice of ",
        "a known ",
    ],
)
def test_consequence_of_a_negation_stands(before: str) -> None:
    """If you do not pay, you will be arrested: that is a threat."""
    assert not _is_cancelled(before)


@pytest.mark.parametrize(("between", "cancels"), [(40, True), (41, False)])
def test_negation_far_away_does_not_count(between: int, cancels: bool) -> None:
    """A negation reaches 40 characters at most."""
    text = "不会" + "一" * between + "逮捕"

    assert Negations(text).cancel(text.index("逮捕")) is cancels


@pytest.mark.parametrize(
    ("text", "is_cancelled"),
    [
        ("振込みを求めることはありません", True),
        ("振込みを求めることは絶対にございません", True),
        ("振込みをしないでください", True),
        ("振込みには応じてはいけません", True),
        ("振込みをしなくてはなりません", False),
        ("訴訟を無視しないでください", False),
        ("差押えを免れることはできません", False),
        ("振込みがない場合は差し押さえます", False),
        ("振込みがなければ、求めることはありません", False),
        ("振込みをしてください。電話することはありません", False),
        ("振込みください", False),
    ],
)
def test_a_negation_stands_behind_what_it_negates(text: str, *, is_cancelled: bool) -> None:
    """In Japanese; what the reader fails to do is no negation."""
    assert JapaneseNegations(fold(text).text).cancel(0) is is_cancelled
