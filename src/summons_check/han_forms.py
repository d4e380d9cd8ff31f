"""Characters that one script of Chinese, or Japan, has for itself: 傳, 传 and 伝."""

from __future__ import annotations

from functools import cache

from summons_check.rules_folder import rules_root

_COMMON = range(0x4E00, 0xA000)
"""Where the characters stand that texts are written in."""


@cache
def simplified_forms() -> dict[int, int]:
    """What stands in simplified Chinese for each traditional character, and each of Japan's own.

    From OpenCC, for `str.translate`; see `rules/common/data/README.md`. Forms of Japan that
    Chinese has as characters of its own are left as they are: 欠, 弁, 円.

    >>> "法院傳票 支払".translate(simplified_forms())
    '法院传票 支拂'
    """
    rows = _rows()
    forms = str.maketrans(rows["traditional"], rows["traditional, simplified"])
    return forms | str.maketrans(rows["japanese"], rows["japanese, simplified"])


@cache
def own_characters(script: str) -> frozenset[str]:
    """The common characters of one script that the other has not.

    >>> own_characters("traditional") & {*"法院傳票"}, own_characters("simplified") & {*"法院传票"}
    (frozenset({'傳'}), frozenset({'传'}))
    """
    return frozenset([each for each in _rows()[script] if ord(each) in _COMMON])


@cache
def _rows() -> dict[str, str]:
    table = rules_root() / "common" / "data" / "han_forms.tsv"
    lines = table.read_text(encoding="utf-8").splitlines()[1:]
    return dict(line.split("\t") for line in lines)
