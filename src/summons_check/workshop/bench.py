"""Packs on the workbench: the rules of a folder, and the file and line of everything in them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from functools import cached_property, partial
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NoReturn

import rtoml
from rapidfuzz.process import extractOne

from summons_check.checker import Checker
from summons_check.errors import Problem, RuleError, SummonsCheckError
from summons_check.matching import Resolver
from summons_check.pack_draft import Draft, pack_of, take
from summons_check.pack_folder import PackFolder
from summons_check.pack_schema import Rule
from summons_check.reading import MessageReader
from summons_check.rulepack import PACKS, RulePack, load_packs
from summons_check.rules_folder import rules_root
from summons_check.toml_lines import lines_of

_HEAD = "pack.toml"
_DEPTH = 2
"""Slashes in the path of a rule: pack/family/name.toml."""
_NEAR = 60
"""Likeness, in percent, from which a name may be what somebody meant."""


class WorkshopError(SummonsCheckError):
    """Something that is asked of the workshop and cannot be done; one line says why."""


class Bench:
    """A folder of packs, read as far as it is sound.

    Args:
        root: The folder that holds one folder a pack.
        names: The packs to read, in this order.
        own: Those of them that are worked on; the others are there to be referred to.
        place: What the folder is called in messages.
        experimental: Whether rules that are experimental are what they say, and not notices.

    """

    def __init__(
        self,
        root: Traversable,
        names: tuple[str, ...],
        own: tuple[str, ...],
        place: str,
        *,
        experimental: bool = True,
    ) -> None:
        self.root = root
        self.own = own
        self.place = place
        self._names = names
        self.problems: tuple[Problem, ...] = ()
        """Why packs do not load as they are."""
        self._only: frozenset[str] | None = None
        self._pack: RulePack | None = None
        try:
            self._pack = load_packs(root, names, lenient=True, experimental=experimental)
            self.problems = self._pack.problems
        except RuleError as error:
            self.problems = error.problems

    @property
    def is_usable(self) -> bool:
        """Whether anything of the packs can be used."""
        return self._pack is not None

    @property
    def pack(self) -> RulePack:
        """The packs, merged; what cannot be used is left out.

        Raises:
            WorkshopError: If nothing can be used.

        """
        if self._pack is None:
            raise WorkshopError(self._refusal())
        return self._pack

    def sound(self) -> RulePack:
        """The packs, merged.

        Raises:
            WorkshopError: If there is a problem in any of their files.

        """
        if self.problems:
            raise WorkshopError(self._refusal())
        return self.pack

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules of the packs that are worked on, in the order of their ids."""
        return tuple(
            rule
            for rule in self.pack.rules
            if pack_of(rule.path) in self.own and (self._only is None or rule.path in self._only)
        )

    def with_rules(self, files: Iterable[str]) -> Bench:
        """The same bench, of whose rules only those in some files are worked on."""
        narrow = copy(self)
        narrow._only = frozenset(files)
        return narrow

    @property
    def is_checkout(self) -> bool:
        """Whether the packs are files that somebody keeps, and no part of an installed library."""
        return isinstance(self.root, Path) and not self.root.name.startswith("_")

    def folder_of(self, pack: str) -> Path:
        """The folder of a pack that is worked on, to write in.

        Raises:
            WorkshopError: If it is not worked on, or lies where nothing can be written.

        """
        if pack not in self.own:
            raise WorkshopError(
                f"no pack is called {pack!r} in {self.place}{nearest(pack, self.own)}"
            )
        folder = self.root.joinpath(pack)
        if not isinstance(folder, Path):
            raise WorkshopError(f"{self.place} lie in an archive; name a folder of packs")
        return folder

    def rule(self, name: str) -> Rule:
        """The rule of that id, or of that alias.

        Raises:
            WorkshopError: If there is none; it names the nearest.

        """
        known = {alias: rule for rule in self.pack.rules for alias in (rule.id, *rule.aliases)}
        if name not in known:
            raise WorkshopError(f"no rule is called {name!r} in {self.place}{nearest(name, known)}")
        return known[name]

    def file_of(self, name: str) -> str:
        """The file of a rule by its id, also of one that cannot be used.

        Raises:
            WorkshopError: If there is none; it names the nearest.

        """
        files = {
            f"{pack_of(path)}.{path.rpartition('/')[2].removesuffix('.toml')}": path
            for path in self.texts
            if path.count("/") == _DEPTH and path.endswith(".toml")
        }
        if name not in files:
            raise WorkshopError(f"no rule is called {name!r} in {self.place}{nearest(name, files)}")
        return files[name]

    @cached_property
    def checker(self) -> Checker:
        """A checker with these packs."""
        return Checker(self.pack)

    @cached_property
    def reader(self) -> MessageReader:
        """A reader with the words of these packs."""
        return MessageReader(self.pack)

    @cached_property
    def resolver(self) -> Resolver:
        """What knows which concepts an item of a rule stands for."""
        pack = self.pack
        names = self.reader.names_in(pack)
        return Resolver(names, pack.languages, pack.sets, pack.holds_in)

    @cached_property
    def draft(self) -> Draft:
        """What stands in which file, as written."""
        draft = Draft()
        for path, text in self.texts.items():
            if path.endswith(".toml"):
                try:
                    take(path, rtoml.loads(text), draft)
                except rtoml.TomlParsingError:
                    continue  # `problems` tells of it
        return draft

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """By path, which starts with the name of a pack, what stands in each file."""
        return {
            path: text
            for name in self._names
            for path, text in PackFolder(self.root, name, lambda *_: None).files()
        }

    def line(self, path: str, key: str) -> int | None:
        """The line of a dotted key, or of the innermost table that it should stand in."""
        lines = self._lines_of(path)
        while key and key not in lines:
            key = key.rpartition(".")[0]
        return lines.get(key)

    def _lines_of(self, path: str) -> Mapping[str, int]:
        if path not in self._lines:
            self._lines[path] = lines_of(self.texts.get(path, ""))
        return self._lines[path]

    @cached_property
    def _lines(self) -> dict[str, Mapping[str, int]]:
        return {}

    def _refusal(self) -> str:
        first, *more = self.problems
        others = f" and {len(more)} more" if more else ""
        return (
            f"the rules in {self.place} cannot be used: {first}{others}; "
            "`summons-check rules lint` lists everything"
        )


