"""Read rule packs: TOML files in, one validated and immutable `RulePack` out.

`pack_folder.py` reads the files of a pack, `pack_draft.py` puts what it reads in its place,
`pack_references.py` holds the parts against each other; `facts/data.py` reads tables. A pack that
has a problem does not load, unless the caller asks for what is sound of it; the error lists every
problem of every file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import rtoml

from summons_check.advice import AdviceStep, ChannelEntry
from summons_check.collector import collector_paused
from summons_check.computed import computed_concepts
from summons_check.errors import Problem, RuleError
from summons_check.models import PackInfo, Severity, Source
from summons_check.pack_draft import Draft, pack_of, take
from summons_check.pack_folder import PackFolder, is_pack_name, read_bytes, unsafe_names
from summons_check.pack_references import forget, settle
from summons_check.pack_schema import Adoption, Authority, Change, Concept, NameSet, Rule, Shows
from summons_check.patterns import plain_pattern
from summons_check.rules_folder import rules_root

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

EVERYWHERE = "*"
"""Jurisdiction of a pack whose rules hold under any law."""
PACKS = ("common", "cn", "tw", "hk", "us", "uk", "in", "sg", "au", "ca", "ie", "jp")
"""The packs that ship with the library, in the order in which they load."""
_PLACE = "place."
_AT_LINE = plain_pattern(r" at line (\d+) column \d+")
_Place: TypeAlias = "tuple[Traversable, str]"
"""The folder in which a pack lies, and its name."""
_ALWAYS = frozenset({"common", "cn"})
"""Packs that most messages are held against: the library was written for the mainland's."""
_TWIN = "pack {!r} is there already; rename its folder, or leave ours out"


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
    problems: tuple[Problem, ...] = ()
    """What is wrong in the files of a pack that was loaded as far as it is sound."""
    left_out: tuple[str, ...] = ()
    """What was left out for that: ids of rules, files, tables in files."""

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


def load_packs(
    root: Traversable, names: Iterable[str], *, lenient: bool = False, experimental: bool = False
) -> RulePack:
    """Read and merge packs.

    Args:
        root: The folder that holds one folder a pack: a path, a folder in a zip archive or in a
            package.
        names: The packs to load.
        lenient: Whether to load what is sound of packs that have problems. What cannot be used,
            and what depends on it, is left out; every report of the pack says so.
        experimental: Whether rules that are experimental score; they are notices otherwise.

    Returns:
        The merged pack.

    Raises:
        RuleError: With every problem found, if there is any; if `lenient`, only if nothing that
            can be used is left.

    """
    return _load([(root, name) for name in names], lenient=lenient, experimental=experimental)


def load_folders(
    folders: Iterable[Traversable],
    *,
    ours: bool = True,
    lenient: bool = False,
    experimental: bool = False,
) -> RulePack:
    """Read and merge packs that lie in several places.

    Args:
        folders: Each a pack, or a folder of packs: a path, or a folder in a zip archive.
        ours: Whether the packs that ship with the library are read before them.
        lenient: As in `load_packs`.
        experimental: As in `load_packs`.

    Returns:
        The merged pack.

    Raises:
        RuleError: As in `load_packs`, and if a folder is none, has no pack in it, or has one of a
            name that was there before.

    """
    places = [(rules_root(), name) for name in PACKS] if ours else []
    known = {name for _, name in places}
    problems = []
    for folder in folders:
        try:
            found = _packs_in(folder)
        except OSError as error:
            problems.append(Problem(str(folder), "", f"cannot be read: {error.strerror}"))
            continue
        twins = [name for _, name in found if name in known]
        if not found:
            what = "no pack, and no folder of packs: a pack is a folder with a pack.toml in it"
            problems.append(Problem(str(folder), "", what))
        problems += [Problem(str(folder), "", _TWIN.format(name)) for name in twins]
        known.update(name for _, name in found)
        places += found
    if problems:
        raise RuleError(tuple(problems))
    return _load(places, lenient=lenient, experimental=experimental)


def _packs_in(folder: Traversable) -> list[_Place]:
    """The packs that a folder is or holds, each with the folder that it lies in."""
    if (folder / "pack.toml").is_file():
        above = folder.resolve().parent if isinstance(folder, Path) else folder.parent  # type: ignore[attr-defined]
        name = folder.resolve().name if isinstance(folder, Path) else folder.name
        return [(above, name)]
    if not folder.is_dir():
        return []
    names = sorted(each.name for each in folder.iterdir() if (each / "pack.toml").is_file())
    ours = [name for name in PACKS if name in names]  # what they share is in the first of them
    return [(folder, name) for name in dict.fromkeys((*ours, *names))]


