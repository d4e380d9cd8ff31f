"""What of a pack's folder is read, and what is refused before it is read.

A pack may come from anywhere. Nothing outside its folder is opened, no file is taken into memory
that nobody would write by hand, and whatever the folder lies in (a disk, a zip archive, a package)
fails in one way: with a complaint about that file.
"""

from __future__ import annotations

import os
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import cached_property
from lzma import LZMAError
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

MAX_FILE = 1_000_000
"""Bytes of the largest file that is read."""
MAX_PACK = 50_000_000
"""Bytes of all files of a pack together."""
MAX_FILES = 20_000
"""Files and folders in a pack."""
WORD_LISTS = ("respellings.tsv", "split_characters.tsv", "words.txt", "places.txt")
"""What is read of the folder `data`, besides what the facts look up there."""
_OUTSIDE = "is a link that leads out of the folder of the packs; put the thing itself here"
_DEEPEST = 3
"""Parts of the longest path in a pack: terms/zh/words.toml."""
_FAILURES = (
    OSError,
    EOFError,
    RuntimeError,  # a zip archive with a password, or packed in a way that is not known
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
    LZMAError,
)
"""How reading can fail, wherever a file lies."""

Complain = Callable[[str, int | None, str], None]
"""Takes a path, a line of it if there is one, and what is wrong."""


class _Entry(NamedTuple):
    name: str
    file: Traversable
    is_folder: bool
    is_file: bool
    is_link: bool = False
    size: int = 0
    """In bytes, where that is known without reading."""


class PackFolder:
    """The folder of one pack.

    Args:
        root: The folder that holds one folder a pack.
        name: The pack.
        complain: Is told of everything that is refused.

    """

    def __init__(self, root: Traversable, name: str, complain: Complain) -> None:
        self._root = root
        self._is_archive = isinstance(root, zipfile.Path)
        self._name = name
        self._complain = complain
        self._count = self._bytes = 0

    def files(self, wanted: Callable[[str], bool] | None = None) -> Iterator[tuple[str, str]]:
        """Read every TOML file and word list, in the order of the names.

        Args:
            wanted: Which entries of the folder to look at, by their names; all by default.

        Yields:
            The path of a file, which starts with the name of the pack, and what stands in it.

        """
        folder = self._root / self._name
        if isinstance(folder, Path) and folder.is_symlink() and self._leads_out(folder):
            self._complain(self._name, None, _OUTSIDE)
        else:
            yield from self._files(folder, self._name, 1, wanted)

    def _files(
        self,
        folder: Traversable,
        path: str,
        depth: int,
        wanted: Callable[[str], bool] | None = None,
    ) -> Iterator[tuple[str, str]]:
        last = ""
        for entry in self._entries(folder, path):
            if self._is_archive and (entry.name == last or not _is_plain(entry.name)):
                continue  # `unsafe_names` tells of it
            last = entry.name
            if wanted and not wanted(entry.name):
                continue
            self._count += 1
            if self._count > MAX_FILES:
                if self._count == MAX_FILES + 1:
                    self._complain(self._name, None, f"holds more than {MAX_FILES:,} files")
                return
            inner = f"{path}/{entry.name}"
            if not (entry.is_folder or entry.name.endswith(".toml") or inner in self._lists):
                continue
            if why := self._why_refused(entry, depth):
                self._complain(inner, None, why)
            elif entry.is_folder:
                yield from self._files(entry.file, inner, depth + 1)
            elif (text := self._text(entry, inner)) is not None:
                yield inner, text

    @cached_property
    def _lists(self) -> frozenset[str]:
        return frozenset(f"{self._name}/data/{name}" for name in WORD_LISTS)

    def _entries(self, folder: Traversable, path: str) -> list[_Entry]:
        try:
            return sorted(_listed(folder), key=lambda entry: entry.name)
        except _FAILURES as error:
            self._complain(path, None, _reason(error))
            return []

    def _why_refused(self, entry: _Entry, depth: int) -> str:
        if not _is_plain(entry.name):
            return "is no name for a file"
        if entry.is_link and self._leads_out(entry.file):
            return _OUTSIDE
        if entry.is_folder:
            return "is a folder where no pack has one" if depth == _DEEPEST else ""
        return _too_large(entry.size) if entry.is_file else "is no file that can be read"

    def _leads_out(self, file: Traversable) -> bool:
        home, place = (os.path.realpath(str(each)) for each in (self._root, file))
        return os.path.commonpath([home, place]) != home

    def _text(self, entry: _Entry, path: str) -> str | None:
        """What stands in a file, if it is text in UTF-8 and not too large."""
        try:
            content = read_bytes(entry.file)
        except _FAILURES as error:
            self._complain(path, None, _reason(error))
            return None
        why = _too_large(len(content))
        self._bytes += len(content)
        if not why and self._bytes > MAX_PACK:
            why = f"makes the pack larger than {MAX_PACK:,} bytes"
        if why:
            self._complain(path, None, why)
            return None
        return self._decoded(content, path)

    def _decoded(self, content: bytes, path: str) -> str | None:
        line, why = 1, ""
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            why = "not UTF-8 but UTF-16; save it as UTF-8"
        elif content.startswith(b"\xef\xbb\xbf"):
            why = "starts with a byte order mark; save it as UTF-8 without one"
        elif (at := content.find(b"\0")) >= 0:
            line, why = content.count(b"\n", 0, at) + 1, "has a NUL byte in it; take it out"
        try:
            if not why:
                return content.decode("utf-8")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            why = f"not UTF-8 ({error.reason} at byte {error.start}); save it as UTF-8"
        self._complain(path, line, why)
        return None


