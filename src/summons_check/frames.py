"""Frames: ways of speaking in which the same words are no threat.

A police warning, a statute, an exam, a question about a letter, a novel. A
frame switches red flags off and the report says why. A warning, an advert, a
joke or a story hides no live demand on the reader: who warns of fraud does
not ask to be paid, called on a private number or added on WeChat in the same
breath. News, records, exams and questions stand, for they retell demands.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import regex

from summons_check.folding import Folded
from summons_check.models import STATE_ROLES, Role, Text
from summons_check.patterns import plain_pattern
from summons_check.speaker import PRIVATE_ROLES, Voice
from summons_check.vocabulary import Mention, Mentions
from summons_check.warning_parts import (
    find_idle_words,
    find_retelling,
    find_tips,
    find_warning,
    speaks_of_others,
    tells_of_scams,
)

_QUOTED = plain_pattern(
    r"“([^“”]{4,})”|\"([^\"]{4,})\"|「([^「」]{4,})」|『([^『』]{4,})』|【([^【】]{8,})】"
)
_DIALOGUE = regex.compile(
    r"(?:^|[\n。!?\s)])(?:[男女甲乙丙丁a-z]|律师|坐席|客服|前台|对方|来电人) ?:[^/]|——您好"
    r"|(?:^|[\n.!?\"])\s*[a-z]+ ?:[^/]"
)
_READER = regex.compile(r"[你您]|\b(?:your?|ur?|ya)\b")
_CHINESE_READER = regex.compile("[你您]")
_STAKES = frozenset({"payment.odd", "debt.overdue", "bargain.undo", "debt.loan"})
"""With a warrant or a judge beside one of them, or said of the reader, a text is no joke."""
_COLLECTION = frozenset(
    {"collection.shame", "collection.violence", "collection.contacts", "collection.bombard"}
)
_SUMS = frozenset({"amount", "amount.bare", "sum.spoken", "demand.mine"})
"""Somebody's people or picture next to a sum: the laugh in between makes no joke of it."""
_FIRST_PERSON = regex.compile(r"(?:我|俺|咱)(?![司行院局部所方委公中们门平社处队])|\b(?:i|my|me)\b")
_ARTICLE = plain_pattern(r"(?:《[^》]{2,40}》)?第[一二三四五六七八九十百千零〇0-9]+条")
_CHAPTER = plain_pattern(
    r"第[一二三四五六七八九十百千零〇0-9]{1,6}[章回]"
    r"|(?:chapter|scene|act) (?:\d{1,3}|[a-z-]{2,14}) ?[.:\n]"
)
"""A novel that comes in parts."""
_WARNS = regex.compile(r"提醒|提示|预警|宣传|课堂")
"""In a signature: more than the name of an office."""
_PUBLIC = regex.compile(
    r"各位|大家|市民|居民|群众|朋友们|同学|家长|业主|乡亲|村民|街坊|(?<!尊敬的)(?:用户|客户)|请广大|提醒广大"
    r"|\b(?:residents|customers|everyone|members|students|the public|consumers|people)\b"
)
"""Whom a warning to the public speaks to."""
_ASKS = plain_pattern(r"\?|吗|呢|么(?=[,。]|$)")

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

