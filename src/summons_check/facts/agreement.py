"""Whether the facts of a message agree: a landline and the province of the court named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from summons_check.facts.court_table import court_table
from summons_check.facts.data import rows
from summons_check.facts.model import Court, Fact, Phone

CONCEPTS = frozenset({"phone.other_province"})

_LONGEST_CODE = 4
_PROVINCE = 2
"""Characters that tell one province from all others."""


@cache
def area_codes() -> dict[str, str]:
    """Area codes of landlines, such as `0571`, with the place that each serves."""
    return {row["code"]: row["place"] for row in rows("area_codes.csv")}


def place_of(digits: str) -> str:
    """The place of a landline, or nothing.

    >>> place_of("057100000000"), place_of("13800000000")
    ('浙江省杭州市', '')
    """
    codes = area_codes()
    return next((codes[digits[:n]] for n in range(_LONGEST_CODE, 2, -1) if digits[:n] in codes), "")


def with_disagreements(facts: list[Fact]) -> list[Fact]:
    """Note which landlines lie in another province than every court that is named."""
    phones = [f for f in facts if isinstance(f, Phone) and "phone.landline" in f.concepts]
    provinces = set(_provinces(facts)) if phones else set()
    if not provinces:
        return facts
    return [_noted(fact, provinces) if fact in phones else fact for fact in facts]


def _provinces(facts: Iterable[Fact]) -> Iterable[str]:
    for fact in facts:
        if isinstance(fact, Court) and fact.exists:
            for row in court_table().by_name.get(fact.value, ()):
                yield row.province[:_PROVINCE]


def _noted(fact: Fact, provinces: set[str]) -> Fact:
    place = place_of(fact.value)
    if not place or place[:_PROVINCE] in provinces:
        return fact
    return replace(fact, concepts=(*fact.concepts, "phone.other_province"))
