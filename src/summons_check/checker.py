"""`check` and `Checker`: the whole pipe, from a pasted text to a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache, partial
from typing import get_args

from summons_check.acts import MANNERS, find_acts
from summons_check.advice import Adviser, labels_of
from summons_check.claims import collect_claims
from summons_check.disguise import find_disguises
from summons_check.facts import CONCEPTS as FACT_CONCEPTS
from summons_check.facts import Context, Fact, classify_sender, find_all
from summons_check.folding import MAX_CHARS, Folded, fold
from summons_check.frames import REASONS, Frames, find_frames
from summons_check.languages import guess, in_lang
from summons_check.matching import RuleMatcher, Scene
from summons_check.models import (
    SCHEMA_VERSION,
    Channel,
    Frame,
    Lang,
    Role,
    score_of,
    trusted,
    verdict_of,
)
from summons_check.reader import CONCEPTS as READER_CONCEPTS
from summons_check.reader import find_reader, language_flags
from summons_check.report import Report
from summons_check.respelling import Respeller
from summons_check.rulepack import RulePack, default_pack
from summons_check.scoring import score_findings
from summons_check.speaker import Places, Voice, find_office, find_speaker, is_named
from summons_check.vocabulary import Mention, Mentions, Vocabulary

_TOPIC = "topic"


class Checker:
    """A reusable, immutable checker; threads may share it.

    Args:
        rules: The rule pack; the one that ships with the library by default.
        jurisdiction: Country whose law applies to all messages, such as
            "CN"; None lets the call or the message decide.

    """

    def __init__(self, rules: RulePack | None = None, *, jurisdiction: str | None = None) -> None:
        self.rules = default_pack() if rules is None else rules
        self.jurisdiction = jurisdiction
        self._vocabulary = Vocabulary(self.rules.concepts)
        self._matcher = RuleMatcher(
            self.rules.rules, self._vocabulary.names | self._computed(), self.rules.languages
        )
        self._respeller = Respeller(self.rules.respellings, self.rules.key_words)
        self._places = Places(self.rules.places)
        self._adviser = Adviser(self.rules.advice, self.rules.channels, self.rules.sources)
        self._irrelevant: dict[tuple[Lang, str], Report] = {}

    def __reduce__(self) -> tuple[object, ...]:
        return (partial(Checker, jurisdiction=self.jurisdiction), (self.rules,))

    def check(
        self,
        text: str,
        *,
        sender: str | None = None,
        channel: Channel | None = None,
        received: date | None = None,
        jurisdiction: str | None = None,
        lang: Lang | None = None,
    ) -> Report:
        """Check one message; see `check`."""
        _require_types(text, sender, channel, received, jurisdiction, lang)
        law = jurisdiction or self.jurisdiction or "CN"
        written = guess(text)
        language: Lang = lang or written
        if not self._vocabulary.is_relevant(text[:MAX_CHARS]):
            return self._not_applicable(language, law, _limits(text))
        return self._report(text, sender, received, law, language, written)

    def check_many(self, texts: Iterable[str], **options: object) -> Iterator[Report]:
        """Check messages one after another, in their order.

        Args:
            texts: Any iterable; read as the reports are taken.
            options: What `check` takes, the same for all.

        """
        for text in texts:
            yield self.check(text, **options)  # type: ignore[arg-type]

    def unknown_concepts(self) -> dict[str, list[str]]:
        """Rule ids with the concept names in them that nothing defines."""
        return self._matcher.unknown_names()

    def _report(
        self,
        text: str,
        sender: str | None,
        received: date | None,
        law: str,
        language: Lang,
        written: Lang,
    ) -> Report:
        scene, voice, facts = self._read(fold(text[:MAX_CHARS]), sender, received, written)
        folded = scene.folded
        say = partial(in_lang, lang=language)
        findings = score_findings(
            self._matcher.run(scene), folded, self.rules.families, self.rules.sources, say
        )
        if score_of(findings) == 0 and not any(f.family == _TOPIC for f in findings):
            findings = ()
        verdict = verdict_of(findings)
        claims = collect_claims(folded, scene.mentions, voice, facts)
        steps = self._adviser.next_steps(verdict, labels_of(findings, claims), law, language)
        values = {
            "schema_version": SCHEMA_VERSION,
            "verdict": verdict,
            "score": score_of(findings),
            "findings": findings,
            "claims": claims,
            "frames": _frames(scene.frames, folded, language),
            "next_steps": steps,
            "rule_pack": self.rules.info,
            "limits": _limits(text),
            "lang": language,
            "jurisdiction": law,
        }
        return trusted(Report, values)

    def _read(
        self, folded: Folded, sender: str | None, received: date | None, lang: Lang
    ) -> tuple[Scene, Voice, list[Fact]]:
        """Everything that rules can ask for."""
        folded, respelt = self._respeller.respell(folded)
        mentions = self._vocabulary.scan(folded)
        facts = find_all(folded, Context(received=received))
        for fact in facts:
            for name in fact.concepts:
                mentions.setdefault(name, []).append(Mention(fact.start, fact.end))
        voice = find_speaker(folded, mentions, sender, self._vocabulary)
        for name, here in find_acts(folded, mentions, voice, self.rules.authority).items():
            mentions[name] = here
        if disguises := find_disguises(folded, mentions, respelt):
            mentions["disguise"] = disguises
        flags = {*voice.concepts, *(classify_sender(sender) if sender else ())}
        mentions.update(find_reader(folded))
        flags |= language_flags(folded, lang)
        flags.add("body.named" if is_named(folded.text, self._places) else "body.nameless")
        if offices := find_office(folded, self._places):
            mentions["speaker.office"] = offices
        if voice.at is not None:
            for name in voice.concepts:
                mentions[name] = [voice.at]
        frames = find_frames(folded, mentions, voice)
        return Scene(folded, mentions, frozenset(flags), frames), voice, facts

    def _not_applicable(self, lang: Lang, law: str, limits: tuple[str, ...]) -> Report:
        key = (lang, law)
        if key not in self._irrelevant or limits:
            report = Report(
                verdict=verdict_of(()),
                score=0,
                rule_pack=self.rules.info,
                limits=limits,
                lang=lang,
                jurisdiction=law,
            )
            if limits:
                return report
            self._irrelevant[key] = report
        return self._irrelevant[key]

    def _computed(self) -> frozenset[str]:
        """Names of the concepts that code finds, not the vocabulary."""
        powers = {f"{m}.{power}" for m in MANNERS for power in self.rules.authority}
        speakers = {f"speaker.{role.value}" for role in Role}
        others = {
            "speaker.state",
            "speaker.private",
            "speaker.body",
            "speaker.office",
            "body.named",
            "body.nameless",
            "disguise",
        }
        return frozenset(powers | speakers | others | FACT_CONCEPTS | READER_CONCEPTS)


@cache
def default_checker() -> Checker:
    """The checker behind `check`, made on first use."""
    return Checker()


def check(
    text: str,
    *,
    sender: str | None = None,
    channel: Channel | None = None,
    received: date | None = None,
    jurisdiction: str | None = None,
    lang: Lang | None = None,
) -> Report:
    """Check a message that claims to be a summons, a legal notice or a collection message.

    Args:
        text: The message, any string.
        sender: Number or name that it came from.
        channel: How it came: "sms", "call", "chat", "email" or "letter".
        received: The day on which it came; today if not given.
        jurisdiction: Country whose law applies, such as "CN".
        lang: Language of the report: "zh-Hans", "zh-Hant" or "en"; that of
            the message if not given.

    Returns:
        The report. No exception for any string.

    Raises:
        TypeError: For an argument of another type; it says what to pass.

    Examples:
        >>> report = check("【速贷催收】逾期不还，我司已签发逮捕令，今晚上门抓人。")
        >>> report.verdict.value
        'likely_fake'

    """
    return default_checker().check(
        text,
        sender=sender,
        channel=channel,
        received=received,
        jurisdiction=jurisdiction,
        lang=lang,
    )


def _frames(frames: Frames, folded: Folded, lang: Lang) -> tuple[Frame, ...]:
    return tuple(
        Frame.model_construct(
            name=name,
            reason=in_lang(REASONS[name], lang),
            wording=REASONS[name],
            spans=tuple(folded.span(*cue) for cue in frames.cues[name]),
        )
        for name in frames.names
    )


def _limits(text: str) -> tuple[str, ...]:
    if len(text) <= MAX_CHARS:
        return ()
    return (f"only the first {MAX_CHARS} of {len(text)} characters were read",)


def _require_types(
    text: object,
    sender: object,
    channel: object,
    received: object,
    jurisdiction: object,
    lang: object,
) -> None:
    if not isinstance(text, str):
        hint = " Decode it first: data.decode('utf-8')." if isinstance(text, bytes) else ""
        raise TypeError(f"text must be a str, not {type(text).__name__}.{hint}")
    for name, value in (("sender", sender), ("jurisdiction", jurisdiction)):
        if value is not None and not isinstance(value, str):
            raise TypeError(f"{name} must be a str or None, not {type(value).__name__}")
    if received is not None and not isinstance(received, date):
        raise TypeError(
            f"received must be a datetime.date or None, not {type(received).__name__}"
        )
    for name, value, known in (("channel", channel, Channel), ("lang", lang, Lang)):
        if value is not None and value not in get_args(known):
            raise TypeError(f"{name} must be one of {', '.join(get_args(known))}, not {value!r}")
