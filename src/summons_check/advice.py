"""What to do now: the steps for a verdict, with channels that come from data.

A number or address is never taken from the message. Steps stand in
`advice.toml` of a pack, the channels that they name in its `channels.toml`.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from pydantic import Field, field_validator

from summons_check.languages import in_lang
from summons_check.models import (
    OF_ANOTHER_BODY,
    Certainty,
    Claims,
    Finding,
    Frozen,
    Lang,
    Source,
    Step,
    Text,
    Verdict,
    worded,
)
from summons_check.patterns import pattern
from summons_check.sieve import Condition, Sieve

MAX_STEPS = 8
"""Nobody in distress follows more."""

_REMEMBERED = 1024
"""Labels that are worth remembering: there are some hundred."""

ELSEWHERE = "*"
"""Jurisdiction of steps for countries that have none of their own."""

_PLACEHOLDER = pattern(r"\{([a-z0-9-]+)\}")
_DOUBT = worded(zh="，未核实", en=", not verified", ja="、未確認")
_NO_SOURCES: Mapping[str, Source] = MappingProxyType({})


class ChannelEntry(Frozen):
    """One official channel: where to ask, and why it can be trusted."""

    key: str
    name: Text
    contact: Text
    """Number or address; one string in the file if it is the same in every language."""
    purpose: Text
    """What it is for."""
    url: str = ""
    """Where that stands."""
    certainty: Certainty
    verified: date
    """The day on which `url` was last read."""

    @field_validator("contact", mode="before")
    @classmethod
    def _same_in_every_language(cls, value: object) -> object:
        return {"zh": value, "en": value} if isinstance(value, str) else value

    @property
    def is_certain(self) -> bool:
        """Whether an official page or a reputable report says so."""
        return self.certainty in {Certainty.PRIMARY, Certainty.REPORTED}

    def label(self, lang: Lang) -> str:
        """Name the channel with its number; says so if it is not verified."""
        mark = "" if self.is_certain else in_lang(_DOUBT, lang)
        where, how = in_lang(self.name, lang), in_lang(self.contact, lang)
        return f"{where} ({how}{mark})" if lang == "en" else f"{where}（{how}{mark}）"

    @property
    def source(self) -> Source:
        """Where the channel is published."""
        contact, purpose = self.contact, self.purpose
        title = Text(
            zh=f"{contact.zh}：{purpose.zh}",
            en=f"{contact.en}: {purpose.en}",
            ja=f"{in_lang(contact, 'ja')}：{purpose.ja}" if purpose.ja else None,
        )
        return Source(title=title, url=self.url, certainty=self.certainty, read=self.verified)


class AdviceStep(Frozen):
    """One step, and when it is worth its place."""

    id: str
    order: int = Field(strict=True)
    """Place among the steps shown."""
    importance: int = Field(ge=1, le=3, strict=True)
    """1, 2 or 3; of more than `MAX_STEPS`, those of importance 3 go first."""
    jurisdictions: tuple[str, ...] = Field(min_length=1)
    """Country codes, or `ELSEWHERE`."""
    verdicts: tuple[Verdict, ...] = Field(min_length=1)
    when: tuple[str, ...] = ()
    """Each must hold: a label (see `labels_of`), "a|b" one of them, "a.*" any below a."""
    unless: tuple[str, ...] = ()
    """None must hold."""
    zh: str = Field(min_length=1)
    """Simplified Chinese; `{key}` stands for a channel."""
    en: str = Field(min_length=1)
    ja: str | None = Field(default=None, min_length=1)
    """Japanese; None: a Japanese report says it in English."""
    sources: tuple[str, ...] = ()
    """Keys of the pack's sources; the first one is shown."""

    @field_validator("verdicts")
    @classmethod
    def _are_about_a_message(cls, verdicts: tuple[Verdict, ...]) -> tuple[Verdict, ...]:
        if Verdict.NOT_APPLICABLE in verdicts:
            raise ValueError("there is no step for what is no court or collection message")
        return verdicts

    @property
    def channels(self) -> tuple[str, ...]:
        """Keys of the channels that the text names."""
        return tuple(dict.fromkeys(_PLACEHOLDER.findall(self.zh)))


