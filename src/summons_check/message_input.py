"""Read a message from where a person has it: a file, or standard input."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

from summons_check.errors import SummonsCheckError

STANDARD_INPUT = "-"
_GUESS = "gb18030"
_ENCODINGS = ("utf-8-sig", _GUESS)
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")


class UnreadableMessageError(SummonsCheckError):
    """A message that cannot be read from where it should be."""


class Decoded(NamedTuple):
    """A text that was read from bytes."""

    text: str
    is_guess: bool
    """Whether it was read as GB18030 because it is not UTF-8: text in Big5 or Shift JIS mostly
    looks as if it could be that, too."""


def told_guess(name: str) -> str:
    """What to tell of a text that was read by a guess."""
    return f"{name}: read as GB18030, which is a guess; if its words look wrong, save it as UTF-8"


def read_message(name: str) -> Decoded:
    """Read a message.

    Args:
        name: Path of a file, or "-" for standard input.

    Returns:
        The text, from UTF-8 (with or without a byte order mark), GB18030, or UTF-16 with one.

    Raises:
        UnreadableMessageError: With the reason and what to do, in one line.

    """
    try:
        is_typed = name == STANDARD_INPUT
        data = sys.stdin.buffer.read() if is_typed else Path(name).read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UnreadableMessageError(
            f"cannot read {name!r}: {reason}; name a file with the message as text"
        ) from error
    return decoded(data, name)


def decoded(data: bytes, name: str) -> Decoded:
    """The text that some bytes are.

    Args:
        data: The bytes.
        name: Where they are from, for the error.

    Raises:
        UnreadableMessageError: If they are no text.

    """
    is_marked = data.startswith(_BYTE_ORDER_MARKS)
    if is_marked or b"\0" not in data:
        for encoding in ("utf-16",) if is_marked else _ENCODINGS:
            try:
                return Decoded(data.decode(encoding), is_guess=encoding == _GUESS)
            except UnicodeDecodeError:
                continue
    raise UnreadableMessageError(
        f"{name!r} is no text in UTF-8, GB18030 or marked UTF-16; save it as plain text in UTF-8"
    )
