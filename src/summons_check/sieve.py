"""Which of many conditions a set of names fulfils, asked of all of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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

    One long number has a row of bits for each group that a condition can
    need: the first groups of all conditions, the second ones, and so on. A
    name sets the bits of the groups that it is in; a condition without such a
    group has its bit from the start. A condition holds when its bit is set in
    every row, and not in one row more: that of the names it forbids.

    Args:
        conditions: Their places number them.

    """

    def __init__(self, conditions: Sequence[Condition]) -> None:
        self._width = len(conditions)
        self._rows = max((len(each.needed) for each in conditions), default=0)
        self._from_the_start = 0
        self._bits: dict[str, int] = {}
        for number, (needed, unless) in enumerate(conditions):
            for row in range(len(needed), self._rows):
                self._from_the_start |= self._bit(row, number)
            for row, group in (*enumerate(needed), (self._rows, unless)):
                bit = self._bit(row, number)
                for name in group:
                    self._bits[name] = self._bits.get(name, 0) | bit

    def _bit(self, row: int, number: int) -> int:
        return 1 << (row * self._width + number)

    def passing(self, names: Iterable[str]) -> Iterator[int]:
        """The numbers of the conditions that these names fulfil, in order.

        >>> must_court = Condition((frozenset({"court"}),), frozenset())
        >>> no_court = Condition((), frozenset({"court"}))
        >>> list(Sieve([must_court, no_court]).passing({"court", "fee"}))
        [0]
        """
        known, bits = self._bits, self._from_the_start
        for name in names:
            if name in known:
                bits |= known[name]
        left = (1 << self._width) - 1
        for _ in range(self._rows):
            left &= bits
            bits >>= self._width
        left &= ~bits
        while left:
            lowest = left & -left
            yield lowest.bit_length() - 1
            left ^= lowest
