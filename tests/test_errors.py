"""Exceptions: fields first, text when printed, every problem at once."""

from __future__ import annotations

import pickle

import pytest

from summons_check.errors import Problem, RuleError, SummonsCheckError

FILE = Problem("tiny/pack.toml", "", "not TOML")
KEY = Problem("tiny/topic/case.toml", "title.en", "Field required")
LINE = Problem("tiny/topic/case.toml", "title.en", "Field required", 7)
FILE_LINE = Problem("tiny/pack.toml", "", "not TOML", 1)


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        (FILE, "tiny/pack.toml: not TOML"),
        (KEY, "tiny/topic/case.toml: title.en: Field required"),
        (LINE, "tiny/topic/case.toml:7: title.en: Field required"),
        (FILE_LINE, "tiny/pack.toml:1: not TOML"),
    ],
)
def test_problem_names_its_place(problem: Problem, line: str) -> None:
    """File, line and key if there is one, and what is wrong."""
    assert str(problem) == line


@pytest.mark.parametrize(
    ("problems", "text"),
    [
        ((FILE,), "1 problem in the rule pack:\n  tiny/pack.toml: not TOML"),
        (
            (FILE, KEY),
            "2 problems in the rule pack:\n  tiny/pack.toml: not TOML\n"
            "  tiny/topic/case.toml: title.en: Field required",
        ),
    ],
)
def test_rule_error_lists_every_problem(problems: tuple[Problem, ...], text: str) -> None:
    """The problems are data; the text is made of them."""
    error = RuleError(problems)

    assert error.problems == problems
    assert str(error) == text


def test_rule_error_is_caught_by_the_base_class() -> None:
    """One `except` is enough for everything that the library raises."""
    with pytest.raises(SummonsCheckError):
        raise RuleError((FILE,))


def test_rule_error_survives_pickle() -> None:
    """A worker process can hand it back."""
    assert pickle.loads(pickle.dumps(RuleError((FILE, LINE)))).problems == (FILE, LINE)  # noqa: S301
