"""Frames: ways of speaking in which the same words are no threat.

A police warning, a statute, an exam, a question about a letter, a novel. A
frame switches red flags off and the report says why. A warning, an advert, a
joke or a story hides no live demand on the reader: who warns of fraud does
not ask to be paid, called on a private number or added on WeChat in the same
breath. News, records, exams and questions stand, for they retell demands.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

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
_READER = regex.compile(r"[你您]|\b(?:your?|ur?|ya)\b")
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
        r"[^,。;!\n]{0,12}?(?:不会|从不|绝不|决不|不得|无权|没有权|没权|并无|不存在|不可能|不用|从来不)"
    ),
    "check": regex.compile(
        r"12368|96110|(?<!\d)110(?!\d)|12348|12378|12345|12309|18222|(?:拨|打|电)165|报警|反诈|核实|官网|官方|求证|查证|举报"
    ),
    "public": regex.compile(
        r"市民|居民|群众|同学们|家长们|大家|各位|朋友们|街坊|村民|乡亲|提醒|提示|通报|声明|宣传|课堂|科普|案例|近期|近日|最近|这两天|有人|转发|转告"
    ),
}
_ENGLISH_WARNING_PARTS = {
    "scam": regex.compile(
        r"\b(?:scam\w*|fraudsters?|fraud (?:alert|prevention|team|tip)\w*|(?:stop|report|spot|avoid) fraud|fake[sd]?"
        r"|con (?:men|man|artists?|calls?|tricks?)|phone cons?|phish\w*|smish\w*|impost\w+|impersonat\w*|pretend\w*"
        r"|posing as|bogus|counterfeit\w*|hoax\w*|falsely|false (?:messages?|texts?|calls?|letters?)|spoof\w*|virus|red flags?|robbed|swindl\w*|lost \W{0,2}[\d.,]+ ?(?:lakhs?|k)?|crooks?|extortion\w*"
        r"|not (?:real|genuine)|(?:is|are) not from us|(?:aren't|isn't) (?:from us|real|genuine)|claim(?:s|ing|ed)? to be"
        r"|(?:are|is|it's|is a|was a) (?:fraud|fraudsters|a lie|lies|a con|a scam|rubbish)|(?:courier|phone|call) fraud"
        r"|(?:isn't|aren't|wasn't|not) (?:really )?from (?:us|the|any|hmcts|court)|fall for (?:it|this|that))\b"
    ),
    "advice": regex.compile(
        r"\b(?:don't|do not|never|avoid|stop and|instead of)\b[^.;!?\n]{0,24}?\b(?:tap|click|reply|pay|send|transfer"
        r"|panic|trust|fall for|engage|respond|believe|give|press|install|hand over|be fooled|be rushed|follow the link)"
        r"|\b(?:hang up|put the phone down|end the call|cut the call|block and|cut (?:the )?call|be wary|disconnect|keep the door shut|beware|be careful|be alert|stay alert|watch out|look out for|ignore (?:it|such|these|them|the))\b"
    ),
    "told": regex.compile(
        r"\b(?:calls?|callers?|texts?|emails?|messages?|letters?|someone|somebody|a (?:man|woman|voice|caller|person)|they"
        r"|he|she|people|some \w+|dad|mum|mom|nan)\b[^.!?\n]{0,30}?\b(?:say(?:s|ing)?|said|claim(?:s|ing|ed)?|told|tells|telling"
        r"|rang|had a call|got a call|phoned|threaten(?:s|ing|ed)?|demand(?:s|ing|ed)?|asking|wanted)\b|\byou (?:are|will be|'ll be) told\b"
    ),
    # Who pretends is put into quotation marks: a 'court officer', "digital arrest".
    "quoted": regex.compile(
        r"(?:^|[\s(\[])['\"‘“][\w .&-]{0,24}\b(?:courts?|officers?|constable|sheriffs?|bailiffs?|process servers?|judges?"
        r"|deput(?:y|ies)|clerks?|digital arrest|safe account|court order|law offices?|summons|warrants?|police|lawyers?"
        r"|marshals?|prosecutors?|attorneys?)\b[\w .&-]{0,24}['\"’”](?=[\s,.;:!?)]|$)"
    ),
    "never": regex.compile(
        r"\b(?:courts?|police|officers?|judges?|clerks?|banks?|agenc(?:y|ies)|government|hmrc|irs|marshals?|sheriffs?"
        r"|deput(?:y|ies)|procuratorate|detectives?|collectors?|lawyers?|solicitors?|officials?|departments?|jurors|ato|afp|cra|rcmp|cbi|rbi|garda[ií]?|magistrates|bailiffs?|staff|we|ours|they)\b"
        r"(?:'s)?[^.;!?\n]{0,40}?(?:\b(?:never|do(?:es)? not|will not|would not|cannot|can not|has no|have no|dont|doesnt|wont|cant|take no)\b|n't\b)"
        r"|\bno (?:law|court|genuine|real|legitimate|police|judge|officer|bank|government|public|agency)\b"
        r"|\bthere(?:'s| is) no such|\bnobody (?:from|is|will|can|should)|\breal (?:courts?|police|bailiffs?|officers?|judges?|lawyers?)\b|\breal (?:\w+ ){1,2}(?:has|have|never|does|do|will|won't|come)\b"
        r"|\byou (?:cannot|can't|can not) be (?:jailed|arrested|imprisoned)|\bonly (?:a|the) (?:court|judge|sheriff)"
    ),
    "check": regex.compile(
        r"\breport (?:it|calls?|to|such|any|this|these|them|suspicious)|\b(?:call|dial|ring|phone|contact|on|tell) (?:159|101|1930"
        r"|1799|911|999|96110|112|110)\b|switchboard|back of your card|official (?:web)?site|official (?:number|app|channel)s?"
        r"|look up|legal aid|citizens advice|\bftc\b|action fraud|scamwatch|cybercrime\.gov|reportfraud|ombudsman"
        r"|local (?:police|station)|police station|directly|verify|non-emergency"
    ),
    "public": regex.compile(
        r"\b(?:residents|students|members|customers|consumers|citizens|people|victims|callers|listeners|readers|seniors|parents"
        r"|neighbou?rs|everyone|everybody|folks|fam|heads up|all|the public|tenants|community|society|alert|advisory|warning|awareness|reminder|tips?|bulletin|notice to"
        r"|recent(?:ly)?|reports of|reported to us|received calls|help ?sheet|fact ?sheet|newsletter|campaign|circular|poster"
        r"|jurors|could you spot|many)\b"
    ),
}
_WARNING_LANGUAGES = (_WARNING_PARTS, _ENGLISH_WARNING_PARTS)
_PLAIN = frozenset({"scam", "quoted"})
"""Parts of an English warning that need one telling part beside them, not two."""
_RETOLD = frozenset({"scam", "told"})
"""Who says that somebody called, and that it is a fraud, warns."""
_TELLING = frozenset({"scam", "advice", "never", "quoted"})
_STAKES = frozenset({"payment.odd", "debt.overdue", "bargain.undo", "debt.loan"})
"""With a warrant or a judge beside one of them, a text is no joke and no advert."""
_FIRST_PERSON = regex.compile(r"(?:我|俺|咱)(?![司行院局部所方委公中们门平社处队])|\b(?:i|my|me)\b")
_ARTICLE = regex.compile(r"(?:《[^》]{2,40}》)?第[一二三四五六七八九十百千零〇0-9]+条")
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
_TOLD_BEFORE = 40
_TOLD_AFTER = 30
_LATIN_REACH = 3
"""How many times as many characters English takes."""
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
        strong, hints = mentions.get(f"frame.{name}", []), mentions.get(f"frame.{name}_hint", [])
        if not (strong or hints or name in _TOLD_WITHOUT_CUES):
            continue
        view = _View(folded.text, mentions, voice, strong, hints)
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
        """How many different cues there are."""
        return len({self.text[slice(*cue)] for cue in self.cues})

    @property
    def is_signed(self) -> bool:
        """Whether the text says who speaks."""
        return self.voice.role is not Role.UNKNOWN

    @property
    def speaks_to_reader(self) -> bool:
        """Whether the text says "you", other than in words that it quotes."""
        return bool(_READER.search(_QUOTED.sub("", self.text)))

    @property
    def is_personal(self) -> bool:
        """Whether it is about the reader's own case or debt, so no word to the public."""
        about_a_matter = (
            "case_number" in self.mentions
            or (self.voice.role in STATE_ROLES and "notice.personal" in self.mentions)
            or (self.voice.role in PRIVATE_ROLES and "amount" in self.mentions)
        )
        return about_a_matter and self.speaks_to_reader


