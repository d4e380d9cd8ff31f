"""What stands in the files of a rule pack: one model a kind of table, with its checks."""

from __future__ import annotations

import re
import warnings
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from summons_check.folding import fold_phrase
from summons_check.models import MAX_SCORE, Certainty, Channel, Frozen, Lang, Role, Severity, Text
from summons_check.patterns import plain_pattern
from summons_check.phrases import GAP, count_forms, count_heads, heads_and_rest, steps

_POINTS = {
    Severity.DECISIVE: (60, 100),
    Severity.STRONG: (25, 45),
    Severity.WEAK: (5, 15),
    Severity.MITIGATING: (-20, -5),
    Severity.NOTICE: (0, 0),
}
_PLAIN = rf"[^{GAP}{{}}\n]"
_CHOICE = rf"\{{{_PLAIN[:-1]}*]*+\}}"
_USABLE = (
    rf"(?:{_CHOICE}[ ]?)*+[^\W_]{{2}}{_PLAIN}*+(?:{_CHOICE}{_PLAIN}*+)*+"
    rf"|[^\W_]{_PLAIN}*+{GAP}[ ]?[^\W_]{_PLAIN}*+"
)
"""Choices or none, two characters to look for and then words and choices, or words on both sides
of a gap."""
_ODD_LINE = plain_pattern(rf"(?m)^(?!(?:{_USABLE})$).*$")
"""Of phrases, one a line, those that want a closer look."""
_JOINTS = str.maketrans("", "", " *…")
_MAX_ANCHORS = 500
"""Most ways of saying it that one phrase of an anchor may stand for: each is looked for."""
_FEW_BARS = 8
"""With so many `|` it stands for 2 ** 8 phrases at most."""


class Concept(Frozen):
    """One concept of the vocabulary in one language."""

    phrases: tuple[str, ...] = ()
    """As written; see `summons_check.phrases`."""
    includes: tuple[str, ...] = ()
    """Concepts whose phrases count as this one, too."""
    anchor: bool = Field(default=True, strict=True)
    """Whether the concept alone makes a text worth a closer look."""
    negatable: bool = Field(default=True, strict=True)
    """Whether a negation before a phrase cancels it."""
    at_least: int = Field(default=1, ge=1, le=5, strict=True)
    """Different places at which it must be found to count at all."""
    only_in: str = ""
    """The jurisdiction in which these words count; empty for all. Not written in a file: it is
    that of a pack which adds words to the concept of another."""
    is_traditional: bool = False
    """Whether its phrases are looked for in traditional Chinese alone, as those of packs are whose
    law is shown by that script; not written in a file."""
    is_japanese: bool = False
    """Whether its phrases are looked for in Japanese texts alone, as those in terms/ja are."""

    @field_validator("phrases")
    @classmethod
    def _are_usable(cls, phrases: tuple[str, ...]) -> tuple[str, ...]:
        written = "\n".join(phrases)
        one_a_line = written.count("\n") < len(phrases)
        odd = dict.fromkeys(_ODD_LINE.findall(written) if one_a_line else phrases)
        wrong = {phrase: what for phrase in odd if (what := _why_unusable(phrase))}
        if wrong:
            numbered = enumerate(phrases)
            raise _wrong({f"{number}": wrong[each] for number, each in numbered if each in wrong})
        return phrases

    @model_validator(mode="after")
    def _anchors_are_few(self) -> Self:
        wrong = {
            f"phrases.{number}": f"{phrase!r}: stands for {count} phrases, {_MAX_ANCHORS} at most; "
            "with `anchor = false` any number"
            for number, phrase in enumerate(self.phrases if self.anchor else ())
            if phrase.count("|") > _FEW_BARS and (count := count_forms(phrase)) > _MAX_ANCHORS
        }
        if wrong:
            raise _wrong(wrong)
        return self


def _why_unusable(phrase: str) -> str:
    """What is wrong with a phrase; nothing if it can be looked for."""
    try:
        pieces = steps(phrase)
    except ValueError as error:
        return str(error)
    shortest = "".join(min(step, key=len) for step in pieces)
    parts = shortest.split(GAP)
    what = ""
    if "\n" in phrase:
        what = "is one line; end a line with a backslash to go on in the next"
    elif "*" in phrase[:-1] and not _begins(phrase):
        what = "* lets a word go on, and stands behind it"
    elif not any(map(str.isalnum, shortest)):
        what = "signs alone are never found; name a word beside them"
    elif len(parts) > 2 or not all(any(c.isalnum() for c in part) for part in parts):
        what = "one … at most, with words on both sides"
    elif len(shortest.translate(_JOINTS)) < 2:
        what = "one character alone occurs everywhere"
    return what and f"{phrase!r}: {what}"


