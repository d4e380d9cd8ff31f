"""Signs strewn between the letters of words, taken out where a text is full of them.

"no*tice of petr_oleum ar|rears": where signs tear words that rules know, they tear the others
as well. What they part is then one word, known or not, and the spaces are where they were:
no word is read in a piece of another one.
"""

from __future__ import annotations

import re

from summons_check.addresses import outside_addresses
from summons_check.folding import Change, Folded, rewrite
from summons_check.patterns import plain_pattern
from summons_check.word_list import WordList

PICTURE = "\x02"
"""Stands for an emoji and the like, which folds to a space."""
_ORDINARY = frozenset(".,;:!?-")
_SIGN = rf"[·*_|~+=#^`/.\-{PICTURE}]"
"""What stands between letters, with nothing beside it."""
_PART = "[0-9@]*[a-z][a-z0-9@]*"
_PARTED = plain_pattern(rf"(?<![a-z0-9@]){_PART}(?:{_SIGN}{_PART})+")
_PARTS = plain_pattern(rf"(?<![a-z0-9@]){_PART}")
_LETTERS_APART = plain_pattern("(?<=[a-z0-9@]) (?=[a-z0-9@])")
_HOST = plain_pattern(r"\.[a-z0-9-]{2,}\.[a-z]{2,}$")
"""How names of hosts end, which signs part for good."""
_MOST_PARTS = 12
_MANY = 3
"""Words that rules know and that signs tear: so many are no accident."""


def without_strewn_signs(folded: Folded, words: WordList) -> Folded:
    """Write words whole that signs tear, known or not, if enough of them are known.

    Args:
        folded: The text.
        words: Those that rules know.

    """
    parted = [*_PARTED.finditer(_with_pictures(folded))]
    if len(parted) < _MANY:
        return folded
    changes: list[Change] = []
    torn = 0
    for found in parted:
        parts = [*_PARTS.finditer(found.string, *found.span())]
        typed = [part.group() for part in parts]
        if len(parts) > _MOST_PARTS:
            continue
        letters = "".join(typed)
        is_torn = not all(map(words.is_word, typed))
        if words.is_word(letters) and not words.is_loose(letters):
            changes.append(_whole(parts))
            torn += is_torn
        elif is_torn and not _HOST.search(found.group()):
            changes += map(_whole, _words_of(parts, words))
    if torn < _MANY:
        return folded
    return rewrite(folded, outside_addresses(changes, folded.text))[0]


def sign_behind(folded: Folded, end: int) -> str:
    """What stands behind letters; `PICTURE` for an emoji and the like that are no more there."""
    sign = folded.text[end : end + 1]
    if sign != " ":
        return sign
    typed = folded.original[folded.origin(end)]
    return sign if typed.isspace() or typed in _ORDINARY else PICTURE


def _with_pictures(folded: Folded) -> str:
    """The text with a sign for each picture between letters, which folds to a space."""
    if folded.origins is None:
        return folded.text
    return _LETTERS_APART.sub(lambda found: sign_behind(folded, found.start()), folded.text)


def _words_of(parts: list[re.Match[str]], words: WordList) -> list[list[re.Match[str]]]:
    """Parts of one word each, where signs part words as well: non-pay-ment; else all are of one."""
    fewest: list[list[list[re.Match[str]]] | None] = [[]]
    for end in range(1, len(parts) + 1):
        ways = [
            [*before, parts[start:end]]
            for start, before in enumerate(fewest)
            if before is not None
            and end - start < len(parts)
            and words.is_word("".join([part.group() for part in parts[start:end]]))
        ]
        fewest.append(min(ways, key=len, default=None))
    return fewest[-1] or [parts]


def _whole(parts: list[re.Match[str]]) -> Change:
    places = [place for part in parts for place in range(*part.span())]
    return Change(places[0], places[-1] + 1, "".join([part.group() for part in parts]), places)