_GRAVE = frozenset(
    {
        "debt.transferred",
        "usurped.paper.enforcement",
        "usurped.asset.freeze",
        "courtless.no_court",
        "courtless.own_court",
    }
)
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
        "posing.surrender_remote",
        "posing.toy_court",
        "posing.bought",
        "posing.data_by_reply",
        "posing.period_hours",
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
    "posing.pocket",
)
_CANCELLED = frozenset({"warning", "advert", "play", "fiction"})
"""Frames that a message to a reader can dress up as."""
_HEADLINE = 40
"""What a text calls itself stands within so many characters."""
_REPLY_TO = (
    "link",
    "account",
    "payee.",
    "email",
    "phone.mobile",
    "phone.virtual",
    "phone.landline",
    "phone.tollfree",
    "phone.overseas",
)
"""Where a live demand can be met."""
_PLAYFUL = 3
"""Words of play, one of them sure, that make a joke of anything an unknown sender says."""
_EARNEST = ("payment.odd", "link", "phone.", "deadline.", "secrecy.", "remote.", "payment.cancel")
"""What no joke needs."""
_AT_STAKE = (
    "power.",
    "usurped.",
    "justice.",
    "officer.",
    "payment.",
    "odd.",
    "secrecy.",
    "remote.",
    "debt.",
    "legal.",
    "amount",
    "demand.",
    "invented.",
    "courtless.",
    "criminal.",
    "collection.",
    "people.",
    "visit.",
    "bargain.",
    "channel.",
)
"""What makes words to the reader a matter of his own."""
_FEARED = (
    "power.",
    "status.",
    "visit.",
    "invented.",
    "justice.",
    "officer.",
    "criminal.",
    "court.",
    "secrecy.",
    "payment.odd",
)
"""What callers frighten people with."""
_MONEY = ("payment.", "demand.transfer", "amount", "sum.spoken")
_HASTE = ("deadline.hours", "deadline.today", "pressure.now", "bargain.undo", "payment.cancel")
"""Money and haste in one sentence are an order, though it says no "you"."""
_SENTENCE = regex.compile(r"[^.!?;\n]+[.!?;\n]?")
_NOTE = 160
"""Characters of a text in which a court tells nobody's case and asks for a call, too."""
_LINES = frozenset({"demand.call", "demand.add_contact", "demand.click", "demand.scan"})
_FULL_WARNING = 5
"""Parts of a warning that nobody writes who wants to be paid."""
_TIMED = ("deadline.hours", "deadline.today")
_ORDERS = ("demand.pay", "demand.transfer", "demand.scan", "demand.call", "demand.click")
_BILL = frozenset({"debt.bill", "debt.loan"})
_DUE = frozenset({"amount", "debt.overdue"})
_PURSES = ("payment.safe_account", "payee.person", "account")
_MOVES = ("demand.pay", "demand.transfer")
_BYLINE = 6
"""A text that says within so many characters that it is a report is one."""
_NAME = 16
"""Characters of the name of an office, at most."""
_TOLD_BEFORE = 40
_TOLD_AFTER = 30
"""Characters around a demand in which a cue says that it is somebody else's."""
_LATIN_REACH = 3
"""How many times as many characters English takes."""


class Frames(NamedTuple):
    """The frames of a message."""

    names: tuple[str, ...]
    cues: dict[str, list[Mention]]
    quoted: list[Mention]
    """Quoted passages; inside a question they are judged."""
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
    text = folded.text
    quoted = _quotes(text)
    cues: dict[str, list[Mention]] = {}
    for name, sure, hinting, is_told, find_cues in _KINDS:
        strong, hints = mentions.get(sure, _NONE), mentions.get(hinting, _NONE)
        if strong or hints or (is_told and is_told(text)):
            view = _View(text, mentions, voice, strong, hints, bool(quoted))
            if found := find_cues(view):
                cues[name] = sorted(found)
    if cues and cues.keys() <= _CANCELLED:
        warned = cues.get("warning", [])
        is_full = bool(warned) and len(find_warning(text)) >= _FULL_WARNING
        is_full = is_full or _variety(text, cues.get("play", [])) > _PLAYFUL
        hides_demand = (warned and _has_plain_demand(folded, mentions, quoted)) or (
            not is_full and _has_live_demand(folded, mentions, quoted, warned)
        )
        if hides_demand:
            cues = {}
    return Frames(tuple(cues), cues, quoted, bool(cues) and _is_notice(text, mentions, voice))


def _variety(text: str, cues: Sequence[Mention]) -> int:
    """How many different cues there are; those that overlap are one."""
    apart: list[Mention] = []
    for cue in sorted(cues):
        if apart and cue.start < apart[-1].end:
            apart[-1] = Mention(apart[-1].start, max(apart[-1].end, cue.end))
        else:
            apart.append(cue)
    return len({text[slice(*cue)] for cue in apart})