def open_bench(folder: Path | None = None, *, experimental: bool = True) -> Bench:
    """Read packs.

    Args:
        folder: A folder of packs, or that of one pack, which is read together with the packs that
            ship with the library (in place of the one of its name, if there is one). None: these.
        experimental: As for `Bench`.

    Raises:
        WorkshopError: If there is no pack.

    """
    ours = rules_root()
    bench = partial(Bench, experimental=experimental)
    if folder is None:
        return bench(ours, PACKS, PACKS, "the packs that ship with summons_check")
    place = str(folder)
    try:
        folder = folder.resolve()
        if not folder.is_dir():
            what = "is a file; name the folder of packs" if folder.exists() else "does not exist"
            raise WorkshopError(f"{place!r} {what}")
        if (folder / _HEAD).is_file():
            names = tuple(dict.fromkeys((*PACKS, folder.name)))
            return bench(_WithOurs(ours, folder), names, (folder.name,), place)
        found = {entry.name for entry in folder.iterdir() if (entry / _HEAD).is_file()}
    except OSError as error:
        raise WorkshopError(f"cannot read {place!r}: {error.strerror or error}") from error
    except ValueError as error:
        raise WorkshopError(f"{place!r} is no name for a folder: {error}") from error
    if not found:
        raise WorkshopError(f"{place!r} holds no pack: a pack is a folder with a {_HEAD} in it")
    names = (*(name for name in PACKS if name in found), *sorted(found.difference(PACKS)))
    return bench(folder, names, names, place)


def nearest(name: str, known: Iterable[str]) -> str:
    """What somebody may have meant, as the end of a sentence; nothing if no name is near."""
    found = extractOne(name, [*known], score_cutoff=_NEAR)
    return f"; did you mean {found[0]}?" if found else ""


class _WithOurs(Traversable):
    """The folder of our packs, with one more in it, or one in place of that of its name."""

    def __init__(self, ours: Traversable, pack: Path) -> None:
        self._ours, self._pack = ours, pack

    def __str__(self) -> str:
        return str(self._pack.parent)

    @property
    def name(self) -> str:
        return self._pack.parent.name

    def joinpath(self, *parts: str | os.PathLike[str]) -> Traversable:
        if not parts:
            return self
        first, *rest = [os.fspath(part) for part in parts]
        found = self._pack if first == self._pack.name else self._ours.joinpath(first)
        return found.joinpath(*rest) if rest else found

    def iterdir(self) -> Iterator[Traversable]:
        yield self._pack
        yield from (each for each in self._ours.iterdir() if each.name != self._pack.name)

    def is_dir(self) -> bool:
        return True

    def is_file(self) -> bool:
        return False

    def open(self, *_: object, **__: object) -> NoReturn:
        raise IsADirectoryError(str(self))

    def read_bytes(self) -> NoReturn:
        self.open()

    def read_text(self, *_: object, **__: object) -> NoReturn:
        self.open()
