"""Disguises that senders lay over a text, each with the way back to the plain one.

A disguise is a pure function: the same text is disguised the same way in every
process. What it types for each plain character is known, so that a test can say
which disguised characters a finding must cover. Links and addresses are left
alone, as a sender leaves them: a torn one leads nowhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random

from summons_check.conversion import converter
from summons_check.languages import guess
from summons_check.rulepack import default_pack
from summons_check.rules_folder import rules_root

HAN = re.compile(r"[㐀-鿿]")
KANA = re.compile("[ぁ-ゖァ-ヺー]")
_ADDRESS = re.compile(r"[!-~]*(?:://|@|[A-Za-z0-9]\.[A-Za-z]{2})[!-~]*")
_WORD = re.compile(r"[A-Za-z]+")
SOME = 0.35
"""Share of the places in which something is strewn, where not in all."""
HALF = 0.5

Piece = tuple[str, int]
"""What is typed, and for which character of the plain text."""


@dataclass(frozen=True, slots=True)
class Disguised:
    """A disguised text and, for each of its characters, the place of the plain one it stands for.

    What is strewn between two characters stands for the first of them.
    """

    text: str
    origins: Sequence[int]

    def places(self, start: int, end: int) -> list[int]:
        """Where that stands which was the plain text from `start` to `end`."""
        return [place for place, origin in enumerate(self.origins) if start <= origin < end]


@dataclass(frozen=True, slots=True)
class Disguise:
    """One way to disguise a text."""

    name: str
    languages: frozenset[str]
    """As `guess` names them."""
    kind: str
    """What it does: two of the same kind are not laid over each other."""
    type_: Callable[[str, Random], Iterable[Piece]]

    def applies(self, text: str) -> bool:
        """Whether it is for texts in this language."""
        return guess(text) in self.languages

    def __call__(self, text: str) -> Disguised:
        """Disguise a text; one that offers no place for it stays as it is."""
        # Shown by the same characters, whatever the process: no disguise rests on a hash.
        pieces = [*self.type_(text, Random(f"{self.name}:{text}"))]  # noqa: S311
        origins = [origin for typed, origin in pieces for _ in typed]
        return Disguised("".join(typed for typed, _ in pieces), origins)


def disguise_twice(text: str, first: Disguise, second: Disguise) -> Disguised:
    """Lay a second disguise over the first."""
    inner = first(text)
    outer = second(inner.text)
    return Disguised(outer.text, [inner.origins[place] for place in outer.origins])


DISGUISES: dict[str, Disguise] = {}
CHINESE = frozenset({"zh-Hans", "zh-Hant"})
ENGLISH = frozenset({"en"})
ALL = CHINESE | ENGLISH | {"ja"}


def _add(
    name: str, languages: Iterable[str], kind: str, type_: Callable[[str, Random], Iterable[Piece]]
) -> None:
    DISGUISES[name] = Disguise(name, frozenset(languages), kind, type_)


def _addresses(text: str) -> set[int]:
    return {place for found in _ADDRESS.finditer(text) for place in range(*found.span())}


def _in_one_word(one: str, other: str) -> bool:
    """Whether two characters side by side belong to one word, as far as a sender cares."""
    is_asian = [bool(HAN.match(c) or KANA.match(c)) for c in (one, other)]
    return all(is_asian) or ((one + other).isascii() and one.isalpha() and other.isalpha())


def _strewn(signs: str, share: float) -> Callable[[str, Random], Iterator[Piece]]:
    """Put one of some signs between the letters of words, in a share of the places."""
    choice = signs.split("&")

    def type_(text: str, random: Random) -> Iterator[Piece]:
        kept = _addresses(text)
        for place, character in enumerate(text):
            after = text[place + 1 : place + 2]
            is_open = after and _in_one_word(character, after) and place not in kept
            yield character, place
            if is_open and random.random() < share:
                yield random.choice(choice), place

    return type_


def _swapped(table: Mapping[str, str], share: float = 1) -> Callable[..., Iterator[Piece]]:
    """Type other characters for some."""

    def type_(text: str, random: Random) -> Iterator[Piece]:
        kept = _addresses(text)
        for place, character in enumerate(text):
            is_typed = character in table and place not in kept and random.random() < share
            yield table[character] if is_typed else character, place

    return type_


def _converted(*configs: str) -> Callable[..., Iterator[Piece]]:
    """Type each character in another script of Chinese, as long as it stays one."""

    def type_(text: str, _: Random) -> Iterator[Piece]:
        for place, character in enumerate(text):
            typed = character
            for config in configs:
                typed = converter(config)(typed) if HAN.match(typed) else typed
            yield typed if len(typed) == 1 else character, place

    return type_


def _words(
    least: int,
    share: float,
    change: Callable[[str, int, Random], list[Piece]],
    known: Collection[str] = (),
) -> Callable[..., Iterator[Piece]]:
    """Change some of the Latin words that are long enough; `change` counts places in the word.

    Args:
        least: Letters that a word must have.
        share: Of the words.
        change: Disguises a word, given a place in it behind the first letter.
        known: If there are any, only these are changed.

    """

    def type_(text: str, random: Random) -> Iterator[Piece]:
        kept = _addresses(text)
        done = 0
        for found in _WORD.finditer(text):
            start, end = found.span()
            yield from _as_it_is(text, done, start)
            is_known = not known or found[0].lower() in known
            is_open = end - start >= least and is_known and start not in kept
            if is_open and random.random() < share:
                at = random.randrange(1, end - start)
                yield from ((typed, start + place) for typed, place in change(found[0], at, random))
            else:
                yield from _as_it_is(text, start, end)
            done = end
        yield from _as_it_is(text, done, len(text))

    return type_


def _as_it_is(text: str, start: int, end: int) -> Iterator[Piece]:
    return ((text[place], place) for place in range(start, end))


def _one_by_one(word: str) -> list[Piece]:
    return [(letter, place) for place, letter in enumerate(word)]


def _drawn_out(word: str, at: int, random: Random) -> list[Piece]:
    pieces = _one_by_one(word)
    return [*pieces[:at], *[pieces[at]] * random.randint(2, 4), *pieces[at + 1 :]]


def _cut_by(sign: str) -> Callable[[str, int, Random], list[Piece]]:
    def change(word: str, at: int, _: Random) -> list[Piece]:
        at = min(max(at, 2), len(word) - 2)
        return [*_one_by_one(word[:at]), (sign, at - 1), *_one_by_one(word)[at:]]

    return change


def _slipped(word: str, at: int, random: Random) -> list[Piece]:
    """Leave out, swap or change one letter behind the first."""
    pieces = _one_by_one(word)
    slip = random.choice(("left out", "swapped", "changed"))
    if slip == "left out":
        del pieces[at]
    elif slip == "swapped" and at + 1 < len(word):
        pieces[at], pieces[at + 1] = pieces[at + 1], pieces[at]
    else:
        pieces[at] = (random.choice("aeiourst"), at)
    return pieces


def _turned(text: str, random: Random) -> Iterator[Piece]:
    """Type some words backwards, for a screen to turn them."""
    kept = _addresses(text)
    done = 0
    for found in re.finditer(r"[㐀-鿿]{2,4}|[A-Za-z]{5,}", text):
        start, end = found.span()
        if start in kept or random.random() > HALF:
            continue
        yield from _as_it_is(text, done, start)
        yield "\u202e", end - 1
        yield from ((text[place], place) for place in reversed(range(start, end)))
        yield "\u202c", start
        done = end
    yield from _as_it_is(text, done, len(text))


def _wrapped(text: str, _: Random) -> Iterator[Piece]:
    """Break lines at the same width, as in a narrow column; an ASCII character takes half."""
    width = 0
    for place, character in enumerate(text):
        after = text[place + 1 : place + 2]
        is_seen = unicodedata.category(character) not in {"Cf", "Mn", "Me"}
        width = 0 if character == "\n" else width + is_seen * (2 - character.isascii())
        if width >= 50 and character == " ":
            yield "\n", place
            width = 0
        else:
            yield character, place
            can_break = bool(HAN.match(character) or KANA.match(character)) or character in "，。"
            if can_break and width >= 40 and after not in ("", "\n", *"，。、；：！？）”】"):
                yield "\n", place
                width = 0


def _behind_letters(marks: str, share: float) -> Callable[..., Iterator[Piece]]:
    """Put a combining mark behind letters."""

    def type_(text: str, random: Random) -> Iterator[Piece]:
        kept = _addresses(text)
        for place, character in enumerate(text):
            is_marked = character.isalnum() and place not in kept and random.random() < share
            yield character + random.choice(marks) if is_marked else character, place

    return type_


@cache
def _respellings(kind: str) -> dict[str, list[str]]:
    """Key word to its disguises of one kind, by our own tables, in both scripts of Chinese."""
    found: dict[str, list[str]] = {}
    split = {
        typed
        for line in (rules_root() / "cn/data/split_characters.tsv").read_text("utf-8").splitlines()
        for typed in line.split("\t")[:1]
    }
    for typed, meant in default_pack().respellings.items():
        latin = sum(map(str.isascii, typed))
        is_wanted = {
            "split": typed in split,
            "alike": not latin and typed not in split,
            "half pinyin": 0 < latin < len(typed),
            "pinyin": latin == len(typed) and latin > len(meant),
            "initials": latin == len(typed) == len(meant),
        }[kind]
        if is_wanted:
            for word in {meant, converter("s2tw")(meant)}:
                found.setdefault(word, []).append(typed)
    return {word: sorted(found[word]) for word in sorted(found, key=len, reverse=True)}


def _respelt(kind: str, share: float = 1) -> Callable[[str, Random], Iterator[Piece]]:
    """Misspell key words in a way that our tables know."""

    def type_(text: str, random: Random) -> Iterator[Piece]:
        known = _respellings(kind)
        done = 0
        for found in re.finditer("|".join(known) or "(?!)", text):
            if random.random() > share:
                continue
            start, end = found.span()
            typed = random.choice(known[found[0]])
            yield from _as_it_is(text, done, start)
            last = end - start - 1
            yield from ((c, start + min(place, last)) for place, c in enumerate(typed[:last]))
            yield typed[last:], end - 1
            done = end
        yield from _as_it_is(text, done, len(text))

    return type_


def _styled(capital: int, small: int) -> dict[str, str]:
    """Latin letters in another style, from the code points of its A and its a."""
    return {
        letter: chr(start + place)
        for start, letters in ((capital, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"), (small, _SMALL))
        for place, letter in enumerate(letters)
    }


_SMALL = "abcdefghijklmnopqrstuvwxyz"
_WIDE = {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)} | {" ": "\u3000"}
_CYRILLIC = dict(zip("aceopxyijsABCEHIKMOPTXSJ", "асеорхуіјѕАВСЕНІКМОРТХЅЈ", strict=True))
_GREEK = dict(zip("oviuaktpABEHIKMNOPTXYZ", "ονιυακτρΑΒΕΗΙΚΜΝΟΡΤΧΥΖ", strict=True))
_FIGURES = dict(zip("oaeistOAEIST", "043157043157", strict=True))
_SMALL_CAPITALS = dict(zip("abcdefghijklmnopqrtuvwyz", "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘǫʀᴛᴜᴠᴡʏᴢ", strict=True))
_HALF_WIDTH = {
    unicodedata.normalize("NFKC", chr(code) + mark): chr(code) + mark
    for mark in ("", "ﾞ", "ﾟ")
    for code in range(0xFF66, 0xFF9E)
}
"""Katakana as old terminals have them: ｶﾞ."""
_ENCLOSED = {
    unicodedata.normalize("NFKC", chr(code)): chr(code)
    for start, end in ((0x3280, 0x32B1), (0x2F00, 0x2FD6))
    for code in range(start, end)
}
"""㊣ and the like, and the radicals that look like a character: ⽌."""
_VARIANTS = dict(zip("法为于群峰说卫众里强户查", "灋爲於羣峯説衞眾裏強戶査", strict=True))

for _name, _signs in {
    "invisible": "\u200b&\u200d&\u200c&\u2060&\ufeff&\u00ad&\u180e&\u2063",
    "fillers": "\u3164&\u115f&\u034f&\u2800&\ufe0f&\U000e0061",
    "spaces": " ",
    "dots": ".&·&•&。&∙&・",
    "signs": "*&_&-&|&/&~&+&=&#&^",
    "emoji": "🚨&🔥&❗&⭐&‼️",
}.items():
    _kind = "unseen" if _name in {"invisible", "fillers"} else "strewn"
    _add(_name, ALL, _kind, _strewn(_signs.replace("&。", ""), SOME))
    _add(f"{_name} everywhere", ALL, _kind, _strewn(_signs.replace("&。", ""), 1))
_add("line breaks", ALL, "lines", _strewn("\n", 0.2))
_add("wrapped lines", ALL, "lines", _wrapped)
_add("wide", ALL, "style", _swapped(_WIDE))
_add("half width", {"ja"}, "style", _swapped(_HALF_WIDTH))
_add("bold", ENGLISH, "style", _swapped(_styled(0x1D400, 0x1D41A)))
_add("circled", ENGLISH, "style", _swapped(_styled(0x24B6, 0x24D0)))
_add("small capitals", ENGLISH, "style", _swapped(_SMALL_CAPITALS))
_add("enclosed", CHINESE, "style", _swapped(_ENCLOSED))
_add("struck through", ALL, "marks", _behind_letters("\u0336", 1))
_add("accents", ENGLISH, "marks", _behind_letters("\u0301\u0308\u0327", SOME))
_add("cyrillic", ENGLISH, "lookalikes", _swapped(_CYRILLIC))
_add("some cyrillic", ENGLISH, "lookalikes", _swapped(_CYRILLIC, HALF))
_add("greek", ENGLISH, "lookalikes", _swapped(_GREEK))
_add("traditional", {"zh-Hans"}, "script", _converted("s2t"))
_add("simplified", {"zh-Hant"}, "script", _converted("t2s"))
_add("variants", CHINESE, "script", _swapped(_VARIANTS))
_add("japanese forms", CHINESE, "script", _converted("s2t", "t2jp"))
_add("split", CHINESE, "spelling", _respelt("split"))
_add("sound and shape", CHINESE, "spelling", _respelt("alike"))
_add("pinyin", CHINESE, "spelling", _respelt("pinyin"))
_add("half pinyin", CHINESE, "spelling", _respelt("half pinyin"))
_add("initials", CHINESE, "spelling", _respelt("initials"))
_add("figures", ENGLISH, "spelling", _words(4, 1, lambda w, _, r: _with_figures(w, r)))
_add("slips", ENGLISH, "spelling", _words(5, 1, _slipped, default_pack().key_words))
_add("turned", CHINESE | ENGLISH, "turned", _turned)
_add("upper case", ENGLISH, "case", _swapped({c: c.upper() for c in _SMALL}))
_add("repeated", ENGLISH, "repeated", _words(5, 1, _drawn_out))
_add("hyphens", ENGLISH, "strewn", _words(6, 1, _cut_by("-")))
_add("hyphenation", ENGLISH, "lines", _words(6, SOME, _cut_by("-\n")))


def _with_figures(word: str, random: Random) -> list[Piece]:
    """Some letters as figures, at least one that can be."""
    can = [place for place, letter in enumerate(word) if letter in _FIGURES]
    swapped = {place for place in can if random.random() < HALF} | {*can[:1]}
    return [(_FIGURES[c] if place in swapped else c, place) for place, c in enumerate(word)]


PAIRS = [
    (first, second)
    for number, first in enumerate(DISGUISES.values())
    for second in [*DISGUISES.values()][number + 1 :]
    if first.kind != second.kind and first.languages & second.languages
]
"""All pairs of different kinds that some language has."""
