"""Frames: ways of speaking in which the same words are no threat.

A police warning, a statute, an exam, a question about a letter, a novel. A
frame switches red flags off and the report says why. A warning, an advert, a
joke or a story hides no live demand on the reader: who warns of fraud does
not ask to be paid, called on a private number or added on WeChat in the same
breath. News, records, exams and questions stand, for they retell demands.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

import regex

from summons_check.folding import Folded
from summons_check.models import STATE_ROLES, Role, Text
from summons_check.speaker import PRIVATE_ROLES, Voice
from summons_check.vocabulary import Mention, Mentions

_QUOTED = regex.compile(
    r"“([^“”]{4,})”|\"([^\"]{4,})\"|「([^「」]{4,})」|『([^『』]{4,})』|【([^【】]{8,})】"
)
_DIALOGUE = regex.compile(
    r"(?:^|[\n。!?\s)])(?:[男女甲乙丙丁]|律师|坐席|客服|前台|对方|来电人|[a-z]+) ?:[^/]|——您好"
)
_READER = regex.compile(r"[你您]|\byour?\b")
# The words of a warning that warn of nothing: an office's name, an accusation against the reader,
# what befell the reader, and what only a cheat forbids.
_NO_WARNING = regex.compile(
    r"反(?:欺?诈|骗)(?:骗)?(?:中心|专线|民警|警官|大队|支队|专员|专班|热线|课|劝阻员?|维权|联盟|办|科|-)"
    r"|(?:涉嫌|构成|触犯|已属|属于|等于)[^,。;!?\n]{0,8}?诈骗(?!短信|电话|信息|套路|话术)"
    r"|(?:群发|发送?|参与|实施)[^,。;!?\n]{0,4}诈骗(?:短信|信息|电话)?|诈骗(?:罪|案件?|嫌疑|团伙成员)"
    r"|(?<!谨防|被人?|他人|诱导|不法分子|骗子)骗取(?:贷款|借款|资金|平台|银行|信用)"
    r"|[您你](?!们?说)[^,。;!?\n]{0,14}?被骗|被骗(?:资金|钱款|的?款项)|挽回被骗"
    r"|以[^,。;!?\n]{0,3}[您你][^,。;!?\n]{0,10}?为由"
    r"|别急着(?:高兴|挂|走|谢|哭)|千万(?:别|不要)(?:报警|报案|告诉|跟|和|让|挂|声张|外传|说出去|惊动|去问|找律师)"
)
# What a warning to the public is made of, whatever its words.
_WARNING_PARTS = {
    "scam": regex.compile(
        r"骗|诈(?!骗罪|骗案|骗资金|骗一案)|冒充|冒名|冒用|假(?![期设如日释扣定装])|伪造|虚假|不法|套路|谣|可疑|李鬼|陷阱"
    ),
    "advice": regex.compile(
        r"(?:请?勿|不要|切[勿莫]|千万别|千万不|别|谨防|警惕|当心|小心|提防|莫|拒绝)[^,。;!\n]{0,8}?"
        r"(?:信|转账|汇款|点击?|扫|理会|泄露|透露|上当|付款|打钱|下载|给钱|慌|急|怕|理他|搭理|接听|添加|填|交钱|受骗)"
    ),
    "never": regex.compile(
        r"(?:法院|公安|警察?方?|检察[院官]?|法官|律师|银行|海关|机关|部门|[我本][院司行局所]|我们|官方|平台|正规|真的?[^,。;]{0,6})"
        r"[^,。;!\n]{0,12}?(?:不会|从不|绝不|决不|不得|无权|没有权|没权|并无|不存在|不可能|不用|从来不|能不能[^,。;!\n]{0,14}\?不能)"
        r"|(?:法院|公安|民警|法官|执行(?:人员|法官))[^。;!\n]{0,40}?,也?不收(?!藏|到)"
    ),
    "quoted": regex.compile(r"(?:信|称|谓|说|叫|冒充|收到|凡是?)[^,。;!?\n]{0,6}[“\"「『]"),
    "check": regex.compile(
        r"12368|96110|(?<!\d)110(?!\d)|12348|12378|12345|12309|18222|(?:拨|打|电)165|报警|反诈|核实|官网|官方|app内|求证|查证|举报|投诉"
    ),
    "public": regex.compile(
        r"市民|居民|群众|同学们|家长们|大家|各位|朋友们|街坊|村民|乡亲|提醒|提示|通报|声明|宣传|课堂|科普|案例|近期|近日|最近|这两天|有人|转发|转告"
    ),
}
_TELLING = frozenset({"scam", "advice", "never", "quoted"})
_FIRST_PERSON = regex.compile(r"(?:我|俺|咱)(?![司行院局部所方委公中们门平社处队])|\b(?:i|my|me)\b")
_ARTICLE = regex.compile(r"(?:《[^》]{2,40}》)?第[一二三四五六七八九十百千零〇0-9]+条")
_CHAPTER = regex.compile(r"第[一二三四五六七八九十百千零〇0-9]{1,6}[章回]")
"""A novel that comes in parts."""
_ASKS = regex.compile(r"\?|吗|呢|么(?=[,。]|$)")

REASONS = {
    "warning": Text(
        zh="这段文字是在提醒或报道骗局，里面的威胁是转述，不是对你提出的要求。",
        en="The text warns of scams or reports on them; the threats in it are not made to you.",
    ),
    "news": Text(
        zh="这段文字是新闻报道或案例介绍，不是发给你的通知。",
        en="The text is a news report or a case report, not a notice to you.",
    ),
    "statute": Text(
        zh="这段文字是法律条文或法律解释，不是发给你的通知。",
        en="The text is a statute or a commentary on it, not a notice to you.",
    ),
    "record": Text(
        zh="这段文字是案情或裁判文书里对别人案件的叙述，不是对你说的话。",
        en="The text tells the facts of another's case, as a judgment does, and not to you.",
    ),
    "exam": Text(
        zh="这段文字是试题或教材。",
        en="The text is an exam question or a textbook.",
    ),
    "question": Text(
        zh="这段文字是在提问或讲述自己的遭遇；只有其中被引用的原话会被判断。",
        en="The text asks a question or tells what happened; only words that it quotes are judged.",
    ),
    "fiction": Text(
        zh="这段文字是小说、影视之类的虚构内容。",
        en="The text is fiction, or about a novel or a film.",
    ),
    "advert": Text(
        zh="这段文字是广告或招聘。",
        en="The text is an advertisement or a job offer.",
    ),
    "play": Text(
        zh="这段文字是玩笑、游戏或日常闲聊。",
        en="The text is a joke, a game or small talk.",
    ),
}

_GRAVE = frozenset({"debt.transferred", "usurped.paper.enforcement", "usurped.asset.freeze"})
"""What no advert, joke or film says to a reader."""
_THREATS = frozenset(
    {
        "deed.state",
        "menace.tool",
        "menace.insult",
        "collection.siege",
        "collection.harm",
        "collection.contacts_threat",
        "payment.cancel",
        "payment.cancel_fee",
        "invented.paper",
        "invented.list",
        "authority.officers_coming",
        "debt.evasion",
        "scheme.secret",
        "deed.odd_request",
    }
)
"""What two hints of an advert or a joke do not excuse."""
_DEMANDS = (
    "payee.person",
    "link.lookalike",
    "link.shortener",
    "link.executable",
    "phone.virtual",
    "demand.add_contact",
    "payment.cash_pickup",
)
_CANCELLED = frozenset({"warning", "advert", "play", "fiction"})
"""Frames that a message to a reader can dress up as."""
_TIMED = ("deadline.hours", "deadline.today")
_ORDERS = ("demand.pay", "demand.transfer", "demand.scan", "demand.call", "demand.click")
_BYLINE = 6
"""A text that says within so many characters that it is a report is one."""
_NAME = 16
"""Characters of the name of an office, at most."""
_TOLD_BEFORE = 40
_TOLD_AFTER = 30
"""Characters around a demand in which a cue says that it is somebody else's."""


