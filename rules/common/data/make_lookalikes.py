"""Make `lookalikes.tsv`: characters that look like a Latin letter or are a form of a Chinese one.

Needs confusable-homoglyphs (not needed by the library; its version stands in
the first line of the table), which carries the confusables of Unicode
Technical Standard 39. Left out are what folding finds by itself (wide, bold
and accented letters), signs, figures, and scripts written from right to left.
A capital stands in its small form, if that looks like the same letter.

Usage: python make_lookalikes.py [--check]
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from string import ascii_letters, ascii_uppercase

PACKAGE = "confusable_homoglyphs"
FOLDER = Path(__file__).parent
BY_HAND = {
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "ӏ": "l",
    "п": "n",
    # Radicals that a PDF gives away for characters.
    **dict(zip("⻆⻦⺝⺩", "角鸟月王", strict=True)),
    # Forms of Japan that OpenCC leaves as they are.
    **dict(zip("戸輌鄕繋伝査値塡欝豊溌", "户辆乡系传查值填郁丰泼", strict=True)),
    # Old and strange forms that it leaves as they are, too.
    **dict(zip("灋衞戶峯囯囻槑喆淸郞敎爯煑", "法卫户峰国国梅哲清郎教称煮", strict=True)),
    # Dots of all sizes, as they stand between letters.
    **dict.fromkeys("∙⋅‧•・", "·"),
}
"""What the standard does not have, or has otherwise."""
STYLES = re.compile(
    r"LATIN LETTER SMALL CAPITAL ([A-Z])"
    r"|NEGATIVE (?:CIRCLED|SQUARED) LATIN CAPITAL LETTER ([A-Z])"
)
"""Letters in a style that normalization does not take for one: ᴀ, 🅰."""
NO_LETTERS = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO")
FROM_RIGHT = {"R", "AL"}


def main() -> int:
    """Write the table, or compare it with what stands on the disk."""
    small = dict(reversed([*_letters(), *_radicals(), *_styled()]))
    found = small | {
        capital: meant for capital, meant in _capitals() if small.get(capital.casefold()) != meant
    }
    found |= BY_HAND
    table = "".join(f"{typed}\t{meant}\n" for typed, meant in sorted(found.items()))
    package = f"confusable-homoglyphs {version('confusable-homoglyphs')}"
    target = FOLDER / "lookalikes.tsv"
    content = f"# Made by make_lookalikes.py; do not edit. {package}.\n{table}"
    if "--check" not in sys.argv:
        target.write_text(content, encoding="utf-8")
        return 0
    if target.read_text(encoding="utf-8") == content:
        return 0
    print(f"{target.name} is not what its script makes: run {Path(sys.argv[0]).name}")
    return 1


def _confusables() -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = json.loads(
        resources.files(PACKAGE).joinpath("confusables.json").read_text("utf-8")
    )
    return found


def _letters() -> Iterator[tuple[str, str]]:
    """Letters of other scripts that look like a Latin one; the small ones come first."""
    known = _confusables()
    for letter in ascii_letters:
        for entry in known[letter]:
            small = entry["c"].casefold()
            if len(entry["c"]) == len(small) == 1 and _is_letter(entry["c"]) and _is_plain(small):
                yield small, letter.lower()


def _capitals() -> Iterator[tuple[str, str]]:
    """Capitals of other scripts that look like a Latin one: Η is an H, though η is an n."""
    known = _confusables()
    for letter in ascii_uppercase:
        for entry in known[letter]:
            capital = entry["c"]
            is_one = len(capital) == len(capital.casefold()) == 1 and capital.isupper()
            if is_one and _is_letter(capital) and _is_plain(capital.casefold()):
                yield capital, letter.lower()


def _styled() -> Iterator[tuple[str, str]]:
    for character in map(chr, range(sys.maxunicode + 1)):
        if found := STYLES.fullmatch(unicodedata.name(character, "")):
            yield character, (found[1] or found[2]).lower()


def _is_letter(character: str) -> bool:
    return (
        unicodedata.category(character).startswith("L")
        and unicodedata.bidirectional(character) not in FROM_RIGHT
        and not unicodedata.name(character, "").startswith(NO_LETTERS)
    )


def _is_plain(character: str) -> bool:
    """Whether normalization leaves it as it is, and as no letter of ASCII."""
    return unicodedata.normalize("NFKD", character) == character and not character.isascii()


def _radicals() -> Iterator[tuple[str, str]]:
    """Radicals and the characters whose form they are."""
    for radical, entries in _confusables().items():
        if "\u2e80" <= radical <= "\u2fdf" and _is_plain(radical):
            for entry in entries:
                if "\u3400" <= entry["c"] <= "\u9fff":
                    yield radical, entry["c"]


if __name__ == "__main__":
    sys.exit(main())
