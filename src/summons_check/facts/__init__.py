"""Facts: what a message names that can be checked, one module a kind.

Each module has `find(folded, context)` and the `CONCEPTS` that it can give.
"""

from __future__ import annotations

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
from summons_check.folding import Folded

__all__ = [
    "CONCEPTS",
    "Account",
    "Amount",
    "CaseNumber",
    "Context",
    "Court",
    "CourtFee",
    "Deadline",
    "Email",
    "Fact",
    "Hearing",
    "Interest",
    "Link",
    "Payee",
    "Phone",
    "classify_sender",
    "find_all",
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
    return agreement.with_disagreements(found)


def _place(fact: Fact) -> tuple[int, int]:
    return fact.start, fact.end