class Adviser:
    """Chooses the next steps for a message.

    Args:
        advice: All steps of the rule pack.
        channels: Channel by key.
        sources: Source by key; a step whose source is missing cites its channel.

    """

    def __init__(
        self,
        advice: Iterable[AdviceStep],
        channels: Mapping[str, ChannelEntry],
        sources: Mapping[str, Source],
    ) -> None:
        self._advice = tuple(advice)
        self._channels = channels
        self._sources = sources
        self._known = frozenset(law for step in self._advice for law in step.jurisdictions)
        self._choices: dict[tuple[str, Verdict], _Choice] = {}
        self._written: dict[tuple[str, Lang], Step] = {}

    def next_steps(
        self,
        verdict: Verdict,
        labels: frozenset[str],
        jurisdiction: str,
        lang: Lang,
    ) -> tuple[Step, ...]:
        """Choose the steps.

        Args:
            verdict: The verdict; `not_applicable` has no steps.
            labels: What was found and claimed; see `labels_of`.
            jurisdiction: Country whose law applies.
            lang: Language of the report.

        Returns:
            At most `MAX_STEPS`, in order.

        """
        choice = self._choice(jurisdiction, verdict)
        known = {*labels, f"verdict.{verdict}"}
        fitting = choice.sieve.passing(known.union(map(_any_below, known)))[:MAX_STEPS]
        shown = sorted(fitting, key=choice.places.__getitem__)
        return tuple([self._step(choice.steps[number], lang) for number in shown])

    def _step(self, step: AdviceStep, lang: Lang) -> Step:
        """A step as it is written in a language."""
        key = (step.id, lang)
        if key not in self._written:
            self._written[key] = _written(step, lang, self._channels, self._sources)
        return self._written[key]

    def _choice(self, jurisdiction: str, verdict: Verdict) -> _Choice:
        # Callers may name any number of others.
        jurisdiction = jurisdiction if jurisdiction in self._known else ELSEWHERE
        key = (jurisdiction, verdict)
        if key not in self._choices:
            steps = self._of(jurisdiction, verdict)
            shown = sorted(steps, key=lambda step: (step.order, step.id))
            self._choices[key] = _Choice(
                Sieve([_condition(step) for step in steps]),
                steps,
                [shown.index(step) for step in steps],
            )
        return self._choices[key]

    def _of(self, jurisdiction: str, verdict: Verdict) -> list[AdviceStep]:
        """The steps of a country, or those for every country without steps of its own.

        The most important come first.
        """
        own = [step for step in self._advice if jurisdiction in step.jurisdictions]
        elsewhere = [step for step in self._advice if ELSEWHERE in step.jurisdictions]
        steps = [step for step in own or elsewhere if verdict in step.verdicts]
        return sorted(steps, key=lambda step: (step.importance, step.order, step.id))


class _Choice(NamedTuple):
    """All steps for a country and a verdict, the most important first."""

    sieve: Sieve
    """Tells which of them a message wants."""
    steps: list[AdviceStep]
    places: list[int]
    """Where each stands among those that are shown."""


@lru_cache(maxsize=_REMEMBERED)
def _any_below(label: str) -> str:
    """`a.*` for `a.b`."""
    return f"{label.rpartition('.')[0]}.*"


def _condition(step: AdviceStep) -> Condition:
    groups = [frozenset(item.split("|")) for item in step.when]
    return Condition(
        tuple(groups), frozenset(name for item in step.unless for name in item.split("|"))
    )


def labels_of(findings: Iterable[Finding], claims: Claims) -> frozenset[str]:
    """Name everything that a step can depend on.

    Returns:
        ``family.<family of a finding>``, ``speaker.<role>``, ``<kind of
        claim>`` (other than a number of an arbitration body, a notary or a
        law firm, which leads to no court), ``<kind of claim>.<detail>`` and ``document.<power>``;
        `Adviser` adds ``verdict.<verdict>``.

    """
    labels = {f"speaker.{claims.speaker.role}"}
    labels.update([f"family.{finding.family}" for finding in findings])
    for kind, detail, value in {(item.kind, item.detail, item.value) for item in claims.items}:
        if detail != OF_ANOTHER_BODY:
            labels.add(kind)
        labels.update([f"{kind}.{part}" for part in detail.split(", ")])
        if kind == "document":
            labels.add(f"document.{value}")
    return frozenset(labels)


def broken_references(
    advice: Iterable[AdviceStep], channels: Container[str], sources: Container[str]
) -> Iterator[tuple[str, str]]:
    """Find what steps refer to and nobody defines.

    Yields:
        The id of the step, and what is wrong with it.

    """
    for step in advice:
        if set(step.channels) != set(_PLACEHOLDER.findall(step.en)):
            yield step.id, "`zh` and `en` name different channels"
        if step.ja and set(step.channels) != set(_PLACEHOLDER.findall(step.ja)):
            yield step.id, "`zh` and `ja` name different channels"
        for key in step.channels:
            if key not in channels:
                yield step.id, f"no channel is called {key!r}"
        for key in step.sources:
            if key not in sources:
                yield step.id, f"no source is called {key!r}"


def _written(
    step: AdviceStep,
    lang: Lang,
    channels: Mapping[str, ChannelEntry],
    sources: Mapping[str, Source],
) -> Step:
    named = [channels[key] for key in step.channels]
    labels = {
        entry.key: Text(zh=entry.label("zh-Hans"), en=entry.label("en"), ja=entry.label("ja"))
        for entry in named
    }
    wording = Text(
        zh=_PLACEHOLDER.sub(lambda found: labels[found[1]].zh, step.zh),
        en=_PLACEHOLDER.sub(lambda found: labels[found[1]].en, step.en),
        ja=step.ja and _PLACEHOLDER.sub(lambda found: in_lang(labels[found[1]], "ja"), step.ja),
    )
    cited = [sources[key] for key in step.sources if key in sources]
    cited += [entry.source for entry in named]
    return Step(
        id=step.id,
        text=in_lang(wording, lang),
        wording=wording,
        source=cited[0] if cited else None,
        verified=min((entry.verified for entry in named if entry.is_certain), default=None),
    )
