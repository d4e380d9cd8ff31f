"""Facts: what a message names that can be checked, one module a kind.

`find_facts` is for use alone: text in, facts of one kind with their places out.
Each module has `find(folded, context)` and the `CONCEPTS` that it can give.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TypeVar

from summons_check.facts import (
    agreement,
    case_numbers,
    court_fees,
    courts,
    deadlines,
    interest,
    links,
    money,
    phones,
)
from summons_check.facts.court_table import CourtRow, CourtTable, court_table
from summons_check.facts.model import (
    Account,
    Amount,
    CaseNumber,
    Context,
    Court,
    CourtFee,
    Deadline,
    Email,
    Fact,
    Hearing,
    Interest,
    Link,
    Payee,
    Phone,
)
from summons_check.facts.overlaps import without_overlaps
from summons_check.facts.phones import classify_sender
from summons_check.folding import MAX_CHARS, Folded, fold

__all__ = [
    "CONCEPTS",
    "Account",
    "Amount",
    "CaseNumber",
    "Context",
    "Court",
    "CourtFee",
    "CourtRow",
    "CourtTable",
    "Deadline",
    "Email",
    "Fact",
    "Hearing",
    "Interest",
    "Link",
    "Payee",
    "Phone",
    "classify_sender",
    "court_table",
    "find_all",
    "find_facts",
]

_MODULES = (
    agreement,
    case_numbers,
    court_fees,
    courts,
    deadlines,
    interest,
    links,
    money,
    phones,
)

CONCEPTS: frozenset[str] = frozenset().union(*(module.CONCEPTS for module in _MODULES))
"""Every concept that a fact or a sender can give."""


_Kind = TypeVar("_Kind", bound=Fact)


def find_facts(text: str, kind: type[_Kind], *, received: date | None = None) -> list[_Kind]:
    """Find the facts of one kind in a text; kind `Fact` stands for all of them.

    Args:
        text: Any string; read up to `MAX_CHARS` characters.
        kind: `CaseNumber`, `Court`, `Link` and so on.
        received: The day on which the message came. Without it a day that is written without a
            year is taken as of today, and no day is judged: whether it is over, or too soon.

    Returns:
        The facts in the order of the text, `start` and `end` in the text as it came.

    Raises:
        TypeError: If the text is no string.

    >>> [number] = find_facts("案号〔 2026 〕粤０３０５民初１２号", CaseNumber)
    >>> number.court_code, number.type_code, number.serial, number.start, number.end
    ('粤0305', '民初', '12', 2, 20)
    >>> [court] = court_table().owners[number.court_code]
    >>> court.name
    '深圳市南山区人民法院'

    """
    if not isinstance(text, str):
        raise TypeError(f"text must be a str, not {type(text).__name__}")
    folded = fold(text[:MAX_CHARS])
    return [
        replace(fact, start=span.start, end=span.end)
        for fact in find_all(folded, Context.on(received))
        if isinstance(fact, kind)
        for span in [folded.span(fact.start, fact.end)]
    ]


def find_all(folded: Folded, context: Context) -> list[Fact]:
    """Find every fact, ordered by where it starts.

    A number is one thing only: what is part of a link is no phone number,
    what is part of an account number is no sum.

    Args:
        folded: The message.
        context: What else is known of it.

    """
    of_money = money.find(folded, context)
    numbers: list[Fact] = [
        *links.find(folded, context),
        *case_numbers.find(folded, context),
        *(fact for fact in of_money if isinstance(fact, Account)),
        *phones.find(folded, context),
        *(fact for fact in of_money if isinstance(fact, Amount)),
    ]
    found: list[Fact] = [
        *without_overlaps(numbers),
        *(fact for fact in of_money if isinstance(fact, Payee)),
        *deadlines.find(folded, context),
        *courts.find(folded, context),
        *interest.find(folded, context),
        *court_fees.find(folded, context),
    ]
    found.sort(key=_place)
    return agreement.with_agreements(found)


def _place(fact: Fact) -> tuple[int, int]:
    return fact.start, fact.end