@collector_paused()
def _load(places: Sequence[_Place], *, lenient: bool, experimental: bool) -> RulePack:
    draft = Draft()
    roots: dict[str, Traversable] = {}
    for root, name in places:
        for path, what in unsafe_names(root) if root not in roots.values() else ():
            draft.lose_file(path, None, what)
        roots[name] = root
        _read_pack(root, name, draft)
        draft.whole.append(name)
    if lenient:
        is_usable = _leave_out(draft)
    else:
        settle(draft, computed_concepts)
        is_usable = not draft.problems
    problems = _located(draft.problems, roots)
    if not is_usable:
        raise RuleError(problems)
    return _pack(draft, problems, experimental=experimental)


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

    @collector_paused()
    def __init__(self, root: Traversable) -> None:
        self._root = root
        self._draft = Draft()
        for name in PACKS:
            is_needed = name in _ALWAYS
            _read_pack(root, name, self._draft, None if is_needed else _is_of_words)
            self._draft.whole += [name] if is_needed else []
        self.base = self._checked(self._draft)
        """What every message is held against."""
        self._names = {law: name for name, law in self.base.laws.items() if name not in _ALWAYS}
        self._packs: dict[tuple[str, ...], RulePack] = {(): self.base}
        self._rules: dict[str, Rule] = {}

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

    @collector_paused()
    def _with(self, names: tuple[str, ...]) -> RulePack:
        draft = self._draft.copy()
        for name in names:
            _read_pack(self._root, name, draft, lambda entry: not _is_of_words(entry))
            draft.whole.append(name)
        for name, rule in draft.rules.items():  # rules that another pack has, too, are kept once
            if self._rules.setdefault(name, rule) == rule:
                draft.rules[name] = self._rules[name]
        return self._checked(draft, self.base.concepts)

    def _checked(
        self, draft: Draft, concepts: Mapping[str, tuple[Concept, ...]] | None = None
    ) -> RulePack:
        """The pack, if nothing is wrong; for more than that tests have searched these packs."""
        settle(draft)
        if draft.problems:
            raise RuleError(_located(draft.problems, dict.fromkeys(PACKS, self._root)))
        return _pack(draft, concepts=concepts)


def _is_of_words(entry: str) -> bool:
    """Whether something in the folder of a pack tells what its words are."""
    return entry in {"pack.toml", "terms"}


def _read_pack(
    root: Traversable, name: str, draft: Draft, wanted: Callable[[str], bool] | None = None
) -> None:
    """Read a pack, or what is wanted of it by the names in its folder."""
    if not is_pack_name(name):
        draft.lose_file(ascii(name)[1:-1], None, "no name for a pack: a-z, 0-9 and -")
    elif not (root / name).is_dir():
        draft.lose_file(name, None, "no such pack folder; create it or take the name out")
    else:
        head = f"{name}/pack.toml"
        read = set()
        for path, text in PackFolder(root, name, draft.lose_file).files(wanted):
            _read_file(path, text, draft)
            read.add(path)
        is_told = not draft.left_out.keys().isdisjoint({name, head})
        if head not in read and not is_told and (wanted is None or wanted("pack.toml")):
            draft.lose_file(head, None, "is missing; it names the pack")


def _read_file(path: str, text: str, draft: Draft) -> None:
    """Put what stands in a file where it belongs, and count it into the digest."""
    if path.endswith(".toml"):
        try:
            data = rtoml.loads(text)
        except rtoml.TomlParsingError as error:
            at = _AT_LINE.search(str(error))
            what = f"not TOML: {_AT_LINE.sub('', str(error))}"
            draft.lose_file(path, int(at[1]) if at else None, what)
            return
        take(path, data, draft)
    else:
        _take_words(path, text, draft)
    content = text.encode()
    draft.digest.update(f"{path}\0{len(content)}\0".encode() + content)


def _located(problems: Iterable[Problem], roots: Mapping[str, Traversable]) -> tuple[Problem, ...]:
    """The problems by file and line, the line looked up where it is not known."""
    from summons_check.toml_lines import lines_of  # noqa: PLC0415 (most packs have no problem)

    found = []
    for path, group in groupby(sorted(problems, key=_path_of), key=_path_of):
        told = [*group]
        if any(each.key and each.line is None for each in told):
            lines = lines_of(_text_again(path, roots[pack_of(path)]))
            told = [
                replace(each, line=_line_of(each.key, lines)) if each.line is None else each
                for each in told
            ]
        found += sorted(told, key=lambda each: (each.line or 0, each.key))
    return tuple(found)


def _path_of(problem: Problem) -> str:
    return problem.path


def _text_again(path: str, root: Traversable) -> str:
    """What stands in a file that was read before; nothing if that is no longer so."""
    try:
        text = read_bytes(root.joinpath(*path.split("/"))).decode()
        rtoml.loads(text)
    except (OSError, ValueError):
        return ""
    return text


