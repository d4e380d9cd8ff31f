"""What a request tells of whoever asks for the page: their language, and whether they are here."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.requests import Request

from summons_check.languages import LANGS
from summons_check.models import Lang

_TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})
_FORWARDED = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
"""Headers that a proxy adds: the browser may be anywhere."""

_UNTOLD = "null"
"""What a browser says of its form's origin when, as here, it is to send no referrer."""


def chosen_lang(request: Request) -> Lang | None:
    """The language that the address names; None if it names none, or one that is not here."""
    named = request.query_params.get("lang")
    return next((lang for lang in LANGS if lang == named), None)


def preferred_lang(accepted: str) -> Lang:
    """The first language of a header Accept-Language that the page has; English if none is.

    >>> preferred_lang("fr, zh-HK;q=0.8, en;q=0.9"), preferred_lang("zh"), preferred_lang("")
    ('en', 'zh-Hans', 'en')
    """
    for tag in sorted(_weighed(accepted), reverse=True):
        first, *rest = tag[-1].split("-")
        if first == "zh":
            return "zh-Hans" if _TRADITIONAL.isdisjoint(rest) else "zh-Hant"
        if first == "en":
            return "en"
        if first == "ja":
            return "ja"
    return "en"


def _weighed(accepted: str) -> Iterator[tuple[float, int, str]]:
    """Each language with its weight, and its place, for those of the same weight."""
    for place, part in enumerate(accepted.split(",")):
        tag, _, weight = part.lower().partition(";")
        try:
            yield float(weight.strip().removeprefix("q=") or 1), -place, tag.strip()
        except ValueError:
            continue  # a broken wish is none


def is_here(request: Request) -> bool:
    """Whether the browser runs on the machine of the server, as far as the request shows.

    The connection, the address that the browser was given, and where the form came from must all
    be of this machine, and no proxy may have passed it on.
    """
    asked = _host(f"//{request.headers.get('host', '')}")
    names = [request.client.host if request.client else "", asked]
    if (origin := request.headers.get("origin", _UNTOLD)) != _UNTOLD:
        names.append(_host(origin))
    is_forwarded = any(header in request.headers for header in _FORWARDED)
    return all(map(_is_loopback, names)) and not is_forwarded


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:  # of brackets that do not close
        return ""


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
