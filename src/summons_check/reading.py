"""Read a message: everything in it that a rule can ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from summons_check.acts import find_acts
from summons_check.computed import computed_concepts
from summons_check.disguise import CONCEPT as DISGUISE
from summons_check.disguise import find_disguises
from summons_check.facts import Context, Fact, classify_sender, find_all
from summons_check.facts.money import find_bare_sums
from summons_check.folding import Folded, fold, readings, squeeze
from summons_check.frames import find_frames
from summons_check.jurisdictions import LawFinder, Laws
from summons_check.languages import may_disguise_latin
from summons_check.matching import Scene, law_concept
from summons_check.models import Channel, Lang
from summons_check.reader import find_reader, language_flags, length_flags, tone_flags
from summons_check.rejoining import Rejoiner
from summons_check.respelling import Respeller
from summons_check.rulepack import EVERYWHERE, RulePack
from summons_check.speaker import (
    Places,
    Voice,
    find_office,
    find_speaker,
    is_named,
    role_of_sender,
)
from summons_check.vocabulary import Mention, Mentions, Vocabulary

_GLANCE = 32
"""Characters in which most relevant texts show an anchor."""
_OPENING = 400
"""Characters of a disguised text by which it is known to be relevant."""


Packs = Callable[[Iterable[str]], RulePack]
"""Gives the pack for messages that may be under some laws."""


class Message(NamedTuple):
    """A message as it came."""

    text: str
    sender: str | None
    channel: Channel | None
    received: date | None
    lang: Lang
    """The language that most of it is written in."""
    law: str | None = None
    """The jurisdiction, if the caller knows it."""


class Reading(NamedTuple):
    """A message as read."""

    scene: Scene
    voice: Voice
    facts: list[Fact]
    acts: Mentions
    """Which documents and powers the message speaks of, and how; the scene has them, too."""
    laws: Laws


class MessageReader:
    """Reads messages with the vocabulary of a rule pack.

    Args:
        pack: The rule pack.
        packs: Gives the pack for messages that may be under some laws; that one by default.

    """

    def __init__(self, pack: RulePack, packs: Packs | None = None) -> None:
        self.vocabulary = Vocabulary(pack.concepts)
        self._packs = packs or (lambda _: pack)
        self._traditional = {law for law, each in pack.shows.items() if "zh-Hant" in each.scripts}
        self._law_finder = LawFinder(pack.shows, self.vocabulary)
        self._rejoiner = Rejoiner(self.vocabulary.english_words, self.vocabulary.english_wording)
        self._respeller = Respeller(pack.respellings, pack.key_words, self._rejoiner.knows)
        self._places = Places(pack.places)

    def names_in(self, pack: RulePack) -> frozenset[str]:
        """Every concept that can be found with a pack, by the vocabulary or by code."""
        laws = pack.authority.keys() - {EVERYWHERE}
        return self.vocabulary.names | computed_concepts(pack.authority[EVERYWHERE], laws)

    def is_relevant(self, text: str, sender: str | None, lang: Lang) -> bool:
        """Whether a message is worth reading: for a word in it, or for who sent it."""
        vocabulary = self.vocabulary
        if len(text) > 2 * _GLANCE and vocabulary.has_anchor(squeeze(text[:_GLANCE]), lang):
            return True
        squeezed = squeeze(text)
        if vocabulary.is_relevant(text, squeezed, lang):
            return True
        is_disguised = self._respeller.finds(squeezed) or may_disguise_latin(text)
        if is_disguised and self._is_relevant_as_meant(text):
            return True
        return bool(sender) and role_of_sender(sender or "", self.vocabulary) is not None

    def _is_relevant_as_meant(self, text: str) -> bool:
        """Whether a text in disguised words is, once they are read as they are meant.

        A slip alone makes none: without a disguise the text would not be read for it either.
        """
        rejoined = self._rejoiner.rejoin(fold(text[:_OPENING]))
        folded, _ = self._respeller.respell(rejoined, mends_slips=False)
        return self.vocabulary.is_relevant(folded.text, squeeze(folded.text))

    def read(self, message: Message) -> Reading:
        """Find the words, the facts, who speaks to whom, who does what, and in which frame."""
        folded = self._rejoiner.rejoin(self._fold(message.text))
        folded, respelt = self._respeller.respell(folded)
        mentions = self.vocabulary.scan(
            folded, message.lang, is_traditional=message.law in self._traditional
        )
        facts = find_all(folded, Context.on(message.received))
        for fact in facts:
            for name in fact.concepts:
                mentions.setdefault(name, []).append(Mention(fact.start, fact.end))
        laws = self._laws_of(message, folded, mentions, facts)
        mentions = self.vocabulary.in_laws(mentions, laws.codes)
        voice = find_speaker(folded, mentions, message.sender, self.vocabulary)
        tables = self._packs(laws.codes).authority
        authority = tables.get(laws.only or EVERYWHERE) or tables[EVERYWHERE]
        acts = find_acts(folded, mentions, voice, authority)
        mentions |= acts
        mentions |= find_reader(folded)
        speakers = voice.concepts
        disguises = find_disguises(folded, mentions, respelt)
        places = {
            DISGUISE: [*disguises],
            "amount.bare": [Mention(*span) for span in find_bare_sums(folded.text)],
            "speaker.office": find_office(folded, self._places),
            **dict.fromkeys(speakers, [] if voice.at is None else [voice.at]),
        }
        mentions |= {name: found for name, found in places.items() if found}
        flags = {
            "body.named"
            if "court_name.known" in mentions or is_named(folded.text, self._places)
            else "body.nameless",
            *speakers,
            *map(law_concept, laws.codes),
            *language_flags(folded, message.lang),
            *length_flags(folded),
            *tone_flags(folded),
            *([f"sent.{message.channel}"] if message.channel else ()),
            *(classify_sender(message.sender) if message.sender else ()),
        }
        frames = find_frames(folded, mentions, voice)
        scene = Scene(folded, mentions, frozenset(flags), frames)
        return Reading(scene, voice, [*facts, *disguises.values()], acts, laws)

    def _fold(self, text: str) -> Folded:
        """Fold a text, in the order that has more words worth reading if there are two."""
        first, *others = readings(text)
        if not others:
            return first
        return max(
            (first, *others), key=lambda each: self.vocabulary.count_anchors(squeeze(each.text))
        )

    def _laws_of(
        self, message: Message, folded: Folded, mentions: Mentions, facts: list[Fact]
    ) -> Laws:
        """Under which laws the message may be; what the caller says is not doubted."""
        if message.law:
            return Laws((message.law,))
        return self._law_finder.find(folded, mentions, facts, message.lang, message.sender)
