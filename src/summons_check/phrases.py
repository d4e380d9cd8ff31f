"""How a phrase of a term file is written.

`…` is a gap, `{a|b}` a choice, `{a |}` a word that may be missing, and `*` behind
a Latin word lets it go on.
"""

from __future__ import annotations

from itertools import product
from math import prod

from summons_check.patterns import plain_pattern

GAP = "…"
GOES_ON = "*"
MORE_OF_A_WORD = "[a-z0-9]{0,16}"
"""A pattern for the rest of a word that goes on."""
_MAX_HEADS = 64
"""Beginnings of a phrase that are worth being looked for one by one."""
_SHORTEST_HEAD = 2
_LONG_HEAD = 12
"""Characters after which few beginnings go on as the phrase does."""

_STAR = plain_pattern(r"(?<=[a-z$])(\*)")
_INSIDE = plain_pattern(r"[a-z$]\*(?!\||$)")

Steps = list[tuple[str, ...]]
"""A phrase piece by piece: what may stand at each place."""


def steps(phrase: str) -> Steps:
    """Cut a phrase at its choices.

    Raises:
        ValueError: If its braces do not fit.

    >>> steps("no {court|judge} need* be asked")
    [('no ',), ('court', 'judge'), (' need',), ('*',), (' be asked',)]

    """
    if "{" not in phrase and "}" not in phrase:
        return _at_stars(phrase)
    opening, *pieces = phrase.split("{")
    found = _at_stars(opening)
    for piece in pieces:
        choice, end, rest = piece.partition("}")
        found += [tuple(choice.split("|")), *_at_stars(rest)]
        if not end or "}" in rest or GAP in choice or _INSIDE.search(choice):
            break
    else:
        if "}" not in opening:
            return [step for step in found if step != ("",)]
    raise ValueError(
        f"{phrase!r}: a choice is written {{this|that}}, with no {GAP} and no other choice inside, "
        f"and {GOES_ON} at the end of a word alone"
    )


def _at_stars(piece: str) -> Steps:
    """Cut what is said in any case behind the words that go on: no *21*, which is dialled."""
    if GOES_ON not in piece:
        return [(piece,)]
    return [(part,) for part in _STAR.split(piece)]


def count_forms(phrase: str) -> int:
    """Count the ways of saying it, without spelling them out."""
    return prod(map(len, steps(phrase)))


def count_heads(phrase: str) -> int:
    """Count the beginnings that `heads_and_rest` spells out, without doing so."""
    count, shortest = 1, 0
    left = steps(phrase)
    for number, step in enumerate(left, 1):
        is_last = number == len(left)
        goes_on = not is_last and any(piece.endswith(GOES_ON) for piece in step)
        is_told = shortest >= _LONG_HEAD or count * len(step) > _MAX_HEADS
        if step == (GOES_ON,) or ((is_told or goes_on) and shortest >= _SHORTEST_HEAD):
            break
        if not goes_on and GAP in step[0] and not is_last:
            break
        count *= len(step)
        if goes_on:
            break
        shortest += min(map(len, step))
    return count


def forms(phrase: str) -> list[str]:
    """Spell out every way of saying it.

    >>> forms("no {court|judge} {order |}needed")
    ['no court order needed', 'no court needed', 'no judge order needed', 'no judge needed']
    """
    return list(map("".join, product(*steps(phrase))))


def heads_and_rest(phrase: str) -> tuple[list[str], Steps]:
    """Spell out the beginning of a phrase, as far as that makes few heads.

    A phrase without a choice is its own only head.

    >>> heads_and_rest("{stop|drop} the {case|file}")[0]
    ['stop the case', 'stop the file', 'drop the case', 'drop the file']

    """
    left = steps(phrase)
    heads = [""]
    shortest = 0
    while left and left[0] != (GOES_ON,):
        step = left[0]
        goes_on = len(left) > 1 and any(piece.endswith(GOES_ON) for piece in step)
        is_told = shortest >= _LONG_HEAD or len(heads) * len(step) > _MAX_HEADS
        if (is_told or goes_on) and shortest >= _SHORTEST_HEAD:
            break
        del left[0]
        if goes_on:
            return [h + piece.rstrip(GOES_ON) for h in heads for piece in step], [(GOES_ON,), *left]
        if GAP in step[0] and left:  # what comes behind a gap is no beginning
            before, _, behind = step[0].partition(GAP)
            return [head + before for head in heads], [(GAP + behind,), *left]
        heads = [head + piece for head in heads for piece in step]
        shortest += min(map(len, step))
    return heads, left