def _is_notice(text: str, mentions: Mentions, voice: Voice) -> bool:
    is_bill = not _BILL.isdisjoint(mentions) and not _DUE.isdisjoint(mentions)
    if (voice.role is Role.UNKNOWN and not is_bill) or _PUBLIC.search(text):
        return False
    says_you = _CHINESE_READER.search(_QUOTED.sub("", text))  # "you" in English is anybody, too
    return bool(says_you) or "hearing" in mentions or "case_number" in mentions


class _View(NamedTuple):
    """What one frame is judged by."""

    text: str
    mentions: Mentions
    voice: Voice
    strong: Sequence[Mention]
    hints: Sequence[Mention]
    quotes: bool
    """Whether the text may quote anything."""

    @property
    def cues(self) -> list[Mention]:
        """All cues that the vocabulary found."""
        return [*self.strong, *self.hints]

    @property
    def variety(self) -> int:
        """How many different cues there are."""
        return _variety(self.text, self.cues)

    def starts(self, kinds: tuple[str, ...]) -> list[int]:
        """Where, outside quotes, the concepts whose names start like that are, in order."""
        quotes = [found.span() for found in _QUOTED.finditer(self.text)]
        return sorted(
            mention.start
            for name, mentions in self.mentions.items()
            if name.startswith(kinds)
            for mention in mentions
            if not any(start <= mention.start < end for start, end in quotes)
        )

    @property
    def is_signed(self) -> bool:
        """Whether the text says who speaks."""
        return self.voice.role is not Role.UNKNOWN

    @property
    def speaks_to_reader(self) -> bool:
        """Whether the text says "you", other than in words that it quotes."""
        text = _QUOTED.sub("", self.text) if self.quotes else self.text
        return bool(_READER.search(text))

    @property
    def is_about_reader(self) -> bool:
        """Whether it is about "you" more than about "me"; who asks for advice tells of himself."""
        told = _QUOTED.sub("", self.text)
        to_reader = len(_READER.findall(told))
        return to_reader >= 2 and to_reader > len(_FIRST_PERSON.findall(told))

    @property
    def is_personal(self) -> bool:
        """Whether it is about the reader's own case or debt, so no word to the public."""
        about_a_matter = (
            "case_number" in self.mentions
            or (self.voice.role in STATE_ROLES and "notice.personal" in self.mentions)
            or (self.voice.role in PRIVATE_ROLES and self.says_outside_quotes("amount"))
        )
        return about_a_matter and self.speaks_to_reader

    def says_outside_quotes(self, name: str) -> bool:
        """Whether it speaks of a concept in words of its own."""
        quotes = [found.span() for found in _QUOTED.finditer(self.text)]
        return any(
            not any(start < mention.start < end for start, end in quotes)
            for mention in self.mentions.get(name, ())
        )


def _warning_cues(whole: _View) -> list[Mention]:
    view = _without_idle_words(whole)
    found = _warned(view)
    tips = find_tips(view.text) if found else []
    return found if not tips or _warned(_without(view, tips)) else []


def _warned(view: _View) -> list[Mention]:
    if view.is_personal:
        parts = find_warning(view.text)
        return parts if len(parts) >= _FULL_WARNING else []
    if view.strong and view.variety >= 2:
        return view.cues
    if view.variety >= 4 and tells_of_scams(view.text):
        return view.cues
    return find_warning(view.text) or _retold_cues(view)


def _retold_cues(view: _View) -> list[Mention]:
    """What somebody tells of a caller and a third person, unless it threatens the reader, too."""
    if not any(name.startswith(_FEARED) for name in view.mentions):
        return []
    found = find_retelling(view.text)
    if not found and view.strong and view.text.isascii() and not view.starts(_REPLY_TO):
        found = view.cues
    return found if found and not _threatens(view, found) else []


