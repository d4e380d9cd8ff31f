"""`summons-check rules`: list, show, write, try, lint, measure and compare rules."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from summons_check.cli.new import new
from summons_check.cli.options import language
from summons_check.cli.tables import print_json, print_table
from summons_check.languages import in_lang
from summons_check.models import Lang, Severity, Verdict
from summons_check.pack_draft import pack_of
from summons_check.rendering import visible
from summons_check.workshop.bench import Bench, open_bench
from summons_check.workshop.corpus import read_corpora
from summons_check.workshop.linting import LINTS, lint
from summons_check.workshop.lints.model import LEVELS, Level, Mark
from summons_check.workshop.pack_diff import PackDiff, diff_packs
from summons_check.workshop.rule_examples import Trial, try_examples
from summons_check.workshop.rule_stats import RuleStats, rule_stats
from summons_check.workshop.rule_view import card_of, find_rules, row_of, told_card

rules_app = typer.Typer(no_args_is_help=True, help="For whoever keeps the rules true.")

Rules = Annotated[
    Path | None,
    typer.Option(
        "--rules",
        metavar="DIR",
        help="A folder of packs, or one pack's, checked together with ours. Default: ours.",
    ),
]
Experimental = Annotated[
    bool, typer.Option("--experimental", help="Let experimental rules score, too.")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
_FOUND = 1
"""Exit code: something is wrong with the rules."""


@rules_app.command("list")
def list_rules(  # noqa: PLR0913, PLR0917 - one a filter
    rules: Rules = None,
    pack: Annotated[str | None, typer.Option(help="Of this pack, such as cn.")] = None,
    family: Annotated[str | None, typer.Option(help="Of this family, such as payment.")] = None,
    severity: Annotated[Severity | None, typer.Option(help="Of this severity.")] = None,
    document: Annotated[
        str | None,
        typer.Option(help="About this document or power of authority.toml: custody.arrest, paper."),
    ] = None,
    lang: Annotated[
        Lang, typer.Option(parser=language, metavar="zh|zh-Hant|en|ja", help="Language of titles.")
    ] = "en",
    as_json: Json = False,
) -> None:
    """List rules, one a line."""
    bench = open_bench(rules)
    bench.sound()
    found = find_rules(
        bench,
        pack=pack,
        family=family,
        severity=severity.value if severity else None,
        document=document,
    )
    if as_json:
        print_json([row_of(rule) for rule in found])
        return
    print_table(
        ("id", "family", "severity", "points", "title"),
        [
            (
                rule.id,
                rule.family,
                rule.severity.value,
                rule.points,
                visible(in_lang(rule.title, lang)),
            )
            for rule in found
        ],
    )
    typer.echo(_count(len(found), "rule"))


@rules_app.command()
def show(
    name: Annotated[str, typer.Argument(metavar="ID", help="Such as cn.pay-to-cancel-case.")],
    rules: Rules = None,
    as_json: Json = False,
) -> None:
    """Show everything that a rule says and rests on."""
    bench = open_bench(rules)
    bench.sound()
    rule = bench.rule(name)
    if as_json:
        print_json(card_of(bench, rule))
        return
    for line in told_card(bench, rule):
        _tell(line)


rules_app.command("new")(new)


@rules_app.command("test")
def try_rules(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]...", help="Rules; all by default.")
    ] = None,
    rules: Rules = None,
    as_json: Json = False,
) -> None:
    """Try the hits and misses of rules; exit code 1 if one fails."""
    bench = open_bench(rules)
    bench.sound()
    chosen = [bench.rule(name) for name in names] if names else bench.rules
    trials = [*try_examples(chosen, bench.checker)]
    failed = [trial for trial in trials if not trial.passed]
    if as_json:
        print_json([_trial_as_data(trial) for trial in trials])
    else:
        for trial in trials if names else failed:
            _show_trial(trial, bench)
        summary = f"{_count(len(trials), 'example')} of {_count(len(chosen), 'rule')}"
        typer.echo(f"{summary}: {len(failed)} failed" if failed else f"{summary}: all pass")
    if failed:
        raise typer.Exit(_FOUND)


def _tell(line: str) -> None:
    """Print what a pack says: it may be a stranger's, and hold signs that a terminal obeys."""
    typer.echo(visible(line))


