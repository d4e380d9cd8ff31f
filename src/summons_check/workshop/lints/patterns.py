r"""Patterns of a pack that match, and still not what their author means."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from summons_check.pack_draft import pack_of
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
from summons_check.patterns import pattern
from summons_check.workshop.bench import Bench
from summons_check.workshop.lints.model import Lint, Mark

NO_LITERAL = Lint("pattern-no-literal", "info", "a pattern in which no character is fixed")
EDGE_BESIDE_HAN = Lint(
    "pattern-edge-han", "error", r"`\b` beside a Han character, where a Chinese text has no edge"
)
LINTS = (NO_LITERAL, EDGE_BESIDE_HAN)

_HAN = pattern(r"\p{Han}")


def vague(bench: Bench) -> Iterator[Mark]:
    r"""Patterns that no text can be searched for quickly, and those with an edge inside Chinese."""
    for head in bench.draft.heads:
        path = f"{head.name}/pack.toml"
        for key, source, edge in (
            ("numbers", head.shows.numbers, ""),
            ("postcode", head.shows.postcode, r"\b"),  # what it is searched with
        ):
            tree = _parsed(rf"{edge}(?:{source}){edge}") if source else None
            if tree is None or pack_of(path) not in bench.own:
                continue
            if not _has_literal(tree):
                message = "no character is fixed; name one if there is any, or it matches too much"
                yield NO_LITERAL.at(bench, path, f"shows.{key}", message)
            if _has_edge_beside_han(tree):
                message = (
                    r"`\b` beside a Han character never holds inside a Chinese text (a postcode "
                    r"has one at both ends); begin and end with a digit or a letter"
                )
                yield EDGE_BESIDE_HAN.at(bench, path, f"shows.{key}", message)


def _parsed(source: str) -> Node | None:
    """The tree of a pattern; None if it cannot be read, which is told when the pack loads."""
    try:
        return parse(source).root
    except UnreadableError:
        return None


def _has_literal(node: Node) -> bool:
    """Whether each text that matches has some character that the pattern names."""
    match node:
        case Letter(source):
            return len(source.removeprefix("\\")) == 1 and not (
                source == "." or (source[0] == "\\" and source[1].isalnum())
            )
        case Sequence(items):
            return any(map(_has_literal, items))
        case Choice(items):
            return all(map(_has_literal, items))
        case Repeat(item, low, _):
            return low > 0 and _has_literal(item)
        case Atomic(item):
            return _has_literal(item)
        case _:
            return False


def _has_edge_beside_han(node: Node) -> bool:
    match node:
        case Sequence(items):
            return any(map(_has_edge_beside_han, items)) or any(
                (_is_edge(before) and _may_be_han(behind, 0))
                or (_may_be_han(before, -1) and _is_edge(behind))
                for before, behind in pairwise(items)
            )
        case Choice(items):
            return any(map(_has_edge_beside_han, items))
        case Repeat(item) | Atomic(item) | Look(item):
            return _has_edge_beside_han(item)
        case _:
            return False


def _is_edge(node: Node) -> bool:
    return isinstance(node, Edge) and node.source == r"\b"


def _may_be_han(node: Node, side: int) -> bool:
    """Whether a piece of a pattern may begin (side 0) or end (side -1) with a Han character."""
    match node:
        case Letter(source):
            return _HAN.search(source) is not None
        case Sequence(items):
            return bool(items) and _may_be_han(items[side], side)
        case Choice(items):
            return any(_may_be_han(item, side) for item in items)
        case Repeat(item) | Atomic(item):
            return _may_be_han(item, side)
        case _:
            return False
