"""An evaluation as tables, and these as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from summons_check.evaluation_model import (
    DisguiseFigures,
    Evaluation,
    Fault,
    FaultKind,
    GroupName,
    Miss,
    Rate,
    VerdictCounts,
)
from summons_check.models import LIKELY_FAKE_AT, SUSPICIOUS_AT, Verdict
from summons_check.rendering import one_line

MOST = 20
"""Rows of the long tables that the text shows."""

_FAULT_KINDS: dict[FaultKind, str] = {
    "missed": "missed",
    "false_alarm": "false alarm",
    "overlooked": "overlooked",
}
_SENDERS: dict[GroupName, str] = {"unlawful": "fakes", "genuine": "genuine", "talk": "talk"}


class Table(NamedTuple):
    """One table of an evaluation, as words."""

    id: str
    heading: str
    note: str
    """How to read it; may be empty."""
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: frozenset[int] = frozenset({0})
    """Columns that hold words and no figures."""
    is_long: bool = False
    """Whether it grows with the rules and messages."""


def summary(evaluation: Evaluation) -> tuple[str, ...]:
    """Say the chief figures in sentences."""
    pack = evaluation.rule_pack
    lines = [
        f"{evaluation.n} messages, rules {pack.name} {pack.version} ({pack.sha256[:12]}).",
        f"Right verdict: {in_words(evaluation.right)}.",
    ]
    if evaluation.ideal.n:
        lines.append(f"The best verdict, where one is named: {in_words(evaluation.ideal)}.")
    return tuple(lines)


def tables(evaluation: Evaluation) -> tuple[Table, ...]:
    """Lay out all figures but the misses."""
    return (
        _verdicts(evaluation),
        _right(evaluation),
        _detection(evaluation),
        _faults(evaluation),
        _calibration(evaluation),
        _disguise(evaluation),
        _groups(evaluation),
        _rules(evaluation),
    )


def render_text(evaluation: Evaluation, *, most: int = MOST) -> str:
    """Write an evaluation as plain text.

    Args:
        evaluation: The figures.
        most: Rows to show of the rules and of the misses.

    Returns:
        Lines that end with a line feed; what a terminal would obey or not
        show is spelled out, such as ⟨U+202E⟩.

    """
    lines = [*summary(evaluation)]
    for table in tables(evaluation):
        if table.rows:
            lines += ["", *_text_table(table, most if table.is_long else len(table.rows))]
    lines += ["", *_text_misses(evaluation.misses, most)]
    return "\n".join([*lines, ""])


def in_words(rate: Rate) -> str:
    """Write a share with its numbers and its interval.

    >>> from summons_check.evaluation_model import rate
    >>> in_words(rate(8, 10))
    '8 of 10, 80.0 % (49.0-94.3)'

    """
    return f"{rate.count} of {rate.n}, {percent(rate)}" if rate.n else "none"


def percent(rate: Rate) -> str:
    """Write a share and its interval in per cent."""
    if rate.share is None:
        return "-"
    low, high = (f"{100 * end:.1f}" for end in (rate.low, rate.high))
    return f"{100 * rate.share:.1f} % ({low}-{high})"


def verdict_names(verdicts: Iterable[Verdict]) -> str:
    """Name verdicts, with "or" between them."""
    return " or ".join(verdicts)


def _verdicts(evaluation: Evaluation) -> Table:
    return Table(
        id="verdicts",
        heading="Verdicts by label",
        note="",
        columns=("label", "n", *Verdict),
        rows=tuple(
            (figures.label, str(figures.verdicts.total), *_in_order(figures.verdicts))
            for figures in evaluation.labels
        ),
    )


def _in_order(counts: VerdictCounts) -> Iterator[str]:
    return (str(counts.of(verdict)) for verdict in Verdict)


def _right(evaluation: Evaluation) -> Table:
    return Table(
        id="right",
        heading="Right verdicts by label",
        note="Right: a verdict that must allows. In brackets, here and below: the 95 % interval.",
        columns=("label", "n", "right", "the best one"),
        rows=tuple(
            (
                figures.label,
                str(figures.right.n),
                percent(figures.right),
                percent(figures.ideal),
            )
            for figures in evaluation.labels
        ),
    )


def _detection(evaluation: Evaluation) -> Table:
    return Table(
        id="detection",
        heading="Alarms",
        note="Flagged is likely_fake or suspicious. Open: either is right; not counted.",
        columns=("alarm", "open", "precision", "", "recall", ""),
        rows=tuple(
            (
                figures.alarm,
                str(figures.open),
                _of(figures.precision),
                percent(figures.precision),
                _of(figures.recall),
                percent(figures.recall),
            )
            for figures in evaluation.detection
        ),
    )


def _of(rate: Rate) -> str:
    return f"{rate.count}/{rate.n}"


def _faults(evaluation: Evaluation) -> Table:
    return Table(
        id="faults",
        heading="Kinds of error",
        note="Fakes: the first four labels. Talk: warnings, questions and ordinary messages.",
        columns=("", "n", "share", "error"),
        rows=tuple(
            (_FAULT_KINDS[fault.kind], _of(fault.rate), percent(fault.rate), error_words(fault))
            for fault in evaluation.faults
        ),
        words=frozenset({0, 3}),
    )


def error_words(fault: Fault) -> str:
    """Say what went wrong, such as "genuine called likely_fake"."""
    return f"{_SENDERS[fault.of]} called {fault.verdict}"


def _calibration(evaluation: Evaluation) -> Table:
    return Table(
        id="calibration",
        heading="Score",
        note=f"The verdict is suspicious from {SUSPICIOUS_AT}, likely_fake from {LIKELY_FAKE_AT} "
        "or by one decisive finding.",
        columns=("score", "n", "should be flagged"),
        rows=tuple(
            (band_words(band.low, band.high), str(band.bad.n), percent(band.bad))
            for band in evaluation.calibration
        ),
    )


def band_words(low: int, high: int) -> str:
    """Name a band of the score."""
    return str(low) if low == high else f"{low}-{high}"


def _disguise(evaluation: Evaluation) -> Table:
    return Table(
        id="disguise",
        heading="Disguise",
        note="Whether key words are disguised, as far as the report found it.",
        columns=("words", "should", "n", *(verdict for verdict in Verdict)),
        rows=tuple(_disguise_row(figures) for figures in evaluation.disguise),
        words=frozenset({0, 1}),
    )


def _disguise_row(figures: DisguiseFigures) -> tuple[str, ...]:
    return (
        "disguised" if figures.is_disguised else "plain",
        "be flagged" if figures.should_flag else "not be",
        str(figures.verdicts.total),
        *_in_order(figures.verdicts),
    )


def _groups(evaluation: Evaluation) -> Table:
    return Table(
        id="groups",
        heading="Right verdicts by language, law and channel",
        note="",
        columns=("column", "n", "right", "value"),
        rows=tuple(
            (group.column, str(group.right.n), percent(group.right), one_line(group.value))
            for group in evaluation.groups
        ),
        words=frozenset({0, 3}),
    )


def _rules(evaluation: Evaluation) -> Table:
    return Table(
        id="rules",
        heading="Rules",
        note="Precision: of the hits those in messages that should be flagged.\n"
        "Decided: verdicts that would be others without this finding; right: of these.",
        columns=("hits", "precision", "decided", "right", "rule"),
        rows=tuple(
            (
                str(rule.hits),
                percent(rule.precision),
                str(len(rule.decided)),
                str(rule.decided_right),
                f"{rule.rule_id} ({rule.kind})",
            )
            for rule in evaluation.rules
        ),
        words=frozenset({4}),
        is_long=True,
    )


# Plain text.


def _text_table(table: Table, most: int) -> Iterator[str]:
    shown = table.rows[:most]
    widths = [max(map(len, column)) for column in zip(table.columns, *shown, strict=True)]
    yield f"== {table.heading} =="
    if table.note:
        yield table.note
    for row in (table.columns, *shown):
        cells = (
            cell.ljust(width) if number in table.words else cell.rjust(width)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(cells).rstrip()
    yield from _left(len(table.rows) - len(shown))


def _text_misses(misses: tuple[Miss, ...], most: int) -> Iterator[str]:
    yield f"== Wrong verdicts: {len(misses)} =="
    for miss in islice(misses, most):
        yield (
            f"- {one_line(miss.id)}: {miss.label} called {miss.verdict} (score {miss.score}); "
            f"right: {verdict_names(miss.must)}"
        )
        if miss.rules:
            yield f"  {', '.join(miss.rules)}"
        if miss.text is not None:
            yield f"  {one_line(miss.text)}"
    yield from _left(len(misses) - most)


def _left(number: int) -> Iterator[str]:
    if number > 0:
        yield f"... and {number} more"
