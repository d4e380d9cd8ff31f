"""Read rule packs: TOML files in, one validated and immutable `RulePack` out.

The only module that reads packs; `pack_draft.py` puts what it reads in its place,
`facts/data.py` reads their tables. A pack that has a problem does not load; the
error lists every problem of every file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable
from typing import Any

import rtoml

from summons_check.advice import AdviceStep, ChannelEntry
from summons_check.errors import RuleError
from summons_check.models import PackInfo, Source
from summons_check.pack_draft import Draft, check_references, pack_of, take
from summons_check.pack_schema import Adoption, Authority, Concept, NameSet, Rule, Shows
from summons_check.rules_folder import rules_root

EVERYWHERE = "*"
"""Jurisdiction of a pack whose rules hold under any law."""
PACKS = ("common", "cn", "tw", "hk", "us", "uk", "in", "sg", "au", "ca", "ie", "jp")
"""The packs that ship with the library, in the order in which they load."""
_PLACE = "place."
_ALWAYS = frozenset({"common", "cn"})
"""Packs that most messages are held against: the library was written for the mainland's."""


@dataclass(frozen=True)
class RulePack:
    """Everything that was read, checked and merged."""

    info: PackInfo
    languages: Mapping[str, str]
    """Language of the messages that a pack's rules are for, by pack; any if it is missing."""
    laws: Mapping[str, str]
    """Jurisdiction by pack, such as "CN"; packs that hold everywhere have none."""
    shows: Mapping[str, Shows]
    """By jurisdiction, what shows its law besides words."""
    families: Mapping[str, int]
    """Most points, either way, that one family of rules adds to a score."""
    concepts: Mapping[str, tuple[Concept, ...]]
    """Concept by name; one entry a pack and language."""
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
            if law := self.laws.get(pack_of(rule.path)):
                held[rule.id] = {law}
        for law, adopted in self.adopted.items():
            for rule_id in held.keys() & adopted.keys():
                held[rule_id].add(law)
        return {rule_id: frozenset(laws) for rule_id, laws in held.items()}


@cache
def default_pack() -> RulePack:
    """The packs that ship with the library, all of them, read once."""
    return load_packs(rules_root(), PACKS)


@cache
def default_rulebook() -> Rulebook:
    """The packs that ship with the library, those of single laws read when they are needed."""
    return Rulebook(rules_root())


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
    draft = Draft()
    for name in names:
        _read_pack(root, name, draft)
        draft.whole.append(name)
    return _pack(draft)


_FEW = 1
"""Laws that are read together and without all others; a pack for each set of them would be many."""


class Rulebook:
    """Packs of which those of other laws are read when a message is first under their law.

    Their words are read at once, for these tell what a message is about and under which law it is.

    Args:
        root: The folder that holds one folder a pack.

    Raises:
        RuleError: With every problem found, if there is any.

    """

    def __init__(self, root: Traversable) -> None:
        self._root = root
        self._draft = Draft()
        for name in PACKS:
            is_needed = name in _ALWAYS
            _read_pack(root, name, self._draft, None if is_needed else _is_of_words)
            self._draft.whole += [name] if is_needed else []
        self.base = _pack(self._draft)
        """What every message is held against."""
        self._names = {law: name for name, law in self.base.laws.items() if name not in _ALWAYS}
        self._packs: dict[tuple[str, ...], RulePack] = {(): self.base}

    def for_laws(self, codes: Iterable[str]) -> RulePack:
        """The pack for messages that may be under some laws.

        Args:
            codes: The jurisdictions; those without a pack are left aside.

        Raises:
            RuleError: If one of their packs has a problem.

        """
        names = tuple(sorted([self._names[code] for code in codes if code in self._names]))
        if len(names) > _FEW:
            names = tuple(sorted(self._names.values()))
        if names not in self._packs:
            self._packs[names] = self._with(names)
        return self._packs[names]

    def _with(self, names: tuple[str, ...]) -> RulePack:
        draft = self._draft.copy()
        for name in names:
            _read_pack(self._root, name, draft, lambda entry: not _is_of_words(entry))
            draft.whole.append(name)
        return _pack(draft)


def _is_of_words(entry: str) -> bool:
    """Whether something in the folder of a pack tells what its words are."""
    return entry in {"pack.toml", "terms"}


def _read_pack(
    root: Traversable, name: str, draft: Draft, wanted: Callable[[str], bool] | None = None
) -> None:
    """Read a pack, or what is wanted of it by the names in its folder."""
    folder = root / name
    if not folder.is_dir():
        draft.complain(name, "", "no such pack folder; create it or take the name out")
        return
    if not (folder / "pack.toml").is_file():
        draft.complain(f"{name}/pack.toml", "", "is missing; it names the pack")
    for path, data in _read(folder, name, draft, wanted):
        take(path, data, draft)
    if wanted is None or wanted("data"):
        _read_words(folder / "data", f"{name}/data", draft)


