"""Quick looks: what spares a text a closer look must never miss what that would find."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summons_check.facts.money import _BARE_SUM, _MAYBE_SUM
from summons_check.facts.phones import _HIDDEN, _unhidden
from summons_check.frames.warning_parts import _IDLE, _IDLE_CUES
from summons_check.reader import _INFORMAL, _MAYBE_INFORMAL
from summons_check.respelling import _DIALECT, _HALF_MASKED, _MASKED, _MAYBE_DIALECT


def _any_of(cues: tuple[str, ...]) -> Callable[[str], object]:
    return lambda text: any(cue in text for cue in cues)


PAIRS = {
    "sums": (_MAYBE_SUM.search, _BARE_SUM.search, "12,3百千万一两付还个够我元 ."),
    "masked": (_HALF_MASKED.search, _MASKED.search, "ab01$@/. 字"),
    "dialect": (_MAYBE_DIALECT.search, _DIALECT.search, "恁侬倷俺阿拉伯地"),
    "informal": (_MAYBE_INFORMAL.search, _INFORMAL.search, "你妳your ab"),
    "idle words": (
        _any_of(_IDLE_CUES),
        _IDLE.search,
        "反诈骗中心涉嫌罪取贷款您被以为由别急着挂千万要",
    ),
}


@pytest.mark.parametrize("pair", PAIRS)
@given(st.data())
def test_quick_look_misses_nothing(pair: str, data: st.DataObject) -> None:
    """What the close look finds, the quick one does not rule out."""
    quick, close, letters = PAIRS[pair]
    text = data.draw(st.text(letters, max_size=12))

    assert quick(text) or not close(text)


@given(st.text("12x×- a", max_size=12))
def test_struck_out_figures_are_never_missed(text: str) -> None:
    """Only a text in which no figure is struck out stays as it is."""
    assert (_unhidden(text) == text) is (_HIDDEN.search(text) is None)
