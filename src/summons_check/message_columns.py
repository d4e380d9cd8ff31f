"""The columns of a table that tell of its messages: which there must be, and what a cell says."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from itertools import repeat
from typing import Any, NamedTuple, get_args

from summons_check.errors import SummonsCheckError
from summons_check.models import Channel
from summons_check.pyarrow_extra import pa

_CHANNELS: tuple[Channel, ...] = get_args(Channel)


class ColumnError(SummonsCheckError):
    """A table whose columns cannot be used: which, why, and how to mend it."""


class Column(NamedTuple):
    """A column that is read."""

    option: str
    """What `check` calls it."""
    name: str
    parse: Callable[[str], object]
    """Gives what `check` takes; a ValueError says what a cell must be, and never what it is."""
    may_be_day: bool = False


def _said(cell: str) -> str | None:
    return cell or None


def _channel(cell: str) -> Channel | None:
    for channel in _CHANNELS:
        if cell == channel:
            return channel
    if cell:
        raise ValueError(f"must be one of {', '.join(_CHANNELS)}")
    return None


def _day(cell: str) -> date | None:
    try:
        return datetime.fromisoformat(cell).date() if cell else None
    except ValueError:
        raise ValueError("must be a day such as 2026-11-02") from None


def columns_of(
    text: str, sender: str | None, channel: str | None, received: str | None, law: str | None
) -> tuple[Column, ...]:
    """The columns that are read, that of the messages first."""
    named: tuple[tuple[str, str | None, Callable[[str], object]], ...] = (
        ("column", text, str),
        ("sender", sender, _said),
        ("channel", channel, _channel),
        ("received", received, _day),
        ("jurisdiction", law, _said),
    )
    for option, name, _ in named:
        if not isinstance(name, str) and (name is not None or option == "column"):
            raise TypeError(f"{option} must be the name of a column, not {type(name).__name__}")
    return tuple(
        Column(option, name, parse, option == "received")
        for option, name, parse in named
        if name is not None
    )


def require(schema: pa.Schema, column: Column) -> None:
    """Refuse a table in which a column cannot be read."""
    places = schema.get_all_field_indices(column.name)
    if len(places) != 1:
        why = "there twice; rename one" if places else f"missing; there are {schema.names}"
        raise ColumnError(f"{column.option}={column.name!r}: this column is {why}")
    kind = schema.field(places[0]).type
    if not (_is_text(kind) or (column.may_be_day and _is_day(kind))):
        wanted = "text or days" if column.may_be_day else "text"
        raise ColumnError(
            f"{column.option}={column.name!r}: this column is {kind}; it must be {wanted}, cast it"
        )


def _is_text(kind: pa.DataType) -> bool:
    if isinstance(kind, pa.BaseExtensionType):
        return _is_text(kind.storage_type)
    if pa.types.is_dictionary(kind):
        return _is_text(kind.value_type)
    return kind in _TEXT_TYPES


def _is_day(kind: pa.DataType) -> bool:
    if not pa.types.is_timestamp(kind):
        return bool(pa.types.is_date(kind))
    try:
        pa.array([0], kind).cast(pa.string())
    except pa.ArrowInvalid:  # nobody knows its time zone
        return False
    return True


_TEXT_TYPES = (
    *(pa.string(), pa.large_string(), pa.string_view()),
    *(pa.binary(), pa.large_binary(), pa.binary_view()),
    pa.null(),
)


class Unreadable(str):
    """Why a cell cannot be read."""

    __slots__ = ()


def values_of(cells: pa.Array, column: Column) -> list[Any]:
    """What `check` takes, for each cell of a column; `Unreadable` where there is none.

    Read as bytes, since nothing promises that text in a table is UTF-8.
    """
    if isinstance(cells, pa.ExtensionArray):
        cells = cells.storage
    if pa.types.is_temporal(cells.type):
        cells = cells.cast(pa.string())
    as_bytes = cells.cast(pa.large_binary()).to_pylist()
    values = {cell: _value(cell, column) for cell in set(as_bytes)}
    return [values[cell] for cell in as_bytes]


def _value(cell: bytes | None, column: Column) -> object:
    if cell is None:
        return None
    try:
        return column.parse(cell.decode())
    except UnicodeDecodeError as error:
        why = f"no UTF-8 from byte {error.start} on; decode it first"
    except ValueError as error:
        why = str(error)
    return Unreadable(f"column {column.name!r}: {why}")


def problems_of(cells: list[list[Any]]) -> Iterable[str]:
    """What cannot be read of each row; empty strings without end if all can."""
    if not any(Unreadable in map(type, column) for column in cells):
        return repeat("")
    return [
        "; ".join([value for value in row if type(value) is Unreadable])
        for row in zip(*cells, strict=True)
    ]