def _begins(phrase: str) -> bool:
    """Whether a phrase with words that go on has something to be found by, however it is said."""
    whole = phrase.rstrip("*")
    if count_heads(whole) > _MAX_ANCHORS:
        return False
    return all(fold_phrase(head.strip()) for head in heads_and_rest(whole)[0])


def _wrong(found: dict[str, str]) -> PydanticCustomError:
    """An error that tells what is wrong at each of some places inside what is validated."""
    return PydanticCustomError("wrong", "several things are wrong", {"found": found})


class NameSet(Frozen):
    """Concepts that many rules name together."""

    about: str = Field(min_length=1)
    """What they have in common, for whoever writes a rule."""
    names: tuple[str, ...] = Field(min_length=1)
    """As in a rule: `a`, `a.*` or `a|b`; no other set."""


class Match(Frozen):
    """One way in which a rule can fire."""

    all: tuple[str, ...] = Field(min_length=1)
    """Concepts that must be there, and are the evidence: `a`, `a|b` for one of them, `a.*` for any
    below `a`, `set.x` for those of a set."""
    none: tuple[str, ...] = ()
    """None of these in the same scope."""
    scope: str = "sentence"
    """`sentence`, `message`, or within how many characters, up to 500."""
    when: tuple[str, ...] = ()
    """Must hold anywhere in the message; no evidence."""
    unless: tuple[str, ...] = ()
    """Must not hold anywhere in the message."""

    @field_validator("scope", mode="before")
    @classmethod
    def _is_known(cls, scope: object) -> str:
        text = str(scope)
        if text not in {"sentence", "message"} and not (text.isdecimal() and 0 < int(text) <= 500):
            raise ValueError('`scope` is "sentence", "message" or a number of characters up to 500')
        return text


class Example(Frozen):
    """A message on which a rule is tried."""

    text: str = Field(min_length=1)
    """In wording of your own: no real message, name or number."""
    sender: str | None = None
    """Number or name that it came from."""
    channel: Channel | None = None
    received: date | None = Field(default=None, strict=True)
    """The day on which it came."""
    jurisdiction: str | None = None
    """Country whose law applies; that of the rule's pack if left out."""
    known_failure: bool = Field(default=False, strict=True)
    """A strict expected failure: the day it passes, the test says so."""


class Hit(Example):
    """A message that the rule must flag, with the words that it must quote."""

    quote: str = Field(min_length=1)
    """One of the quotes of the finding, exactly."""

    @field_validator("quote")
    @classmethod
    def _is_in_the_text(cls, quote: str, info: ValidationInfo) -> str:
        if quote not in info.data.get("text", quote):
            raise ValueError(f"`quote` is not in its `text`: {quote!r}")
        return quote


class Miss(Example):
    """A look-alike that the rule must leave alone, with the reason."""

    why: str = Field(min_length=1)
    """Why it must not fire, in one sentence."""


class Rule(Frozen):
    """One rule, as written in one TOML file."""

    id: str = Field(pattern=r"^[a-z0-9-]+\.[a-z0-9-]+$")
    """`pack.name`. Never changed or reused: stored reports refer to it."""
    version: int = Field(default=1, ge=1, strict=True)
    """Raised with each change; `rules.lock` tells whether it was."""
    maturity: Literal["stable", "experimental"] = "stable"
    """An experimental rule is reported as a notice; it scores only where the caller asks for it."""
    aliases: tuple[str, ...] = ()
    """Ids that it had before."""
    family: str
    """The folder; its cap limits what the rules of a family add up to."""
    severity: Severity
    points: int = Field(strict=True)
    """Added to the score, in the range of the severity: decisive 60 to 100, strong 25 to 45, weak
    5 to 15, mitigating -20 to -5, notice 0."""
    certainty: Certainty
    """Of the legal basis: none is surer than its best source; a decisive rule needs A or B."""
    sources: tuple[str, ...] = Field(min_length=1)
    """Keys of `sources/*.toml`."""
    title: Text
    """Completes "This message ...": no capital, no full stop."""
    why: Text
    """One to three sentences that a worried reader understands."""
    match: tuple[Match, ...] = Field(min_length=1)
    """Any one of them is enough."""
    hit: tuple[Hit, ...] = Field(min_length=1)
    miss: tuple[Miss, ...] = Field(min_length=1)

    @property
    def path(self) -> str:
        """Its file, relative to the folder that holds the packs."""
        pack, _, name = self.id.partition(".")
        return f"{pack}/{self.family}/{name}.toml"

    @field_validator("points")
    @classmethod
    def _fit_the_severity(cls, points: int, info: ValidationInfo) -> int:
        severity = info.data.get("severity")
        if severity and (why := why_unfit(points, severity)):
            raise ValueError(why)
        return points

    @field_validator("certainty")
    @classmethod
    def _bears_the_severity(cls, certainty: Certainty, info: ValidationInfo) -> Certainty:
        sure = certainty in {Certainty.PRIMARY, Certainty.REPORTED}
        if info.data.get("severity") is Severity.DECISIVE and not sure:
            raise ValueError('a decisive rule needs a legal basis of certainty "A" or "B"')
        return certainty


