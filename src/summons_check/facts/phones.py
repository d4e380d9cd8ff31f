"""Telephone numbers in a text, and what kind of number a message came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from summons_check.facts.model import Context, Phone
from summons_check.folding import Folded, fold
from summons_check.patterns import pattern, plain_pattern

KINDS = ("mobile", "virtual", "landline", "tollfree", "hotline", "overseas")
CONCEPTS = frozenset(
    {
        "phone.fraud_line",
        *(f"phone.{kind}" for kind in KINDS),
        *(f"sender.{kind}" for kind in (*KINDS, "gateway")),
    }
)

_HOTLINES = (
    "12301 12306 12309 12315 12320 12321 12328 12329 12333 12337 12338 12345 12348 12355 12363"
    " 12366 12368 12377 12378 12381 12388 12389 12393 12395 96110 18222"
)
_EMERGENCY = "110 112 114 119 120 122 165 999 1799 1930"
HOTLINES = frozenset(_HOTLINES.split())
"""Short numbers of authorities; 18222 is Hong Kong's line against fraud."""
EMERGENCY = frozenset(_EMERGENCY.split())
"""Numbers so short that only the words beside them tell that they are numbers to
call. 165 is Taiwan's, 1799 Singapore's and 1930 India's line against fraud."""
FRAUD_LINES = frozenset({"96110", "18222", "165", "1799", "1930"})
"""Where to report a fraud: no number of whoever writes, so nothing that speaks for him."""

_VIRTUAL = ("162", "165", "167", "170", "171")
"""Prefixes of mainland mobile numbers without a network of their own."""
_CARRIERS = frozenset({"10010", "10086", "11183", "11185"})
_TOLL_FREE_AMERICAN = frozenset({"800", "833", "844", "855", "866", "877", "888"})
_MOBILE_GROUPS = frozenset({(11,), (3, 4, 4), (3, 8), (7, 4), (4, 3, 4), (3, 3, 5)})
_MAINLAND = ("+86", "0086")
_AREA = plain_pattern(r"10|[2-9]")
"""How the code of an area starts behind its 0."""
_TRUNK = "(0)"
"""In +44 (0)20 nobody dials it from abroad."""
_GATEWAY = "106"
"""First digits of the numbers from which platforms send short messages in bulk."""

_DASH = "—–-"
_RUN = pattern(
    rf"\d{{3}}\.\d{{3}}\.\d{{4}}|(?:(?:\(\+ ?\d{{1,3}}\)|\+ ?\d{{1,3}})[ {_DASH}]?)?"
    rf"(?:\(\d{{1,4}}\)(?=[ {_DASH}]?\d)|\d++)(?:[ {_DASH}]?\(\d{{2,3}}\))?[\d {_DASH}]*+"
)
_LONG_PIECE = pattern(rf"[\d{_DASH}]{{10,}}")
_GROUP = plain_pattern(r"\d+")
_STROKES = "x×"
_HIDDEN = pattern(rf"(?<=\d)(?:[ -]?[{_STROKES}]{{2,12}}+){{1,4}}+(?![a-z])")
"""Figures that somebody struck out before showing the message around: 0571-8888xxxx.
In a message 137****6625 is most often the reader's own number."""
_ZEROS = str.maketrans(dict.fromkeys(_STROKES, "0"))
_ENDS = f" {_DASH}("
_BAD_BEFORE = frozenset("abcdefghijklmnopqrstuvwxyz0123456789*_/=?&#@.,-")
_BAD_BEHIND = plain_pattern(r"[a-z0-9*@/=_%]|[,:.]\d")
_UNIT_BEHIND = plain_pattern(r"\s?(?:[元块年月号条%万亿千百人名次份㎡米个字岁起倍]|kg|km|yuan|rmb)")
_COUNT_BEFORE = pattern(r"(?:[¥$£€₹]|号|尾号|编号|金额|共计?|约|rmb|rs\.?)[:为(]?\s?$")
_CALL_BEFORE = pattern(
    r"(?:拨打?|打|致电|电话|来电|请电|座机|手提|联系|咨询|报警?|热线|专线|转接|或"
    r"|\b(?:tel|call|dial|ring|phone|contact|whatsapp|mobile|gpay|paytm))\.?[:(]?\s?$"
)
_CALL_BEHIND = pattern(r"报警|热线|反诈|专线|核实|查询|查号")
_REACH = 10
_SHORTEST = 5
"""Fewest digits of a number that stands without words beside it."""
_LETTER = pattern(r"[a-z]|\p{Han}")


