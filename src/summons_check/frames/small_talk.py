"""Talk between people who know each other: of a relative, a card, an errand of the writer's own.

"My cousin got arrested, can you call me back?", "我弟被警察带走了，你快给我回电话": words of the
law that nobody uses against the reader. Two signs make it talk: something that is the writer's
own, and a favour that one asks of friends. Who collects, frightens or wants to be paid has
neither, or has what talk lacks: an account, a link, a secret, a sum for a life in custody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summons_check.frames.view import View
from summons_check.models import Role
from summons_check.patterns import plain_pattern
from summons_check.vocabulary import Mention

_KIN = (
    "cousin|brother|sister|bro|sis|sons?|daughters?|kids?|mum|mom|mam|dad|father|mother|parents|wife"
    "|husband|partner|boyfriend|girlfriend|bf|gf|ex|uncle|aunt|auntie|nana?|gran|grandma|grandpa"
    "|grandad|nephew|niece|best friend|flatmate|housemate|roommate|neighbou?rs?"
)
_OWN = plain_pattern(
    rf"\b(?:my|our) (?:[a-z]+ )?(?:{_KIN}|dog|cat|car|card|wages|rent|payslip|passport|visa)\b"
    r"|\b(?:mum|mom|dad|nana?|gran|grandma|grandpa|auntie) "
    r"(?:is|was|has|says|said|wants|needs|got)\b"
    r"|\bneighbou?r(?:'?s|s'?)? (?:dog|cat|son|daughter|kid|car)\b"
    "|我(?:亲|大|小|二|表|堂)?(?:哥|弟|姐|妹|爸|妈|爹|老公|老婆|媳妇|对象|男朋友|女朋友|儿子|女儿|闺女|孩子|娃|侄子|外甥"
    "|同学|室友|闺蜜|舅舅?|叔叔?|姨|姑|爷爷|奶奶|姥姥|姥爷|外公|外婆|妹夫|姐夫|嫂子|公公|婆婆|岳父|岳母|丈母娘)"
    "|我(?:的)?(?:银行)?(?:卡|车|工资|驾照|号)(?:被|又|也|都|让)|把我(?:的)?(?:银行)?(?:卡|车|工资|驾照|号)"
    "|我(?:今天|明天|下午|上午|待会|等下|周[一二三四五六日末])?(?:要|得|想)?去(?:趟)?(?:法院|派出所|公安局|律所|仲裁|银行)"
    "|(?:房东|物业|学校|老师|班主任|老板|律师|法院)(?:打电话来?|发消息|刚才|今天|又)?说"
    "|(?:客服|银行|老师|老板|领导|公司|单位)(?:让我|要赔我|赔了?我)"
)
"""Who or what the writer speaks of: it is his own, or tells him something."""
_FAVOUR = plain_pattern(
    r"\b(?:can|could|would) (?:you|u) (?:please |just |maybe |also )?"
    r"(?:pick|drive|give me a|lend|bring|cover|come|help|grab|ring|call me|tell|feed|watch|swap"
    r"|walk|let me know|send me half)\b"
    r"|\bcall me (?:back|when|after|later|tonight|tomorrow)\b|\bring (?:me|her|him|mum|mom|dad)\b"
    r"|\bwish me luck\b|\bpoor (?:guy|thing|boy|girl|man)\b|\bwhat (?:do|should) (?:we|i) do\b"
    r"|\bis (?:that|this) (?:even )?legal\b|\bdo (?:you|u) know (?:if|how|any)\b|\bas a witness\b"
    r"|\bneed (?:you|u) (?:to come|there)\b"
    r"|\bsee (?:you|u) (?:at|tonight|later|there|tomorrow|soon)\b"
    "|帮我|帮个忙|帮忙|替我|陪我|借我|借你|接我|等我|给我(?:作证|送|带|打印|回(?:个)?(?:电话|消息|话))|(?:记得|帮我)请(?:个|一天|半天)?假"
    "|(?:明天|下周|月底|改天|回头|发工资)?(?:就)?还(?:你|给你)|晚(?:点|些)回|怎么(?:办|弄)|你(?:今天|明天|记得|有空|先)?去[^,。!?;]{1,6}一下"
    "|你(?:有空|方便|在家)吗|请你(?:吃|喝)|你(?:吃|到家|下班|睡|起床|出门|充)了(?:没有?|吗)"
)
"""What one asks of friends, or says to them."""
_NO_TALK = (
    "link",
    "account",
    "payee.",
    "email",
    "phone.",
    "case_number",
    "payment.odd",
    "payment.gift_card",
    "payment.crypto",
    "payment.safe_account",
    "payment.cash_pickup",
    "payment.cancel",
    "payment.bribe",
    "posing.pocket",
    "posing.bought",
    "posing.insider",
    "posing.toy_court",
    "posing.surrender_remote",
    "posing.data_by_reply",
    "secrecy.",
    "remote.",
    "collection.contacts_threat",
    "collection.violence",
    "collection.shame",
    "collection.siege",
    "collection.harm",
    "collection.menace",
    "collection.abuse",
    "collection.image",
    "collection.bombard",
    "collection.entry",
    "collection.confine",
    "menace.insult",
    "menace.tool",
    "menace.of_yours",
    "veil.anchor",
    "veil.watch",
    "watch.kin",
    "deed.odd_request",
    "invented.",
)
"""What nobody says to a friend in such a matter."""
_OR_ELSE = plain_pattern(
    r"\bif (?:you|u) (?:don'?t|do not)\b|\bunless (?:you|u)\b|\bor else\b"
    "|不(?:还|接|回|处理)[^,。!?;]{0,8}(?:就|等着)|否则|不然|等着(?:被|坐|瞧|看)"
)
"""What threatens the reader, whoever he is."""
_CUSTODY = "power.custody."
_SUMS = frozenset({"amount", "amount.bare", "sum.spoken"})
_LONGEST = 240
"""Characters: friends write no letters."""


def may_be_talk(text: str) -> bool:
    """Whether a text may be talk, though the vocabulary has no cue for it."""
    return len(text) <= _LONGEST and bool(_OWN.search(text))


def small_talk_cues(view: View) -> list[Mention]:
    """The signs of talk between people who know each other, if it is that."""
    if len(view.text) > _LONGEST or view.voice.role is not Role.UNKNOWN:
        return []
    own, favours = [*_found(_OWN, view.told)], [*_found(_FAVOUR, view.told)]
    if not own or not favours or view.is_about_reader or _OR_ELSE.search(view.text):
        return []
    if view.starts(_NO_TALK):
        return []
    is_ransom = view.starts((_CUSTODY,)) and not _SUMS.isdisjoint(view.mentions)
    return [] if is_ransom else [*own, *favours]


def _found(signs: re.Pattern[str], text: str) -> Iterator[Mention]:
    for found in signs.finditer(text):
        yield Mention(*found.span())