def _pack(draft: Draft) -> RulePack:
    """Merge what was read, if nothing is wrong with it."""
    check_references(draft)
    if draft.problems:
        raise RuleError(tuple(draft.problems))
    laws = {head.name: head.jurisdiction for head in draft.heads if head.jurisdiction != EVERYWHERE}
    whole = [head for head in draft.heads if head.name in draft.whole]
    return RulePack(
        info=PackInfo(
            name="+".join(head.name for head in whole),
            version="+".join(dict.fromkeys(head.version for head in whole)),
            sha256=draft.digest.hexdigest(),
        ),
        languages={head.name: head.language for head in draft.heads if head.language},
        families=draft.families,
        concepts={name: _merged(name, found, draft) for name, found in draft.concepts.items()},
        rules=tuple(draft.rules[key] for key in sorted(draft.rules)),
        adopted={laws[pack]: _spelled_out(draft.adopted.get(pack, {})) for pack in laws},
        sets=draft.sets,
        laws=laws,
        shows={head.jurisdiction: head.shows for head in draft.heads if head.name in laws},
        authority=_by_law(draft, laws),
        sources=_with_laws(draft, laws),
        channels=draft.channels,
        advice=tuple(sorted(draft.advice.values(), key=lambda step: (step.order, step.id))),
        respellings=draft.respellings,
        key_words=tuple(sorted(draft.key_words)),
        places=tuple(sorted(draft.places)),
    )


def _by_law(draft: Draft, laws: Mapping[str, str]) -> dict[str, dict[str, Authority]]:
    """The tables by jurisdiction; a power that a law's own table lacks is as the others have it."""
    general: dict[str, Authority] = {}
    for table in draft.authority.values():
        general = {**table, **general}
    own = {laws[pack]: {**general, **draft.authority.get(pack, {})} for pack in laws}
    return {EVERYWHERE: general, **own}


def _merged(
    name: str, places: Mapping[tuple[str, str], Concept], draft: Draft
) -> tuple[Concept, ...]:
    """The entries of a concept, told where their words count.

    What a pack of a law adds to the concept of another counts in that law only. What a law that
    is shown by traditional Chinese has in Chinese is looked for in that script, but for the words
    that show a law.
    """
    if len(places) == 1 and next(iter(places))[0] in _ALWAYS:
        return tuple(places.values())  # as most are
    heads = {head.name: head for head in draft.heads}
    owners: dict[str, str] = {}
    entries = []
    for (pack, language), concept in places.items():
        head = heads[pack]
        told: dict[str, object] = {}
        if owners.setdefault(language, pack) != pack and head.jurisdiction != EVERYWHERE:
            told["only_in"] = head.jurisdiction
        if language == "zh" and head.shows.scripts == ("zh-Hant",) and not name.startswith(_PLACE):
            told["is_traditional"] = True
        entries.append(concept.model_copy(update=told) if told else concept)
    return tuple(entries)


def _spelled_out(adopted: Mapping[str, Adoption]) -> dict[str, Adoption]:
    """Adopted rules, each with its reason and sources, also where another one has them."""
    return {
        rule: adopted[adoption.like].model_copy(update={"title": adoption.title})
        if adoption.like
        else adoption
        for rule, adoption in adopted.items()
    }


def _with_laws(draft: Draft, laws: Mapping[str, str]) -> dict[str, Source]:
    """The sources; those in the pack of a law tell of that law."""
    told = {}
    for key, source in draft.sources.items():
        law = source.law or laws.get(pack_of(draft.paths[Source.__name__, key]), "")
        told[key] = source.model_copy(update={"law": law}) if law else source
    return told


def _read(
    folder: Traversable, path: str, draft: Draft, wanted: Callable[[str], bool] | None = None
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Parse every TOML file below a folder, in the order of the names."""
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if wanted and not wanted(entry.name):
            continue
        inner = f"{path}/{entry.name}"
        if entry.is_dir():
            yield from _read(entry, inner, draft)
        elif entry.name.endswith(".toml"):
            try:
                if (content := _content(entry, inner, draft)) is not None:
                    yield inner, rtoml.loads(content)
            except rtoml.TomlParsingError as error:
                draft.complain(inner, "", f"not TOML: {error}")


def _read_words(folder: Traversable, path: str, draft: Draft) -> None:
    """Read the word lists of a pack: what is typed for what is meant, key words and places."""
    for name in ("respellings.tsv", "split_characters.tsv"):
        if (folder / name).is_file():
            _read_respellings(folder / name, f"{path}/{name}", draft)
    words, places = folder / "words.txt", folder / "places.txt"
    if words.is_file():
        draft.key_words.update((_content(words, f"{path}/{words.name}", draft) or "").split())
    if places.is_file():
        lines = (_content(places, f"{path}/{places.name}", draft) or "").splitlines()
        draft.places.update(line for line in lines if line and not line.startswith("#"))


def _read_respellings(table: Traversable, path: str, draft: Draft) -> None:
    for number, line in enumerate((_content(table, path, draft) or "").splitlines(), 1):
        typed, _, meant = line.partition("\t")
        if line.startswith("#"):
            continue
        if not (typed and meant):
            draft.complain(path, str(number), "not two columns")
        draft.respellings[typed] = meant


def _content(file: Traversable, path: str, draft: Draft) -> str | None:
    """Read a file and count it into the digest; None if it is not UTF-8."""
    content = file.read_bytes()
    draft.digest.update(f"{path}\0{len(content)}\0".encode() + content)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        draft.complain(path, "", f"not UTF-8 ({error.reason} at byte {error.start})")
        return None
