"""Fold a text for matching and remember where each folded character came from.

Scammers write 逮 捕 令, ａｒｒｅｓｔ or a Cyrillic "аrrest". Rules see one plain
form: lower case, half width, simplified, without characters that are not
seen and without what is strewn between the letters of a word. Evidence is
always reported in the text as it was pasted.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from math import inf
from typing import NamedTuple

from summons_check.han_forms import simplified_forms
from summons_check.lookalikes import lookalikes
from summons_check.models import Span, trusted
from summons_check.patterns import HAN, plain_pattern

MAX_CHARS = 100_000
"""Longest text that is read; a longer one is cut, and the report says so."""

_GONE = "\x00"
"""Stands for a character that nobody sees."""
_MANY = "\x01"
"""Stands for one that folds to several, such as ⑩."""
_SYMBOL = "\x02"
"""Stands for an emoji or a pictorial symbol."""
_KANA = "ぁ-ゖァ-ヺー"
_HAN = f"[{HAN}{_KANA}]"
"""Characters that are written without spaces between words."""
_LETTER = "[a-z0-9]"
_LOOSE = r" \x02*·_\-|/~^.'`=+#▲"
_SIGN_APART = r" *·_\-|/~^=+#\x02\n"
_APART = f"[.{_SIGN_APART}]"
"""What stands between letters that are spelled out one by one."""
_APART_INSIDE = rf"(?:[{_SIGN_APART}]|\.(?! ))"
"""The same behind the first of them: a full stop before a space ends the word."""

# It starts with one of few characters, which `re` looks for at once, and then looks back.
_GAP = plain_pattern(f"{_APART}+")
_LOOSENED = plain_pattern(
    rf"[{_LOOSE}\n](?:"
    rf"(?<={_LETTER}{_APART})(?<!{_LETTER}{_LETTER}{_APART})"  # a r r e s t, behind its a
    rf"(?<!\.(?= )){_APART_INSIDE}*{_LETTER}(?:{_APART_INSIDE}+{_LETTER}){{2,}}(?!{_LETTER})"
    rf"|(?<={_HAN}[{_LOOSE}])[{_LOOSE}]*(?={_HAN})"  # 逮.捕, 逮 捕
    rf"|(?<={_HAN}[ \x02])[ \x02]*(?={_LETTER})"
    rf"|(?<={_LETTER}[ \x02])[ \x02]*(?={_HAN})"
    r"|(?<=\n)[ \n\x02]*"
    r"|(?<=[ \x02])(?:[ \x02]*\n[ \n\x02]*|[ \x02]+)"
    r"|(?<=\x02))"
)
_PLAIN_WORDS = plain_pattern(r"[a-z0-9]+(?: [a-z0-9]{2,}| [a-z0-9](?= [a-z0-9]{2}))*")
"""Words of English with nothing loose between them."""
_PICTURES = frozenset("‼⁉")
"""Signs that phones show as emoji."""
_NOT_SEEN = frozenset("\u115f\u1160\u3164\uffa0")
"""Fillers of Hangul: letters by their category, but of no form."""
_BRAILLE_BLANK = "\u2800"
_BLANKS = frozenset("\t" + _BRAILLE_BLANK)
LONE_SURROGATE = plain_pattern("[\ud800-\udfff]")
"""Half of a surrogate pair, which no JSON can hold."""
_IS_HAN = plain_pattern(_HAN)
_ANY_KANA = plain_pattern("[ァ-ヺｦ-ﾟ\u3099\u309a]")
_VOICED = plain_pattern("[ぁ-ゖァ-ヺｦ-ﾝ][\u3099\u309a゛゜ﾞﾟ]")
_LONG_VOWEL = plain_pattern("(?<=[ァ-ヺｦ-ﾝ])[‐‑–—―−─━一](?=[ァ-ヺｦ-ﾝ])")
_COMBINING = str.maketrans("゛゜ﾞﾟ", "\u3099\u309a\u3099\u309a")
_SENTENCE_END = plain_pattern(r"[。!?;…\n.](?:(?<!\.)[。!?;…\n]*|(?<=\.)(?=\s|$))")


_GONE_CATEGORIES = frozenset({"Cc", "Cf", "Mn", "Me", "Cs", "Co", "Cn"})


class _FoldTable(dict[int, str]):
    """One code point to exactly one folded character, worked out on first use."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_character(chr(code))
        return folded


