"""Numbers that are no case number of a mainland court.

Of Taiwan, of Hong Kong, of arbitration, notaries, police, procuratorates and
law firms; and those of a private sender that only look official.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from summons_check.facts.model import CaseNumber
from summons_check.patterns import pattern, plain_pattern

if TYPE_CHECKING:
    import regex

Register = Literal["foreign_body", "own_register"]

_FOREIGN = pattern(
    r"仲(?!执)|劳人|律|函|证|公(?!司|诉)|[检鉴评税罚]|人调|调解|国土|监委|[司民]?调字"
)
_PRIVATE = pattern(r"催|贷|融|务|债|限|冻|诚|预|诉保|风控|资产|信用")
_DECREE = pattern(r"[发释办规令函政复通告]$")
_OFFICIAL_LOOKING = pattern(r"催|执|诉|冻|逮|捕|传|限(?!公司)|[强封拘裁令案立]|法务")

_YEAR_BEHIND = pattern(
    r"(?:\ ?[(\[〔](?P<year>20\d\d)[)\]〕]\ ?(?P<nth>第?)|(?<=字)(?P<year>20\d\d)-)"
    r"(?P<serial>\d{1,8})号"
)
_WORDS_BEFORE = pattern(r"(?:\p{Han}|\(\p{Han}{1,3}\)){2,9}$")
_TITLE_BEFORE = pattern(r"^.{0,40}[书单据为令](?=\p{Han}{2})")
_TAIWAN = pattern(
    r"(?<!\d)(?P<year>\d{2,3})年度?(?P<type>\p{Han}{1,8}?)字第(?P<serial>\d{1,8}(?:-\d{1,4})?)号"
)
_HONG_KONG = pattern(
    r"(?<![a-z0-9])(?P<type>hc(?:a|mp|al|b|cw|sd|bi|pi|aa|ct|aj|cl|mc|ma|la|mh|rc)"
    r"|ca(?:cv|mp|cc|qu|ar)|fa(?:cv|cc|mv|mc)|dc(?:cj|pi|ec|eo|mp|tc|cc|dt|sa)|fc(?:mc|jc|mp|ap)"
    r"|ld(?:pa|pd|pb|bm|cs|mt|pe)|sct[cp]|lbtc?|(?:kc|ec|tw|st|kt|tm|wk|es|fl)cc)"
    r"\s?(?:no\.?\s?)?(?P<serial>\d{1,6})/(?P<year>(?:19|20)\d\d)(?!\d)"
)
_LABELLED = plain_pattern(
    r"(?:号|回执)[:为是]?\s?"
    r"(?P<serial>[a-z]{1,8}-?[a-z]{0,8}-?\d++(?:-?[a-z0-9]++){0,4}+|\d{6,}+)"
)
_LABEL = pattern(
    r"(?P<case>案)$|(?:法院|立案|受理|法务|司法|传唤|传票|冻结令?|执行|诉讼|文书|起诉|受案|案件|拘捕令"
    r"|逮捕令|禁令|卷宗|催收|通缉|查封|令状|退赔|档案|确认|登记)\p{Han}{0,4}?\(?编?$"
)
_LABEL_REACH = 12
_COMMERCE = pattern(r"合同|协议|保单|订单|借款|保险|查勘|理赔|定损|报案")
_COMMERCE_REACH = 24
_WORDS_REACH = 14


def register_of(words: str) -> Register | None:
    """Whose number it is that is no court's, by the words in it; None: of no concern."""
    if is_foreign(words):
        return "foreign_body"
    return "own_register" if _OFFICIAL_LOOKING.search(words) else None


def is_private(words: str) -> bool:
    """Whether the words name a business, as in 鼎信催执字."""
    return _PRIVATE.search(words) is not None


def is_foreign(words: str) -> bool:
    """Whether the words name another body that numbers its papers."""
    return _FOREIGN.search(words) is not None


def find_other_numbers(text: str) -> Iterator[CaseNumber]:
    """Find numbers that do not start with a year in brackets; the text is folded."""
    if "号" in text:
        yield from _taiwan(text)
        yield from _year_behind(text)
        yield from _labelled(text)
    if "/" in text:
        yield from _hong_kong(text)


def _taiwan(text: str) -> Iterator[CaseNumber]:
    for match in _TAIWAN.finditer(text) if "字第" in text else ():
        yield _number(
            match.span(),
            f"{match['year']}年度{match['type']}字第{match['serial']}号",
            "taiwan",
            match,
        )


def _hong_kong(text: str) -> Iterator[CaseNumber]:
    for match in _HONG_KONG.finditer(text):
        type_code = match["type"].upper()
        yield _number(
            match.span(), f"{type_code} {match['serial']}/{match['year']}", "hongkong", match
        )


def _year_behind(text: str) -> Iterator[CaseNumber]:
    """鼎信催执字〔2025〕第0926号, 京恪律函字〔2026〕第19号."""
    for match in _YEAR_BEHIND.finditer(text) if "20" in text else ():
        before = _WORDS_BEFORE.search(text, max(0, match.start() - _WORDS_REACH), match.start())
        if before is None:
            continue
        words = _TITLE_BEFORE.sub("", before.group())
        register = register_of(words)
        if register is None or _DECREE.search(words):
            continue  # 法释〔2025〕14号 is a document of government
        year = f"{match['year']}-" if match["nth"] is None else f"〔{match['year']}〕{match['nth']}"
        place = match.start() - len(words), match.end()
        yield _number(place, f"{words}{year}{match['serial']}号", register, match)


def _labelled(text: str) -> Iterator[CaseNumber]:
    """受理编号la-2025-082731: what follows such a label in Latin letters is no court's."""
    for match in _LABELLED.finditer(text):
        label = _LABEL.search(text, max(0, match.start() - _LABEL_REACH), match.start())
        start, end = match.span("serial")
        if label is None or (match["serial"].isdecimal() and not label["case"]):
            continue
        around = text[max(0, label.start() - _COMMERCE_REACH) : end + _COMMERCE_REACH]
        if not _COMMERCE.search(around):
            yield _number((start, end), match["serial"].upper(), "own_register", match)


def _number(
    span: tuple[int, int], value: str, concept: str, match: regex.Match[str] | re.Match[str]
) -> CaseNumber:
    groups = match.groupdict()
    return CaseNumber(
        start=span[0],
        end=span[1],
        value=value,
        detail=concept,
        concepts=(f"case_number.{concept}",),
        year=int(groups.get("year") or 0),
        court_code="",
        special="",
        type_code=(groups.get("type") or "").upper(),
        serial=match["serial"],
        suffix="",
    )