def _threatens(view: _View, cues: Sequence[Mention], kinds: tuple[str, ...] = _AT_STAKE) -> bool:
    """Whether a sentence outside quotes threatens the reader, or orders him to pay."""
    at_stake = view.starts(kinds)
    money, haste, odd = view.starts(_MONEY), view.starts(_HASTE), view.starts(("payment.odd",))
    starts = sorted(cue.start for cue in cues)
    told = _blanked(view.text, [quote.span() for quote in _QUOTED.finditer(view.text)])
    for sentence in _SENTENCE.finditer(told):
        low, high = sentence.span()

        def has(places: list[int], low: int = low, high: int = high) -> bool:
            return bisect_left(places, high) > bisect_left(places, low)

        to_reader = has(at_stake) and _READER.search(told, low, high)
        to_me = has(odd) and _FIRST_PERSON.search(told, low, high)
        is_order = has(money) and (has(haste) or to_me) and not has(starts)
        if (to_reader or is_order) and not speaks_of_others(sentence.group()):
            return True
    return False


def _without_idle_words(view: _View) -> _View:
    """The same text without words that warn of nothing, and without its signature."""
    spans = find_idle_words(view.text)
    at = view.voice.at
    if at is not None and view.voice.role in STATE_ROLES and at.end - at.start <= _NAME:
        spans += [] if _WARNS.search(view.text, at.start, at.end) else [(at.start, at.end)]
    return _without(view, spans) if spans else view


def _without(view: _View, spans: Sequence[tuple[int, int]]) -> _View:
    """The same text with some stretches blanked, and without the cues in them."""
    blank = bytearray(len(view.text))
    for low, high in spans:
        blank[low:high] = b"\1" * (high - low)

    def counts(cue: Mention) -> bool:
        return 1 not in blank[cue.start : cue.end]

    return view._replace(
        text=_blanked(view.text, spans),
        quotes=True,  # perhaps: a quotation mark may have been blanked
        strong=[*filter(counts, view.strong)],
        hints=[*filter(counts, view.hints)],
    )


