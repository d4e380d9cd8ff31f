"""Labelled messages, as JSON Lines: what a message is, and which verdicts do right by its reader.

The format is described in `tests/corpus/README.md`.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, get_args

from pydantic import ConfigDict, Field, ValidationError
from rapidfuzz import fuzz, process

from summons_check.errors import Problem, SummonsCheckError
from summons_check.models import Channel, Frozen, Verdict

FLAGGED = frozenset({Verdict.LIKELY_FAKE, Verdict.SUSPICIOUS})
"""Verdicts that raise an alarm."""

_GZIP = b"\x1f\x8b"
_ALIKE = 85
"""Per cent from which an unknown column is taken for a misspelt one."""


class CorpusError(SummonsCheckError):
    """A file of labelled messages that cannot be used: which, where, and why, in one line."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem

    def __str__(self) -> str:
        return str(self.problem)


class Label(StrEnum):
    """What a message is."""

    FAKE_COURT = "fake_court"
    """Poses as a court, police, prosecutor or an office of theirs."""
    FAKE_BY_COLLECTOR = "fake_by_collector"
    """A lender or collector that claims a power of the state."""
    LAWYER_POSING = "lawyer_posing"
    """A law firm, real or not, that claims what no lawyer can do."""
    ABUSIVE_COLLECTION = "abusive_collection"
    """Collects by threats, shame or strangers; poses as nobody."""
    GENUINE_COURT = "genuine_court"
    GENUINE_LAWYER = "genuine_lawyer"
    GENUINE_COLLECTION = "genuine_collection"
    WARNING = "warning"
    """Warns of such messages, or reports on them."""
    QUESTION = "question"
    """Asks about one, or about the law."""
    ORDINARY = "ordinary"


UNLAWFUL = (
    Label.FAKE_COURT,
    Label.FAKE_BY_COLLECTOR,
    Label.LAWYER_POSING,
    Label.ABUSIVE_COLLECTION,
)
GENUINE = (Label.GENUINE_COURT, Label.GENUINE_LAWYER, Label.GENUINE_COLLECTION)
TALK = (Label.WARNING, Label.QUESTION, Label.ORDINARY)


class LabelledMessage(Frozen):
    """One message and what an expert says of it."""

    model_config = ConfigDict(extra="ignore")

    id: str = Field(default="", min_length=1)
    """Once in all files; without one `FILE:LINE`."""
    text: str
    label: Label
    must: tuple[Verdict, ...] = Field(min_length=1)
    """The verdicts that do right by the reader."""
    ideal: Verdict | None = None
    """The best of them."""
    lang: str | None = None
    jurisdiction: str | None = None
    channel: Channel | None = None
    sender: str | None = None
    received: date | None = None

    @property
    def should_flag(self) -> bool | None:
        """Whether it should be called `likely_fake` or `suspicious`; None: either is right."""
        alarms = FLAGGED.intersection(self.must)
        if not alarms:
            return False
        return True if FLAGGED.issuperset(self.must) else None


def read_corpus(paths: Iterable[Path]) -> tuple[LabelledMessage, ...]:
    """Read labelled messages.

    Args:
        paths: Files of JSON Lines in UTF-8, through gzip or not.

    Returns:
        The messages of all files, in their order; at least one of each.

    Raises:
        CorpusError: At the first thing that is wrong. It never shows a message.

    """
    messages: list[LabelledMessage] = []
    places: dict[str, str] = {}
    for path in paths:
        before = len(messages)
        for number, line in enumerate(_lines(path), 1):
            if not line.strip():
                continue
            message = _message(line, path, number)
            place = f"{path}:{number}"
            if message.id in places:
                first = places[message.id]
                raise _error(path, "this id stands at " + first + ", too", number, "id")
            places[message.id] = place
            messages.append(message)
        if len(messages) == before:
            raise _error(path, "holds no message: give one JSON object a line")
    return tuple(messages)


def _lines(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            if file.peek(len(_GZIP)).startswith(_GZIP):
                with gzip.open(file) as unpacked:
                    yield from unpacked
            else:
                yield from file
    except (OSError, EOFError, ValueError, zlib.error) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise _error(path, f"cannot be read: {reason or error}") from error


def _message(line: bytes, path: Path, number: int) -> LabelledMessage:
    row = _row(line, path, number)
    unknown = row.keys() - LabelledMessage.model_fields.keys()
    for column in sorted(unknown):
        meant = _nearest(column, LabelledMessage.model_fields.keys() - row.keys(), _ALIKE)
        if meant:
            raise _error(path, f"unknown column; is {meant!r} meant?", number, repr(column))
    row.setdefault("id", f"{path.name}:{number}")
    try:
        return LabelledMessage.model_validate(row)
    except ValidationError as error:
        key, why = _why(error, row)
        raise _error(path, why, number, key) from None


def _row(line: bytes, path: Path, number: int) -> dict[str, Any]:
    try:
        text = line.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError:
        raise _error(path, "is no text in UTF-8", number) from None
    try:
        row = json.loads(text)
    except json.JSONDecodeError as error:
        raise _error(path, f"is no JSON: {error.msg}, column {error.colno}", number) from None
    except (ValueError, RecursionError):
        raise _error(path, "is no JSON that can be read", number) from None
    if "\\ud" in text.lower() and not _is_whole(row):
        raise _error(path, "holds half a surrogate pair, which is no character", number)
    if not isinstance(row, dict):
        raise _error(path, "is no JSON object", number)
    return row


def _is_whole(row: object) -> bool:
    try:
        json.dumps(row, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _why(error: ValidationError, row: dict[str, Any]) -> tuple[str, str]:
    """The first column that is wrong, and why; the value is not shown, it may be the message."""
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    column, *inside = first["loc"]
    key = str(column)
    if first["type"] == "missing":
        return key, "this column is missing"
    if first["type"] == "tuple_type":
        return key, "must be a list of verdicts"
    known = _KNOWN.get(key)
    if known is None or first["type"] not in {"enum", "literal_error"}:
        return key, first["msg"]
    value = row[key][inside[0]] if inside and isinstance(inside[0], int) else row[key]
    nearest = _nearest(value, known, 0) if isinstance(value, str) else None
    hint = f"; {nearest!r} is nearest" if nearest else ""
    return key, f"must be one of {', '.join(known)}{hint}"


_KNOWN: dict[str, tuple[str, ...]] = {
    "label": tuple(label.value for label in Label),
    "must": tuple(verdict.value for verdict in Verdict),
    "ideal": tuple(verdict.value for verdict in Verdict),
    "channel": get_args(Channel),
}


def _nearest(name: str, known: Iterable[str], at_least: int) -> str | None:
    found = process.extractOne(name, sorted(known), scorer=fuzz.ratio, score_cutoff=at_least)
    return found[0] if found else None


def _error(path: Path, why: str, line: int | None = None, key: str = "") -> CorpusError:
    return CorpusError(Problem(str(path), key, why, line))