@dataclass(frozen=True, slots=True)
class Frames:
    """The frames of a message."""

    names: tuple[str, ...]
    cues: dict[str, list[Mention]]
    quoted: list[Mention]
    """Quoted passages; inside a question they are judged."""

    def silence(self, is_red_flag: bool) -> bool:
        """Whether a rule is switched off; under a record, perhaps a real judgment, flags only."""
        return bool(self.names) and (is_red_flag or self.names != ("record",))

    def judges(self, start: int, end: int) -> bool:
        """Whether evidence at this place counts in spite of the frame."""
        return self.names == ("question",) and any(
            quote.start <= start and end <= quote.end for quote in self.quoted
        )


def find_frames(folded: Folded, mentions: Mentions, voice: Voice) -> Frames:
    """Find the frames of a message."""
    quoted = _quotes(folded.text)
    cues: dict[str, list[Mention]] = {}
    for name in REASONS:
        view = _View(
            folded.text,
            mentions,
            voice,
            mentions.get(f"frame.{name}", []),
            mentions.get(f"frame.{name}_hint", []),
        )
        if found := _TESTS.get(name, _light_cues)(view):
            cues[name] = sorted(found)
    warned = cues.get("warning", [])
    if cues.keys() <= _CANCELLED and _has_live_demand(folded, mentions, quoted, warned):
        cues = {}
    return Frames(tuple(cues), cues, quoted)


