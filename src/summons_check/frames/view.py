"""What a frame is judged by: the text, what was found in it, and what of it is not quoted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from summons_check.addresses import overlaps
from summons_check.frames.warning_parts import find_idle_words
from summons_check.models import STATE_ROLES, Role
from summons_check.patterns import pattern, plain_pattern
from summons_check.speaker import PRIVATE_ROLES, Voice
from summons_check.vocabulary import Mention, Mentions

QUOTED = plain_pattern(
    r"“([^“”]{4,})”|\"([^\"]{4,})\"|「([^「」]{4,})」|『([^『』]{4,})』|【([^【】]{8,})】"
)
READER = pattern(r"[你您]|あなた|贵[方殿社]|お客样|ご本人|\b(?:your?|ur?|ya)\b")
FIRST_PERSON = pattern(
    r"(?:我|俺|咱|私(?=[はがのも]))(?![司行院局部所方委公中们门平社处队])"
    r"|\b(?:i(?!'d say\b| would say\b)|my|me)\b"
)
_WARNS = pattern(r"提醒|提示|预警|宣传|课堂")
"""In a signature: more than the name of an office."""
_NAME = 16
"""Characters of the name of an office, at most."""


class View(NamedTuple):
    """What one frame is judged by."""

    text: str
    mentions: Mentions
    voice: Voice
    strong: Sequence[Mention]
    hints: Sequence[Mention]
    quotes: bool
    """Whether the text may quote anything."""

    @property
    def cues(self) -> list[Mention]:
        """All cues that the vocabulary found."""
        return [*self.strong, *self.hints]

    @property
    def variety(self) -> int:
        """How many different cues there are."""
        return variety_of(self.text, self.cues)

    def starts(self, kinds: tuple[str, ...]) -> list[int]:
        """Where, outside quotes, the concepts whose names start like that are, in order."""
        quotes = [found.span() for found in QUOTED.finditer(self.text)]
        return sorted(
            mention.start
            for name, mentions in self.mentions.items()
            if name.startswith(kinds)
            for mention in mentions
            if not overlaps(quotes, mention.start, mention.start + 1)
        )

    @property
    def is_signed(self) -> bool:
        """Whether the text says who speaks."""
        return self.voice.role is not Role.UNKNOWN

    @property
    def told(self) -> str:
        """The text without what it quotes."""
        return QUOTED.sub("", self.text) if self.quotes else self.text

    @property
    def speaks_to_reader(self) -> bool:
        """Whether the text says "you", other than in words that it quotes."""
        return bool(READER.search(self.told))

    @property
    def is_about_reader(self) -> bool:
        """Whether it is about "you" more than about "me"; who asks for advice tells of himself."""
        told = self.told
        to_reader = len(READER.findall(told))
        return to_reader >= 2 and to_reader > len(FIRST_PERSON.findall(told))

    @property
    def is_about_writer(self) -> bool:
        """Whether it is about "me" more than about "you"."""
        return len(FIRST_PERSON.findall(self.told)) > len(READER.findall(self.told))

    @property
    def is_personal(self) -> bool:
        """Whether it is about the reader's own case or debt, so no word to the public."""
        about_a_matter = (
            names_case(self.mentions)
            or (self.voice.role in STATE_ROLES and "notice.personal" in self.mentions)
            or (self.voice.role is Role.COURT and "deadline.statutory" in self.mentions)
            or (self.voice.role in PRIVATE_ROLES and self.says_outside_quotes("amount"))
        )
        return about_a_matter and self.speaks_to_reader

    def says_outside_quotes(self, name: str) -> bool:
        """Whether it speaks of a concept in words of its own."""
        quotes = [found.span() for found in QUOTED.finditer(self.text)]
        return any(
            not overlaps(quotes, mention.start, mention.start + 1)
            for mention in self.mentions.get(name, ())
        )


def names_case(mentions: Mentions) -> bool:
    """Whether a case number is named, of a court here or abroad."""
    return any(name.startswith("case_number") for name in mentions)


def variety_of(text: str, cues: Sequence[Mention]) -> int:
    """How many different cues there are; those that overlap are one."""
    apart: list[Mention] = []
    for cue in sorted(cues):
        if apart and cue.start < apart[-1].end:
            apart[-1] = Mention(apart[-1].start, max(apart[-1].end, cue.end))
        else:
            apart.append(cue)
    return len({text[slice(*cue)] for cue in apart})


def without_idle_words(view: View) -> View:
    """The same text without words that warn of nothing, and without its signature."""
    spans = find_idle_words(view.text)
    at = view.voice.at
    if at is not None and view.voice.role in STATE_ROLES and at.end - at.start <= _NAME:
        spans += [] if _WARNS.search(view.text, at.start, at.end) else [(at.start, at.end)]
    return without(view, spans) if spans else view


def without(view: View, spans: Sequence[tuple[int, int]]) -> View:
    """The same text with some stretches blanked, and without the cues in them."""
    blank = bytearray(len(view.text))
    for low, high in spans:
        blank[low:high] = b"\1" * (high - low)

    def counts(cue: Mention) -> bool:
        return 1 not in blank[cue.start : cue.end]

    return view._replace(
        text=blanked(view.text, spans),
        quotes=True,  # perhaps: a quotation mark may have been blanked
        strong=[*filter(counts, view.strong)],
        hints=[*filter(counts, view.hints)],
    )


def blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with spaces in the place of some stretches."""
    pieces = []
    done = 0
    for low, high in sorted(spans):
        start = max(low, done)
        if high > start:
            pieces += [text[done:start], " " * (high - start)]
            done = high
    return "".join([*pieces, text[done:]])


def quotes_in(text: str) -> list[Mention]:
    """The passages of a folded text that stand in quotation marks."""
    return [Mention(found.start() + 1, found.end() - 1) for found in QUOTED.finditer(text)]
