"""Court case numbers: what they say, and what is wrong with them.

The form is that of the Supreme People's Court's rules of 2015 on case numbers
(in force 2016-01-01, amended 2018): year in brackets, court code (province
and two or four digits), one character for special trials if any, type code
of one to three characters, serial number, 号.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from summons_check.facts.case_types import kinds_of, old_kinds_of, split_type
from summons_check.facts.court_table import court_table, placements
from summons_check.facts.model import CaseNumber, Context
from summons_check.facts.other_registers import (
    find_other_numbers,
    is_foreign,
    is_private,
    register_of,
)
from summons_check.facts.overlaps import without_overlaps
from summons_check.facts.registers_abroad import REGISTERS_ABROAD, find_abroad
from summons_check.folding import Folded, fold
from summons_check.patterns import pattern

if TYPE_CHECKING:
    import regex

KINDS = (
    "civil",
    "enforcement",
    "criminal",
    "payment_order",
    "preservation",
    "mediation",
    "sanction",
    "administrative",
    "other",
)
PROBLEMS = (
    "no_court_code",
    "letters",
    "old_style",
    "zero_padded",
    "wrong_province",
    "future_year",
    "unknown_type",
    "court_mismatch",
    "unknown_court",
    "stale",
)
INTERNET_COURT = ("internet_2025", "internet_after")
"""A first-instance number of an Internet Court from the year in which its business changed, or a
later one: loans accepted from 2025-11-01 on go elsewhere (Fa Shi (2025) No. 14)."""
_INTERNET_CODES = frozenset({"京0491", "浙0192", "粤0192"})
_WITHHELD = "某"
"""Stands for a province that somebody does not want to name."""
REGISTERS = ("own_register", "foreign_body", "taiwan", "hongkong", *REGISTERS_ABROAD)
CONCEPTS = frozenset(
    {
        "case_number",
        "case_number.court_fits",
        *(f"case_number.{name}" for name in (*KINDS, *PROBLEMS, *INTERNET_COURT, *REGISTERS)),
    }
)

_ODD_CODES = frozenset(
    {"case_number.no_court_code", "case_number.wrong_province", "case_number.letters"}
)
_FIRST_INSTANCE = frozenset({"民初", "民督"})
_STALE_YEARS = 5
"""Years after which a first-instance number is no new one."""
_LONGEST_COURT = 4
"""Most characters that stand for a court without digits: 市北, 浙杭西."""
NEW_STYLE = 2016
"""First year of the present form."""
SUPREME = "最高法"
"""Code of the Supreme People's Court."""
PROVINCES = frozenset("京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔云藏陕甘青宁新兵军")
"""First character of the other codes: provinces, the Xinjiang corps, the military."""

_SHAPE = pattern(
    r"(?:[(\[〔【]\ ?(?P<year>(?:19|20)\d\d)\ ?年?度?\ ?[)\]〕】]\s?"
    rf"|(?<![\d年])(?P<year>20\d\d)年?(?=[{''.join(sorted(PROVINCES))}]\d{{2,4}}\p{{Han}}{{1,6}}\d))"
    r"(?:(?P<code>(?!第)\p{Han}{0,3}[a-z]{0,3}\d[\da-z]{0,6})(?=(?![号至])\p{Han}))?"
    r"(?P<words>(?!第)\p{Han}[\p{Han}()]{0,13}?)(?P<zi>字)?(?P<nth>第)?"
    r"(?P<serial>[a-z]{0,3}\d++(?:\ ?[、,\-—~至]\ ?\d++)*+)"
    r"(?P<hao>号(?P<suffix>之[一二三四五六七八九十]{1,3}|之\d{1,2})?)?"
)
_IN_PARENTHESES = pattern(r"\([^()]*+\)|[()]")
_NO_DIVISION = {ord(c): None for c in "一二三四五六"}
_PINYIN_SHAPE = pattern(
    r"[(\[]\ ?(?P<year>20\d\d)\ ?[)\]]\ ?(?P<province>[a-z]{1,5})\ ?(?P<digits>\d{2,4})\ ?"
    r"(?P<type>[a-z]{2,9}(?:\ [a-z]{2,8}){0,3}?)\ ?(?:no\.?)?\ ?(?P<serial>\d{1,7})(?!\d)"
)
_PINYIN_KINDS = {
    "min chu": "civil",
    "min zhong": "civil",
    "min zai": "civil",
    "min shen": "civil",
    "civil initial": "civil",
    "civil first": "civil",
    "min du": "payment_order",
    "min su qian tiao": "mediation",
    "su qian tiao": "mediation",
    "cai bao": "preservation",
    "zhi": "enforcement",
    "zhi hui": "enforcement",
    "zhi bao": "enforcement",
    "zhi yi": "enforcement",
    "xing chu": "criminal",
    "criminal initial": "criminal",
    "criminal first": "criminal",
    "si cheng": "sanction",
}


