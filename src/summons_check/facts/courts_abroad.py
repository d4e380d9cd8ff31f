"""Courts of the United States and of England and Wales that a message names.

Only names that tell their country by themselves: "Cook County Circuit Court",
"the County Court at Leeds". A court that is not in the tables may exist.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import ahocorasick_rs

from summons_check.facts.data import rows
from summons_check.facts.model import Court
from summons_check.folding import fold_phrases
from summons_check.patterns import plain_pattern

CONCEPTS = frozenset({"court_name.us", "court_name.uk"})

_LETTER = plain_pattern(r"[a-z0-9]")
_NEW = plain_pattern("new ")
"""New York has no court of York."""
_OF_COUNTY = plain_pattern(
    r"(?P<kind>[a-z ]{1,60}court) of (?P<state>[a-z ]{1,40}), county of (?P<county>[a-z ]{1,40})"
)
_DETAILS = {"us": "american", "uk": "english"}
_BRITISH = {
    "county": (
        "{} county court",
        "county court at {}",
        "{} combined court",
        "{} county and family court",
        "{} civil justice centre",
        "{} civil and family justice centre",
    ),
    "crown": ("{} crown court", "crown court at {}"),
}


class _Names(NamedTuple):
    automaton: ahocorasick_rs.AhoCorasick
    laws: list[str]
    """The law of each name."""


def find_abroad(text: str) -> Iterator[Court]:
    """Find courts of the tables in a folded text.

    >>> [court.value for court in find_abroad("the county court at leeds, no tennis court")]
    ['county court at leeds']
    """
    if "court" not in text and "justice centre" not in text:
        return
    names = _names()
    for number, start, end in names.automaton.find_matches_as_indexes(text):
        law = names.laws[number]
        is_part = _is_inside_word(text, start) or _is_inside_word(text, end)
        if not is_part and not (law == "uk" and _NEW.match(text, max(0, start - 4), start)):
            concepts = (f"court_name.{law}",)
            yield Court(start, end, text[start:end], _DETAILS[law], concepts, exists=True)


def _is_inside_word(text: str, place: int) -> bool:
    """Whether letters stand on both sides of a place."""
    return bool(_LETTER.match(text, place) and _LETTER.match(text, max(0, place - 1), place))


@cache
def _names() -> _Names:
    forms: dict[str, str] = {}
    american = [*rows("courts.csv", "us")]
    names, states = (fold_phrases([row[key] for row in american]) for key in ("name", "state"))
    for name, state in zip(names, states, strict=True):
        forms.update(dict.fromkeys(_american(name, state), "us"))
    british = [*rows("courts.csv", "uk")]
    for row, place in zip(british, fold_phrases([row["place"] for row in british]), strict=True):
        forms.update({form.format(place): "uk" for form in _BRITISH[row["kind"]]})
    matching = ahocorasick_rs.MatchKind.LeftmostLongest
    return _Names(ahocorasick_rs.AhoCorasick([*forms], matchkind=matching), [*forms.values()])


def _american(name: str, state: str) -> Iterator[str]:
    """The ways in which a court of the table is written."""
    yield name
    if of_county := _OF_COUNTY.fullmatch(name):
        yield f"{of_county['county']} county {of_county['kind']}"
    if " county " in name:
        yield name.removesuffix(f", {state}")
    if name.startswith("united states "):
        yield name.replace("united states ", "u.s. ", 1)
