"""What has been read of rule packs so far: each file's content put in its place, and what is wrong.

A draft reads no file. It collects every problem, so that whoever mends a pack
hears of all of them at once, and knows what cannot be used for them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from summons_check.advice import AdviceStep, ChannelEntry
from summons_check.errors import Problem
from summons_check.models import Source
from summons_check.pack_schema import (
    Adoption,
    Authority,
    Change,
    Concept,
    Match,
    NameSet,
    PackHead,
    Rule,
)
from summons_check.patterns import plain_pattern

_NAMED_INSIDE: Mapping[type[BaseModel], str] = {ChannelEntry: "key", AdviceStep: "id"}
"""Models that know the name of their table, and the field that holds it."""
_DAYS: Mapping[type[BaseModel], str] = {ChannelEntry: "verified", Source: "read"}
"""Models with a date."""
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
_LONGEST_MESSAGE = 300
_LONGEST_NAME = 100
_NAME = plain_pattern(r"[\w-]{1,60}(?:\.[\w-]{1,60}){0,5}")
"""What tables are called, and files name: nothing that has a meaning in a rule, as `|` has."""
_KINDS: Mapping[str, type[BaseModel]] = {
    "pack.toml": PackHead,
    "adopts.toml": Adoption,
    "changes.toml": Change,
    "sets.toml": NameSet,
    "authority.toml": Authority,
    "channels.toml": ChannelEntry,
    "advice.toml": AdviceStep,
    "sources": Source,
    "terms": Concept,
}
"""What stands where in the folder of a pack; anywhere else are rules."""
_TABLES = {
    "changes.toml": "changes",
    "sets.toml": "sets",
    "channels.toml": "channels",
    "advice.toml": "advice",
}
"""Files with one table a thing, and where a draft keeps these, whichever pack they are from."""
_NOT_WRITTEN = frozenset({"only_in", "is_traditional", "is_japanese"})
"""What the place of a concept's file says."""
_LANGUAGES = frozenset({"zh", "en", "ja"})
_Model = TypeVar("_Model", bound=BaseModel)


class Item(NamedTuple):
    """One thing of a pack: a rule, a source, the words of a concept in one language."""

    kind: type[BaseModel]
    name: str
    path: str
    """The file in which it stands."""

    def __str__(self) -> str:
        return self.name if self.kind is Rule else f"{self.path}: {self.name}"


