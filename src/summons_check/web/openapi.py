"""The description of the API, from its models, with examples that the library itself answered."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from summons_check.check_request import CheckRequest
from summons_check.checker import Checker
from summons_check.web import problems
from summons_check.web.limits import Limits
from summons_check.web.messages import MEDIA_TYPE, BatchRequest
from summons_check.web.problems import ProblemDetails

_PLACE = "#/components/schemas/{model}"
_UNREAD = (400, 408, 413, 415, 422)
_BUSY = 503
_OURS = 500
EXAMPLES = (
    CheckRequest(
        text="【速贷催收】您的借款3,200元逾期，我司已签发逮捕令，今晚上门抓人，转到我个人账户可撤销。",
        channel="sms",
        received=date(2026, 11, 2),
        lang="en",
    ),
    CheckRequest(
        text="Court notice: pay 300 dollars today by gift card or be arrested.",
        received=date(2026, 11, 2),
        jurisdiction="US",
    ),
)


def answers(model: type[BaseModel], *, reads: bool = False, works: bool = True) -> dict[Any, Any]:
    """What a path answers.

    Args:
        model: With status 200.
        reads: Whether it reads a body, which may be wrong.
        works: Whether it waits for a thread, which may take too long.

    """
    statuses = (*(_UNREAD if reads else ()), _OURS, *((_BUSY,) if works else ()))
    return {200: {"model": model, "description": "The answer."}, **refusals(*statuses)}


def refusals(*statuses: int) -> dict[Any, Any]:
    """What a path answers when it cannot do what it should."""
    return {
        status: {"model": ProblemDetails, "description": HTTPStatus(status).phrase}
        for status in statuses
    }


def takes(model: type[BaseModel]) -> dict[str, Any]:
    """What a path reads."""
    schema = {"$ref": _PLACE.format(model=model.__name__)}
    return {"requestBody": {"required": True, "content": {MEDIA_TYPE: {"schema": schema}}}}


def describe(app: FastAPI, checker: Checker, limits: Limits) -> dict[str, Any]:
    """The OpenAPI document of an application.

    Args:
        app: With all its paths.
        checker: Answers the examples.
        limits: That the document tells.

    """
    document = get_openapi(title=app.title, version=app.version, routes=app.routes)
    _, ours = models_json_schema(
        [(CheckRequest, "validation"), (BatchRequest, "validation")], ref_template=_PLACE
    )
    schemas = document["components"]["schemas"]
    schemas.update(ours["$defs"])
    schemas["BatchRequest"]["properties"]["messages"]["maxItems"] = limits.batch_messages
    for operations in document["paths"].values():
        for operation in operations.values():
            _mend(operation)
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    _add_examples(document["paths"], checker)
    return document


def _mend(operation: dict[str, Any]) -> None:
    """Give problems their media type, and take out what FastAPI would answer in our place."""
    if "requestBody" not in operation:
        operation["responses"].pop("422", None)
    for status, response in operation["responses"].items():
        if int(status) >= HTTPStatus.BAD_REQUEST:
            [schema] = response["content"].values()
            response["content"] = {problems.MEDIA_TYPE: schema}


def _add_examples(paths: dict[str, Any], checker: Checker) -> None:
    """Show two messages, and what this very checker says of them."""
    asked = [each.model_dump(mode="json", exclude_none=True) for each in EXAMPLES]
    told = [each.checked_by(checker).model_dump(mode="json") for each in EXAMPLES]
    one, several = paths["/v1/check"]["post"], paths["/v1/check-batch"]["post"]
    one["requestBody"]["content"][MEDIA_TYPE]["example"] = asked[0]
    one["responses"]["200"]["content"][MEDIA_TYPE]["example"] = told[0]
    several["requestBody"]["content"][MEDIA_TYPE]["example"] = {"messages": asked}
    several["responses"]["200"]["content"][MEDIA_TYPE]["example"] = {"reports": told}
    for rule in checker.rules.rules[:1]:
        paths["/v1/rules/{rule_id}"]["get"]["parameters"][0]["example"] = rule.id


def operation_id(route: APIRoute) -> str:
    """What a generated client calls a path."""
    return route.name