@dataclass(frozen=True, slots=True)
class _View:
    """What one frame is judged by."""

    text: str
    mentions: Mentions
    voice: Voice
    strong: list[Mention]
    hints: list[Mention]

    @property
    def cues(self) -> list[Mention]:
        """All cues that the vocabulary found."""
        return [*self.strong, *self.hints]

    @property
    def variety(self) -> int:
        """How many different cues there are; those that overlap are one."""
        apart: list[Mention] = []
        for cue in sorted(self.cues):
            if apart and cue.start < apart[-1].end:
                apart[-1] = Mention(apart[-1].start, max(apart[-1].end, cue.end))
            else:
                apart.append(cue)
        return len({self.text[slice(*cue)] for cue in apart})

    @property
    def is_signed(self) -> bool:
        """Whether the text says who speaks."""
        return self.voice.role is not Role.UNKNOWN

    @property
    def speaks_to_reader(self) -> bool:
        """Whether the text says "you"."""
        return bool(_READER.search(self.text))

    @property
    def is_personal(self) -> bool:
        """Whether it is about the reader's own case or debt, so no word to the public."""
        about_a_matter = (
            "case_number" in self.mentions
            or (self.voice.role in STATE_ROLES and "notice.personal" in self.mentions)
            or (self.voice.role in PRIVATE_ROLES and "amount" in self.mentions)
        )
        return about_a_matter and self.speaks_to_reader


def _warning_cues(whole: _View) -> list[Mention]:
    view = _without_idle_words(whole)
    if view.is_personal:
        return []
    if view.variety >= (2 if view.strong else 4):
        return view.cues
    parts = {
        name: Mention(*found.span())
        for name, pattern in _WARNING_PARTS.items()
        if (found := pattern.search(view.text))
    }
    enough = len(parts) >= 3 and len(parts.keys() & _TELLING) >= 2
    return list(parts.values()) if enough else []


def _without_idle_words(view: _View) -> _View:
    """The same text without words that warn of nothing, and without its signature."""
    idle = [*_NO_WARNING.finditer(view.text)]
    spans = [found.span() for found in idle]
    at = view.voice.at
    if at is not None and view.voice.role in STATE_ROLES and at.end - at.start <= _NAME:
        spans.append((at.start, at.end))
    if not spans:
        return view

    def counts(cue: Mention) -> bool:
        return not any(low < cue.end and cue.start < high for low, high in spans)

    text = view.text
    for low, high in spans:
        text = text[:low] + " " * (high - low) + text[high:]
    return replace(
        view,
        text=text,
        strong=[*filter(counts, view.strong)],
        hints=[*filter(counts, view.hints)],
    )