@dataclass
class Draft:
    """What has been read so far, and what is wrong with it."""

    heads: list[PackHead] = field(default_factory=list)
    whole: list[str] = field(default_factory=list)
    """Packs that were read to the end."""
    families: dict[str, int] = field(default_factory=dict)
    concepts: dict[str, dict[tuple[str, str], Concept]] = field(default_factory=dict)
    """By name, then by pack and language: a pack may add words to a concept of another."""
    rules: dict[str, Rule] = field(default_factory=dict)
    adopted: dict[str, dict[str, Adoption]] = field(default_factory=dict)
    """By pack."""
    changes: dict[str, Change] = field(default_factory=dict)
    """By the rule that is changed."""
    sets: dict[str, NameSet] = field(default_factory=dict)
    authority: dict[str, dict[str, Authority]] = field(default_factory=dict)
    """By pack."""
    powers: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Each document or power as the first pack that names it puts it."""
    sources: dict[str, Source] = field(default_factory=dict)
    channels: dict[str, ChannelEntry] = field(default_factory=dict)
    advice: dict[str, AdviceStep] = field(default_factory=dict)
    respellings: dict[str, str] = field(default_factory=dict)
    key_words: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    paths: dict[tuple[type[BaseModel], str], str] = field(default_factory=dict)
    """File in which something stands, by what it is and its name."""
    term_paths: dict[tuple[str, str, str], str] = field(default_factory=dict)
    """File in which the words of a concept stand, by pack, language and name."""
    problems: list[Problem] = field(default_factory=list)
    flawed: dict[Item, None] = field(default_factory=dict)
    """What was taken to see whether more is wrong with it, and is not to be used."""
    lost: set[tuple[type[BaseModel], str]] = field(default_factory=set)
    """What is written somewhere and cannot be used, by what it is and its name."""
    unread: set[type[BaseModel]] = field(default_factory=set)
    """What may be written in a file that could not be read."""
    left_out: dict[str, None] = field(default_factory=dict)
    """What cannot be used, named for people: ids of rules, files, tables in files."""
    digest: Any = field(default_factory=hashlib.sha256)

    def copy(self) -> Draft:
        """A draft to go on with, without a change to this one."""
        fresh = copy(self)
        for each in fields(self):
            setattr(fresh, each.name, getattr(self, each.name).copy())
        return fresh

    def complain(self, path: str, key: str, message: str, line: int | None = None) -> None:
        """Note a problem: in which file, at which key, and how to mend it."""
        if len(message) > _LONGEST_MESSAGE:
            message = f"{message[:_LONGEST_MESSAGE]} …"
        self.problems.append(Problem(path, key, message, line))

    def lose(self, item: Item) -> None:
        """Note that something is written and cannot be used."""
        self.lost.add((item.kind, item.name))
        self.left_out[str(item)] = None

    def flaw(self, item: Item) -> None:
        """Note that something was taken only to see what else is wrong with it."""
        self.flawed[item] = None
        self.lose(item)

    def lose_file(self, path: str, line: int | None, message: str) -> None:
        """Complain of a file or folder that cannot be read: anything may stand in it."""
        self.complain(path, "", message, line)
        self.left_out[path] = None
        match path.split("/")[1:]:
            case []:
                self.unread.update((*_KINDS.values(), Rule))
            case ["data", *_]:
                pass
            case [place, *_] if place in _KINDS:
                self.unread.add(_KINDS[place])
            case [_, name] if name.endswith(".toml"):
                self.lost.add((Rule, _rule_id(path)))
            case _:
                self.unread.add(Rule)

    def is_lost(self, kind: type[BaseModel], name: str) -> bool:
        """Whether something that nobody defines may be what could not be used."""
        return kind in self.unread or (kind, name) in self.lost


def take(path: str, data: dict[str, Any], draft: Draft) -> None:
    """Put the content of one file where it belongs."""
    match path.split("/")[1:]:
        case ["pack.toml"]:
            _take_head(path, data, draft)
        case ["adopts.toml"]:
            _collect(Adoption, data, path, draft.adopted.setdefault(pack_of(path), {}), draft)
        case ["authority.toml"]:
            _take_authority(path, data, draft)
        case [name] if name in _TABLES:
            _collect(_KINDS[name], data, path, getattr(draft, _TABLES[name]), draft)
        case ["sources", _]:
            _collect(Source, data, path, draft.sources, draft)
        case ["terms", language, _] if language in _LANGUAGES:
            _take_terms(path, language, data, draft)
        case [family, _] if family not in _KINDS:
            _take_rule(path, family, data, draft)
        case _:
            draft.complain(path, "", "not a place for a file; see rules/README.md")
            draft.left_out[path] = None


def pack_of(path: str) -> str:
    """The pack that a file is in."""
    return path.split("/", 1)[0]


def _rule_id(path: str) -> str:
    """The id that the rule in a file must have."""
    return f"{pack_of(path)}.{path.rpartition('/')[2].removesuffix('.toml')}"


def _take_head(path: str, data: dict[str, Any], draft: Draft) -> None:
    head = _parse(PackHead, data, path, "", draft)
    if head and head.name != pack_of(path):
        draft.complain(path, "name", f"must be {pack_of(path)!r}, as the folder is called")
        head = None
    if not head:
        draft.unread.add(PackHead)
        draft.left_out[path] = None
        return
    draft.heads.append(head)
    for family, cap in head.families.items():
        if (known := draft.families.setdefault(family, cap)) != cap:
            what = f"another pack caps it at {known}; leave it out, or call the family otherwise"
            draft.complain(path, f"families.{family}", what)
            draft.left_out[f"{path}: families.{family}"] = None


def _take_authority(path: str, data: dict[str, Any], draft: Draft) -> None:
    """Take a pack's table; its entries need not repeat names and issuers of an earlier pack."""
    found = draft.authority.setdefault(pack_of(path), {})
    for power, table in _tables(data, path, draft):
        said = draft.powers.setdefault(power, table) if isinstance(table, dict) else {}
        known = {key: said[key] for key in ("name", "issuers") if key in said}
        whole = {**known, **table} if isinstance(table, dict) else table
        if authority := _parse(Authority, whole, path, power, draft):
            found[power] = authority
        else:
            draft.flaw(Item(Authority, power, path))


def _take_terms(path: str, language: str, data: dict[str, Any], draft: Draft) -> None:
    place = pack_of(path), language
    for name, found in _parsed(Concept, data, path, draft):
        if not _NOT_WRITTEN.isdisjoint(found.model_fields_set):
            odd = min(_NOT_WRITTEN & found.model_fields_set)
            draft.complain(path, f"{name}.{odd}", _MENDS["extra_forbidden"])
            draft.lose(Item(Concept, name, path))
            continue
        concept = found.model_copy(update={"is_japanese": True}) if language == "ja" else found
        places = draft.concepts.setdefault(name, {})
        if place in places:
            _complain_of_twin(Item(Concept, name, path), draft)
            continue
        places[place] = concept
        draft.term_paths[(*place, name)] = path