def _show_trial(trial: Trial, bench: Bench) -> None:
    """One example: its result, its text with the evidence marked, and what its author says."""
    rule, line = trial.rule, bench.line(trial.rule.path, trial.key)
    _tell(f"{'ok  ' if trial.passed else 'FAIL'} {rule.id} {trial.kind} {trial.number + 1}")
    _tell(f"     {_marked(trial.example.text, trial.quotes or ())}")
    if trial.example.known_failure:
        _tell("     known not to pass yet")
    if trial.kind == "hit" and trial.quotes:
        _tell(f"     quotes: {' | '.join(trial.quotes)}")
    if trial.kind == "miss":
        _tell(f"     spared: {getattr(trial.example, 'why', '')}")
    if not trial.passed:
        _tell(f"     {rule.path}:{line}: {trial.what}")


def _marked(text: str, quotes: tuple[str, ...]) -> str:
    """A text on one line, with what a finding quotes in 【】-like marks that need no colour."""
    at, parts = 0, []
    for quote in quotes:
        found = text.find(quote, at)
        if found >= 0:
            parts += [text[at:found], f"[[{quote}]]"]
            at = found + len(quote)
    return " ".join("".join([*parts, text[at:]]).split())


def _trial_as_data(trial: Trial) -> dict[str, object]:
    return {
        "rule": trial.rule.id,
        "kind": trial.kind,
        "number": trial.number + 1,
        "passed": trial.passed,
        "fault": trial.fault,
        "quotes": None if trial.quotes is None else [*trial.quotes],
        **trial.example.model_dump(mode="json", exclude_defaults=True),
    }


@rules_app.command("lint")
def lint_rules(  # noqa: PLR0913, PLR0917 - one a choice
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]...", help="Only the files of these rules.")
    ] = None,
    rules: Rules = None,
    select: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Only this lint, at any level; can be repeated."),
    ] = None,
    level: Annotated[
        str, typer.Option(metavar="LEVEL", help="Least level told: error, warning or info.")
    ] = "warning",
    names: Annotated[bool, typer.Option("--names", help="Tell what each lint finds.")] = False,
    as_json: Json = False,
) -> None:
    """Look for mistakes in packs; exit code 1 if there is an error."""
    if names:
        print_table(
            ("lint", "level", "finds"),
            [(each.name, each.level, each.about) for each in LINTS.values()],
        )
        return
    marks = lint(open_bench(rules), select or (), level=_level(level), rules=ids or ())
    if as_json:
        print_json([_mark_as_data(mark) for mark in marks])
    else:
        for mark in marks:
            _tell(str(mark))
        typer.echo(_summary(marks))
    if any(mark.level == "error" for mark in marks):
        raise typer.Exit(_FOUND)


def _level(name: str) -> Level:
    for level in LEVELS:
        if level == name:
            return level
    raise typer.BadParameter(f"{name!r} is none of {', '.join(LEVELS)}", param_hint="--level")


def _mark_as_data(mark: Mark) -> dict[str, object]:
    return {
        "lint": mark.lint,
        "level": mark.level,
        "file": mark.path,
        "line": mark.line,
        "message": mark.message,
    }


def _summary(marks: list[Mark]) -> str:
    """How many marks of each level and lint."""
    if not marks:
        return "nothing found"
    counts = Counter((LEVELS.index(mark.level), mark.lint) for mark in marks)
    found = [f"{count} {LEVELS[level]} {name}" for (level, name), count in sorted(counts.items())]
    return "found: " + ", ".join(found)