class _Parts(NamedTuple):
    """What a number of the modern or the old shape consists of."""

    year: int
    code: str
    before_type: str
    type_code: str
    serial: str
    is_old: bool
    """Whether it says 字, as before 2016."""

    @property
    def kinds(self) -> tuple[str, ...]:
        return kinds_of(self.type_code) or (old_kinds_of(self.type_code) if self.is_old else ())

    @property
    def is_historic(self) -> bool:
        """Whether the number was given before the present form: any shape was good then."""
        return self.is_old and self.year < NEW_STYLE

    @property
    def has_digits(self) -> bool:
        """Whether the court is written with digits: nobody else does that."""
        return self.code[-1:].isdecimal()


def find(folded: Folded, context: Context) -> list[CaseNumber]:
    """Find case numbers and what is written like one, in the order of the text.

    Args:
        folded: The message.
        context: Its day of receipt tells which years lie in the future.

    """
    text = folded.text
    found: list[CaseNumber] = []
    if "20" in text or "19" in text:
        found += _mainland(text, context)
    found += find_other_numbers(text)
    found += find_abroad(text)
    found = without_overlaps(found)
    found.sort(key=lambda number: number.start)
    return found


def parse(number: str) -> CaseNumber | None:
    """Read one case number; None if the text is not exactly one.

    >>> number = parse("(2025) 粤 0305 民初 123 号")
    >>> number.value, number.court_code, number.type_code
    ('（2025）粤0305民初123号', '粤0305', '民初')
    """
    folded = fold(number.strip())
    for fact in find(folded, Context()):
        if (fact.start, fact.end) == (0, len(folded.text)):
            return fact
    return None


def _mainland(text: str, context: Context) -> Iterator[CaseNumber]:
    this_year = context.today.year
    judged = [_judge(match, this_year) for match in _SHAPE.finditer(text)]
    numbers = [number for number in judged if number is not None]
    yield from _with_places(numbers, text) if numbers else ()
    if "(20" in text or "[20" in text:
        for match in _PINYIN_SHAPE.finditer(text):
            if (kind := _PINYIN_KINDS.get(match["type"])) is not None:
                yield _in_pinyin(match, kind, this_year)


def _with_places(numbers: list[CaseNumber], text: str) -> Iterator[CaseNumber]:
    """Note which numbers carry the code of the court named beside them, another's or nobody's."""
    modern = [n for n in numbers if n.court_code and n.year >= NEW_STYLE]
    stands = placements([(number.court_code, number.start) for number in modern], text)
    places = {
        number.start: place or _unknown_court(number)
        for number, place in zip(modern, stands, strict=True)
    }
    for number in numbers:
        if place := places.get(number.start):
            concepts = (*number.concepts, f"case_number.{place}")
            detail = place if place in PROBLEMS else number.detail
            yield replace(number, detail=detail, concepts=concepts)
        else:
            yield number


def _unknown_court(number: CaseNumber) -> str:
    """`unknown_court` for a code that the table does not have, though nothing is wrong with it."""
    is_odd = not _ODD_CODES.isdisjoint(number.concepts) or number.court_code[0] == _WITHHELD
    return "" if is_odd or number.court_code in court_table().owners else "unknown_court"


def _judge(match: regex.Match[str], this_year: int) -> CaseNumber | None:
    """What something of the shape (year) words number is; None if nothing of ours."""
    parts = _parts(match)
    is_unreadable = "x" in parts.code + parts.serial
    if is_unreadable or not (match["hao"] or (parts.has_digits and parts.kinds)):
        return None
    if not _is_of_court(match, parts):
        register = register_of(match["words"] + (match["zi"] or ""))
        concepts = [f"case_number.{register}"]
        return _number(match, parts, concepts, register) if register else None
    problems = [] if parts.is_historic else _problems(parts, this_year)
    kinds = parts.kinds or ("other",)
    names = ["case_number", *(f"case_number.{name}" for name in (*kinds, *problems))]
    if parts.code in _INTERNET_CODES and parts.type_code in _FIRST_INSTANCE and parts.year >= 2025:
        names.append(f"case_number.{INTERNET_COURT[parts.year > 2025]}")
    if parts.type_code in _FIRST_INSTANCE and parts.year <= this_year - _STALE_YEARS:
        names.append("case_number.stale")
    return _number(match, parts, names, ", ".join(problems or kinds))


