"""The frozen data of a report: what a check finds, claims and advises.

Models import nothing of ours, so that every other module can import them.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

SCHEMA_VERSION: Literal["1.0"] = "1.0"
"""Version of the JSON form of a report; a change that breaks readers raises the first number."""

MAX_SCORE = 100
LIKELY_FAKE_AT = 60
"""Points from which a message is `likely_fake`."""
SUSPICIOUS_AT = 25
"""Points from which a message is `suspicious`."""

Lang = Literal["zh-Hans", "zh-Hant", "en", "ja"]
Channel = Literal["sms", "call", "chat", "email", "letter"]


class Frozen(BaseModel):
    """Base of all models: immutable, and no field that nobody declared.

    Errors do not show what they were given, for a report holds words of the message. What checks a
    model is built when it first checks something, which nothing does at import: what is ours and
    fixed is made by `model_construct` or `worded`.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", defer_build=True, hide_input_in_errors=True
    )


_Trusted = TypeVar("_Trusted", bound=Frozen)
_new = object.__new__
_set_values, _set_names, _set_extra, _set_private = (
    BaseModel.__dict__[name].__set__
    for name in (
        "__dict__",
        "__pydantic_fields_set__",
        "__pydantic_extra__",
        "__pydantic_private__",
    )
)


def trusted(model: type[_Trusted], values: dict[str, Any]) -> _Trusted:
    """Make a model of values that this library made itself, without checking them again.

    What `model_construct` does, eight times as fast; `values` must name every field.
    """
    made = _new(model)
    _set_values(made, values)
    _set_names(made, _names_of(model))
    _set_extra(made, None)
    _set_private(made, None)
    return made


@cache
def _names_of(model: type[Frozen]) -> set[str]:
    """The names of all fields; one set for all instances, as they are frozen."""
    return set(model.model_fields)


class Verdict(StrEnum):
    """What the text alone allows to say; never "genuine", never "safe"."""

    LIKELY_FAKE = "likely_fake"
    """It claims what no lawful sender can claim, or strong flags add up."""
    SUSPICIOUS = "suspicious"
    """Flags worth a phone call; the text alone cannot decide."""
    NO_RED_FLAGS = "no_red_flags"
    """A court, legal or collection message without a red flag: it may be real."""
    NOT_APPLICABLE = "not_applicable"
    """No court, legal or collection message."""


class Kind(StrEnum):
    """What a finding does to the score."""

    RED_FLAG = "red_flag"
    """Points above 0."""
    CORROBORATION = "corroboration"
    """Points below 0: a checkable detail that fits."""
    NOTICE = "notice"
    """0 points: worth knowing."""


class Severity(StrEnum):
    """How much one finding says."""

    DECISIVE = "decisive"
    """Enough alone for `likely_fake`: the law leaves no lawful form."""
    STRONG = "strong"
    WEAK = "weak"
    MITIGATING = "mitigating"
    NOTICE = "notice"


class Certainty(StrEnum):
    """How sure the legal basis of a rule is."""

    PRIMARY = "A"
    """The primary text was read."""
    REPORTED = "B"
    """Official page or reputable report of the text."""
    LEAD = "C"
    """A lead only: common practice, not law."""
    BACKGROUND = "D"
    """Background knowledge, not verified."""


class Role(StrEnum):
    """Who can speak in such a message."""

    COURT = "court"
    POLICE = "police"
    PROCURATORATE = "procuratorate"
    GOVERNMENT = "government"
    LAW_FIRM = "law_firm"
    LENDER = "lender"
    COLLECTOR = "collector"
    MEDIATOR = "mediator"
    ARBITRATION = "arbitration"
    NOTARY = "notary"
    POST = "post"
    UNKNOWN = "unknown"


STATE_ROLES = frozenset({Role.COURT, Role.POLICE, Role.PROCURATORATE, Role.GOVERNMENT})


class Span(Frozen):
    """A half-open range of code points in the original text."""

    start: int = Field(ge=0)
    end: int = Field(ge=1)

    @model_validator(mode="after")
    def _is_not_empty(self) -> Self:
        if self.end <= self.start:
            raise ValueError("a span ends after it starts")
        return self


class Text(Frozen):
    """One wording in Chinese and English; traditional Chinese is made from `zh`."""

    zh: str = Field(min_length=1)
    """Simplified Chinese."""
    en: str = Field(min_length=1)
    ja: str | None = Field(default=None, min_length=1)
    """Japanese; None: a Japanese report says it in English."""


def worded(zh: str, en: str, ja: str | None = None) -> Text:
    """One wording that stands in the code, and needs no check."""
    return trusted(Text, {"zh": zh, "en": en, "ja": ja})


class Wording(Frozen):
    """The title and the explanation of a rule in every language."""

    title: Text
    explanation: Text


class Source(Frozen):
    """Where a statement comes from."""

    title: Text
    url: str = ""
    certainty: Certainty
    read: date
    """The day on which the source was read."""
    law: str = ""
    """The jurisdiction whose law or practice it tells of; empty where it is no one's."""


