"""What a program asks when it has a message checked: the message, and what is known of it."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, ConfigDict

from summons_check.checker import Checker
from summons_check.models import Channel, Frozen, Lang
from summons_check.report import Report

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def _day(value: object) -> object:
    """The day that JSON writes."""
    if value is None or isinstance(value, date):
        return value
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise ValueError('write the day as "2026-11-02", or leave it out')


class CheckRequest(Frozen):
    """One message, and what is known of it besides its text; see `summons_check.check`."""

    model_config = ConfigDict(strict=True, use_attribute_docstrings=True)

    text: str
    """The message: any string. Lone surrogates, written as escapes, are read too; a report shows
    each as U+FFFD, so that it can be sent."""
    sender: str | None = None
    """Number or name that it came from."""
    channel: Channel | None = None
    """How it came."""
    received: Annotated[date | None, BeforeValidator(_day)] = None
    """The day on which it came. If left out, a day that is written without a year is taken as of
    today, and no day is judged: whether it is over, or too soon."""
    jurisdiction: str | None = None
    """Country whose law applies, such as "CN"; what the message itself shows if left out."""
    lang: Lang | None = None
    """Language of the report; that of the message if left out."""

    def checked_by(self, checker: Checker) -> Report:
        """The report on it."""
        return checker.check(
            self.text,
            sender=self.sender,
            channel=self.channel,
            received=self.received,
            jurisdiction=self.jurisdiction,
            lang=self.lang,
        )
