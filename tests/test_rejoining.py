"""Rejoining: torn, spread and drawn out words of English are read whole, and quoted as typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import TEXTS
from summons_check.folding import fold
from summons_check.rejoining import Rejoiner

WORDS = (
    "loan arrest warrant notice court payment your overdue issued lawsuit summons officer the"
    " was rest pay filed law suit e-transfer licence sheriff war within for with you are press to"
    " high court highcourt high court sued in summon policy income arrears balance of it"
)
REJOINER = Rejoiner(WORDS.split)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("an arr est war rant", "an arrest warrant"),
        ("an ar*rest war_rant", "an arrest warrant"),
        ("yo·ur lo·an w|a|s", "your loan was"),
        ("your lo.an", "your loan"),
        ("a sum-\nmons", "a summons"),
        ("a r r e s t w a r r a n t", "arrest warrant"),
        ("y.o.u.r l.o.a.n is o.v.e.r.d.u.e", "your loan is overdue"),
        ("an arrrest waarrant", "an arrest warrant"),
        ("yo ur lo an is ov er due a war rant iss ued", "your loan is overdue a warrant issued"),
        ("a w4r rant and n0t ice", "a warrant and notice"),
        ("y o u a r e s u e d i n c o u r t", "you are sued in court"),  # not sue din
        ("p r e s s 1 t o p a y", "press 1 to pay"),
        ("the h i g h c o u r t", "the high court"),  # two words for most rules
        ("by e-t r a n s f e r", "by e-transfer"),
        ("not-ice wi-thin with-in of an arr-est", "notice within within of an arrest"),
        ("a bal-lance, arre-ars and wa-rrrant", "a balance, arrears and warrant"),
        ("a ballance", "a balance"),
        ("ar🚨rest no🚨tice", "arrest notice"),
        ("the ar rest war rant now, and so on and on", "the arrest warrant now, and so on and on"),
        ("the sum-\nmons", "the summons"),
    ],
)
def test_torn_words_are_put_together(typed: str, read: str) -> None:
    """Whatever stands between their letters, and however often a letter is typed."""
    assert REJOINER.rejoin(fold(typed)).text == read


_SPELLED = "y*o*u*r l*o*a*n o*v*e*r*d*u*e w*a*r*r*a*n*t"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("c*o*u*r*t*f*o*r", "courtfor"),  # no court
        ("1*2*w*a*r*r*e*s*t*l*o*a*n", "12warrestloan"),
        ("l*o*a*n p a y", "loan pay"),  # folding takes out these spaces
        ("c*o*u*r*t f o r", "court for"),
        ("c*o*u*r*t-p*a*y", "court pay"),
        ("c*o-u*r*t*f*o*r", "courtfor"),
    ],
)
def test_where_spaces_part_spelled_out_words_none_is_several(typed: str, read: str) -> None:
    """But at a space, and at a hyphen between words: cowboy is no boy, interpolant no Interpol."""
    assert REJOINER.rejoin(fold(f"{_SPELLED} {typed}")).text == f"your loan overdue warrant {read}"


def test_where_nothing_parts_them_they_are() -> None:
    assert REJOINER.rejoin(fold("c*o*u*r*t*f*o*r")).text == "court for"


_COMMON = "you are to pay the loan of the court "


@pytest.mark.parametrize(
    ("typed", "in_a_short_text", "in_a_long_one"),
    [
        ("pay be em er", "pay beem er", "pay beemer"),  # a name
        ("zz qq be em er", "zz qq beem er", "zz qq be em er"),
        ("yo u ad va nt a ge lo an", "you adv ant age loan", "you advantage loan"),
        ("pa y sh o u lo an", "pay sho u loan", "pay shou loan"),
        ("yo u ad v to pa y lo an", "you adv to pay loan", "you adv to pay loan"),
        ("lo an er", "loan er", "loan er"),  # a common word
    ],
)
def test_a_long_text_has_rare_short_words_by_chance(
    typed: str, in_a_short_text: str, in_a_long_one: str
) -> None:
    """There they are read only where no scraps of words stand beside them."""
    wording = f"{_COMMON * 12} beem adv ant age sho".split
    rejoiner = Rejoiner(wording)
    much = _COMMON * 9

    assert rejoiner.rejoin(fold(typed)).text == in_a_short_text
    assert rejoiner.rejoin(fold(much + typed)).text == much + in_a_long_one


@pytest.mark.parametrize(
    "text",
    [
        "",
        "an arrest warrant",
        "a law suit within",  # two words each
        "the filled form",  # no filed
        "by e-transfer",
        "policyholder of the high-court",
        "be at it",
        "form N245 of 7A, 3rd notice, S$3,000 by 5pm",
        "pay\u200bPay N\u200b245",
        "tv licence",
        "the e rest",
        "pay s 12",
        "he was. Rest",
        "see war.rant.example/pay?lo.an and me@arr.est.com",
        "HC/EO 12",
        "Marchetti Lindqvist Okonkwo",
        "您的逾期",
    ],
)
def test_what_nobody_tore_stays(text: str) -> None:
    """Words that stand side by side, compounds, names and addresses: the same object."""
    folded = fold(text)

    assert REJOINER.rejoin(folded) is folded


@pytest.mark.parametrize(
    ("typed", "word", "quote"),
    [
        ("an ar*rest now", "arrest", "ar*rest"),
        ("a W a r r a n t", "warrant", "W a r r a n t"),
        ("no waarrrant yet", "warrant", "waarrrant"),
    ],
)
def test_evidence_is_what_was_typed(typed: str, word: str, quote: str) -> None:
    folded = REJOINER.rejoin(fold(typed))
    start = folded.text.index(word)

    assert folded.quote(start, start + len(word)) == quote


@given(TEXTS | st.text("arest wn.*-\n|loi", max_size=60))
def test_rejoining_keeps_the_way_back(text: str) -> None:
    """Every character leads into the original, and the sentences stay in order."""
    folded = REJOINER.rejoin(fold(text))

    assert folded.origins is None or len(folded.origins) == len(folded.text)
    assert all(0 <= place < len(text) for place in folded.origins or ())
    assert folded.sentence_starts == sorted(set(folded.sentence_starts))
