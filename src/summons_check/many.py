"""Many texts through one check: in order, a bounded number at a time, in one process or several.

Nothing here knows what a check is. What is no text has no result, and None stands in its place, so
that what comes out can be put beside what went in.
"""

from __future__ import annotations

import os
import signal
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import parent_process
from multiprocessing.connection import wait
from threading import Thread
from typing import Any, TypeVar

from summons_check.errors import SummonsCheckError

_MOST_TEXTS = 256
_MOST_CHARS = 50_000
"""Of texts that travel together: enough to be worth the way, few enough that little is in memory,
and little left to be waited for when the caller stops."""
_AHEAD = 2
"""Chunks for each process: one that it checks, and one that lies ready."""
_CALLER = 3
"""How many calls above `_told` the results are taken, if in the simplest way."""

Result = TypeVar("Result")
Check = Callable[[str], Result]


class WorkerError(SummonsCheckError):
    """A process of `check_many` has ended before its time, or could not start."""

    def __init__(self, first: int, last: int) -> None:
        super().__init__(first, last)
        self.first = first
        """Number, from 0, of the first text without a report; all before it have theirs."""
        self.last = last
        """Number of the last one that was on its way; one of them may be the cause."""

    def __str__(self) -> str:
        return (
            f"a process has ended while texts {self.first} to {self.last} were on their way; those "
            "before them are done. Go on with those, one process and less to lose (processes=1), "
            "or find out who killed it (often nobody had memory left for it). If there was no "
            "report at all it could not start: unless processes are forked, a script must call "
            'check_many under `if __name__ == "__main__":`'
        )


def one_by_one(check: Check[Result], texts: Iterable[object]) -> Iterator[Result | None]:
    """Check each text when its result is asked for."""
    for text in _told(texts):
        yield None if text is None else check(text)


def in_processes(
    check: Check[Result], texts: Iterable[object], processes: int
) -> Iterator[Result | None]:
    """Check in other processes, and give the results in the order of the texts.

    Args:
        check: What can be pickled; each process gets it once.
        texts: Taken a few chunks for each process ahead of the results, and no further. If taking
            one fails, the results of those before it come first.
        processes: How many.

    Raises:
        WorkerError: If a process ends before its time.

    """
    chunks = _Chunks(_told(texts))
    under_way: deque[Future[list[Result | None]]] = deque()
    done = 0
    pool = ProcessPoolExecutor(processes, initializer=_start, initargs=(check,))
    try:
        while True:
            while len(under_way) < _AHEAD * processes and (chunk := chunks.take()):
                under_way.append(pool.submit(_checked, chunk))
            if not under_way:
                break
            results = under_way.popleft().result()
            yield from results
            done += len(results)
    except BrokenProcessPool:
        raise WorkerError(done, chunks.taken - 1) from None
    finally:
        pool.shutdown(cancel_futures=True)
    if chunks.failure is not None:
        raise chunks.failure


def _told(texts: Iterable[object]) -> Iterator[str | None]:
    """The texts, with None for what is none; the first that is not missing but wrong is told."""
    is_told = False
    for number, text in enumerate(texts):
        if isinstance(text, str):
            yield text
            continue
        if text is not None and not is_told:
            is_told = True
            warnings.warn(
                f"text {number} is no str but of type {type(text).__name__}: its report is None, "
                "and so is that of each one like it",
                stacklevel=_CALLER,
            )
        yield None


class _Chunks:
    """Texts in chunks."""

    def __init__(self, texts: Iterator[str | None]) -> None:
        self._texts = texts
        self.taken = 0
        """How many texts."""
        self.failure: Exception | None = None
        """Why no more could be taken."""

    def take(self) -> list[str | None]:
        """The next chunk; an empty one at the end."""
        chunk: list[str | None] = []
        size = 0
        try:
            while len(chunk) < _MOST_TEXTS and size < _MOST_CHARS and self.failure is None:
                chunk.append(text := next(self._texts))
                size += len(text or "")
        except StopIteration:
            pass
        except Exception as error:  # raised behind what came before it
            self.failure = error
        self.taken += len(chunk)
        return chunk


# What follows runs in the other processes.

_check: Check[Any]


def _start(check: Check[Any]) -> None:
    """Get ready: the caller alone hears Ctrl-C, and no process outlives it."""
    global _check  # noqa: PLW0603 - one process, one check
    _check = check
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_caller, daemon=True).start()


def _end_with_caller() -> None:
    if caller := parent_process():
        wait([caller.sentinel])
        os._exit(1)


def _checked(texts: list[str | None]) -> list[Any]:
    return [None if text is None else _check(text) for text in texts]
