r"""A pattern as a tree: letters, choices, repetitions, what is looked at and not taken.

It reads what the standard `re` and `regex` share, and of `regex` alone `\p{…}`, nested sets and
lookbehinds of any length. The trees that these libraries make for themselves are private.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from summons_check.patterns import pattern


class UnreadableError(ValueError):
    """A pattern has something that is not read here; it says what."""


@dataclass(frozen=True, slots=True)
class Letter:
    r"""One character: a literal one, a set, `.`, a class such as `\d`."""

    source: str


@dataclass(frozen=True, slots=True)
class Edge:
    r"""A place between characters, such as `$` or `\b`."""

    source: str


@dataclass(frozen=True, slots=True)
class Sequence:
    """One thing after another."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several things."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A thing again and again."""

    item: Node
    low: int
    high: int | None
    """None: without end."""
    source: str
    """As it is written, for a message."""


@dataclass(frozen=True, slots=True)
class Atomic:
    """What is never divided anew once it is matched: `(?>…)`, `a++`."""

    item: Node


@dataclass(frozen=True, slots=True)
class Look:
    """What is looked at and not taken: `(?=…)`, `(?<!…)`."""

    item: Node
    is_ahead: bool
    is_negative: bool


Node = Letter | Edge | Sequence | Choice | Repeat | Atomic | Look


@dataclass(frozen=True, slots=True)
class Tree:
    """A whole pattern."""

    root: Node
    flags: str
    """What must stand before a piece of it so that it means the same alone: `(?i)`."""


_TOKEN = pattern(
    r"(?P<flags>\(\?(?P<set_flags>[aimsuVfw01]+)\))"
    r"|(?P<comment>\(\?#[^)]*\))"
    r"|(?P<back>\\[1-9]\d?|\(\?P=\w+\)|\\g<\w+>)"
    r"|(?P<open>\((?:\?(?:P?<\w+>|<?[=!]|[:>]|(?P<odd>.)))?)"
    r"|(?P<edge>[\^$]|\\[bBAZzG])"
    r"|(?P<letter>\.|\\[pP](?:\{[^}]*\}|\w)|\\N\{[^}]*\}|\\x[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}"
    r"|\\U[0-9a-fA-F]{8}|\\0\d{0,2}|\\(?P<escaped>[\s\S])|[^()|\[*+?\\])"
)
_SET_START = pattern(r"\[\^?+\]?+")
_IN_SET = pattern(r"\\[\s\S]|\[:\^?\w+:\]|[\s\S]")
_COUNT = pattern(r"(?:(?P<sign>[*+?])|\{(?P<low>\d*+)(?P<comma>,)?(?P<high>\d*)\})(?P<how>[?+]?)")
_SIGNS: dict[str, tuple[int, int | None]] = {"*": (0, None), "+": (1, None), "?": (0, 1)}
_SPECIAL_ESCAPES = frozenset("KXRLmM")
"""Letters that mean more than one character, or none, behind a backslash in `regex`."""
_LOOKS = {"(?=": (True, False), "(?!": (True, True), "(?<=": (False, False), "(?<!": (False, True)}


def parse(source: str) -> Tree:
    """Read a pattern.

    Args:
        source: A pattern that `regex` or `re` compiles.

    Raises:
        UnreadableError: If there is something in it that is not read here.

    >>> parse("a|b*").root.items[1].items[0].source
    'b*'

    """
    reader = _Reader(source)
    root = reader.choice()
    if reader.at < len(source):
        raise UnreadableError("a bracket that nothing opens")
    return Tree(root, f"(?{reader.flags})" if reader.flags else "")


def letters_of(node: Node) -> Iterator[str]:
    """The sources of the letters in a tree.

    >>> [*letters_of(parse("[ab]c*").root)]
    ['[ab]', 'c']
    """
    match node:
        case Letter(source):
            yield source
        case Sequence(items) | Choice(items):
            for each in items:
                yield from letters_of(each)
        case Repeat(item) | Atomic(item) | Look(item):
            yield from letters_of(item)


class _Reader:
    """Reads a pattern from left to right."""

    def __init__(self, source: str) -> None:
        self._source = source
        self.at = 0
        self.flags = ""

    def choice(self) -> Node:
        """Read up to a closing bracket or the end."""
        items = [self._sequence()]
        while self._source.startswith("|", self.at):
            self.at += 1
            items.append(self._sequence())
        return items[0] if len(items) == 1 else Choice(tuple(items))

    def _sequence(self) -> Node:
        items: list[Node] = []
        while self.at < len(self._source) and self._source[self.at] not in "|)":
            start = self.at
            item = self._item()
            if item is not None:
                items.append(self._repeated(item, start))
        return Sequence(tuple(items))

    def _item(self) -> Node | None:
        if self._source[self.at] == "[":
            return self._set()
        token = _TOKEN.match(self._source, self.at)
        if token is None:
            raise UnreadableError(f"{self._source[self.at : self.at + 8]!r}")
        self.at = token.end()
        if token["open"]:
            return self._group(token)
        if token["edge"]:
            return Edge(token.group())
        if token["back"]:
            return Repeat(Letter(r"[\s\S]"), 0, 1, token.group())
        if token["flags"]:
            self.flags += token["set_flags"]
        if token["escaped"] and token["escaped"] in _SPECIAL_ESCAPES:
            raise UnreadableError(token.group())
        return Letter(token.group()) if token["letter"] else None

    def _set(self) -> Letter:
        start, depth = self.at, 0
        while depth or self.at == start:
            opens = _SET_START.match(self._source, self.at) if self._may_open(depth) else None
            found = opens or _IN_SET.match(self._source, self.at)
            if found is None:
                raise UnreadableError("a set that is not closed")
            self.at = found.end()
            depth += 1 if opens else -1 if found.group() == "]" else 0
        return Letter(self._source[start : self.at])

    def _may_open(self, depth: int) -> bool:
        """Whether a bracket here opens a set: inside another one only with `(?V1)`."""
        return not depth or ("V1" in self.flags and not self._source.startswith("[:", self.at))

    def _group(self, token: regex.Match[str]) -> Node:
        opening = token["open"]
        if token["odd"]:
            raise UnreadableError(opening)
        item = self.choice()
        if not self._source.startswith(")", self.at):
            raise UnreadableError("a bracket that is not closed")
        self.at += 1
        if opening in _LOOKS:
            return Look(item, *_LOOKS[opening])
        return Atomic(item) if opening == "(?>" else item

    def _repeated(self, item: Node, start: int) -> Node:
        while count := _COUNT.match(self._source, self.at):
            if count["sign"]:
                low, high = _SIGNS[count["sign"]]
            elif not (count["low"] or count["high"]):
                break  # {} and {,} are letters
            else:
                low = int(count["low"] or 0)
                high = int(count["high"]) if count["high"] else None if count["comma"] else low
            self.at = count.end()
            item = Repeat(item, low, high, self._source[start : self.at])
            if count["how"] == "+":
                item = Atomic(item)
        if self._source.startswith("{", self.at) and _is_fuzzy(self._source, self.at):
            raise UnreadableError("matching with errors")
        return item


def _is_fuzzy(source: str, at: int) -> bool:
    """Whether a brace opens a count of errors, as in `(?:abc){e<=1}`."""
    inside = source[at + 1 :].partition("}")[0]
    return inside[:1] in tuple("eids1234567890") and "<" in inside
