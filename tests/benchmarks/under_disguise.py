"""What is lost under disguises: of the hits of all rules, and of messages of a corpus.

    python tests/benchmarks/under_disguise.py rules [--write]
    python tests/benchmarks/under_disguise.py corpus FILE... [--all-pairs]
    python tests/benchmarks/under_disguise.py alarms FILE...

`rules` tries every hit of every rule under every disguise, laid over the whole
text and over the evidence alone; `--write` writes the two tables under
`tests/data` that the tests hold the library to.

`corpus` reads labelled messages (JSON Lines: `text`, `label`, and perhaps
`sender`, `channel`, `received`) and says how many of the bad ones that are
flagged in plain form stay flagged under each disguise and under two at once, and
which genuine ones become `likely_fake`. Of the pairs each message tries `PAIRS_EACH`,
in turn, unless all are asked for.

`alarms` reads ordinary texts (JSON Lines: `text`), disguises each in one way,
always the same, and counts those that are flagged then and not in plain form.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from disguised_hits import LOSSES, SUMMARY, WHERE, cases, loss
from disguises import DISGUISES, PAIRS, Disguise, disguise_twice
from summons_check import check

BAD = ("fake", "lawyer_posing", "abusive")
GENUINE = "genuine"
RED = {"likely_fake", "suspicious"}
PAIRS_EACH = 24
"""Pairs of disguises that each message tries."""
FEWEST = 20
"""Messages from which a pair is named among the worst."""

Row = dict[str, Any]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    rules = commands.add_parser("rules", help="every hit of every rule")
    rules.add_argument("--write", action="store_true", help="write the tables of the tests")
    corpus = commands.add_parser("corpus", help="labelled messages")
    corpus.add_argument("files", nargs="+", type=Path)
    corpus.add_argument("--all-pairs", action="store_true")
    alarms = commands.add_parser("alarms", help="ordinary texts")
    alarms.add_argument("files", nargs="+", type=Path)
    chosen = parser.parse_args(arguments)
    if chosen.command == "rules":
        measure_rules(write=chosen.write)
    elif chosen.command == "corpus":
        measure_corpus([*_rows(chosen.files)], all_pairs=chosen.all_pairs)
    else:
        measure_alarms(_rows(chosen.files))
    return 0


def measure_rules(*, write: bool) -> None:
    """Try every hit under every disguise."""
    tried: Counter[tuple[str, str]] = Counter()
    lost: dict[str, str] = {}
    lost_by: Counter[tuple[str, str]] = Counter()
    for case in cases():
        how = loss(case)
        if how is None:
            continue
        tried[case.disguise.name, case.where] += 1
        if how:
            lost[case.key] = how
            lost_by[case.disguise.name, case.where] += 1
    rows = [
        (name, where, tried[name, where], lost_by[name, where])
        for name in DISGUISES
        for where in WHERE
        if tried[name, where]
    ]
    table = "disguise\tover\thits\tlost\tshare kept\n" + "".join(
        f"{name}\t{where}\t{count}\t{gone}\t{1 - gone / count:.3f}\n"
        for name, where, count, gone in rows
    )
    print(table, f"all: {tried.total()} tried, {len(lost)} lost", Counter(lost.values()))
    if write:
        SUMMARY.write_text(table, encoding="utf-8")
        losses = "".join(f"{key}\t{how}\n" for key, how in sorted(lost.items()))
        LOSSES.write_text(f"rule\thit\tdisguise\tover\thow it is lost\n{losses}", encoding="utf-8")


def measure_corpus(rows: list[Row], *, all_pairs: bool) -> None:
    """Hold the verdicts on disguised messages against those on plain ones."""
    plain = [_verdict(row, row["text"]) for row in rows]
    bad = [
        row
        for row, verdict in zip(rows, plain, strict=True)
        if row["label"].startswith(BAD) and verdict in RED
    ]
    genuine = [row for row in rows if row["label"].startswith(GENUINE)]
    print(f"{len(bad)} bad messages flagged in plain form, {len(genuine)} genuine ones")
    print("disguise\tbad\tflagged\tshare\tgenuine\tlikely_fake\tsuspicious")
    singles: Counter[str] = Counter()
    for disguise in DISGUISES.values():
        flagged = [_verdict(row, text) in RED for row, text in _disguised(bad, disguise)]
        spared = Counter(_verdict(row, text) for row, text in _disguised(genuine, disguise))
        singles.update(flagged=sum(flagged), tried=len(flagged), **spared)
        share = sum(flagged) / max(len(flagged), 1)
        print(
            f"{disguise.name}\t{len(flagged)}\t{sum(flagged)}\t{share:.3f}"
            f"\t{spared.total()}\t{spared['likely_fake']}\t{spared['suspicious']}",
            flush=True,
        )
    print("one at a time:", dict(singles), f"{singles['flagged'] / singles['tried']:.4f}")
    _measure_pairs(bad, genuine, all_pairs=all_pairs)


def _measure_pairs(bad: list[Row], genuine: list[Row], *, all_pairs: bool) -> None:
    tried: Counter[tuple[str, str]] = Counter()
    flagged: Counter[tuple[str, str]] = Counter()
    spared: Counter[str] = Counter()
    for row, pair, text in _under_pairs(bad, all_pairs=all_pairs):
        tried[pair] += 1
        flagged[pair] += _verdict(row, text) in RED
    for row, _, text in _under_pairs(genuine, all_pairs=all_pairs):
        spared[_verdict(row, text)] += 1
    print(
        f"two at once: {len(tried)} pairs, {tried.total()} messages under them, of which", end=" "
    )
    print(f"{flagged.total()} flagged: {flagged.total() / max(tried.total(), 1):.4f}")
    print("genuine under two at once:", dict(spared))
    shares = {pair: flagged[pair] / count for pair, count in tried.items() if count >= FEWEST}
    low = [pair for pair in shares if shares[pair] < 0.9]
    print(f"{len(low)} of {len(shares)} pairs with {FEWEST} messages or more are below 0.9:")
    for pair in sorted(low, key=lambda pair: shares[pair]):
        print(f"  {pair[0]} + {pair[1]}\t{tried[pair]}\t{shares[pair]:.3f}")


def _disguised(rows: list[Row], disguise: Disguise) -> Iterator[tuple[Row, str]]:
    """Those rows that a disguise changes, with the text that it makes of them."""
    for row in rows:
        if disguise.applies(row["text"]):
            text = disguise(row["text"]).text
            if text != row["text"]:
                yield row, text


def _under_pairs(rows: list[Row], *, all_pairs: bool) -> Iterator[tuple[Row, tuple[str, str], str]]:
    """Rows under two disguises that both change them; each row starts at another pair."""
    for number, row in enumerate(rows):
        text = row["text"]
        able = {name for name, each in DISGUISES.items() if each.applies(text)}
        able = {name for name in able if DISGUISES[name](text).text != text}
        fitting = [pair for pair in PAIRS if pair[0].name in able and pair[1].name in able]
        step = 1 if all_pairs else max(1, len(fitting) // PAIRS_EACH)
        for first, second in fitting[number % step :: step]:
            once = first(text).text
            twice = disguise_twice(text, first, second).text
            if twice != once:
                yield row, (first.name, second.name), twice


def measure_alarms(rows: Iterator[Row]) -> None:
    """Count ordinary texts that are flagged in a disguise, and not in plain form."""
    tried: Counter[str] = Counter()
    alarms: Counter[str] = Counter()
    shown: list[str] = []
    names = [*DISGUISES]
    for number, row in enumerate(rows):
        text = row["text"]
        turned = names[number % len(names) :] + names[: number % len(names)]
        disguise = next((DISGUISES[n] for n in turned if DISGUISES[n].applies(text)), None)
        if disguise is None:
            continue
        typed = disguise(text).text
        tried[disguise.name] += 1
        report = check(typed)
        if report.verdict.value in RED and check(text).verdict.value not in RED:
            alarms[disguise.name] += 1
            rules = ", ".join(finding.rule_id for finding in report.findings)
            shown.append(f"{disguise.name}\t{rules}\t{typed[:160]!r}")
    print(f"{tried.total()} texts, {alarms.total()} flagged only in a disguise")
    for name in names:
        print(f"{name}\t{tried[name]}\t{alarms[name]}")
    print(*shown, sep="\n")


def _verdict(row: Row, text: str) -> str:
    received = row.get("received")
    return check(
        text,
        sender=row.get("sender") or None,
        channel=row.get("channel") or None,
        received=date.fromisoformat(received[:10]) if received else None,
    ).verdict.value


def _rows(files: Sequence[Path]) -> Iterator[Row]:
    for file in files:
        opened = gzip.open if file.suffix == ".gz" else open
        with opened(file, "rt", encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines if line.strip())


if __name__ == "__main__":
    sys.exit(main())
