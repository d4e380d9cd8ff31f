"""How far away a day is, and the deadline concept that follows from it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from summons_check.facts.model import Context, Deadline

_MONTH_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec"
MONTHS = tuple(_MONTH_NAMES.split())
"""How the English names of the months start."""
SHORT_DAYS = 7
"""Most days of a `deadline.days`."""
STATUTORY_DAYS = 10
"""Fewest days of a `deadline.statutory`: the periods of procedural law start here."""
MAX_HOURS = 72
"""Most hours of a `deadline.hours`; whoever leaves more counts days."""
_LATE_DAYS = 60
"""A day of the month that is no longer gone than this belongs to this year."""


def in_hours(start: int, end: int, hours: Decimal) -> Deadline:
    """A deadline of so many hours."""
    if hours > MAX_HOURS:
        return in_days(start, end, int(hours / 24))
    minutes = round(hours * 60)
    value = f"PT{minutes}M" if minutes % 60 else f"PT{minutes // 60}H"
    return Deadline(start, end, value, "hours", ("deadline.hours",), Decimal(minutes) / 60)


def in_days(start: int, end: int, days: int) -> Deadline:
    """A deadline of so many days; 0 is today."""
    name = _name_of(days)
    concepts = (f"deadline.{name}",) if name else ()
    return Deadline(start, end, f"P{days}D", name, concepts, Decimal(days * 24))


def on_day(start: int, end: int, day: date | None, context: Context) -> Deadline | None:
    """A deadline on a day of the calendar; how far it is, only the day of receipt tells."""
    if day is None:
        return None
    if context.received is None:
        return Deadline(start, end, day.isoformat(), "date", (), None)
    days = (day - context.received).days
    name = _name_of(days)
    concepts = (f"deadline.{name}",) if name else ()
    hours = Decimal(days * 24) if days >= 0 else None
    return Deadline(start, end, day.isoformat(), name or "date", concepts, hours)


def the_day(context: Context, year: int | None, month: int, day: int) -> date | None:
    """A day of the calendar; a missing year is the one that brings it next.

    A day that has just passed stays in its year: letters arrive late.
    """
    today = context.today
    try:
        if year is not None:
            return date(year, month, day)
        this_year = date(today.year, month, day)
        is_over = (today - this_year).days > _LATE_DAYS
        return date(today.year + 1, month, day) if is_over else this_year
    except ValueError:
        return None


def _name_of(days: int) -> str:
    if days == 0:
        return "today"
    if 1 <= days <= SHORT_DAYS:
        return "days"
    return "statutory" if days >= STATUTORY_DAYS else ""