def _warning_cues(view: _View) -> list[Mention]:
    if view.is_personal:
        return []
    if view.variety >= (2 if view.strong else 4):
        return view.cues
    for patterns in _WARNING_LANGUAGES:
        parts = {
            name: Mention(*found.span())
            for name, pattern in patterns.items()
            if (found := pattern.search(view.text))
        }
        tells = len(parts.keys() & _TELLING) >= 2
        is_plain = patterns is _ENGLISH_WARNING_PARTS and not parts.keys().isdisjoint(_PLAIN)
        is_retold = parts.keys() >= _RETOLD
        if (tells and (len(parts) >= 3 or is_plain)) or is_retold:
            return list(parts.values())
    return []


def _news_cues(view: _View) -> list[Mention]:
    opens = any(cue.start < _BYLINE for cue in view.strong)
    is_news = opens or ((view.strong or view.variety >= 2) and not view.is_personal)
    return view.cues if is_news else []


def _question_cues(view: _View) -> list[Mention]:
    if (view.is_signed and not view.strong) or _DIALOGUE.search(view.text):
        return []
    asks = _ASKS.search(view.text)
    if asks and _FIRST_PERSON.search(view.text) and not view.speaks_to_reader:
        return [*view.cues, Mention(*asks.span())]
    is_question = (view.strong and (asks or view.hints)) or (asks and len(view.hints) >= 2)
    return view.cues if is_question else []


