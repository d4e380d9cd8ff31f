"""Patterns that are compiled when they are first used.

There are more than a hundred of them and most messages need a third; to
compile them all would take longer than everything else at import.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    import regex

HAN = (
    r"\u2e80-\u2e99\u2e9b-\u2ef3\u2f00-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf"
    r"\u4e00-\u9fff\uf900-\ufa6d\ufa70-\ufad9\U00016fe2\U00016fe3\U00016ff0-\U00016ff6"
    r"\U00020000-\U0002a6df\U0002a700-\U0002b81e\U0002b820-\U0002cead\U0002ceb0-\U0002ebe0"
    r"\U0002ebf0-\U0002ee5d\U0002f800-\U0002fa1d\U00030000-\U0003134a\U00031350-\U00033479"
)
r"""The characters of `\p{Han}`, for a set in a pattern of the standard library."""

_METHODS = ("finditer", "findall", "search", "match", "fullmatch", "split", "sub")


class _Uncompiled:
    """Stands in for a compiled pattern until somebody asks it to match."""

    def __init__(self, source: str, compiler: Callable[[str], Any]) -> None:
        self.source = source
        self._compile = compiler

    def __getattr__(self, name: str) -> object:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = self._compile(self.source)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        method_asked: object = getattr(compiled, name)
        return method_asked


def pattern(source: str) -> regex.Pattern[str]:
    """Prepare a pattern: `regex.compile`, put off until it is used.

    >>> pattern("[一-龥]+").findall("传票 summons")
    ['传票']
    """
    return cast("regex.Pattern[str]", _Uncompiled(source, _compile))


def _compile(source: str) -> regex.Pattern[str]:
    import regex  # noqa: PLC0415 (slow to import, and not needed before)

    return regex.compile(source)


def plain_pattern(source: str) -> re.Pattern[str]:
    """Prepare a pattern of the standard library.

    It knows less than `regex`, but looks for one of many characters three
    times as fast, which is all that some patterns do in most texts.

    >>> bool(plain_pattern("[骗诈]").search("谨防诈骗"))
    True
    """
    return cast("re.Pattern[str]", _Uncompiled(source, re.compile))