def _blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with spaces in the place of some stretches."""
    pieces = []
    done = 0
    for low, high in sorted(spans):
        start = max(low, done)
        if high > start:
            pieces += [text[done:start], " " * (high - start)]
            done = high
    return "".join([*pieces, text[done:]])


def _news_cues(view: _View) -> list[Mention]:
    opens = any(cue.start < _BYLINE for cue in view.strong)
    is_told = (view.strong or _is_hinted(view, 2)) and not view.is_personal
    is_news = opens or (is_told and not view.is_about_reader)
    return view.cues if is_news else []


def _question_cues(view: _View) -> list[Mention]:
    if (view.is_signed and not view.strong) or _DIALOGUE.search(view.text):
        return []
    if view.is_about_reader:
        return []
    asks = _ASKS.search(view.text)
    if asks and _FIRST_PERSON.search(view.text) and not view.speaks_to_reader:
        return [*view.cues, Mention(*asks.span())]
    is_told = len(view.hints) >= 2 and "您" not in view.text
    is_question = (view.strong and (asks or view.hints)) or (asks and is_told)
    return view.cues if is_question else []


def _statute_cues(view: _View) -> list[Mention]:
    article = _ARTICLE.match(view.text)
    if not article and (view.is_signed or not view.strong):
        return []
    if view.speaks_to_reader:
        return []
    return [*view.cues, *([Mention(*article.span())] if article else [])]


def _record_cues(view: _View) -> list[Mention]:
    is_order = len(view.text) <= _NOTE and not _LINES.isdisjoint(view.mentions)
    if not view.strong or is_order:
        return []
    speaks_rarely = len(_READER.findall(view.text)) * 200 <= len(view.text)
    return view.cues if speaks_rarely or view.variety >= 2 else []


def _exam_cues(view: _View) -> list[Mention]:
    if view.strong and view.variety >= 2:
        opens = view.variety > 2 and any(cue.start < _HEADLINE for cue in view.strong)
        if (opens and not view.starts(_REPLY_TO)) or not _threatens(view, view.cues):
            return view.cues
    is_earnest = view.text.isascii() and view.starts(("payment.odd", "secrecy.", *_REPLY_TO))
    if is_earnest and _threatens(view, view.cues):
        return []
    return _light_cues(view) if view.strong or not view.is_signed else []


def _light_cues(view: _View) -> list[Mention]:
    """A film, an advert, a joke: nothing that a law firm signs or that has a case number."""
    is_serious = (
        "case_number" in view.mentions
        or view.voice.role is Role.LAW_FIRM
        or not _GRAVE.isdisjoint(view.mentions)
        or ("justice.instrument" in view.mentions and not _STAKES.isdisjoint(view.mentions))
        or (
            "reader.addressed" in view.mentions
            and not _COLLECTION.isdisjoint(view.mentions)
            and not _SUMS.isdisjoint(view.mentions)
        )
    )
    at_stake = view.is_about_reader and not _STAKES.isdisjoint(view.mentions)
    is_office = view.voice.role in STATE_ROLES  # its words need more than two chance hints
    hinted = view.variety >= 2 + is_office and _THREATS.isdisjoint(view.mentions) and not at_stake
    is_playful = view.variety >= _PLAYFUL or (view.variety >= 2 and not view.starts(_EARNEST))
    is_plain = view.strong and is_playful and not view.is_signed
    return view.cues if is_plain or ((view.strong or hinted) and not is_serious) else []


def _advert_cues(view: _View) -> list[Mention]:
    return _light_cues(view) if view.strong or _is_hinted(view, 2) else []


def _is_hinted(view: _View, least: int) -> bool:
    """Whether hints make a frame: so many, and one more for what threatens the reader."""
    variety = view.variety
    return variety > least or (variety == least and not _threatens(view, view.cues, _FEARED))


def _fiction_cues(view: _View) -> list[Mention]:
    chapter = _CHAPTER.match(view.text)
    if chapter and not _threatens(view, view.cues):
        return [*view.cues, Mention(*chapter.span())]
    if view.strong and view.variety >= 2 and not _threatens(view, view.cues):
        return view.cues
    return _light_cues(view)


_TESTS = {
    "warning": _warning_cues,
    "news": _news_cues,
    "question": _question_cues,
    "statute": _statute_cues,
    "record": _record_cues,
    "exam": _exam_cues,
    "fiction": _fiction_cues,
    "advert": _advert_cues,
}
"""How a frame is told; the others are light ones."""
_TOLD_WITHOUT_CUES: dict[str, Callable[[str], object]] = {
    "warning": bool,
    "question": _ASKS.search,
    "statute": _ARTICLE.match,
    "fiction": _CHAPTER.match,
}
"""Frames that patterns alone can tell, though the vocabulary found no cue, and what of a text
leaves that open."""
_KINDS = tuple(
    (
        name,
        f"frame.{name}",
        f"frame.{name}_hint",
        _TOLD_WITHOUT_CUES.get(name),
        _TESTS.get(name, _light_cues),
    )
    for name in REASONS
)
"""Each frame, the concepts of its cues (strong ones and hints), and how it is told."""
_NONE: tuple[Mention, ...] = ()


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


def _has_plain_demand(folded: Folded, mentions: Mentions, quoted: list[Mention]) -> bool:
    """Whether a sentence that warns of nothing tells the reader where to put the money."""

    def sentences(names: tuple[str, ...]) -> set[int]:
        return {folded.sentence_at(m.start) for name in names for m in mentions.get(name, ())}

    bounds = [*folded.sentence_starts, len(folded.text)]
    told = {folded.sentence_at(quote.start) for quote in quoted}
    return any(
        not tells_of_scams(folded.text[bounds[each] : bounds[each + 1]])
        for each in (sentences(_PURSES) & sentences(_MOVES)) - told
    )


def _quotes(text: str) -> list[Mention]:
    return [Mention(found.start() + 1, found.end() - 1) for found in _QUOTED.finditer(text)]
