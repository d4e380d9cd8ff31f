"""`summons-check rules new`: ask for a rule, write it, and say what is still missing."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from summons_check.workshop.bench import Bench, WorkshopError, open_bench
from summons_check.workshop.new_rule import missing_fields, read_fields, still_missing, write_rule

_QUESTIONS = {
    "id": "Id, as pack.name (cn.parking-fee)",
    "family": "Family",
    "severity": "Severity: decisive, strong, weak, mitigating or notice",
    "points": "Points: decisive 60..100, strong 25..45, weak 5..15, mitigating -20..-5, notice 0",
    "certainty": "Certainty of the legal basis: A primary text, B official report, C lead, D none",
    "sources": "Sources, keys of sources/*.toml, with commas between",
    "title.zh": 'Title in Chinese, which completes "这条消息……"',
    "title.en": 'Title in English, which completes "This message ..."',
    "why.zh": "Why, in Chinese, one to three sentences",
    "why.en": "Why, in English",
    "match.all": "What must be there: concepts with commas between, a|b for one of them",
    "hit.text": "A message that it must catch, in your own words",
    "hit.quote": "The words of it that are the evidence, exactly",
    "miss.text": "A message that looks like it and is lawful",
    "miss.why": "Why that one is lawful",
}
_LISTS = frozenset({"sources", "match.all", "match.none", "match.when", "match.unless"})
_FIRST = ("match", "hit", "miss")


def new(  # noqa: PLR0913, PLR0917 - one a field of a rule
    rule_id: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="pack.name, such as cn.parking-fee.")
    ] = None,
    rules: Annotated[
        Path | None, typer.Option("--rules", metavar="DIR", help="A folder of packs, or a pack's.")
    ] = None,
    source_file: Annotated[
        Path | None, typer.Option("--from", metavar="FILE", help="A rule, or a part of one, TOML.")
    ] = None,
    family: Annotated[str | None, typer.Option(help="Such as payment.")] = None,
    severity: Annotated[str | None, typer.Option(help="Such as strong.")] = None,
    points: Annotated[int | None, typer.Option(help="Within the range of the severity.")] = None,
    certainty: Annotated[str | None, typer.Option(help="A, B, C or D.")] = None,
    source: Annotated[list[str] | None, typer.Option(help="Key of a source; repeat.")] = None,
    title_zh: Annotated[str | None, typer.Option(help="Title in Chinese.")] = None,
    title_en: Annotated[str | None, typer.Option(help="Title in English.")] = None,
    title_ja: Annotated[str | None, typer.Option(help="Title in Japanese.")] = None,
    why_zh: Annotated[str | None, typer.Option(help="Explanation in Chinese.")] = None,
    why_en: Annotated[str | None, typer.Option(help="Explanation in English.")] = None,
    why_ja: Annotated[str | None, typer.Option(help="Explanation in Japanese.")] = None,
    all_: Annotated[
        list[str] | None, typer.Option("--all", help="What must be there; repeat.")
    ] = None,
    none: Annotated[list[str] | None, typer.Option(help="What must not; repeat.")] = None,
    when: Annotated[list[str] | None, typer.Option(help="What must be anywhere; repeat.")] = None,
    unless: Annotated[list[str] | None, typer.Option(help="What must be nowhere; repeat.")] = None,
    scope: Annotated[str | None, typer.Option(help="sentence, message or a number.")] = None,
    hit: Annotated[str | None, typer.Option(help="A message that it must catch.")] = None,
    quote: Annotated[str | None, typer.Option(help="The words of the hit that it quotes.")] = None,
    miss: Annotated[str | None, typer.Option(help="A look-alike that it must spare.")] = None,
    miss_why: Annotated[str | None, typer.Option(help="Why the look-alike is lawful.")] = None,
) -> None:
    """Write a rule file; asks for what no option tells, if there is a terminal to ask on."""
    bench = open_bench(rules)
    if rules is None and not bench.is_checkout:
        raise WorkshopError("name the folder to write in: --rules DIR")
    given = {
        "id": rule_id, "family": family, "severity": severity, "points": points,
        "certainty": certainty, "sources": source,
        "title.zh": title_zh, "title.en": title_en, "title.ja": title_ja,
        "why.zh": why_zh, "why.en": why_en, "why.ja": why_ja,
        "match.all": all_, "match.none": none, "match.scope": scope, "match.when": when,
        "match.unless": unless,
        "hit.text": hit, "hit.quote": quote, "miss.text": miss, "miss.why": miss_why,
    }  # fmt: skip
    fields = read_fields(source_file) if source_file else {}
    for name, value in given.items():
        if value is not None:
            _put(fields, name, value)
    if _can_ask():
        _ask(fields, bench)
    file = write_rule(bench, fields)
    typer.echo(f"wrote {_shown(file)}")
    _tell_what_is_missing(rules, fields)


def _can_ask() -> bool:
    """Whether somebody sits at a terminal."""
    return sys.stdin.isatty()


def _put(fields: dict[str, Any], name: str, value: object) -> None:
    """Put a value where its dotted name says, in the first table of a list."""
    first, _, rest = name.partition(".")
    if not rest:
        fields[first] = value
        return
    if first in _FIRST:
        tables = fields.setdefault(first, [{}])
        table = tables[0] if isinstance(tables, list) and tables else None
    else:
        table = fields.setdefault(first, {})
    if not isinstance(table, dict):
        raise WorkshopError(f"{first} of the file is no table, so {name} cannot be put there")
    table[rest] = value


def _ask(fields: dict[str, Any], bench: Bench) -> None:
    """Ask for everything that a rule must say and that is not known yet."""
    for name in missing_fields(fields):
        question = _QUESTIONS[name]
        if name == "family":
            question += f" ({', '.join(sorted(bench.pack.families))})"
        answer: str = typer.prompt(question)
        _put(fields, name, _read(name, answer))


def _read(name: str, answer: str) -> str | int | list[str]:
    if name in _LISTS:
        return [part.strip() for part in answer.split(",") if part.strip()]
    if name == "points" and answer.strip().removeprefix("-").isdecimal():
        return int(answer)
    return answer.strip()


def _tell_what_is_missing(rules: Path | None, fields: Mapping[str, Any]) -> None:
    marks = still_missing(rules, fields["id"])
    for mark in marks:
        typer.echo(mark)
    if not marks:
        typer.echo("it is whole: its examples pass, and lint finds nothing")
    if any(mark.level == "error" for mark in marks):
        raise typer.Exit(1)


def _shown(file: Path) -> str:
    """A file as it is called from here."""
    here = Path.cwd()
    return str(file.relative_to(here) if file.is_relative_to(here) else file)