def find(folded: Folded, context: Context) -> list[Phone]:
    """Find telephone numbers, in the order of the text.

    Args:
        folded: The message.
        context: Not used.

    """
    del context
    text = _unhidden(folded.text)
    found: list[Phone] = []
    for run in _RUN.finditer(text):
        written = run.group().rstrip(_ENDS)
        if len(written) >= _SHORTEST or written in EMERGENCY:
            found += _in_run(text, run.start(), written)
    return found if text == folded.text else [_as_written(phone, folded.text) for phone in found]


def _unhidden(text: str) -> str:
    """The text with a 0 for each figure struck out, so that a number keeps its shape."""
    if "xx" not in text and "×" not in text:
        return text
    return _HIDDEN.sub(lambda hidden: hidden.group().translate(_ZEROS), text)


def _as_written(phone: Phone, text: str) -> Phone:
    """The same number, with * for each figure struck out; the code of the country may be gone."""
    written = [c for c in text[phone.start : phone.end] if c.isdigit() or c in _STROKES]
    digits = list(phone.digits)
    for place in range(1, min(len(written), len(digits)) + 1):
        if written[-place] in _STROKES:
            digits[-place] = "*"
    return replace(phone, value="".join(digits), digits="".join(digits))


def classify_sender(sender: str) -> tuple[str, ...]:
    """Tell what kind of number a message came from.

    Args:
        sender: As the phone shows it: a number, or a name.

    Returns:
        One concept `sender.*`; none for a name or an unknown number.

    Examples:
        >>> classify_sender("12368"), classify_sender("1069 0000 12368")
        (('sender.hotline',), ('sender.gateway',))
        >>> classify_sender("招商银行")
        ()

    """
    folded = fold(sender)
    text = _unhidden(folded.text.strip().replace("*", "x"))
    if not _LETTER.search(text):
        kind = _sender_kind(text)
        return (f"sender.{kind}",) if kind else ()
    if "@" in text:
        return ()
    kinds = [phone.detail for phone in find(folded, Context())[:1]]
    return tuple("sender.hotline" if kind == "fraud_line" else f"sender.{kind}" for kind in kinds)


def _sender_kind(text: str) -> str:
    digits = "".join(_GROUP.findall(text))
    if digits.startswith(_GATEWAY) and len(digits) > 6:
        return "gateway"
    if digits in EMERGENCY:
        return "hotline"
    kind = _kind(text)
    if not kind and digits.endswith("12368"):
        return "gateway"
    if not kind and text.startswith("00"):
        return "overseas"
    return kind or ("tollfree" if digits.startswith("95") and len(digits) <= 11 else "")


def _in_run(text: str, start: int, written: str) -> Iterator[Phone]:
    """The numbers in a run of digits and separators: all of it, or its long pieces."""
    if text[start - 1 : start] in _BAD_BEFORE and "+" not in written[:2]:
        return
    if _BAD_BEHIND.match(text, start + len(written)):
        return
    kind = _kind(written) or _kind_by_words(text, start, written)
    if kind:
        phone = _phone(text, start, written, kind)
        if phone is not None:
            yield phone
        return
    for piece in _LONG_PIECE.finditer(written):
        number = piece.group().strip(_DASH)
        if kind := _kind(number):
            yield _made(start + written.index(number, piece.start()), number, kind)


def _phone(text: str, start: int, written: str, kind: str) -> Phone | None:
    end = start + len(written)
    if len(written) <= _SHORTEST and (
        _UNIT_BEHIND.match(text, end) or _COUNT_BEFORE.search(text, max(0, start - _REACH), start)
    ):
        return None
    return _made(start, written, kind)


def _made(start: int, written: str, kind: str) -> Phone:
    digits = "".join(_groups(written))
    kind = "fraud_line" if digits in FRAUD_LINES else kind
    return Phone(
        start=start,
        end=start + len(written),
        value=digits,
        detail=kind,
        concepts=(f"phone.{kind}",),
        digits=digits,
    )


