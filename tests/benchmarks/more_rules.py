"""The shipped rules several times over: what the library would be with many more of them.

A copy has every rule that names a concept of its own, with new ids, and for all their concepts new
names and new words: the letters are others, the lengths, gaps and choices the same. So a copy is
about other matters than the original and fires nowhere; what it costs is that it is there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from string import ascii_lowercase

from summons_check.pack_schema import Concept, Match, Rule
from summons_check.rulepack import RulePack
from summons_check.vocabulary import FRAME, SHIELD

_HAN, _HAN_COUNT = 0x4E00, 0x5000
_STEP = 641
"""How far the characters of a copy are from those of the copy before it."""


def times(pack: RulePack, count: int) -> RulePack:
    """The pack with copies of its rules and words, so that there are `count` times as many."""
    names = {name for name in pack.concepts if not name.startswith((FRAME, SHIELD))}
    roots = {name.partition(".")[0] for name in names}
    concepts, rules = dict(pack.concepts), [*pack.rules]
    for number in range(1, count):
        rename = _Renaming(f"copy{number}-", names, roots)
        concepts |= {
            rename.name(name): tuple(_copied(each, rename, number) for each in found)
            for name, found in pack.concepts.items()
            if name in names
        }
        rules += [rename.rule(rule) for rule in pack.rules if rename.suits(rule)]
    info = pack.info.model_copy(update={"sha256": f"{pack.info.sha256}x{count}"})
    return replace(pack, info=info, concepts=concepts, rules=tuple(rules))


class _Renaming:
    """Gives what is copied names of its own."""

    def __init__(self, prefix: str, names: set[str], roots: set[str]) -> None:
        self._prefix, self._names, self._roots = prefix, names, roots

    def name(self, name: str) -> str:
        """The new name of a concept."""
        return self._prefix + name

    def item(self, item: str) -> str:
        """What a rule or a concept names, with what is copied under its new name."""
        return "|".join(
            self.name(each) if self._is_copied(each) else each for each in item.split("|")
        )

    def suits(self, rule: Rule) -> bool:
        """Whether each way of a rule needs words of the copy."""
        return all(
            any(all(map(self._is_copied, item.split("|"))) for item in way.all)
            for way in rule.match
        )

    def rule(self, rule: Rule) -> Rule:
        """The copy of a rule."""
        ways = tuple(self._way(way) for way in rule.match)
        new = {"id": rule.id.replace(".", f".{self._prefix}"), "aliases": (), "match": ways}
        return rule.model_copy(update=new)

    def _way(self, way: Match) -> Match:
        fields = ("all", "none", "when", "unless")
        return way.model_copy(update={f: tuple(map(self.item, getattr(way, f))) for f in fields})

    def _is_copied(self, name: str) -> bool:
        return name in self._names or (
            name.endswith(".*") and name.partition(".")[0] in self._roots
        )


def _copied(concept: Concept, rename: _Renaming, number: int) -> Concept:
    """A concept with other words, made as one that is read from a file is."""
    turn = number % len(ascii_lowercase)
    turned = ascii_lowercase[turn:] + ascii_lowercase[:turn]
    table = str.maketrans(ascii_lowercase + ascii_lowercase.upper(), turned + turned.upper())
    turned_too = ("".join(map(_other(number), each.translate(table))) for each in concept.phrases)
    # What is said in figures alone, such as 12368, would be the same words again.
    phrases = tuple(new for new, old in zip(turned_too, concept.phrases, strict=True) if new != old)
    includes = tuple(map(rename.item, concept.includes))
    return concept.model_copy(update={"phrases": phrases, "includes": includes})


def _other(number: int) -> Callable[[str], str]:
    """What gives another Chinese character for each, and leaves the rest."""

    def other(character: str) -> str:
        place = ord(character) - _HAN
        if not 0 <= place < _HAN_COUNT:
            return character
        return chr(_HAN + (place + number * _STEP) % _HAN_COUNT)

    return other
