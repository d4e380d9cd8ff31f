"""What `speed.py` has measured, as a page of tables."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import NamedTuple

from peers import LIMIT, Ready
from timing import Spread

OURS = "summons_check"
FLAT = 1.5
"""Growth of cost, by rules or by length, up to which it is called flat; the number is ours."""
_LETTER = 10_000
"""Characters of the letter that has a budget."""
_USED = ("pydantic", "regex", "ahocorasick-rs", "rapidfuzz")


class Scale(NamedTuple):
    """The library with more rules."""

    times: int
    rules: int
    phrases: int
    seconds: float
    """To make the rules, the checker and its first two reports."""


@dataclass
class Results:
    """All that was measured; times in microseconds where nothing else is said."""

    rounds: int
    yardstick: float
    load: float = 0.0
    """Programs that wanted to run, on average of a quarter of an hour at the end."""
    read: int = 0
    """Of the ordinary texts those that have a word which makes them worth reading."""
    peers: list[Ready] = field(default_factory=list)
    systems: dict[str, dict[str, Spread]] = field(default_factory=dict)
    """By group of texts, then by system."""
    lengths: dict[str, dict[str, Spread]] = field(default_factory=dict)
    """By group of texts, then by class of lengths."""
    letters: dict[str, dict[int, float]] = field(default_factory=dict)
    """By letter, then by its length in characters."""
    scales: list[Scale] = field(default_factory=list)
    by_rules: dict[str, dict[int, Spread]] = field(default_factory=dict)
    """By group of texts, then by how many times the rules."""
    processes: dict[str, dict[int, float]] = field(default_factory=dict)
    """By group of texts and number of processes, texts a second."""
    streamed: dict[str, int] = field(default_factory=dict)
    starts: dict[str, list[float]] = field(default_factory=dict)
    """Seconds."""
    memory: dict[str, float] = field(default_factory=dict)
    """MB."""

    def fastest(self, group: str) -> str:
        """The fastest peer that says what it found; nothing if there is none."""
        explaining = {each.peer.name for each in self.peers if each.peer.explains and each.run}
        found = self.systems[group]
        return min(explaining, key=lambda name: found[name].median, default="")

    def ratio(self, group: str, name: str) -> float | None:
        """How many times as long as a peer the library takes, by the medians."""
        found = self.systems[group]
        return found[OURS].median / found[name].median if name in found else None


class Budget(NamedTuple):
    """What the library may cost, and what it does."""

    what: str
    may: float
    unit: str
    figures: tuple[float, ...]

    def __str__(self) -> str:
        told = " / ".join(f"{each:.3g}" for each in self.figures) or "not measured"
        is_met = max(self.figures, default=0.0) <= self.may
        verdict = "" if not self.figures else "met" if is_met else "**not met**"
        return f"| {self.what} | {self.may:g} {self.unit} | {told} | {verdict} |"


def budgets(found: Results) -> list[Budget]:
    """Each budget beside its figure."""
    letters = [sizes[_LETTER] / 1e3 for sizes in found.letters.values() if _LETTER in sizes]
    growth = [_growth(sizes) for sizes in found.letters.values()]
    first = [median(times) for name, times in found.starts.items() if name.startswith("import and")]
    flat = [
        by[max(by)].median / by[min(by)].median for by in found.by_rules.values() if len(by) > 1
    ]
    to_limit = found.ratio("ordinary", LIMIT)
    held = tuple(found.memory.values())[-1:]
    most = max([each.times for each in found.scales], default=1)
    return [
        Budget("ordinary text, median", 5, "µs", (found.systems["ordinary"][OURS].median,)),
        Budget(f"the same, to {LIMIT}", 5, "times", () if to_limit is None else (to_limit,)),
        Budget("relevant text, median", 120, "µs", (found.systems["relevant"][OURS].median,)),
        Budget("letter of 10,000 characters (each of three)", 3, "ms", tuple(letters)),
        Budget("import, median", 0.15, "s", (median(found.starts["import"]),)),
        Budget("import and first check, median (Chinese / English)", 0.35, "s", tuple(first)),
        Budget("memory with every pack loaded and used", 90, "MB", held),
        Budget("a character of the longest letter, to the next", FLAT, "times", tuple(growth)),
        Budget(f"{most} times the rules (ordinary / relevant)", FLAT, "times", tuple(flat)),
    ]  # fmt: skip


def _growth(sizes: dict[int, float]) -> float:
    """How many times as much a character costs in the longest letter as in the next."""
    *_, (shorter, before), (longer, after) = sorted(sizes.items())
    return (after / longer) / (before / shorter)


def write(found: Results, file: Path) -> None:
    """Write the page."""
    file.write_text("\n".join(_page(found)) + "\n", encoding="utf-8")


def _page(found: Results) -> Iterator[str]:
    count = {group: each[OURS].count for group, each in found.systems.items()}
    yield "# Speed\n"
    yield "Written by `speed.py`, whose head says how to run it. Nothing here is put in by hand.\n"
    yield from _circumstances(found)
    yield "\n## Budgets\n"
    yield from _table(("budget", "may be", "is", ""), map(str, budgets(found)))
    for group in found.systems:
        yield f"\n## {group.capitalize()} texts, {count[group]} of them\n"
        if group == "ordinary":
            yield f"{found.read} of them hold a word for which they are read, which is no alarm.\n"
        yield from _systems(found, group)
        yield f"\n{OURS} by length:\n"
        rows = (_spread(name, each) for name, each in found.lengths[group].items())
        yield from _table(("characters", "n", "median µs", "p99 µs", "mean µs"), rows)
    yield from _missing(found)
    yield from _letters(found)
    yield from _more_rules(found)
    yield from _many(found)
    yield from _starts(found)


def _circumstances(found: Results) -> Iterator[str]:
    used = ", ".join(f"{name} {version(name)}" for name in _USED)
    yield (
        f"{os.cpu_count()} cores ({platform.machine()}), {platform.system()}, Python "
        f"{platform.python_version()}, summons-check {version('summons-check')}, {used}. One core, "
        f"{found.rounds} rounds, in turns; of each text the best round, the clock's own 0.1 µs in "
        f"it. A loop of 200,000 steps of plain Python took {found.yardstick:.1f} ms: other "
        "machines and days are to be compared by it, and ratios say more than times."
        + _busy(found.load)
    )


def _busy(load: float) -> str:
    """A warning, if others had the machine as well."""
    cores = os.cpu_count() or 1
    if load <= cores:
        return ""
    return (
        f"\n\n**The machine was busy**: {load:.1f} programs wanted its {cores} cores. No "
        "time on this page tells how fast the library is; only ratios do, and those roughly."
    )


def _systems(found: Results, group: str) -> Iterator[str]:
    """The library among its peers, the fastest first."""
    ready = {each.peer.name: each for each in found.peers}
    fastest = found.fastest(group)
    heads = ("system", "what it does", "n", "median µs", "p99 µs", "mean µs", f"{OURS} takes")
    rows = []
    for name, each in sorted(found.systems[group].items(), key=lambda pair: pair[1].median):
        peer = ready.get(name)
        title = f"{name} {peer.version}".strip() if peer else f"**{name}**"
        does = peer.peer.does if peer else "verdict, evidence, law, claims, next steps"
        if name == fastest:
            does += "; the fastest that says what it found"
        ratio = found.ratio(group, name)
        rows.append(
            _spread(f"{title} | {does}", each, f"{ratio:.2g} times as long" if peer else "")
        )
    yield from _table(heads, rows)


def _missing(found: Results) -> Iterator[str]:
    broken = [each for each in found.peers if each.problem]
    if broken:
        yield "\nNot measured, as it did not work here:\n"
        yield from (f"- {each.peer.name}: {each.problem}" for each in broken)


def _letters(found: Results) -> Iterator[str]:
    yield "\n## Length\n\nLetters of ordinary wording, repeated; microseconds a character.\n"
    sizes = [*next(iter(found.letters.values()))]
    rows = (
        _row(name, *(f"{times[size] / size:.2f}" for size in sizes))
        for name, times in found.letters.items()
    )
    yield from _table(("letter", *(f"{size:,} characters" for size in sizes)), rows)


def _more_rules(found: Results) -> Iterator[str]:
    yield "\n## Rules\n\nThe packs with copies of themselves in other words (`more_rules.py`).\n"
    heads = ("times", "rules", "phrases", "ordinary, median µs", "relevant, median µs", "made in s")
    rows = (
        _row(
            f"{each.times}",
            f"{each.rules:,}",
            f"{each.phrases:,}",
            *(f"{by[each.times].median:.1f}" for by in found.by_rules.values()),
            f"{each.seconds:.1f}",
        )
        for each in found.scales
    )
    yield from _table(heads, rows)


def _many(found: Results) -> Iterator[str]:
    yield "\n## `check_many`\n\nTexts a second of a whole call, its processes started and ended.\n"
    rows = (
        _row(f"{group} ({found.streamed[group]:,} texts)", f"{by[1]:,.0f}", f"{by[2]:,.0f}",
             f"{by[2] / by[1]:.2f}")
        for group, by in found.processes.items()
    )  # fmt: skip
    yield from _table(("texts", "1 process", "2 processes", "gain"), rows)


def _starts(found: Results) -> Iterator[str]:
    yield "\n## A new process\n\nSeconds, without those of the interpreter.\n"
    rows = (
        _row(name, f"{len(times)}", f"{median(times):.3f}", f"{min(times):.3f}")
        for name, times in found.starts.items()
    )
    yield from _table(("what", "n", "median", "least"), rows)
    if found.memory:
        yield "\nResident memory, MB:\n"
        yield from _table(("when", "MB"), (_row(k, f"{v:.0f}") for k, v in found.memory.items()))


def _spread(name: str, each: Spread, *more: str) -> str:
    figures = (f"{each.median:.1f}", f"{each.p99:.1f}", f"{each.mean:.1f}")
    return _row(name, f"{each.count}", *figures, *more)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _table(heads: Sequence[str], rows: Iterable[str]) -> Iterator[str]:
    yield _row(*heads)
    yield f"|{' --- |' * len(heads)}"
    yield from rows