def _groups(written: str) -> list[str]:
    """The groups of digits of a number; one of the mainland is dialled as at home.

    >>> _groups("+86 571 8600 0000"), _groups("+65 8000 0412")
    (['0571', '8600', '0000'], ['+65', '8000', '0412'])
    """
    is_from_abroad = "+" in written[:2]
    groups = _GROUP.findall(written.replace(_TRUNK, "") if is_from_abroad else written)
    if is_from_abroad and groups:
        groups[0] = f"+{groups[0]}"
    for code in _MAINLAND:
        if groups and groups[0].startswith(code):
            return _at_home([groups[0].removeprefix(code), *groups[1:]])
    return _at_home(groups[1:]) if groups[:1] == ["86"] else groups


def _at_home(groups: list[str]) -> list[str]:
    """The groups behind the code of the mainland, with the 0 of an area code that is left out."""
    groups = [group for group in groups if group]
    digits = "".join(groups)
    lacks_zero = len(digits) >= 9 and _AREA.match(digits) and not digits.startswith(("400", "800"))
    return [f"0{groups[0]}", *groups[1:]] if lacks_zero else groups


def _is_mobile(digits: str) -> bool:
    return len(digits) == 11 and digits[0] == "1" and digits[1] > "2"


def _kind(written: str) -> str:
    """The kind of a number as it is written; empty if it is none."""
    groups = _groups(written)
    if not groups:
        return ""
    first = groups[0]
    if first[0] == "+" or (first.startswith("00") and first[2:3] not in {"", "0"}):
        count = sum(map(len, groups)) - (1 if first[0] == "+" else 2)
        is_told_apart = len(groups) > 1 or (first[0] == "+" and count >= 10)
        return "overseas" if 8 <= count <= 15 and is_told_apart else ""
    digits, lengths = "".join(groups), tuple(map(len, groups))
    if len(digits) < _SHORTEST:
        return ""
    return _short_kind(digits) if len(digits) == _SHORTEST else _long_kind(digits, lengths)


def _short_kind(digits: str) -> str:
    if digits in HOTLINES:
        return "hotline"
    return "tollfree" if digits.startswith("95") or digits in _CARRIERS else ""


def _long_kind(digits: str, lengths: tuple[int, ...]) -> str:
    if digits[0] == "0":
        return _area_kind(digits, lengths)
    if _is_mobile(digits) and lengths in _MOBILE_GROUPS:
        return "virtual" if digits.startswith(_VIRTUAL) else "mobile"
    if len(digits) == 10 and digits.startswith(("400", "800")) and lengths[0] in {3, 4, 6, 10}:
        return "tollfree"
    if digits.startswith(("1300", "1800")) and lengths == (4, 3, 3):
        return "tollfree"
    if lengths in {(3, 3, 4), (1, 3, 3, 4)} and digits.lstrip("1")[:1] >= "2":
        is_free = digits[-10:-7] in _TOLL_FREE_AMERICAN
        return "tollfree" if is_free else "landline"
    return "mobile" if lengths == (5, 5) and digits[0] >= "6" else ""


def _area_kind(digits: str, lengths: tuple[int, ...]) -> str:
    """The kind of a number that starts with 0: an area code, or a mobile of abroad."""
    area = 3 if digits[1] in "12" else 4
    if digits[area:] in HOTLINES or digits[area:] == "110":
        return "hotline"
    if digits.startswith(("0800", "0808")) and len(digits) in {10, 11}:
        return "tollfree"
    if lengths in {(4, 3, 3), (5, 6)} and digits[1] in "79":
        return "mobile"
    has_extension = len(lengths) > 2 and lengths[1] in {7, 8} and len(digits) <= 16
    return "landline" if 9 <= len(digits) <= 12 or has_extension else ""


def _kind_by_words(text: str, start: int, written: str) -> str:
    """The kind of a number that only the words beside it make one."""
    groups = _GROUP.findall(written)
    digits, lengths = "".join(groups), tuple(map(len, groups))
    is_local = lengths in {(8,), (4, 4), (7,)} and digits[0] > "1"
    is_indian = lengths == (10,) and digits[0] > "5"
    if not (digits in EMERGENCY or is_local or is_indian):
        return ""
    called = _CALL_BEFORE.search(text, max(0, start - _REACH), start) or (
        digits in EMERGENCY and _CALL_BEHIND.match(text, start + len(written))
    )
    if not called:
        return ""
    return "hotline" if digits in EMERGENCY else "mobile" if is_indian else "landline"
