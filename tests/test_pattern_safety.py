"""Which patterns can take more than linear time: known ones, and all that ship."""

from __future__ import annotations

import ast
import re
import time
from pathlib import Path

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

import summons_check
from hostile_texts import patterns
from summons_check.checker import default_checker
from summons_check.pattern_safety import blow_ups
from summons_check.rulepack import default_rulebook

SRC = Path(summons_check.__file__).parent
PATTERNS = patterns()
LINEAR_ALL_THE_SAME = {
    # Each of its pieces starts behind two characters that cannot both repeat; the check sees one.
    "folding._LOOSENED",
}


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("(?:a+)+b", "ever more ways"),
        ("(a*)*b", "ever more ways"),
        ("(a|a)*b", "ever more ways"),
        ("(a|aa)+$", "ever more ways"),
        ("(?:ab|a|b)*c", "ever more ways"),
        (r"^(\w+\s?)*$", "ever more ways"),
        ("(?:a+b?){1,3}c", "ever more ways"),
        (r"(?:\w{1,30} ?){1,30}x", "ever more ways"),
        ("(?:计收|计|收)*元", "ever more ways"),
        ("a+[ab]+c", "divide the same characters"),
        ("x.*y.*z", "divide the same characters"),
        (r"\w+\s*,\s*\w+=", "begun anew"),
        ("(?<![a-z])[a-z]{5,}(?![a-z]*@)", "divide the same characters"),
        ("a+b", "begun anew"),
        (r"\d++元", "begun anew"),
        (r"(?>\d+)元", "begun anew"),
        (r"\p{Han}+元", "begun anew"),
        ("(?:ab+)+c", "begun anew"),
        ("(?:[^,]*,)*x", "begun anew"),
        (r"\s+$", "begun anew"),
        ("(?=.*x)a", "begun anew"),
        ("a(?:[^c]*c)?", "begun anew"),
        ("a{2,5000}b", "begun anew"),
        (r"(?V1)[\p{Han}--[元]]+元", "begun anew"),
        ("(?i)[A-C]+[b-d]+x", "divide the same characters"),
        ("(?:abc){e<=1}", "cannot be told"),
        ("(?<=a+)b", "cannot be told"),
        ("(?R)?a", "cannot be told"),
    ],
)
def test_patterns_that_blow_up(source: str, told: str) -> None:
    """Each danger is told, with the piece that makes it."""
    regex.compile(source)

    assert any(told in sentence for sentence in blow_ups(source))


@pytest.mark.parametrize(
    "source",
    [
        "",
        "a+",
        "(?:ab)+",
        "(?:a+)++",
        "[a-z]+(?: [a-z]+)*",
        r"(?<!\d)\d++元",
        r"(?<!\d)\d+元",
        r"\b\w+\b",
        r"\ba+x",
        "^a+b",
        "<[^<>]*>",
        "a(?:bc)*",
        r"([a-z])\1+",
        "[付转]{1,4}款",
        "[^.]{0,30}x[^.]{0,30}y",
        r"(?:\w{1,3} ?){1,3}x",
        r"(?V1)[\p{Han}--[元]]{1,9}元",
        "[[]a{}b{,}",
        r"\[[^\]]{0,9}\]",
        "(?P<word>x)(?P=word)",
    ],
)
def test_patterns_that_do_not(source: str) -> None:
    """Bounds, lookbehinds, possessive pieces and ends that cannot fail make a pattern safe."""
    regex.compile(source)

    assert blow_ups(source) == ()


@pytest.mark.parametrize("source", ["a+b", "[^,]*,x", r"\d*x"])
def test_a_pattern_that_is_only_matched_is_not_begun_anew(source: str) -> None:
    """One place, one try."""
    assert blow_ups(source)
    assert blow_ups(source, is_searched=False) == ()


@pytest.mark.parametrize("source", ["(?:a|a)+b", "a+b", "x.*y.*z"])
def test_what_blows_up_is_named(source: str) -> None:
    """The author finds the piece, and how to mend it."""
    sentence = blow_ups(source)[0]
    piece = sentence.split("`")[1]

    assert piece in source
    assert ": " in sentence


def _methods_of(name: str) -> set[str]:
    """What is asked of a pattern where it is used."""
    module, _, variable = name.rpartition(".")
    path = SRC.joinpath(*module.split(".")).with_suffix(".py")
    path = path if path.exists() else path.with_suffix("") / "__init__.py"
    return {
        node.attr
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == variable
    }


@pytest.mark.parametrize("name", sorted(PATTERNS.keys() - LINEAR_ALL_THE_SAME))
def test_no_pattern_of_the_package_blows_up(name: str) -> None:
    """Whatever a message holds, no pattern of ours takes more than linear time."""
    methods = _methods_of(name)
    is_searched = not methods or not methods <= {"match", "fullmatch"}

    assert blow_ups(PATTERNS[name], is_searched=is_searched) == ()


@pytest.mark.parametrize("name", sorted(LINEAR_ALL_THE_SAME))
def test_exceptions_are_needed(name: str) -> None:
    """An exception that is none any more goes; that these are quick, `test_growth` measures."""
    assert blow_ups(PATTERNS[name])


def test_no_pattern_of_the_packs_blows_up() -> None:
    """Numbers and postcodes in pack.toml, and what phrases with choices become."""
    shows = default_rulebook().for_laws(()).shows.values()
    shapes = [shape for each in shows for shape in (each.numbers, rf"\b(?:{each.postcode})\b")]
    vocabulary = default_checker()._reader.vocabulary
    rests = {
        phrase.rest.source
        for lexicon in (vocabulary._han, vocabulary._latin, vocabulary._hant, vocabulary._kana)
        for number in range(len(lexicon.heads.words))
        for _, phrase in lexicon.heads[number][-1]
        if phrase.rest is not None
    }
    blown = [source for source in shapes if blow_ups(source)]
    blown += [source for source in rests if blow_ups(source, is_searched=False)]

    assert len(rests) > 500
    assert blown == []


PIECES = st.recursive(
    st.sampled_from(["a", "b", "[ab]", ".", r"\w", "$", r"\b"]),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{2,4}", "*+"])).map(
            lambda pair: f"(?:{pair[0]}){pair[1]}"
        ),
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda pair: f"(?:{pair[0]}|{pair[1]})"),
        inner.map(lambda piece: f"(?={piece})"),
        inner.map(lambda piece: f"(?<!a){piece}"),
    ),
    max_leaves=6,
)


@given(PIECES, st.text("ab", min_size=1, max_size=4), st.text("abc", max_size=2))
def test_what_is_called_safe_is_quick(source: str, pumped: str, end: str) -> None:
    """A pattern that is let through takes no long time on any repeated text."""
    if blow_ups(source):
        return
    compiled = re.compile(source)
    start = time.process_time()
    for _ in compiled.finditer(pumped * 2_000 + end):
        pass

    assert time.process_time() - start < 0.5
