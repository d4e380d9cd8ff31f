"""How much time the message leaves, and when it calls a hearing.

Statutory periods start at ten days; hours, or a day to pay, is what
swindlers leave.
"""

from __future__ import annotations

from summons_check.facts.deadlines_chinese import find_chinese
from summons_check.facts.deadlines_english import find_english
from summons_check.facts.hearings import find_hearings
from summons_check.facts.model import Context, Deadline, Hearing
from summons_check.facts.overlaps import without_overlaps
from summons_check.folding import Folded

CONCEPTS = frozenset(
    {
        "deadline.hours",
        "deadline.today",
        "deadline.days",
        "deadline.statutory",
        "hearing",
        "hearing.soon",
        "hearing.weekend",
        "hearing.past",
        "hearing.impossible",
    }
)


def find(folded: Folded, context: Context) -> list[Deadline | Hearing]:
    """Find deadlines and hearings, in the order of the text; none overlaps another.

    Args:
        folded: The message.
        context: Its day of receipt tells how far away a date is.

    """
    text = folded.text
    found: list[Deadline | Hearing] = [
        *find_hearings(text, context),
        *find_chinese(text, context),
        *find_english(text, context),
    ]
    if len(found) > 1:
        found = without_overlaps(found)
        found.sort(key=lambda fact: fact.start)
    return found
