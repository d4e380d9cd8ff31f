"""Who speaks: read where senders name themselves, never from the words of the threat."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import TEXTS
from summons_check.folding import fold
from summons_check.models import Role
from summons_check.rulepack import RulePack
from summons_check.speaker import Places, Voice, find_speaker
from summons_check.vocabulary import Mention, Vocabulary


@pytest.fixture(scope="module")
def words(tiny: RulePack) -> Vocabulary:
    """The words of the small pack."""
    return Vocabulary(tiny.concepts)


def voice(words: Vocabulary, text: str, sender: str | None = None) -> Voice:
    """Find the speaker of a text."""
    folded = fold(text)
    return find_speaker(folded, words.scan(folded), sender, words)


def spoken(words: Vocabulary, text: str) -> tuple[Role, str]:
    """Give the role, and the words that say so as they were typed."""
    found = voice(words, text)
    return found.role, fold(text).quote(*found.at) if found.at else ""


@pytest.mark.parametrize(
    ("text", "role", "evidence"),
    [
        # signature
        ("【某区人民法院】您有一份传票。", Role.COURT, "某区人民法院"),
        ("您有一份传票。【某区人民法院】", Role.COURT, "某区人民法院"),
        ("[某市公安局]请到所接受询问。", Role.POLICE, "某市公安局"),
        ("〖某区检察院〗告知书", Role.PROCURATORATE, "某区检察院"),
        ("【速贷】逾期请还款。", Role.LENDER, "速贷"),
        ("【某某律师事务所】律师函", Role.LAW_FIRM, "某某律师事务所"),
        ("【某资产管理】催款通知", Role.COLLECTOR, "某资产管理"),
        ("【某区调解中心】案件已转调解。", Role.MEDIATOR, "某区调解中心"),
        ("【某仲裁委员会】开庭通知", Role.ARBITRATION, "某仲裁委员会"),
        ("【某公证处】送达公证", Role.NOTARY, "某公证处"),
        ("【中国邮政】您有一封法院邮件", Role.POST, "中国邮政"),
        ("【某县司法局】普法通知", Role.GOVERNMENT, "某县司法局"),
        ("【某區法院】您有一份傳票。", Role.COURT, "某區法院"),
        # a borrowed court: the name belongs to the private party in it
        ("【某某律师事务所驻法院工作站】请速还款", Role.LAW_FIRM, "某某律师事务所驻法院工作站"),
        ("【速贷法院立案科】请速还款", Role.LENDER, "速贷法院立案科"),
        ("【催收法院联络处】请速还款", Role.COLLECTOR, "催收法院联络处"),
        # letterhead and closing line
        ("某区人民法院\n传票\n张三：请到庭。", Role.COURT, "某区人民法院"),
        ("某区人民法院：您的案件已受理。", Role.COURT, "某区人民法院"),
        # a name whose line a colon ends is the addressee
        ("某区人民法院：\n随函附委托书。\n某某律师事务所", Role.LAW_FIRM, "某某律师事务所"),
        ("请按时到庭参加诉讼。\n某区人民法院\n2026年11月2日", Role.COURT, "某区人民法院"),
        ("您的欠款已逾期。\n某资产管理有限公司", Role.COLLECTOR, "某资产管理有限公司"),
        ("Anytown County Court\nNotice of hearing", Role.COURT, "Anytown County Court"),
        (
            "Your account is overdue.\nAnytown Recoveries Ltd",
            Role.COLLECTOR,
            "Anytown Recoveries Ltd",
        ),
        # introduction
        ("您好，我是某区法院的，有您的传票。", Role.COURT, "某区法院"),
        ("老李，我某区法院王法官，案子明天开庭。", Role.COURT, None),
        ("我法院小李，钱打到法院账户", Role.COURT, None),
        ("我去某区法院找王法官，你来吗", Role.UNKNOWN, ""),
        ("有事请到本所二楼，民警都在。", Role.UNKNOWN, ""),
        ("我们这边是速贷法务部，今天必须还款。", Role.LENDER, "速贷法务部"),
        ("您好，我係某派出所，請接聽。", Role.POLICE, "某派出所"),
        ("Hello, this is Officer Roe of the Anytown police, pay now.", Role.POLICE, None),
        ("Hello, we are calling from Quick Loans.", Role.LENDER, None),
        ("We act on behalf of Roe Solicitors.", Role.LAW_FIRM, None),
        ("This is the district attorney of Anytown.", Role.PROCURATORATE, None),
        # what the speaker calls itself
        ("你已逾期，我司将起诉。", Role.LENDER, "我司"),
        ("你的信用卡逾期，我行将起诉。", Role.LENDER, "我行"),
        ("受委托，本所致函如下。", Role.LAW_FIRM, "本所"),
        ("你的案件本院已受理。", Role.COURT, "本院"),
        ("公告\n（2026）某执1号\n本院在执行某银行与何某一案中，责令你迁出。", Role.COURT, "本院"),
        # a court below the name of a party; but a signature in brackets is the sender's
        ("某银行与何某一案，责令迁出。\n某县人民法院", Role.COURT, "某县人民法院"),
        ("【速贷催收】你的案件，请还款。\n某县人民法院", Role.COLLECTOR, "速贷催收"),
        ("pay or our company will sue", Role.LENDER, "our company"),
        ("pay what you owe, this court will hear the case", Role.COURT, "this court"),
        # nobody: courts and police that are only spoken of
        ("法院已受理你的案件，警察今晚上门。", Role.UNKNOWN, ""),
        ("你已被某区法院起诉，请还款。", Role.UNKNOWN, ""),
        ("致某区人民法院：\n请依法判决。", Role.UNKNOWN, ""),
        ("请您到某区法院领取传票", Role.UNKNOWN, ""),
        ("逮捕令已签发", Role.UNKNOWN, ""),
        ("Now I'm no lawyer, but ring the court.", Role.UNKNOWN, ""),
        ("仲裁赢了，公司不给钱。", Role.UNKNOWN, ""),  # what happened
        ("本院提醒您按时复诊。", Role.UNKNOWN, ""),  # a hospital
        ("the court has issued an arrest warrant against you", Role.UNKNOWN, ""),
        ("the court waits for my call, pay now", Role.UNKNOWN, ""),
        ("the police come tonight: pay", Role.UNKNOWN, ""),
        ("", Role.UNKNOWN, ""),
    ],
)
def test_speaker_and_the_words_that_say_so(
    words: Vocabulary, text: str, role: Role, evidence: str | None
) -> None:
    """A sender names itself in its signature, letterhead, closing, introduction or by `we`."""
    found, quote = spoken(words, text)

    assert found is role
    assert evidence in {None, quote}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("【某区法院】我司通知您还款。", Role.COURT),
        ("【速贷】你的案件已由某区人民法院受理。\n某区人民法院", Role.LENDER),
        ("你好。\n你的贷款已经逾期。\n我司已起诉。\n某区人民法院", Role.LENDER),
    ],
)
def test_most_telling_place_comes_first(words: Vocabulary, text: str, role: Role) -> None:
    """Signature before `we`, `we` before the closing line."""
    assert voice(words, text).role is role


@pytest.mark.parametrize(
    ("sender", "role"),
    [
        ("某区法院", Role.COURT),
        ("某區法院", Role.COURT),
        ("速 贷", Role.LENDER),
        ("Anytown Police", Role.POLICE),
        ("10690000", Role.UNKNOWN),
        ("", Role.UNKNOWN),
        ("\u200b", Role.UNKNOWN),
        (None, Role.UNKNOWN),
    ],
)
def test_sender_speaks_when_the_text_does_not(
    words: Vocabulary, sender: str | None, role: Role
) -> None:
    """The name that a telephone shows counts last, and has no place in the text."""
    found = voice(words, "逮捕令已签发", sender)

    assert found.role is role
    assert found.at is None
    assert found.evidence == (sender if role is not Role.UNKNOWN else "")
    assert voice(words, "【某公证处】通知", sender).role is Role.NOTARY


@pytest.mark.parametrize(
    ("role", "concepts"),
    [
        (Role.COURT, ("speaker.court", "speaker.state")),
        (Role.GOVERNMENT, ("speaker.government", "speaker.state")),
        (Role.LENDER, ("speaker.lender", "speaker.private")),
        (Role.LAW_FIRM, ("speaker.law_firm", "speaker.private")),
        (Role.MEDIATOR, ("speaker.mediator", "speaker.body")),
        (Role.POST, ("speaker.post", "speaker.body")),
        (Role.UNKNOWN, ("speaker.unknown",)),
    ],
)
def test_speaker_is_a_concept_and_belongs_to_a_group(role: Role, concepts: tuple[str, ...]) -> None:
    """Rules ask for the role, or for state, private or body."""
    assert Voice(role).concepts == concepts


def test_every_role_but_unknown_has_a_group() -> None:
    """A role that was forgotten would escape the rules for its group."""
    assert {role for role in Role if len(Voice(role).concepts) == 1} == {Role.UNKNOWN}


@given(
    st.lists(
        st.sampled_from(["【", "】", "某区法院", "速贷", "我是", "的", "\n", "，", "this is "])
        | TEXTS,
        max_size=8,
    ).map("".join)
)
def test_words_of_the_speaker_lie_in_the_text(tiny: RulePack, text: str) -> None:
    """Whatever the text, there is an answer, and its evidence is a stretch of the text."""
    at = voice(Vocabulary(tiny.concepts), text).at or Mention(0, 1)

    assert 0 <= at.start < at.end <= max(1, len(fold(text).text))


def test_places_are_found_where_folding_changes_them() -> None:
    assert Places(["乾县"]).occur_in(fold("陕西省乾县公安局").text)
