"""How many texts a second Spark checks on one machine, beside `check_batches` on one of its cores.

    python tests/benchmarks/spark.py ordinary.jsonl.gz --relevant letters.jsonl

Files are JSON Lines with a field "text", plain or gzip. The texts of the first are repeated, with
one of `--relevant` in every `--every`, until there are as many as `--texts`; they are written to
Parquet files, one a round, in a temporary folder. In each round a process alone and Spark check
the same file in turn, so that a machine that others use troubles both. Spark's result goes to its
sink that drops all. What is started and made once is done before, and timed apart. Seconds are of
the clock, and of the processors, which others trouble less (Linux).
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
from pyspark.sql import SparkSession

from summons_check import Checker
from summons_check.arrow import check_batches
from summons_check.spark import check_dataframe

BATCH = 10_000
"""Rows of a batch, in both; Spark's own default."""
GROUP = 500
"""Rows of a row group: a task has at least so many."""
TASKS = 4
"""Tasks a core and round, so that none waits long for the last."""
TICK = os.sysconf("SC_CLK_TCK")


class Cost(NamedTuple):
    """What some work took, in seconds."""

    clock: float
    processors: float

    def __str__(self) -> str:
        return f"{self.clock:.1f} s ({self.processors:.1f} s of processors)"


def texts_of(path: Path) -> list[str]:
    """The texts of a file."""
    with gzip.open(path, "rt", "utf-8") if path.suffix == ".gz" else path.open("rb") as lines:
        return [json.loads(line)["text"] for line in lines]


def mixed(ordinary: Sequence[str], relevant: Sequence[str], every: int) -> Iterator[str]:
    """Texts without end, of which one in every so many is relevant."""
    others, letters, number = cycle(ordinary), cycle(relevant), 0
    while True:
        number += 1
        yield next(letters) if relevant and number % every == 0 else next(others)


def write(texts: Iterator[str], count: int, path: Path) -> None:
    """Write the next texts to a Parquet file, in row groups that tasks can share."""
    with pq.ParquetWriter(path, pa.schema({"text": pa.string()})) as writer:
        while batch := [*islice(texts, min(count, GROUP))]:
            writer.write_table(pa.table({"text": batch}))
            count -= len(batch)


