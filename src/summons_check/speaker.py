"""Who the message says that it comes from.

Looked for where senders name themselves: the signature in 【】, the
letterhead, the line that closes a letter, the words of introduction, what
the speaker calls itself ("our company", "this court"), the sender.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import ahocorasick_rs

from summons_check.folding import Folded, fold, fold_phrases
from summons_check.models import STATE_ROLES, Role
from summons_check.patterns import HAN, pattern, plain_pattern
from summons_check.vocabulary import Mention, Mentions, Vocabulary

PRIVATE_ROLES = frozenset({Role.LAW_FIRM, Role.LENDER, Role.COLLECTOR})
BODY_ROLES = frozenset({Role.MEDIATOR, Role.ARBITRATION, Role.NOTARY, Role.POST})

# A name that holds words of several roles belongs to the first of these:
# 某某律师事务所驻法院工作站 is a law firm, 花呗立案科 no court.
_PRECEDENCE = (
    Role.LAW_FIRM,
    Role.COLLECTOR,
    Role.LENDER,
    Role.COURT,
    Role.PROCURATORATE,
    Role.POLICE,
    Role.ARBITRATION,
    Role.NOTARY,
    Role.MEDIATOR,
    Role.POST,
    Role.GOVERNMENT,
)
_ROLES = tuple((f"role.{role.value}", role) for role in _PRECEDENCE)
_SELF = {
    "self.law_firm": Role.LAW_FIRM,
    "self.company": Role.LENDER,
    "self.bank": Role.LENDER,
    "self.court": Role.COURT,
    "self.police": Role.POLICE,
    "self.arbitration": Role.ARBITRATION,
    "self.notary": Role.NOTARY,
}
_SIGNATURE = plain_pattern(r"[【\[〖]([^【】\[\]〖〗]{2,40})[】\]〗]")
_SEAT = (
    r"(?![司要会让叫给对从和])[^,。;!?:\n是在跟去到找已将把被]{0,14}"
    r"(?:法院|检察院|派出所|公安局|市局|分局|支队|刑侦|经侦|仲裁院|执行局|司法所|律所|中心)"
)
_NO_STOP = r"\.(?! )|(?<=\b(?:dr|mr|ms|st|no|lt))\.|(?<=\b(?:mrs|sgt|det|ins|ofc))\."
"""A point that ends no sentence: Sgt. Rowe, moj.gov.uk."""
_INTRODUCTION = plain_pattern(
    r"(?=[我俺额咱这自您你吗吧tiwco]|^)(?:"  # one look tells that most characters start nothing
    r"(?:[我俺额]们?(?:这边|这里|这儿)?[是系]|这[里边]?[是系]|自称"
    r"|\b(?:this is|i am|i'm|we are|calling from|on behalf of)\b)"
    # no name: 这是我们跟教育局联网的, I'm no lawyer
    rf"(?!我们?[跟和与同给]| (?:no|not|never)\b)((?:[^,。;!?:\n.]|{_NO_STOP}){{2,48}})"
    # 我某区法院的, 我某区法院李法官, 我执行局小李
    rf"|[我俺额咱](?:们|哋)?({_SEAT}(?:[^,。;!?:\n]{{0,6}}?[的哩个嘅滴嘞勒]"
    rf"|[{HAN}]{{0,4}}(?:法官|书记员|警官|执行员|助理|同志|内勤|干警|书记官)|(?:的?小|老)[{HAN}][,。]))"
    # 您好,某区法院立案庭的,
    rf"|(?:^|[您你]好[呀啊]?[,。!]?|[吗吧]\?)({_SEAT}[{HAN}]{{0,5}}(?:的|热线|客服))[,。])"
)
"""The one group that takes part is the name."""
_ADDRESSED = pattern(r"[你您我]|贵|阁下|台端|\byour?\b")
_NO_NAME = pattern(
    r"^ ?(?:关于|致|尊敬|收件|被告|原告|申请人|因|依|如|若|经|已|本|该|此|案由|案号|主题"
    r"|发件人|寄件人|公 *告|(?:to|dear|re|subject|report|call|contact|reply|ask|tell|pay|send|visit"
    r"|please|beware|do not|don't|never|if|for|you|your)\b)"
)
_OWN_WORDS = plain_pattern("本院|我院")
"""What a court writes under its number: the parties named beside it send nothing."""
_BRAND = plain_pattern(r"借|贷|呗|花|钱|融|金|分期|付|到账|信用|快|宝|租|享|优|易")
"""Characters that loan apps like in their names; only for a signature that names nobody else."""
_JUSTICE = pattern(
    r"法院|法庭|审判|审理|旁听|裁判|判决|裁定|开庭|诉讼|起诉|检察|执行|案号|案件|传票|本案|\bcourt\b"
)
_LAW_OFFICE = pattern(
    r"律师|律所|委托|当事人|函|\b(?:firm|client|counsel|attorney|solicitor|instructed|act)"
)
_ANYTHING = pattern("")
_SPEAKS_AS = {Role.COURT: _JUSTICE, Role.LAW_FIRM: _LAW_OFFICE}
"""我院 may be a hospital or a school, 本所 a police station: words that the text must have, too."""
_TELLS = pattern(r"(?:温馨|友情|郑重)?(?:提醒|提示|通知|告知|答复|回复)[您你]$")
"""After the name of who speaks: 某某法院立案庭提醒您."""
_HEAD = plain_pattern(r"[^,:;。!?\n]{2,32}")
_RUNNING = pattern(r"[,;!?]|。$")
_SAYS = pattern(
    r"\b(?:has|have|had|will|is|are|was|must|shall|against|issued|you|i|me|my|we|us|our|he|she"
    r"|him|her|his|they|them|their|it|its|ur|u|r|that|there|if|when|until|till|unless"
    r"|because|but|not|no|so|or|be|been|being|do|does|did|can|cannot|could|would|should|may"
    r"|might|go|goes|going|gone|come|comes|coming|came|get|gets|got|take|takes|took|taken"
    r"|keep|keeps|kept|send|sends|sent|wait|waits|waiting|pay|pays|paid|owe|owes|call"
    r"|calls|called|tell|tells|told|say|says|said|know|knows|need|needs|want|wants|make"
    r"|makes|made|let|lets|give|gives|gave|given|put|puts|leave|leaves|left|stop|stops"
    r"|hold|holds|held|sign|signs|signed|file|filed|become|becomes|just|already|still|now"
    r"|arrested|charged|jailed|sentenced|raided|warned|rang|visited|reported"
    r"|today|tonight|tomorrow|please|pls|don|dey|na|ko|ka|mo|se|hai|ho)\b|n['’]t\b"
    r"|已|将|被|受|把|向|诉(?!讼|调|前)|让|说|收到|发来|请|须|应当|都在"
    r"|(?<=[一-鿿ァ-ヺー])[をがはにで](?=[一-鿿ァ-ヺ、])|より|から|まで|ます|です|した"
)
_HAPPENED = pattern(
    r"^(?:昨|今|前|刚|上周|早上|下午)|(?:判|下来|回来|过来|出来|来了|说了|见|打来|找我)(?:了|的)?$|了$"
)
"""Before a comma: what happened, not who writes."""
_COURT_NAME = pattern(
    r"(?:人民|互联网|金融|海事|知识产权|铁路运输|地方|中级|高级|高等|区域|裁判|垦区|林区)法院|法院(?!联络)|小额钱债审裁处"
)
_POLICE_NAME = pattern(r"公安(?:厅|局|分局|短信|$|[ 0-9])|派出所")
_GOVERNMENT_PAPER = pattern(
    r"税务(?:局|所|分局|事项)|劳动保障监察|限期改正|责令改正|行政处罚|行政强制|社会保险基金|破产管理署"
)
_TO_ADDRESSEE = pattern(r"[^。!?\n]{0,40}?(?:你单位|贵单位|贵司|贵公司|你公司|你司|责令你|请协助)")
"""After a name and a colon: the name is whom the letter is for."""
_COMPANY = pattern(
    r"鉴定|银行|公司|消费金融|消金|小贷|律师|律所|保险|移动|联通|电信|支付|京东"
    r"|花呗|白条|公积金|社保|12348|12368|法律援助|人民调解"
)
_BORROWED = pattern(r"驻.{0,6}(?:法院|法庭)|(?:公司|贷|催收|资产|律师|律所|分期|法务|白条|花呗)")


_INSTITUTION = plain_pattern(
    r"法院|检察院|公安(?!机关|部|人员)|分局|派出所|支队|检察署|地检署|地院|警署|仲裁委|公证处"
)
_NAME_REACH = 16
"""Characters before the word for an institution in which its place stands."""
_OFFICE = pattern(
    r"(?:司法|执行|诉讼|诉前|案件|案款|立案|法务|退赃|清退|仲裁|失信|信用修复|结案|公诉|传唤|查控|稽查|逾期|债务|裁决|扣划|冻结|征信|清收"
    r"|合规|追缴|惩戒|追逃|法治|法律)\p{Han}{0,8}?(?:中心|大厅|专班|办公室|处|科|组|平台|专线|工作站|服务台|委)"
)


def is_named(text: str, places: Places) -> bool:
    """Whether any court, police or other public body is named with its place.

    【宁海县人民法院】 is, 【人民法院】 and 户籍地派出所 are not.
    """
    return any(
        places.occur_in(text[max(0, found.start() - _NAME_REACH) : found.start()])
        for found in _INSTITUTION.finditer(text)
    )


class Places:
    """Names of places, such as the one in 宁海县人民法院.

    Args:
        names: At least two characters each.

    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names = names

    def occur_in(self, text: str) -> bool:
        """Whether any place is named in a text."""
        return bool(self._automaton.find_matches_as_indexes(text))

    @cached_property
    def _automaton(self) -> ahocorasick_rs.AhoCorasick:
        """Made when first needed, as many messages name no body that a place could stand before."""
        return ahocorasick_rs.AhoCorasick(fold_phrases(list(self._names)))  # 乾县 folds to 干县


