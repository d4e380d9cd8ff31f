"""How the message speaks to its reader, and in which language.

"您" is how institutions write, "你" how people do; a judgment or a statute
speaks to nobody.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from summons_check.folding import Folded
from summons_check.languages import has_chinese, is_japanese
from summons_check.models import Lang
from summons_check.patterns import pattern, plain_pattern
from summons_check.vocabulary import Mention, Mentions

if TYPE_CHECKING:
    import regex

CONCEPTS = frozenset(
    {
        "reader.formal",
        "reader.informal",
        "reader.any",
        "language.chinese",
        "language.english",
        "language.japanese",
        "text.short",
        "text.long",
        "text.laughing",
    }
)

_SMS = {True: 160, False: 70}
"""Characters of one SMS of old, in Latin letters or not (3GPP TS 23.038)."""
_MOST_SMS = 6

_HAN_RUN = pattern(r"\p{Han}{4}")
_LATIN_WORD = pattern(r"[a-z]{2,}")
_ENGLISH_WORDS = 20
"""Latin words from which a message is English, too."""
_MAX = 3
"""Places of each kind that are kept: enough for evidence."""
_FORMAL = pattern(
    r"您|阁下|台端|尊敬的|亲爱的|敬启者|(?<![昂珍宝尊可华富高名])贵(?![州阳港金重宾族妃人贱妇溪池南定德])"
    r"|(?:^|\n)致[^\n:]{2,30}:"
    r"|\bdear\b|\b(?:sir|madam)\b|お客[样さ]|(?:各位|ご本人)[样さ]"
)
_MAYBE_INFORMAL = plain_pattern("[你妳uあ]")
_INFORMAL = pattern(r"你|妳|あなた|\b(?:you|your|ur)\b")


_FACES = plain_pattern("[\U0001f602\U0001f605\U0001f606\U0001f61c\U0001f61d\U0001f923\U0001f639]")
_LAUGHTER_CUES = (
    *("哈哈", "嘿嘿", "笑死", "haha", "hehe", "lol", "lool", "oool", "lmao", "rofl", "teehee"),
)
"""One of them is in all laughter."""
_LAUGHTER = plain_pattern(r"哈{2}|嘿嘿|笑死|\b(?:a*(?:ha){2,}h?|l+o+l+|lmao|rofl|teehee|hehe)\b")


def find_reader(folded: Folded) -> Mentions:
    """Find where the reader is addressed.

    Returns:
        Mentions of `reader.formal`, `reader.informal` and `reader.any`.

    """
    text = folded.text
    found: Mentions = {}
    if formal := _places(_FORMAL, text):
        found["reader.formal"] = formal
    if _MAYBE_INFORMAL.search(text) and (informal := _places(_INFORMAL, text)):
        found["reader.informal"] = informal
    everywhere = sorted(place for places in found.values() for place in places)
    if everywhere:
        found["reader.any"] = everywhere
    return found


def _places(addressed: regex.Pattern[str], text: str) -> list[Mention]:
    return [Mention(*found.span()) for found in islice(addressed.finditer(text), _MAX)]


def tone_flags(folded: Folded) -> set[str]:
    """`text.laughing` where somebody laughs, in words or with a face that folding takes out.

    >>> from summons_check.folding import fold
    >>> tone_flags(fold("court at 8, loser pays the round 😂")), tone_flags(fold("Court at 8."))
    ({'text.laughing'}, set())
    """
    text = folded.text
    laughs = (any(cue in text for cue in _LAUGHTER_CUES) and _LAUGHTER.search(text)) or (
        not folded.original.isascii() and _FACES.search(folded.original)
    )
    return {"text.laughing"} if laughs else set()


def length_flags(folded: Folded) -> set[str]:
    """`text.short` where a message fits into one SMS, `text.long` where six are too few for it."""
    size = len(folded.text) / _SMS[folded.text.isascii()]
    return {"text.short"} if size <= 1 else {"text.long"} if size > _MOST_SMS else set()


def language_flags(folded: Folded, lang: Lang) -> set[str]:
    """The concepts of the languages that a message is written in; noise in one hides no other.

    >>> from summons_check.folding import fold
    >>> sorted(language_flags(fold("您有一张传票。 Sent from my phone"), "zh-Hans"))
    ['language.chinese']
    """
    flags = set()
    if lang == "ja":
        flags.add("language.japanese")
        is_chinese = has_chinese(folded.original)
    elif lang == "en":
        is_chinese = bool(_HAN_RUN.search(folded.text)) and not is_japanese(folded.original)
    else:
        is_chinese = True
    if is_chinese:
        flags.add("language.chinese")
    if lang == "en" or sum(
        1 for _ in islice(_LATIN_WORD.finditer(folded.text), _ENGLISH_WORDS)
    ) == (_ENGLISH_WORDS):
        flags.add("language.english")
    return flags
