"""Courts that a message names: which of them there are, and Internet Courts made up."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from summons_check.facts.court_table import court_table
from summons_check.facts.courts_abroad import CONCEPTS as CONCEPTS_ABROAD
from summons_check.facts.courts_abroad import find_abroad
from summons_check.facts.model import Context, Court
from summons_check.folding import Folded
from summons_check.patterns import pattern, plain_pattern

CONCEPTS = frozenset(
    {
        "internet_court.real",
        "internet_court.invented",
        "court_name.known",
        "court_name.former",
        "court_name.misspelt",
        *CONCEPTS_ABROAD,
    }
)

REAL = frozenset({"杭州", "北京", "广州"})
"""Cities with an Internet Court: Hangzhou since 2017, Beijing and Guangzhou since 2018."""
_REAL_ENGLISH = frozenset({"hangzhou", "beijing", "guangzhou"})

_CHINESE = pattern(r"互联网法院")
_ENGLISH = pattern(r"\b(?P<place>[a-z']{1,24}) (?:people's )?internet court\b")
_PROPER = plain_pattern(r"(?:人民|海事|知识产权|金融)法院")
_FULL_NAME = pattern(
    r"(?:^|[【\[(,。:;\n]|这[里边]是|我是|向|由|到|在|至|经)(?P<name>\p{Han}{3,16}?(?:人民|海事|知识产权|金融)法院)"
)
"""The name of a court where its start is plain to see."""
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
    r"(?:.{1,20}(?:省|自治区))?(?P<place>\p{Han}{2,7}?)市?(?:第[一二三四五六])?中级人民法院"
    r"|(?:.{1,20}市)?(?P<place>\p{Han}{2,7}?)[区县市]人民法院|(?P<place>\p{Han}{2,7}?)[省市]高级人民法院"
)


def find(folded: Folded, context: Context) -> list[Court]:
    """Find courts, in the order of the text.

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
    found += find_abroad(text)
    if "院" in text or "互" in text:
        taken = {court.end for court in found}
        found += [court for court in _named(text) if court.end not in taken]
    found.sort(key=lambda court: court.start)
    return found


def _named(text: str) -> Iterator[Court]:
    """Courts of the table, and names that differ from one of them by a slip."""
    table, ends = court_table(), set()
    for start, end, courts in table.named_in(text):
        ends.add(end)
        kind = "known" if courts[0].is_current else "former"
        name = courts[0].name if len(courts) == 1 else text[start:end]
        yield _known(start, end, name, kind, exists=kind == "known")
    if all(proper.end() in ends for proper in _PROPER.finditer(text)):
        return
    for match in _FULL_NAME.finditer(text):
        meant = "" if match.end() in ends else table.nearest(match["name"])
        if meant:
            yield _known(*match.span("name"), meant, "misspelt", exists=False)


def _known(start: int, end: int, value: str, kind: str, *, exists: bool) -> Court:
    return Court(start, end, value, kind, (f"court_name.{kind}",), exists)


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
