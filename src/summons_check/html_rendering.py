"""A finished report as HTML: a page, one article, or the parts that another page is made of.

The words of the message are hostile: they must not become markup.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import count

from summons_check.models import Lang, ReportData, Source
from summons_check.outline import (
    Entry,
    Outline,
    Piece,
    Section,
    described,
    outline,
    source_label,
)
from summons_check.rendering import link_target, one_line, said_aside, visible
from summons_check.wording import name, say

Linker = Callable[[str], str]
"""The address of a page about a rule, by the id of the rule."""


def render_html(
    report: ReportData, message: str | None = None, lang: Lang | None = None, *, page: bool = True
) -> str:
    """Write a report as HTML without scripts, which loads nothing from anywhere.

    Arguments and errors are those of `render_text`; with ``page=False`` the
    result is one ``<article>``, to be put into a page.
    """
    plan = outline(report, message, lang or report.lang)
    writer = _Writer(plan)
    article = "\n".join(
        [
            f'<article class="summons-check" data-verdict="{report.verdict}" lang="{plan.lang}">',
            f"<h1>{html(plan.title)}</h1>",
            *(f"<p>{html(paragraph)}</p>" for paragraph in plan.lead),
            *(_section(part) for part in writer.parts()),
            f"<footer><small>{html(plan.foot)}</small></footer>",
            "</article>\n",
        ]
    )
    if not page:
        return article
    return html_page(plan.title, article, _STYLE, lang=plan.lang)


def html_page(title: str, content: str, style: str, *, lang: str = "en") -> str:
    """A page that runs no script and asks nobody for anything.

    Args:
        title: What it is called, as plain text.
        content: HTML, which ends with a line feed.
        style: CSS of its own.
        lang: Its language.

    """
    return _PAGE.format(lang=lang, title=html(title), style=style, content=content)


@dataclass(frozen=True, slots=True)
class HtmlPart:
    """A section of a report."""

    name: str
    """That of the `Section`, or `sources`."""
    heading: str
    """Plain text."""
    body: str
    """HTML."""


@dataclass(frozen=True, slots=True)
class HtmlParts:
    """A report part by part, for a page that has an order of its own."""

    verdict: str
    """In words, as plain text like the lead and the foot."""
    lead: tuple[str, ...]
    """What the verdict means, and how the score is made."""
    sections: tuple[HtmlPart, ...]
    foot: str


def html_parts(report: ReportData, message: str, lang: Lang, rule_page: Linker) -> HtmlParts:
    """Write a report in parts, in which each piece of evidence leads to its finding and back.

    Args:
        report: A finished report.
        message: The message that it is about.
        lang: The language to write in.
        rule_page: Gives the address to which a finding links for more of its rule.

    Raises:
        ValueError: If `message` is not the message that the report is about.

    """
    plan = outline(report, message, lang)
    return HtmlParts(
        verdict=name("verdict", report.verdict, lang),
        lead=plan.lead,
        sections=tuple(_Writer(plan, rule_page).parts()),
        foot=plan.foot,
    )


def html_source(source: Source, lang: Lang) -> str:
    """A source in one line, with a link if it is on the web."""
    address = link_target(source.url)
    text = html(described(source, lang))
    return f'<a href="{escape(address)}" rel="noreferrer">{text}</a>' if address else text


def html(text: str) -> str:
    """Escape a text, with its unseen characters spelled out."""
    return escape(visible(text))


def _section(part: HtmlPart) -> str:
    return f"<section>\n<h2>{html(part.heading)}</h2>\n{part.body}\n</section>"


class _Writer:
    """Writes the sections of one report.

    Args:
        plan: The report, laid out.
        rule_page: If given, findings link to it and to their evidence.

    """

    def __init__(self, plan: Outline, rule_page: Linker | None = None) -> None:
        self._plan = plan
        self._lang = plan.lang
        self._rule_page = rule_page
        self._has_message = any(section.message for section in plan.sections)

    def parts(self) -> Iterator[HtmlPart]:
        """The sections, and last the sources."""
        for section in self._plan.sections:
            body = "\n".join([*self._message(section), *self._list(section)])
            yield HtmlPart(section.name, section.heading, body)
        if self._plan.sources:
            heading = say("heading.sources", self._lang)
            yield HtmlPart("sources", heading, "\n".join(self._sources()))

    def _message(self, section: Section) -> Iterator[str]:
        if section.message:
            seen: dict[int, int] = {}
            pieces = "".join([self._piece(piece, seen) for piece in section.message])
            yield f'<blockquote dir="auto">{pieces}</blockquote>'

    def _piece(self, piece: Piece, seen: dict[int, int]) -> str:
        links = ", ".join([self._to_finding(number, seen) for number in piece.ends])
        words = html(piece.text)
        return (f"<mark>{words}</mark>" if piece.is_evidence else words) + (
            f"<sup>{links}</sup>" if links else ""
        )

    def _to_finding(self, number: int, seen: dict[int, int]) -> str:
        seen[number] = seen.get(number, 0) + 1
        place = f' id="{_evidence_id(number, seen[number])}"' if self._rule_page else ""
        return f'<a{place} href="#{_ID}{number}">{number}</a>'

    def _list(self, section: Section) -> Iterator[str]:
        if not section.entries:
            return
        tag, start = ("ul", "") if section.first is None else ("ol", f' start="{section.first}"')
        yield f"<{tag}{start}>"
        for number, entry in zip(count(section.first or 1), section.entries):
            target = f' id="{_ID}{number}"' if section.is_findings else ""
            yield f"<li{target}>{self._entry(entry, number, section)}</li>"
        yield f"</{tag}>"

    def _entry(self, entry: Entry, number: int, section: Section) -> str:
        quotes = [
            say("quote", self._lang, words=self._quote(words, number, nth, section))
            for nth, words in enumerate(entry.quotes, 1)
        ]
        asides = (f"<bdi>{html(one_line(aside))}</bdi>" for aside in entry.asides)
        said = say("between_quotes", self._lang).join(quotes) + said_aside(asides, self._lang)
        head = f"{html(entry.text)}{said}"
        notes = [*map(html, entry.notes), *self._links(entry)]
        return "\n".join(
            [
                f"<h3>{head}</h3>" if section.is_findings else head,
                *(f"<p>{note}</p>" for note in notes),
            ]
        )

    def _quote(self, words: str, number: int, nth: int, section: Section) -> str:
        shown = f"<bdi>{html(one_line(words))}</bdi>"
        if not (self._rule_page and section.is_findings and self._has_message):
            return shown
        return f'<a href="#{_evidence_id(number, nth)}">{shown}</a>'

    def _links(self, entry: Entry) -> Iterator[str]:
        """Where more is to be read: what an entry rests on, and its rule."""
        cited = [
            f'<a href="#{_SOURCE_ID}{number}">{source_label(number)}</a>'
            for number in self._plan.numbers(entry)
        ]
        links = []
        if cited:
            joined = say("between_quotes", self._lang).join(cited)
            links.append(say("cites", self._lang, numbers=joined))
        if entry.rule_id and self._rule_page:
            address = escape(self._rule_page(entry.rule_id))
            links.append(f'<a href="{address}">{html(say("rule", self._lang))}</a>')
        if links:
            yield f"<small>{' · '.join(links)}</small>"

    def _sources(self) -> Iterator[str]:
        yield "<ul>"
        for number, source in enumerate(self._plan.sources, 1):
            cite = f"<cite>{html_source(source, self._lang)}</cite>"
            yield f'<li id="{_SOURCE_ID}{number}">{source_label(number)} {cite}</li>'
        yield "</ul>"


def _evidence_id(number: int, nth: int) -> str:
    """Where the nth piece of a finding's evidence ends."""
    return f"summons-check-evidence-{number}-{nth}"


_ID = "summons-check-finding-"
_SOURCE_ID = "summons-check-source-"

_STYLE = """\
body { max-width: 46rem; line-height: 1.6; }
h3 { font-size: 1rem; margin: 1rem 0 0; }
li p { margin: .25rem 0; }
blockquote { margin: 0; padding: .5rem 1rem; border-left: .25rem solid; white-space: pre-wrap; }
blockquote, bdi { overflow-wrap: anywhere; }
cite, footer { font-style: normal; opacity: .8; }
"""

_PAGE = """\
<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ margin: 2rem auto; padding: 0 1rem; font: 1rem sans-serif; }}
{style}</style>
</head>
<body>
<main>
{content}</main>
</body>
</html>
"""
