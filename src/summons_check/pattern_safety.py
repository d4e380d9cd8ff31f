r"""What in a pattern can take more than linear time, told to its author.

A backtracking matcher tries one way of reading a text after another. It takes long where the same
characters can be read in many ways and the match then fails. That is asked of the automaton of
the pattern whose states are its letters (Glushkov 1961), as Weideman et al. do it ("Analyzing
matching time behavior of backtracking regular expression matchers by using ambiguity of NFA",
CIAA 2016):

- exponential: a word leads from a letter back to it in two ways: `(?:a+)+b`;
- polynomial: a word leads from a letter to itself, from there to another one, and from that to
  itself: `a+[ab]+c`. A search begins anew at each character, as if such a letter stood before the
  pattern. So `a+b` is found, too, and `(?<!a)a+b` is none.

A repetition with a bound costs a factor and no power; a bound above `LONG` counts as none. What
one character cannot tell, such as a lookbehind of several, is taken to hold. Packages that do the
like read the syntax of other matchers, or the trees of `re`, which know no `\p{Han}`; none asks
what a search or a lookbehind changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import reduce
from itertools import permutations, product
from typing import NamedTuple

import regex

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
    letters_of,
    parse,
)

LONG = 200
"""A repetition up to more than so many is as bad as one without end."""
_FEW_ROUNDS = 16
"""A bounded repetition that goes round so often divides a text in few ways."""
_MOST_STEPS = 300_000
"""Steps of the search for a word after which a pattern counts as too intricate."""
_SAMPLES = (
    "\0\t\n\r !\"#$%&'()*+,-./0123456789:;<=>?@[\\]^_`{|}~azAZ\x85\xa0\xad·é¼²ßſİıЯаЯαωא٣अ"
    "\u0301\u200b\u200d\u2028\u202e‐–—“”…、。〈】〆あゖアヺーｦﾞ々〇一龥㐀豈ㄅ각①㈱ⅷ！Ａ～"
    "\ud800\udfff\ue000\ufeff\ufffd\U0001d400\U0001f600\U00020000\U0002f800\U0010ffff"
)
"""Characters of every kind that a class of a pattern may part."""
_NAMED = regex.compile(r"\\x\w\w|\\u\w{4}|\\U\w{8}|\\[nrtfv]|[\s\S]")

_AMBIGUOUS = (
    "`{}` reads the same characters in ever more ways: let only one piece of it match each"
    " character, or make what is inside possessive (`++`)"
)
_BEGUN_ANEW = (
    "`{}` is begun anew at each of the characters that it repeats, and may fail each time: bound"
    " it, as in `{{1,40}}`, or let none of them stand before it, as in `(?<!…)`"
)
_SHARED = (
    "`{}` and `{}` divide the same characters in many ways: bound one, make the first possessive"
    " (`++`), or let them share no character"
)


class Gate(NamedTuple):
    """What must hold between two letters; kinds of characters are bits."""

    before: int
    after: int
    is_word_edge: bool | None = None
    r"""Whether one of both, and not the other, is of a word (`\b`)."""


Gates = tuple[Gate, ...]
Places = tuple[tuple[int, Gates], ...]
"""Letters, each with what must hold between it and what stands outside."""


class Part(NamedTuple):
    """A piece of a pattern: how it can be passed over, begun and ended."""

    empty: Gates | None
    """What must hold where it matches nothing; None: it never does."""
    first: Places = ()
    last: Places = ()


class Step(NamedTuple):
    """From one letter to the next."""

    to: int
    gates: Gates


class Loop(NamedTuple):
    """The letters of a repetition."""

    letters: range
    source: str
    rounds: int
    """How often it goes round, and what is inside it, at most."""
    depth: int
    """In how many lookarounds it stands."""


class Atom(NamedTuple):
    """Letters that are not divided anew once they are left."""

    letters: range
    ends: frozenset[int]
    """Those with which it is complete, whatever comes."""


@dataclass(slots=True)
class Automaton:
    """A pattern as steps from letter to letter; letter 0 stands before the pattern."""

    masks: list[int]
    """By letter the characters that it may be."""
    word: int
    """The characters of words."""
    steps: list[list[Step]] = field(default_factory=lambda: [[Step(0, ())]])
    loops: list[Loop] = field(default_factory=list)
    """The outermost repetitions."""
    endless: list[Loop] = field(default_factory=list)
    """The outermost of those without end."""
    atoms: list[Atom] = field(default_factory=list)
    ends: frozenset[int] = frozenset()
    """Letters with which the whole pattern is complete, whatever comes."""


def blow_ups(source: str, *, is_searched: bool = True) -> tuple[str, ...]:
    r"""Find what in a pattern can take more than linear time.

    Args:
        source: A pattern that `regex` or `re` compiles.
        is_searched: Whether texts are searched for it, and not only matched at one place.

    Returns:
        A sentence for each danger, with how to mend it; none for a pattern that is safe. One
        that cannot be told to be safe gets a sentence, too.

    >>> blow_ups(r"(?<!\d)\d++元"), blow_ups("[付转]{1,4}款")
    ((), ())
    >>> blow_ups("(a+)+b")[0].partition(":")[0]
    '`(a+)+` reads the same characters in ever more ways'

    """
    try:
        search = _Search(_automaton(parse(source)))
        return tuple(dict.fromkeys(search.dangers(is_searched=is_searched)))
    except UnreadableError as error:
        return (f"cannot be told to be quick, for it has {error}: write it without",)


class _Alphabet:
    """The kinds of characters that a pattern tells apart, as bits."""

    def __init__(self, tree: Tree) -> None:
        self._flags = tree.flags
        sources = {*letters_of(tree.root), r"\w", r"\n"}
        named = {character for source in sources for character in _characters(source)}
        near = {chr(c) for n in named for c in (ord(n) - 1, ord(n) + 1) if 0 <= c <= 0x10FFFF}
        samples = "".join(sorted(named | near | {*_SAMPLES}))
        members = {source: self._members(source, samples) for source in sources}
        kinds: dict[tuple[bool, ...], int] = {}
        for sample in samples:
            kinds.setdefault(tuple([sample in each for each in members.values()]), len(kinds))
        self.all = (1 << len(kinds)) - 1
        self._masks = dict.fromkeys(members, 0)
        for kind, number in kinds.items():
            for source, is_in in zip(members, kind, strict=True):
                self._masks[source] |= is_in << number

    def _members(self, source: str, samples: str) -> frozenset[str]:
        if len(source) == 1 and source != "." and not self._flags:
            return frozenset(source)
        return frozenset(regex.findall(self._flags + source, samples))

    def mask(self, source: str) -> int:
        """The bits of a letter of the pattern."""
        return self._masks[source]


def _characters(source: str) -> Iterator[str]:
    """The characters that the source of a letter names."""
    for name in _NAMED.findall(source):
        yield name if len(name) == 1 else name.encode().decode("unicode_escape")


def _automaton(tree: Tree) -> Automaton:
    builder = _Builder(_Alphabet(tree), is_multiline="m" in tree.flags)
    whole = builder.joined(Part(None, (), ((0, ()),)), builder.part(tree.root))
    builder.automaton.ends = _complete(whole)
    return builder.automaton


def _complete(part: Part) -> frozenset[int]:
    """The letters with which a piece is complete, whatever comes."""
    return frozenset(letter for letter, gates in part.last if not gates)


class _Builder:
    """Makes the automaton of a tree."""

    def __init__(self, alphabet: _Alphabet, *, is_multiline: bool) -> None:
        self._alphabet = alphabet
        self._is_multiline = is_multiline
        self._depth = 0
        self.automaton = Automaton([alphabet.all], alphabet.mask(r"\w"))

    def part(self, node: Node) -> Part:  # noqa: PLR0911 - one for each kind
        """Add the letters of a piece, and the steps among them."""
        match node:
            case Letter(source):
                return self._letter(self._alphabet.mask(source))
            case Edge(source):
                return Part((self._edge(source),))
            case Sequence(items):
                return reduce(self.joined, map(self.part, items), Part(()))
            case Choice(items):
                return self._choice([self.part(item) for item in items])
            case Repeat():
                return self._repeat(node)
            case Atomic(item):
                return self._atomic(item)
            case Look():
                return self._look(node)

    def _letter(self, mask: int) -> Part:
        here = ((len(self.automaton.masks), ()),)
        self.automaton.masks.append(mask)
        self.automaton.steps.append([])
        return Part(None, here, here)

    def _edge(self, source: str) -> Gate:
        everything = self._alphabet.all
        if source in {r"\b", r"\B"}:
            return Gate(everything, everything, is_word_edge=source == r"\b")
        newline = self._alphabet.mask(r"\n") if self._is_multiline else 0
        if source == "^":
            return Gate(newline, everything)
        return Gate(everything, newline) if source == "$" else Gate(0, 0)

    def joined(self, one: Part, other: Part) -> Part:
        """One piece and then another, with the steps between them."""
        self._connect(one, other)
        first, last, empty = one.first, other.last, None
        if one.empty is not None:
            first += tuple([(letter, one.empty + gates) for letter, gates in other.first])
        if other.empty is not None:
            last += tuple([(letter, gates + other.empty) for letter, gates in one.last])
            empty = None if one.empty is None else one.empty + other.empty
        return Part(empty, first, last)

    def _connect(self, one: Part, other: Part) -> None:
        for (end, before), (start, behind) in product(one.last, other.first):
            self.automaton.steps[end].append(Step(start, before + behind))

    def _choice(self, parts: list[Part]) -> Part:
        empties = {part.empty for part in parts if part.empty is not None}
        if len(empties) > 1:  # which of them it was is not known, only whether it may fail
            anything = self._alphabet.all
            empties = {() if () in empties else (Gate(anything, anything),)}
        return Part(
            next(iter(empties), None),
            tuple([first for part in parts for first in part.first]),
            tuple([last for part in parts for last in part.last]),
        )

    def _repeat(self, node: Repeat) -> Part:
        start = len(self.automaton.masks)
        part = self.part(node.item)
        if node.high is None or node.high > 1:
            self._connect(part, part)
            inner = [loop for loop in self.automaton.loops if loop.letters.start >= start]
            rounds = (node.high or LONG + 1) * max([loop.rounds for loop in inner], default=1)
            letters = range(start, len(self.automaton.masks))
            loop = Loop(letters, node.source, rounds, self._depth)
            self.automaton.loops = _outermost(self.automaton.loops, loop)
            if node.high is None or node.high > LONG:
                self.automaton.endless = _outermost(self.automaton.endless, loop)
        return part._replace(empty=() if node.low == 0 else part.empty)

    def _atomic(self, item: Node) -> Part:
        start = len(self.automaton.masks)
        part = self.part(item)
        letters = range(start, len(self.automaton.masks))
        self.automaton.atoms.append(Atom(letters, _complete(part)))
        return part

    def _look(self, node: Look) -> Part:
        start = len(self.automaton.masks)
        self._depth += 1
        part = self.part(node.item)
        self._depth -= 1
        if node.is_ahead:
            return Part((self._seen(node, part, part.first, part.last),), part.first)
        if any(loop.letters.start >= start for loop in self.automaton.endless):
            raise UnreadableError("a lookbehind without bound")
        return Part((self._seen(node, part, part.last, part.first),))

    def _seen(self, node: Look, part: Part, near: Places, far: Places) -> Gate:
        """What a look demands of the character beside it, as far as one character tells."""
        everything, beside = self._alphabet.all, 0
        for letter, gates in near:
            is_alone = not gates and (letter, ()) in far
            if is_alone or not node.is_negative:
                beside |= self.automaton.masks[letter]
        if part.empty is not None:
            beside = 0 if node.is_negative else everything
        mask = everything & ~beside if node.is_negative else beside
        return Gate(everything, mask) if node.is_ahead else Gate(mask, everything)


def _outermost(loops: list[Loop], new: Loop) -> list[Loop]:
    """Loops without those inside a new one, which is added; lookarounds in it stay apart."""
    kept = [
        loop for loop in loops if loop.letters.start < new.letters.start or loop.depth > new.depth
    ]
    return [*kept, new]


class _Search:
    """Looks for words that can be read in too many ways."""

    def __init__(self, automaton: Automaton) -> None:
        self._automaton = automaton
        gates = {gate for steps in automaton.steps for step in steps for gate in step.gates}
        self._kinds = _parted(
            automaton.masks[0], {automaton.word, *[gate.before for gate in gates]}
        )
        self._before: list[list[int]] = [[] for _ in automaton.steps]
        for letter, steps in enumerate(automaton.steps):
            for step in steps:
                self._before[step.to].append(letter)
        self._left = _MOST_STEPS

    def dangers(self, *, is_searched: bool) -> Iterator[str]:
        """A sentence for each."""
        loops, endless = self._automaton.loops, self._automaton.endless
        for loop in loops:
            if loop.rounds > _FEW_ROUNDS and self._is_ambiguous(loop):
                yield _AMBIGUOUS.format(loop.source)
        for loop in endless:
            if is_searched and self._is_begun_anew(loop):
                yield _BEGUN_ANEW.format(loop.source)
        for one, other in permutations(endless, 2):
            if self._share(one, other):
                yield _SHARED.format(one.source, other.source)

    def _is_ambiguous(self, loop: Loop) -> bool:
        """Whether a word leads from a letter of a repetition back to it in two ways."""
        around = self._open(loop, loop)
        return any(
            self._leads((letter, letter), (letter, letter), (around, around), differently=True)
            for letter in around
        )

    def _is_begun_anew(self, loop: Loop) -> bool:
        """Whether a word leads from before the pattern into a repetition, and round in it."""
        around = frozenset(loop.letters)
        if not loop.depth:  # else its match fails or not, and it is begun anew all the same
            around -= self._automaton.ends
        return any(
            self._leads((0, letter), (letter, letter), (self._leading_to(letter), around))
            for letter in around
        )

    def _share(self, one: Loop, other: Loop) -> bool:
        """Whether a word leads round in one repetition, on to another, and round in that."""
        around, there = frozenset(one.letters), self._open(one, other)
        for letter in there:
            between = self._leading_to(letter)
            for start in around & between:
                begun, ended = (start, start, letter), (start, letter, letter)
                if self._leads(begun, ended, (around, between, there)):
                    return True
        return False

    def _open(self, one: Loop, other: Loop) -> frozenset[int]:
        """The letters of one repetition from which the matcher may come back to another one."""
        letters = frozenset(other.letters)
        for atom in self._automaton.atoms:
            if _holds(atom, one) and not _holds(atom, other):
                return frozenset()
            if _holds(atom, one) and not other.depth:
                letters -= atom.ends
        return letters if other.depth else letters - self._automaton.ends

    def _leading_to(self, letter: int) -> frozenset[int]:
        """The letters from which a letter can be reached."""
        seen, todo = {letter}, [letter]
        while todo:
            new = {*self._before[todo.pop()]} - seen
            seen |= new
            todo += new
        return frozenset(seen)

    def _leads(
        self,
        begun: tuple[int, ...],
        ended: tuple[int, ...],
        allowed: tuple[frozenset[int], ...],
        *,
        differently: bool = False,
    ) -> bool:
        """Whether one word leads several walkers from where they begin to where they shall end.

        Args:
            begun: The letter at which each stands.
            ended: The letter at which each must arrive.
            allowed: The letters that each may step on.
            differently: Whether the first two must part on the way.

        """
        for kind in self._kinds:  # the last character of the word stands before it, too
            if not kind & self._automaton.masks[begun[-1]]:
                continue
            start = (begun, kind, not differently)
            seen, todo = {start}, [start]
            while todo:
                letters, before, have_parted = todo.pop()
                for then, behind, part in self._moves(letters, before, allowed):
                    state = (then, behind, have_parted or part)
                    if state == (ended, kind, True):
                        return True
                    if state not in seen:
                        seen.add(state)
                        todo.append(state)
                if len(seen) > self._left:
                    raise UnreadableError("more choices than can be followed")
            self._left -= len(seen)
        return False

    def _moves(
        self, letters: tuple[int, ...], before: int, allowed: tuple[frozenset[int], ...]
    ) -> Iterator[tuple[tuple[int, ...], int, bool]]:
        """Where one character can lead all walkers: to which letters, by what kind of it.

        The third is whether the first two walkers part, or go the same way in two ways.
        """
        choices = [
            [step for step in self._automaton.steps[letter] if step.to in there]
            for letter, there in zip(letters, allowed, strict=True)
        ]
        for steps in product(*choices):
            mask = self._automaton.masks[0]
            for step in steps:
                mask &= self._automaton.masks[step.to]
                for gate in step.gates:
                    mask &= self._behind(gate, before)
            if mask:
                then = tuple([step.to for step in steps])
                for kind in self._kinds:
                    if mask & kind:
                        yield then, kind, steps[0] is not steps[1]

    def _behind(self, gate: Gate, before: int) -> int:
        """What may follow a character of some kind through a gate."""
        if not gate.before & before:
            return 0
        if gate.is_word_edge is None:
            return gate.after
        is_word = bool(before & self._automaton.word) is not gate.is_word_edge
        return self._automaton.word if is_word else self._automaton.masks[0] & ~self._automaton.word


def _parted(everything: int, masks: set[int]) -> list[int]:
    """The classes into which some sets divide all characters."""
    classes = [everything]
    for mask in masks:
        classes = [part for each in classes for part in (each & mask, each & ~mask) if part]
    return classes


def _holds(atom: Atom, loop: Loop) -> bool:
    return loop.letters.start in atom.letters and loop.letters.stop <= atom.letters.stop
