"""Internet Courts: the three that there are, and others that somebody made up."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from summons_check.facts.court_table import court_table
from summons_check.facts.model import Context, Court
from summons_check.folding import Folded
from summons_check.patterns import pattern

CONCEPTS = frozenset({"internet_court.real", "internet_court.invented"})

REAL = frozenset({"杭州", "北京", "广州"})
"""Cities with an Internet Court: Hangzhou since 2017, Beijing and Guangzhou since 2018."""
_REAL_ENGLISH = frozenset({"hangzhou", "beijing", "guangzhou"})

_CHINESE = pattern(r"互联网法院")
_ENGLISH = pattern(r"\b(?P<place>[a-z']+) (?:people's )?internet court\b")
_LONGEST_PLACE = 8
_INVENTED = (
    "国家 中央 联合 华东 华南 华北 华中 西南 西北 东北 最高 最高人民 人民 司法 第一 第二 第三"
)
_INVENTED_ENGLISH = (
    "national state central supreme federal provincial eastern southern northern western"
    " shanghai tianjin chongqing shenzhen chengdu nanjing wuhan ningbo suzhou xian changsha"
    " qingdao dalian xiamen fuzhou jinan zhengzhou hefei kunming shenyang harbin guangdong"
    " zhejiang jiangsu shandong sichuan hubei hunan fujian anhui henan hebei hainan"
)
_GRAND = frozenset(_INVENTED.split())
_GRAND_ENGLISH = frozenset(_INVENTED_ENGLISH.split())
_UNITS = pattern(r"(?:省|市|区|县|盟|自治州|(?:壮族|回族|维吾尔)?自治区|特别行政区)$")
_PLACE_IN_NAME = pattern(
    r"(?:.+(?:省|自治区))?(?P<place>\p{Han}{2,7}?)市?(?:第[一二三四五六])?中级人民法院"
    r"|(?:.+市)?(?P<place>\p{Han}{2,7}?)[区县市]人民法院|(?P<place>\p{Han}{2,7}?)[省市]高级人民法院"
)


def find(folded: Folded, context: Context) -> list[Court]:
    """Find Internet Courts, in the order of the text.

    Args:
        folded: The message.
        context: Not used.

    """
    del context
    text = folded.text
    found: list[Court] = []
    if "互联网法院" in text:
        found += _chinese(text)
    if "internet court" in text:
        found += _english(text)
    found.sort(key=lambda court: court.start)
    return found


def _chinese(text: str) -> Iterator[Court]:
    for match in _CHINESE.finditer(text):
        start = match.start()
        before = text[max(0, start - _LONGEST_PLACE) : start]
        place = next(
            (before[cut:] for cut in range(len(before)) if _is_place(before[cut:])),
            "",
        )
        if place:
            yield _court(start - len(place), match.end(), text, _UNITS.sub("", place) in REAL)


def _is_place(word: str) -> bool:
    plain = _UNITS.sub("", word)
    return plain in REAL or plain in _GRAND or plain in _places()


def _english(text: str) -> Iterator[Court]:
    for match in _ENGLISH.finditer(text):
        place = match["place"].replace("'", "")
        if place in _REAL_ENGLISH or place in _GRAND_ENGLISH:
            yield _court(*match.span(), text, place in _REAL_ENGLISH)


def _court(start: int, end: int, text: str, exists: bool) -> Court:
    name = "real" if exists else "invented"
    return Court(
        start=start,
        end=end,
        value=text[start:end],
        detail=f"internet court, {name}",
        concepts=(f"internet_court.{name}",),
        exists=exists,
    )


@cache
def _places() -> frozenset[str]:
    """Provinces, cities, districts and counties, as far as a court is called after them."""
    found = (_PLACE_IN_NAME.fullmatch(name) for name in court_table().by_name)
    return frozenset(match["place"] for match in found if match is not None)
