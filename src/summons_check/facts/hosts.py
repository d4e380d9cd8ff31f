"""Whose a host name is: a court's, a government's, a link shortener's, or a look-alike."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from summons_check.facts.data import rows
from summons_check.patterns import pattern

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

HostKind = Literal["official", "gov", "known_host", "lookalike", "shortener", "raw_ip", "other"]

_REMEMBERED = 4096
"""Hosts whose kind is remembered: messages repeat them."""

# Courts with a domain of their own outside mainland China.
_COURTS_ABROAD = frozenset(
    {
        "bccourts.ca",
        "civilresolutionbc.ca",
        "court.gov.mo",
        "courts.ie",
        "courts.nsw.gov.au",
        "crtbc.ca",
        "ecourts.gov.in",
        "elitigation.sg",
        "judicial.gov.tw",
        "judiciary.gov.sg",
        "judiciary.hk",
        "judiciary.uk",
        "ontariocourts.ca",
        "uscourts.gov",
    }
)
# Seen in real messages of courts, but under names that anybody can register.
_KNOWN = frozenset(
    {"sd.gdems.com", "jysd.10102368.com", "zjcourt.cn", "zjsfgkw.cn", "chinacourt.org"}
)
# Through these, public bodies take fines and enforcement agents of theirs are paid; each was seen
# on a page or in a list of a council, a court or a state (November 2026).
_PAYMENT_NAMES = (
    "municipalonlinepayments.com texasfailuretoappear.com marstonholdings.co.uk bristowsutor.co.uk"
)
_SHORTENER_NAMES = (
    "t.cn dwz.cn url.cn bit.ly tinyurl.com is.gd goo.gl t.co ow.ly buff.ly suo.im suo.nz u.nu"
    " 985.so dwz.mk dwz.lc dwz.win c1ns.cn mrw.so rrd.me t.hk tb.cn sourl.cn 6du.in suowo.cn s.id"
    " reurl.cc pse.is lihi.cc lihi1.cc lihi1.com ppt.cc cutt.ly rb.gy shorturl.at rebrand.ly t.ly"
    " tiny.cc v.gd tinu.be shrtco.de soo.gd clck.ru qr.ae x.co snip.ly bl.ink"
    " bit.do tiny.one shorturl.asia urlz.fr"
)
_SHORTENERS = frozenset(_SHORTENER_NAMES.split())
_GOV_SUFFIX = pattern(
    r"(?:.{1,60}\.)?(?:gov|mil|gob|gouv|govt|go|gc|nic|gub|admin)(?:\.[a-z]{2})|(?:.{1,60}\.)?(?:gov|mil)"
)
# Only public bodies get a name below gov.cn; courts take such ones.
_COURT_LABEL = pattern(r"[a-z0-9-]{0,60}(?:court|fayuan|susong|12368)|[a-z0-9-]{1,60}fy\.")
_STATE = pattern(r"(?:.{1,200}\.)?state\.[a-z]{2}\.us")
"""Where states of the United States stood before gov was theirs, too."""
_RESERVED = "example"
"""An ending for examples (RFC 2606): in an example it stands for any other."""
_IPV4 = pattern(r"(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.|$)){4}")

# Official names with another end, or with - for the dot: court.gov.cn.x.com, court-gov.cn.
_EMBEDDED = pattern(
    r"(?:court|judiciary|judicial|police|gov)[.-](?:gov[.-])?(?:cn|tw|hk|uk|sg|in|mo|us|au)[.-]"
    r"|[.-](?:gov|govt)[.-]|^gov[.-]|(?:court|courts|judicial)gov"
)
_COURT_WORD = pattern(
    r"fayuan|susong|zxfw|judiciary|internetcourt|peoplescourt|12(?:368|309|348|123)"
)
_COURT_PARTS = (
    "court courts gov hmcts uscourt uscourts ecourt ecourts vcourt sifa songda wenshu"
    " ssfw fyss sfsd dzsd wssd"
)
_COURT_LABELS = frozenset(_COURT_PARTS.split())
# Names of offices that stand alone in no private domain: irs-levy.org, hmcts.fines-pay.com.
_OFFICE_NAMES = (
    "hmcts uscourts ecourts vcourt hmrc irs dvla cbi usmarshals juryduty zxfw susong 12368"
)
_OFFICE_LABELS = frozenset(_OFFICE_NAMES.split())
_HYPHENATED_COURT = pattern(r"court|judicia")
_LEET = str.maketrans("01", "oi")
_SKELETON = (("l", "i"), ("rn", "m"), ("vv", "w"))


@cache
def _suffixes() -> PublicSuffixList:
    """The public suffixes, from the snapshot inside the package: no network."""
    from publicsuffixlist import PublicSuffixList  # noqa: PLC0415 - most messages have no link

    return PublicSuffixList(accept_unknown=False)


@lru_cache(maxsize=_REMEMBERED)
def suffix_of(host: str) -> str:
    """The public suffix of a host, such as `gov.cn`; empty if there is none.

    >>> suffix_of("zxfw.court.gov.cn"), suffix_of("e.g"), suffix_of("a-court.example")
    ('gov.cn', '', 'example')
    """
    return _suffixes().publicsuffix(host) or (_RESERVED if host.endswith(f".{_RESERVED}") else "")


@lru_cache(maxsize=_REMEMBERED)
def registrable_of(host: str) -> str:
    """The part of a host that somebody registered; the host itself when there is none.

    >>> registrable_of("zxfw.court.gov.cn.sd-wenshu.example.com")
    'example.com'
    """
    return _suffixes().privatesuffix(host) or host


@lru_cache(maxsize=_REMEMBERED)
def kind_of(host: str, *, in_chinese: bool) -> HostKind:
    """Tell whose a host is.

    Args:
        host: In lower case, without port.
        in_chinese: Whether the message is Chinese. Courts of the United
            States stand under names such as `countycourt.org`, those of China
            never do, so a bare "court" is suspicious in Chinese only.

    """
    known = _known_hosts()
    for name in _ends_of(host):
        if name in known:
            return known[name]
    if _IPV4.fullmatch(host):
        return "raw_ip"
    suffix = suffix_of(host)
    registrable = registrable_of(host)
    if _GOV_SUFFIX.fullmatch(suffix):
        is_court = suffix == "gov.cn" and _COURT_LABEL.match(registrable)
        return "official" if is_court else "gov"
    if _STATE.fullmatch(host):
        return "gov"
    if registrable in _SHORTENERS:
        return "shortener"
    return "lookalike" if _is_lookalike(host, registrable, suffix, in_chinese) else "other"


def _ends_of(host: str) -> list[str]:
    """`a.b.c` as `a.b.c`, `b.c`, `c`."""
    labels = host.split(".")
    return [".".join(labels[start:]) for start in range(len(labels))]


@cache
def _known_hosts() -> dict[str, HostKind]:
    """Hosts, and all below them, that courts are known to use."""
    known: dict[str, HostKind] = dict.fromkeys(_KNOWN.union(_PAYMENT_NAMES.split()), "known_host")
    for row in rows("cn_court_domains.csv"):
        name, host = row["registrable_domain"], row["example_host"].partition(":")[0]
        is_shared = row["court_hosts_seen"] == "1" and host.removeprefix("www.") != name
        is_state = suffix_of(name) == "gov.cn"
        known[host if is_shared else name] = "official" if is_state else "known_host"
    known.update(dict.fromkeys(_COURTS_ABROAD, "official"))
    known["court.gov.cn"] = "official"
    return known


@cache
def _court_labels() -> frozenset[str]:
    """`jsfy` of jsfy.gov.cn: under another suffix it is an imitation."""
    labels = {name.split(".")[0] for name, kind in _known_hosts().items() if kind == "official"}
    return frozenset(label for label in labels if len(label) >= 4) - {"court", "court12368"}


def _is_lookalike(host: str, registrable: str, suffix: str, in_chinese: bool) -> bool:
    free = host.removesuffix(suffix).rstrip(".")
    owned = registrable.removesuffix(suffix).rstrip(".")
    return any(
        _imitates(form_free, form_owned, in_chinese)
        for form_free, form_owned in {(free, owned), (_plain(free), _plain(owned))}
    )


def _imitates(free: str, owned: str, in_chinese: bool) -> bool:
    if _EMBEDDED.search(f"{free}.") or owned in _court_labels():
        return True
    tokens = set(owned.split("-"))
    offices = _OFFICE_LABELS.intersection(free.replace(".", "-").split("-"))
    if tokens & _COURT_LABELS or (offices and free not in offices) or _COURT_WORD.search(owned):
        return True
    return bool(_HYPHENATED_COURT.search(owned)) and (in_chinese or "-" in owned)


def _plain(name: str) -> str:
    """The name as the eye reads it: 0 as o, 1 and l as i."""
    name = name.translate(_LEET)
    for seen, read in _SKELETON:
        name = name.replace(seen, read)
    return name
