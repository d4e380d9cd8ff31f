"""What holds for the report on any text whatever; tests and the fuzzer ask it of theirs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from html.parser import HTMLParser

import regex

from summons_check import Checker, Report, check
from summons_check.models import Channel, Lang, Span

RECEIVED = date(2026, 11, 2)
_TAGS = "article section h1 h2 h3 p ul ol li small footer bdi blockquote mark sup a cite"
OUR_TAGS = frozenset(_TAGS.split())
"""Elements that a report in HTML may have; none that runs, loads or sends anything."""
_OUR_ATTRIBUTES = frozenset({"class", "data-verdict", "lang", "dir", "start", "id", "href", "rel"})


class _Elements(HTMLParser):
    """Refuses what a message may not draw."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an element that is ours; its links lead to sources of the rules, or inside."""
        assert tag in OUR_TAGS, tag
        for name, value in attrs:
            assert name in _OUR_ATTRIBUTES, name
            assert name != "href" or (value or "").startswith(("https://", "http://", "#")), name

    def handle_comment(self, data: str) -> None:
        """No comment is ours."""
        raise AssertionError("a comment")

    handle_decl = handle_pi = unknown_decl = handle_comment


def shown(text: str) -> str:
    """A text as JSON can carry it: lone surrogates become U+FFFD."""
    return regex.sub(r"\p{Cs}", "\ufffd", text)


def answer(text: str) -> str:
    """The report on a text by default, as it travels; worker processes call it."""
    return check(text, received=RECEIVED).model_dump_json()


def require_sound(
    checker: Checker,
    text: str,
    *,
    sender: str | None = None,
    channel: Channel | None = None,
    lang: Lang | None = None,
) -> Report:
    """Check a text and require all that is promised of any report.

    Raises:
        AssertionError: If something does not hold.

    """
    options = {"sender": sender, "channel": channel, "received": RECEIVED, "lang": lang}
    report = checker.check(text, **options)
    seen = shown(text)
    for finding in report.findings:
        _require_inside(finding.spans, seen)
        assert list(finding.quotes) == [seen[s.start : s.end] for s in finding.spans]
        ends = [0, *(span.end for span in finding.spans)]
        assert all(end <= s.start for end, s in zip(ends, finding.spans, strict=False))
    for claim in report.claims.items:
        _require_inside([claim.span], seen)
        assert claim.quote == seen[claim.span.start : claim.span.end]
    for frame in report.frames:
        _require_inside(frame.spans, seen)
    assert report.score == max(0, min(100, sum(finding.points for finding in report.findings)))
    assert Report.model_validate_json(report.model_dump_json()) == report
    assert checker.check(text, **options) == report
    _require_written(report, text)
    return report


def _require_inside(spans: Iterable[Span], text: str) -> None:
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


def _require_written(report: Report, text: str) -> None:
    """A report can be written in each format in plain UTF-8, alone or with the message."""
    message = text if len(text) % 2 else None
    article = report.to_html(message, page=False)
    for written in (report.to_text(message), report.to_markdown(message), article):
        assert written.encode()
    elements = _Elements()
    elements.feed(article)
    elements.close()
