"""What has been read of rule packs so far: each file's content put in its place, and what is wrong.

A draft reads no file. It collects every problem, so that whoever mends a pack
hears of all of them at once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field, fields
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from summons_check.advice import AdviceStep, ChannelEntry, broken_references
from summons_check.errors import Problem
from summons_check.models import Source
from summons_check.pack_schema import Adoption, Authority, Concept, NameSet, PackHead, Rule

_NAMED_INSIDE: Mapping[type[BaseModel], str] = {ChannelEntry: "key", AdviceStep: "id"}
"""Models that know the name of their table, and the field that holds it."""
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
    paths: dict[tuple[str, str], str] = field(default_factory=dict)
    """File in which something stands, by what it is and its name."""
    problems: list[Problem] = field(default_factory=list)
    digest: Any = field(default_factory=hashlib.sha256)

    def copy(self) -> Draft:
        """A draft to go on with, without a change to this one."""
        fresh = copy(self)
        for each in fields(self):
            setattr(fresh, each.name, getattr(self, each.name).copy())
        return fresh

    def complain(self, path: str, key: str, message: str) -> None:
        """Note a problem: in which file, at which key, and how to mend it."""
        self.problems.append(Problem(path, key, message))


def take(path: str, data: dict[str, Any], draft: Draft) -> None:
    """Put the content of one file where it belongs."""
    match path.split("/")[1:]:
        case ["pack.toml"]:
            _take_head(path, data, draft)
        case ["adopts.toml"]:
            _collect(Adoption, data, path, draft.adopted.setdefault(pack_of(path), {}), draft)
        case ["sets.toml"]:
            _collect(NameSet, data, path, draft.sets, draft)
        case ["authority.toml"]:
            _take_authority(path, data, draft)
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


def pack_of(path: str) -> str:
    """The pack that a file is in."""
    return path.split("/", 1)[0]


def _take_head(path: str, data: dict[str, Any], draft: Draft) -> None:
    if head := _parse(PackHead, data, path, "", draft):
        draft.heads.append(head)
        for family, cap in head.families.items():
            if draft.families.setdefault(family, cap) != cap:
                draft.complain(path, f"families.{family}", "another pack has another cap")


def _take_authority(path: str, data: dict[str, Any], draft: Draft) -> None:
    """Take a pack's table; its entries need not repeat names and issuers of an earlier pack."""
    found = draft.authority.setdefault(pack_of(path), {})
    for power, table in _tables(data):
        said = draft.powers.setdefault(power, table) if isinstance(table, dict) else {}
        known = {key: said[key] for key in ("name", "issuers") if key in said}
        whole = {**known, **table} if isinstance(table, dict) else table
        if authority := _parse(Authority, whole, path, power, draft):
            found[power] = authority


def _take_terms(path: str, language: str, data: dict[str, Any], draft: Draft) -> None:
    place = pack_of(path), language
    for name, found in _parsed(Concept, data, path, draft):
        concept = found.model_copy(update={"is_japanese": True}) if language == "ja" else found
        if place in draft.concepts.setdefault(name, {}):
            draft.complain(path, name, "defined in another file, too; keep one of them")
        draft.concepts[name][place] = concept
        draft.paths["/".join(place), name] = path


def _take_rule(path: str, family: str, name: str, data: dict[str, Any], draft: Draft) -> None:
    rule = _parse(Rule, data, path, "", draft)
    if rule is None:
        return
    pack = pack_of(path)
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
    draft: Draft,
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
    model: type[_Model], data: dict[str, Any], path: str, draft: Draft
) -> Iterator[tuple[str, _Model]]:
    for name, table in _tables(data):
        if (value := _parse(model, table, path, name, draft)) is not None:
            yield name, value


def _tables(data: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Tables by dotted name, however deep: ``[custody.arrest]`` is one table."""
    for key, value in data.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict) and value and all(map(_is_table, value.values())):
            yield from _tables(value, f"{name}.")
        else:
            yield name, value


def _is_table(value: object) -> bool:
    """Whether it is a table, and no text in two languages."""
    return isinstance(value, dict) and not ("zh" in value or "en" in value)


def _parse(model: type[_Model], data: object, path: str, key: str, draft: Draft) -> _Model | None:
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


def check_references(draft: Draft) -> None:
    """Find what is referred to and nobody defines, once all files are read."""
    for rule in draft.rules.values():
        _check_rule(rule, draft)
    for name, names in draft.sets.items():
        _check_set(name, names, draft)
    for pack in draft.authority.keys() | draft.adopted.keys():
        _check_law(pack, draft)
    for name, places in draft.concepts.items():
        for place, concept in places.items():
            for included in concept.includes:
                if not _is_defined(included, draft.concepts):
                    path, what = draft.paths["/".join(place), name], f"nobody defines {included!r}"
                    draft.complain(path, f"{name}.includes", what)
    advice = draft.advice.values()
    for step, what in broken_references(advice, draft.channels, draft.sources):
        draft.complain(draft.paths[AdviceStep.__name__, step], step, what)


def _check_law(pack: str, draft: Draft) -> None:
    """Check what a pack says of powers and of the rules of other packs."""
    for power, authority in draft.authority.get(pack, {}).items():
        _check_sources(authority.sources, f"{pack}/authority.toml", f"{power}.sources", draft)
    adopted = draft.adopted.get(pack, {})
    for rule, adoption in adopted.items():
        path = f"{pack}/adopts.toml"
        if adoption.like and (adoption.like not in adopted or adopted[adoption.like].like):
            draft.complain(path, f"{rule}.like", "name an adopted rule with a reason of its own")
        if rule not in draft.rules or rule.startswith(f"{pack}."):
            draft.complain(path, rule, "no rule of another pack is called so")
        _check_sources(adoption.sources, path, f"{rule}.sources", draft)


def _check_rule(rule: Rule, draft: Draft) -> None:
    path = draft.paths["rule", rule.id]
    if draft.families and rule.family not in draft.families:  # else no pack.toml was read
        draft.complain(path, "family", f"pack.toml has no cap for {rule.family!r}")
    _check_sources(rule.sources, path, "sources", draft)
    cited = [draft.sources[key].certainty for key in rule.sources if key in draft.sources]
    if cited and rule.certainty < min(cited):
        what = f'{rule.certainty} claims more than its best source, which is "{min(cited)}"'
        draft.complain(path, "certainty", what)


def _check_set(name: str, names: NameSet, draft: Draft) -> None:
    path = draft.paths[NameSet.__name__, name]
    if not name.startswith("set."):
        draft.complain(path, name, "the name of a set starts with `set.`")
    if any("set." in item for item in names.names):
        draft.complain(path, name, "a set names concepts, no other set")


def _check_sources(keys: Iterable[str], path: str, place: str, draft: Draft) -> None:
    for key in keys:
        if key not in draft.sources:
            draft.complain(path, place, f"no source is called {key!r}")
