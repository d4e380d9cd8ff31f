"""One stretch of text is one fact: what to keep where several claim it."""

from __future__ import annotations

from typing import TypeVar

from summons_check.facts.model import Fact

_AnyFact = TypeVar("_AnyFact", bound=Fact)


def without_overlaps(facts: list[_AnyFact]) -> list[_AnyFact]:
    """Drop each fact that overlaps an earlier one of the list.

    Args:
        facts: The surest first.

    """
    if len(facts) < 2:
        return facts
    taken = bytearray(max(fact.end for fact in facts))
    kept = []
    for fact in facts:
        start, end = fact.start, fact.end
        if 1 not in taken[start:end]:
            taken[start:end] = b"\x01" * (end - start)
            kept.append(fact)
    return kept
