"""Claims: what the message says, as data, with its place in the original text."""

from __future__ import annotations

import pytest

from summons_check.acts import find_acts
from summons_check.claims import collect_claims
from summons_check.facts.model import Fact, Link, Phone
from summons_check.folding import fold
from summons_check.models import Claim, Claims, Role, Span
from summons_check.rulepack import RulePack
from summons_check.speaker import Voice, find_speaker
from summons_check.vocabulary import Mention, Vocabulary


def phone(start: int, end: int) -> Phone:
    """Make a telephone number that stands there."""
    return Phone(start, end, "13800000000", "mobile", ("phone.mobile",), digits="13800000000")


def link(start: int, end: int) -> Link:
    """Make a link that stands there."""
    return Link(start, end, "a.cn", "other", ("link",), host="a.cn", registrable="a.cn", path="")


def claims(tiny: RulePack, text: str, *facts: Fact, sender: str | None = None) -> Claims:
    """Collect the claims of a text."""
    folded = fold(text)
    words = Vocabulary(tiny.concepts)
    mentions = words.scan(folded)
    voice = find_speaker(folded, mentions, sender, words)
    acts = find_acts(folded, mentions, voice, tiny.authority["CN"])
    return collect_claims(folded, acts, voice, facts)


def test_claims_carry_kind_value_detail_and_place(tiny: RulePack) -> None:
    """Places are those of the original, whatever was folded away."""
    text = "【速\u200b贷】我司已签发逮·捕·令，电１３８００００００００"
    found = claims(tiny, text, phone(14, 25))
    quotes = [(claim.kind, claim.value, claim.detail, claim.quote) for claim in found.items]

    assert ("document", "custody.arrest", "usurped", "逮·捕·令") in quotes
    assert all(claim.quote == text[claim.span.start : claim.span.end] for claim in found.items)
    assert quotes[-1] == ("phone", "13800000000", "mobile", "１３８００００００００")


def test_claims_stand_in_the_order_of_the_text(tiny: RulePack) -> None:
    """Facts and documents are one list, sorted by place."""
    found = claims(tiny, "link a.cn，逮捕，13800000000。", phone(11, 22), link(5, 9))

    assert [claim.kind for claim in found.items] == ["link", "document", "phone"]


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("我司已签发逮捕令", "usurped"),
        ("我司将向法院申请冻结", "requested"),
        ("法院已冻结账户", "reported"),
        ("账户被冻结", "unattributed"),
        ("【某区法院】账户被冻结", "official"),
    ],
)
def test_document_tells_who_uses_it(tiny: RulePack, text: str, manner: str) -> None:
    """The detail of a document is its manner."""
    assert {claim.detail for claim in claims(tiny, text).of("document")} == {manner}


def test_speaker_in_the_text(tiny: RulePack) -> None:
    """The speaker is told with the words that say so, as they were typed."""
    text = "【某\u200b區法院】傳票"
    speaker = claims(tiny, text).speaker

    assert speaker.role is Role.COURT
    assert speaker.span == Span(start=1, end=6)
    assert speaker.evidence == "某\u200b區法院"


def test_speaker_from_the_sender(tiny: RulePack) -> None:
    """A sender is evidence without a place in the text."""
    speaker = claims(tiny, "逮捕令已签发", sender="某区法院").speaker

    assert (speaker.role, speaker.evidence, speaker.span) == (Role.COURT, "某区法院", None)


def test_unknown_speaker(tiny: RulePack) -> None:
    """Nobody named is said so."""
    speaker = claims(tiny, "逮捕令已签发").speaker

    assert (speaker.role, speaker.evidence, speaker.span) == (Role.UNKNOWN, "", None)


def test_claims_are_valid(tiny: RulePack) -> None:
    """They are built without validation, and pass it."""
    found = claims(tiny, "【速贷】我司已签发逮捕令，13800000000", phone(13, 24))

    assert Claims.model_validate(found.model_dump()) == found


def test_longest_mention_of_a_document_is_told() -> None:
    """逮捕 inside 逮捕令 is no second document."""
    folded = fold("逮捕令和逮捕")
    acts = {"usurped.custody.arrest": [Mention(0, 2), Mention(0, 3), Mention(4, 6)]}
    found = collect_claims(folded, acts, Voice(Role.UNKNOWN), [])

    assert found.items == tuple(
        Claim(
            kind="document",
            value="custody.arrest",
            detail="usurped",
            quote=folded.text[start:end],
            span=Span(start=start, end=end),
        )
        for start, end in [(0, 3), (4, 6)]
    )
