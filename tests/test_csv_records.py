"""Rows of CSV: what is written is read, and what is wrong costs no more than its line."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summons_check.csv_records import LOST, csv_records

CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=6))
def test_any_cells_are_read_as_they_were_written(rows):
    """Quotes, separators, line ends and NUL included."""
    table = StringIO(newline="")
    csv.writer(table).writerows(rows)
    text = StringIO(table.getvalue(), newline="")

    found = [tuple(record.cells) for record in csv_records(text, ",")]

    assert found == rows


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('a,"b', "its quotes do not pair"),
        ('a,"b"c', "its quotes do not pair"),
        (f"a,{LOST}", "bytes that are no text"),
    ],
)
def test_a_line_that_is_wrong_costs_no_other(line, words):
    text = StringIO(f"1,2\n\n{line}\n3,4\n5,6\n", newline="")

    first, wrong, *others = csv_records(text, ",")

    assert (first.line, first.cells) == (1, ["1", "2"])
    assert (wrong.line, wrong.cells) == (3, ())
    assert words in wrong.problem
    assert [(each.line, each.cells) for each in others] == [(4, ["3", "4"]), (5, ["5", "6"])]
