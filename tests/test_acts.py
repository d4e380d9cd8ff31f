"""Speaker and act: who is said to use a power, and whether it may."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import TEXTS
from summons_check.acts import MANNERS, POWER, find_acts
from summons_check.folding import fold
from summons_check.rulepack import RulePack
from summons_check.speaker import find_speaker
from summons_check.vocabulary import Mentions, Vocabulary


@pytest.fixture(scope="module")
def words(tiny: RulePack) -> Vocabulary:
    """The words of the small pack."""
    return Vocabulary(tiny.concepts)


def acts(tiny: RulePack, words: Vocabulary, text: str) -> Mentions:
    """Find the acts of a text."""
    folded = fold(text)
    mentions = words.scan(folded)
    voice = find_speaker(folded, mentions, None, words)
    return find_acts(folded, mentions, voice, tiny.authority["CN"])


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        # the speaker does what it cannot
        ("【速贷】我司已签发逮捕令。", "usurped.custody.arrest"),
        ("【某某律师事务所】本所今日下达逮捕令。", "usurped.custody.arrest"),
        ("我司已签发逮捕令。", "usurped.custody.arrest"),
        ("我行将冻结您的账户。", "usurped.asset.freeze"),
        ("【某区法院】本院将对你执行逮捕。", "usurped.custody.arrest"),
        ("【某市公安局】我局已冻结你的资产。", "usurped.asset.freeze"),
        ("【速貸】我司已簽發逮捕令。", "usurped.custody.arrest"),
        ("【速贷】我 司 已 签 发 逮·捕·令。", "usurped.custody.arrest"),
        ("[Quick Loans] our company issued an arrest warrant.", "usurped.custody.arrest"),
        # so does a private party that it names
        ("【速贷】催收公司今晚执行逮捕。", "usurped.custody.arrest"),
        ("张律师已下达逮捕令。", "usurped.custody.arrest"),
        # or a state body that has other powers
        ("【速贷】法院已签发逮捕令。", "usurped.custody.arrest"),
        ("【速贷】警察已冻结你的账户。", "usurped.asset.freeze"),
        # a private speaker, a verb, and nobody else named
        ("【速贷】已对你签发逮捕令。", "usurped.custody.arrest"),
        ("[Quick Loans] An arrest warrant has been issued.", "usurped.custody.arrest"),
        # asked of its holder
        ("【速贷】我司将向法院申请冻结。", "requested.asset.freeze"),
        ("【某某律师事务所】本所已请求法院冻结账户。", "requested.asset.freeze"),
        ("【速贷】我司已提交冻结申请。", "requested.asset.freeze"),
        (
            "[Quick Loans] our company will apply to the court for a freezing order.",
            "requested.asset.freeze",
        ),
        # said of its holder
        ("【速贷】法院已下达冻结裁定。", "reported.asset.freeze"),
        ("【速贷】警察今晚执行逮捕。", "reported.custody.arrest"),
        ("检察院已批准逮捕。", "reported.custody.arrest"),
        ("[Quick Loans] the police signed an arrest warrant.", "reported.custody.arrest"),
        ("[Quick Loans] the court signed a freezing order.", "reported.asset.freeze"),
        # said of nobody
        ("你的账户被冻结。", "unattributed.asset.freeze"),
        ("你催收公司的账户被冻结。", "unattributed.asset.freeze"),  # the reader's company
        ("逮捕令已签发。", "unattributed.custody.arrest"),
        ("【速贷】你的账户可能被冻结并执行。", "unattributed.asset.freeze"),
        ("张律师：如果账户冻结，可以复议。", "unattributed.asset.freeze"),
        ("【速贷】如果不还款，我司将冻结账户。", "usurped.asset.freeze"),
        ("an arrest warrant was signed", "unattributed.custody.arrest"),
        # the holder itself speaks
        ("【某区法院】本院已冻结你的账户。", "official.asset.freeze"),
        ("【某区法院】你的账户已被冻结。", "official.asset.freeze"),
        ("【某区法院】法院已冻结你的账户。", "official.asset.freeze"),
        ("【某市公安局】你已被执行逮捕。", "official.custody.arrest"),
        ("【某区法院】依原告申请冻结你的账户。", "official.asset.freeze"),
        ("[Anytown Court] this court issued a freezing order.", "official.asset.freeze"),
    ],
)
def test_manner_of_a_power(tiny: RulePack, words: Vocabulary, text: str, manner: str) -> None:
    """A power is held against its lawful holders and the one who is said to use it."""
    assert [*acts(tiny, words, text)] == [manner]


@pytest.mark.parametrize(
    ("text", "manners"),
    [
        (
            "【速贷】我司已签发逮捕令，并将向法院申请冻结。",
            {"usurped.custody.arrest", "requested.asset.freeze"},
        ),
        (
            "【速贷】法院已冻结账户，警察今晚执行逮捕。",
            {"reported.asset.freeze", "reported.custody.arrest"},
        ),
        ("警察找你。逮捕令已签发。", {"unattributed.custody.arrest"}),
    ],
)
def test_each_clause_has_its_actor(
    tiny: RulePack, words: Vocabulary, text: str, manners: set[str]
) -> None:
    """The nearest actor before the power counts; one of another sentence does not."""
    assert acts(tiny, words, text).keys() == manners


@pytest.mark.parametrize(
    "text", ["", "我司将起诉。", "【速贷】我司不会冻结您的账户。", "法院路的警察"]
)
def test_no_power_no_act(tiny: RulePack, words: Vocabulary, text: str) -> None:
    """Without a power, or with one denied, nobody acts."""
    assert acts(tiny, words, text) == {}


def test_power_without_a_row_in_the_table_is_left_alone(tiny: RulePack) -> None:
    """Only powers of the authority table are judged."""
    folded = fold("我司已签发逮捕令。")
    mentions = Vocabulary(tiny.concepts).scan(folded)
    speaker = find_speaker(folded, mentions, None, Vocabulary(tiny.concepts))

    assert find_acts(folded, mentions, speaker, {}) == {}


@given(
    st.lists(
        st.sampled_from(
            [
                "【速贷】",
                "我司",
                "法院",
                "警察",
                "申请",
                "签发",
                "逮捕令",
                "冻结",
                "，",
                "。",
                "the court",
            ]
        )
        | TEXTS,
        max_size=9,
    ).map("".join)
)
def test_every_mention_of_a_power_has_one_manner(tiny: RulePack, text: str) -> None:
    """Whatever the text, each mention of a power is judged exactly once."""
    words = Vocabulary(tiny.concepts)
    folded = fold(text)
    powers = sorted(
        (name.removeprefix(POWER), mention)
        for name, found in words.scan(folded).items()
        if name.startswith(POWER)
        for mention in found
    )
    judged = []
    for name, found in acts(tiny, words, text).items():
        manner, _, power = name.partition(".")
        assert manner in MANNERS
        judged += [(power, mention) for mention in found]

    assert sorted(judged) == powers