def _news_cues(view: _View) -> list[Mention]:
    opens = any(cue.start < _BYLINE for cue in view.strong)
    is_news = opens or ((view.strong or view.variety >= 2) and not view.is_personal)
    return view.cues if is_news else []


def _question_cues(view: _View) -> list[Mention]:
    if _DIALOGUE.search(view.text) or (view.is_signed and not view.strong):
        return []
    asks = _ASKS.search(view.text)
    if asks and _FIRST_PERSON.search(view.text) and not view.speaks_to_reader:
        return [*view.cues, Mention(*asks.span())]
    is_told = len(view.hints) >= 2 and "您" not in view.text
    is_question = (view.strong and (asks or view.hints)) or (asks and is_told)
    return view.cues if is_question else []


def _statute_cues(view: _View) -> list[Mention]:
    article = _ARTICLE.match(view.text)
    if view.speaks_to_reader or (not article and (view.is_signed or not view.strong)):
        return []
    return [*view.cues, *([Mention(*article.span())] if article else [])]


def _record_cues(view: _View) -> list[Mention]:
    speaks_rarely = len(_READER.findall(view.text)) * 200 <= len(view.text)
    return view.cues if view.strong and (speaks_rarely or view.variety >= 2) else []


def _exam_cues(view: _View) -> list[Mention]:
    if view.strong and view.variety >= 2 and not view.speaks_to_reader:
        return view.cues
    return _light_cues(view) if view.strong or not view.is_signed else []


def _light_cues(view: _View) -> list[Mention]:
    """A film, an advert, a joke: nothing that a law firm signs or that has a case number."""
    is_serious = (
        "case_number" in view.mentions
        or view.voice.role is Role.LAW_FIRM
        or not _GRAVE.isdisjoint(view.mentions)
    )
    hinted = view.variety >= 2 and _THREATS.isdisjoint(view.mentions)
    return view.cues if (view.strong or hinted) and not is_serious else []


def _fiction_cues(view: _View) -> list[Mention]:
    chapter = _CHAPTER.match(view.text)
    return [*view.cues, Mention(*chapter.span())] if chapter else _light_cues(view)


_TESTS = {
    "warning": _warning_cues,
    "news": _news_cues,
    "question": _question_cues,
    "statute": _statute_cues,
    "record": _record_cues,
    "exam": _exam_cues,
    "fiction": _fiction_cues,
}
"""How a frame is told; the others are light ones."""


def _has_live_demand(
    folded: Folded, mentions: Mentions, quoted: list[Mention], cues: list[Mention]
) -> bool:
    """Whether the reader is told to pay, call or click, not told of somebody who tells so."""
    starts = [cue.start for cue in cues]
    openings = [quote.start for quote in quoted]

    def is_live(demand: Mention) -> bool:
        sentence = folded.sentence_at(demand.start)
        near = slice(
            bisect_left(starts, demand.start - _TOLD_BEFORE),
            bisect_right(starts, demand.end + _TOLD_AFTER),
        )
        told = any(folded.sentence_at(start) == sentence for start in starts[near])
        before = bisect_right(openings, demand.start) - 1
        return not told and not (before >= 0 and demand.end <= quoted[before].end)

    def any_live(names: tuple[str, ...]) -> bool:
        return any(is_live(mention) for name in names for mention in mentions.get(name, ()))

    return any_live(_DEMANDS) or (any_live(_TIMED) and any_live(_ORDERS))


def _quotes(text: str) -> list[Mention]:
    return [Mention(found.start() + 1, found.end() - 1) for found in _QUOTED.finditer(text)]
