"""Talk between people who know each other is no threat, and no cover for one."""

from __future__ import annotations

import pytest

from summons_check import Verdict, check

TALK = (
    "My cousin got arrested last night, can you call me back?",
    "Our bank froze my card again, I need to call them before 5pm, can you lend me 20?",
    "Did the bailiff come round to yours again? Mum is worried, ring her",
    "Neighbour's dog got seized by animal control, they want $150 to release it, poor guy",
    "Sis, my car got impounded, could you drive me to the lot? they want 300",
    "My ex wants full custody, the court date is 12 Jan, need you as a witness",
    "我弟被警察带走了，你快给我回电话",
    "银行把我卡冻结了，你先帮我垫500，明天还你",
    "物业说不交物业费就停水，你今天去交一下",
    "法院打电话来说开庭改到下周三了，你记得请假",
)
NO_TALK = (
    "My cousin is a cop, he'll have you arrested if you don't call me back",
    "Mom it's me, I got arrested, can you send bail 2,000 by gift card, don't tell dad",
    "Can you call me back? My officers are outside your house with the warrant for your loan.",
    "Can you settle today? My boss has signed your arrest papers, the sheriff leaves at noon.",
    "我弟弟在法院上班，案子我让他帮你压下来，先打5000到我卡上",
    "我去派出所报案了，你不还钱就等着被抓，怎么办你自己想",
    "我老公带着法警在你家楼下，今天不还清就把你带走，你看怎么办",
    "我表哥是执行局的，你先转两千给我，我让他把查封撤了",
)


@pytest.mark.parametrize("text", TALK)
def test_talk_of_ones_own_matters_raises_no_alarm(text: str) -> None:
    report = check(text)

    assert report.verdict in {Verdict.NOT_APPLICABLE, Verdict.NO_RED_FLAGS}
    assert [frame.name for frame in report.frames] == ["talk"]
    assert all(text[span.start : span.end] for span in report.frames[0].spans)


@pytest.mark.parametrize("text", NO_TALK)
def test_a_threat_in_the_words_of_friends_stays_one(text: str) -> None:
    report = check(text)

    assert report.verdict in {Verdict.LIKELY_FAKE, Verdict.SUSPICIOUS}
    assert "talk" not in [frame.name for frame in report.frames]


@pytest.mark.parametrize(
    "more",
    [
        " http://court-pay.top/x",
        " 请转到6222020000000000000，户名李某",
        " 案号（2026）浙0110民初2345号",
        "，不要告诉任何人",
    ],
)
def test_what_no_friend_writes_is_no_talk(more: str) -> None:
    """An account, a link, a case number or a secret beside it."""
    assert "talk" not in [
        frame.name for frame in check(f"我弟被警察带走了，你快给我回电话{more}").frames
    ]


def test_one_sign_alone_is_none() -> None:
    for text in (
        "我弟被警察带走了",
        "警察来了，你快给我回电话",
        "My cousin got arrested last night",
    ):
        assert "talk" not in [frame.name for frame in check(text).frames], text
