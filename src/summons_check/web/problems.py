"""What is answered when a request cannot be: problem details as in RFC 9457.

No problem shows what the request held, for that is somebody's letter.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterable
from http import HTTPStatus
from types import TracebackType

from fastapi import FastAPI
from pydantic import Field
from pydantic_core import ErrorDetails
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from summons_check.errors import SummonsCheckError
from summons_check.models import Frozen

MEDIA_TYPE = "application/problem+json"
_log = logging.getLogger("summons_check.web")
_MOST_ERRORS = 20
_DETAILS = {
    404: "Nothing is here. GET /openapi.json lists what there is.",
    405: "This method is not for this path. The header Allow names those that are.",
    500: "The server made a mistake. It has been logged, without the message; tell whoever runs "
    "the server. The message was not checked.",
}


class InputError(Frozen):
    """What is wrong at one place of a request."""

    pointer: str
    """JSON pointer (RFC 6901) to the place."""
    detail: str
    """What belongs there."""


class ProblemDetails(Frozen):
    """Why a request was not answered, and what to do."""

    type: str = "about:blank"
    """Always "about:blank": the status tells the kind of problem."""
    title: str
    """The phrase of the status."""
    status: int = Field(ge=400, le=599)
    detail: str
    """What to do."""
    errors: tuple[InputError, ...] = ()
    """Each place that is wrong, the first twenty of them."""


class RequestError(HTTPException, SummonsCheckError):
    """A request that is not answered.

    Args:
        status: Of HTTP.
        detail: What to do, in sentences that hold nothing of the request.
        errors: What is wrong in it, place by place.
        retry_after: Seconds after which it may be worth another try.
        closes: Whether the connection ends, because the rest of the request is not read.

    """

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        errors: tuple[InputError, ...] = (),
        retry_after: int | None = None,
        closes: bool = False,
    ) -> None:
        headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
        if closes:
            headers["Connection"] = "close"
        super().__init__(status, detail, headers)
        self.errors = errors


def input_errors(found: Iterable[ErrorDetails]) -> tuple[InputError, ...]:
    """Tell what pydantic found wrong, without the name of a field that nobody declared."""
    told = []
    for error in found:
        place = error["loc"]
        what = error["msg"]
        if error["type"] == "extra_forbidden":
            place = place[:-1]
            what = "There is a field that is not known here: look for a slip in a name."
        told.append(InputError(pointer="".join(f"/{part}" for part in place), detail=what))
    return tuple(dict.fromkeys(told))[:_MOST_ERRORS]


def problem_response(
    status: int,
    detail: str,
    *,
    errors: tuple[InputError, ...] = (),
    headers: dict[str, str] | None = None,
) -> Response:
    """Answer with a problem."""
    problem = ProblemDetails(
        title=HTTPStatus(status).phrase, status=status, detail=detail, errors=errors
    )
    return Response(problem.model_dump_json(), status, headers, MEDIA_TYPE)


def answer_problems(app: FastAPI) -> None:
    """Have an application answer with a problem what its endpoints, or the router, raise."""
    app.add_exception_handler(HTTPException, _of_http)
    app.add_exception_handler(ClientDisconnect, _of_nobody)


async def _of_http(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - it is registered for these alone
    headers = dict(error.headers or {})
    if isinstance(error, RequestError):
        return problem_response(
            error.status_code, error.detail, errors=error.errors, headers=headers
        )
    detail = _DETAILS.get(error.status_code, HTTPStatus(error.status_code).description)
    return problem_response(error.status_code, detail, headers=headers)


async def _of_nobody(_: Request, __: Exception) -> Response:
    """What is counted where the client left before it had sent all; it does not read this."""
    return problem_response(400, "The request broke off. Send it again, in one go.")


class Guard:
    """Middleware: a mistake of ours is answered with 500, and logged by its place alone.

    What an exception says may hold words of the message, so neither it nor its cause is logged.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        has_begun = False

        async def watched(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception as error:
            _log.error("%s at %s", type(error).__name__, _place(error.__traceback__))
            if scope["type"] != "http" or has_begun:
                return
            response = problem_response(500, _DETAILS[500])
        else:
            return
        await response(scope, receive, send)


def _place(trace: TracebackType | None) -> str:
    """The lines of our code, and of others', on which an exception came about."""
    frames = traceback.extract_tb(trace)
    return " < ".join(f"{frame.filename}:{frame.lineno}" for frame in reversed(frames))
