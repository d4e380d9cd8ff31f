"""Make `respellings.tsv`: how key words are misspelt, by sound, shape, pinyin and initials.

Needs pypinyin and jieba (not needed by the library; their versions stand in
the first line of the table). A variant that is itself a word of jieba's
dictionary is left out: 船票 is no 传票. Characters are those of GB 2312; shapes
are listed below by hand. What two words of one length could mean belongs to
the one that stands first in `key_words.txt`.

Usage: python make_respellings.py [--check]
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

import jieba
import pypinyin
from making import finish

FOLDER = Path(__file__).parent
SHAPES = {
    "捕": "埔浦铺哺甫",
    "函": "涵幽",
    "院": "阮",
    "法": "砝珐",
    "诉": "诉坼",
    "催": "崔摧槯",
    "款": "歀欵",
    "冻": "栋",
    "拘": "狗句",
    "票": "漂飘",
    "察": "擦",
    "执": "热势",
    "查": "渣碴",
    "封": "葑",
    "律": "侓",
    "师": "帅狮",
    "案": "桉",
    "刑": "邢型",
    "裁": "栽载",
    "贷": "货袋",
    "庭": "廷挺",
    "令": "今",
    "己": "已",
    "系": "糸",
    "信": "星",
}
EXTRA = {
    "苑": "院",
    "俗": "诉",
    "锁": "所",
    "吱": "支",
    "型": "行",
    "荇": "行",
    "亾": "人",
    "咔": "卡",
    "帐": "账",
    "仟": "行",
}
INITIALS = "律师函 逮捕令 信用卡 银行卡 支付宝 身份证 黑名单 检察院 强制执行 律师事务所 限制高消费"
"""Words that people do write by their initials: no other word that is so written is likelier beside
what such messages say. 派出所 (pcs) and 裁定书 (cds) are left out: the letters are English, too."""
SPACED = "qq vx"
"""Ways to reach somebody that have no word for a name; torn apart, each letter is nothing."""
COMMON = 400
"""Occurrences of a character as a word from which it is ignored: 与期 is
more often the end of one word and the start of another than a misspelt 逾期."""

COMMON_IN_LONGER = 3000
"""The same for words of three characters and more."""
COMMON_INSIDE = 20000
"""The same for a character inside a word, where no other word starts or ends."""
NO_VARIANTS = {"书记袁", "经诊", "句留", "洁冻", "型事", "律师甘", "律师寒", "律师翰"}
"""Seen where one word ends and the next starts, or where a surname stands behind a title."""


def main() -> int:
    """Write the table, or compare it with what stands on the disk."""
    words = (FOLDER / "key_words.txt").read_text(encoding="utf-8").split()
    table = "".join(f"{variant}\t{word}\n" for variant, word in sorted(_variants(words).items()))
    header = (
        "# Made by make_respellings.py from key_words.txt; do not edit. "
        f"pypinyin {pypinyin.__version__}, jieba {jieba.__version__}.\n"
    )
    return finish(FOLDER / "respellings.tsv", header + table)


def _variants(words: list[str]) -> dict[str, str]:
    known, _ = jieba.dt.gen_pfdict(jieba.get_dict_file())  # past the cache that jieba keeps
    alike = _sound_alikes()
    found: dict[str, str] = {}
    for word in sorted(words, key=len):
        sounds = pypinyin.lazy_pinyin(word)
        for at, character in enumerate(word):
            shapes = SHAPES.get(character, "")
            strange = "".join(odd for odd, plain in EXTRA.items() if plain == character)
            is_inside = 0 < at < len(word) - 1
            common = COMMON if len(word) == 2 else COMMON_INSIDE if is_inside else COMMON_IN_LONGER
            sounding = {other for other in alike[sounds[at]] if known.get(other, 0) < common}
            for other in {*sounding, *shapes, *strange} - {character}:
                variant = word[:at] + other + word[at + 1 :]
                if not known.get(variant) and variant not in words:
                    found.setdefault(variant, word)
            found.setdefault(word[:at] + sounds[at] + word[at + 1 :], word)
        if len(word) > 1:
            found.setdefault("".join(sounds), word)
    found = {v: w for v, w in found.items() if v not in NO_VARIANTS and not _is_short_latin(v)}
    found |= {" ".join(name): name for name in SPACED.split()}
    initials = pypinyin.Style.FIRST_LETTER
    return found | {"".join(pypinyin.lazy_pinyin(w, style=initials)): w for w in INITIALS.split()}


def _is_short_latin(variant: str) -> bool:
    """Whole words in pinyin need some length: "shen" is anything."""
    return variant.isascii() and len(variant) < 6


def _sound_alikes() -> dict[str, set[str]]:
    table: dict[str, set[str]] = defaultdict(set)
    for high in range(0xB0, 0xD8):
        for low in range(0xA1, 0xFF):
            try:
                character = bytes([high, low]).decode("gb2312")
            except UnicodeDecodeError:
                continue
            for reading in pypinyin.pinyin(character, style=pypinyin.Style.NORMAL, heteronym=True)[
                0
            ]:
                table[reading].add(character)
    return table


if __name__ == "__main__":
    sys.exit(main())
