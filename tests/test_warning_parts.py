"""What a warning is made of: parts that one who threatens hardly writes."""

from __future__ import annotations

import pytest
from hypothesis import given

from conftest import TEXTS
from summons_check.folding import fold
from summons_check.warning_parts import find_idle_words, find_warning


@pytest.mark.parametrize(
    "text",
    [
        "近期有人冒充法院打电话，请勿转账，有疑问拨打12368。",
        "法院不会电话要钱，这样说的都是骗子，可拨打110。",
        "有人打电话说你涉嫌洗钱？骗子，别理。",
        "Somebody is pretending to be the sheriff. Deputies never take gift cards.",
        "My dad had a call from the 'tax police'. It's a scam.",
        "Callers say a warrant is out. They are fraudsters.",
        "That guy saying he's a levy officer is not from the county, he only wants cash.",
    ],
)
def test_warning(text: str) -> None:
    """Two telling parts, with a third or with a plain word."""
    assert len(find_warning(fold(text).text)) >= 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "请勿转账给他人，到本院缴费。",
        "您涉嫌诈骗，法院不会放过您。",
        "Do not call your bank, the officers are on their way.",
        "The bailiff will not wait. Pay now.",
        "He said you owe us money.",
    ],
)
def test_no_warning(text: str) -> None:
    """One part alone is found in threats, too."""
    assert find_warning(fold(text).text) == []


def test_words_that_warn_of_nothing() -> None:
    """The name of an office, an accusation, and what only a cheat forbids."""
    text = "反诈中心的，您涉嫌诈骗，千万别报警"

    assert [text[slice(*span)] for span in find_idle_words(text)] == [
        "反诈中心",
        "涉嫌诈骗",
        "千万别报警",
    ]


@given(TEXTS)
def test_parts_lie_in_the_text(text: str) -> None:
    """Every part is a stretch of the text."""
    folded = fold(text).text

    assert all(0 <= part.start < part.end <= len(folded) for part in find_warning(folded))