def _take_rule(path: str, family: str, data: dict[str, Any], draft: Draft) -> None:
    wanted = _rule_id(path)
    rule = _parse(Rule, data, path, "", draft)
    problems = []
    if rule and rule.id != wanted:
        problems.append(("id", f"must be {wanted}, as the file is called"))
    if rule and rule.family != family:
        problems.append(("family", f"must be {family!r}, as the folder is called"))
    if wanted in draft.rules:
        problems.append(("id", f"{draft.paths[Rule, wanted]} has it already"))
    for key, message in problems:
        draft.complain(path, key, message)
    name = path if wanted in draft.rules else wanted  # its own references are looked at, too
    draft.rules[name] = rule or _salvaged(data, wanted, family)
    draft.paths[Rule, name] = path
    if problems or not rule:
        draft.flaw(Item(Rule, name, path))


def _salvaged(data: dict[str, Any], name: str, family: str) -> Rule:
    """What a rule that is wrong refers to: more may be wrong with that."""

    def names(value: object) -> tuple[str, ...]:
        return tuple(value) if isinstance(value, list) and all(map(_is_text, value)) else ()

    ways = data.get("match")
    return Rule.model_construct(
        id=name,
        family=family,
        sources=names(data.get("sources")),
        certainty=None,
        match=tuple(
            Match.model_construct(
                all=names(way.get("all")),
                none=names(way.get("none")),
                when=names(way.get("when")),
                unless=names(way.get("unless")),
            )
            if isinstance(way, dict)
            else Match.model_construct(all=())
            for way in (ways if isinstance(ways, list) else ())
        ),
    )


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _complain_of_twin(item: Item, draft: Draft) -> None:
    """The first one stays, but is not all that there is."""
    draft.complain(item.path, item.name, "defined in another file, too; keep one of them")
    draft.lose(item)


def _collect(
    model: type[_Model],
    data: dict[str, Any],
    path: str,
    into: dict[str, _Model],
    draft: Draft,
) -> None:
    """Parse the tables of a file by name, the name repeated inside if the model wants it."""
    key_field = _NAMED_INSIDE.get(model, "")
    if key_field:
        data = {
            key: {key_field: key, **table} if isinstance(table, dict) else table
            for key, table in data.items()
        }
    for name, value in _parsed(model, data, path, draft):
        if name in into:
            _complain_of_twin(Item(model, name, path), draft)
            continue
        if key_field and getattr(value, key_field) != name:
            draft.complain(path, f"{name}.{key_field}", _MENDS["extra_forbidden"])
            draft.lose(Item(model, name, path))
            continue
        into[name] = value
        draft.paths[model, name] = path


def _parsed(
    model: type[_Model], data: dict[str, Any], path: str, draft: Draft
) -> Iterator[tuple[str, _Model]]:
    for name, table in _tables(data, path, draft):
        if (value := _parse(model, table, path, name, draft)) is not None:
            yield name, value
        else:
            draft.lose(Item(model, name, path))


def _tables(data: Mapping[str, Any], path: str, draft: Draft) -> Iterator[tuple[str, Any]]:
    """Tables by dotted name, however deep: ``[custody.arrest]`` is one table."""
    for name, table in _named(data, ""):
        if _NAME.fullmatch(name):
            yield name, table
        else:
            what = "a name has letters, digits, _ and -, and a few dots between them"
            draft.complain(path, name[:_LONGEST_NAME], what)
            draft.left_out[f"{path}: {name[:_LONGEST_NAME]}"] = None


def _named(data: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Any]]:
    for key, value in data.items():
        name = f"{prefix}{key}"
        if (
            isinstance(value, dict)
            and value
            and len(name) <= _LONGEST_NAME
            and all(map(_is_table, value.values()))
        ):
            yield from _named(value, f"{name}.")
        else:
            yield name, value


def _is_table(value: object) -> bool:
    """Whether it is a table, and no text in two languages."""
    return isinstance(value, dict) and not ("zh" in value or "en" in value)


def _parse(model: type[_Model], data: object, path: str, key: str, draft: Draft) -> _Model | None:
    day = _DAYS.get(model)
    if day and isinstance(data, dict) and type(data.get(day)) is not date and day in data:
        data = {**data, day: None}  # pydantic takes a number for a date, too
    try:
        return model.model_validate(data)
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
        inner = {detail["loc"][:1] for detail in details if len(detail["loc"]) > 1}
        for detail in details:
            if detail["type"] == "too_short" and detail["loc"] in inner:
                continue  # what is in the list is wrong, and reported by itself
            mend = _MENDS.get(detail["type"]) or detail["msg"].removeprefix("Value error, ")
            found = detail.get("ctx", {}).get("found") or {"": mend}
            for at, what in found.items():
                place = ".".join(str(part) for part in (key, *detail["loc"], at) if part != "")
                draft.complain(path, place, what)
        return None
