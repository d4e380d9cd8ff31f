"""What a client sends: messages to check, as models, and how they are read off a request."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Annotated, TypeVar

from pydantic import BeforeValidator, ConfigDict, Field, ValidationError
from starlette.requests import Request

from summons_check.checker import Checker
from summons_check.models import Channel, Frozen, Lang
from summons_check.report import Report
from summons_check.web.problems import InputError, RequestError, input_errors

MEDIA_TYPE = "application/json"
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def _day(value: object) -> object:
    """The day that JSON writes."""
    if value is None or isinstance(value, date):
        return value
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise ValueError('write the day as "2026-11-02", or leave it out')


class CheckRequest(Frozen):
    """One message, and what is known of it besides its text; see `summons_check.check`."""

    model_config = ConfigDict(strict=True, use_attribute_docstrings=True)

    text: str
    """The message: any string. Lone surrogates, written as escapes, are read too; a report shows
    each as U+FFFD, so that it can be sent."""
    sender: str | None = None
    """Number or name that it came from."""
    channel: Channel | None = None
    """How it came."""
    received: Annotated[date | None, BeforeValidator(_day)] = None
    """The day on which it came; today if left out."""
    jurisdiction: str | None = None
    """Country whose law applies, such as "CN"; what the message itself shows if left out."""
    lang: Lang | None = None
    """Language of the report; that of the message if left out."""

    def checked_by(self, checker: Checker) -> Report:
        """The report on it."""
        return checker.check(
            self.text,
            sender=self.sender,
            channel=self.channel,
            received=self.received,
            jurisdiction=self.jurisdiction,
            lang=self.lang,
        )


class BatchRequest(Frozen):
    """Several messages, each with what is known of it."""

    model_config = ConfigDict(strict=True, use_attribute_docstrings=True)

    messages: list[CheckRequest] = Field(min_length=1)


_Model = TypeVar("_Model", CheckRequest, BatchRequest)


async def read_request(request: Request, model: type[_Model]) -> _Model:
    """Read what a request sends.

    Raises:
        RequestError: 415 if it is not JSON, 400 if the JSON is broken, 422 if it says something
            else than the model. No exception, nor what it came from, holds the request.

    """
    _require_json(request)
    value = _parsed(await request.body())
    try:
        return model.model_validate(value)
    except ValidationError as error:
        errors = input_errors(error.errors(include_url=False, include_input=False))
    raise RequestError(
        422,
        f"The request is not as it should be in {len(errors)} place(s); `errors` names them. "
        f"It takes {', '.join(model.model_fields)}.",
        errors=errors,
    )


def _require_json(request: Request) -> None:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != MEDIA_TYPE:
        raise RequestError(
            415, f"Send JSON, with the header Content-Type: {MEDIA_TYPE}. Nothing else is read."
        )
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise RequestError(415, "Send the JSON as it is, without a Content-Encoding.")


def _parsed(body: bytes) -> object:
    where = "it is no UTF-8"
    try:
        return json.loads(body.decode("utf-8"))
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
    except UnicodeDecodeError as error:
        where = f"it is no UTF-8 at byte {error.start}"
    except RecursionError:
        where = "it is nested too deeply"
    except ValueError:  # that of a number with thousands of digits
        where = "a number is too long"
    raise RequestError(
        400, f"The body is broken JSON ({where}). Have a JSON library write it, in UTF-8."
    )


def require_few(batch: BatchRequest, most: int) -> None:
    """Refuse a batch of more messages than a request may have.

    Raises:
        RequestError: 422.

    """
    count = len(batch.messages)
    if count > most:
        what = f"{count} messages; {most} at most. Send the rest in another request."
        raise RequestError(
            422,
            f"The request has more than {most} messages.",
            errors=(InputError(pointer="/messages", detail=what),),
        )
