"""Counts and times for Prometheus, with nothing of any message among them."""

from __future__ import annotations

import time

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from summons_check.report import Report

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_OTHER = "other"
"""Method or path of a request for nothing that is here: what a client makes up is no label."""
_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Metrics:
    """The metrics of one application."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self.requests = Counter(
            "summons_check_requests",
            "Requests answered.",
            ("method", "path", "status"),
            registry=self._registry,
        )
        self.seconds = Histogram(
            "summons_check_request_seconds",
            "Time from the head of a request to the end of its answer.",
            ("path",),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self.under_way = Gauge(
            "summons_check_requests_under_way",
            "Requests that are not answered yet.",
            registry=self._registry,
        )
        self.verdicts = Counter(
            "summons_check_verdicts",
            "Messages checked, by verdict.",
            ("verdict",),
            registry=self._registry,
        )

    def count(self, report: Report) -> None:
        """Count a message that was checked."""
        self.verdicts.labels(report.verdict.value).inc()

    def text(self) -> bytes:
        """All of them in the text format of Prometheus, version 0.0.4."""
        return generate_latest(self._registry)


class Measured:
    """Middleware: each request is counted and timed by the template of its path."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = 0

        async def watched(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        begun = time.perf_counter()
        with self._metrics.under_way.track_inprogress():
            await self._app(scope, receive, watched)
        path = getattr(scope.get("route"), "path", _OTHER)
        method = scope["method"] if scope["method"] in _METHODS else _OTHER
        self._metrics.requests.labels(method, path, status).inc()
        self._metrics.seconds.labels(path).observe(time.perf_counter() - begun)
