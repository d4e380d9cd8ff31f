"""Key words typed so that filters miss them, which is a flag of its own.

Ordinary typing is none: a heading with spaces (传　票), a line break inside
a word, full-width or traditional characters.
"""

from __future__ import annotations

from functools import cache

from summons_check.folding import Folded
from summons_check.patterns import pattern
from summons_check.vocabulary import Mention, Mentions

_KEY = ("power.", "invented.", "actor.", "role.court", "lawyer.letter", "payment.", "criminal.")
_FOREIGN = pattern(r"[\p{Cyrillic}\p{Greek}]")
_LATIN = pattern(r"[a-z]")
_STREWN = pattern(r"[^\p{L}\p{M}\p{N}\s\"'“”‘’()（）《》〈〉【】「」、，。：；！？]|\p{Cf}")
_MASK = pattern(r"[*×]{2,}")
"""Personal data left out, as in 6222****1234."""
_SPACES = pattern(r"[^\S\n]+")
_HEADING = pattern(
    r"[^\S\n]*(?:\S[^\S\n]+){1,14}\S?[^\S\n]*(?:\S{2,4}[^\S\n]*)?(?:[（(:：][^\n]{0,24})?$"
)
"""A line of single characters, perhaps a name or a bracket after it: 审 判 员 蒋佩文."""


def find_disguises(folded: Folded, mentions: Mentions, respelt: list[Mention]) -> list[Mention]:
    """Key words that are written in a disguise, those that were misspelt included."""
    has_foreign = _FOREIGN.search(folded.original) is not None
    if folded.origins is None and not has_foreign:
        return []
    keys = {mention for name, here in mentions.items() if _is_key(name) for mention in here}
    disguised = [mention for mention in keys if _is_disguised(folded, mention, has_foreign)]
    return sorted({*respelt, *disguised})


@cache
def _is_key(concept: str) -> bool:
    return concept.startswith(_KEY)


def _is_disguised(folded: Folded, mention: Mention, has_foreign: bool) -> bool:
    span, typed = folded.show(mention)
    word = folded.text[mention.start : mention.end]
    if typed.isascii():
        return "".join(typed.casefold().split()) != word.replace(" ", "")
    if has_foreign and _FOREIGN.search(typed) and _LATIN.search(word):
        return True
    if len(typed) == len(word):
        return False
    if _STREWN.search(typed):
        return not _MASK.search(typed)
    is_spread = len(_SPACES.findall(typed)) >= len(word) - 1
    return not word.isascii() and is_spread and not _is_heading(folded, span.start, span.end)


def _is_heading(folded: Folded, start: int, end: int) -> bool:
    text = folded.original
    low = text.rfind("\n", 0, start) + 1
    high = text.find("\n", end)
    line = text[low : high if high >= 0 else len(text)]
    return bool(_HEADING.match(line)) or "\n" in text[start:end]
