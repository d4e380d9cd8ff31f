"""What `speed.py` has measured, as a plot that stands on light and on dark pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, LogLocator
from speed_report import OURS, Results

_INK = "#7d8590"
"""A grey that can be read on white and on near black, as the colours can."""
_OURS, _PEER = "#2f81f7", "#8b949e"
_STYLE = {
    "svg.fonttype": "none",  # letters stay letters: small, sharp, and to be searched
    "svg.hashsalt": "speed",
    "font.family": "sans-serif",
    "font.size": 10,
    "text.color": _INK,
    "axes.labelcolor": _INK,
    "axes.edgecolor": _INK,
    "xtick.color": _INK,
    "ytick.color": _INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
}
_LOOKS = (("ordinary", "#2f81f7", "o"), ("relevant", "#db6d28", "s"))


def draw(found: Results, file: Path) -> None:
    """Draw the peers, the growth with the length, and that with the rules."""
    with mpl.rc_context(_STYLE):
        figure = Figure(figsize=(8.6, 5.6), layout="constrained")
        rows = figure.subfigures(2, 1, height_ratios=(1.15, 1))
        peers = rows[0].subplots(1, 2, sharey=True)
        for axes, group in zip(peers, found.systems, strict=True):
            _peers(axes, found, group)
        length, rules = rows[1].subplots(1, 2)
        _length(length, found)
        _rules(rules, found)
        figure.savefig(file, transparent=True, metadata={"Date": None})


def _peers(axes: Any, found: Results, group: str) -> None:
    """The median of each system; the order is that of ordinary texts."""
    order = sorted(found.systems["ordinary"].items(), key=lambda pair: -pair[1].median)
    names = [name for name, _ in order]
    medians = [found.systems[group][name].median for name in names]
    # Points, not bars: on a scale of logarithms a bar has no beginning.
    axes.hlines(names, min(medians) / 2, medians, color=_INK, linewidth=0.6, linestyle=":")
    for name, middle in zip(names, medians, strict=True):
        colour = _OURS if name == OURS else _PEER
        axes.plot([middle], [name], marker="o", markersize=7, color=colour)
        axes.annotate(
            _short(middle), (middle, name), (8, 0), textcoords="offset points", va="center"
        )
    axes.set_xscale("log")
    axes.xaxis.set_major_locator(LogLocator(numticks=5))  # figures of a million are wide
    axes.set_xlim(min(medians) / 2, max(medians) * 6)
    axes.margins(y=0.08)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: _short(value)))
    axes.minorticks_off()
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel(f"µs for an {group} text" if group == "ordinary" else f"µs for a {group} text")


def _length(axes: Any, found: Results) -> None:
    """Letters, with the slope of what is linear."""
    for (name, sizes), marker in zip(found.letters.items(), "os^", strict=True):
        milliseconds = [each / 1e3 for each in sizes.values()]
        axes.plot([*sizes], milliseconds, marker=marker, markersize=4, linewidth=1.2, label=name)
    sizes = next(iter(found.letters.values()))
    (least, first), *_, (most, _) = sizes.items()
    line = [first / 1e3, first / 1e3 * most / least]
    axes.plot([least, most], line, color=_INK, linewidth=0.8, linestyle=":", label="linear")
    axes.set(xscale="log", yscale="log", xlabel="characters of a letter", ylabel="ms")
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(FuncFormatter(lambda value, _: _short(value)))
    axes.minorticks_off()
    axes.legend(frameon=False, fontsize=9)


def _rules(axes: Any, found: Results) -> None:
    """Cost beside that with the shipped rules alone."""
    for group, colour, marker in _LOOKS:
        medians = {scale: each.median for scale, each in found.by_rules[group].items()}
        base = medians[min(medians)]
        relative = [each / base for each in medians.values()]
        axes.plot([*medians], relative, color=colour, marker=marker, markersize=4, label=group)
    axes.set_xscale("log", base=2)
    axes.set_xticks([each.times for each in found.scales], [f"{s.times}×" for s in found.scales])
    axes.minorticks_off()
    axes.set_ylim(bottom=0)
    axes.set(xlabel="rules, times those that ship", ylabel="cost of a text, relative")
    axes.legend(frameon=False, fontsize=9)


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:.2g}"
