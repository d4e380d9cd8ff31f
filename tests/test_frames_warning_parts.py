"""What a warning is made of: parts that one who threatens hardly writes."""

from __future__ import annotations

import pytest
from hypothesis import given

from conftest import TEXTS
from summons_check.folding import fold
from summons_check.frames.warning_parts import (
    find_idle_words,
    find_retelling,
    find_tips,
    find_warning,
    introduces_caller,
    speaks_of_others,
    tells_of_scams,
    warns,
)


@pytest.mark.parametrize(
    "text",
    [
        "近期有人冒充法院打电话，请勿转账，有疑问拨打12368。",
        "法院不会电话要钱，这样说的都是骗子，可拨打110。",
        "有人打电话说你涉嫌洗钱？骗子，别理。",
        "本行不会发链接，切勿输入密码。",
        "看到“某法院”加你微信，假的！",
        "外公差点上当，那头自称法院的，说下午来拘他。",
        "演一遍。骗子：“您有传票。”您：“哪个法院？”挂。",
        "谁家接到电话说娃被抓了，莫信！",
        "有班友扮公安打嚟，話「要過數去安全戶口」，打18222問。",
        "昨天对面说他撞人逃逸，让他先交五千。记着：没有电话里扫码的，凶不代表真。",
        "他拿着“律师函”来问我。真律师函不会写这些，可到官网核实。",
        "同事收到“停发工资”的信，此类信函没有法律效力，请转告。",
        "Somebody is pretending to be the sheriff. Deputies never take gift cards.",
        "My dad had a call from the 'tax police'. It's a scam.",
        "Callers say a warrant is out. They are fraudsters.",
        "That guy saying he's a levy officer is not from the county, he only wants cash.",
        "If you get a call saying your son is in jail, hang up.",
        "Crooks send cards about bail. Bin it, and tell an older friend.",
        "Fraudsters ring at night. Law enforcement won't ask for a code.",
        "Whoever asks you for vouchers is a thief. No court does that.",
        "If you are told: 'your son is in jail' STOP. Ring your family.",
        "It purports to be from the county. There is no such office.",
        "A firm styling itself the recorder mails the words 'lien filing' to owners.",
        "Stop paying 'process servers' who ring. Real servers don't warn you.",
        "A friend was kept on a call by so-called CBI. Kindly check on elders.",
        "Did they say 'the agent will come for the cash'? That's the script.",
        "If anyone messages 'pay or I send it to the police', block. Don't pay.",
        "Letters come offering to 'hold a dismissal' for half. We don't do that.",
    ],
)
def test_warning(text: str) -> None:
    """Two telling parts, with a third or with a plain word."""
    assert len(find_warning(fold(text).text)) >= 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "请勿转账给他人，到本院缴费。",
        "您涉嫌诈骗，法院不会放过您。",
        "您的电话号码曾发虚假信息，切勿向家人透露。",
        "Do not call your bank, the officers are on their way.",
        "The bailiff will not wait. Pay now.",
        "He said you owe us money.",
        "If you get a call from your bank about this, tell them it is for a friend.",
        "Letter of claim. How the balance is made up of fees. If you do not pay, we may sue.",
        "This woman cheats our company and they do not pay, people, all of you.",
        "I'm not from the court. I'll ring your nan tonight.",
        "Reminder: we don't disconnect in winter, and we do not send links.",
        'From: "Court Service Desk" <a@b.example>. Staff have no access to your file.',
        "Delete it once the judge has called, or the police will not wait.",
        "Letter of demand, and nobody is to pay but you.",
    ],
)
def test_no_warning(text: str) -> None:
    """One part alone is found in threats, too."""
    assert find_warning(fold(text).text) == []