def _concepts_of(role: Role) -> tuple[str, ...]:
    kinds = (("state", STATE_ROLES), ("private", PRIVATE_ROLES), ("body", BODY_ROLES))
    return (f"speaker.{role.value}", *(f"speaker.{name}" for name, roles in kinds if role in roles))


_CONCEPTS = {role: _concepts_of(role) for role in Role}


class Voice(NamedTuple):
    """The speaker, as far as the message tells."""

    role: Role
    at: Mention | None = None
    """The words that say so; None when the sender says it, or nothing."""
    evidence: str = ""
    """The sender, when it is the sender that says so."""

    @property
    def concepts(self) -> tuple[str, ...]:
        """`speaker.*` concepts for rules."""
        return _CONCEPTS[self.role]


def find_speaker(
    folded: Folded, mentions: Mentions, sender: str | None, words: Vocabulary
) -> Voice:
    """Find who speaks.

    Args:
        folded: The message.
        mentions: What the vocabulary found in it.
        sender: Number or name that the message came from, if known.
        words: The vocabulary, to read the sender with.

    """
    named = _first_named(_opening(folded), folded, mentions)
    if named is not None:
        return _court_that_signs(named, folded, mentions) or named
    for name, role in _SELF.items():
        found = mentions.get(name)
        if found and _SPEAKS_AS.get(role, _ANYTHING).search(folded.text):
            return Voice(role, found[0])
    named = _first_named(_closing(folded), folded, mentions)
    if named is not None:
        return named
    for region in _signatures(folded.text):
        if _BRAND.search(folded.text[region.start : region.end]):
            return Voice(Role.LENDER, region)
    sending = role_of_sender(sender, words) if sender else None
    return Voice(Role.UNKNOWN) if sending is None else Voice(sending, None, sender or "")


