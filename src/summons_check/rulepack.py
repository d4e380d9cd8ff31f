"""Read rule packs: TOML files in, one validated and immutable `RulePack` out.

The only module that reads packs; `facts/data.py` reads their tables. A pack
that has a problem does not load; the error lists every problem of every file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Literal, Self, TypeVar

import tomli
from pydantic import (
    BaseModel,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)

from summons_check.advice import AdviceStep, ChannelEntry, broken_references
from summons_check.errors import Problem, RuleError
from summons_check.models import (
    Certainty,
    Channel,
    Frozen,
    PackInfo,
    Role,
    Severity,
    Source,
    Text,
)
from summons_check.patterns import plain_pattern
from summons_check.phrases import GAP, count_forms, steps

PACKS = ("common", "cn")
"""The packs that ship with the library, in the order in which they load."""

_POINTS = {
    Severity.DECISIVE: (60, 100),
    Severity.STRONG: (25, 45),
    Severity.WEAK: (5, 15),
    Severity.MITIGATING: (-20, -5),
    Severity.NOTICE: (0, 0),
}
_NAMED_INSIDE: Mapping[type[BaseModel], str] = {ChannelEntry: "key", AdviceStep: "id"}
"""Models that know the name of their table, and the field that holds it."""
_WORDS = plain_pattern(rf"[^\W_]{{2}}[^{GAP}{{}}]*")
"""A phrase with no gap and no choice in it, and two characters to look for."""
_JOINTS = str.maketrans("", "", " *…")
_MAX_ANCHORS = 500
"""Most ways of saying it that one phrase of an anchor may stand for: each is looked for."""
_MENDS = {
    "extra_forbidden": "nobody reads this key; mend its spelling or take it out",
    "missing": "is missing; write it",
    "tuple_type": 'must be a list: ["..."]',
    "string_type": 'must be a text in quotes: "..."',
    "int_type": "must be a whole number, without quotes",
    "int_parsing": "must be a whole number, without quotes",
    "int_from_float": "must be a whole number",
    "bool_type": "must be true or false, without quotes",
    "dict_type": "must be a table",
    "model_type": "must be a table",
    "date_type": "must be a date, without quotes: 2026-11-01",
}
"""What pydantic's commonest complaints mean for a rule file."""
_Model = TypeVar("_Model", bound=BaseModel)


class Concept(Frozen):
    """One concept of the vocabulary in one language."""

    phrases: tuple[str, ...] = ()
    """As written; see `summons_check.phrases`."""
    includes: tuple[str, ...] = ()
    """Concepts whose phrases count as this one, too."""
    anchor: bool = True
    """Whether the concept alone makes a text worth a closer look."""
    negatable: bool = True
    """Whether a negation before a phrase cancels it."""
    at_least: int = Field(default=1, ge=1, le=5)
    """Different places at which it must be found to count at all."""

    @field_validator("phrases")
    @classmethod
    def _are_usable(cls, phrases: tuple[str, ...]) -> tuple[str, ...]:
        for phrase in phrases:
            if _WORDS.fullmatch(phrase):
                continue  # as most are
            shortest = "".join(min(step, key=len) for step in steps(phrase))
            parts = shortest.split(GAP)
            if not any(map(str.isalnum, shortest)):
                raise ValueError(
                    f"{phrase!r}: signs alone are never found; name a word beside them"
                )
            if len(parts) > 2 or not all(any(c.isalnum() for c in part) for part in parts):
                raise ValueError(f"{phrase!r}: one … at most, with words on both sides")
            if len(shortest.translate(_JOINTS)) < 2:
                raise ValueError(f"{phrase!r}: one character alone occurs everywhere")
        return phrases

    @model_validator(mode="after")
    def _anchors_are_few(self) -> Self:
        for phrase in self.phrases if self.anchor else ():
            if "{" in phrase and (count := count_forms(phrase)) > _MAX_ANCHORS:
                raise ValueError(
                    f"phrases: {phrase!r}: stands for {count} phrases, {_MAX_ANCHORS} at most; "
                    "with `anchor = false` any number"
                )
        return self


class NameSet(Frozen):
    """Concepts that many rules name together."""

    about: str = Field(min_length=1)
    """What they have in common, for whoever writes a rule."""
    names: tuple[str, ...] = Field(min_length=1)
    """As in a rule: `a`, `a.*` or `a|b`; no other set."""


class Match(Frozen):
    """One way in which a rule can fire."""

    all: tuple[str, ...] = Field(min_length=1)
    none: tuple[str, ...] = ()
    scope: str = "sentence"
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()

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
    sender: str | None = None
    channel: Channel | None = None
    received: date | None = None
    known_failure: bool = False
    """A strict expected failure: the day it passes, the test says so."""


