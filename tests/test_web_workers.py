"""Workers: so many at a time, so many waiting, and none is waited for without end."""

from __future__ import annotations

import asyncio
from threading import Event

import pytest

from summons_check.web.limits import Limits
from summons_check.web.problems import RequestError
from summons_check.web.workers import Workers

pytestmark = pytest.mark.usefixtures("loopback")


def test_what_is_done_is_returned_or_raised():
    async def scene():
        workers = Workers(Limits())
        assert await workers.run(lambda: 7) == 7
        with pytest.raises(ZeroDivisionError):
            await workers.run(lambda: 1 // 0)
        workers.close()

    asyncio.run(scene())


def test_more_than_may_wait_is_refused_at_once():
    """And taken again when there is room."""

    async def scene():
        free = Event()
        workers = Workers(Limits(threads=1, waiting=2))
        taken = [asyncio.create_task(workers.run(free.wait)) for _ in range(3)]
        await asyncio.sleep(0)
        with pytest.raises(RequestError, match="as much to do") as caught:
            await workers.run(free.wait)
        free.set()
        assert await asyncio.gather(*taken) == [True, True, True]
        assert await workers.run(lambda: 7) == 7
        workers.close()
        return caught.value

    error = asyncio.run(scene())
    assert (error.status_code, error.headers) == (503, {"Retry-After": "1"})


def test_what_nobody_waits_for_any_more_is_not_begun():
    """It gives its place back, as what has begun does at its end."""

    async def scene():
        free, begun = Event(), []
        workers = Workers(Limits(seconds=0.05, threads=1, waiting=1))
        both = (workers.run(free.wait), workers.run(lambda: begun.append(1)))
        errors = await asyncio.gather(*both, return_exceptions=True)
        free.set()
        workers.close()
        assert begun == []
        assert all(workers._places.acquire(blocking=False) for _ in range(2))
        return errors

    for error in asyncio.run(scene()):
        assert (error.status_code, error.headers) == (503, {"Retry-After": "1"})
        assert error.__context__ is None
