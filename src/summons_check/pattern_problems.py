r"""What is wrong with a pattern that compiles, told to its author.

That a pattern can never match is asked of what may stand at each place of it: which characters
folding leaves in a text, and which of them an edge such as `\b` lets stand beside each other. A
repetition counts as one without end, and what is only looked at as something that may hold. So
what is refused here matches nothing, but not all that matches nothing is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import product
from typing import Literal

import regex

from summons_check.folding import fold
from summons_check.pattern_safety import blow_ups
from summons_check.pattern_tree import (
    Atomic,
    Choice,
    Edge,
    Letter,
    Look,
    Node,
    Repeat,
    Sequence,
    UnreadableError,
    parse,
)

_LONGEST = 1_000

_Kind = Literal["word", "sign", "line", "limit"]
"""A character of a word, another one, a line break; or the start or the end of the text."""
_KINDS: tuple[_Kind, ...] = ("word", "sign", "line", "limit")
_WORD, _NO_WORD = frozenset({"word"}), frozenset({"sign", "line", "limit"})
_OF_TEXT: frozenset[_Kind] = frozenset({"word", "sign"})
_EDGES = {
    "^": (frozenset({"limit"}), frozenset(_KINDS)),
    r"\A": (frozenset({"limit"}), frozenset(_KINDS)),
    "$": (frozenset(_KINDS), frozenset({"limit", "line"})),
    r"\Z": (frozenset(_KINDS), frozenset({"limit"})),
}
"""What must stand before and behind an edge."""
_BOTH_SIDES = {
    r"\b": ((_WORD, _NO_WORD), (_NO_WORD, _WORD)),
    r"\B": ((_WORD, _WORD), (_NO_WORD, _NO_WORD)),
}

_Place = tuple[_Kind, frozenset[str]]
"""A place in a text: what stands before it, and what may stand behind it."""
_Places = frozenset[_Place]
_ANYWHERE: _Places = frozenset((kind, frozenset(_KINDS)) for kind in _KINDS)

_OF_WORDS = re.compile(r"\\[dw]")
_REACHES_FAR = re.compile(r"\A\.|\A\[\^|\\[a-zA-Z0-9]")
_RANGE = re.compile(r"(.)-(.)")


def pattern_problems(source: str, *, is_searched: bool = True) -> Iterator[str]:
    r"""Tell what is wrong with a pattern of a pack.

    Args:
        source: A pattern that `re` compiles. It is held against folded text.
        is_searched: Whether texts are searched for it, and not only matched at one place.

    Yields:
        What is wrong, one sentence each.

    >>> [*pattern_problems(r"a\bb")]
    ['never matches: `b` cannot stand behind the edge before it']

    """
    if len(source) > _LONGEST:
        yield f"a pattern of {len(source):,} characters, {_LONGEST:,} at most"
        return
    try:
        regex.compile(source)
    except regex.error as error:
        yield f"no pattern: {error}"
        return
    if why := _why_dead(source):
        yield f"never matches: {why}"
    yield from blow_ups(source, is_searched=is_searched)


def _why_dead(source: str) -> str:
    """Why no text is matched; nothing if one may be."""
    try:
        tree = parse(source)
    except UnreadableError:
        return ""
    walk = _Walk(tree.flags)
    return "" if walk.after(tree.root, _ANYWHERE) else walk.why


class _Walk:
    """Goes through a pattern and keeps account of the places in a text where it may then be."""

    def __init__(self, flags: str) -> None:
        self._flags = flags
        self.why = ""
        """What first led nowhere."""

    def after(self, node: Node, places: _Places) -> _Places:
        """The places behind a part of the pattern that starts at some places."""
        left = self._after(node, places)
        if left:
            self.why = ""
        elif places and not self.why:
            self.why = self._reason(node)
        return left

    def _after(self, node: Node, places: _Places) -> _Places:
        match node:
            case Letter(source):
                kinds = _kinds(source, self._flags)
                return frozenset(
                    (kind, frozenset(_KINDS))
                    for _, behind in places
                    for kind in _KINDS
                    if kind in kinds and kind in behind
                )
            case Edge(source):
                return self._at_edge(source, places)
            case Sequence() | Atomic():
                for item in node.items if isinstance(node, Sequence) else (node.item,):
                    places = self.after(item, places)
                return places
            case Choice(items):
                return frozenset().union(*(self.after(item, places) for item in items))
            case Repeat(item, low, high):
                return self._repeated(item, low, high, places)
            case Look():
                return frozenset(place for place in places if self._may_look(node, place))

    def _at_edge(self, source: str, places: _Places) -> _Places:
        sides = _BOTH_SIDES.get(source) or ((_EDGES[source],) if source in _EDGES else ())
        if not sides or "m" in self._flags:
            return places
        return frozenset(
            (before, behind & right)
            for (before, behind), (left, right) in product(places, sides)
            if before in left and behind & right
        )

    def _repeated(self, item: Node, low: int, high: int | None, places: _Places) -> _Places:
        if high == 0:
            return places
        found = places if low == 0 else frozenset()
        todo = places
        while todo:
            todo = self.after(item, todo) - found
            found |= todo
        return found

    def _may_look(self, look: Look, place: _Place) -> bool:
        if look.is_negative:
            return look.item != Sequence(())
        return not look.is_ahead or bool(self._after(look.item, frozenset({place})))

    def _reason(self, node: Node) -> str:
        match node:
            case Letter(source) if not _kinds(source, self._flags):
                return (
                    f"no text has `{source}` once it is in lower case, half width and simplified "
                    "characters"
                )
            case Letter(source):
                return f"`{source}` cannot stand behind the edge before it"
            case Edge(source):
                return f"`{source}` cannot hold where it stands"
            case _:
                return "what it asks for at one place excludes itself"


@lru_cache(maxsize=1_000)
def _kinds(source: str, flags: str) -> frozenset[_Kind]:
    """The kinds of characters in folded texts that one letter of a pattern stands for."""
    letter = re.compile(f"{flags}{source}")
    found = {
        _kind(each)
        for each in _candidates(source)
        if letter.fullmatch(each) and fold(each).text == each
    }
    others = _OF_WORDS.sub("", source)
    if others != source:
        found.add("word")
    if flags or _REACHES_FAR.search(others):
        found |= _kinds_far_off(letter, _OF_TEXT - found)
    return frozenset(found)


def _candidates(source: str) -> Iterable[str]:
    """The characters of ASCII, and those that a letter of a pattern names besides."""
    yield from map(chr, range(128))
    yield from (each for each in source if not each.isascii())
    for first, last in _RANGE.findall(source):
        if not last.isascii():
            yield from map(chr, range(max(128, ord(first)), ord(last)))


def _kinds_far_off(letter: re.Pattern[str], wanted: frozenset[_Kind]) -> frozenset[_Kind]:
    """Which of some kinds of characters occur among all those outside ASCII that a letter has."""
    found: set[_Kind] = set()
    for match in letter.finditer(_beyond_ascii()) if wanted else ():
        character = match.group()
        kind = _kind(character)
        if kind in wanted and kind not in found and fold(character).text == character:
            found.add(kind)
            if found == wanted:
                break
    return frozenset(found)


@cache
def _beyond_ascii() -> str:
    return "".join(map(chr, range(128, 0x110000)))


def _kind(character: str) -> _Kind:
    if character == "\n":
        return "line"
    return "word" if character.isalnum() or character == "_" else "sign"
