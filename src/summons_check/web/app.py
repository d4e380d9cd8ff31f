"""The application: everything that answers over HTTP, put together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache, partial

from fastapi import FastAPI, Request
from starlette.responses import JSONResponse, Response

import summons_check
from summons_check.checker import Checker, default_checker
from summons_check.web.api import Api
from summons_check.web.headers import SecurityHeaders
from summons_check.web.limits import BoundedBody, Limits
from summons_check.web.metrics import Measured, Metrics
from summons_check.web.openapi import describe, operation_id
from summons_check.web.page import page_router
from summons_check.web.problems import Guard, answer_problems
from summons_check.web.workers import Workers


def create_app(checker: Checker | None = None, limits: Limits = Limits()) -> FastAPI:  # noqa: B008 - frozen
    """Make an application that any ASGI server can run.

    Args:
        checker: Checks the messages; that behind `check` by default.
        limits: How much one request may ask for.

    Returns:
        The application: the page at /, the API below /v1, /healthz, /metrics and /openapi.json.

    """
    checker = checker or default_checker()
    metrics, workers = Metrics(), Workers(limits)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        workers.close()

    app = FastAPI(
        title="summons_check",
        version=summons_check.__version__,
        openapi_url=None,  # making it takes long, so a thread does; see below
        redirect_slashes=False,
        lifespan=lifespan,
        generate_unique_id_function=operation_id,
    )
    app.state.limits = limits
    app.include_router(Api(checker, limits, workers, metrics).router())
    app.include_router(page_router(checker, limits, workers, metrics))
    description = cache(partial(describe, app, checker, limits))

    async def openapi(_: Request) -> Response:
        return await workers.run(lambda: JSONResponse(description()))

    app.add_route("/openapi.json", openapi, include_in_schema=False)
    answer_problems(app)
    app.add_middleware(BoundedBody, limits=limits)
    app.add_middleware(Guard)
    app.add_middleware(Measured, metrics=metrics)
    app.add_middleware(SecurityHeaders)  # the last one added sees an answer last
    return app