def _line_of(key: str, lines: Mapping[str, int]) -> int | None:
    """The line of a dotted key, or of the innermost table that it should stand in."""
    while key and key not in lines:
        key = key.rpartition(".")[0]
    return lines.get(key)


def _leave_out(draft: Draft) -> bool:
    """Leave out what cannot be used; of a pack without its head or its powers that is all of it.

    Returns:
        Whether something that can be used is left.

    """
    heads = {head.name for head in draft.heads}
    for name in [*draft.whole]:
        if name not in heads or f"{name}/authority.toml" in draft.left_out:
            forget(name, draft)
    is_settled = settle(draft, computed_concepts, lenient=True)
    draft.digest.update("\0".join(draft.left_out).encode())
    return is_settled and bool(draft.heads)


def _pack(
    draft: Draft,
    problems: tuple[Problem, ...] = (),
    *,
    experimental: bool = False,
    concepts: Mapping[str, tuple[Concept, ...]] | None = None,
) -> RulePack:
    """Merge what was read; `concepts` if their words are merged already."""
    if concepts is None:
        concepts = {name: _merged(name, found, draft) for name, found in draft.concepts.items()}
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
        concepts=concepts,
        rules=tuple(_rules(draft, experimental=experimental)),
        adopted=_adopted(draft, laws),
        sets=draft.sets,
        laws=laws,
        shows=_shows(draft, laws),
        authority=_by_law(draft, laws),
        sources=_with_laws(draft, laws),
        channels=draft.channels,
        advice=tuple(sorted(draft.advice.values(), key=lambda step: (step.order, step.id))),
        respellings=draft.respellings,
        key_words=tuple(sorted(draft.key_words)),
        places=tuple(sorted(draft.places)),
        problems=problems,
        left_out=tuple(draft.left_out),
    )


def _rules(draft: Draft, *, experimental: bool) -> Iterator[Rule]:
    """The rules in order, as other packs change them."""
    for name in sorted(draft.rules):
        rule = draft.rules[name]
        if change := draft.changes.get(name):
            if change.disabled:
                continue
            rule = rule.model_copy(update=_said_anew(change))
        if rule.maturity == "experimental" and not experimental:
            rule = rule.model_copy(update={"severity": Severity.NOTICE, "points": 0})
        yield rule


def _said_anew(change: Change) -> dict[str, object]:
    """The fields of a rule that a change gives another value."""
    new = {"points": change.points, "title": change.title, "why": change.why}
    return {field: value for field, value in new.items() if value is not None}


def _by_law(draft: Draft, laws: Mapping[str, str]) -> dict[str, dict[str, Authority]]:
    """The tables by jurisdiction; a power that a law's own table lacks is as the others have it."""
    general: dict[str, Authority] = {}
    for table in draft.authority.values():
        general = {**table, **general}
    own = {law: dict(general) for law in laws.values()}
    for pack, law in laws.items():
        own[law].update(draft.authority.get(pack, {}))
    return {EVERYWHERE: general, **own}


def _shows(draft: Draft, laws: Mapping[str, str]) -> dict[str, Shows]:
    """By jurisdiction what shows it, as the first pack of each has it."""
    found: dict[str, Shows] = {}
    for head in draft.heads:
        if head.name in laws:
            found.setdefault(head.jurisdiction, head.shows)
    return found


def _adopted(draft: Draft, laws: Mapping[str, str]) -> dict[str, dict[str, Adoption]]:
    """By jurisdiction the rules of other packs that its packs adopt."""
    found: dict[str, dict[str, Adoption]] = {law: {} for law in laws.values()}
    for pack, law in laws.items():
        found[law].update(_spelled_out(draft.adopted.get(pack, {})))
    return found


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
    """The sources of a draft; there, too, those in the pack of a law tell of that law now."""
    for key, source in draft.sources.items():
        law = laws.get(pack_of(draft.paths[Source, key]), "")
        if law and not source.law:
            draft.sources[key] = source.model_copy(update={"law": law})
    return draft.sources


def _take_words(path: str, text: str, draft: Draft) -> None:
    """Take a word list of a pack: what is typed for what is meant, key words or places."""
    match path.rpartition("/")[2]:
        case "words.txt":
            draft.key_words.update(text.split())
        case "places.txt":
            draft.places.update(
                line for line in text.splitlines() if line and not line.startswith("#")
            )
        case _:
            for number, line in enumerate(text.splitlines(), 1):
                typed, _, meant = line.partition("\t")
                if line.startswith("#"):
                    continue
                if typed and meant:
                    draft.respellings[typed] = meant
                else:
                    draft.complain(path, "", "not two columns", number)
                    draft.left_out[f"{path}: {number}"] = None