def processes() -> dict[int, tuple[int, str]]:
    """Of each process its parent, and the rest of what the kernel tells of it."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            told = (folder / "stat").read_text("utf-8").rpartition(")")[2]
        except (FileNotFoundError, ProcessLookupError):  # it has ended since it was listed
            continue
        found[int(folder.name)] = (int(told.split()[1]), told)
    return found


def family() -> dict[int, str]:
    """What the kernel tells of this process and of all that it started."""
    known = processes()
    found = {os.getpid(): known[os.getpid()][1]}
    while more := {p: t for p, (parent, t) in known.items() if parent in found and p not in found}:
        found.update(more)
    return found


def used() -> float:
    """Seconds of processors that this process, its children and those that ended have used.

    For a run of Spark, whose idle processes end between runs, and take their times with them.
    """
    return sum(sum(map(int, told.split()[11:15])) for told in family().values()) / TICK


def cost_of(run: Callable[[], object], used: Callable[[], float] = time.process_time) -> Cost:
    """Run, and say what it took, of the processors by what `used` tells."""
    clock, processors = time.perf_counter(), used()
    run()
    return Cost(time.perf_counter() - clock, used() - processors)


def alone(path: Path, checker: Checker) -> None:
    """Check a file in this process."""
    for _ in check_batches(pq.ParquetFile(path).iter_batches(BATCH), checker=checker):
        pass


def on_spark(session: SparkSession, path: Path) -> None:
    """Check a file on Spark."""
    checked = check_dataframe(session.read.parquet(str(path)))
    checked.write.format("noop").mode("overwrite").save()


def session_of(cores: int) -> SparkSession:
    """A session of so many cores of this machine."""
    os.environ.update(SPARK_LOCAL_IP="127.0.0.1", PYSPARK_PYTHON=sys.executable)
    builder = SparkSession.builder.master(f"local[{cores}]")
    for key, value in {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.memory": "2g",
        "spark.log.level": "ERROR",
        "spark.sql.execution.arrow.maxRecordsPerBatch": BATCH,
        "spark.sql.files.minPartitionNum": cores * TASKS,
        "spark.sql.files.openCostInBytes": 0,
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }.items():
        builder = builder.config(key, value)
    return builder.getOrCreate()


def workers() -> list[float]:
    """The most that each Python process below the JVM has held in memory, in MB."""
    held = []
    for pid in family():
        status = dict(
            line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines()
        )
        if pid != os.getpid() and "python" in status["Name"]:
            held.append(int(status["VmHWM"].split()[0]) * 1024 / 1e6)
    return sorted(held)


def report_single(ordinary: Sequence[str], relevant: Sequence[str], checker: Checker) -> None:
    """Print what a text of either kind costs on one core."""
    for name, texts in (("ordinary", ordinary), ("relevant", relevant)):
        if not texts:
            continue
        batches = [pa.record_batch({"text": texts})]
        costs = [
            cost_of(lambda batches=batches: [*check_batches(batches, checker=checker)]).processors
            for _ in range(3)
        ]
        each = min(costs) / len(texts) * 1e6
        print(f"one {name} text alone: {each:.0f} µs of a core (best of 3; n = {len(texts)})")


def report(count: int, cores: int, one: Sequence[Cost], many: Sequence[Cost]) -> None:
    """Print both, and what one is to the other."""
    for name, costs in (("one process", one), (f"Spark, local[{cores}]", many)):
        clock = sum(cost.clock for cost in costs)
        processors = sum(cost.processors for cost in costs)
        print(
            f"{name:18} {count / clock:10,.0f} texts/s by the clock"
            f" {count / processors:10,.0f} texts/s of processor"
        )
    faster = [a.clock / b.clock for a, b in zip(one, many, strict=True)]
    dearer = [b.processors / a.processors for a, b in zip(one, many, strict=True)]
    print(
        f"Spark is {median(faster):.2f} times as fast (median of {len(faster)} rounds,"
        f" {min(faster):.2f} to {max(faster):.2f}; ideal {cores}) and takes"
        f" {median(dearer):.2f} times the processor time ({min(dearer):.2f} to {max(dearer):.2f})"
    )


def main() -> int:
    """Measure and report."""
    asks = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asks.add_argument("ordinary", type=Path)
    asks.add_argument("--relevant", type=Path, nargs="*", default=[])
    asks.add_argument("--every", type=int, default=100)
    asks.add_argument("--texts", type=int, default=5_000_000)
    asks.add_argument("--rounds", type=int, default=10)
    asks.add_argument("--cores", type=int, default=2)
    asks.add_argument("--sample", type=int, default=5_000, help="texts of each kind, alone")
    asks.add_argument("--warm", type=int, default=20_000, help="texts before anything is timed")
    given = asks.parse_args()
    ordinary = texts_of(given.ordinary)
    random.Random(7).shuffle(ordinary)  # noqa: S311 - the same order each time
    relevant = [text for path in given.relevant for text in texts_of(path)]
    count, texts = given.texts // given.rounds, mixed(ordinary, relevant, given.every)
    checker, one, many = Checker(), [], []
    print(f"{os.cpu_count()} cores; load {os.getloadavg()[0]:.1f}; {given.texts:,} texts of")
    print(f"{len(ordinary):,} ordinary and {len(relevant):,} relevant ones, 1 in {given.every}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "texts.parquet"
        write(texts, given.warm, path)
        alone(path, checker)
        report_single(ordinary[: given.sample], relevant[: given.sample], checker)
        session = session_of(given.cores)
        first = cost_of(lambda: on_spark(session, path), used)
        print(f"first Spark job, with what is made once: {first.clock:.1f} s", flush=True)
        for number in range(1, given.rounds + 1):
            write(texts, count, path)
            turns = [
                (one, lambda: alone(path, checker), time.process_time),
                (many, lambda: on_spark(session, path), used),
            ]
            for costs, run, told in turns if number % 2 else turns[::-1]:
                costs.append(cost_of(run, told))
            print(f"round {number}: alone {one[-1]}, on Spark {many[-1]}", flush=True)
        print("Python processes of Spark held at most", *(f"{mb:.0f}" for mb in workers()), "MB")
        session.stop()
    report(count * given.rounds, given.cores, one, many)
    return 0


if __name__ == "__main__":
    sys.exit(main())
