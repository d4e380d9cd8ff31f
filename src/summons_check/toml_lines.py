"""At which line of a TOML file each key stands.

Neither the parser that reads the packs nor any that is kept in step with TOML tells where a key
stood. It is asked for only when a file has a problem, and only of files that were parsed: what is
known to be TOML needs no more than to be cut into its signs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import rtoml

from summons_check.patterns import plain_pattern

_TOKEN = plain_pattern(
    r"(?P<blank>[ \t\r\n]+|#[^\n]*)"
    r'|(?P<text>"""(?:[^\\]|\\[\s\S])*?"{3,5}'
    r"|'''[\s\S]*?'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*+"'
    r"|'[^'\n]*')"
    r"|(?P<sign>[\[\]{}=,.])"
    r"|(?P<bare>[^\s\[\]{}=,.#\"']+)"
)


class _Token(NamedTuple):
    written: str
    line: int
    is_sign: bool


def lines_of(text: str) -> dict[str, int]:
    r"""Find the lines of a TOML document's keys.

    Args:
        text: A document that has been parsed.

    Returns:
        By dotted key, with the place of an item in a list as a part of it, the line, from 1, on
        which the key or the item first stands.

    >>> lines_of('a.b = 1\n[[match]]\nall = [\n  "x",\n]')
    {'a': 1, 'a.b': 1, 'match': 2, 'match.0': 2, 'match.0.all': 3, 'match.0.all.0': 4}

    """
    return _Lines(text).found


class _Lines:
    """Walks through a document, statement by statement."""

    def __init__(self, text: str) -> None:
        self.found: dict[str, int] = {}
        self._counts: dict[str, int] = {}
        """How many tables each list of tables has so far."""
        self._tokens = [*_tokens(text)]
        self._at = 0
        table = ""
        while self._at < len(self._tokens):
            if self._is("["):
                table = self._header()
            else:
                self._pair(table)

    def _is(self, sign: str) -> bool:
        token = self._tokens[self._at]
        return token.is_sign and token.written == sign

    def _passes(self, sign: str) -> bool:
        if passes := self._is(sign):
            self._at += 1
        return passes

    def _header(self) -> str:
        """Read `[a.b]` or `[[a.b]]`; tell which table follows."""
        self._at += 1
        is_item = self._passes("[")
        *outer, last = self._parts()
        path = ""
        for key, line in outer:
            path = self._note(path, key, line)
            if path in self._counts:
                path = _joined(path, f"{self._counts[path] - 1}")
        path = self._note(path, *last)
        self._at += 2 if is_item else 1
        if is_item:
            number = self._counts[path] = self._counts.get(path, 0) + 1
            path = self._note(path, str(number - 1), last[1])
        return path

    def _pair(self, table: str) -> None:
        """Read `a.b = value`."""
        path = table
        for key, line in self._parts():
            path = self._note(path, key, line)
        self._at += 1
        self._value(path)

    def _parts(self) -> list[tuple[str, int]]:
        """Read a dotted key: each part with its line."""
        parts = [self._part()]
        while self._passes("."):
            parts.append(self._part())
        return parts

    def _part(self) -> tuple[str, int]:
        token = self._tokens[self._at]
        self._at += 1
        return _plain(token.written), token.line

    def _value(self, path: str) -> None:
        if self._passes("["):
            for number in self._until("]"):
                line = self._tokens[self._at].line
                self._value(self._note(path, str(number), line))
        elif self._passes("{"):
            for _ in self._until("}"):
                self._pair(path)
        else:
            self._plain_value()

    def _plain_value(self) -> None:
        """Read what is no list and no table; 1.5 and a date with its time are several signs."""
        line = self._tokens[self._at].line
        while self._at < len(self._tokens) and self._tokens[self._at].line == line:
            if any(map(self._is, ",]}")):
                break
            self._at += 1

    def _until(self, closing: str) -> Iterator[int]:
        """Number the items up to a bracket; each is read by whoever asks."""
        number = 0
        while not self._passes(closing):
            yield number
            self._passes(",")
            number += 1

    def _note(self, path: str, key: str, line: int) -> str:
        path = _joined(path, key)
        self.found.setdefault(path, line)
        return path


def _joined(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _tokens(text: str) -> Iterator[_Token]:
    at, line = 0, 1
    while found := _TOKEN.match(text, at):
        if found.lastgroup != "blank":
            yield _Token(found.group(), line, found.lastgroup == "sign")
        line += found.group().count("\n")
        at = found.end()


def _plain(key: str) -> str:
    """A key without its quotes."""
    if key[0] not in "\"'":
        return key
    if "\\" not in key or key[0] == "'":
        return key[1:-1]
    decoded: str = rtoml.loads(f"key = {key}")["key"]
    return decoded
