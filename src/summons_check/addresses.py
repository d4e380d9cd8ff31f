"""Addresses in a text, in which nothing is put together: a torn one leads nowhere."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from summons_check.folding import Change
from summons_check.patterns import plain_pattern

_UNSPACED = plain_pattern(r"\S+")
_ADDRESS = plain_pattern(r"@|://|\bwww\.|[a-z0-9]\.[a-z]{2,12}(?:[/?]|\.[a-z]{2}\b)")
"""What an address has."""


def find_addresses(text: str) -> list[tuple[int, int]]:
    """From where to where the addresses of a folded text stand, in order.

    >>> find_addresses("see pay.example/now or me@arr.est")
    [(4, 19), (23, 33)]
    """
    return [found.span() for found in _UNSPACED.finditer(text) if _ADDRESS.search(found.group())]


def outside_addresses(changes: Iterable[Change], text: str) -> Iterator[Change]:
    """Those changes of a folded text that no address is touched by."""
    places = find_addresses(text)
    return (change for change in changes if not overlaps(places, change.start, change.end))


def overlaps(places: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a stretch shares a character with one of others, which come in order."""
    before = bisect_left(places, (end,)) - 1
    return before >= 0 and places[before][1] > start
