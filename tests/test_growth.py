"""Time grows with the length of a text and no faster, whatever the text.

A small part of what `benchmarks/growth.py` measures: eight times the length may take at most
twice eight times as long, in the best of many tries, as the machine may be busy.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from unittest.mock import patch

import pytest
import regex

from hostile_texts import FINDERS, LOOSE, long, parts_of, patterns
from summons_check import Checker, checker, default_pack
from summons_check.facts import Context
from summons_check.folding import fold

SHORT, TIMES = 1_000, 8
MOST = 2.0 * TIMES
TRIES = 30
PAUSE = 0.1
"""Seconds after a try that failed: what else the machine does has time to end."""
CHECKER = Checker()
PATTERNS = patterns()
CONTEXT = Context()


def seconds(run: Callable[[str], object], text: str) -> float:
    """How long one run takes."""
    start = time.process_time()
    run(text)
    return time.process_time() - start


def grows_too_fast(run: Callable[[str], object], part: str, size: int = SHORT) -> bool:
    """Whether a text of a part takes more than linear time, try after try."""
    short, far = long(part, size), long(part, size * TIMES)
    best_short = best_far = float("inf")
    for _ in range(TRIES):
        best_short = min(best_short, seconds(run, short))
        best_far = min(best_far, seconds(run, far))
        if best_far <= MOST * max(best_short, 1e-4):
            return False
        time.sleep(PAUSE)
    return True


def test_every_pattern_alone() -> None:
    """On what it matches, and on what it nearly matches."""
    slow = []
    for name, source in PATTERNS.items():
        find = regex.compile(source).findall
        parts = [*parts_of(source)][:2]
        slow += [(name, part) for part in parts if grows_too_fast(find, part)]

    assert slow == []


@pytest.mark.parametrize("name", FINDERS)
def test_every_module_of_facts(name: str) -> None:
    """On rows of digits, brackets, quotes, addresses, and on the parts of its own patterns."""
    own = [source for place, source in PATTERNS.items() if place.startswith(f"facts.{name}")]
    mine = [next(iter(parts_of(source)), "") for source in own]

    def find(text: str) -> object:
        return FINDERS[name](fold(text), CONTEXT)

    slow = [part for part in [*LOOSE.values(), *mine] if part and grows_too_fast(find, part, 500)]

    assert slow == []


@pytest.mark.parametrize("name", LOOSE)
def test_every_stage(name: str) -> None:
    """What folding, quotations, numbers and addresses are made of, through the whole pipe."""
    assert not grows_too_fast(CHECKER.check, LOOSE[name], 500)


FAMILIES = {rule.family: rule for rule in default_pack().rules}


@pytest.mark.parametrize("family", sorted(FAMILIES))
def test_a_rule_of_every_family(family: str) -> None:
    """Its examples again and again: thousands of mentions, windows and claims."""
    example = "\n".join(example.text for example in FAMILIES[family].hit)

    assert not grows_too_fast(CHECKER.check, example, 1_000)


def test_what_is_cut_costs_nothing_and_what_is_not_is_read_to_its_end() -> None:
    """No text passes here for having been cut: these are shorter than the maximum."""
    text = long("逮捕令，", 4_000)
    whole = CHECKER.check(text)
    with patch.object(checker, "MAX_CHARS", len(text) // 2):
        cut = CHECKER.check(text)

    assert whole.limits == ()
    assert cut.limits == (f"全文 {len(text)} 字，只读了前 {len(text) // 2} 字",)
    assert max(claim.span.end for claim in cut.claims.items) <= len(text) // 2
    assert max(claim.span.end for claim in whole.claims.items) > len(text) - 5
