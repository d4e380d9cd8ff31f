"""Read rule packs: TOML files in, one validated and immutable `RulePack` out.

The only module that reads packs; `facts/data.py` reads their tables. A pack
that has a problem does not load; the error lists every problem of every file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

import tomli
from pydantic import BaseModel, ValidationError

from summons_check.advice import AdviceStep, ChannelEntry, broken_references
from summons_check.errors import Problem, RuleError
from summons_check.models import PackInfo, Source
from summons_check.pack_schema import Adoption, Authority, Concept, NameSet, PackHead, Rule

PACKS = ("common", "cn", "tw", "hk", "us", "uk", "in", "sg", "au", "ca", "ie", "jp")
"""The packs that ship with the library, in the order in which they load."""
EVERYWHERE = "*"
"""Jurisdiction of a pack whose rules hold under any law."""

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


@dataclass(frozen=True)
class RulePack:
    """Everything that was read, checked and merged."""

    info: PackInfo
    languages: Mapping[str, str]
    """Language of the messages that a pack's rules are for, by pack; any if it is missing."""
    laws: Mapping[str, str]
    """Jurisdiction by pack, such as "CN"; packs that hold everywhere have none."""
    families: Mapping[str, int]
    """Most points, either way, that one family of rules adds to a score."""
    concepts: Mapping[str, tuple[Concept, ...]]
    """Concept by name; one entry a language."""
    rules: tuple[Rule, ...]
    adopted: Mapping[str, Mapping[str, Adoption]]
    """By jurisdiction, rules of other packs that hold under its law, too, by id."""
    sets: Mapping[str, NameSet]
    """By name, such as `set.talk`: rules name the set for all that is in it."""
    authority: Mapping[str, Mapping[str, Authority]]
    """By jurisdiction what its law says of each document or power; `EVERYWHERE` has all of them."""
    sources: Mapping[str, Source]
    channels: Mapping[str, ChannelEntry]
    advice: tuple[AdviceStep, ...]
    respellings: Mapping[str, str]
    """Misspelt Chinese key word to the word that is meant."""
    key_words: tuple[str, ...]
    """English words that are worth mending when misspelt."""
    places: tuple[str, ...]
    """Names of places that courts and police stations bear."""

    @property
    def holds_in(self) -> dict[str, frozenset[str]]:
        """By the id of a rule, the jurisdictions that it holds in; everywhere if it is missing."""
        held: dict[str, set[str]] = {}
        for rule in self.rules:
            if law := self.laws.get(_pack_of(rule.path)):
                held[rule.id] = {law}
        for law, adopted in self.adopted.items():
            for rule_id in held.keys() & adopted.keys():
                held[rule_id].add(law)
        return {rule_id: frozenset(laws) for rule_id, laws in held.items()}


@dataclass
class _Draft:
    """What has been read so far, and what is wrong with it."""

    heads: list[PackHead] = field(default_factory=list)
    families: dict[str, int] = field(default_factory=dict)
    concepts: dict[str, dict[str, Concept]] = field(default_factory=dict)
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
    laws = {head.name: head.jurisdiction for head in draft.heads if head.jurisdiction != EVERYWHERE}
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
        adopted={laws[pack]: draft.adopted.get(pack, {}) for pack in laws},
        sets=draft.sets,
        laws=laws,
        authority=_by_law(draft, laws),
        sources=draft.sources,
        channels=draft.channels,
        advice=tuple(sorted(draft.advice.values(), key=lambda step: (step.order, step.id))),
        respellings=draft.respellings,
        key_words=tuple(sorted(draft.key_words)),
        places=tuple(sorted(draft.places)),
    )


def _by_law(draft: _Draft, laws: Mapping[str, str]) -> dict[str, dict[str, Authority]]:
    """The tables by jurisdiction; a power that a law's own table lacks is as the others have it."""
    general: dict[str, Authority] = {}
    for table in draft.authority.values():
        general = {**table, **general}
    own = {laws[pack]: {**general, **draft.authority.get(pack, {})} for pack in laws}
    return {EVERYWHERE: general, **own}


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
        case ["adopts.toml"]:
            _collect(Adoption, data, path, draft.adopted.setdefault(_pack_of(path), {}), draft)
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


def _pack_of(path: str) -> str:
    return path.split("/", 1)[0]


def _take_head(path: str, data: dict[str, Any], draft: _Draft) -> None:
    if head := _parse(PackHead, data, path, "", draft):
        draft.heads.append(head)
        for family, cap in head.families.items():
            if draft.families.setdefault(family, cap) != cap:
                draft.complain(path, f"families.{family}", "another pack has another cap")


def _take_authority(path: str, data: dict[str, Any], draft: _Draft) -> None:
    """Take a pack's table; its entries need not repeat names and issuers of an earlier pack."""
    found = draft.authority.setdefault(_pack_of(path), {})
    for power, table in _tables(data):
        said = draft.powers.setdefault(power, table) if isinstance(table, dict) else {}
        known = {key: said[key] for key in ("name", "issuers") if key in said}
        whole = {**known, **table} if isinstance(table, dict) else table
        if authority := _parse(Authority, whole, path, power, draft):
            found[power] = authority


def _take_terms(path: str, language: str, data: dict[str, Any], draft: _Draft) -> None:
    for name, found in _parsed(Concept, data, path, draft):
        concept = found.model_copy(update={"is_japanese": language == "ja"})
        if language in draft.concepts.setdefault(name, {}):
            draft.complain(path, name, "defined in another file, too; keep one of them")
        draft.concepts[name][language] = concept
        draft.paths[language, name] = path


def _take_rule(path: str, family: str, name: str, data: dict[str, Any], draft: _Draft) -> None:
    rule = _parse(Rule, data, path, "", draft)
    if rule is None:
        return
    pack = _pack_of(path)
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
    for pack in draft.authority.keys() | draft.adopted.keys():
        _check_law(pack, draft)
    for name, languages in draft.concepts.items():
        for language, concept in languages.items():
            for included in concept.includes:
                if not _is_defined(included, draft.concepts):
                    path, what = draft.paths[language, name], f"nobody defines {included!r}"
                    draft.complain(path, f"{name}.includes", what)
    advice = draft.advice.values()
    for step, what in broken_references(advice, draft.channels, draft.sources):
        draft.complain(draft.paths[AdviceStep.__name__, step], step, what)


def _check_law(pack: str, draft: _Draft) -> None:
    """Check what a pack says of powers and of the rules of other packs."""
    for power, authority in draft.authority.get(pack, {}).items():
        _check_sources(authority.sources, f"{pack}/authority.toml", f"{power}.sources", draft)
    for rule, adoption in draft.adopted.get(pack, {}).items():
        path = f"{pack}/adopts.toml"
        if rule not in draft.rules or rule.startswith(f"{pack}."):
            draft.complain(path, rule, "no rule of another pack is called so")
        _check_sources(adoption.sources, path, f"{rule}.sources", draft)


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
