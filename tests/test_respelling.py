"""Respelling: misspelt key words are read as what is meant, and quoted as typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import TEXTS
from summons_check.folding import Folded, fold
from summons_check.respelling import Respeller

VARIANTS = {
    "律师涵": "律师函",
    "逮埔": "逮捕",
    "fa院": "法院",
    "chuanpiao": "传票",
    "fayuan": "法院",
    "lsh": "律师函",
}
KEY_WORDS = ["warrant", "arrest", "court", "summons", "bail"]
RESPELLER = Respeller(VARIANTS, KEY_WORDS, {"warrant", "bail", "police", "file"}.__contains__)


def respelt(text: str) -> tuple[str, list[str]]:
    """Give the text as it is read, and the words that were mended as typed."""
    folded, mended = RESPELLER.respell(fold(text))
    return folded.text, [folded.quote(*mention) for mention in mended]


@pytest.mark.parametrize(
    ("typed", "read", "mended"),
    [
        ("已发律师涵和逮埔令", "已发律师函和逮捕令", ["律师涵", "逮埔"]),
        ("已發律師涵", "已发律师函", ["律師涵"]),
        ("逮\u200b埔 令", "逮捕令", ["逮\u200b埔"]),
        ("到fa院领chuanpiao", "到法院领传票", ["fa院", "chuanpiao"]),
        ("an arrest warrent", "an arrest warrant", ["warrent"]),
        ("an arest warrrant", "an arrest warrant", ["arest", "warrrant"]),
        ("the cuort", "the court", ["cuort"]),
        ("THE COURTT", "the courtt", []),  # may be another form of the word, as courts is
        ("a w@rrant and b@1l", "a warrant and bail", ["w@rrant", "b@1l"]),
        ("p0l1ce F1LE", "police file", ["p0l1ce", "F1LE"]),
        ("f1le-8 fi1e.example a1b2 r0ute", "f1le-8 fi1e.example a1b2 r0ute", []),
        ("fayuanchuanpiao", "法院传票", ["fayuan", "chuanpiao"]),
        ("领chuanpiao3张", "领传票3张", ["chuanpiao"]),
        ("附件:chuanpiao。", "附件:传票。", ["chuanpiao"]),
        ("到fa\n院", "到fa\n院", []),
        ("发lsh了", "发律师函了", ["lsh"]),
        ("lsh and lsh-1", "lsh and lsh-1", []),  # not beside Chinese: an abbreviation of something
        ("an e-w4rrant", "an e-warrant", ["w4rrant"]),
        ("律师函", "律师函", []),
        ("courts arrested", "courts arrested", []),
        ("ms simmons", "ms simmons", []),  # a name
        ("xarrest parrant", "xarrest parrant", []),  # the first letter is right in a slip
        ("bial", "bial", []),  # too short to tell
        ("mail@chuanpiao.cn", "mail@chuanpiao.cn", []),
        ("https://warrent.example/arest", "https://warrent.example/arest", []),
        ("", "", []),
    ],
)
def test_misspelt_words(typed: str, read: str, mended: list[str]) -> None:
    """Key words misspelt by sound, shape or one slip; other words and addresses stay."""
    assert respelt(typed) == (read, mended)


def test_slips_stay_where_they_are_not_asked_for() -> None:
    """Other misspellings are mended: nobody makes them by mistake."""
    folded, _ = RESPELLER.respell(fold("a warrent, b@il and fa院"), mends_slips=False)

    assert folded.text == "a warrent, bail and 法院"


def test_nothing_misspelt_changes_nothing() -> None:
    """Most texts stay the same object."""
    folded = fold("您的案件已受理")

    assert RESPELLER.respell(folded) == (folded, [])


@pytest.mark.parametrize(
    ("typed", "read", "starts"),
    [
        ("领chuanpiao。逮埔。到庭", "领传票。逮捕。到庭", [0, 4, 7]),
        ("到fa院\n领传票", "到法院领传票", [0, 3]),
    ],
)
def test_sentences_move_with_the_words(typed: str, read: str, starts: list[int]) -> None:
    """A mended word of another length shifts what comes after it."""
    folded, _ = RESPELLER.respell(fold(typed))

    assert (folded.text, folded.sentence_starts) == (read, starts)


PIECES = st.lists(
    st.sampled_from([*VARIANTS, "warrent ", "arest ", "。", "\n", "到庭"]) | TEXTS, max_size=8
).map("".join)


def _ways(folded: Folded) -> list[int]:
    return list(range(len(folded.text))) if folded.origins is None else folded.origins


@given(PIECES)
def test_ways_back_stay_whole(text: str) -> None:
    """Whatever is mended, every letter leads back in order, every mended word to its typing."""
    folded, mended = RESPELLER.respell(fold(text))

    assert folded.original == text
    assert len(_ways(folded)) == len(folded.text)
    assert _ways(folded) == sorted(_ways(folded))
    assert folded.sentence_starts == sorted(set(folded.sentence_starts))
    assert folded.sentence_starts[-1] <= len(folded.text)
    assert all(fold(folded.quote(*m)).text != folded.text[slice(*m)] for m in mended)
