"""How a phrase of a term file is written.

`…` is a gap, `{a|b}` a choice, `{a |}` a word that may be missing, and `*` at
the end lets the last Latin word go on.
"""

from __future__ import annotations

from itertools import product
from math import prod

GAP = "…"
_MAX_HEADS = 64
"""Beginnings of a phrase that are worth being looked for one by one."""
_SHORTEST_HEAD = 2
_LONG_HEAD = 12
"""Characters after which few beginnings go on as the phrase does."""

Steps = list[tuple[str, ...]]
"""A phrase piece by piece: what may stand at each place."""


def steps(phrase: str) -> Steps:
    """Cut a phrase at its choices.

    Raises:
        ValueError: If its braces do not fit.

    >>> steps("no {court|judge} needed")
    [('no ',), ('court', 'judge'), (' needed',)]

    """
    if "{" not in phrase and "}" not in phrase:
        return [(phrase,)]
    opening, *pieces = phrase.split("{")
    found: Steps = [(opening,)]
    for piece in pieces:
        choice, end, rest = piece.partition("}")
        found += [tuple(choice.split("|")), (rest,)]
        if not end or "}" in rest or GAP in choice:
            break
    else:
        if "}" not in opening:
            return [step for step in found if step != ("",)]
    raise ValueError(
        f"{phrase!r}: a choice is written {{this|that}}, with no {GAP} and no other choice inside"
    )


def count_forms(phrase: str) -> int:
    """Count the ways of saying it, without spelling them out."""
    return prod(map(len, steps(phrase)))


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
    while left:
        shortest = min(map(len, heads))
        is_told = shortest >= _LONG_HEAD or len(heads) * len(left[0]) > _MAX_HEADS
        if is_told and shortest >= _SHORTEST_HEAD:
            break
        step = left.pop(0)
        if GAP in step[0] and left:  # what comes behind a gap is no beginning
            before, _, behind = step[0].partition(GAP)
            heads = [head + before for head in heads]
            return heads, [(GAP + behind,), *left]
        heads = [head + piece for head in heads for piece in step]
    return heads, left
