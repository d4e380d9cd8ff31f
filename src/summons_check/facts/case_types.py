"""Type codes of case numbers, and the kind of proceedings that each stands for.

The list of 2015 with the codes added in 2016 (protection orders, bankruptcy)
and 商初 of the International Commercial Courts, seen in (2019)最高法商初1号
(cicc.court.gov.cn). It is complete for 2015, not for today: an unknown code is
weak evidence.
"""

from __future__ import annotations

from summons_check.patterns import pattern

_CODES_BY_KIND = {
    "civil": (
        "民初 民终 民监 民申 民抗 民再 民撤 民特 民特监 民催 民他 民破 民算 民辖 民辖终 民辖监"
        " 民保令 民保更 商初"
    ),
    "payment_order": "民督 民督监",
    "criminal": (
        "刑辖 刑初 刑终 刑监 刑申 刑抗 刑再 刑没 刑核 刑医 刑医解 刑医复 刑医监 刑止 刑止调 刑止核"
        " 刑更 刑更监 刑更备 刑他"
    ),
    "administrative": (
        "行辖 行辖终 行初 行终 行监 行申 行抗 行再 行审 行审复 行他"
        " 行赔初 行赔终 行赔监 行赔申 行赔抗 行赔再"
    ),
    "enforcement": "执 执恢 执保 执异 执复 执监 执协 执他 执督 执前督",
    "preservation": "财保 执保 行保 行保复 证保",
    "sanction": "司惩 司惩复",
    "other": (
        "赔辖 赔辖终 法赔 委赔 委赔监 委赔提 委赔再 赔他"
        " 司救刑 司救民 司救行 司救赔 司救执 司救访 司救他"
        " 认台 认港 认澳 认复 认他 请台送 请港送 请澳送 台请送 港请送 澳请送"
        " 请台调 请港调 请澳调 台请调 港请调 澳请调 请移管 助移管 请移赃 助移赃"
        " 协外认 协外送 请外送 协外调 请外调 请外移 协外移 请外引 协外引 协他"
        " 清申 破申 清终 破终 清监 破监 强清 破"
    ),
}
_KINDS: dict[str, tuple[str, ...]] = {}
for _kind, _codes in _CODES_BY_KIND.items():
    for _code in _codes.split():
        _KINDS[_code] = (*_KINDS.get(_code, ()), _kind)

# Registers of mediation before filing have no code of the national list.
_MEDIATION = pattern(r"诉前|前调|引调|诉调")
_OLD_TYPE = pattern(
    r"(?P<matter>[民刑行商知经海少环执督破赔])[一二三四五六]?"
    r"(?:[初终申再监抗辖特催督撤破复异恢保执他提裁令赔预行]{0,2})"
)
_OLD_KINDS = {"刑": "criminal", "行": "administrative", "执": "enforcement", "督": "payment_order"}
_LONGEST = 5

CODES = frozenset(_KINDS)
"""All known type codes."""


def kinds_of(type_code: str) -> tuple[str, ...]:
    """The kinds of proceedings of a type code; empty if it is unknown.

    >>> kinds_of("执保"), kinds_of("民诉前调"), kinds_of("民裁")
    (('enforcement', 'preservation'), ('mediation',), ())
    """
    return _KINDS.get(type_code) or (("mediation",) if _MEDIATION.search(type_code) else ())


def old_kinds_of(type_code: str) -> tuple[str, ...]:
    """The kinds of a type as written before 2016: 民一终, 商初, 执.

    >>> old_kinds_of("民一初"), old_kinds_of("速融裁")
    (('civil',), ())
    """
    found = _OLD_TYPE.fullmatch(type_code)
    return (_OLD_KINDS.get(found["matter"], "civil"),) if found else ()


def split_type(words: str, *, is_old: bool = False) -> tuple[str, str]:
    """Split what stands before the serial number into the rest and the type code.

    Args:
        words: Such as 知民初 or 市北民初, without the court code.
        is_old: Whether the number is of the style before 2016.

    Returns:
        The characters before the type code, and the code; both may be empty.

    Examples:
        >>> split_type("知民初"), split_type("民诉前调"), split_type("网贷")
        (('知', '民初'), ('', '民诉前调'), ('网贷', ''))

    """
    if _MEDIATION.search(words):
        return "", words
    for start in range(max(0, len(words) - _LONGEST), len(words)):
        if words[start:] in CODES or (is_old and old_kinds_of(words[start:])):
            return words[:start], words[start:]
    return words, ""
