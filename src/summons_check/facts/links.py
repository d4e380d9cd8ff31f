"""Web and mail addresses in messy text: without scheme, glued to Han, defanged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from unicodedata import normalize

from summons_check.facts.hosts import kind_of, registrable_of, suffix_of
from summons_check.facts.model import Context, Email, Link
from summons_check.facts.overlaps import without_overlaps
from summons_check.folding import Folded
from summons_check.patterns import pattern, plain_pattern

CONCEPTS = frozenset(
    {"link", "email"}
    | {
        f"link.{name}"
        for name in (
            "official",
            "gov",
            "known_host",
            "lookalike",
            "embedded",
            "shortener",
            "raw_ip",
            "executable",
            "throwaway",
            "other",
        )
    }
    | {"email.official", "email.other"}
)

_TRUSTED = frozenset({"official", "gov", "known_host"})
# Endings that cost little and that no court, bank or law firm is found under.
_THROWAWAY_NAMES = (
    "top xyz cc vip icu lol click live shop site online buzz cyou cfd sbs rest monster quest"
    " events club fun pw tk ml ga cf gq ws work loan win bid men date stream download cam bond"
    " mom beauty hair skin wang ren"
)
_THROWAWAY = frozenset(_THROWAWAY_NAMES.split())
_COURTS = "court.gov.cn"
_EMBEDDED = plain_pattern(rf"(?:^|\.){re.escape(_COURTS)}[.-]")
"""The whole name of the courts, in front of another."""
_DOT = r"(?:\.|\[\.\]|\(\.\)|\{\.\})"
_HAN = pattern(r"\p{Han}")
_PROGRAM = r"(?:apk|exe|zip|rar|7z|msi|scr|bat|dmg|ipa|jar|vbs|lnk|iso|mobileconfig)"
_WITH_SCHEME = pattern(
    rf"h[tx]{{2}}ps?:/{{1,2}}(?:(?P<user>[a-z0-9._%:-]{{1,80}})@)?(?P<host>[\w-]++(?:{_DOT}[\w-]++)++)"
)
_MAIL = pattern(
    r"(?<![a-z0-9_%+.-])(?P<user>[a-z0-9_%+.-]{1,64}+)@"
    rf"(?P<host>[a-z0-9-]++(?:{_DOT}[a-z0-9-]++)++)"
)
_BARE = plain_pattern(rf"(?<![a-z0-9._@+-])[a-z0-9_-]++(?:{_DOT}[a-z0-9_-]++)++")
_DEFANGED = pattern(r"[\[({]\.[\])}]")
_GLUED = pattern(r"(?<=[a-z0-9])\p{Han}")
_MAYBE = plain_pattern(r"\.[a-z\])}]|:/|\d\.\d{1,3}\.\d")
_TOP_LEVEL = pattern(r"[a-z][a-z0-9-]+")
_TAIL = pattern(r"(?::(?P<port>\d{1,5}))?(?P<path>[/?#][a-z0-9/_\-.~%&=+#?@:$*\[\]|]*+)?")
_LONGEST_NAME = 60
_LONGEST_HOST = 253
"""Characters of a host name, dots included (RFC 1035)."""
_PATH_END = ".:?~*=&#-_@+$[|]"
_PROGRAM_END = pattern(rf"\.{_PROGRAM}(?![a-z0-9])")
_PROGRAM_NAME = pattern(r"(?:[a-z0-9_.-]{1,60}|[\p{Han}()]{1,12})$")
_ENDS_IN_PROGRAM = pattern(rf"\.{_PROGRAM}(?:$|[?#])")

# A full stop without a space after it makes two words look like a domain,
# "pay today.call us": without path or www only these endings are taken.
_COMMON_END_NAMES = (
    "com net org edu gov info biz cn cc top vip xyz icu club shop site cyou wang ren ltd"
    " app cloud tv io hk tw mo sg uk jp kr au nz ca de fr ru eu"
)
_COMMON_ENDS = frozenset(_COMMON_END_NAMES.split())
_TITLE_NAMES = (
    "mr mrs ms miss dr prof st no nos vs inc co corp rs lt sgt adv rm sec art ch fig vol pp ref"
    " dept apt cpl capt col hon jr sr tel fax ext para cl approx etc ie eg"
)
_TITLES = frozenset(_TITLE_NAMES.split())
_TELLING = plain_pattern(r"[a-z]\d|\d[a-z]|-")


def find(folded: Folded, context: Context) -> list[Link | Email]:
    """Find web addresses, mail addresses and names of programs to open, in order.

    Args:
        folded: The message.
        context: Not used.

    """
    del context
    text = folded.text
    if "." not in text or not _MAYBE.search(text):
        return []
    in_chinese = not text.isascii() and _HAN.search(text) is not None
    found: list[Link | Email] = []
    if ":/" in text:
        found += _with_scheme(text, in_chinese)
    if "@" in text:
        found += _mails(text)
    found += _without_scheme(text, in_chinese)
    found += _programs(text)
    found = [_unmasked(fact, folded) for fact in without_overlaps(found)]
    found.sort(key=lambda fact: fact.start)
    return found


def _unmasked(fact: Link | Email, folded: Folded) -> Link | Email:
    """A host that only looks official: with a letter of another script, or in punycode.

    Full-width letters are no disguise: browsers read them as plain ones.
    """
    if isinstance(fact, Email) or fact.detail not in _TRUSTED:
        return fact
    typed = normalize("NFKC", folded.quote(fact.start, fact.end))
    typed = typed.rpartition("//")[2].partition("/")[0]
    is_plain = all(c.isascii() or not c.isalpha() for c in typed) and "xn--" not in fact.host
    return fact if is_plain else _as_lookalike(fact, of=fact.host)


def _mails(text: str) -> Iterator[Email]:
    for match in _MAIL.finditer(text):
        host = _undefanged(match["host"])
        if len(host) > _LONGEST_HOST or not suffix_of(host):
            continue
        kind = kind_of(host, in_chinese=False)
        concept = "email.official" if kind in {"official", "gov"} else "email.other"
        yield Email(
            start=match.start(),
            end=match.end(),
            value=f"{match['user']}@{host}",
            detail=kind,
            concepts=("email", concept),
            host=host,
        )


def _with_scheme(text: str, in_chinese: bool) -> Iterator[Link]:
    done = 0
    for match in _WITH_SCHEME.finditer(text):
        if match.start() < done:
            continue  # it is in the path of another
        host, end = match["host"], match.end()
        if not host.isascii() and (glued := _GLUED.search(host)):  # court.gov.cn链接仅限本人
            end -= len(host) - glued.start()
            host = host[: glued.start()]
        host = _undefanged(host)
        if len(host) <= _LONGEST_HOST and "." in host and all(host.split(".")):
            link = _link(match.start(), end, host, text, in_chinese)
            done = link.end
            # http://court.gov.cn@evil.example leads to evil.example
            user = match["user"] or ""
            yield _as_lookalike(link, of=user) if "." in user else link


def _as_lookalike(link: Link, of: str) -> Link:
    """A link that shows the name of another host, perhaps that of the courts."""
    embedded = ("link.embedded",) if _COURTS in of else ()
    return replace(link, detail="lookalike", concepts=("link", "link.lookalike", *embedded))


def _without_scheme(text: str, in_chinese: bool) -> Iterator[Link]:
    done = 0
    for match in _BARE.finditer(text):
        host, end = _undefanged(match.group()).strip("-_"), match.end()
        behind = text[end : end + 2]
        if match.start() < done or len(host) > _LONGEST_HOST or not _is_bare_host(host, behind):
            continue
        if behind[:1] == "/" or not _PROGRAM_END.search(host):
            link = _link(match.start(), end, host, text, in_chinese)
            done = link.end
            yield link


def _is_bare_host(host: str, behind: str) -> bool:
    """Whether something with dots in it is an address and not a number or an abbreviation."""
    goes_on = behind[:1] in {"/", "?", "#"} or (behind[:1] == ":" and behind[1:].isdecimal())
    labels = host.split(".")
    if labels[-1].isdecimal():
        return goes_on and kind_of(host, in_chinese=False) in {"raw_ip", "known_host"}
    suffix = suffix_of(host) if _TOP_LEVEL.fullmatch(labels[-1]) and all(labels) else ""
    if suffix == host and not goes_on:
        return False  # GOV.UK: the name of a government leads nowhere
    if not suffix or goes_on or labels[0] == "www":
        return bool(suffix)
    if labels[0] in _TITLES and len(labels) < 4:
        return suffix == "gov"
    owned = ".".join(labels[:-1])
    if not any("a" <= c <= "z" for c in owned):
        return len(owned) > 2 and labels[-1] in {"com", "cn", "net"}
    is_common = labels[-1] in _COMMON_ENDS or "." in suffix or _TELLING.search(owned)
    return bool(is_common) or kind_of(host, in_chinese=False) != "other"


def _link(start: int, end: int, host: str, text: str, in_chinese: bool) -> Link:
    tail = _TAIL.match(text, end)
    path = port = ""
    if tail is not None and tail.group():
        port = f":{tail['port']}" if tail["port"] else ""
        path = (tail["path"] or "").rstrip(_PATH_END)
        end += len(port) + len(path)
    kind = kind_of(host, in_chinese=in_chinese)
    concepts = ["link", f"link.{kind}"]
    if kind == "lookalike" and _EMBEDDED.search(host):
        concepts.append("link.embedded")
    if kind not in _TRUSTED and _ENDS_IN_PROGRAM.search(path):
        concepts.append("link.executable")
    if kind not in _TRUSTED and host.rpartition(".")[2] in _THROWAWAY:
        concepts.append("link.throwaway")
    return Link(
        start=start,
        end=end,
        value=f"{host}{port}{path}",
        detail=kind,
        concepts=tuple(concepts),
        host=host,
        registrable=registrable_of(host),
        path=path,
    )


def _programs(text: str) -> Iterator[Link]:
    """Names of programs and archives that are not part of an address."""
    for match in _PROGRAM_END.finditer(text):
        name = _PROGRAM_NAME.search(text, max(0, match.start() - _LONGEST_NAME), match.start())
        if name is None:
            continue
        value = text[name.start() : match.end()]
        yield Link(
            start=name.start(),
            end=match.end(),
            value=value,
            detail="executable",
            concepts=("link", "link.executable"),
            host="",
            registrable="",
            path=value,
        )


def _undefanged(host: str) -> str:
    """`evil[.]example` as `evil.example`."""
    return _DEFANGED.sub(".", host)