def test_words_that_warn_of_nothing() -> None:
    """The name of an office, an accusation, and what only a cheat forbids."""
    text = (
        "反诈中心的，您涉嫌诈骗，反诈清卡，骗取网络贷款，千万别再去报警，"
        "勿向家人透露，此人就是诈骗犯"
    )

    assert [text[slice(*span)] for span in find_idle_words(text)] == [
        "反诈中心",
        "涉嫌诈骗",
        "反诈清",
        "骗取网络贷",
        "千万别再去报警",
        "勿向家人透露",
        "此人就是诈骗犯",
    ]


@pytest.mark.parametrize(
    ("text", "idle"),
    [
        ("This is not a scam, sir.", ["this is not a scam"]),
        ("Your bank will say it is fraud.", ["say it is fraud"]),
        ("It is a scam.", []),
    ],
)
def test_who_denies_that_it_is_a_scam_warns_of_nothing(text: str, idle: list[str]) -> None:
    folded = fold(text).text

    assert [folded[slice(*span)] for span in find_idle_words(folded)] == idle


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("各位业主，凡是收到起诉的，官网可查。", False),
        ("各位业主，谨防上当。", True),
        ("有人说我欠钱。", True),
        ("Dear residents, report it to the police station.", False),
        ("Beware of crooks.", True),
    ],
)
def test_whom_it_is_for_tells_of_no_scam(text: str, tells: bool) -> None:
    """Turning to the public and naming who to ask is what any notice does."""
    assert tells_of_scams(fold(text).text) is tells


@given(TEXTS)
def test_parts_lie_in_the_text(text: str) -> None:
    """Every part is a stretch of the text."""
    folded = fold(text).text

    assert all(0 <= part.start < part.end <= len(folded) for part in find_warning(folded))


@pytest.mark.parametrize(
    "text",
    [
        "My aunt was rung by a court officer who said she'd be locked up. She hung up.",
        "They told him he had to buy cards, and he drove to the shop.",
        "She got a call from the marshals. Please talk to your parents.",
    ],
)
def test_a_retelling_says_what_befell_somebody_else(text: str) -> None:
    assert len(find_retelling(fold(text).text)) >= 2


@pytest.mark.parametrize(
    "text",
    [
        "I told you that you would be arrested.",
        "Call me before four or the sheriff comes.",
        "Luckily you can still pay.",
        "All they want is a card. If they ask, it's for tiles.",
        "You've got my number, and let them see.",
        "The sister has told us that money is short.",
    ],
)
def test_words_to_the_reader_are_no_retelling(text: str) -> None:
    assert find_retelling(fold(text).text) == []


@pytest.mark.parametrize(
    ("sentence", "is_advice"),
    [
        ("if you get one of these, come to us", True),
        ("real courts never ask you for cards", True),
        ("you have until noon to pay", False),
    ],
)
def test_advice_to_the_reader_is_told_from_a_threat(sentence: str, *, is_advice: bool) -> None:
    assert speaks_of_others(sentence) is is_advice


@pytest.mark.parametrize(
    ("text", "calls"),
    [
        ("Good evening, my name is Ray Cole from the recovery unit.", True),
        ("Yes hello, message for a Miss Dunn.", True),
        ("It's Bea from next door, a man rang me.", False),
        ("Message for all tenants.", False),
        ("This is Ray from the shop. A man rang my nan and she nearly paid.", False),
    ],
)
def test_a_caller_says_who_he_is(text: str, *, calls: bool) -> None:
    assert introduces_caller(fold(text).text) is calls


@pytest.mark.parametrize(
    ("label", "is_warning"), [("Fake: ", True), ("骗子：", True), ("Voicemail, noon: ", False)]
)
def test_a_label_warns_or_not(label: str, *, is_warning: bool) -> None:
    assert warns(fold(label).text) is is_warning


@pytest.mark.parametrize(
    ("text", "tips"),
    [
        ("Pay by May. Watch out for bogus callers: ours carry a card.", 1),
        ("Be alert to fraud. Pay by May.", 1),
        ("Pay by May, a bogus caller said.", 0),
    ],
)
def test_a_line_of_advice_under_a_letter_is_a_tip(text: str, tips: int) -> None:
    assert len(find_tips(fold(text).text)) == tips
