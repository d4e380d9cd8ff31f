"""Whether the facts of a message agree: an area code and the place of the court named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from summons_check.facts.court_table import court_table
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
    places = {fact.value: place_of(fact.value) for fact in facts if isinstance(fact, Phone)}
    names = _names_by_province(facts) if any(places.values()) else {}
    if not names:
        return facts
    return [
        replace(fact, concepts=(*fact.concepts, concept))
        if isinstance(fact, Phone) and (concept := _concept(fact, places[fact.value], names))
        else fact
        for fact in facts
    ]


def _names_by_province(facts: Iterable[Fact]) -> dict[str, str]:
    """The names of the courts that are named, and of those above them, by their province."""
    table = court_table()
    courts = {
        court
        for fact in facts
        if isinstance(fact, Court) and fact.exists
        for court in table.by_name.get(fact.value, ())
    }
    names: dict[str, set[str]] = {}
    for court in courts:
        line = {each.name for each in (court, *table.superiors(court))}
        names.setdefault(court.province[:_PROVINCE], set()).update(line)
    return {province: "\n".join(found) for province, found in names.items()}


def _concept(phone: Phone, place: str, names: dict[str, str]) -> str:
    """What the place of a number says of it, beside courts of these names; empty if nothing."""
    province = place[:_PROVINCE]
    found = _CITY.match(place)
    city = (found and found["city"]) or province
    if place and city in names.get(province, ""):
        return "phone.court_area"
    is_elsewhere = place and province not in names and "phone.landline" in phone.concepts
    return "phone.other_province" if is_elsewhere else ""