class Hit(Example):
    """A message that the rule must flag, with the words that it must quote."""

    quote: str = Field(min_length=1)

    @field_validator("quote")
    @classmethod
    def _is_in_the_text(cls, quote: str, info: ValidationInfo) -> str:
        if quote not in info.data.get("text", quote):
            raise ValueError(f"`quote` is not in its `text`: {quote!r}")
        return quote


class Miss(Example):
    """A look-alike that the rule must leave alone, with the reason."""

    why: str = Field(min_length=1)


class Rule(Frozen):
    """One rule, as written in one TOML file."""

    id: str = Field(pattern=r"^[a-z]+\.[a-z0-9-]+$")
    """``pack.name``. Never changed or reused: stored reports refer to it."""
    aliases: tuple[str, ...] = ()
    family: str
    severity: Severity
    points: int = Field(strict=True)
    certainty: Certainty
    sources: tuple[str, ...] = Field(min_length=1)
    title: Text
    why: Text
    match: tuple[Match, ...] = Field(min_length=1)
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
        if severity := info.data.get("severity"):
            low, high = _POINTS[severity]
            if not low <= points <= high:
                raise ValueError(f"a {severity} rule has {low} to {high} points, not {points}")
        return points

    @field_validator("certainty")
    @classmethod
    def _bears_the_severity(cls, certainty: Certainty, info: ValidationInfo) -> Certainty:
        sure = certainty in {Certainty.PRIMARY, Certainty.REPORTED}
        if info.data.get("severity") is Severity.DECISIVE and not sure:
            raise ValueError('a decisive rule needs a legal basis of certainty "A" or "B"')
        return certainty


class Authority(Frozen):
    """To whom one document or power belongs."""

    name: Text
    issuers: tuple[Role, ...] = Field(min_length=1)
    arrives: Text
    """How it lawfully reaches a person."""
    requires: Text
    """What must have come before."""
    sources: tuple[str, ...] = Field(min_length=1)


class PackHead(Frozen):
    """``pack.toml``."""

    name: str
    version: str
    jurisdiction: str
    title: Text
    language: Literal["chinese", "english"] | None = None
    """Language of the messages that the pack's rules are for; None: any."""
    families: dict[str, int]


@dataclass(frozen=True)
class RulePack:
    """Everything that was read, checked and merged."""

    info: PackInfo
    languages: Mapping[str, str]
    """Language of the messages that a pack's rules are for, by pack; any if it is missing."""
    families: Mapping[str, int]
    """Most points, either way, that one family of rules adds to a score."""
    concepts: Mapping[str, tuple[Concept, ...]]
    """Concept by name; one entry a language."""
    rules: tuple[Rule, ...]
    sets: Mapping[str, NameSet]
    """By name, such as `set.talk`: rules name the set for all that is in it."""
    authority: Mapping[str, Authority]
    sources: Mapping[str, Source]
    channels: Mapping[str, ChannelEntry]
    advice: tuple[AdviceStep, ...]
    respellings: Mapping[str, str]
    """Misspelt Chinese key word to the word that is meant."""
    key_words: tuple[str, ...]
    """English words that are worth mending when misspelt."""
    places: tuple[str, ...]
    """Names of places that courts and police stations bear."""


@dataclass
class _Draft:
    """What has been read so far, and what is wrong with it."""

    heads: list[PackHead] = field(default_factory=list)
    families: dict[str, int] = field(default_factory=dict)
    concepts: dict[str, dict[str, Concept]] = field(default_factory=dict)
    rules: dict[str, Rule] = field(default_factory=dict)
    sets: dict[str, NameSet] = field(default_factory=dict)
    authority: dict[str, Authority] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    channels: dict[str, ChannelEntry] = field(default_factory=dict)
    advice: dict[str, AdviceStep] = field(default_factory=dict)
    respellings: dict[str, str] = field(default_factory=dict)
    key_words: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    paths: dict[tuple[str, str], str] = field(default_factory=dict)
    """File in which something stands, by what it is and its name."""
    problems: list[Problem] = field(default_factory=list)
    digest: Any = field(default_factory=hashlib.sha256)

    def complain(self, path: str, key: str, message: str) -> None:
        self.problems.append(Problem(path, key, message))


def rules_root() -> Traversable:
    """The folder of the packs: inside the wheel, or at the top of a checkout."""
    packaged = files("summons_check") / "_rules"
    if packaged.is_dir():
        return packaged
    return Path(__file__).parents[2] / "rules"


@cache
def default_pack() -> RulePack:
    """The packs that ship with the library, read once."""
    return load_packs(rules_root(), PACKS)


