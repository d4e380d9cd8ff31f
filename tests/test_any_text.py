"""Any string is a message: whatever is in it, its report is sound and can be written down."""

from __future__ import annotations

import sys
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hostile_texts import LOOSE, OPENING, long
from soundness import require_sound
from summons_check import Checker, default_pack
from summons_check.models import Channel, Lang

CHECKER = Checker()
EXAMPLES = [example.text for rule in default_pack().rules for example in (*rule.hit, *rule.miss)]
UNICODE = st.integers(0, sys.maxunicode).map(chr)
"""Every code point with equal chance: most are unassigned, some lone surrogates."""
KINDS = "Cs Cn Cc Cf Co Mn Me Mc Zs Zl Zp So Sk Sm Sc Nd Nl No Lm Lo Lt Lu Ll Pc Pd Ps Pe Pi Pf Po"
EACH_KIND = st.sampled_from(KINDS.split()).flatmap(lambda kind: st.characters(categories=[kind]))
"""Every category of Unicode with equal chance, however few characters it has."""
WORDS = st.sampled_from(EXAMPLES) | st.sampled_from([*LOOSE.values(), OPENING])
MARKUP = st.sampled_from(
    ["<script>alert(1)</script>", "</article>", "[x](javascript:y)", "<!--", "&lt;", "\n# x\n", "`"]
)
ANYTHING = st.lists(WORDS | MARKUP | st.text(UNICODE | EACH_KIND, max_size=8), max_size=5).map(
    "".join
)
INSERTED = st.text(EACH_KIND, min_size=1, max_size=2)
CHANNELS = st.none() | st.sampled_from(get_args(Channel))
LANGS = st.none() | st.sampled_from(get_args(Lang))


@given(ANYTHING, st.none() | ANYTHING, CHANNELS, LANGS)
def test_any_text_has_a_sound_report(
    text: str, sender: str | None, channel: Channel | None, lang: Lang | None
) -> None:
    """All of Unicode, alone and among words that rules know, as message and as sender."""
    require_sound(CHECKER, text, sender=sender, channel=channel, lang=lang)


@settings(max_examples=20)
@given(st.sampled_from(EXAMPLES), INSERTED)
def test_any_character_between_all_others(text: str, inserted: str) -> None:
    """What is strewn among the letters of a message breaks no span and no quote."""
    require_sound(CHECKER, inserted.join(text))


@pytest.mark.parametrize("name", LOOSE)
def test_texts_that_are_built_to_be_slow(name: str) -> None:
    """Long rows of brackets, quotes, digits and disguised letters have sound reports, too."""
    require_sound(CHECKER, long(LOOSE[name], 400))
