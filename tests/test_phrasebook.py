"""Fixed texts: in each language, with their values, and only by keys that there are."""

import pytest

from summons_check.models import Lang
from summons_check.phrasebook import Phrasebook

BOOK = Phrasebook(
    {"paper": ("一张“传票”", "a summons", "呼出状"), "days": ("{n}日", "{n} days", "{n}日")},
    traditional={"days": "{n}天"},
)


@pytest.mark.parametrize(
    ("lang", "paper", "days"),
    [
        ("zh-Hans", "一张“传票”", "15日"),
        ("zh-Hant", "一張「傳票」", "15天"),  # by OpenCC; as it was given
        ("en", "a summons", "15 days"),
        ("ja", "呼出状", "15日"),
    ],
)
def test_a_text_is_said_in_each_language(lang: Lang, paper: str, days: str) -> None:
    for _ in range(2):  # looked up, then remembered
        assert BOOK.say("paper", lang) == paper
        assert BOOK.say("days", lang, n=15) == days


def test_an_unknown_key_and_a_missing_value_are_told() -> None:
    with pytest.raises(KeyError, match="writ"):
        BOOK.say("writ", "en")
    with pytest.raises(KeyError, match="n"):
        BOOK.say("days", "en")


def test_it_knows_its_keys() -> None:
    assert [*BOOK] == ["paper", "days"]
    assert len(BOOK) == 2
    assert "days" in BOOK
    assert "writ" not in BOOK
