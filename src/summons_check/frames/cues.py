"""How each frame is told: the cues that make one, and what forbids it."""

from __future__ import annotations

from collections.abc import Callable

from summons_check.frames.demands import FEARED, threatens
from summons_check.frames.small_talk import may_be_talk, small_talk_cues
from summons_check.frames.view import (
    FIRST_PERSON,
    READER,
    View,
    names_case,
    variety_of,
    without,
    without_idle_words,
)
from summons_check.frames.warning_parts import (
    find_retelling,
    find_tips,
    find_warning,
    introduces_caller,
    tells_of_scams,
)
from summons_check.models import STATE_ROLES, Role
from summons_check.patterns import pattern, plain_pattern
from summons_check.vocabulary import Mention

_DIALOGUE = plain_pattern(
    r"(?:^|[\n。!?\s)])(?:[男女甲乙丙丁催欠债a-z]|律师|坐席|客服|前台|对方|来电人) ?:[^/]|——您好"
    r"|(?:^|[\n.!?\"])\s{0,4}(?!(?:subject|subj|sub|from|to|cc|date|sent|re|fwd?|ref|edit|ps) ?:)"
    r"[a-z]+ ?:[^/]"
)
"""Who says what, line by line; the heading of a mail is no speaker."""
_STAKES = frozenset({"payment.odd", "payment.kiosk", "debt.overdue", "bargain.undo", "debt.loan"})
"""With a warrant or a judge beside one of them, or said of the reader, a text is no joke."""
_COLLECTION = frozenset(
    {"collection.shame", "collection.violence", "collection.contacts", "collection.bombard"}
)
_SUMS = frozenset({"amount", "amount.bare", "sum.spoken", "demand.mine"})
"""Somebody's people or picture next to a sum: the laugh in between makes no joke of it."""
_LENDERS = frozenset({Role.LENDER, Role.COLLECTOR})
"""Who wants money of the reader jokes about no sum."""
_ARTICLE = plain_pattern(r"(?:《[^》]{2,40}》)?第[一二三四五六七八九十百千零〇0-9]+条")
_CHAPTER = plain_pattern(
    r"第[一二三四五六七八九十百千零〇0-9]{1,6}[章回]"
    r"|(?:chapter|scene|act) (?:\d{1,3}|[a-z-]{2,14}) ?[.:\n]"
    r"|chapter (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w{3,5}teen"
    r"|twenty)\b"
)
"""A novel that comes in parts."""
_NARRATED = pattern(
    r"[“\"「][^“”\"「」]{1,60}[”\"」][^“”\"「」。!?\n]{0,10}(?:问|说|道|喊|叫|笑|答|叹|骂|抬头|点头|摇头)"
    r"|[”\"」]\p{Han}{2,10},?[“\"「]"
    r"|(?:他|她|\p{Han}{2,4}|(?<=,))(?:问|说|道|喊道|笑道|冷笑|低声说?)[^“\"「\n]{0,6}[,:]?[“\"「]"
    r"|[,.?!][”\"'’] (?:\w+ )?(?:said|asked|replied|whispered|muttered|shouted|laughed|sighed)\b"
)
"""Somebody speaks in a story."""
_QUOTE = plain_pattern(r"[“\"「]|[,.?!]' ")
_NARRATIONS = 2
_ASKS = plain_pattern(
    r"\?|吗|呢|么(?=[,。]|$)|看[看下一]?[^,。!\n你您]{0,8}(?:是不是|会不会|真的?假)|(?:です|ます|でしょう|のかな)か?(?=[。\n]|$)(?<=[かな])"
)
_TAG = plain_pattern(
    r"\b(?:right|ok(?:ay)?|yeah|yes|huh|eh|innit|correct|clear|understood?) ?\?"
    r"|[对是行好懂]吧?\?|(?:知道|明白|听懂了?)[不吗]?\?"
    r"|(?<![还回接来理])还?不(?:还|回|接|来|理|处理)\?|(?:不服|想赖|想跑|怕了)吗?\?"
)
"""Who says it asks nothing."""
_TOLD = 2
"""Different hints of a tale that make a question of a question mark."""
_HARMS = ("collection.", "people.", "menace.", "visit.", "veil.")
"""What nobody does to a reader whom he asks for advice."""
_SURE = 3
"""Different cues that make a question of a text that says "you" more than "I"."""
_GRAVE = frozenset(
    {
        "debt.transferred",
        "usurped.paper.enforcement",
        "usurped.asset.freeze",
        "veil.watch",
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
        "collection.shame",
        "veil.anchor",
        "veil.watch",
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
_WANTED = (*_REPLY_TO, "demand.call", "demand.pay", "demand.transfer", "amount", "sum.spoken")
"""What a caller wants who calls for himself."""
PLAYFUL = 3
"""Words of play, one of them sure, that make a joke of anything an unknown sender says."""
_EARNEST = ("payment.odd", "link", "phone.", "deadline.", "secrecy.", "remote.", "payment.cancel")
"""What no joke needs."""
_UNTRACED = (
    "payment.gift_card",
    "payment.crypto",
    "payment.safe_account",
    "payment.cash_pickup",
    "payment.kiosk",
    "secrecy.",
)
"""What no employer and no shop asks for beside words of a court."""
_ORDERED = frozenset({"justice.instrument", "demand.transfer", "reader.addressed"})
_NOTE = 160
"""Characters of a text in which a court tells nobody's case and asks for a call, too."""
_LINES = frozenset({"demand.call", "demand.add_contact", "demand.click", "demand.scan"})
FULL_WARNING = 5
"""Parts of a warning that nobody writes who wants to be paid."""
_BYLINE = 6
"""A text that says within so many characters that it is a report is one."""


def _warning_cues(whole: View) -> list[Mention]:
    view = without_idle_words(whole)
    found = _warned(view)
    tips = find_tips(view.text) if found else []
    return found if not tips or _warned(without(view, tips)) else []


def _warned(view: View) -> list[Mention]:
    if view.is_personal:
        parts = find_warning(view.text)
        return parts if len(parts) >= FULL_WARNING else []
    if view.strong and view.variety >= 2:
        return view.cues
    if view.variety >= 4 and tells_of_scams(view.text):
        return view.cues
    return find_warning(view.text) or _retold_cues(view)


def _retold_cues(view: View) -> list[Mention]:
    """What somebody tells of a caller and a third person, unless it threatens the reader, too."""
    if not any(name.startswith(FEARED) for name in view.mentions):
        return []
    found = find_retelling(view.text)
    if not found and view.strong and view.text.isascii() and not view.starts(_REPLY_TO):
        found = view.cues
    if not found or threatens(view, found):
        return []
    calls_himself = view.starts(_WANTED) and view.speaks_to_reader
    return [] if calls_himself and introduces_caller(view.text) else found


def _news_cues(view: View) -> list[Mention]:
    opens = any(cue.start < _BYLINE for cue in view.strong)
    is_told = (view.strong or _is_hinted(view, 2)) and not view.is_personal
    is_news = opens or (is_told and not view.is_about_reader)
    return view.cues if is_news else []


def _question_cues(view: View) -> list[Mention]:
    if (view.is_signed and not view.strong) or _DIALOGUE.search(view.told):
        return []
    asks = _ASKS.search(view.text)
    is_served = "您" in view.text  # as an office speaks
    if view.is_about_reader and (is_served or not view.strong or view.variety < _SURE):
        return []
    if asks and FIRST_PERSON.search(view.text) and not view.speaks_to_reader:
        is_tag = not view.cues and not _ASKS.search(_TAG.sub("", view.text))
        return [] if is_tag else [*view.cues, Mention(*asks.span())]
    is_told = variety_of(view.text, view.hints) >= _TOLD and not is_served
    is_told = is_told and (view.is_about_writer or not threatens(view, view.cues, _HARMS))
    is_sure = view.strong and (asks or view.hints or view.variety > 1)
    is_question = is_sure or (asks and is_told)
    return view.cues if is_question else []


def _statute_cues(view: View) -> list[Mention]:
    article = _ARTICLE.match(view.text)
    if not article and (view.is_signed or not view.strong):
        return []
    if view.speaks_to_reader:
        return []
    return [*view.cues, *([Mention(*article.span())] if article else [])]


def _record_cues(view: View) -> list[Mention]:
    is_order = len(view.text) <= _NOTE and not _LINES.isdisjoint(view.mentions)
    if not view.strong or is_order:
        return []
    speaks_rarely = len(READER.findall(view.text)) * 200 <= len(view.text)
    return view.cues if speaks_rarely or view.variety >= 2 else []


def _exam_cues(view: View) -> list[Mention]:
    if view.strong and view.variety >= 2:
        opens = view.variety > 2 and any(cue.start < _HEADLINE for cue in view.strong)
        if (opens and not view.starts(_REPLY_TO)) or not threatens(view, view.cues):
            return view.cues
    is_earnest = view.text.isascii() and view.starts(("payment.odd", "secrecy.", *_REPLY_TO))
    if is_earnest and threatens(view, view.cues):
        return []
    return _light_cues(view) if view.strong or not view.is_signed else []


def _light_cues(view: View) -> list[Mention]:
    """A film, an advert, a joke: nothing that a law firm signs or that has a case number."""
    at_stake = view.is_about_reader and not _STAKES.isdisjoint(view.mentions)
    is_dunned = _is_dunned(view)
    is_violent = len(view.mentions.get("collection.violence", ())) > 1
    is_harmful = is_dunned and (is_violent or "collection.contacts" in view.mentions)
    is_serious = (
        is_dunned
        or "case_number" in view.mentions
        or view.voice.role is Role.LAW_FIRM
        or not _GRAVE.isdisjoint(view.mentions)
        or any(name.startswith("usurped.") for name in view.mentions)
        or ("justice.instrument" in view.mentions and not _STAKES.isdisjoint(view.mentions))
        or (at_stake and view.variety == 1 and "people.any" in view.mentions)
    )
    is_office = view.voice.role in STATE_ROLES  # its words need more than two chance hints
    hinted = (
        view.variety >= 2 + is_office
        and _THREATS.isdisjoint(view.mentions)
        and not at_stake
        and not _is_ordered(view)
    )
    is_playful = view.variety >= PLAYFUL or (view.variety >= 2 and not view.starts(_EARNEST))
    is_plain = view.strong and is_playful and not view.is_signed and not is_harmful
    return view.cues if is_plain or ((view.strong or hinted) and not is_serious) else []


def _is_dunned(view: View) -> bool:
    """Whether a lender, or one who shames, names a sum to the reader."""
    return (
        "reader.addressed" in view.mentions
        and (view.voice.role in _LENDERS or not _COLLECTION.isdisjoint(view.mentions))
        and not _SUMS.isdisjoint(view.mentions)
    )


def _is_ordered(view: View) -> bool:
    """Whether the reader is to send a sum for the sake of a warrant or a judge."""
    names = view.mentions.keys()
    return names >= _ORDERED and not _SUMS.isdisjoint(names)


def _advert_cues(view: View) -> list[Mention]:
    if view.starts(_UNTRACED):
        return []
    if view.strong and view.variety > PLAYFUL:
        return view.cues
    return _light_cues(view) if view.strong or _is_hinted(view, 2) else []


def _is_hinted(view: View, least: int) -> bool:
    """Whether hints make a frame: so many, and one more for what threatens the reader."""
    variety = view.variety
    return variety > least or (variety == least and not threatens(view, view.cues, FEARED))


def _fiction_cues(view: View) -> list[Mention]:
    chapter = _CHAPTER.match(view.text)
    if chapter and not threatens(view, view.cues):
        return [*view.cues, Mention(*chapter.span())]
    spoken = [Mention(*found.span()) for found in _NARRATED.finditer(view.text)]
    if len(spoken) >= _NARRATIONS and not (view.speaks_to_reader or names_case(view.mentions)):
        return [*view.cues, *spoken]
    if view.strong and view.variety >= 2 and not threatens(view, view.cues):
        return view.cues
    return _light_cues(view)


_TELLS: dict[str, Callable[[View], list[Mention]]] = {
    "warning": _warning_cues,
    "news": _news_cues,
    "statute": _statute_cues,
    "record": _record_cues,
    "exam": _exam_cues,
    "question": _question_cues,
    "fiction": _fiction_cues,
    "advert": _advert_cues,
    "play": _light_cues,
    "talk": small_talk_cues,
}
_TELLS_WITHOUT_CUES: dict[str, Callable[[str], object]] = {
    "warning": bool,
    "question": _ASKS.search,
    "statute": _ARTICLE.match,
    "fiction": lambda text: (
        _CHAPTER.match(text) or (_QUOTE.search(text) and _NARRATED.search(text))
    ),
    "talk": may_be_talk,
}
"""Frames that patterns alone can tell, though the vocabulary found no cue, and what of a text
leaves that open."""
KINDS = tuple(
    (name, f"frame.{name}", f"frame.{name}_hint", _TELLS_WITHOUT_CUES.get(name), tell)
    for name, tell in _TELLS.items()
)
"""Each frame, the concepts of its cues (strong ones and hints), and how it is told."""