def load_packs(root: Traversable, names: Iterable[str]) -> RulePack:
    """Read and merge packs.

    Args:
        root: The folder that holds one folder a pack.
        names: The packs to load.

    Returns:
        The merged pack.

    Raises:
        RuleError: With every problem found, if there is any.

    """
    draft = _Draft()
    for name in names:
        folder = root / name
        if not folder.is_dir():
            draft.complain(name, "", "no such pack folder; create it or take the name out")
            continue
        if not (folder / "pack.toml").is_file():
            draft.complain(f"{name}/pack.toml", "", "is missing; it names the pack")
        for path, data in _read(folder, name, draft):
            _take(path, data, draft)
        _read_words(folder / "data", f"{name}/data", draft)
    _check_references(draft)
    if draft.problems:
        raise RuleError(tuple(draft.problems))
    return RulePack(
        info=PackInfo(
            name="+".join(head.name for head in draft.heads),
            version="+".join(head.version for head in draft.heads),
            sha256=draft.digest.hexdigest(),
        ),
        languages={head.name: head.language for head in draft.heads if head.language},
        families=draft.families,
        concepts={name: tuple(found.values()) for name, found in draft.concepts.items()},
        rules=tuple(draft.rules[key] for key in sorted(draft.rules)),
        sets=draft.sets,
        authority=draft.authority,
        sources=draft.sources,
        channels=draft.channels,
        advice=tuple(sorted(draft.advice.values(), key=lambda step: (step.order, step.id))),
        respellings=draft.respellings,
        key_words=tuple(sorted(draft.key_words)),
        places=tuple(sorted(draft.places)),
    )


def _read(folder: Traversable, path: str, draft: _Draft) -> Iterator[tuple[str, dict[str, Any]]]:
    """Parse every TOML file below a folder, in the order of the names."""
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        inner = f"{path}/{entry.name}"
        if entry.is_dir():
            yield from _read(entry, inner, draft)
        elif entry.name.endswith(".toml"):
            try:
                if (content := _content(entry, inner, draft)) is not None:
                    yield inner, tomli.loads(content)
            except tomli.TOMLDecodeError as error:
                draft.complain(inner, "", f"not TOML: {error}")


def _read_words(folder: Traversable, path: str, draft: _Draft) -> None:
    """Read the word lists of a pack: `respellings.tsv`, `words.txt`, `places.txt`."""
    table, words, places = (
        folder / name for name in ("respellings.tsv", "words.txt", "places.txt")
    )
    if table.is_file():
        inner = f"{path}/{table.name}"
        for number, line in enumerate((_content(table, inner, draft) or "").splitlines(), 1):
            typed, _, meant = line.partition("\t")
            if line.startswith("#"):
                continue
            if not (typed and meant):
                draft.complain(inner, str(number), "not two columns")
            draft.respellings[typed] = meant
    if words.is_file():
        draft.key_words.update((_content(words, f"{path}/{words.name}", draft) or "").split())
    if places.is_file():
        lines = (_content(places, f"{path}/{places.name}", draft) or "").splitlines()
        draft.places.update(line for line in lines if line and not line.startswith("#"))


def _content(file: Traversable, path: str, draft: _Draft) -> str | None:
    """Read a file and count it into the digest; None if it is not UTF-8."""
    content = file.read_bytes()
    draft.digest.update(f"{path}\0{len(content)}\0".encode() + content)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        draft.complain(path, "", f"not UTF-8 ({error.reason} at byte {error.start})")
        return None


def _take(path: str, data: dict[str, Any], draft: _Draft) -> None:
    """Put the content of one file where it belongs."""
    match path.split("/")[1:]:
        case ["pack.toml"]:
            _take_head(path, data, draft)
        case ["sets.toml"]:
            _collect(NameSet, data, path, draft.sets, draft)
        case ["authority.toml"]:
            _collect(Authority, data, path, draft.authority, draft)
        case ["channels.toml"]:
            _collect(ChannelEntry, data, path, draft.channels, draft)
        case ["advice.toml"]:
            _collect(AdviceStep, data, path, draft.advice, draft)
        case ["sources", _]:
            _collect(Source, data, path, draft.sources, draft)
        case ["terms", language, _]:
            _take_terms(path, language, data, draft)
        case [family, name]:
            _take_rule(path, family, name.removesuffix(".toml"), data, draft)
        case _:
            draft.complain(path, "", "not a place for a file; see rules/README.md")


def _take_head(path: str, data: dict[str, Any], draft: _Draft) -> None:
    if head := _parse(PackHead, data, path, "", draft):
        draft.heads.append(head)
        for family, cap in head.families.items():
            if draft.families.setdefault(family, cap) != cap:
                draft.complain(path, f"families.{family}", "another pack has another cap")


def _take_terms(path: str, language: str, data: dict[str, Any], draft: _Draft) -> None:
    for name, concept in _parsed(Concept, data, path, draft):
        if language in draft.concepts.setdefault(name, {}):
            draft.complain(path, name, "defined in another file, too; keep one of them")
        draft.concepts[name][language] = concept
        draft.paths[language, name] = path


