"""A call that somebody wrote down: all of it in quotation marks, with a label around it.

The words in quotation marks are not words that the writer tells of; they are
the message, as if the caller had written it.
"""

from __future__ import annotations

from collections.abc import Sequence

from summons_check.frames.view import blanked
from summons_check.frames.warning_parts import find_retelling, find_warning, warns
from summons_check.patterns import plain_pattern
from summons_check.vocabulary import Mention, Mentions

_LABEL = 3
"""A label is at most one part of so many of the text."""
_ADDS = plain_pattern(
    r"\?|[吗呢]|(?:です|ます|でしょう|かな)か?[。\n]"
    r"|\b(?:said|asked|replied|whispered|muttered|shouted|laughed|sighed|cried|hissed)\b"
)
"""Who asks or tells a story adds something of his own."""


def heard_in(text: str, quotes: Sequence[Mention], mentions: Mentions) -> str:
    """The text as the caller spoke it, without a label and quotation marks around it.

    Args:
        text: Folded text.
        quotes: What of it stands in quotation marks.
        mentions: What was found in it.

    >>> from summons_check.frames.view import quotes_in
    >>> call = 'voicemail: "this is the court. pay now."'
    >>> heard_in(call, quotes_in(call), {}).strip()
    'this is the court. pay now.'
    >>> asked = 'is it real? "this is the court. pay the clerk."'
    >>> heard_in(asked, quotes_in(asked), {})[:11]
    'is it real?'

    """
    if (len(text) - sum(quote.end - quote.start for quote in quotes)) * _LABEL > len(text):
        return text
    label = blanked(text, quotes)
    if _ADDS.search(label) or warns(label) or find_retelling(label):
        return text
    framed = any(
        label[cue.start : cue.end].strip()
        for name, cues in mentions.items()
        if name.startswith("frame.") and not name.endswith("_hint")
        for cue in cues
    )
    if framed or find_warning(text):
        return text
    edges = [0, *(edge for quote in quotes for edge in quote), len(text)]
    return blanked(text, zip(edges[::2], edges[1::2], strict=True))
