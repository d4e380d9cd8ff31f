"""Frames: ways of speaking in which the same words are no threat.

A police warning, a statute, an exam, a question about a letter, a novel. A
frame switches red flags off and the report says why. A warning, an advert, a
joke or a story hides no live demand on the reader: who warns of fraud does
not ask to be paid, called on a private number or added on WeChat in the same
breath. News, records, exams and questions stand, for they retell demands.
Nor does a frame cover a message that stands before it or below it.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple

from summons_check.folding import Folded
from summons_check.frames.cues import FULL_WARNING, KINDS, PLAYFUL
from summons_check.frames.demands import (
    AT_STAKE,
    FEARED,
    has_live_demand,
    has_plain_demand,
    threatens,
)
from summons_check.frames.transcript import heard_in
from summons_check.frames.view import QUOTED, View, blanked, names_case, quotes_in, variety_of
from summons_check.frames.warning_parts import find_warning
from summons_check.models import Role, worded
from summons_check.patterns import HAN, pattern, plain_pattern
from summons_check.speaker import Voice
from summons_check.vocabulary import Mention, Mentions

REASONS = {
    "warning": worded(
        zh="这段文字是在提醒或报道骗局，里面的威胁是转述，不是对你提出的要求。",
        en="The text warns of scams or reports on them; the threats in it are not made to you.",
        ja="詐欺への注意を呼びかけ、または報じる文で、中の脅しはあなたに向けたものではありません。",
    ),
    "news": worded(
        zh="这段文字是新闻报道或案例介绍，不是发给你的通知。",
        en="The text is a news report or a case report, not a notice to you.",
        ja="報道や事例の紹介で、あなたへの通知ではありません。",
    ),
    "statute": worded(
        zh="这段文字是法律条文或法律解释，不是发给你的通知。",
        en="The text is a statute or a commentary on it, not a notice to you.",
        ja="法令の条文や解説で、あなたへの通知ではありません。",
    ),
    "record": worded(
        zh="这段文字是案情或裁判文书里对别人案件的叙述，不是对你说的话。",
        en="The text tells the facts of another's case, as a judgment does, and not to you.",
        ja="判決書などで他人の事件を述べた文で、あなたに向けたものではありません。",
    ),
    "exam": worded(
        zh="这段文字是试题或教材。",
        en="The text is an exam question or a textbook.",
        ja="試験問題や教材です。",
    ),
    "question": worded(
        zh="这段文字是在提问或讲述自己的遭遇；只有其中被引用的原话会被判断。",
        en="The text asks a question or tells what happened; only words that it quotes are judged.",
        ja="質問や体験談です。引用された言葉だけを判定しています。",
    ),
    "fiction": worded(
        zh="这段文字是小说、影视之类的虚构内容。",
        en="The text is fiction, or about a novel or a film.",
        ja="小説や映画など、創作の話です。",
    ),
    "advert": worded(
        zh="这段文字是广告或招聘。",
        en="The text is an advertisement or a job offer.",
        ja="広告や求人です。",
    ),
    "play": worded(
        zh="这段文字是玩笑、游戏或日常闲聊。",
        en="The text is a joke, a game or small talk.",
        ja="冗談や遊び、日常の会話です。",
    ),
    "talk": worded(
        zh="这段文字是熟人之间说自己的事、请人帮忙，不是对你提出的要求。",
        en="People who know each other talk of a matter of the writer's own; it claims nothing "
        "from you.",
        ja="知り合いどうしが自分のことを話している文で、あなたへの請求ではありません。",
    ),
}
_CHINESE_READER = pattern("[你您]")
_PUBLIC = pattern(
    r"各位|大家|市民|居民|群众|朋友们|同学|家长|业主|乡亲|村民|街坊|(?<!尊敬的)(?:用户|客户)|请广大|提醒广大"
    r"|\b(?:residents|customers|everyone|members|students|the public|consumers)\b"
)
"""Whom a warning to the public speaks to."""
_CANCELLED = frozenset({"warning", "advert", "play", "fiction"})
"""Frames that a message to a reader can dress up as."""
_BILL = frozenset({"debt.bill", "debt.loan"})
_DUE = frozenset({"amount", "debt.overdue"})
_SHARE = 4
"""A message that somebody asks about is one part of so many of what he writes, …"""
_LONG = 90
"""… or is as long as so many letters."""
_HAN = plain_pattern(f"[{HAN}]")
_HAN_LETTERS = 3
"""As many letters as a Chinese character says."""
_BEHIND, _BEHIND_ALL = 0.5, 0.75
"""The part of a text behind which a frame covers nothing of what stands before; who warns may tell
first what callers say."""
_KINDLY = frozenset({"warning", "play"})
"""Frames that may close words to the reader which frighten nobody."""
_TAG = 2
"""So many different cues are soon put beside a message; more of them are what a text is about."""
_NO_JOKE = ("payment.odd", "link", "phone.", "payee.", "account", "secrecy.", "remote.")
"""What nobody says before he laughs."""
_ADDED = frozenset({"question", "exam", "fiction", "advert", "play", "talk"})
"""Frames of what no office, firm or lender signs, unlike warnings, news and records."""
_NONE: tuple[Mention, ...] = ()


class Frames(NamedTuple):
    """The frames of a message."""

    names: tuple[str, ...]
    cues: dict[str, list[Mention]]
    quoted: list[Mention]
    """Quoted messages; inside a question they are judged."""
    is_notice: bool = False
    """Whether it is a notice to one reader, with tips against fraud on it."""

    def silence(self, is_red_flag: bool) -> bool:
        """Whether a rule is switched off.

        Only flags are under a record, which may be a real judgment, and under tips that a real
        notice may carry.
        """
        spares = self.names == ("record",) or (self.names == ("warning",) and self.is_notice)
        return bool(self.names) and (is_red_flag or not spares)

    def judges(self, start: int, end: int) -> bool:
        """Whether evidence at this place counts in spite of the frame."""
        return self.names == ("question",) and any(
            quote.start <= start and end <= quote.end for quote in self.quoted
        )


def find_frames(folded: Folded, mentions: Mentions, voice: Voice) -> Frames:
    """Find the frames of a message."""
    quoted = quotes_in(folded.text)
    text = heard_in(folded.text, quoted, mentions) if quoted else folded.text
    quoted = quoted if text is folded.text else quotes_in(text)
    cues: dict[str, list[Mention]] = {}
    for name, sure, hinting, is_told, find_cues in KINDS:
        strong, hints = mentions.get(sure, _NONE), mentions.get(hinting, _NONE)
        if strong or hints or (is_told and is_told(text)):
            view = View(text, mentions, voice, strong, hints, bool(quoted))
            if (found := find_cues(view)) and not _is_afterthought(name, view, found):
                cues[name] = sorted(found)
    passages = [quote for quote in quoted if _is_message(quote, text)]
    if passages and _is_undecided(cues.get("question", []), mentions.get("frame.warning", [])):
        cues.pop("warning", None)
    if len(cues) == 1 and cues.keys() <= _CANCELLED:
        warned = cues.get("warning", [])
        is_full = bool(warned) and len(find_warning(text)) >= FULL_WARNING
        told = [*cues.get("play", []), *cues.get("fiction", [])]
        is_full = is_full or variety_of(text, told) > PLAYFUL
        hides_demand = (warned and has_plain_demand(folded, mentions, quoted)) or (
            not is_full and has_live_demand(folded, mentions, quoted, warned)
        )
        if hides_demand:
            cues = {}
    return Frames(tuple(cues), cues, passages, bool(cues) and _is_notice(text, mentions, voice))


def _is_undecided(asks: list[Mention], warns: list[Mention]) -> bool:
    """Whether somebody asks, and speaks of a fraud at most where he does: "is he a cheat?"."""
    starts = [ask.start for ask in asks]
    ends = [*accumulate((ask.end for ask in asks), max)]
    return bool(asks) and all(
        (before := bisect_right(starts, each.start)) > 0 and each.end <= ends[before - 1]
        for each in warns
    )


def _is_afterthought(name: str, view: View, cues: list[Mention]) -> bool:
    """Whether a frame stands only beside words that threaten the reader, which are a message.

    "You have a warrant, pay tonight. Is this real?" asks about all before the question, or
    below its line; and "episode 3" or "scam alert" may be put below anything.
    """
    if name != "question" and variety_of(view.text, cues) > _TAG:
        return False
    first = min(cues).start
    if first >= len(view.text) * (_BEHIND_ALL if name == "warning" else _BEHIND):
        return _is_message_alone(name, view, 0, first)
    line = view.text.find("\n", max(cue.end for cue in cues))
    is_above = name == "question" and 0 <= line <= len(view.text) * _BEHIND
    return is_above and _is_message_alone(name, view, line, len(view.text))


def _is_message_alone(name: str, view: View, low: int, high: int) -> bool:
    """Whether a stretch of a text beside a frame threatens its reader, or bears a name."""
    told = blanked(view.text, [quote.span() for quote in QUOTED.finditer(view.text)])
    part = view._replace(
        text=" " * low + told[low:high],
        mentions={
            concept: within
            for concept, places in view.mentions.items()
            if (within := [each for each in places if low <= each.start and each.end <= high])
        },
    )
    if name == "question" and part.is_about_writer:
        return False
    at = view.voice.at
    bears_name = at is not None and low <= at.start and at.end <= high and name in _ADDED
    if bears_name and part.starts(FEARED):
        return True
    if name == "play" and not part.starts(_NO_JOKE):
        return False
    kinds = FEARED if name in _KINDLY else AT_STAKE
    return part.speaks_to_reader and threatens(part, (), kinds)


def _is_message(quote: Mention, text: str) -> bool:
    """Whether it is a message that somebody shows, not a word or two that he speaks of."""
    length = quote.end - quote.start
    letters = length + (_HAN_LETTERS - 1) * len(_HAN.findall(text, *quote))
    return letters >= _LONG or length * _SHARE >= len(text)


def _is_notice(text: str, mentions: Mentions, voice: Voice) -> bool:
    is_bill = not _BILL.isdisjoint(mentions) and not _DUE.isdisjoint(mentions)
    is_served = "deadline.statutory" in mentions
    is_unsaid = voice.role is Role.UNKNOWN and not is_bill and not is_served
    if is_unsaid or _PUBLIC.search(text):
        return False
    says_you = _CHINESE_READER.search(QUOTED.sub("", text))  # "you" in English is anybody, too
    is_personal = "hearing" in mentions or "notice.personal" in mentions
    return bool(says_you) or is_personal or names_case(mentions)
