"""The threads that check messages: a bounded number, with a bounded queue and a time limit."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import BoundedSemaphore
from typing import TypeVar

from summons_check.web.limits import Limits
from summons_check.web.problems import RequestError

_T = TypeVar("_T")
_SOON = 1
"""Seconds after which a refused request may be worth another try."""


class Workers:
    """Threads for what takes long, so that a health check never waits for it.

    Python cannot stop a thread: work that took too long is answered with 503, and keeps its thread
    until it ends. Work that still waits by then is never begun.
    """

    def __init__(self, limits: Limits) -> None:
        self._seconds = limits.seconds
        self._pool = ThreadPoolExecutor(limits.threads, thread_name_prefix="summons_check")
        self._places = BoundedSemaphore(limits.threads + limits.waiting)

    async def run(self, work: Callable[[], _T]) -> _T:
        """Do work in a thread.

        Raises:
            RequestError: 503 if too much waits already, or it took too long.

        """
        if not self._places.acquire(blocking=False):
            raise RequestError(
                503,
                "The server has as much to do as it takes on. Send the request again in a moment.",
                retry_after=_SOON,
            )
        job = self._pool.submit(work)
        job.add_done_callback(lambda _: self._places.release())
        try:
            async with asyncio.timeout(self._seconds):
                return await asyncio.wrap_future(job)
        except TimeoutError:
            pass
        raise RequestError(
            503,
            f"It was not done within {self._seconds:g} seconds. Send fewer or shorter messages at "
            "a time, or send them again when the server has less to do.",
            retry_after=_SOON,
        )

    def close(self) -> None:
        """Take no more work, and wait for that which was begun."""
        self._pool.shutdown(cancel_futures=True)