def _fold_character(character: str) -> str:
    category = unicodedata.category(character)
    if character in "\n\r\v\f\x85\u2028\u2029":
        return "\n"
    if category == "Zs" or character in _BLANKS:
        return " "
    if category in _GONE_CATEGORIES or character in _NOT_SEEN or character == "\ufffd":
        return _GONE  # U+FFFD stands for what could not be decoded
    folded = _expand(character)
    if character in _PICTURES or (category in {"So", "Sk"} and not folded.isalnum()):
        return _SYMBOL
    if len(folded) != 1:
        return _MANY if folded.isalnum() else character
    return folded if folded == character else _fold_character(folded)  # 薴 to 苧 to 苎


def _expand(character: str) -> str:
    """Fold one character to any number of plain ones."""
    character = character.translate(lookalikes())  # Η is an H, though its small form is an n
    plain = unicodedata.normalize("NFKC", character).casefold()
    decomposed = unicodedata.normalize("NFKD", plain)
    if decomposed and decomposed[0].translate(lookalikes()).isascii():
        plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return plain.translate(simplified_forms()).translate(lookalikes())


_TABLE = _FoldTable()


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text with the way back to the original."""

    text: str
    """What rules are matched against."""
    original: str
    origins: list[int] | None
    """For each folded character its index in the original; None: the same, nothing is left out."""
    sentence_starts: list[int]
    """Folded index at which each sentence starts; the first is 0."""
    is_turned: bool = False
    """Whether some of it was typed backwards, for a screen to turn it."""
    _spans: dict[tuple[int, int], Span] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _quotes: dict[tuple[int, int], str] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """What was asked for so far: several rules point at the same words."""

    def sentence_at(self, index: int) -> int:
        """Number of the sentence that holds the folded character `index`."""
        return bisect_right(self.sentence_starts, index) - 1

    def covers_as_many(self, place: tuple[int, int]) -> bool:
        """Whether a folded range stands for as many characters in a row, typed in its order."""
        origins, (start, end) = self.origins, place
        return origins is None or (
            not self.is_turned and origins[end - 1] - origins[start] == end - 1 - start
        )

    def origin(self, index: int) -> int:
        """Where in the original the folded character `index` came from."""
        return index if self.origins is None else self.origins[index]

    def show(self, place: tuple[int, int]) -> tuple[Span, str]:
        """The range of the original that a non-empty folded range came from, and its words."""
        span = self._spans.get(place)
        if span is None:
            start, end = self.typed(*place)
            span = self._spans[place] = trusted(Span, {"start": start, "end": end})
        quote = self._quotes.get(place)
        return span, self.words(place) if quote is None else quote

    def span(self, start: int, end: int) -> Span:
        """The range of the original that a non-empty folded range came from."""
        return self.show((start, end))[0]

    def typed(self, start: int, end: int) -> tuple[int, int]:
        """From where to where a non-empty folded range was typed."""
        origins = self.origins
        if origins is None:
            return start, end
        first, last = origins[start], origins[end - 1] + 1
        if self.is_turned:
            first, last = min(origins[start:end]), max(origins[start:end]) + 1
        if first and self.original[first] in _KANA_MARKS:
            first -= 1
        while last < len(self.original) and unicodedata.category(self.original[last]) in _MARKS:
            last += 1  # an accent belongs to the letter before it
        return first, last

    def quote(self, start: int, end: int) -> str:
        """The words of the original behind a folded range."""
        return self.words((start, end))

    def words(self, place: tuple[int, int]) -> str:
        """The words of the original behind a folded range.

        Half of a surrogate pair, which no JSON can hold, shows as U+FFFD.
        """
        known = self._quotes.get(place)
        if known is None:
            start, end = self.typed(*place)
            known = self.original[start:end]
            if not (self.origins is None or known.isascii() or known.isalnum()):
                known = LONE_SURROGATE.sub("\ufffd", known)
            self._quotes[place] = known
        return known


_MARKS = frozenset({"Mn", "Me"})
_KANA_MARKS = frozenset("゛゜ﾞﾟ\u3099\u309a")
"""They stand behind the kana that they belong to, and fold into its place."""


_OVERRIDE = "\u202e"
_UNSEEN = "\u200b"
_OVERRIDDEN = plain_pattern(f"{_OVERRIDE}([^\u202c\n]*)\u202c?")
"""Letters that a screen shows from right to left, up to the end of that order or of the line."""
_STREWN_OVERRIDE = plain_pattern(f"{_OVERRIDE}(?![^{_OVERRIDE}\u202c\n]*\u202c)")
"""An order to do so that is not taken back, as who turns a word on purpose takes it back."""


def _as_shown(text: str) -> tuple[str, list[int] | None]:
    """The text in the order in which a screen shows it, with the place of each character.

    Unicode Standard Annex 9: RIGHT-TO-LEFT OVERRIDE turns what follows. None: all stays in place.

    >>> _as_shown("an \u202etserra\u202c")[0].replace("\u202e", "").replace("\u202c", "")
    'an arrest'
    """
    if _OVERRIDE not in text:
        return text, None
    places = list(range(len(text)))
    for found in _OVERRIDDEN.finditer(text):
        start, end = found.span(1)
        places[start:end] = range(end - 1, start - 1, -1)
    return "".join([text[place] for place in places]), places


def _composed(text: str) -> str:
    """The text with the marks of its kana put together, in as many characters.

    >>> len(_composed("ｶﾞ")), _composed("レタ―パック")
    (2, 'レターパック')
    """
    if not _ANY_KANA.search(text):
        return text
    text = _VOICED.sub(_with_mark, text)
    return _LONG_VOWEL.sub("ー", text)


def _with_mark(found: re.Match[str]) -> str:
    """A kana with its mark as one character, and one that is not seen in front."""
    plain = unicodedata.normalize("NFKC", found.group().translate(_COMBINING))
    return f"\xad{plain}" if len(plain) == 1 else found.group()


class Change(NamedTuple):
    """A stretch of a folded text that is read as something else."""

    start: int
    end: int
    meant: str
    places: Sequence[int]
    """For each letter of what is meant the folded index that it stands for."""


def rewrite(folded: Folded, changes: Iterable[Change]) -> tuple[Folded, list[tuple[int, int]]]:
    """Put what is meant in the place of what was typed.

    Args:
        folded: The text.
        changes: In order; one that overlaps an earlier one is left out.

    Returns:
        The text with its way back to the original, and where in it each change stands.

    >>> folded, places = rewrite(fold("an arr est"), [Change(3, 10, "arrest", [3, 4, 5, 7, 8, 9])])
    >>> folded.text, folded.quote(*places[0])
    ('an arrest', 'arr est')

    """
    origins = folded.origins if folded.origins is not None else list(range(len(folded.text)))
    pieces: list[str] = []
    ways: list[int] = []
    moved: list[tuple[int, int]] = []  # from this folded index on, shift by so much
    inside: dict[int, int] = {}  # where a sentence starts inside a change, and where it does then
    changed: list[tuple[int, int]] = []
    done = shift = 0
    for start, end, meant, places in changes:
        if start < done:
            continue
        pieces += [folded.text[done:start], meant]
        ways += origins[done:start]
        changed.append((len(ways), len(ways) + len(meant)))
        for index in _between(folded.sentence_starts, start, end):
            at = sum(place < index for place in places)
            is_torn = meant[at - 1 : at + 1].isalnum()  # inside a word no sentence starts
            inside[index] = len(ways) + (0 if is_torn else at)
        ways += [origins[place] for place in places]
        shift += len(meant) - (end - start)
        moved.append((end, shift))
        done = end
    if not done:
        return folded, []
    pieces.append(folded.text[done:])
    ways += origins[done:]
    ends = [place for place, _ in moved]
    shifts = [0, *(amount for _, amount in moved)]
    starts = [
        inside[index] if index in inside else index + shifts[bisect_right(ends, index)]
        for index in folded.sentence_starts
    ]
    return replace(
        folded, text="".join(pieces), origins=ways, sentence_starts=sorted({*starts})
    ), changed


def _between(starts: list[int], low: int, high: int) -> list[int]:
    """Those of some numbers in order that lie between two others."""
    return starts[bisect_right(starts, low) : bisect_left(starts, high)]


def fold_phrase(phrase: str) -> str:
    """Fold a phrase of a vocabulary: `fold` without a way back, quick where nothing is loose."""
    return phrase if _PLAIN_WORDS.fullmatch(phrase) else fold_phrases([phrase])[0]


def fold_phrases(phrases: Sequence[str]) -> list[str]:
    """Fold many phrases at once, each like `fold_phrase`.

    >>> fold_phrases(["傳票", "Court  Order", ""])
    ['传票', 'court order', '']
    """
    plain = "\n".join(phrases).translate(_TABLE).split("\n")
    if len(plain) != len(phrases):  # one has several lines
        return [fold(phrase).text.strip() for phrase in phrases]
    return [
        (phrase if folded == phrase else folded)  # what is the same is kept once
        if folded.isalnum() or is_plain(folded)
        else _fold_loose(folded, phrase)
        for is_plain in (_PLAIN_WORDS.fullmatch,)
        for folded, phrase in zip(plain, phrases, strict=True)
    ]


def _fold_loose(plain: str, phrase: str) -> str:
    """Fold a phrase that may have something loose in it, given its plain characters."""
    is_whole = plain.isascii() and plain.isprintable() and not _LOOSENED.search(plain)
    return plain.strip() if is_whole else fold(phrase).text.strip()


UNMASKED = [str.maketrans("0134578@$", f"o{letter}eastbas") for letter in "il"]
"""Letters behind figures and signs, as in w@rrant and b@1l; 1 is an i or an l."""


def squeeze(text: str) -> str:
    r"""Fold a text to its bare letters, for the quick question "is this relevant?".

    Letters that are turned around stand in it in each order that may be meant, see `readings`.

    >>> squeeze("逮 捕\u200b令, ARREST warrant")
    '逮捕令,arrestwarrant'
    """
    shown = _as_shown(text)[0]
    if _OVERRIDE in text and _STREWN_OVERRIDE.search(text):
        shown = f"{shown}\n{text}"
    return _composed(shown).translate(_SQUEEZED)


class _SqueezeTable(dict[int, str | None]):
    """One code point to its folded character, or to nothing."""

    def __missing__(self, code: int) -> str | None:
        folded = _TABLE[code]
        dropped = folded in _DROPPED
        self[code] = None if dropped else folded
        return self[code]


_DROPPED = frozenset(_LOOSE.replace("\\-", "-").replace("\\x02", _SYMBOL) + _GONE + "\n")
_SQUEEZED = _SqueezeTable()


def fold(text: str) -> Folded:
    r"""Fold a text.

    Args:
        text: Any string; lone surrogates and NUL are allowed.

    Returns:
        The folded text. Folding it again changes nothing.

    Examples:
        >>> folded = fold("您的逮 捕\u200b令")
        >>> folded.text, folded.quote(2, 5) == "逮 捕\u200b令"
        ('您的逮捕令', True)

    """
    plain, origins = _uncovered(text)
    if plain.isalnum():  # a word: nothing strewn between its letters, no sentence ends in it
        return Folded(plain, text, origins, [0], is_turned=_OVERRIDE in text)
    pieces: list[str] = []
    kept: list[int] = []
    line_starts: list[int] = []
    done = 0
    width = _width_of_column(plain) if "\n" in plain else inf
    for found in _LOOSENED.finditer(plain):
        start, end = found.span()
        pieces.append(plain[done:start])
        kept += range(done, start)
        is_wrapped = "\n" in found.group() and _is_wrapped(plain, start, end, width)
        for index, letter in _remainder(plain, start, end, is_wrapped=is_wrapped):
            pieces.append(letter)
            kept.append(index)
        done = end
        breaks = "\n" in found.group() and not plain[end - 1].isalnum()
        if breaks and not is_wrapped:
            line_starts.append(len(kept))
    if done:
        pieces.append(plain[done:])
        loosened = "".join(pieces)
        if origins is not None or not _is_as_typed(loosened, plain, text):
            kept += range(done, len(plain))
            origins = _through(kept, origins)
        plain = loosened
    starts = _sentence_starts(plain, line_starts)
    return Folded(plain, text, origins, starts, is_turned=_OVERRIDE in text)


def _is_as_typed(loosened: str, plain: str, text: str) -> bool:
    """Whether all characters stand where they were typed; line breaks may have become spaces."""
    is_same = loosened.replace("\n", " ") == plain.replace("\n", " ")
    return is_same and _BRAILLE_BLANK not in text  # it is strewn among letters as signs are


def readings(text: str) -> tuple[Folded, ...]:
    """Fold a text in each order in which it may be meant: as a screen shows it, and as typed.

    Most texts have but one. A sender may turn letters so that only a screen shows the word, and
    takes the order back behind them; or strew the sign for it among letters in their usual order.

    >>> [folded.text for folded in readings("\u202eliab")]
    ['bail', 'liab']
    >>> [folded.text for folded in readings("no \u202eliab\u202c")]
    ['no bail']
    """
    shown = fold(text)
    if not _STREWN_OVERRIDE.search(text):
        return (shown,)
    return shown, replace(fold(text.replace(_OVERRIDE, _UNSEEN)), original=text)


def _uncovered(text: str) -> tuple[str, list[int] | None]:
    """Fold character by character: the plain text and where it came from."""
    shown, places = _as_shown(text)
    text = _composed(shown)
    plain = text.translate(_TABLE)
    if _GONE not in plain and _MANY not in plain:
        return plain, places
    letters: list[str] = []
    origins: list[int] = []
    for index, character in enumerate(plain):
        if character == _GONE:
            continue
        expanded = _expand(text[index]) if character == _MANY else character
        letters.append(expanded)
        origins += [index] * len(expanded)
    return "".join(letters), _through(origins, places)


def _through(inner: list[int], outer: list[int] | None) -> list[int]:
    """Places of places: where they lead in the end."""
    return inner if outer is None else [outer[place] for place in inner]


def _remainder(plain: str, start: int, end: int, *, is_wrapped: bool) -> list[tuple[int, str]]:
    """What stays of a stretch of separators, as (index, character)."""
    stretch = plain[start:end]
    if stretch[-1].isalnum():
        return [(start + i, c) for i, c in _spelled(stretch)]
    before, after = plain[start - 1 : start], plain[end : end + 1]
    if "\n" in stretch:
        is_han = [_is_han(before), _is_han(after)]
        if all(is_han) or (is_wrapped and any(is_han)):
            return []
        goes_on = before.strip() and after and after not in _DROPPED  # no list, no end
        return [(start, " " if goes_on and (before + after).isascii() else "\n")]
    beside_han = _is_han(before) or _is_han(after)
    joins_word = beside_han and (before + after).isalnum() and before and after
    return [] if joins_word else [(start, " ")]


def _is_wrapped(plain: str, start: int, end: int, width: float) -> bool:
    """Whether a line break only wraps a long line, so that the sentence goes on.

    Args:
        plain: The text.
        start: Where the line ends.
        end: Where the next one starts.
        width: Of the column, see `_width_of_column`.

    """
    line = _width(plain[plain.rfind("\n", 0, start) + 1 : start])
    before, after = plain[start - 1 : start], plain[end : end + 1]
    enough, least = (60, 40) if before.isascii() else (48, _LEAST)
    is_full = line >= min(enough, max(least, _FULL * width)) if width else True
    return is_full and (before.isalnum() or before in ",、") and after.isalnum()


def _width(line: str) -> int:
    """How wide a line is, in Latin letters: a Chinese character takes two."""
    return (len(line.encode("utf-8", "surrogatepass")) + len(line)) // 2


def _spelled(stretch: str) -> list[tuple[int, str]]:
    """What stays of letters spelled out one by one: they, and the spaces between words.

    A space is one where most others have a sign alone instead, or fewer spaces.

    >>> for typed in (".a.y n.o.w", ".u.s / d.o", " a y  m e"):
    ...     print("".join(letter for _, letter in _spelled(typed)))
    ay now
    us do
    ay me
    """
    gaps = [found.span() for found in _GAP.finditer(stretch)]
    spaced = [gap for gap in gaps if any(map(str.isspace, stretch[slice(*gap)]))]
    least = min(end - start for start, end in gaps)
    if 2 * len(spaced) >= len(gaps):
        spaced = [
            (start, end)
            for start, end in spaced
            if end - start > least and stretch[start:end].isspace()
        ]
    kept = [(place, letter) for place, letter in enumerate(stretch) if letter.isalnum()]
    return sorted([*kept, *((start, " ") for start, _ in spaced)])


def _width_of_column(plain: str) -> float:
    """How wide the column is in which a text is set: what most of its long lines have.

    0 if words are torn, as in what is written downwards: then no line break ends anything.
    """
    lines = plain.split("\n")
    alone = sum(len(line) == 1 and _is_han(line) for line in lines)
    if alone >= max(_DOWNWARDS, _SOME * len(lines)):
        return 0
    widths = sorted(width for width in map(_width, lines) if width >= _LEAST)
    return widths[len(widths) // 2] if widths else inf


_LEAST = 34
"""Width from which a line may be one that is wrapped."""
_FULL = 0.8
"""Share of the width of the column that a wrapped line has at least; the next word is long."""
_DOWNWARDS = 2
_SOME = 0.1
"""Lines of a single character, at least, and their share of all, where words are torn."""


def _is_han(character: str) -> bool:
    return "一" <= character <= "鿿" or bool(_IS_HAN.match(character))


def _sentence_starts(folded: str, line_starts: list[int]) -> list[int]:
    starts = [0, *[found.end() for found in _SENTENCE_END.finditer(folded)]]
    return sorted({*starts, *line_starts}) if line_starts else starts