class Finding(Frozen):
    """One rule that fired, with the words that made it fire."""

    rule_id: str
    family: str
    """Theme of the rule; its cap limits what the family's findings add up to."""
    title: str
    """Completes the sentence "This message ...", in the language of the report."""
    explanation: str
    wording: Wording
    """Title and explanation in every language, so that a report can be read in another."""
    kind: Kind
    severity: Severity
    points: Annotated[int, Field(ge=-MAX_SCORE, le=MAX_SCORE)]
    """Added to the score; already cut by the cap of the rule's family."""
    spans: tuple[Span, ...]
    """Evidence in the original text, in order, none overlapping another."""
    quotes: tuple[str, ...]
    """`text[span.start:span.end]` of each span."""
    sources: tuple[Source, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _points_fit_the_kind(self) -> Self:
        fits = {
            Kind.RED_FLAG: self.points > 0,
            Kind.CORROBORATION: self.points < 0,
            Kind.NOTICE: self.points == 0,
        }[self.kind]
        if not fits:
            raise ValueError(f"{self.points} points do not fit a {self.kind.value}")
        return self


OF_ANOTHER_BODY = "foreign_body"
"""Detail of a number that an arbitration body, a notary or a law firm has given: no court's."""


class Claim(Frozen):
    """One thing that the message says, as data."""

    kind: str
    """`document`, `case_number`, `court`, `link`, `email`, `phone`, `amount`,
    `account`, `payee`, `deadline`, `hearing`, `interest`, `court_fee`, `jurisdiction` or
    `disguise`."""
    value: str
    """The fact in canonical form."""
    detail: str = ""
    """What else is known of it, e.g. the kind of link or phone number."""
    quote: str = ""
    """The words of the message: `text[span.start:span.end]`."""
    span: Span


class Speaker(Frozen):
    """Who the message says that it comes from."""

    role: Role
    evidence: str = ""
    """The words that say so; empty when nothing does."""
    span: Span | None = None
    """Where the words stand; None when they come from `sender=`."""


class Claims(Frozen):
    """What the message says: none of it is verified."""

    speaker: Speaker = Speaker.model_construct(role=Role.UNKNOWN)
    items: tuple[Claim, ...] = ()

    def of(self, kind: str) -> tuple[Claim, ...]:
        """The claims of one kind, in the order of the text."""
        return tuple(item for item in self.items if item.kind == kind)


class Frame(Frozen):
    """A reason why the words of the message are no threat to its reader."""

    name: str
    """`warning`, `news`, `record`, `statute`, `exam`, `question`, `fiction`, `advert`, `play` or
    `talk`."""
    reason: str
    wording: Text
    spans: tuple[Span, ...]
    """The cues, the first eight of them."""


class Step(Frozen):
    """One thing to do now."""

    id: str
    text: str
    wording: Text
    source: Source | None = None
    verified: date | None = None
    """The day on which a named channel was last verified."""


class PackInfo(Frozen):
    """Which rules ran."""

    name: str
    version: str
    sha256: str


class ReportData(Frozen):
    """The answer of `check`, as data; see `summons_check.report.Report`."""

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    verdict: Verdict
    score: Annotated[int, Field(ge=0, le=MAX_SCORE)]
    """The points of the findings added up, cut to 0-100. 0 says that nothing
    is left against the message, not that it is real."""
    findings: tuple[Finding, ...] = ()
    claims: Claims = Claims.model_construct()
    frames: tuple[Frame, ...] = ()
    """Why rules were switched off, if they were."""
    next_steps: tuple[Step, ...] = ()
    rule_pack: PackInfo
    limits: tuple[str, ...] = ()
    """What could not be run, or was cut. Empty when all was."""
    lang: Lang
    jurisdiction: str
    """Whose law it was held against, such as "CN"; "*" where that is open (see `claims`)."""

    @model_validator(mode="after")
    def _findings_carry_score_and_verdict(self) -> Self:
        if self.score != score_of(self.findings):
            raise ValueError("the score is not the sum of the findings' points")
        if self.verdict is not verdict_of(self.findings):
            raise ValueError("the verdict does not follow from the findings")
        return self


def score_of(findings: tuple[Finding, ...]) -> int:
    """Add up the points of the findings, cut to 0-100."""
    return max(0, min(MAX_SCORE, sum([finding.points for finding in findings])))


def verdict_of(findings: tuple[Finding, ...]) -> Verdict:
    """Read the verdict off the findings.

    A decisive finding is never outweighed by details that fit: details can
    be copied from a real letter. Without any finding, not even a notice that
    says what kind of message this is, the text is no such message.
    """
    if not findings:
        return Verdict.NOT_APPLICABLE
    score = score_of(findings)
    if score >= LIKELY_FAKE_AT or Severity.DECISIVE in [each.severity for each in findings]:
        return Verdict.LIKELY_FAKE
    return Verdict.SUSPICIOUS if score >= SUSPICIOUS_AT else Verdict.NO_RED_FLAGS
