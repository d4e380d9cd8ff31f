"""The names of everything that code finds in a message, for rules to ask for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from summons_check.acts import MANNERS
from summons_check.disguise import CONCEPT as DISGUISE
from summons_check.facts import CONCEPTS as FACT_CONCEPTS
from summons_check.matching import law_concept
from summons_check.models import Channel, Role
from summons_check.reader import CONCEPTS as READER_CONCEPTS

_ALWAYS = frozenset(
    {
        *FACT_CONCEPTS,
        *READER_CONCEPTS,
        *(f"speaker.{role.value}" for role in Role),
        *(f"sent.{channel}" for channel in get_args(Channel)),
        "speaker.state",
        "speaker.private",
        "speaker.body",
        "speaker.office",
        "body.named",
        "body.nameless",
        "amount.bare",
        DISGUISE,
    }
)


def computed_concepts(powers: Iterable[str], laws: Iterable[str]) -> frozenset[str]:
    """Every concept that code can find.

    Args:
        powers: The documents and powers of the authority tables.
        laws: The jurisdictions.

    """
    acts = {f"{manner}.{power}" for power in powers for manner in MANNERS}
    return _ALWAYS | acts | set(map(law_concept, laws))
