"""What a client sends: messages to check, as models, and how they are read off a request."""

from __future__ import annotations

import json
from typing import TypeVar

from pydantic import ConfigDict, Field, ValidationError
from starlette.requests import Request

from summons_check.check_request import CheckRequest
from summons_check.models import Frozen
from summons_check.web.problems import InputError, RequestError, input_errors

MEDIA_TYPE = "application/json"


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
