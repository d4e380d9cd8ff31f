"""Key words typed so that filters miss them, which is a flag of its own.

Ordinary typing is none: a heading with spaces (传　票), a line break inside
a word, full-width or traditional characters.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from summons_check.facts.model import Fact
from summons_check.folding import Folded
from summons_check.lookalikes import lookalikes
from summons_check.patterns import pattern
from summons_check.vocabulary import Mention, Mentions
from summons_check.word_list import without_repeats

TRICKS = (
    "invisible",
    "turned",
    "marks",
    "lookalikes",
    "figures",
    "signs",
    "spaces",
    "split",
    "pinyin",
    "repeated",
    "respelt",
)
"""How a word can be disguised."""
_SLIPS = frozenset({"respelt", "repeated"})
"""What anybody may do who types an English word."""
CONCEPT = "disguise"
"""What rules ask for."""
_TURNED = frozenset("\u202c\u202e")
_UNSEEN = frozenset({"Cf", "Cc"})
_MARKS = frozenset({"Mn", "Me"})
_SIGNS_FOR_LETTERS = frozenset("@$")
_KEY = ("power.", "invented.", "actor.", "role.court", "lawyer.letter", "payment.", "criminal.")
_LATIN = pattern(r"[a-z]")
_STREWN = pattern(r"[^\p{L}\p{M}\p{N}\s\"'“”‘’()（）《》〈〉【】「」、，。：；！？]|\p{Cf}")
_OVERLAID = pattern(
    r"[\u0334-\u0338\u0489\u20d2\u20d3\u20d8-\u20da\u20dd-\u20e2\u20e4-\u20e6]"
    r"|\p{Han}[\u0300-\u036f]"
)
"""What is struck through or ringed, and a mark of Latin on a character of Chinese."""
_MASK = pattern(r"[*×]{2,}")
"""Personal data left out, as in 6222****1234."""
_HYPHENATION = pattern(r"-\r?\n")
_SPACES = pattern(r"[^\S\n]+")
_HEADING = pattern(
    r"[^\S\n]*+(?:\S[^\S\n]++){1,14}\S?[^\S\n]*+(?:\S{2,4}[^\S\n]*+)?(?:[（(:：][^\n]{0,24})?$"
)
"""A line of single characters, perhaps a name or a bracket after it: 审 判 员 蒋佩文."""


@dataclass(slots=True)
class Disguise(Fact):
    """A key word that is disguised: `value` is what is meant, `detail` one of `TRICKS`."""

    kind: ClassVar[str] = "disguise"


def find_disguises(
    folded: Folded, mentions: Mentions, respelt: list[Mention]
) -> dict[Mention, Disguise]:
    """Key words that are written in a disguise, those that were misspelt included.

    Returns:
        The longest of those that lie inside each other by where they stand, in the order of the
        text.

    """
    original = folded.original
    has_foreign = not (original.isascii() or _letters_of_others().isdisjoint(original))
    if folded.origins is None and not has_foreign:
        return {}
    keys = {mention for name, here in mentions.items() if _is_key(name) for mention in here}
    is_plain = folded.covers_as_many if not has_foreign else (lambda _: False)
    is_overlaid = _OVERLAID.search(original) is not None
    disguised = [
        mention
        for mention in keys
        if not is_plain(mention)
        and _is_disguised(folded, mention, has_foreign=has_foreign, is_overlaid=is_overlaid)
    ]
    found: dict[Mention, Disguise] = {}
    reach = 0
    for mention in sorted({*respelt, *disguised}, key=lambda m: (m.start, -m.end)):
        start, end = mention
        if end > reach:
            meant = folded.text[start:end]
            typed = folded.words(mention)
            trick = trick_of(typed, meant)
            is_slip = trick in _SLIPS and meant.isascii() and len(typed) <= len(meant) + 1
            if not is_slip:  # such as sherriff, or jugement
                found[mention] = Disguise(start, end, meant, trick, (CONCEPT,))
                reach = end
    return found


def trick_of(typed: str, meant: str) -> str:
    """How a word is disguised: one of `TRICKS`.

    Args:
        typed: As it stands in the message.
        meant: As it is read.

    >>> trick_of("逮*捕*令", "逮捕令"), trick_of("扌甫", "捕"), trick_of("fayuan", "法院")
    ('signs', 'split', 'pinyin')
    >>> trick_of("аrrest", "arrest"), trick_of("w@rrant", "warrant")
    ('lookalikes', 'figures')

    """
    if unseen := _unseen(typed):
        return unseen
    letters = "".join(filter(str.isalnum, typed)).casefold()
    known = "".join(filter(str.isalnum, meant))
    if known.isascii():
        return _trick_in_english(typed, letters, known)
    if letters.isascii():
        return "pinyin"
    return "split" if len(letters) > len(known) else _strewn(typed) or "respelt"


def _unseen(typed: str) -> str:
    """What of a word is not seen, or not seen as it is typed, if anything."""
    categories = {unicodedata.category(character) for character in "".join(typed.split())}
    if not _TURNED.isdisjoint(typed):
        return "turned"
    if not _UNSEEN.isdisjoint(categories):
        return "invisible"
    return "" if _MARKS.isdisjoint(categories) else "marks"


def _trick_in_english(typed: str, letters: str, known: str) -> str:
    if not letters.isascii():
        return "lookalikes"
    if letters == known:
        return _strewn(typed) or "respelt"
    if not letters.isalpha() or not _SIGNS_FOR_LETTERS.isdisjoint(typed):
        return "figures"
    is_drawn_out = without_repeats(letters) == without_repeats(known)
    return "repeated" if is_drawn_out else "respelt"


def _strewn(typed: str) -> str:
    """What stands between the letters of a word, if anything."""
    others = [character for character in typed if not character.isalnum()]
    if not others:
        return ""
    return "spaces" if all(map(str.isspace, others)) else "signs"


@cache
def _letters_of_others() -> frozenset[str]:
    """Letters of other scripts that are read as Latin ones."""
    return frozenset(
        chr(code) for code, meant in lookalikes().items() if meant.isascii() and meant.isalpha()
    )


@cache
def _is_key(concept: str) -> bool:
    return concept.startswith(_KEY)


def _is_disguised(
    folded: Folded, mention: Mention, *, has_foreign: bool, is_overlaid: bool
) -> bool:
    """Whether a word is, given what there is anywhere in the text."""
    typed = folded.words(mention)
    word = folded.text[mention.start : mention.end]
    if typed.isascii():
        plain = _HYPHENATION.sub("", typed)
        return "".join(plain.casefold().split()) != word.replace(" ", "")
    if has_foreign and not _letters_of_others().isdisjoint(typed) and _LATIN.search(word):
        return True
    if is_overlaid and _OVERLAID.search(typed):
        return True
    if len(typed) == len(word):
        return False
    if _STREWN.search(typed):
        return not _MASK.search(typed)
    is_spread = len(_SPACES.findall(typed)) >= len(word) - 1
    return not word.isascii() and is_spread and not _is_heading(folded, *folded.typed(*mention))


def _is_heading(folded: Folded, start: int, end: int) -> bool:
    text = folded.original
    low = text.rfind("\n", 0, start) + 1
    high = text.find("\n", end)
    line = text[low : high if high >= 0 else len(text)]
    return bool(_HEADING.match(line)) or "\n" in text[start:end]
