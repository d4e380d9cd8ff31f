"""Make `han_forms.tsv`: which characters one script of Chinese, or Japan, has for itself.

Needs OpenCC, whose version stands in the first line of the table: the library
reads characters as the table has them, whichever version is installed, and
loads OpenCC only to write traditional Chinese.

Usage: python make_han_forms.py [--check]
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib.metadata import version
from itertools import chain
from pathlib import Path

import opencc

TARGET = Path(__file__).parent / "han_forms.tsv"
HAN = [
    *map(chr, chain(range(0x2E80, 0x2FE0), range(0x3400, 0xA000), range(0xF900, 0xFB00))),
    *map(chr, range(0x20000, 0x32400)),
]
CHINESE = ("gb2312", "big5")
"""Encodings of the characters that Chinese is written in."""


def main() -> int:
    """Write the table, or compare it with what stands on the disk."""
    simplify, complicate, sinify = (opencc.OpenCC(c).convert for c in ("t2s", "s2t", "jp2t"))
    traditional = _changed((each, simplify(each)) for each in HAN)
    of_japan = _changed((each, sinify(each)) for each in HAN if _is_japanese(each))
    japanese = {each: simplify(form) for each, form in of_japan.items()}
    rows = {
        "simplified": "".join(each for each in HAN if complicate(each) != each),
        "traditional": "".join(traditional),
        "traditional, simplified": "".join(traditional.values()),
        "japanese": "".join(japanese),
        "japanese, simplified": "".join(japanese.values()),
    }
    table = "".join(f"{name}\t{characters}\n" for name, characters in rows.items())
    content = f"# Made by make_han_forms.py; do not edit. OpenCC {version('opencc')}.\n{table}"
    if "--check" not in sys.argv:
        TARGET.write_text(content, encoding="utf-8")
        return 0
    if TARGET.read_text(encoding="utf-8") == content:
        return 0
    print(f"{TARGET.name} is not what its script makes: run {Path(__file__).name}")
    return 1


def _changed(forms: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {each: form for each, form in forms if form != each and len(form) == 1}


def _is_japanese(character: str) -> bool:
    """Whether it is a form of Japan's that no Chinese text has: 払, 売, 応, but not 欠 or 弁.

    円 stays as it is: in Chinese its old form counts yuan.
    """
    is_common = "一" <= character <= "鿿" and character != "円"
    return is_common and not any(_can_write(character, encoding) for encoding in CHINESE)


def _can_write(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
