"""Which encoding a text file has, and text in which bytes that are none of it stay visible."""

from __future__ import annotations

import codecs
import io
from pathlib import Path
from typing import Any, BinaryIO, Literal, NamedTuple

from summons_check.csv_records import LOST
from summons_check.files.kinds import FileError, unpacked

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",  # before UTF-16, whose mark it begins with
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_BLOCK = 2**20
_TOLERATED = 0.1
"""Share of the characters beyond ASCII that may be broken. Text of another encoding has far more,
a sound file far less."""


def _lose(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):  # only reading loses bytes
        raise error
    return LOST, error.end


codecs.register_error("summons_check.lose", _lose)


class Encoding(NamedTuple):
    """The encoding of a text file."""

    name: str
    """As `codecs` calls it."""
    grounds: Literal["stated", "marked", "ascii", "valid", "guessed"]
    """How sure it is. "stated": the caller says so. "marked": a byte order mark says so. "ascii":
    no other characters are in it. "valid": text of another encoding hardly ever happens to be
    UTF-8, so it is. "guessed": it is not UTF-8, and could be GB18030; Big5, Shift JIS and Latin-1
    mostly look as if they could, too, so look at the texts or state the encoding."""


def encoding_of(path: Path, packing: str, stated: str | None = None) -> Encoding:
    """Find the encoding of a text file.

    All is read up to the first mebibyte with a character beyond ASCII, which decides.

    Raises:
        FileError: If it is neither UTF-8, GB18030, nor marked, or what is stated is no encoding.

    """
    known = None if stated is None else _known(stated)
    with path.open("rb") as file:
        stream = unpacked(file, packing)
        block = stream.read(_BLOCK)
        for mark, name in _MARKS.items():
            if block.startswith(mark) and _is_mark_of(name, known):
                return Encoding(name, "stated" if known else "marked")
        if known:
            return Encoding(known, "stated")
        while block and block.isascii() and b"\0" not in block:
            block = stream.read(_BLOCK)
        rest = stream.read(_BLOCK)
    return _judged(block + rest, path, is_all=len(rest) < _BLOCK)


def _known(stated: str) -> str:
    try:
        "".encode(stated)  # refuses what is no encoding of text
    except LookupError:
        raise FileError(f"encoding {stated!r} is none that Python knows; see its codecs") from None
    return codecs.lookup(stated).name


def _is_mark_of(marked: str, stated: str | None) -> bool:
    """Whether a mark may stand before text in an encoding: a name without the mark is the same."""
    return stated is None or stated.startswith(marked.removesuffix("-sig"))


def _judged(sample: bytes, path: Path, *, is_all: bool) -> Encoding:
    if not sample:
        return Encoding("utf-8", "ascii")
    if sample.count(0) <= len(sample) * _TOLERATED:
        if _broken(sample, "utf-8", is_all=is_all) <= _TOLERATED:
            return Encoding("utf-8", "ascii" if sample.isascii() else "valid")
        if _broken(sample, "gb18030", is_all=is_all) <= _TOLERATED:
            return Encoding("gb18030", "guessed")
    raise FileError(f"{path}: neither UTF-8 nor GB18030, nor marked as UTF-16; state its encoding")


def _broken(sample: bytes, encoding: str, *, is_all: bool) -> float:
    """Share of the characters beyond ASCII that are none in an encoding."""
    decoder = codecs.getincrementaldecoder(encoding)("summons_check.lose")
    text = decoder.decode(sample, final=is_all)
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    return text.count(LOST) / max(1, beyond)


def text_of(file: BinaryIO, packing: str, encoding: str, newline: str) -> io.TextIOWrapper:
    """What a file says; `newline` as in `open`."""
    stream: Any = io.BufferedReader(unpacked(file, packing), _BLOCK)
    return io.TextIOWrapper(stream, encoding, "summons_check.lose", newline)
