"""Which law applies to a message: by what it names, never by its language alone.

Courts, offices, statutes and places, currencies, telephone prefixes, hosts and
case numbers tell a place; a language does not, for English is spoken in many.
Chinese narrows it to the places that write it, its script to fewer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from summons_check.facts import Amount, CaseNumber, Context, Email, Fact, Link, Phone
from summons_check.facts.phones import find as find_phones
from summons_check.folding import fold
from summons_check.models import Lang
from summons_check.vocabulary import Mentions, Vocabulary

PLACE = "place."
HINT = "_hint"
"""`place.uk` names what exists only there, `place.uk_hint` what mostly does."""

_SURE, _LIKELY, _MAYBE = 3, 2, 1
_ENOUGH = 2
"""Weight from which signs tell a law: one hint is none."""
_MOST_HINTS = 3
_MOST_SIGNS = 4
"""Signs of one law that a report shows, the weightiest."""
_REMEMBERED = 1024

_BY_SCRIPT: dict[Lang, dict[str, int]] = {
    "zh-Hans": {"CN": _LIKELY},
    "zh-Hant": {"TW": _LIKELY, "HK": _LIKELY},
    "en": {},
    "ja": {"JP": _LIKELY},
}
_BY_CURRENCY = {
    "GBP": ("UK", _LIKELY),
    "INR": ("IN", _SURE),
    "SGD": ("SG", _SURE),
    "HKD": ("HK", _SURE),
    "TWD": ("TW", _SURE),
    "JPY": ("JP", _SURE),
    "AUD": ("AU", _SURE),
    "CAD": ("CA", _SURE),
    "EUR": ("IE", _MAYBE),
    "CNY": ("CN", _LIKELY),
}
_BY_REGISTER = {
    "taiwan": ("TW", _SURE),
    "hongkong": ("HK", _SURE),
    "us": ("US", _LIKELY),
    "uk": ("UK", _LIKELY),
    "india": ("IN", _LIKELY),
    "singapore": ("SG", _SURE),
}
_BY_PREFIX = {
    "+86": ("CN",),
    "+852": ("HK",),
    "+886": ("TW",),
    "+1": ("US", "CA"),
    "+44": ("UK",),
    "+91": ("IN",),
    "+65": ("SG",),
    "+61": ("AU",),
    "+353": ("IE",),
    "+81": ("JP",),
}
_BY_ENDING = {
    "cn": "CN",
    "tw": "TW",
    "hk": "HK",
    "us": "US",
    "gov": "US",
    "mil": "US",
    "uk": "UK",
    "in": "IN",
    "sg": "SG",
    "au": "AU",
    "ca": "CA",
    "ie": "IE",
    "jp": "JP",
}
_ISO = {"GB": "UK"}
"""ISO 3166 names what this library calls by its everyday name."""


class Sign(NamedTuple):
    """Something that tells whose law a message is under."""

    law: str
    how: str
    """`name`, `wording`, `currency`, `case_number`, `phone`, `host` or `script`."""
    weight: int
    start: int
    end: int
    """Its place in the folded text; both 0 for what the text as a whole or the sender shows."""


class Laws(NamedTuple):
    """The laws that a message may be under."""

    codes: tuple[str, ...]
    """None when nothing tells, several when the signs tell as much for each."""
    signs: tuple[Sign, ...] = ()
    """The signs for these laws that stand in the text, in its order."""

    @property
    def only(self) -> str | None:
        """The law, if it is but one."""
        return self.codes[0] if len(self.codes) == 1 else None


UNKNOWN = Laws(())
"""Nothing tells."""


def canonical(jurisdiction: str) -> str:
    """The name of a jurisdiction as this library writes it.

    >>> canonical("gb"), canonical("CN")
    ('UK', 'CN')
    """
    upper = jurisdiction.strip().upper()
    return _ISO.get(upper, upper)


def find_laws(
    mentions: Mentions, facts: Iterable[Fact], lang: Lang, sender: str | None, words: Vocabulary
) -> Laws:
    """Find the laws that a message may be under.

    Args:
        mentions: What the vocabulary found in it.
        facts: What it names that can be checked.
        lang: Language that most of it is written in.
        sender: Number or name that it came from, if known.
        words: The vocabulary, to read the sender with.

    """
    signs = [*_named(mentions), *_in_facts(facts, lang)]
    total: dict[str, int] = dict(_BY_SCRIPT[lang])
    for sign in {(each.law, each.how, each.weight): each for each in signs}.values():
        total[sign.law] = total.get(sign.law, 0) + sign.weight
    for law, weight in _of_sender(sender, words) if sender else ():
        total[law] = total.get(law, 0) + weight
    most = max(total.values(), default=0)
    if most < _ENOUGH:
        return UNKNOWN
    codes = tuple(sorted(law for law, weight in total.items() if weight == most))
    return Laws(codes, _shown(signs, codes))


def _shown(signs: list[Sign], codes: tuple[str, ...]) -> tuple[Sign, ...]:
    signs.sort(key=lambda sign: (-sign.weight, sign.start))
    shown = [
        sign
        for code in codes
        for sign in islice((each for each in signs if each.law == code), _MOST_SIGNS)
    ]
    return tuple(sorted(shown, key=lambda sign: (sign.start, sign.end, sign.law)))


def _named(mentions: Mentions) -> Iterator[Sign]:
    """What the vocabulary knows of a place."""
    for name, found in mentions.items():
        if not name.startswith(PLACE):
            continue
        law, hint, _ = name.removeprefix(PLACE).upper().partition(HINT.upper())
        weight = _MAYBE * min(len(found), _MOST_HINTS) if hint else _SURE
        how = "wording" if hint else "name"
        yield from (Sign(law, how, weight, *mention) for mention in found[:_MOST_SIGNS])


def _in_facts(facts: Iterable[Fact], lang: Lang) -> Iterator[Sign]:
    for fact in facts:
        told: tuple[str, int] | None = None
        match fact:
            case Amount():
                is_plain = fact.currency == "CNY" and lang != "en"  # 元 is any dollar, too
                told = None if is_plain else _BY_CURRENCY.get(fact.currency)
            case CaseNumber():
                told = _BY_REGISTER.get(fact.detail) or (
                    ("CN", _SURE) if fact.court_code and fact.type_code else None
                )
            case Link() | Email():
                law = _BY_ENDING.get(fact.host.rpartition(".")[2])
                told = (law, _SURE if ".gov" in f".{fact.host}" else _LIKELY) if law else None
            case Phone():
                for law in _of_number(fact.digits):
                    yield Sign(law, "phone", _MAYBE, fact.start, fact.end)
        if told:
            yield Sign(told[0], fact.kind.replace("amount", "currency"), told[1], *_place(fact))


def _place(fact: Fact) -> tuple[int, int]:
    return fact.start, fact.end


def _of_number(digits: str) -> tuple[str, ...]:
    for length in (4, 3, 2):
        if laws := _BY_PREFIX.get(digits[:length]):
            return laws
    return ()


@lru_cache(maxsize=_REMEMBERED)
def _of_sender(sender: str, words: Vocabulary) -> tuple[tuple[str, int], ...]:
    """What the sender shows, as law and weight."""
    signed = fold(sender)
    signs = [*_named(words.scan(signed))]
    found = [(sign.law, sign.weight) for sign in signs]
    for phone in find_phones(signed, Context())[:1]:
        found += [(law, _MAYBE) for law in _of_number(phone.digits)]
    if "@" in sender and (law := _BY_ENDING.get(signed.text.rpartition(".")[2])):
        found.append((law, _LIKELY))
    return tuple(dict.fromkeys(found))
