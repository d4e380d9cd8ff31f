"""Which of many conditions a set of names fulfils, asked of all of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

Group = frozenset[str]


class Condition(NamedTuple):
    """What must be there and what must not."""

    needed: tuple[Group, ...]
    """Of each group one name must be there."""
    unless: Group
    """None of these may be there."""


class Sieve:
    """Conditions, held against names in bits.

    One long number has a row of bits for the names that conditions forbid,
    and one for each group that they need: for the first groups of all
    conditions, for the second ones, and so on. A name sets the bits of the
    groups that it is in. A condition holds when its bit is not set in the
    first row, and is set in every other one that it has.

    Args:
        conditions: Their places number them.

    """

    def __init__(self, conditions: Sequence[Condition]) -> None:
        # Those with most groups have the first places, so that no row has gaps.
        self._numbers = sorted(range(len(conditions)), key=lambda n: -len(conditions[n].needed))
        self._all = (1 << len(conditions)) - 1
        self._rows: list[tuple[int, int]] = []  # where a row starts, and which have no bit in it
        self._bits: dict[str, int] = {}
        ordered = [conditions[number] for number in self._numbers]
        self._add_row(0, [unless for _, unless in ordered])
        start = len(ordered)
        for row in range(max((len(each.needed) for each in conditions), default=0)):
            groups = [needed[row] for needed, _ in ordered if len(needed) > row]
            self._add_row(start, groups)
            self._rows.append((start, self._all >> len(groups) << len(groups)))
            start += len(groups)

    def _add_row(self, start: int, groups: Iterable[Group]) -> None:
        for place, group in enumerate(groups, start):
            for name in group:
                self._bits[name] = self._bits.get(name, 0) | 1 << place

    def passing(self, names: Iterable[str]) -> list[int]:
        """The numbers of the conditions that these names fulfil, in order.

        >>> must_court = Condition((frozenset({"court"}),), frozenset())
        >>> no_court = Condition((), frozenset({"court"}))
        >>> Sieve([must_court, no_court]).passing({"court", "fee"})
        [0]
        """
        bits = 0
        for known in filter(None, map(self._bits.get, names)):
            bits |= known
        left = self._all & ~bits
        for start, others in self._rows:
            left &= bits >> start | others
        numbers = []
        while left:
            numbers.append(self._numbers[(left & -left).bit_length() - 1])
            left &= left - 1
        numbers.sort()
        return numbers
