"""The answer of `check`: data that can print itself."""

from __future__ import annotations

from summons_check.models import Lang, ReportData
from summons_check.rendering import render_html, render_markdown, render_text


class Report(ReportData):
    """What was found, what the message says and what to do now.

    A report does not hold the message; who wants to see it with its evidence
    marked passes it to a rendering again.
    """

    def to_text(self, message: str | None = None, *, lang: Lang | None = None) -> str:
        """Write the report as plain text; see `render_text`."""
        return render_text(self, message, lang)

    def to_markdown(self, message: str | None = None, *, lang: Lang | None = None) -> str:
        """Write the report as Markdown in which no message can inject markup."""
        return render_markdown(self, message, lang)

    def to_html(
        self, message: str | None = None, *, lang: Lang | None = None, page: bool = True
    ) -> str:
        """Write the report as escaped HTML without scripts: a page, or one article."""
        return render_html(self, message, lang, page=page)
