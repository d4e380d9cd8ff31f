"""Patterns that compile and can never match: each is refused, and nothing that can match."""

from __future__ import annotations

import re
import warnings

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from summons_check.folding import fold
from summons_check.pattern_problems import pattern_problems


def _dead(source: str) -> list[str]:
    """What is said of a pattern that can never match."""
    return [each for each in pattern_problems(source) if each.startswith("never matches: ")]


_FOLDED = "no text has `{}` once it is in lower case, half width and simplified characters"


@pytest.mark.parametrize(
    ("source", "why"),
    [
        (r"a\bb", "`b` cannot stand behind the edge before it"),
        (r" \b ", "cannot stand behind the edge"),
        (r"1\B-", "cannot stand behind the edge"),
        (r"$x", "`x` cannot stand behind the edge"),
        (r"a\Z.", "`.` cannot stand behind the edge"),
        (r"x^", "`^` cannot hold where it stands"),
        (r"x\A", "`\\A` cannot hold where it stands"),
        (r"\W\b\W", "cannot stand behind the edge"),
        ("(?!)", "excludes itself"),
        (r"[^\s\S]", _FOLDED.format(r"[^\s\S]")),
        ("[A-Z]{2}[0-9]", _FOLDED.format("[A-Z]")),
        (r"\bSW1A\b", _FOLDED.format("S")),
        ("Ａ", _FOLDED.format("Ａ")),
        ("[Ａ-Ｚ]+", _FOLDED.format("[Ａ-Ｚ]")),
        ("傳票", _FOLDED.format("傳")),
        ("[傳聞]", _FOLDED.format("[傳聞]")),
        ("🚨", _FOLDED.format("🚨")),
        ("É|ß", _FOLDED.format("É")),
        (r"(?:A|B)+c", _FOLDED.format("A")),
        (r"(?=A)a", _FOLDED.format("A")),
        ("(?:A|x)?$y", "`y` cannot stand behind the edge"),
    ],
)
def test_what_can_never_match_is_told(source: str, why: str) -> None:
    """With the part that cannot hold."""
    (problem,) = _dead(source)

    assert why in problem


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"a\Bb", "ab"),
        (r"\b-\b", "a-b"),
        ("(?:SW|sw)1", "sw1"),
        ("[A-Za-z]", "a"),
        ("(?:A|B)?c", "c"),
        ("(?i)ABC", "abc"),
        ("[^a]", "b"),
        (r"(a)\1b", "aab"),
        ("x{0}y", "y"),
        (r"a(?<=a)c", "ac"),
        ("(?:(?!)|a)", "a"),
        ("[傳传]票", "传票"),
        (".$\n", "a\n"),
        (r"\d{4} ?\d{3}", "1234 567"),
        ("", ""),
    ],
)
def test_what_can_match_is_let_alone(source: str, text: str) -> None:
    """Each of these matches a folded text."""
    assert fold(text).text == text
    assert re.search(source, text)
    assert _dead(source) == []


_PIECES = st.sampled_from(
    [
        *"aA1-_ \n传傳Ａ。",
        *("^", "$", r"\b", r"\B", r"\A", r"\Z", r"\d", r"\W", r"\s", r"\S", "."),
        *("[^a]", "[A-F]", "[a-f_-]", r"[^\w ]", "[传傳]"),
        *("(?!)", "(?=a)", "(?=b)", "(?<=a)", "(?!b)"),
    ]
)
_PATTERNS = st.recursive(
    _PIECES,
    lambda inner: (
        st.lists(inner, max_size=4).map("".join)
        | st.lists(inner, min_size=1, max_size=3).map("|".join).map("(?:{})".format)
        | st.tuples(inner, st.sampled_from("*+?")).map(lambda pair: f"(?:{pair[0]}){pair[1]}")
    ),
    max_leaves=6,
)


@given(_PATTERNS, st.text("aAbB1-_ \n传傳Ａ。f", max_size=6))
def test_nothing_that_matches_is_refused(source: str, text: str) -> None:
    """What matches a folded text has no problem, however it is put together."""
    with warnings.catch_warnings(action="ignore"):
        assume(re.search(source, fold(text).text))

    assert _dead(source) == []


@pytest.mark.parametrize(
    ("source", "is_searched", "words"),
    [
        ("(?:a+)+b", False, "reads the same characters"),
        ("a+b", True, "is begun anew"),
        ("a+b", False, None),
        (r"(?<!\d)\d{11}", True, None),
    ],
)
def test_what_can_take_long_is_told(source: str, words: str | None, *, is_searched: bool) -> None:
    """Beside what can never match."""
    problems = [*pattern_problems(source, is_searched=is_searched)]

    assert len(problems) == (words is not None)
    assert all(words in problem for problem in problems)


def test_a_pattern_has_a_length() -> None:
    """So that looking at it takes no time."""
    (problem,) = pattern_problems("a" * 1001)

    assert problem == "a pattern of 1,001 characters, 1,000 at most"
