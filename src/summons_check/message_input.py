"""Read a message from where a person has it: a file, or standard input."""

from __future__ import annotations

import sys
from pathlib import Path

from summons_check.errors import SummonsCheckError

STANDARD_INPUT = "-"
_ENCODINGS = ("utf-8-sig", "gb18030")
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")


class UnreadableMessageError(SummonsCheckError):
    """A message that cannot be read from where it should be."""


def read_message(name: str) -> str:
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


def decoded(data: bytes, name: str) -> str:
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
                return data.decode(encoding)
            except UnicodeDecodeError:
                continue
    raise UnreadableMessageError(
        f"{name!r} is no text: tried UTF-8 and GB18030; save the message as plain text"
    )
