"""The paths of the API: check one message or several, read the rules, see that the server is up."""

from __future__ import annotations

import time
from functools import cached_property, partial

from fastapi import APIRouter, Request
from starlette.responses import PlainTextResponse, Response

import summons_check
from summons_check.check_request import CheckRequest
from summons_check.checker import Checker
from summons_check.models import Frozen
from summons_check.report import Report
from summons_check.web.answers import BatchReports, Catalogue, Health, RuleCard, RuleList
from summons_check.web.limits import Limits
from summons_check.web.messages import (
    MEDIA_TYPE,
    BatchRequest,
    read_request,
    require_few,
)
from summons_check.web.metrics import Metrics
from summons_check.web.openapi import answers, refusals, takes
from summons_check.web.problems import RequestError
from summons_check.web.workers import Workers


class Api:
    """What the paths of the API do.

    Args:
        checker: Checks the messages.
        limits: Of a request.
        workers: Threads for what takes long.
        metrics: Count what was checked.

    """

    def __init__(
        self, checker: Checker, limits: Limits, workers: Workers, metrics: Metrics
    ) -> None:
        self._checker = checker
        self._limits = limits
        self._workers = workers
        self._metrics = metrics

    def router(self) -> APIRouter:
        """The paths."""
        router = APIRouter()
        add = partial(router.add_api_route, response_model=None)
        add(
            "/v1/check",
            self.check,
            methods=["POST"],
            responses=answers(Report, reads=True),
            openapi_extra=takes(CheckRequest),
        )
        add(
            "/v1/check-batch",
            self.check_batch,
            methods=["POST"],
            responses=answers(BatchReports, reads=True),
            openapi_extra=takes(BatchRequest),
        )
        add("/v1/rules", self.rules, responses=answers(RuleList))
        add("/v1/rules/{rule_id}", self.rule, responses=answers(RuleCard) | refusals(404))
        add("/healthz", self.health, responses=answers(Health, works=False))
        add("/metrics", self.metrics, response_class=PlainTextResponse, responses=refusals(500))
        return router

    async def check(self, request: Request) -> Response:
        """Check a message."""
        message = await read_request(request, CheckRequest)
        return await self._workers.run(lambda: _json(self._report(message)))

    async def check_batch(self, request: Request) -> Response:
        """Check several messages; their reports come in the same order."""
        batch = await read_request(request, BatchRequest)
        require_few(batch, self._limits.batch_messages)
        until = time.monotonic() + self._limits.seconds
        return await self._workers.run(lambda: _json(self._reports(batch, until)))

    async def rules(self) -> Response:
        """List the rules."""
        return await self._workers.run(lambda: _json(self._catalogue.rows()))

    async def rule(self, rule_id: str) -> Response:
        """Show a rule, by its id or one that it had before."""
        card = await self._workers.run(lambda: self._catalogue.card(rule_id))
        if card is None:
            raise RequestError(404, "No rule has this id. GET /v1/rules lists those there are.")
        return _json(card)

    async def health(self) -> Response:
        """Tell that the server answers; this waits for no check."""
        return _json(Health(version=summons_check.__version__, rule_pack=self._checker.rules.info))

    async def metrics(self) -> Response:
        """Show the metrics in the text format of Prometheus."""
        return Response(self._metrics.text(), media_type="text/plain; version=0.0.4")

    def _report(self, message: CheckRequest) -> Report:
        report = message.checked_by(self._checker)
        self._metrics.count(report)
        return report

    def _reports(self, batch: BatchRequest, until: float) -> BatchReports:
        reports = []
        for message in batch.messages:
            if time.monotonic() > until:
                raise TimeoutError  # nobody waits for the others any more
            reports.append(self._report(message))
        return BatchReports(reports=tuple(reports))

    @cached_property
    def _catalogue(self) -> Catalogue:
        return Catalogue(self._checker)


def _json(model: Frozen) -> Response:
    return Response(model.model_dump_json(), media_type=MEDIA_TYPE)
