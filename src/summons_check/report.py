"""The answer of `check`: data that can print itself."""

from __future__ import annotations

from summons_check.models import Lang, ReportData

# Renderings are imported where they are used: who only checks, waits for none of them.


class Report(ReportData):
    """What was found, what the message says and what to do now.

    A report does not hold the message; who wants to see it with its evidence
    marked passes it to a rendering again.
    """

    def to_text(self, message: str | None = None, *, lang: Lang | None = None) -> str:
        """Write the report as plain text; see `render_text`."""
        from summons_check.rendering import render_text  # noqa: PLC0415

        return render_text(self, message, lang)

    def to_markdown(self, message: str | None = None, *, lang: Lang | None = None) -> str:
        """Write the report as Markdown in which no message can inject markup."""
        from summons_check.rendering import render_markdown  # noqa: PLC0415

        return render_markdown(self, message, lang)

    def to_html(
        self, message: str | None = None, *, lang: Lang | None = None, page: bool = True
    ) -> str:
        """Write the report as escaped HTML without scripts: a page, or one article."""
        from summons_check.html_rendering import render_html  # noqa: PLC0415

        return render_html(self, message, lang, page=page)
