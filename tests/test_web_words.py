"""The page's own words: each is used, is there in every language, and vouches for nothing."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

from summons_check import web
from summons_check.languages import LANGS
from summons_check.models import Channel
from summons_check.web.words import _WORDS, NAMES, PHRASES, tell

_FOLDER = Path(web.__file__).parent
_USED = "\n".join(
    path.read_text(encoding="utf-8")
    for path in [*_FOLDER.glob("*.py"), *_FOLDER.glob("templates/*.html")]
    if path.name != "words.py"
)
_MADE = {f"channel.{each}" for each in ("", *get_args(Channel))} | {"jurisdiction."}


@pytest.mark.parametrize("key", PHRASES)
def test_every_text_is_used(key):
    """By its key, as the name of what is wrong with a form, or as a status that is answered."""
    name = re.escape(key.removeprefix("problem."))

    assert key in _MADE or re.search(rf"""["'](problem\.)?{name}["']|\b{name},""", _USED)


@pytest.mark.parametrize("key", PHRASES)
def test_every_language_takes_the_same_values(key):
    taken = [{field for _, field, _, _ in Formatter().parse(text) if field} for text in _WORDS[key]]

    assert taken[0] == taken[1] == taken[2]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("key", PHRASES)
def test_no_text_vouches_for_a_message(key, lang):
    said = tell(key, lang, score=1, severity="", points=1)

    assert said
    assert not re.search(r"\b(genuine|safe|authentic|legitimate)\b|安全|本物|真的", said.lower())


def test_traditional_chinese_is_made_from_simplified():
    assert tell("text", "zh-Hant") == "信息全文"
    assert tell("checking", "zh-Hant") == "正在核對……"


def test_each_language_is_named_by_itself():
    assert tuple(NAMES) == LANGS
    assert len({*NAMES.values()}) == len(LANGS)