@rules_app.command()
def stats(
    corpus: Annotated[list[Path], typer.Argument(help="JSON Lines or tables; .gz as well.")],
    rules: Rules = None,
    experimental: Experimental = False,
    as_json: Json = False,
) -> None:
    """Count what each rule does in messages: hits, labels, verdicts that it decided alone."""
    bench = open_bench(rules, experimental=experimental)
    bench.sound()
    entries = read_corpora(corpus)
    found = rule_stats(bench, entries)
    if as_json:
        print_json([_stats_as_data(each) for each in found])
        return
    print_table(
        ("rule", "hits", "decided", "labels"),
        [
            (
                each.rule.id,
                each.hits,
                _counted({verdict.value: n for verdict, n in each.decided.items()}) or "-",
                _counted(each.labels),
            )
            for each in found
            if each.hits
        ],
    )
    idle = sum(not each.hits for each in found)
    typer.echo(f"{_count(len(entries), 'message')}; {_count(idle, 'rule')} never fired")


def _stats_as_data(stats: RuleStats) -> dict[str, object]:
    return {
        "rule": stats.rule.id,
        "pack": pack_of(stats.rule.path),
        "hits": stats.hits,
        "labels": dict(sorted(stats.labels.items())),
        "decided": {
            verdict.value: stats.decided[verdict]
            for verdict in (Verdict.LIKELY_FAKE, Verdict.SUSPICIOUS)
        },
    }


def _counted(counts: Counter[str] | dict[str, int]) -> str:
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return ", ".join(f"{name} {count}" for name, count in ordered)


@rules_app.command()
def diff(
    first: Annotated[
        Path, typer.Argument(metavar="PACK_A", help="A folder of packs, or a pack's.")
    ],
    second: Annotated[Path, typer.Argument(metavar="PACK_B", help="The same, as it is now.")],
    corpus: Annotated[list[Path], typer.Argument(help="JSON Lines or tables; .gz as well.")],
    experimental: Experimental = False,
    as_json: Json = False,
) -> None:
    """Compare two versions of packs: rules, and the messages that they judge differently."""
    entries = read_corpora(corpus)
    one, other = (open_bench(each, experimental=experimental) for each in (first, second))
    found = diff_packs(one, other, entries)
    if as_json:
        print_json(_diff_as_data(found))
    else:
        _show_diff(found)


def _show_diff(found: PackDiff) -> None:
    for sign, names in (("+", found.added), ("-", found.removed)):
        for name in names:
            typer.echo(f"{sign} {name}")
    for name, fields in found.changed:
        typer.echo(f"~ {name}: {', '.join(fields)}")
    for each in found.messages:
        verdict = (
            f"{each.before} -> {each.after}" if each.before != each.after else each.before.value
        )
        flags = [*(f"+{name}" for name in each.raised), *(f"-{name}" for name in each.dropped)]
        label = f" ({each.entry.label})" if each.entry.label else ""
        typer.echo(" ".join([f"{each.entry.id}{label}: {verdict}", *flags]))
    typer.echo(
        f"rules: {len(found.added)} added, {len(found.removed)} removed, "
        f"{len(found.changed)} changed"
    )
    same = len(found.messages) - found.directions.total()
    typer.echo(
        f"{_count(found.count, 'message')}: {found.directions.total()} with another verdict, "
        f"{same} with the same and other alarms"
    )
    for (before, after), count in sorted(found.directions.items()):
        typer.echo(f"  {before} -> {after}: {count}")


def _diff_as_data(found: PackDiff) -> dict[str, object]:
    return {
        "rules": {
            "added": [*found.added],
            "removed": [*found.removed],
            "changed": {name: [*fields] for name, fields in found.changed},
        },
        "messages": [
            {
                "id": each.entry.id,
                "label": each.entry.label,
                "before": each.before.value,
                "after": each.after.value,
                "raised": [*each.raised],
                "dropped": [*each.dropped],
            }
            for each in found.messages
        ],
        "count": found.count,
        "directions": [
            {"before": before.value, "after": after.value, "count": count}
            for (before, after), count in sorted(found.directions.items())
        ],
    }


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