def read_bytes(file: Traversable) -> bytes:
    """Read a file, of one that is too large only so much that it shows."""
    if isinstance(file, Path):
        return file.read_bytes()  # its size is known
    with file.open("rb") as stream:
        content: bytes = stream.read(MAX_FILE + 1)
        return content


def is_pack_name(name: str) -> bool:
    """Whether a pack can be called so: `cn`, `my-bank`; nothing that leads elsewhere."""
    return name.isascii() and name.replace("-", "").isalnum() and name == name.lower()


def unsafe_names(root: Traversable) -> Iterator[tuple[str, str]]:
    """Names in a zip archive that lead out of it or stand twice, and what is wrong with each."""
    if not isinstance(root, zipfile.Path):
        return
    seen: set[str] = set()
    for info in root.root.infolist():
        name = info.orig_filename
        if not all(map(_is_plain, name.removesuffix("/").split("/"))):
            yield ascii(name)[1:-1], "is no name for a file in an archive"
        elif name in seen:
            yield name, "stands twice in the archive"
        seen.add(name)


def _listed(folder: Traversable) -> Iterator[_Entry]:
    if isinstance(folder, Path):
        with os.scandir(folder) as found:
            yield from [_on_disk(each, folder) for each in found]
    else:
        for item in folder.iterdir():
            yield _Entry(item.name, item, item.is_dir(), item.is_file())


def _on_disk(each: os.DirEntry[str], folder: Path) -> _Entry:
    """An entry of a folder; neither folder nor file if it is a link that leads nowhere."""
    file, is_link = folder / each.name, each.is_symlink()
    try:
        if each.is_dir() or not each.is_file():
            return _Entry(each.name, file, each.is_dir(), False, is_link)
        return _Entry(each.name, file, False, True, is_link, each.stat().st_size)
    except OSError:
        return _Entry(each.name, file, False, False, is_link)


def _is_plain(name: str) -> bool:
    """Whether a name stands for an entry of its folder, wherever the folder lies."""
    return (
        name.isprintable()
        and name not in {"", ".", ".."}
        and not any(map(name.__contains__, "/\\:"))
    )


def _too_large(size: int) -> str:
    if size <= MAX_FILE:
        return ""
    return f"is larger than {MAX_FILE:,} bytes; cut it into several files"


def _reason(error: Exception) -> str:
    """Why something cannot be read, without its place on the disk, which the path tells."""
    said = error.strerror if isinstance(error, OSError) else str(error)
    return f"cannot be read: {said or type(error).__name__}"
