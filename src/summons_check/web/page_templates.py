"""The templates of the page, and what they are filled with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import get_args
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from summons_check.html_rendering import HtmlPart, html_parts, html_source
from summons_check.languages import in_lang
from summons_check.models import Channel, Lang
from summons_check.outline import this_message
from summons_check.rendering import visible
from summons_check.report import Report
from summons_check.web.answers import RuleCard
from summons_check.web.form import Form
from summons_check.web.words import NAMES, tell
from summons_check.wording import name, say

_ORDER = (
    "dates",
    "steps",
    "message",
    "red_flag",
    "corroboration",
    "notice",
    "repeated",
    "frames",
    "claims",
    "limits",
    "sources",
)
"""Sections of a report as a frightened person needs them: what to do before why."""


@dataclass(frozen=True)
class Visit:
    """One request for the page."""

    lang: Lang
    path: str
    is_here: bool
    """Whether the browser runs on the machine of the server."""


class Templates:
    """Writes the pages."""

    def __init__(self) -> None:
        self._environment = Environment(
            loader=PackageLoader("summons_check.web"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters["visible"] = visible

    def form(self, visit: Visit, form: Form, laws: Sequence[str]) -> str:
        """The page with the form alone."""
        return self._write("form.html", visit, form=form, laws=laws)

    def report(self, visit: Visit, form: Form, laws: Sequence[str], report: Report) -> str:
        """The page with a report and, below it, the form."""
        lang = visit.lang
        parts = html_parts(report, form.text, lang, partial(rule_address, lang=lang))
        return self._write(
            "report.html",
            visit,
            form=form,
            laws=laws,
            report=report,
            parts=parts,
            sections=_in_order(parts.sections),
            plain=report.to_text(form.text, lang=lang),
        )

    def rule(self, visit: Visit, card: RuleCard) -> str:
        """The page about a rule."""
        lang = visit.lang
        sources = [Markup(html_source(source, lang)) for source in card.sources]  # noqa: S704 - escaped there
        hits = [(*hit.text.partition(hit.quote),) for hit in card.hit if not hit.known_failure]
        title = this_message(card.title, lang)
        return self._write("rule.html", visit, card=card, title=title, sources=sources, hits=hits)

    def _write(self, template: str, visit: Visit, **values: object) -> str:
        lang = visit.lang
        return self._environment.get_template(template).render(
            visit=visit,
            lang=lang,
            languages=NAMES,
            channels=get_args(Channel),
            tell=partial(tell, lang=lang),
            say=partial(say, lang=lang),
            name=partial(name, lang=lang),
            in_lang=partial(in_lang, lang=lang),
            **values,
        )


def rule_address(rule_id: str, lang: Lang) -> str:
    """The address of the page about a rule."""
    return f"/rules/{quote(rule_id, safe='')}?lang={lang}"


def _in_order(sections: Sequence[HtmlPart]) -> list[HtmlPart]:
    return sorted(sections, key=lambda part: _ORDER.index(part.name))