def _court_that_signs(named: Voice, folded: Folded, mentions: Mentions) -> Voice | None:
    """The court below a text that some private name stands above: a party, as in a public notice.

    A private signature in brackets stands: whoever signs so is no court.
    """
    if named.role not in PRIVATE_ROLES or named.at in [*_signatures(folded.text)]:
        return None
    signed = _first_named(_closing(folded), folded, mentions)
    return signed if signed is not None and signed.role is Role.COURT else None


def role_of_sender(sender: str, words: Vocabulary) -> Role | None:
    """The role that the name of a sender tells; None for a number or another name.

    Args:
        sender: As the phone shows it.
        words: The vocabulary, to read it with.

    """
    signed = fold(sender)
    whole = Mention(0, len(signed.text))
    return _role_in(whole, signed, words.scan(signed)) if whole.end else None


def find_office(folded: Folded, places: Places) -> list[Mention]:
    """Names of offices that sound official and belong to no institution that exists.

    【执行事务中心】 names no court, no company and no place.
    """
    return [
        Mention(*found.span(1))
        for found in _bracketed(folded.text)
        if _OFFICE.search(found[1])
        and not is_named(found[1], places)
        and not _COURT_NAME.search(found[1])
        and not _COMPANY.search(found[1])
    ]


def _first_named(regions: Iterator[Mention], folded: Folded, mentions: Mentions) -> Voice | None:
    for region in regions:
        if (role := _role_in(region, folded, mentions)) is not None:
            return Voice(role, region)
    return None


