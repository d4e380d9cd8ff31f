"""How much one request may ask for, and the middleware that counts a body while it comes in."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, fields

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from summons_check.web.problems import RequestError


@dataclass(frozen=True)
class Limits:
    """What a server does at most.

    Raises:
        TypeError: For a limit that is no number.
        ValueError: For one that is not above zero.

    """

    body_bytes: int = 2_000_000
    """Of one request. The longest text that is read whole, of 100,000 characters, takes at most
    1,200,000 bytes however JSON writes it."""
    batch_messages: int = 100
    """Messages in one request."""
    seconds: float = 10.0
    """For the body of a request to be read, and again for it to be answered."""
    threads: int = 4
    """Requests that are worked on at a time. Python runs one thread at a time: more of them only
    let a short message past a long one."""
    waiting: int = 256
    """Requests that may wait for a thread; those above are refused at once."""

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            is_number = isinstance(value, int if field.type == "int" else int | float)
            if not is_number or isinstance(value, bool):
                raise TypeError(
                    f"{field.name} must be a number ({field.type}), not {type(value).__name__}"
                )
            if not value > 0:
                raise ValueError(f"{field.name} must be above zero, not {value}")


class BoundedBody:
    """Middleware: a body that is too large, or does not come to its end, is not read on.

    It counts what comes in; a Content-Length may lie, and is only believed when it is too large.
    """

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self._app = app
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, with its body counted."""
        if scope["type"] == "http":
            receive = _Counted(scope, receive, self._limits).receive
        await self._app(scope, receive, send)


class _Counted:
    """The body of one request."""

    def __init__(self, scope: Scope, receive: Receive, limits: Limits) -> None:
        announced = Headers(scope=scope).get("content-length", "")
        self._announced = int(announced) if announced.isdecimal() else 0
        self._receive = receive
        self._limits = limits
        self._read = 0
        self._is_whole = False
        self._until: float | None = None

    async def receive(self) -> Message:
        """The next piece.

        Raises:
            RequestError: 413 if it is too much, 408 if it does not come.

        """
        if self._is_whole:  # what is waited for now is that the client leaves
            return await self._receive()
        if self._announced > self._limits.body_bytes:
            raise self._too_large()
        message = await self._next()
        self._read += len(message.get("body", b""))
        if self._read > self._limits.body_bytes:
            raise self._too_large()
        self._is_whole = not message.get("more_body", False)
        return message

    async def _next(self) -> Message:
        now = asyncio.get_running_loop().time()
        self._until = self._until or now + self._limits.seconds
        try:
            async with asyncio.timeout_at(self._until):
                return await self._receive()
        except TimeoutError:
            pass
        raise RequestError(
            408,
            f"The request did not come to its end within {self._limits.seconds:g} seconds. "
            "Send it again, in one go.",
            closes=True,
        )

    def _too_large(self) -> RequestError:
        return RequestError(
            413,
            f"The request has more than {self._limits.body_bytes:,} bytes. Send fewer messages at "
            "a time; of a message only the first 100,000 characters are read.",
            closes=True,
        )
