"""The courts of mainland China by name and by code, read on first need.

It answers only when it is sure: names that several courts share stand for all
of them, courts without a code make every answer "unknown", and courts that no
longer exist own no code, because their code lives on at their successor.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice

from summons_check.facts.data import rows
from summons_check.folding import fold_phrases
from summons_check.patterns import pattern, plain_pattern

_REACH = 100
"""How far from its court's name a case number stands, in characters."""
_SUPREME = "最高法"
_MISMATCH = "court_mismatch"
_TAIL = 7
"""Characters that tell most names apart: 余杭区人民法院."""
_COMMON = 4
"""Characters with which names of courts end alike."""
_SLIPS = 1
"""Characters in which a misspelt name may differ."""
_SEEN = frozenset({"listed", "seen in use"})
_NAME_END = plain_pattern(r"[院互](?:(?<=[法中高分]院)|(?<=[北杭广]互)(?!联))")
_DIVIDED = pattern(r"(?P<city>.{1,20}?市)(?P<unit>.{2,20}[区县市旗])人民法院")
_UNIT = pattern(r"(?:新区|[区县市旗])$")
_INTERMEDIATE = pattern(
    r"(?:.{1,20}?(?:省|自治区))?(?P<place>.{1,20}?)(?P<number>第[一二三四五六])?中级人民法院"
)
_HIGH = pattern(r"(?P<place>.{1,20}?)(?:省|市|(?:壮族|回族|维吾尔)?自治区)高级人民法院")
_NICKNAMES = {"北京互联网法院": "北互", "杭州互联网法院": "杭互", "广州互联网法院": "广互"}
# The Hangzhou Internet Court was opened at the railway court and first used its code.
_FORMER_CODES = {"杭州互联网法院": ("浙8601",)}


@dataclass(frozen=True, slots=True)
class CourtRow:
    """One court of the table."""

    name: str
    code: str
    """Empty when no source gives one."""
    parent: str
    province: str
    """Empty for a court whose province the table does not tell."""
    is_sure: bool
    """Whether the code was read somewhere, not worked out."""
    is_current: bool
    """Whether a directory of today has it; a former court's code lives on at its successor."""


@dataclass(frozen=True, slots=True)
class CourtTable:
    """Courts by every name that they go by, and the owners of each code."""

    by_name: dict[str, tuple[CourtRow, ...]]
    owners: dict[str, tuple[CourtRow, ...]]
    full_names: tuple[str, ...]
    """Of the courts of today."""
    longest: int
    """Length of the longest name."""
    tails: frozenset[str]
    """The last characters of the longer names: what has none of them is looked up quickly."""

    def named_in(self, text: str) -> Iterator[tuple[int, int, tuple[CourtRow, ...]]]:
        """The courts that a folded text names, each with the range of its name.

        More than one row stands for a name that several courts share. The name of a
        branch starts with that of its court, which is not named beside it.
        """
        last: tuple[int, int, tuple[CourtRow, ...]] | None = None
        for found in _NAME_END.finditer(text):
            end = found.end()
            is_long = text[max(0, end - _TAIL) : end] in self.tails
            reach = self.longest if is_long else _TAIL - 1
            for start in range(max(0, end - reach), end - 1):
                courts = self.by_name.get(text[start:end])
                if courts:
                    if last is not None and last[0] < start:
                        yield last
                    last = start, end, courts
                    break
        if last is not None:
            yield last

    def nearest(self, name: str) -> str:
        """The full name of a court of today that a misspelt one comes nearest to, or nothing.

        >>> court_table().nearest("杭州市余航区人民法院")
        '杭州市余杭区人民法院'
        """
        from rapidfuzz import process  # noqa: PLC0415 (few messages name a court amiss)
        from rapidfuzz.distance import Levenshtein  # noqa: PLC0415

        named_alike = [
            places for half in _halves(name, len(name)) if (places := _by_half().get(half))
        ]
        likely = [self.full_names[place] for place in sorted({*chain(*named_alike)})]
        best = process.extractOne(name, likely, scorer=Levenshtein.distance, score_cutoff=_SLIPS)
        return str(best[0]) if best is not None and best[1] else ""

    def superiors(self, court: CourtRow) -> Iterator[CourtRow]:
        """The courts above a court."""
        for parent in self.by_name.get(court.parent, ()) if court.parent else ():
            yield parent
            yield from self.superiors(parent)


Half = tuple[int, str, str]
"""How many characters a name has before its last ones, how they start and how they end."""


def _halves(name: str, length: int) -> tuple[Half, Half]:
    """The halves of a name, as if it had so many characters, without the 人民法院 of all names."""
    own, length = name[:-_COMMON], length - _COMMON
    half = length // 2
    return (length, own[:half], ""), (length, "", own[max(0, len(own) - length + half) :])


@cache
def _by_half() -> dict[Half, list[int]]:
    """Places of the full names by their halves: one slip leaves one half as it is.

    A name stands also where one is looked for that lacks a letter, or has one more.
    """
    found: dict[Half, list[int]] = {}
    for place, name in enumerate(court_table().full_names):
        for length in range(len(name) - _SLIPS, len(name) + _SLIPS + 1):
            for half in _halves(name, length):
                found.setdefault(half, []).append(place)
    return found


