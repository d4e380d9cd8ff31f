"""How fast the library is, beside other systems and the budgets that it has set itself.

    pip install -e '.[bench]' && pip install --no-deps saral
    python tests/benchmarks/speed.py                              # about ten minutes
    python tests/benchmarks/speed.py ordinary.jsonl.gz relevant.jsonl
    python tests/benchmarks/speed.py --peers none --scales 1      # nothing else to install

Writes `RESULTS.md` and `speed.svg` beside this file, or into `--out`. Without files the relevant
texts are those of `tests/corpus`, and the ordinary ones those of `everyday.txt`. Files are JSON
Lines with a `text` in each, also with `.gz`. All is measured in one run; see `timing.py` for how.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1]))

from growth import LETTERS
from more_rules import times
from peers import PEERS, ready
from speed_report import OURS, Results, Scale, write
from timing import best_times, by_length, memory, spread, start_times, yardstick

from hostile_texts import long
from summons_check import Checker, check, default_pack

HERE = Path(__file__).parent
EVERYDAY = HERE / "everyday.txt"
CORPUS = HERE.parent / "corpus"
SIZES = (100, 1_000, 10_000, 100_000)
FIRST = {
    "Chinese": "【速贷催收】您的借款逾期，我司已签发逮捕令，今晚上门抓人。",
    "English": "Pay now by gift card: the court has issued a warrant for your arrest.",
}
"""What a new process is given first."""


def texts_of(file: Path) -> list[str]:
    """The texts of a file: JSON Lines, or plain ones one a line."""
    read = gzip.open if file.suffix == ".gz" else Path.open
    with read(file, "rt", encoding="utf-8") as lines:
        if file.suffix == ".txt":
            return [line.strip() for line in lines if line.strip()]
        return [json.loads(line)["text"] for line in lines if line.strip()]


def some_of(texts: Sequence[str], most: int) -> list[str]:
    """At most so many, from all over."""
    return [*texts[:: -(-len(texts) // most)]] if texts else []


def measure_systems(found: Results, groups: dict[str, list[str]], rounds: int) -> None:
    """The library and its peers, on each group of texts."""
    systems = {OURS: Checker().check}
    systems |= {each.peer.name: each.run for each in found.peers if each.run is not None}
    for group, texts in groups.items():
        quick = {name: run for name, run in systems.items() if name != "SpamAssassin"}
        times_of = best_times(quick, texts, rounds)
        if "SpamAssassin" in systems:  # 30 ms a mail: a few tell enough
            times_of |= best_times({"SpamAssassin": systems["SpamAssassin"]}, texts[:5], 1)
        found.systems[group] = {name: spread(each) for name, each in times_of.items()}
        found.lengths[group] = by_length(texts, times_of[OURS])


def measure_lengths(found: Results, lengths: Sequence[int], rounds: int) -> None:
    """Letters of several lengths; the longest are measured least often."""
    run = {OURS: Checker().check}
    for name, part in LETTERS.items():
        sizes = found.letters.setdefault(name, {})
        for size in lengths:
            (best,) = best_times(run, [long(part, size)], max(1, min(rounds, 200_000 // size)))[
                OURS
            ]
            sizes[size] = best


def measure_rules(
    found: Results, groups: dict[str, list[str]], scales: Sequence[int], rounds: int
) -> None:
    """The library with its rules several times over."""
    checkers = {}
    for scale in scales:
        start = perf_counter()
        pack = times(default_pack(), scale)
        checkers[f"{scale}"] = Checker(pack)
        for texts in groups.values():
            checkers[f"{scale}"].check(texts[0])
        words = sum(len(each.phrases) for some in pack.concepts.values() for each in some)
        found.scales.append(Scale(scale, len(pack.rules), words, perf_counter() - start))
    for group, texts in groups.items():
        best = best_times({name: each.check for name, each in checkers.items()}, texts, rounds)
        found.by_rules[group] = {int(name): spread(each) for name, each in best.items()}


def measure_processes(
    found: Results, groups: dict[str, list[str]], counts: dict[str, int], rounds: int
) -> None:
    """Whole calls of `check_many`, their processes and all, in turns."""
    checker = Checker()
    for group, texts in groups.items():
        stream = [*islice(cycle(texts), counts[group])]
        best = found.processes.setdefault(group, {})
        found.streamed[group] = len(stream)
        for _ in range(rounds):
            for processes in (1, 2):
                start = perf_counter()
                done = sum(1 for _ in checker.check_many(stream, processes=processes))
                best[processes] = max(best.get(processes, 0.0), done / (perf_counter() - start))


def measure_starts(found: Results, relevant: Sequence[str], rounds: int) -> None:
    """Import, the first check, and what a process holds."""
    codes = {"import": "import summons_check"}
    for name, text in FIRST.items():
        codes[f"import and first check, {name}"] = (
            f"import summons_check\nsummons_check.check({text!r})"
        )
    for each in found.peers:
        if each.run is not None and each.peer.module:
            codes[f"import {each.peer.name}"] = f"import {each.peer.module}"
    found.starts = start_times(codes, rounds)
    found.memory = memory(some_of(relevant, 60))


def main() -> int:
    """Measure all and write it down."""
    asks = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asks.add_argument("ordinary", nargs="?", type=Path, default=EVERYDAY)
    asks.add_argument("relevant", nargs="?", type=Path, help="tests/corpus if left out")
    asks.add_argument("--out", type=Path, default=HERE, help="folder for the table and the plot")
    asks.add_argument("--rounds", type=int, default=15, help="how often each text is measured")
    asks.add_argument("--most", type=int, default=1000, help="texts of each kind, at most")
    asks.add_argument("--stream", type=int, default=20_000, help="texts for check_many")
    asks.add_argument("--scales", type=int, nargs="+", default=[1, 4, 16], help="times the rules")
    asks.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="lengths of letters")
    asks.add_argument("--peers", nargs="+", default=[each.name for each in PEERS])
    given = asks.parse_args()
    relevant = [given.relevant] if given.relevant else sorted(CORPUS.glob("*.jsonl"))
    groups = {
        "ordinary": some_of(texts_of(given.ordinary), given.most),
        "relevant": some_of([text for file in relevant for text in texts_of(file)], given.most),
    }
    found = Results(rounds=given.rounds, yardstick=yardstick())
    # A text that is not worth reading has the report of all such texts.
    found.read = sum(check(text) is not check(text) for text in groups["ordinary"])
    found.peers = ready(given.peers)
    for step, run in {
        "systems": lambda: measure_systems(found, groups, given.rounds),
        "lengths": lambda: measure_lengths(found, given.sizes, given.rounds),
        "processes": lambda: measure_processes(
            found, groups, {"ordinary": given.stream, "relevant": given.stream // 10}, 3
        ),
        "new processes": lambda: measure_starts(found, groups["relevant"], given.rounds),
        "more rules": lambda: measure_rules(found, groups, given.scales, max(1, given.rounds // 3)),
    }.items():
        start = perf_counter()
        run()
        print(f"{step}: {perf_counter() - start:.0f} s", file=sys.stderr, flush=True)
    found.load = os.getloadavg()[2] if hasattr(os, "getloadavg") else 0.0
    given.out.mkdir(parents=True, exist_ok=True)
    write(found, given.out / "RESULTS.md")
    if find_spec("matplotlib") is None:
        print("no plot: pip install -e '.[bench]'", file=sys.stderr)
        return 0
    from speed_plot import draw  # noqa: PLC0415 - the table needs no library for plots

    draw(found, given.out / "speed.svg")
    return 0


if __name__ == "__main__":
    sys.exit(main())
