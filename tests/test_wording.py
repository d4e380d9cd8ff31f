"""The fixed words: complete in every language, and never a clean bill of health."""

import re
from enum import StrEnum

import pytest

from summons_check.disguise import TRICKS
from summons_check.facts import CONCEPTS
from summons_check.frames import REASONS
from summons_check.languages import LANGS, to_traditional
from summons_check.models import Certainty, Kind, Lang, Role, Severity, Verdict
from summons_check.wording import PHRASES, name, say

CLAIM_KINDS = (
    "disguise",
    *("document", "case_number", "court", "link", "email", "phone"),
    *("amount", "account", "payee", "deadline", "hearing"),
)
DETAILS = sorted(
    {
        name.partition(".")[2]
        for name in CONCEPTS
        if name.partition(".")[0] in {"case_number", "link", "phone", "deadline", "payee"}
    }
    - {"", "internet_2025", "internet_after", "throwaway", "embedded", "court_fits", "court_area"}
)
"""What is said of a fact; `CONCEPTS` names everything that can be."""
CLEAN_BILLS = ("genuine", "safe", "authentic", "trustworthy", "真实", "安全", "可信", "正规")


VALUES = (
    *("score", "suspicious", "likely_fake", "points", "verdict", "verify", "name", "version"),
    "length",
    *("sha256", "title", "text", "severity", "label", "words", "certainty", "read", "date", "role"),
    "numbers",
    "law",
    "count",
    "names",
)
NUMBERS = dict(zip(VALUES, range(7001, 7099), strict=False))
"""Another number for every value that goes into a text."""


def spoken(key: str, lang: Lang) -> str:
    return say(key, lang, **NUMBERS)


@pytest.mark.parametrize("key", PHRASES)
def test_every_text_exists_in_every_language(key: str) -> None:
    """All are there, and the same values go into them."""
    texts = {lang: spoken(key, lang) for lang in LANGS}
    values = {frozenset(re.findall(r"70\d\d", text)) for text in texts.values()}

    assert all(texts.values())
    assert len(values) == 1
    assert to_traditional(texts["zh-Hant"]) == texts["zh-Hant"]


@pytest.mark.parametrize("key", PHRASES)
@pytest.mark.parametrize("lang", LANGS)
def test_no_text_vouches_for_a_message(key: str, lang: Lang) -> None:
    """Text can be copied, so nothing may be called genuine or safe."""
    text = spoken(key, lang).casefold()

    assert not [word for word in CLEAN_BILLS if word in text or to_traditional(word) in text]


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("verdict", Verdict),
        ("means", Verdict),
        ("severity", Severity),
        ("certainty", Certainty),
        ("role", Role),
        ("heading", Kind),
        ("claim", CLAIM_KINDS),
        ("frame", tuple(REASONS)),
        ("detail", DETAILS),
        ("detail", TRICKS),
    ],
)
def test_every_value_has_a_name(kind: str, values: type[StrEnum] | tuple[str, ...]) -> None:
    assert {f"{kind}.{value}" for value in values} <= set(PHRASES)


def test_what_has_no_name_is_shown_as_it_is() -> None:
    assert name("claim", "barcode", "en") == "barcode"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("verdict", ["likely_fake", "suspicious", "no_red_flags"])
def test_every_verdict_says_how_to_verify_and_that_time_may_run(verdict: str, lang: Lang) -> None:
    """A real summons that is taken for a fake can cost a default judgment."""
    text = say(f"means.{verdict}", lang, verify=say("verify.CN", lang))

    assert "12368" in text
    assert "deadline" in text or "期限" in text
