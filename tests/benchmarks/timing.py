"""Times of short calls on a machine that others use, too, and what a new process costs.

Everything that is compared is measured in turns, round by round, so that what slows the machine for
a while slows all of it; of each text the best round counts. In each round every text ends in
another number, so that nobody can have kept the answer.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import ceil
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

from peers import Run

SRC = Path(__file__).parents[2] / "src"
LONGEST = (40, 100, 250)
"""Characters below which a text is in the first, second and third class of lengths."""


class Spread(NamedTuple):
    """Times of some texts, in microseconds."""

    count: int
    median: float
    p99: float
    mean: float


def spread(times: Sequence[float]) -> Spread:
    """The median, the 99th percentile (nearest rank) and the mean."""
    ordered = sorted(times)
    return Spread(
        len(ordered),
        median(ordered),
        ordered[ceil(len(ordered) * 0.99) - 1],
        sum(ordered) / len(ordered),
    )


def best_times(
    systems: Mapping[str, Run], texts: Sequence[str], rounds: int
) -> dict[str, list[float]]:
    """Measure systems in turns.

    Returns:
        By system the best time of each text, in microseconds.

    """
    best = {name: [float("inf")] * len(texts) for name in systems}
    names = [*systems]
    for turn in range(rounds + 1):
        fresh = [f"{text} {turn}" for text in texts]
        shift = turn % len(names)
        for name in names[shift:] + names[:shift]:  # nobody is always the first
            times = _times(systems[name], fresh)
            if turn:  # the first round makes what is made when it is first needed
                best[name] = [*map(min, best[name], times)]
    return best


def _times(run: Run, texts: Sequence[str]) -> list[float]:
    times = []
    for text in texts:
        start = perf_counter()
        run(text)
        times.append((perf_counter() - start) * 1e6)
    return times


def by_length(texts: Sequence[str], times: Sequence[float]) -> dict[str, Spread]:
    """The spread of each class of lengths that has a text."""
    edges = [*pairwise((0, *LONGEST, 10**9))]
    names = [f"up to {edges[0][1] - 1}", *(f"{a}-{b - 1}" for a, b in edges[1:-1])]
    names.append(f"from {edges[-1][0]}")
    found = {}
    for name, (least, most) in zip(names, edges, strict=True):
        some = [t for x, t in zip(texts, times, strict=True) if least <= len(x) < most]
        if some:
            found[name] = spread(some)
    return found


def yardstick() -> float:
    """Milliseconds that a loop of plain Python takes here today, the best of ten."""

    def loop() -> float:
        start = perf_counter()
        sum(number * number for number in range(200_000))
        return (perf_counter() - start) * 1e3

    return min(loop() for _ in range(10))


_MEASURED = """
import json, sys, time
given = json.load(sys.stdin)
start = time.perf_counter()
exec(given["code"])
print(time.perf_counter() - start)
"""
_HELD = """
import gc, json, sys
def held():
    gc.collect()
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096 / 1e6
given = json.load(sys.stdin)
figures = {"an interpreter": held()}
from summons_check import Checker
figures["after import"] = held()
checker = Checker()
checker.check(given["texts"][0])
figures["after the first check"] = held()
for law in (None, *sorted(set(checker.rules.laws.values()))):
    for text in given["texts"]:
        checker.check(text, jurisdiction=law)
figures["with every pack loaded and used"] = held()
print(json.dumps(figures))
"""


def start_times(codes: Mapping[str, str], rounds: int) -> dict[str, list[float]]:
    """Seconds that pieces of code take in new processes, measured in turns.

    Neither the start of the interpreter is counted nor a first round, which writes byte code.
    """
    found: dict[str, list[float]] = {name: [] for name in codes}
    for turn in range(rounds + 1):
        for name, code in codes.items():
            seconds = float(_child(_MEASURED, {"code": code}))
            if turn:
                found[name].append(seconds)
    return found


def memory(texts: Sequence[str]) -> dict[str, float]:
    """Resident MB of a new process, step by step; nothing where there is no /proc."""
    if not Path("/proc/self/statm").exists():
        return {}
    return dict(json.loads(_child(_HELD, {"texts": [*texts]})))


def _child(program: str, given: object) -> str:
    ran = subprocess.run(  # noqa: S603 - this interpreter, a program from above
        [sys.executable, "-c", program],
        input=json.dumps(given),
        env={**os.environ, "PYTHONPATH": str(SRC), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return ran.stdout.splitlines()[-1]