def _opening(folded: Folded) -> Iterator[Mention]:
    """Where a sender names itself at the start, the most telling first."""
    text = folded.text
    yield from _signatures(text)
    yield from _letterhead(folded)
    for found in _INTRODUCTION.finditer(text, 0, 200):
        group = found.lastindex or 0
        end = found.end(group)
        start = end - len(found[group].lstrip())
        owner = text.find("的", start, end)
        if owner > 0:  # 我是法院执行局的, 我们是某某银行的
            yield Mention(start, owner)
        yield Mention(start, end)


def _bracketed(text: str) -> Iterable[re.Match[str]]:
    """What stands in the brackets that senders sign in."""
    return _SIGNATURE.finditer(text) if "【" in text or "[" in text or "〖" in text else ()


def _signatures(text: str) -> Iterator[Mention]:
    for found in _bracketed(text):
        if found.start() <= 30 or found.end() >= len(text) - 30:
            yield Mention(*found.span(1))


def _lines(folded: Folded) -> list[Mention]:
    starts = [*folded.sentence_starts, len(folded.text)]
    return [Mention(*line) for line in pairwise(starts) if line[0] < line[1]]


def _starts_line(folded: Folded, index: int) -> bool:
    before = folded.original[: folded.origin(index)].rstrip(" \t\u3000")
    return not before or before.endswith("\n")


def _letterhead(folded: Folded) -> Iterator[Mention]:
    """A name alone on one of the first lines, or before the first comma or colon."""
    text = folded.text
    for line in _lines(folded)[:3]:
        if not _starts_line(folded, line.start):
            continue
        head = _HEAD.match(text, line.start, line.end)
        if head is None:
            continue
        words = _TELLS.sub("", head.group().partition("致")[0])
        if not words or _is_addressee(folded, head.end()):
            continue
        if folded.text.startswith(",", head.end()) and _HAPPENED.search(words):
            continue
        if _OWN_WORDS.search(words):
            continue
        if not (_NO_NAME.match(words) or _ADDRESSED.search(words) or _SAYS.search(words)):
            yield Mention(line.start, line.start + len(words.rstrip()))


def _is_addressee(folded: Folded, end: int) -> bool:
    """Whether a letter is addressed to the name that ends here: a colon ends its line."""
    if not folded.text.startswith(":", end):
        return False
    if _TO_ADDRESSEE.match(folded.text, end + 1):
        return True
    rest = folded.original[folded.span(end, end + 1).end :].lstrip(" \t\u3000")
    return rest.startswith(("\n", "\r")) or "贵院" in folded.text


def _closing(folded: Folded) -> Iterator[Mention]:
    """A short last line: who signs."""
    text, lines = folded.text, _lines(folded)
    for line in reversed(lines[-4:] if len(lines) > 1 else []):
        words = text[line.start : line.end]
        if len(words) <= 40 and not (
            _RUNNING.search(words)
            or _ADDRESSED.search(words)
            or _SAYS.search(words)
            or _NO_NAME.match(words)
        ):
            yield Mention(line.start, line.start + len(words.rstrip()))


def _role_in(region: Mention, folded: Folded, mentions: Mentions) -> Role | None:
    """The role that the words of a region name."""
    words = folded.text[region.start : region.end]
    if _COURT_NAME.search(words) and not _BORROWED.search(words):
        return Role.COURT
    if _POLICE_NAME.search(words) and not _BORROWED.search(words):
        return Role.POLICE
    if _GOVERNMENT_PAPER.search(words) and not _BORROWED.search(words):
        return Role.GOVERNMENT
    named = [
        (mention, role)
        for name, role in _ROLES
        if name in mentions
        for mention in mentions[name]
        if region.start <= mention.start and mention.end <= region.end
    ]
    # A district attorney is no attorney: a longer name stands for the words inside it.
    return next(
        (
            role
            for mention, role in named
            if not any(
                other != mention and other.start <= mention.start and mention.end <= other.end
                for other, _ in named
            )
        ),
        None,
    )