@cache
def court_table() -> CourtTable:
    """The table of `rules/cn/data/cn_courts.csv`."""
    table = [*rows("cn_courts.csv")]
    courts = [_court(row) for row in table]
    by_name = _by_name(courts, [row["aliases"] for row in table])
    today = [court for court in courts if court.is_current]
    owners: dict[str, tuple[CourtRow, ...]] = {}
    for court in today:
        for code in (court.code, *_FORMER_CODES.get(court.name, ())):
            if code:
                owners[code] = (*owners.get(code, ()), court)
    full_names = tuple(court.name for court in today)
    tails = frozenset(name[-_TAIL:] for name in by_name if len(name) >= _TAIL)
    return CourtTable(by_name, owners, full_names, max(map(len, by_name)), tails)


def _court(row: dict[str, str]) -> CourtRow:
    evidence = row["code_evidence"]
    return CourtRow(
        name=row["name"],
        code=row["code"],
        parent=row["parent"],
        province=row["province"],
        is_sure=evidence in _SEEN,
        is_current=bool(row["level"]) or evidence != "listed",  # else in no directory of today
    )


def _by_name(courts: Sequence[CourtRow], aliases: Iterable[str]) -> dict[str, tuple[CourtRow, ...]]:
    """Courts by their names, as written and as folded: 乾县 folds to 干县.

    Args:
        courts: The rows.
        aliases: More names of each, with | between them.

    """
    known_as = [
        [*_names(court.name), *filter(None, more.split("|"))]
        for court, more in zip(courts, aliases, strict=True)
    ]
    folded = iter(fold_phrases([*chain(*known_as)]))
    found: dict[str, tuple[CourtRow, ...]] = {}
    for court, names in zip(courts, known_as, strict=True):
        alone = (court,)
        for name in {*names, *islice(folded, len(names))}:
            found[name] = found[name] + alone if name in found else alone
    return {
        name: bearers if len(bearers) == 1 else _of_today(bearers)
        for name, bearers in found.items()
    }


def _of_today(courts: tuple[CourtRow, ...]) -> tuple[CourtRow, ...]:
    """Those that exist; where none does, those that did."""
    if all(court.is_current for court in courts):
        return courts
    return tuple(court for court in courts if court.is_current) or courts


def placements(codes: Sequence[tuple[str, int]], text: str) -> list[str]:
    """Tell for each court code how it stands to the courts that the text names.

    Args:
        codes: Court codes of the case numbers in the text, such as `粤0305`,
            each with the place where its number starts.
        text: The folded message.

    Returns:
        `court_fits` for the code of a court named, or of one above or below
        it; `court_mismatch` for one with another owner, close to the name of
        a court, unless any of the codes may belong to one of the courts: a
        court may well quote the number of another. Else nothing.

    """
    table = court_table()
    named = [
        (end, courts)
        for _, end, courts in table.named_in(text)
        if courts[0].is_current and courts[0].code != _SUPREME
    ]
    if not named:
        return [""] * len(codes)
    owners = [table.owners.get(code, ()) for code, _ in codes]
    courts = {court for _, courts in named for court in courts}
    upwards = courts.union(*map(table.superiors, courts))
    fits = [
        any(owner in upwards or not courts.isdisjoint(table.superiors(owner)) for owner in own)
        for own in owners
    ]
    is_open = any(fits) or not all(court.code for court in courts)
    ends = [end for end, _ in named]
    return [
        "court_fits" if fit else "" if is_open or not _is_sure(own, start, ends) else _MISMATCH
        for fit, own, (_, start) in zip(fits, owners, codes, strict=True)
    ]


def _is_sure(owners: tuple[CourtRow, ...], start: int, ends: Sequence[int]) -> bool:
    """Whether a code is known to be another court's, and a court is named close by."""
    is_known = bool(owners) and all(court.is_sure for court in owners)
    nearest = bisect_left(ends, start - _REACH)
    return is_known and nearest < len(ends) and ends[nearest] <= start + _REACH


def _names(name: str) -> Iterator[str]:
    """The full name and the short forms in use: 兴宁区法院, 南宁中院, 广东高院."""
    yield name
    yield name.replace("人民法院", "法院")
    if name in _NICKNAMES:
        yield _NICKNAMES[name]
    if divided := _DIVIDED.fullmatch(name):
        city, unit = divided["city"].removesuffix("市"), divided["unit"]
        for place in (unit, city + unit):
            yield f"{place}人民法院"
            yield f"{place}法院"
        short = _UNIT.sub("", unit)
        if len(short) >= 2:  # 朝阳法院, 浦东法院
            yield f"{short}法院"
    elif intermediate := _INTERMEDIATE.fullmatch(name):
        place, number = intermediate["place"], intermediate["number"] or ""
        for short in {place, place.removesuffix("市")}:
            yield f"{short}{number}中级人民法院"
            yield f"{short}{number}中级法院"
            yield f"{short}{number.removeprefix('第')}中院"
            yield f"{short}市{number.removeprefix('第')}中院"
    elif high := _HIGH.fullmatch(name):
        for short in (high["place"], name.removesuffix("高级人民法院")):
            yield f"{short}高级人民法院"
            yield f"{short}高级法院"
            yield f"{short}高院"
