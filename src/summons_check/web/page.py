"""The page for a person: a form to paste a message into, its report, and a page for each rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from importlib.resources import files

from fastapi import APIRouter, Request
from starlette.responses import Response

from summons_check.checker import Checker
from summons_check.report import Report
from summons_check.web.answers import Catalogue
from summons_check.web.form import Form, read_form
from summons_check.web.limits import Limits
from summons_check.web.metrics import Metrics
from summons_check.web.page_templates import Templates, Visit
from summons_check.web.problems import RequestError
from summons_check.web.visitor import chosen_lang, is_here, preferred_lang
from summons_check.web.workers import Workers

_MEDIA_TYPES = {
    "page.css": "text/css",
    "page.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}


def page_router(checker: Checker, limits: Limits, workers: Workers, metrics: Metrics) -> APIRouter:
    """The paths of the page.

    Args:
        checker: Checks the messages.
        limits: Of a request.
        workers: Threads for what takes long.
        metrics: Count what was checked.

    """
    page = Page(checker, limits, workers, metrics)
    router = APIRouter(include_in_schema=False)
    reads = ["GET", "HEAD"]
    router.add_api_route("/", page.form, methods=reads)
    router.add_api_route("/", page.check, methods=["POST"])
    router.add_api_route("/rules/{rule_id}", page.rule, methods=reads)
    router.add_api_route("/static/{name}", page.static, methods=reads)
    return router


class Page:
    """What the paths of the page do; see `page_router`."""

    def __init__(
        self, checker: Checker, limits: Limits, workers: Workers, metrics: Metrics
    ) -> None:
        self._checker = checker
        self._limits = limits
        self._workers = workers
        self._metrics = metrics
        self._templates = Templates()
        folder = files("summons_check.web") / "static"
        self._static = {name: (folder / name).read_bytes() for name in _MEDIA_TYPES}

    async def form(self, request: Request) -> Response:
        """Show the empty form."""
        visit = _visit(request)
        form = Form(problems=("lang",) if _names_no_language(request) else ())
        return await self._done(visit, form, lambda: self._show_form(visit, form))

    async def check(self, request: Request) -> Response:
        """Check what is in the form, and show the report above it."""
        visit = _visit(request)
        try:
            form = await read_form(request, self._limits)
        except RequestError as error:
            return self._refused(visit, Form(), error)
        if _names_no_language(request):
            form = replace(form, problems=("lang",))
        return await self._done(visit, form, lambda: self._answer(visit, form))

    async def rule(self, request: Request, rule_id: str) -> Response:
        """Show a rule, by its id or one that it had before."""
        visit = _visit(request)
        return await self._done(visit, Form(), lambda: self._show_rule(visit, rule_id))

    async def _done(self, visit: Visit, form: Form, work: Callable[[], Response]) -> Response:
        """What work answers; the form as it was filled in where there is no time for it."""
        try:
            return await self._workers.run(work)
        except RequestError as error:
            return self._refused(visit, form, error)

    def _refused(self, visit: Visit, form: Form, error: RequestError) -> Response:
        problems = (str(error.status_code),)
        answer = self._show_form(visit, replace(form, problems=problems), error.status_code)
        answer.headers.update(error.headers or {})
        return answer

    async def static(self, name: str) -> Response:
        """Send the style, the script or the icon."""
        if name not in self._static:
            raise RequestError(404, "The page has no such file.")
        return Response(self._static[name], media_type=_MEDIA_TYPES[name])

    def _answer(self, visit: Visit, form: Form) -> Response:
        if form.is_draft:
            return self._show_form(visit, form)
        form = form.checked(self._laws)
        if form.problems:
            return self._show_form(visit, form)
        report = form.for_api(visit.lang).checked_by(self._checker)
        self._metrics.count(report)
        return self._show_report(visit, form, report)

    def _show_form(self, visit: Visit, form: Form, status: int | None = None) -> Response:
        content = self._templates.form(visit, form, self._laws)
        return _html(content, status or (422 if form.problems else 200))

    def _show_report(self, visit: Visit, form: Form, report: Report) -> Response:
        return _html(self._templates.report(visit, form, self._laws, report), 200)

    def _show_rule(self, visit: Visit, rule_id: str) -> Response:
        card = self._catalogue.card(rule_id)
        if card is None:
            return self._show_form(visit, Form(problems=("rule",)), 404)
        return _html(self._templates.rule(visit, card), 200)

    @cached_property
    def _catalogue(self) -> Catalogue:
        return Catalogue(self._checker)

    @cached_property
    def _laws(self) -> tuple[str, ...]:
        return tuple(sorted(set(self._checker.rules.laws.values())))


def _visit(request: Request) -> Visit:
    accepted = request.headers.get("accept-language", "")
    lang = chosen_lang(request) or preferred_lang(accepted)
    return Visit(lang, request.scope["path"], is_here=is_here(request))


def _names_no_language(request: Request) -> bool:
    return "lang" in request.query_params and chosen_lang(request) is None


def _html(content: str, status: int) -> Response:
    return Response(content, status, media_type="text/html")
