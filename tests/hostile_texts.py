"""Texts built to be slow: of the parts that the library itself looks for.

A part is repeated until the text is long enough. Parts are what a pattern matches, whole or cut
short so that it fails at its end, phrases of the vocabulary, examples of rules, and what folding,
quotations, numbers and addresses are made of.
"""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module
from itertools import islice

import regex

import summons_check
from summons_check import default_pack, facts
from summons_check.facts import Context
from summons_check.folding import Folded
from summons_check.pattern_tree import (
    Atomic,
    Choice,
    Edge,
    Letter,
    Look,
    Node,
    Repeat,
    Sequence,
    Tree,
    UnreadableError,
    parse,
)
from summons_check.patterns import _Uncompiled

FINDERS: dict[str, Callable[[Folded, Context], object]] = {
    module.__name__.rpartition(".")[2]: module.find
    for module in facts._MODULES
    if hasattr(module, "find")
} | {"all facts": facts.find_all}
"""By name what finds facts: every module alone, and all of them, held against each other."""
OPENING = "【速贷催收】法院传票：court warrant，"
"""Makes any text worth reading, in Chinese and in English."""
_MADE_OF = "a中1,. \n。0b文9x-:z/（【“'\t"
"""What a set of characters stands for in a part, the first that it holds."""
_AROUND = 7
"""Times a repetition goes round in a part."""

LOOSE = {
    "spaces": " ",
    "lines": "\n",
    "spaced lines": " \n",
    "joints": "a.b-c_d|e/f ",
    "one letter": "a ",
    "one han": "捕 ",
    "symbols": "逮🚨捕*令·",
    "unseen": "逮\u200b捕\u200d令\ufeff",
    "unseen alone": "\u200b",
    "marks": "逮\u20e3捕\u0336令\u0301",
    "turned": "\u202etnarraw\u202c ",
    "turned open": "\u202etnarraw",
    "torn": "a r r e s t w*a*r*r ant xq zk ",
    "torn all over": "yo ur war ra nt i s si gn ed ",
    "drawn out": "arrrrestwaaaarrant ",
    "masked": "w4rr4nt 4rr3st$ ",
    "run together": "arrestwarrantsignedbythecourt",
    "one word": "a",
    "styled": "𝐰𝐚𝐫𝐫𝐚𝐧𝐭 ⓒⓞⓤⓡⓣ ",
    "foreign": "wаrrаnt соurt ",
    "split": "氵去院扌甫令",
    "kana": "ﾊﾞｯｸﾞ裁判所から督促状",
    "many for one": "㈱⑩㍿ﬃ",
    "surrogates": "\ud800捕\udfff",
    "brackets": "【",
    "quoted": "警方提醒：“付款”是骗局。",
    "refused": "your car goes, no court order is required. ",
    "bracket pairs": "【法院】",
    "round": "(（",
    "quotes": "“逮捕令",
    "quote pairs": "“您的逮捕令已签发，请转账”",
    "nested quotes": "“「\"'逮捕令",
    "digits": "1",
    "figures": "13800138000 ",
    "grouped": "1,000,000",
    "sums": "¥1,000.00元",
    "numerals": "一百二十三万四千五百",
    "strokes": "1-",
    "stars": "6222****",
    "hidden": "138xx xx xx",
    "dots": "a.",
    "labels": "a-.",
    "mail": "a@a.",
    "slashes": "http://",
    "paths": "https://a.top/a?b=c&",
    "colons": "a:",
    "negations": "不会不要没有",
    "never": "never ask anyone to pay or ",
    "reader": "您你you",
    "dates": "2026年11月2日9时30分",
    "dates apart": "2 november 2026, ",
    "sentences": "。",
    "clauses": "，",
    "commas": "逮捕令，",
    "full stops": "warrant. ",
    "anchors": "逮捕令",
    "anchors apart": "逮捕令 court ",
    "gaps": "交撤案费转账",
    "dialogue": "\na: b",
    "questions": "收到一条短信，是真的吗？",
}
"""By name, what folding, quotations, numbers and addresses are made of."""


def patterns() -> dict[str, str]:
    """By name the source of every pattern of the package, those in tables included."""
    found: dict[str, str] = {}
    for module in pkgutil.walk_packages(summons_check.__path__, "summons_check."):
        if not module.name.endswith("__main__"):
            for name, value in vars(import_module(module.name)).items():
                found.update(_named(f"{module.name.partition('.')[2]}.{name}", value))
    return {name: source for source, name in {s: n for n, s in found.items()}.items()}


def _named(name: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, _Uncompiled):
        yield name, value.source
    elif isinstance(value, re.Pattern | regex.Pattern):
        yield name, value.pattern
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _named(f"{name}[{key}]", each)
    elif isinstance(value, tuple):
        for number, each in enumerate(value):
            yield from _named(f"{name}[{number}]", each)


def parts_of(source: str) -> Iterator[str]:
    """What a pattern matches, and the same without its end."""
    try:
        tree = parse(source)
    except UnreadableError:
        return
    words = [_word(tree, tree.root, pick, rounds) for pick in range(4) for rounds in (1, _AROUND)]
    for word in dict.fromkeys(filter(None, words)):
        yield word
        if len(word) > 1:
            yield word[:-1]
            yield word[: len(word) // 2]


def _word(tree: Tree, node: Node, pick: int, rounds: int) -> str:  # noqa: PLR0911 - kinds
    """Something that a piece of a pattern matches; `pick` says which of several ways."""
    match node:
        case Letter(source):
            return _letter(tree.flags + source, pick)
        case Sequence(items):
            return "".join([_word(tree, item, pick, rounds) for item in items])
        case Choice(items):
            return _word(tree, items[pick % len(items)], pick, rounds)
        case Repeat(item, low, high):
            times = max(low, min(rounds, rounds if high is None else high))
            return "".join([_word(tree, item, pick, 1) for _ in range(times)])
        case Atomic(item):
            return _word(tree, item, pick, rounds)
        case Look(item, is_ahead, is_negative):
            return "" if is_negative or is_ahead else _word(tree, item, pick, rounds)
        case Edge():
            return ""


@cache
def _letter(source: str, pick: int) -> str:
    if len(source) == 1 and source != ".":
        return source
    some = regex.findall(source, _MADE_OF) or regex.findall(source, "".join(map(chr, range(65536))))
    return some[pick % min(len(some), 4)] if some else ""


def phrases() -> Iterator[tuple[str, str]]:
    """Phrases of the vocabulary, some of each concept, with their names."""
    for name, concepts in default_pack().concepts.items():
        for number, concept in enumerate(concepts):
            some = islice(concept.phrases, 0, None, max(1, len(concept.phrases) // 2))
            yield f"phrases {name} {number}", regex.sub("[{}|*…]", " ", "，".join(some))


def parts() -> dict[str, str]:
    """Every part by its name."""
    found = {f"loose {name}": part for name, part in LOOSE.items()}
    for name, source in patterns().items():
        for number, part in enumerate(parts_of(source)):
            found[f"pattern {name} {number}"] = part
    found |= dict(phrases())
    for rule in default_pack().rules:
        found[f"rule {rule.id}"] = "\n".join(example.text for example in rule.hit) + "\n"
    return {name: part for name, part in found.items() if part.strip(" ") or part == " "}


def long(part: str, size: int) -> str:
    """A text of so many characters: a part again and again."""
    return (OPENING + part * (size // len(part) + 1))[:size]
