"""Files by their endings: what format, how compressed; and a file that is there whole or not."""

from __future__ import annotations

import lzma
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import pyarrow as pa

from summons_check.errors import SummonsCheckError

_FORMATS = {
    ".parquet": "parquet",
    ".pq": "parquet",
    ".csv": "csv",
    ".tsv": "tsv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
_PACKINGS = {".gz": "gzip", ".zst": "zstd", ".bz2": "bz2", ".xz": "xz"}
_KNOWN = f"{', '.join(_FORMATS)}, and behind all but Parquet's {', '.join(_PACKINGS)}"
_DAMAGED = "is damaged or cut off; get it anew"


class FileError(SummonsCheckError):
    """A file of messages that cannot be read, checked or written: why, and how to mend it."""


class Kind(NamedTuple):
    """What a file is."""

    format: str
    """"parquet", "csv", "tsv" or "jsonl"."""
    packing: str
    """"gzip", "zstd", "bz2", "xz", or "" for none."""


def kind_of(path: Path) -> Kind:
    """What a file is, by its ending.

    Raises:
        FileError: If the ending is none that is known.

    """
    packing = _PACKINGS.get(path.suffix.lower(), "")
    ending = Path(path.stem).suffix if packing else path.suffix
    form = _FORMATS.get(ending.lower(), "")
    if not form or (packing and form == "parquet"):
        raise FileError(f"{path}: its ending must be one of {_KNOWN}; rename it")
    return Kind(form, packing)


def unpacked(file: BinaryIO, packing: str) -> Any:  # noqa: ANN401 - pyarrow has no types
    """What a compressed file holds, as a stream of bytes."""
    if packing == "xz":  # the one that pyarrow does not know
        return lzma.LZMAFile(file)
    return pa.CompressedInputStream(file, packing) if packing else file


@contextmanager
def packed(path: Path, packing: str) -> Iterator[Any]:
    """A new file, to be written compressed."""
    with path.open("wb") as file:
        if packing == "xz":
            with lzma.LZMAFile(file, "wb") as stream:
                yield stream
        elif packing:
            with pa.CompressedOutputStream(file, packing) as stream:
                yield stream
        else:
            yield file


@contextmanager
def whole(path: Path, room: Path | None = None) -> Iterator[Path]:
    """A file that is there as a whole or not at all, whatever ends the process.

    Args:
        path: Where it will be.
        room: A folder of the same file system, to write it in; that of `path` by default.

    Yields:
        Where to write it.

    """
    begun = (room or path.parent) / f"{path.name}.{os.getpid()}.tmp"
    try:
        yield begun
        with begun.open("rb") as written:
            os.fsync(written.fileno())
        begun.replace(path)
    except BaseException:
        begun.unlink(missing_ok=True)
        raise


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Have what goes wrong with a file that is read told plainly."""
    try:
        yield
    except OSError as error:
        if error.errno is None:  # of pyarrow, which unpacks
            raise FileError(f"{path}: {_DAMAGED}") from None
        raise FileError(f"{path}: {error.strerror}; name another") from None
    except (EOFError, lzma.LZMAError, pa.ArrowException):
        raise FileError(f"{path}: {_DAMAGED}") from None


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Have what goes wrong with a file that is written told plainly."""
    try:
        yield
    except OSError as error:
        why = error.strerror or "cannot be written"
        raise FileError(f"{path}: {why}; mend that, and the same call goes on") from None
