"""Options that commands share, and what they mean."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from summons_check import Checker, Verdict
from summons_check.errors import SummonsCheckError
from summons_check.languages import LANGS
from summons_check.models import Channel, Lang


class UsageError(SummonsCheckError):
    """Options that do not go together, or that say nothing."""


class Level(StrEnum):
    """A verdict from which a command ends with 1."""

    SUSPICIOUS = "suspicious"
    LIKELY_FAKE = "likely_fake"


LEVELS = {
    Level.SUSPICIOUS: {Verdict.SUSPICIOUS, Verdict.LIKELY_FAKE},
    Level.LIKELY_FAKE: {Verdict.LIKELY_FAKE},
}
_LANGUAGES: dict[str, Lang] = {"zh": "zh-Hans", **{lang: lang for lang in LANGS}}


def language(name: str) -> Lang:
    """The language that a user means."""
    if name not in _LANGUAGES:
        raise typer.BadParameter(f"{name!r} is none of {', '.join(_LANGUAGES)}")
    return _LANGUAGES[name]


def day(written: str) -> date:
    """The day that a user writes."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise typer.BadParameter(f"{written!r} is no day; write it as 2026-11-02") from None


InLanguage = Annotated[
    Lang | None,
    typer.Option(
        parser=language,
        metavar="zh|zh-Hant|en|ja",
        help="Language of the report; that of the message if left out.",
    ),
]
Sender = Annotated[str | None, typer.Option(help="Number or name that it came from.")]
Via = Annotated[Channel | None, typer.Option(help="How it came.")]
Received = Annotated[
    date | None, typer.Option(parser=day, metavar="DAY", help="The day on which it came.")
]
Jurisdiction = Annotated[
    str | None, typer.Option(help="Country whose law applies, such as CN; else the message tells.")
]
Rules = Annotated[
    list[Path] | None, typer.Option(help="A pack of your own, or a folder of packs; repeatable.")
]
FailOn = Annotated[Level, typer.Option(help="End with code 1 from this verdict on.")]
OnlyThese = Annotated[bool, typer.Option("--only-these-rules", help="Leave our own packs out.")]
Experimental = Annotated[bool, typer.Option(help="Let experimental rules score, too.")]


def checker_of(
    rules: list[Path] | None, *, only_these: bool, experimental: bool, jurisdiction: str | None
) -> Checker:
    """The checker that a user asks for."""
    if only_these and not rules:
        raise UsageError("--only-these-rules says which: name them with --rules DIR")
    if not rules and not experimental:
        return Checker(jurisdiction=jurisdiction)
    return Checker.from_folders(
        *(rules or ()), ours=not only_these, experimental=experimental, jurisdiction=jurisdiction
    )
