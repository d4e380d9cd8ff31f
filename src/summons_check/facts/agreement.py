"""Whether the facts of a message agree: an area code and the place of the court named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from summons_check.facts.court_table import CourtRow, court_table
from summons_check.facts.data import rows
from summons_check.facts.model import Court, Fact, Phone
from summons_check.patterns import plain_pattern

CONCEPTS = frozenset({"phone.other_province", "phone.court_area"})

_LONGEST_CODE = 4
_PROVINCE = 2
"""Characters that tell one province from all others."""
_CITY = plain_pattern(r"(?:内蒙古|黑龙江|..)(?:省|(?:壮族)?自治区|市)?(?P<city>..)?")
"""Two characters of a city's name, behind that of its province; none in 北京市."""


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


def with_agreements(facts: list[Fact]) -> list[Fact]:
    """Note which numbers have the area code of a court that is named, or of another province."""
    phones = [f for f in facts if isinstance(f, Phone) and f.value.startswith("0")]
    courts = set(_courts(facts)) if phones else set()
    if not courts:
        return facts
    return [_noted(fact, courts) if fact in phones else fact for fact in facts]


def _courts(facts: Iterable[Fact]) -> Iterator[CourtRow]:
    for fact in facts:
        if isinstance(fact, Court) and fact.exists:
            yield from court_table().by_name.get(fact.value, ())


def _noted(fact: Fact, courts: Iterable[CourtRow]) -> Fact:
    place = place_of(fact.value)
    if not place:
        return fact
    if any(_serves(place, court) for court in courts):
        return replace(fact, concepts=(*fact.concepts, "phone.court_area"))
    is_near = place[:_PROVINCE] in {court.province[:_PROVINCE] for court in courts}
    if is_near or "phone.landline" not in fact.concepts:
        return fact
    return replace(fact, concepts=(*fact.concepts, "phone.other_province"))


def _serves(place: str, court: CourtRow) -> bool:
    """Whether an area code is that of the city of a court, or of one above it."""
    found = _CITY.match(place)
    city = (found and found["city"]) or place[:_PROVINCE]
    if place[:_PROVINCE] != court.province[:_PROVINCE]:
        return False
    return any(city in each.name for each in (court, *court_table().superiors(court)))
