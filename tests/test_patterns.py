"""Patterns: what `re` must be told because it does not know it."""

from __future__ import annotations

import re
import sys
import unicodedata

import pytest
import regex

from summons_check.patterns import HAN, pattern, plain_pattern


def test_han_is_what_unicode_calls_han() -> None:
    """Of the characters that this Python knows; folding leaves out the others."""
    known = "".join(c for c in map(chr, range(sys.maxunicode + 1)) if unicodedata.name(c, ""))

    assert re.findall(f"[{HAN}]", known) == regex.findall(r"\p{Han}", known)


def test_patterns_match_as_when_compiled_at_once() -> None:
    assert pattern(r"\p{Han}+").findall("传票 summons") == ["传票"]
    assert plain_pattern(r"[a-z]+").search("传票 summons").span() == (3, 10)


def test_patterns_have_no_other_attributes() -> None:
    with pytest.raises(AttributeError, match="groups"):
        pattern("a").groups  # noqa: B018 - that it fails is the point
