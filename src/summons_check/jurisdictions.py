"""Which law a message is under: by what it names, never by its language alone.

Courts, offices, statutes and places, currencies, telephone numbers, hosts,
postcodes and case numbers tell a place; a language does not, for English is
spoken in many. Only the script of Chinese does: it narrows them to a few.
What shows a law is data: `place.xx` in the vocabulary, `[shows]` in its pack.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from copy import copy
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from summons_check.facts import Amount, CaseNumber, Context, Court, Email, Fact, Link, Phone
from summons_check.facts.phones import find as find_phones
from summons_check.folding import Folded, fold
from summons_check.models import Lang
from summons_check.pack_schema import Shows
from summons_check.patterns import pattern, plain_pattern
from summons_check.vocabulary import Mentions, Vocabulary

if TYPE_CHECKING:
    import regex

PLACE = "place."
HINT = "_hint"
"""`place.uk` names what exists only there, `place.uk_hint` what mostly does."""

_PATIENCE = 0.25
"""Seconds that a pattern of a pack may take for one text; those that ship take a thousandth."""
_SURE, _LIKELY, _MAYBE = 3, 2, 1
_ENOUGH = 2
"""Weight from which signs tell a law: one hint is none."""
_MOST_HINTS = 3
_MOST_NAMES = 4
_MOST_SIGNS = 3
"""Signs of one law that a report shows, the weightiest."""
_PREFIX_LENGTHS = (4, 3, 2)
"""Characters of the code of a country, its + included, the longest first."""
_MAYBE_POSTCODE = plain_pattern(
    r"\d[a-z]{2}\b|\d[a-z] ?\d|[a-z],? \d{4,5}\b|[a-z]\d\d ?[a-z\d]{4}\b"
)
"""What every shape has: most texts have none of it."""
_SAYS_US = plain_pattern("us|美")
"""Dollars of the United States, and not of any country that has some."""
_HOW = {
    "amount": "currency",
    "case_number": "case_number",
    "court": "court",
    "link": "host",
    "email": "host",
    "phone": "phone",
}
"""What a fact of some kind shows a law by."""
_OF_A_MATTER = frozenset({"case_number", "court"})
"""What ties a message to a court abroad; names and sums are soon put below one."""
_OF_MAINLAND = frozenset({"known", "former", "real"})
"""What is said of a court of mainland China."""
_ISO = {"GB": "UK"}
"""ISO 3166 names what this library calls by its everyday name."""


class Sign(NamedTuple):
    """Something that tells whose law a message is under."""

    law: str
    how: str
    """`name`, `wording`, `currency`, `case_number`, `court`, `phone`, `host` or `address`."""
    weight: int
    start: int
    end: int
    """Its place in the folded text."""


class Laws(NamedTuple):
    """The laws that a message may be under."""

    codes: tuple[str, ...]
    """None when nothing tells, several when the signs tell as much for each."""
    signs: tuple[Sign, ...] = ()
    """The signs for these laws that stand in the text, in its order."""
    slow: tuple[str, ...] = ()
    """Jurisdictions of whose patterns one took too long on this text, and none was used."""

    @property
    def only(self) -> str | None:
        """The law, if it is but one."""
        return self.codes[0] if len(self.codes) == 1 else None


_NOTHING: Mapping[str, int] = MappingProxyType({})
UNKNOWN = Laws(())
"""Nothing tells."""


def canonical(jurisdiction: str) -> str:
    """The name of a jurisdiction as this library writes it.

    >>> canonical("gb"), canonical("CN")
    ('UK', 'CN')
    """
    upper = jurisdiction.strip().upper()
    return _ISO.get(upper, upper)


class _TooSlowError(Exception):
    """A pattern of a pack did not come to an end in time."""

    def __init__(self, law: str) -> None:
        super().__init__(law)
        self.law = law


class _Shape(NamedTuple):
    """A pattern of a pack: whoever writes it, a check comes to an end."""

    law: str
    pattern: regex.Pattern[str]

    def fullmatch(self, text: str) -> bool:
        """Whether a whole text is of this shape."""
        try:
            return self.pattern.fullmatch(text, timeout=_PATIENCE) is not None
        except TimeoutError:
            raise _TooSlowError(self.law) from None

    def search(self, text: str) -> tuple[int, int] | None:
        """Where the first of this shape stands in a text."""
        try:
            found = self.pattern.search(text, timeout=_PATIENCE)
        except TimeoutError:
            raise _TooSlowError(self.law) from None
        return found.span() if found else None


class LawFinder:
    """Finds the laws that a message may be under.

    Args:
        shows: By jurisdiction, what shows its law besides words.
        words: The vocabulary, to read a sender with.

    """

    def __init__(self, shows: Mapping[str, Shows], words: Vocabulary) -> None:
        self._words = words
        self._names = frozenset(name for name in words.names if name.startswith(PLACE))
        self._shows = shows
        self._currencies = _by_sign((law, each.currencies) for law, each in shows.items())
        self._registers = _by_sign((law, each.registers) for law, each in shows.items())
        self._prefixes = _by_sign(
            (law, dict.fromkeys(each.prefixes, _MAYBE)) for law, each in shows.items()
        )
        self._hosts = {host: law for law, each in shows.items() for host in each.hosts}
        self._scripts: dict[Lang, list[str]] = {}
        for law, each in shows.items():
            for script in each.scripts:
                self._scripts.setdefault(script, []).append(law)
        self._writers: dict[str, set[str]] = {}
        for script, laws in self._scripts.items():
            self._writers.setdefault(script[:2], set()).update(laws)

    def find(
        self,
        folded: Folded,
        mentions: Mentions,
        facts: Iterable[Fact],
        lang: Lang,
        sender: str | None,
    ) -> Laws:
        """Find the laws that a message may be under.

        Args:
            folded: The message.
            mentions: What the vocabulary found in it.
            facts: What it names that can be checked.
            lang: Language that most of it is written in.
            sender: Number or name that it came from, if known.

        """
        facts = tuple(facts)
        try:
            return self._find(folded, mentions, facts, lang, sender)
        except _TooSlowError as slow:
            laws = self._without(slow.law).find(folded, mentions, facts, lang, sender)
            return laws._replace(slow=(slow.law, *laws.slow))

    def _without(self, law: str) -> LawFinder:
        """The same without the patterns of a law."""
        other = copy(self)
        other._numbers = [shape for shape in self._numbers if shape.law != law]
        other._postcodes = [shape for shape in self._postcodes if shape.law != law]
        return other

    def _find(
        self,
        folded: Folded,
        mentions: Mentions,
        facts: tuple[Fact, ...],
        lang: Lang,
        sender: str | None,
    ) -> Laws:
        signs = [*_uncovered([*_named(mentions, self._names)])]
        signs += self._in_facts(facts, folded, lang)
        if lang == "en":
            signs += self._addresses(folded.text)
        total = dict.fromkeys(self._scripts.get(lang, ()), _LIKELY)
        for law, _, weight in {(sign.law, sign.how, sign.weight) for sign in signs}:
            total[law] = total.get(law, 0) + weight
        for law, names in _names_said(signs, folded.text).items():
            total[law] += min(len(names), _MOST_NAMES) - 1
        for law, weight in self._of_sender(sender, lang) if sender else ():
            total[law] = total.get(law, 0) + weight
        most = max(total.values(), default=0)
        if most < _ENOUGH:
            return UNKNOWN
        found = {law for law, weight in total.items() if weight == most}
        if not self._are_enough(found, signs, lang):
            found.update(self._scripts.get(lang, ()))
        codes = tuple(sorted(found))
        return Laws(codes, _shown(signs, codes))

    def _are_enough(self, laws: Set[str], signs: Iterable[Sign], lang: Lang) -> bool:
        """Whether the laws that were found have rules for what is written in a language.

        Whoever writes Chinese to somebody and adds the name of a country may else count on
        its law having few rules for that, or none.
        """
        language = lang[:2]
        if not self._writers.get(language) or laws & self._writers[language]:
            return True
        has_matter = {sign.law for sign in signs if sign.how in _OF_A_MATTER}
        return all(law in has_matter and language in self._shows[law].reads for law in laws)

    def _in_facts(self, facts: Iterable[Fact], folded: Folded, lang: Lang) -> Iterator[Sign]:
        for fact in facts:
            if how := _HOW.get(fact.kind):
                for law, weight in self._of_fact(fact, folded, lang).items():
                    yield Sign(law, how, weight, fact.start, fact.end)

    def _of_fact(self, fact: Fact, folded: Folded, lang: Lang) -> Mapping[str, int]:
        if isinstance(fact, Amount):
            return self._of_currency(fact, folded.text, lang)
        if isinstance(fact, Phone):
            return self._of_number(fact.digits, folded.text[fact.start : fact.end], lang)
        if isinstance(fact, CaseNumber):
            return self._of_register(fact)
        if isinstance(fact, Court):
            return self._of_court(fact)
        return self._of_host(fact.host) if isinstance(fact, Link | Email) else _NOTHING

    def _of_currency(self, amount: Amount, text: str, lang: Lang) -> Mapping[str, int]:
        if amount.currency == "CNY" and lang != "en":
            return _NOTHING  # 元 is any dollar, too
        said = text[amount.start : amount.end]
        is_mere_dollar = amount.currency == "USD" and not _SAYS_US.search(said)
        return self._currencies.get("$" if is_mere_dollar else amount.currency, _NOTHING)

    def _of_register(self, number: CaseNumber) -> Mapping[str, int]:
        of_mainland = bool(number.court_code and number.type_code)
        return self._registers.get("mainland" if of_mainland else number.detail, _NOTHING)

    def _of_court(self, court: Court) -> Mapping[str, int]:
        kind = court.concepts[0].rpartition(".")[2]
        laws = self._registers.get("mainland" if kind in _OF_MAINLAND else kind, _NOTHING)
        return dict.fromkeys(laws, _SURE)

    def _of_host(self, host: str) -> Mapping[str, int]:
        law = self._hosts.get(host.rpartition(".")[2])
        return {law: _SURE if ".gov" in f".{host}" else _LIKELY} if law else {}

    def _of_number(self, digits: str, written: str, lang: Lang) -> Mapping[str, int]:
        if digits.startswith("+"):
            codes = [digits[:n] for n in _PREFIX_LENGTHS if digits[:n] in self._prefixes]
            return self._prefixes[codes[0]] if codes else _NOTHING
        if lang != "en":
            return _NOTHING
        return {shape.law: _MAYBE for shape in self._numbers if shape.fullmatch(written)}

    def _addresses(self, text: str) -> Iterator[Sign]:
        """Postcodes, which each country writes in a way of its own."""
        if not _MAYBE_POSTCODE.search(text):
            return
        for shape in self._postcodes:
            if found := shape.search(text):
                yield Sign(shape.law, "address", _SURE, *found)

    def _of_sender(self, sender: str, lang: Lang) -> list[tuple[str, int]]:
        """What the sender shows, as law and weight."""
        signed = fold(sender)
        found = {(sign.law, sign.weight) for sign in _named(self._words.scan(signed), self._names)}
        for phone in find_phones(signed, Context())[:1]:
            written = signed.text[phone.start : phone.end]
            found.update(self._of_number(phone.digits, written, lang).items())
        if "@" in sender:
            found.update(self._of_host(signed.text.strip()).items())
        return sorted(found)

    @cached_property
    def _numbers(self) -> list[_Shape]:
        shaped = [(law, each.numbers) for law, each in self._shows.items() if each.numbers]
        return [_Shape(law, pattern(shape)) for law, shape in shaped]

    @cached_property
    def _postcodes(self) -> list[_Shape]:
        shaped = [(law, each.postcode) for law, each in self._shows.items() if each.postcode]
        return [_Shape(law, pattern(rf"\b(?:{shape})\b")) for law, shape in shaped]


def _by_sign(shown: Iterable[tuple[str, Mapping[str, int]]]) -> dict[str, dict[str, int]]:
    """By sign the laws that it shows, each with its weight."""
    found: dict[str, dict[str, int]] = {}
    for law, signs in shown:
        for sign, weight in signs.items():
            found.setdefault(sign, {})[law] = weight
    return found


def _named(mentions: Mentions, names: frozenset[str]) -> Iterator[Sign]:
    """What the vocabulary knows of a place."""
    for name in mentions.keys() & names:
        found = mentions[name]
        law, hint, _ = name.removeprefix(PLACE).partition(HINT)
        how, weight = ("wording", min(len(found), _MOST_HINTS)) if hint else ("name", _SURE)
        yield from [Sign(law.upper(), how, weight, *mention) for mention in found[:_MOST_NAMES]]


def _shown(signs: list[Sign], codes: tuple[str, ...]) -> tuple[Sign, ...]:
    """For each law its weightiest signs, the longest of those that overlap."""
    signs.sort(key=lambda sign: (-sign.weight, sign.start - sign.end, sign.start, sign.how))
    shown: list[Sign] = []
    for code in codes:
        own: list[Sign] = []
        for sign in signs:
            if sign.law == code and not any(_overlap(sign, other) for other in own):
                own.append(sign)
                if len(own) == _MOST_SIGNS:
                    break
        shown += own
    return tuple(sorted(shown, key=lambda sign: (sign.start, sign.end, sign.law)))


def _uncovered(signs: list[Sign]) -> Iterator[Sign]:
    """Signs that are no part of a longer one of another law: the Wales of New South Wales."""
    for sign in signs:
        size = sign.end - sign.start
        if not any(
            other.law != sign.law
            and other.start <= sign.start
            and sign.end <= other.end
            and other.end - other.start > size
            for other in signs
        ):
            yield sign


def _names_said(signs: list[Sign], text: str) -> dict[str, set[str]]:
    """By law the different names that show it: a second one tells a little more."""
    said: dict[str, set[str]] = {}
    for sign in signs:
        if sign.how == "name":
            said.setdefault(sign.law, set()).add(text[sign.start : sign.end])
    return said


def _overlap(one: Sign, other: Sign) -> bool:
    return one.start < other.end and other.start < one.end
