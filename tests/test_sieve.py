"""The sieve: what it lets through is what each condition says by itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from summons_check.sieve import Condition, Sieve

NAMES = st.frozensets(st.sampled_from("abcdef"))
CONDITIONS = st.lists(
    st.builds(Condition, st.lists(NAMES, max_size=4).map(tuple), NAMES), max_size=9
)


@given(CONDITIONS, NAMES)
def test_all_at_once_is_one_by_one(conditions: list[Condition], names: frozenset[str]) -> None:
    """A condition passes when each group that it needs is met, and nothing that it forbids."""
    one_by_one = [
        number
        for number, (needed, unless) in enumerate(conditions)
        if all(group & names for group in needed) and not unless & names
    ]

    assert Sieve(conditions).passing(names) == one_by_one


def test_names_that_no_condition_knows_change_nothing() -> None:
    """Most concepts of a message are asked for by no rule."""
    sieve = Sieve([Condition((frozenset("a"),), frozenset("b"))])

    assert sieve.passing(["x", "a", "y", "a"]) == [0]
    assert sieve.passing(["x", "a", "b"]) == []
