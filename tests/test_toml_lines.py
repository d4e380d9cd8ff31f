"""Where keys stand: the same keys as the parser finds, each at the line where it was written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

import pytest
import rtoml
from hypothesis import given
from hypothesis import strategies as st

from summons_check.rules_folder import rules_root
from summons_check.toml_lines import lines_of

DOCUMENT = '''\
# a comment with [brackets] = "and" quotes
plain = 1.5  # [not.a.table]
"quoted.key" = 2026-11-01 10:00:00.25
'single' = """
three = 1
\\""" lines"""""
a . "b\\u0063" = { inline = [1, 2], other.deep = 'x # y' }
list = [
  "one",

  { two = 2 }, # a comment
  [3,
   \'\'\'four\'\'\',
  ],
]

[table]
key = true
[ table . inner ]
key = -inf
[[many]]
key = 1
[[many]]
key = 2
[[many.more]]
key = 10:00:00
[many.last]
key = 0x1F
'''
LINES = {
    "plain": 2,
    "quoted.key": 3,
    "single": 4,
    "a": 7,
    "a.bc": 7,
    "a.bc.inline": 7,
    "a.bc.inline.0": 7,
    "a.bc.inline.1": 7,
    "a.bc.other": 7,
    "a.bc.other.deep": 7,
    "list": 8,
    "list.0": 9,
    "list.1": 11,
    "list.1.two": 11,
    "list.2": 12,
    "list.2.0": 12,
    "list.2.1": 13,
    "table": 17,
    "table.key": 18,
    "table.inner": 19,
    "table.inner.key": 20,
    "many": 21,
    "many.0": 21,
    "many.0.key": 22,
    "many.1": 23,
    "many.1.key": 24,
    "many.1.more": 25,
    "many.1.more.0": 25,
    "many.1.more.0.key": 26,
    "many.1.last": 27,
    "many.1.last.key": 28,
}


def _keys(value: object, path: str = "") -> Iterator[str]:
    """The dotted keys of a parsed document."""
    pairs = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, inner in pairs:
        here = f"{path}.{key}" if path else str(key)
        yield here
        yield from _keys(inner, here)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_every_kind_of_key_has_its_line(newline: str) -> None:
    """Dotted, quoted, inline, in lists over several lines and in lists of tables."""
    assert lines_of(DOCUMENT.replace("\n", newline)) == LINES
    assert {*_keys(rtoml.loads(DOCUMENT))} == LINES.keys()


KEYS = st.text("ab.\"'\\ #=[]é\n", max_size=4)
VALUES = st.recursive(
    st.text("ab\"'\\#[]{},=\n é", max_size=8)
    | st.integers(-(2**60), 2**60)
    | st.floats()
    | st.booleans()
    | st.dates(date(1900, 1, 1))
    | st.datetimes(datetime(1900, 1, 1))
    | st.times(time(0, 0)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(KEYS, VALUES, max_size=4))
def test_the_keys_are_those_of_the_parser(data: dict[str, object]) -> None:
    """Whatever the values are, no sign in them is taken for a key."""
    text = rtoml.dumps(data)

    assert lines_of(text).keys() == {*_keys(rtoml.loads(text))}


def test_the_keys_of_all_rules_that_ship_are_found() -> None:
    """As people write TOML."""
    texts = [path.read_text("utf-8") for path in sorted(rules_root().rglob("*.toml"))[::7]]  # type: ignore[attr-defined]

    assert len(texts) > 100
    for text in texts:
        assert lines_of(text).keys() == {*_keys(rtoml.loads(text))}