def why_unfit(points: int, severity: Severity) -> str:
    """What is wrong with the points of a rule; nothing if they are in its severity's range."""
    low, high = _POINTS[severity]
    if low <= points <= high:
        return ""
    return f"a {severity} rule has {low} to {high} points, not {points}"


class Change(Frozen):
    """What a pack changes in a rule of another pack; what is left out stays as it is."""

    disabled: bool = Field(default=False, strict=True)
    """Whether the rule is left out."""
    points: int | None = Field(default=None, strict=True)
    """Others, in the range of the rule's severity."""
    title: Text | None = None
    why: Text | None = None

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        if self.disabled and self.model_fields_set != {"disabled"}:
            raise ValueError("a disabled rule says and counts nothing: leave the rest out")
        if not self.disabled and not self.points and not self.title and not self.why:
            raise ValueError("changes nothing: write `disabled`, `points`, `title` or `why`")
        return self


class Adoption(Frozen):
    """A rule of another pack that holds under the law of this one, for reasons of its own.

    What is left out is as the rule has it. A rule that holds everywhere needs no adoption, but
    may be given the reason and the sources of one law.
    """

    title: Text | None = None
    why: Text | None = None
    sources: tuple[str, ...] = ()
    like: str = ""
    """Another adopted rule of the pack, whose reason and sources are those of this one, too."""

    @model_validator(mode="after")
    def _law_is_cited(self) -> Self:
        if self.like and (self.why or self.sources):
            raise ValueError("`like` takes reason and sources from another rule: leave them out")
        if self.why and not self.sources:
            raise ValueError("`why` gives a reason of this law: name its `sources`")
        return self


class Authority(Frozen):
    """To whom one document or power belongs, in one jurisdiction or (pack `common`) in most."""

    name: Text
    issuers: tuple[Role, ...] = Field(min_length=1)
    arrives: Text | None = None
    """How it lawfully reaches a person; the law of the place says."""
    requires: Text | None = None
    """What must have come before."""
    sources: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _law_is_cited(self) -> Self:
        if (self.arrives or self.requires) and not self.sources:
            raise ValueError("`arrives` and `requires` state law: name the `sources`")
        return self


_Weight = Annotated[int, Field(strict=True, ge=1, le=3)]


class Shows(Frozen):
    """What shows that a message is under the law of a pack, besides its words.

    Weights: 3 exists only there, 2 is likely there, 1 is a hint.
    """

    scripts: tuple[Lang, ...] = ()
    """Languages whose script narrows the places down; English does not."""
    reads: tuple[Literal["zh", "ja"], ...] = ()
    """Languages besides those of `scripts` in which this pack can judge a message alone."""
    currencies: dict[str, _Weight] = Field(default_factory=dict)
    """ISO 4217 codes; "$" is a dollar that does not say whose."""
    registers: dict[str, _Weight] = Field(default_factory=dict)
    """Registers of case numbers, as `CaseNumber.detail` names them; "mainland" for China's."""
    prefixes: tuple[str, ...] = ()
    """Telephone codes, such as "+44"."""
    hosts: tuple[str, ...] = ()
    """Last parts of host names."""
    numbers: str = ""
    """A pattern for telephone numbers as they are written inland."""
    postcode: str = ""
    """A pattern for a postcode in lower case, with what stands before it."""

    @field_validator("numbers", "postcode")
    @classmethod
    def _are_patterns(cls, shape: str) -> str:
        try:
            with warnings.catch_warnings(action="error"):
                re.compile(shape)
        except (re.error, OverflowError, RecursionError, Warning) as error:
            raise ValueError(f"no pattern: {error}") from error
        return shape


class PackHead(Frozen):
    """What a pack says of itself."""

    name: str
    """As the folder is called."""
    version: str
    jurisdiction: str = Field(pattern=r"^([A-Z]{2}|\*)$")
    """Country code of the law that its rules are of; "*" if they hold under any."""
    title: Text
    shows: Shows = Shows.model_construct()
    language: Literal["chinese", "english", "japanese"] | None = None
    """Language of the messages that the pack's rules are for; any if left out."""
    families: dict[str, Annotated[int, Field(strict=True, ge=0, le=MAX_SCORE)]] = Field(
        default_factory=dict
    )
    """Most points, either way, that the rules of each family add up to; those of families of
    other packs are not repeated."""
