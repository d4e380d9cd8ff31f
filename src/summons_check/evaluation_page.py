"""An evaluation as one HTML page with plots: no script, nothing loaded from anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from summons_check.evaluation_model import Evaluation, LabelFigures, Miss, Rate
from summons_check.evaluation_report import (
    Table,
    band_words,
    error_words,
    in_words,
    summary,
    tables,
    verdict_names,
)
from summons_check.html_rendering import html_page
from summons_check.models import Verdict
from summons_check.rendering import one_line

_WIDTH = 720
_NAMES = 200
"""Where the names of a plot end, in units of the picture."""
_ROW = 26
_TOP = 30
_SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
_FROM_SHARE = 0.04
"""Parts of a bar that are too narrow for a number show none."""


def render_page(evaluation: Evaluation) -> str:
    """Write an evaluation as a page to be looked at.

    Args:
        evaluation: The figures; texts of misses are shown if it holds them.

    Returns:
        HTML, the same for the same figures.

    """
    body = [
        "<h1>How well the verdicts fit</h1>",
        *(f"<p>{_html(line)}</p>" for line in summary(evaluation)),
        _section("Verdicts", _verdict_plot(evaluation.labels)),
        _section("Alarms and errors", _rate_plot(evaluation)),
        _section("Score", _score_plot(evaluation)),
        *(_table(table) for table in tables(evaluation) if table.rows),
        *_misses(evaluation.misses),
    ]
    return html_page("summons_check: how well the verdicts fit", "\n".join([*body, ""]), _STYLE)


def _section(heading: str, content: str) -> str:
    return f"<section>\n<h2>{_html(heading)}</h2>\n{content}\n</section>"


def _table(table: Table) -> str:
    note = f"<p>{_html(table.note)}</p>\n" if table.note else ""
    head = _cells(table, table.columns, "th", ' scope="col"')
    rows = "\n".join(f"<tr>{_cells(table, row, 'td')}</tr>" for row in table.rows)
    content = (
        f'{note}<div class="wide"><table id="{table.id}">\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table></div>"
    )
    return _section(table.heading, content)


def _cells(table: Table, row: Iterable[str], tag: str, more: str = "") -> str:
    figure = f'{more} class="figure"'
    return "".join(
        f"<{tag}{more if number in table.words else figure}>{_html(cell)}</{tag}>"
        for number, cell in enumerate(row)
    )


def _misses(misses: tuple[Miss, ...]) -> Iterator[str]:
    if misses:
        items = "\n".join(map(_miss, misses))
        yield _section(f"Wrong verdicts: {len(misses)}", f"<ol>\n{items}\n</ol>")


def _miss(miss: Miss) -> str:
    words = (
        f"<bdi>{_html(miss.id)}</bdi>: {miss.label} called <strong>{miss.verdict}</strong> "
        f"(score {miss.score}); right: {verdict_names(miss.must)}"
    )
    rules = f"<br><small>{_html(', '.join(miss.rules))}</small>" if miss.rules else ""
    text = "" if miss.text is None else f'<blockquote dir="auto">{_html(miss.text)}</blockquote>'
    return f"<li>{words}{rules}{text}</li>"


# Plots.


def _verdict_plot(labels: tuple[LabelFigures, ...]) -> str:
    """One bar a label, parted by verdict."""
    parts = [_legend()]
    for number, figures in enumerate(labels):
        top = _TOP + number * _ROW
        total = figures.verdicts.total
        parts.append(_name(f"{figures.label} ({total})", top))
        start = 0.0
        for verdict in Verdict:
            count = figures.verdicts.of(verdict)
            parts += _bar(verdict, start, count / total, count, top)
            start += count / total
    return _picture("Share of each verdict, by label", _TOP + len(labels) * _ROW, parts)


def _bar(verdict: Verdict, start: float, share: float, count: int, top: float) -> Iterator[str]:
    if not count:
        return
    left, width = _x(start), _x(start + share) - _x(start)
    yield (
        f'<rect class="{verdict}" x="{left:.1f}" y="{top + 3:.1f}" '
        f'width="{width:.1f}" height="{_ROW - 6}"/>'
    )
    if share >= _FROM_SHARE:
        yield _words(left + width / 2, top + _ROW / 2, str(count), f"middle on-{verdict}")


def _legend() -> str:
    parts = []
    for number, verdict in enumerate(Verdict):
        left = number * _WIDTH / len(Verdict)
        parts.append(f'<rect class="{verdict}" x="{left:.1f}" y="4" width="14" height="14"/>')
        parts.append(_words(left + 20, 11, verdict, ""))
    return "".join(parts)


def _rate_plot(evaluation: Evaluation) -> str:
    """One dot a share, with its interval."""
    rows: list[tuple[str, Rate]] = [
        ("right verdict", evaluation.right),
        *((f"precision of {each.alarm}", each.precision) for each in evaluation.detection),
        *((f"recall of {each.alarm}", each.recall) for each in evaluation.detection),
        *((error_words(fault), fault.rate) for fault in evaluation.faults),
    ]
    bottom = _TOP + len(rows) * _ROW
    parts = [_grid_line(share, bottom) for share in _SHARES]
    for number, (name, rate) in enumerate(rows):
        middle = _TOP + (number + 0.5) * _ROW
        parts.append(_name(name, middle - _ROW / 2))
        if rate.share is not None:
            parts.append(_whisker(_x(rate.low), middle, _x(rate.high), middle))
            parts.append(_dot(_x(rate.share), middle, f"{name}: {in_words(rate)}"))
    return _picture("Shares with their 95 % intervals", bottom, parts)


def _grid_line(share: float, bottom: float) -> str:
    line = f'<line class="grid" x1="{_x(share):.1f}" y1="{_TOP}" x2="{_x(share):.1f}" y2="{bottom}"'
    return f"{line}/>" + _words(_x(share), _TOP - 12, f"{share:.0%}", "middle")


def _score_plot(evaluation: Evaluation) -> str:
    """Share of bad messages in each band of the score, with its interval."""
    height, left = 220, 50
    bottom = _TOP + height

    def up(share: float) -> float:
        return bottom - share * height

    parts = [
        f'<line class="grid" x1="{left}" y1="{up(share):.1f}" x2="{_WIDTH}" '
        f'y2="{up(share):.1f}"/>' + _words(left - 6, up(share), f"{share:.0%}", "end")
        for share in _SHARES
    ]
    step = (_WIDTH - left) / max(1, len(evaluation.calibration))
    for number, band in enumerate(evaluation.calibration):
        middle = left + (number + 0.5) * step
        name = band_words(band.low, band.high)
        parts.append(_words(middle, bottom + 16, name, "middle"))
        parts.append(_words(middle, bottom + 34, f"n = {band.bad.n}", "middle faint"))
        if band.bad.share is not None:
            parts.append(_whisker(middle, up(band.bad.low), middle, up(band.bad.high)))
            parts.append(_dot(middle, up(band.bad.share), f"{name}: {in_words(band.bad)}"))
    title = "Share of messages that should be flagged, by score"
    return _picture(title, bottom + 34, parts)


def _x(share: float) -> float:
    return _NAMES + 10 + share * (_WIDTH - _NAMES - 30)


def _name(name: str, top: float) -> str:
    return _words(_NAMES, top + _ROW / 2, name, "end")


def _words(x: float, y: float, words: str, kind: str) -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}">{_html(words)}</text>'


def _whisker(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line class="whisker" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _dot(x: float, y: float, told: str) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5"><title>{_html(told)}</title></circle>'


def _picture(title: str, height: float, parts: Iterable[str]) -> str:
    inner = "\n".join(parts)
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height + 12:.0f}" role="img">\n'
        f"<title>{_html(title)}</title>\n{inner}\n</svg>"
    )


def _html(text: str) -> str:
    return escape(one_line(text))


_STYLE = """\
body { max-width: 52rem; line-height: 1.5; }
svg { display: block; width: 100%; height: auto; }
text { font: 13px sans-serif; fill: currentColor; dominant-baseline: central; }
.middle { text-anchor: middle; }
.end { text-anchor: end; }
.faint { opacity: .75; }
.grid { stroke: currentColor; opacity: .2; }
.whisker { stroke: #0072b2; stroke-width: 3; opacity: .6; }
circle { fill: #0072b2; }
.likely_fake { fill: #b34700; }
.suspicious { fill: #f0b429; }
.no_red_flags { fill: #0072b2; }
.not_applicable { fill: #c4c4c4; }
.on-likely_fake, .on-no_red_flags { fill: #fff; }
.on-suspicious, .on-not_applicable { fill: #000; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: .875rem; }
th, td { padding: .2rem .6rem; text-align: left; border-bottom: 1px solid #8886; }
th { vertical-align: bottom; }
.figure { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
li { margin-bottom: .5rem; }
li, blockquote { overflow-wrap: anywhere; }
blockquote { margin: .25rem 0; padding: .25rem .75rem; border-left: .25rem solid; }
"""