def _parts(match: regex.Match[str]) -> _Parts:
    code, is_old = match["code"] or "", match["zi"] is not None
    words = match["words"]
    if "(" in words:
        words = _IN_PARENTHESES.sub("", words) or words
    if words.startswith(SUPREME):
        code, words = SUPREME, words.removeprefix(SUPREME)
    elif not code and words[0] in PROVINCES and split_type(words[1:])[0] in {"", "知"}:
        code, words = words[0], words[1:]
    before, type_code = split_type(words, is_old=is_old)
    return _Parts(int(match["year"]), code, before, type_code, match["serial"], is_old)


def _is_of_court(match: regex.Match[str], parts: _Parts) -> bool:
    """Whether the number is written like a court's, well or badly."""
    if parts.has_digits or parts.code == SUPREME:
        return True
    court = parts.before_type
    words = court if kinds_of(parts.type_code) else match["words"] + (match["zi"] or "")
    if is_foreign(words) or is_private(court):
        return False
    return bool(parts.type_code) and len(court) <= _LONGEST_COURT


def _problems(parts: _Parts, this_year: int) -> list[str]:
    checks = (
        ("letters", any("a" <= c <= "z" for c in parts.code + parts.serial)),
        ("wrong_province", _has_wrong_province(parts)),
        ("no_court_code", not parts.is_old and not _has_court_code(parts)),
        ("old_style", parts.is_old),
        ("zero_padded", parts.serial.startswith("0")),
        ("unknown_type", _is_unknown_type(parts)),
        ("future_year", parts.year > this_year),
    )
    return [name for name, holds in checks if holds]


def _has_wrong_province(parts: _Parts) -> bool:
    province = parts.code.rstrip("0123456789")
    is_told = province != _WITHHELD
    return parts.has_digits and len(province) == 1 and is_told and province not in PROVINCES


def _is_unknown_type(parts: _Parts) -> bool:
    """Beside court digits the code must be of the list, bar the division of old: 民一初."""
    if not parts.has_digits:
        return not parts.kinds
    type_code = parts.type_code.translate(_NO_DIVISION) if parts.is_old else parts.type_code
    return not kinds_of(type_code) or len(parts.before_type) > 1


def _has_court_code(parts: _Parts) -> bool:
    if not parts.has_digits:
        return parts.code == SUPREME or parts.code in PROVINCES
    digits = parts.code[1:]
    return not parts.code[0].isdecimal() and digits.isdecimal() and len(digits) in {2, 4}


def _in_pinyin(match: regex.Match[str], kind: str, this_year: int) -> CaseNumber:
    """A number as an English text writes it: (2026) Yue 0106 Min Chu No. 31877."""
    year = int(match["year"])
    problems = ["future_year"] if year > this_year else []
    code = f"{match['province'].title()} {match['digits']}"
    return CaseNumber(
        start=match.start(),
        end=match.end(),
        value=f"({year}) {code} {match['type'].title()} No. {match['serial']}",
        detail=", ".join(problems) or kind,
        concepts=("case_number", f"case_number.{kind}", *(f"case_number.{p}" for p in problems)),
        year=year,
        court_code=code,
        special="",
        type_code=match["type"],
        serial=match["serial"],
        suffix="",
    )


def _number(match: regex.Match[str], parts: _Parts, concepts: list[str], detail: str) -> CaseNumber:
    is_ours = concepts[0] == "case_number"
    nth = "第" if match["zi"] or (match["nth"] and not is_ours) else ""
    words = f"{match['code'] or ''}{match['words']}{match['zi'] or ''}{nth}"
    serial, suffix = parts.serial.replace(" ", ""), match["suffix"] or ""
    return CaseNumber(
        start=match.start(),
        end=match.end(),
        value=f"（{parts.year}）{words}{serial}号{suffix}".upper(),
        detail=detail,
        concepts=tuple(concepts),
        year=parts.year,
        court_code=parts.code.upper(),
        special=parts.before_type,
        type_code=parts.type_code,
        serial=serial,
        suffix=suffix,
    )
