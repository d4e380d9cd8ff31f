"""A finished report as plain text or Markdown; `html_rendering` writes it as HTML.

The words of the message are hostile: they must not draw a heading, a link or
a control sequence of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Literal, NamedTuple
from urllib.parse import quote as percent_encode

import regex

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
from summons_check.patterns import pattern
from summons_check.wording import say

_LINE_BREAK = pattern(r"\r\n?|[\v\f\x85\u2028\u2029]")
_UNSEEN = pattern(r"(?V1)[[\p{Cc}\p{Cf}\p{Cs}]--[\n\t]]")
_WEB_ADDRESS = pattern(r"https?://[^/]")


def render_text(report: ReportData, message: str | None = None, lang: Lang | None = None) -> str:
    """Write a report as plain text.

    Args:
        report: A finished report.
        message: The message that was checked, to show it with its evidence
            between ⟦ ⟧; a report does not hold it.
        lang: The language to write in; None: the report's own.

    Returns:
        Lines that end with a line feed. Characters of the message that steer
        a terminal or are not seen are spelled out, such as ⟨U+200B⟩.

    Raises:
        ValueError: If `message` is not the message that the report is about.

    """
    runs = text_runs(outline(report, message, lang or report.lang))
    return "".join([run.text for run in runs])


class Run(NamedTuple):
    """Words of the plain text that have the same part in it."""

    text: str
    part: Literal["title", "heading", "evidence", "quote", "note", "plain"] = "plain"


def text_runs(plan: Outline) -> Iterator[Run]:
    """The plain text of a report run by run, for whoever has colours."""
    yield Run(plan.title, "title")
    yield Run("\n")
    for line in plan.lead:
        yield Run(f"\n{line}")
    for section in plan.sections:
        yield from _text_section(section, plan)
    if plan.sources:
        yield Run(f"\n\n== {say('heading.sources', plan.lang)} ==", "heading")
        for number, source in enumerate(plan.sources, 1):
            yield Run(f"\n{_text_source(number, source, plan.lang)}", "note")
    yield Run(f"\n\n{plan.foot}\n", "note")


def _text_section(section: Section, plan: Outline) -> Iterator[Run]:
    yield Run(f"\n\n== {section.heading} ==", "heading")
    if section.message:
        yield Run("\n│ ")
    for text, is_evidence in _bracketed(section.message):
        yield Run(text.replace("\n", "\n│ "), "evidence" if is_evidence else "plain")
    for mark, entry in _marked(section):
        indent = " " * (len(mark) + 1)
        yield Run(f"\n{mark} {one_line(entry.text)}")
        yield Run(_text_quotes(entry, plan.lang), "quote")
        for note in (*map(one_line, entry.notes), *_cites(entry, plan)):
            yield Run(f"\n{indent}{note}", "note")


def _text_quotes(entry: Entry, lang: Lang) -> str:
    quotes = [say("quote", lang, words=one_line(words)) for words in entry.quotes]
    return say("between_quotes", lang).join(quotes) + said_aside(map(one_line, entry.asides), lang)


def _text_source(number: int, source: Source, lang: Lang) -> str:
    return one_line(f"{source_label(number)} {described(source, lang)} {source.url}")


def render_markdown(
    report: ReportData, message: str | None = None, lang: Lang | None = None
) -> str:
    """Write a report as Markdown (CommonMark, and GitHub's dialect of it).

    The words of the message stand in code spans and code blocks only, so
    that no link or markup in it comes to life. Arguments and errors are
    those of `render_text`.
    """
    plan = outline(report, message, lang or report.lang)
    blocks = [f"# {_md(plan.title)}", *map(_md, plan.lead)]
    for section in plan.sections:
        blocks.append(f"## {_md(section.heading)}")
        if section.message:
            blocks.append(_code_block("".join([text for text, _ in _bracketed(section.message)])))
        blocks += [_md_entry(mark, entry, plan) for mark, entry in _marked(section)]
    if plan.sources:
        blocks.append(f"## {_md(say('heading.sources', plan.lang))}")
        blocks += [_md_source(*item, plan.lang) for item in enumerate(plan.sources, 1)]
    return "\n\n".join([*blocks, f"---\n\n{_md(plan.foot)}"]) + "\n"


def _md_entry(mark: str, entry: Entry, plan: Outline) -> str:
    quotes = say("between_quotes", plan.lang).join(map(_code_span, entry.quotes))
    asides = said_aside(map(_code_span, entry.asides), plan.lang)
    return f"\n\n{' ' * (len(mark) + 1)}".join(
        [
            f"{mark} {_md(entry.text)}{quotes}{asides}",
            *map(_md, entry.notes),
            *map(_md, _cites(entry, plan)),
        ]
    )


def _md_source(number: int, source: Source, lang: Lang) -> str:
    address = link_target(source.url)
    text = _md(described(source, lang))
    return f"{source_label(number)} " + (f"[{text}]({address})" if address else text)


def _md(text: str) -> str:
    r"""Escape what Markdown reads as markup.

    >>> print(_md("1. [x](y) <b>"))
    1\. \[x\](y) \<b\>
    """
    escaped = regex.sub(r"([\\`*_\[\]<>#|~&$])", r"\\\1", one_line(text))
    return regex.sub(r"^(\d*)([-+.)=])", r"\1\\\2", escaped)


def _code_span(words: str) -> str:
    """Quote words so that Markdown reads nothing in them.

    >>> print(_code_span("a `b` c"))
    ``a `b` c``
    """
    line = one_line(words)
    fence = "`" * (_longest_run_of_ticks(line) + 1)
    pad = " " if not line or line[0] in "` " or line[-1] in "` " else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def _code_block(words: str) -> str:
    fence = "`" * max(3, _longest_run_of_ticks(words) + 1)
    return f"{fence}text\n{words}\n{fence}"


def _longest_run_of_ticks(text: str) -> int:
    return max(map(len, regex.findall("`+", text)), default=0)


# For all writers.


def _marked(section: Section) -> Iterator[tuple[str, Entry]]:
    """Put a number or a dash before each entry of a section."""
    for number, entry in zip(count(section.first or 1), section.entries):
        yield "-" if section.first is None else f"{number}.", entry


def _cites(entry: Entry, plan: Outline) -> Iterator[str]:
    """The line that says on which sources an entry rests, if on any."""
    labels = [source_label(number) for number in plan.numbers(entry)]
    if labels:
        yield say("cites", plan.lang, numbers=say("between_quotes", plan.lang).join(labels))


def said_aside(asides: Iterator[str], lang: Lang) -> str:
    """What was read out of words, to stand behind them."""
    joined = say("between_quotes", lang).join(asides)
    return say("aside", lang, text=joined) if joined else ""


def _bracketed(pieces: tuple[Piece, ...]) -> Iterator[tuple[str, bool]]:
    """Show evidence as ⟦evidence⟧[numbers of the findings], and tell which parts are evidence."""
    is_open = False
    for piece in pieces:
        shown = ("⟦" if piece.is_evidence and not is_open else "") + visible(piece.text)
        is_open = piece.is_evidence
        if piece.ends:
            shown += f"⟧[{', '.join(map(str, piece.ends))}]"
            is_open = False
        yield shown, piece.is_evidence


def one_line(text: str) -> str:
    """Fit a text into one line."""
    return visible(text).replace("\n", " ")


def visible(text: str) -> str:
    r"""Spell out every character that is not seen, save line ends and tabs.

    >>> visible("逮\u200b捕\u202e令\x1b[1m\r\n")
    '逮⟨U+200B⟩捕⟨U+202E⟩令⟨U+001B⟩[1m\n'
    """
    lines = _LINE_BREAK.sub("\n", text)
    return _UNSEEN.sub(lambda found: f"⟨U+{ord(found.group()):04X}⟩", lines).replace("\t", " ")


def link_target(url: str) -> str:
    """Give the address of a source for a link; empty if it is no web address."""
    if not _WEB_ADDRESS.match(url):
        return ""
    return percent_encode(url, safe="%/:?#@&=+,;~$", errors="replace")