def _take_rule(path: str, family: str, name: str, data: dict[str, Any], draft: _Draft) -> None:
    rule = _parse(Rule, data, path, "", draft)
    if rule is None:
        return
    pack = path.split("/", 1)[0]
    if rule.id != f"{pack}.{name}":
        draft.complain(path, "id", f"must be {pack}.{name}, as the file is called")
    if rule.family != family:
        draft.complain(path, "family", f"must be {family!r}, as the folder is called")
    if rule.id in draft.rules:
        draft.complain(path, "id", f"{draft.paths['rule', rule.id]} has it already")
    draft.rules[rule.id] = rule
    draft.paths["rule", rule.id] = path


def _collect(
    model: type[_Model],
    data: dict[str, Any],
    path: str,
    into: dict[str, _Model],
    draft: _Draft,
) -> None:
    """Parse the tables of a file by name, the name repeated inside if the model wants it."""
    if key_field := _NAMED_INSIDE.get(model):
        data = {
            key: {key_field: key, **table} if isinstance(table, dict) else table
            for key, table in data.items()
        }
    for name, value in _parsed(model, data, path, draft):
        if name in into:
            draft.complain(path, name, "defined in another file, too; keep one of them")
        into[name] = value
        draft.paths[model.__name__, name] = path


def _parsed(
    model: type[_Model], data: dict[str, Any], path: str, draft: _Draft
) -> Iterator[tuple[str, _Model]]:
    for name, table in _tables(data):
        if (value := _parse(model, table, path, name, draft)) is not None:
            yield name, value


def _tables(data: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Tables by dotted name, however deep: ``[custody.arrest]`` is one table."""
    for key, value in data.items():
        name = f"{prefix}{key}"
        tables = list(value.values()) if isinstance(value, dict) else []
        nested = tables and all(
            isinstance(table, dict) and not {"zh", "en"} & table.keys() for table in tables
        )
        if nested:
            yield from _tables(value, f"{name}.")
        else:
            yield name, value


def _parse(model: type[_Model], data: object, path: str, key: str, draft: _Draft) -> _Model | None:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
        inner = {detail["loc"][:1] for detail in details if len(detail["loc"]) > 1}
        for detail in details:
            if detail["type"] == "too_short" and detail["loc"] in inner:
                continue  # what is in the list is wrong, and reported by itself
            place = ".".join(str(part) for part in (key, *detail["loc"]) if part != "")
            mend = _MENDS.get(detail["type"]) or detail["msg"].removeprefix("Value error, ")
            draft.complain(path, place, mend)
        return None


def _is_defined(item: str, names: Iterable[str]) -> bool:
    if item.endswith(".*"):
        return any(name.startswith(item[:-1]) for name in names)
    return item in names


def _check_references(draft: _Draft) -> None:
    for rule in draft.rules.values():
        _check_rule(rule, draft)
    for name, names in draft.sets.items():
        _check_set(name, names, draft)
    for name, authority in draft.authority.items():
        path = draft.paths[Authority.__name__, name]
        _check_sources(authority.sources, path, f"{name}.sources", draft)
    for name, languages in draft.concepts.items():
        for language, concept in languages.items():
            for included in concept.includes:
                if not _is_defined(included, draft.concepts):
                    path, what = draft.paths[language, name], f"nobody defines {included!r}"
                    draft.complain(path, f"{name}.includes", what)
    advice = draft.advice.values()
    for step, what in broken_references(advice, draft.channels, draft.sources):
        draft.complain(draft.paths[AdviceStep.__name__, step], step, what)


def _check_rule(rule: Rule, draft: _Draft) -> None:
    path = draft.paths["rule", rule.id]
    if draft.families and rule.family not in draft.families:  # else no pack.toml was read
        draft.complain(path, "family", f"pack.toml has no cap for {rule.family!r}")
    _check_sources(rule.sources, path, "sources", draft)
    cited = [draft.sources[key].certainty for key in rule.sources if key in draft.sources]
    if cited and rule.certainty < min(cited):
        what = f'{rule.certainty} claims more than its best source, which is "{min(cited)}"'
        draft.complain(path, "certainty", what)


def _check_set(name: str, names: NameSet, draft: _Draft) -> None:
    path = draft.paths[NameSet.__name__, name]
    if not name.startswith("set."):
        draft.complain(path, name, "the name of a set starts with `set.`")
    if any("set." in item for item in names.names):
        draft.complain(path, name, "a set names concepts, no other set")


def _check_sources(keys: Iterable[str], path: str, place: str, draft: _Draft) -> None:
    for key in keys:
        if key not in draft.sources:
            draft.complain(path, place, f"no source is called {key!r}")