def _statute_cues(view: _View) -> list[Mention]:
    article = _ARTICLE.match(view.text)
    if view.is_signed or view.speaks_to_reader or not (view.strong or article):
        return []
    return [*view.cues, *([Mention(*article.span())] if article else [])]


def _record_cues(view: _View) -> list[Mention]:
    if not view.strong:
        return []
    speaks_rarely = len(_READER.findall(view.text)) * 200 <= len(view.text)
    return view.cues if speaks_rarely or view.variety >= 3 else []


def _exam_cues(view: _View) -> list[Mention]:
    if view.strong and view.variety >= 2 and not view.speaks_to_reader:
        return view.cues
    return _light_cues(view) if view.strong or not view.is_signed else []


def _light_cues(view: _View) -> list[Mention]:
    """A film, an advert, a joke: nothing a law firm signs, that has a case, or a debt beside a warrant."""
    is_serious = (
        "case_number" in view.mentions
        or view.voice.role is Role.LAW_FIRM
        or ("justice.instrument" in view.mentions and not _STAKES.isdisjoint(view.mentions))
    )
    return view.cues if (view.strong or view.variety >= 2) and not is_serious else []


_TESTS = {
    "warning": _warning_cues,
    "news": _news_cues,
    "question": _question_cues,
    "statute": _statute_cues,
    "record": _record_cues,
    "exam": _exam_cues,
}
"""How a frame is told; the others are light ones."""
_TOLD_WITHOUT_CUES = frozenset({"warning", "question", "statute"})
"""Frames that patterns alone can tell, though the vocabulary found no cue."""


def _has_live_demand(
    folded: Folded, mentions: Mentions, quoted: list[Mention], cues: list[Mention]
) -> bool:
    """Whether the reader is told to pay, call or click, not told of somebody who tells so."""
    starts = [cue.start for cue in cues]
    openings = [quote.start for quote in quoted]

    def is_live(demand: Mention) -> bool:
        sentence = folded.sentence_at(demand.start)
        reach = _LATIN_REACH if folded.text[demand.start : demand.end].isascii() else 1
        near = slice(
            bisect_left(starts, demand.start - reach * _TOLD_BEFORE),
            bisect_right(starts, demand.end + reach * _TOLD_AFTER),
        )
        told = any(folded.sentence_at(start) == sentence for start in starts[near])
        before = bisect_right(openings, demand.start) - 1
        return not told and not (before >= 0 and demand.end <= quoted[before].end)

    def live(names: tuple[str, ...]) -> list[Mention]:
        return [m for name in names for m in mentions.get(name, ()) if is_live(m)]

    def sentences(names: tuple[str, ...]) -> set[int]:
        return {folded.sentence_at(mention.start) for mention in live(names)}

    return bool(live(_DEMANDS)) or not sentences(_TIMED).isdisjoint(sentences(_ORDERS))


def _quotes(text: str) -> list[Mention]:
    return [Mention(found.start() + 1, found.end() - 1) for found in _QUOTED.finditer(text)]
