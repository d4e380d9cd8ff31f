"""The reference of the rule format: as the models have it."""

from __future__ import annotations

import re

import pytest

from summons_check.models import Severity
from summons_check.pack_schema import Concept, Match, PackHead, Rule
from summons_check.rules_folder import rules_root
from summons_check.workshop.reference import reference


def test_the_kept_reference_is_that_of_the_models():
    """Mend it with `summons-check rules reference > rules/REFERENCE.md`."""
    assert (rules_root() / "REFERENCE.md").read_text(encoding="utf-8") == reference()


@pytest.mark.parametrize("model", [Rule, Match, PackHead])
def test_every_key_is_there(model):
    for name in model.model_fields:
        assert f"\n| `{name}` |" in reference()


def test_what_no_file_holds_is_not_there():
    hidden = {"only_in", "is_traditional", "is_japanese"}
    assert hidden < Concept.model_fields.keys()
    assert not any(f"`{name}`" in reference() for name in hidden)


@pytest.mark.parametrize(
    "row",
    [
        "| `points` | whole number | must be written | Added to the score",
        "| `maturity` | `stable`, `experimental` | `stable` | An experimental rule",
        "| `at_least` | whole number, from 1, up to 5 | `1` | ",
        "| `received` | date |  | The day",
        "| `anchor` | true or false | `true` | ",
        "| `sources` | list: text, at least 1 | must be written | Keys of",
        r"`a`, `a\|b` for one of them",
    ],
)
def test_a_key_is_told(row):
    assert row in reference()


def test_tables_are_whole():
    for line in reference().splitlines():
        if line.startswith("|"):
            cells = re.split(r"(?<!\\)\|", line)
            assert len(cells) in {4, 6}


def test_every_severity_is_told():
    assert all(f"| `{severity.value}` |" in reference() for severity in Severity)
