"""Case numbers of courts abroad, from the United States to Japan.

Told by their shape alone; whether such a number exists nobody can say here.
"""

from __future__ import annotations

from collections.abc import Iterator

from summons_check.facts.model import CaseNumber
from summons_check.facts.numerals import ERAS
from summons_check.patterns import pattern, plain_pattern

REGISTERS_ABROAD = (
    "us",
    "uk",
    "india",
    "singapore",
    "australia",
    "canada",
    "ireland",
    "japan",
)

_MAYBE = plain_pattern(
    r"claim n[ou]|[赔索]编?号|record n?o?|\)第\d|20\d\d/00|mag-\d|t-\d|-20\d\d-00|-\d\d-\d{6}-\d"
    r"|\d(?:-?(?:c[vrfmitc]|tr|sc|fa|dr|pr|lm|gs|jv|m[cdj]|bk|ap|po)|[a-z]{2}\d|(?:/| of )[12]\d{3}"
    r"|\] [a-z]|(?<=[a-z]-\d\d)-\d{3}|(?<=[a-z]-20\d\d)-\d{3}|(?<=[a-z]{4}\d)\d{11})"
)
"""What every shape has somewhere: most texts have none of it."""
# With `(?a)` a word ends where Han begins, too; Japanese letters it does not know.
_SHAPES = {
    # sc-2026-001207 of the civil resolution tribunal; 500-22-123456-267; t-1234-26
    "canada": pattern(
        r"(?a)\b(?:sc|st|vi)-(?P<year>20\d\d)-(?P<serial>00\d{4})\b"
        r"|\b\d{3}-(?:02|05|11|17|22|32|80)-(?P<serial>\d{6})-(?P<year>\d\d)\d\b"
        r"|\b(?:court )?file (?:no\.?|number):? (?:t|a|imm)-(?P<serial>\d{1,5})-(?P<year>\d\d)\b"
    ),
    # 1:23-cv-04567-abc; 23-cv-1044, 2024tr00988, cv-23-104455
    "us": pattern(
        r"(?a)\b\d:(?P<year>\d\d)-(?:cv|cr|mc|md|bk|ap|mj|po)-(?P<serial>\d{3,6})(?:-[a-z]{1,4}){0,3}\b"
        r"|\b(?P<year>(?:20)?\d\d)-?(?:cv[a-z]?|cr|cf|cm|tr|sc|ci|fa|dr|pr|civ|lm|ct|gs|jv|cc)-?"
        r"(?P<serial>\d{3,8})\b"
        r"|\b(?!sc-20\d\d-00\d{4}\b)(?:cv|cr|sc|tr|fa|dr)-(?P<year>(?:20)?\d\d)-(?P<serial>\d{3,8})\b"
    ),
    # claim no. m4kz09t1, 索赔编号h0de4411; k01ls455, 8ab12345; kb-2024-001234; [2023] ewhc 123 (kb)
    "uk": pattern(
        r"(?a)\bclaim n(?:o\.?|umber):? ?(?P<number>(?P<serial>(?=[a-z]{0,7}\d)[a-z0-9]{8}))\b"
        r"|(?:索赔|申索)编?号:? ?(?P<number>(?P<serial>(?=[a-z]{1,7}\d|\d{1,7}[a-z])[a-z0-9]{8}))\b"
        r"|\b(?=[a-z]\d|\d[a-z]|[a-z]{2,3}-2)(?:(?P<serial>[a-z]\d{2}[a-z]{2}\d{3}|\d[a-z]{2}\d{5})"
        r"|(?:qb|kb|bl|cl|cr|ca|pt|hq|hc|fl|lm|ip|tcc|ac)-(?P<year>20\d\d)-(?P<serial>\d{3,6}))\b"
        r"|\[(?P<year>(?:19|20)\d\d)\] (?:ewhc|ewca|uksc|ukut|csih|csoh)(?: civ| crim)? "
        r"(?P<serial>\d{1,4})\b"
    ),
    # cc no. 1234/2024, o.s. 55/2023, crl.m.c. 12/2024; cnr mhau010012342023
    "india": pattern(
        r"(?a)\b(?:cc|c\.c\.|os|o\.s\.|cs|c\.s\.|crl\.? ?(?:m\.?c|a|rev)\.?|wp|w\.p\.|slp|fir|ma|ep"
        r"|e\.p\.)(?: ?\([a-z]{1,5}\))?\.? ?(?:no\.? ?)?"
        r"(?P<serial>\d{1,6})(?:/| of )(?P<year>(?:19|20)\d\d)\b"
        r"|\bcnr(?: no\.?)? ?:? ?(?P<serial>[a-z]{4}\d{8})(?P<year>20\d\d)\b"
    ),
    # hc/oc 123/2023, mc/mc 4567/2024
    "singapore": pattern(
        r"(?a)\b(?:hc|dc|mc|sct|ca|ad|fc|oa|sic)/[a-z]{1,4} (?P<serial>\d{1,6})/(?P<year>20\d\d)\b"
    ),
    # 2025/00188432 of new south wales; mag-00012345/25(8) of queensland
    "australia": pattern(
        r"(?a)(?<![\d/])(?P<year>20\d\d)/(?P<serial>00\d{6})\b"
        r"|\bmag-(?P<serial>\d{8})/(?P<year>\d\d)\b"
    ),
    # record no. 2024/03127, record no: 2025/1234 p
    "ireland": pattern(
        r"(?a)\brecord (?:n(?:o\.?|umber):? ?)?(?P<year>20\d\d)/(?P<serial>\d{1,6})"
        r"(?: ?(?:p|s|sp|ca))?\b"
    ),
    # 令和7年(ハ)第10482号
    "japan": pattern(
        r"(?P<era>令和|平成)(?:(?P<year>\d{1,2})|元)年\([\p{Hiragana}\p{Katakana}\p{Han}]{1,4}\)第(?P<serial>\d{1,7})号"
    ),
}


def find_abroad(text: str) -> Iterator[CaseNumber]:
    """Find case numbers of courts abroad in a folded text.

    >>> [number.detail for number in find_abroad("in case no. 1:23-cv-04567, see hc/oc 12/2024")]
    ['us', 'singapore']
    """
    if not _MAYBE.search(text):
        return
    for register, shape in _SHAPES.items():
        for match in shape.finditer(text):
            groups = match.groupdict()
            whole = "number" if groups.get("number") else 0  # without the words before it
            start, end = match.span(whole)
            yield CaseNumber(
                start=start,
                end=end,
                value=match[whole].upper(),
                detail=register,
                concepts=(f"case_number.{register}",),
                year=_year(groups),
                court_code="",
                special="",
                type_code="",
                serial=match["serial"].upper(),
                suffix="",
            )


def _year(groups: dict[str, str | None]) -> int:
    """The year of the common era; 0 when the number has none."""
    if era := groups.get("era"):
        return ERAS[era] + int(groups["year"] or 1)
    year = int(groups["year"] or 0)
    return year + 2000 if 0 < year < 100 else year
