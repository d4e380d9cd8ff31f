"""What the tests of Spark run: a session in a process of its own, where sockets are allowed.

Only functions that `tests/test_spark.py` sends here by name; what they return travels back.
"""

from __future__ import annotations

import os
import signal
import sys
import warnings
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

import pyarrow as pa
import pyspark
from pyspark import TaskContext
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession

from summons_check import Checker, RulePack
from summons_check.spark import check_dataframe

FATAL = "今晚吃什么？"
"""The message on which an `Unlucky` checker fails."""
_QUICK_START = (
    "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC "
    "-XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote"
)
"""Nothing is compiled, collected or verified that a minute of small jobs does not pay back."""
CONF = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.extraJavaOptions": _QUICK_START,
    "spark.executor.extraJavaOptions": _QUICK_START,
    "spark.log.level": "OFF",
    "spark.python.authenticate.socketTimeout": "120s",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "10",
    "spark.sql.shuffle.partitions": "2",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}


def start(master: str, home: Path) -> None:
    """Start the session of this process, with what it writes in a folder of its own."""
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["PYTHONPATH"] = str(Path(__file__).parent)
    spark_home = home / "spark"  # a standalone worker writes to its Spark's own folder
    spark_home.mkdir()
    for each in Path(pyspark.__file__).parent.iterdir():
        (spark_home / each.name).symlink_to(each)
    os.environ["SPARK_HOME"] = str(spark_home)
    os.chdir(home)
    warnings.simplefilter("error")
    builder = SparkSession.builder.master(master)
    for key, value in CONF.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    schema = "id INT, text STRING"
    session.createDataFrame(session.sparkContext.emptyRDD(), schema).createTempView("nothing")


def run(job: Callable[..., Any], *args: Any, **options: Any) -> Any:
    """Run one of the functions below.

    Raises:
        RuntimeError: With the text of an error of Spark's own, which cannot travel.

    """
    try:
        return job(*args, **options)
    except PySparkException as error:
        raise RuntimeError(str(error)) from None


def _session() -> SparkSession:
    return SparkSession.active()


def stop() -> None:
    """Stop the session."""
    _session().stop()


def numbered(rows: int, partitions: int) -> DataFrame:
    """A DataFrame of numbered messages; that in the middle is the fatal one."""
    frame = _session().range(0, rows, 1, partitions)
    text = f"CASE WHEN id = {rows // 2} THEN '{FATAL}' ELSE concat('第', id, '号传票') END AS text"
    return frame.selectExpr("id", text)


def check_table(table: pa.Table, **options: Any) -> pa.Table:
    """What comes out for a table."""
    frame = _session().createDataFrame(table)
    return check_dataframe(frame, **options).toArrow()


def check_query(query: str, **options: Any) -> pa.Table:
    """What comes out for what a query gives."""
    return check_dataframe(_session().sql(query), **options).toArrow()


def only_ask(query: str, **options: Any) -> tuple[list[str], int]:
    """The columns of what would come out, and how many jobs that took."""
    context = _session().sparkContext
    context.setJobGroup("only ask", query)
    try:
        columns = check_dataframe(_session().sql(query), **options).columns
    finally:
        context.setLocalProperty("spark.jobGroup.id", None)
    return columns, len(context.statusTracker().getJobIdsForGroup("only ask"))


def check_numbered(rows: int, partitions: int, checker: Checker, target: Path) -> Sequence[int]:
    """Check and write numbered messages, by way of a shuffle; the numbers that were written."""
    checked = check_dataframe(numbered(rows, partitions), checker=checker)
    checked.repartition(2, "id").write.parquet(str(target))
    return [row.id for row in _session().read.parquet(str(target)).select("id").collect()]


class Counted(Checker):
    """A checker that leaves a file wherever it is made."""

    def __init__(self, rules: RulePack, folder: Path) -> None:
        super().__init__(rules)
        self.given = (rules, folder)
        (folder / f"{os.getpid()} {uuid4()}").touch()

    def __reduce__(self) -> tuple[object, ...]:
        return (Counted, self.given)


def _raise() -> None:
    raise RuntimeError("bad luck")


def _kill_worker() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _kill_executor() -> None:
    """Kill the JVM: the parent of the daemon that this worker was forked from."""
    os.kill(_parent(os.getppid()), signal.SIGKILL)


MISFORTUNES: dict[str, Callable[[], None]] = {
    "an error": _raise,
    "a killed worker": _kill_worker,
    "a killed executor": _kill_executor,
}


class Unlucky(Checker):
    """A checker that fails on one message the first times, and leaves a file each time."""

    def __init__(self, rules: RulePack, folder: Path, misfortune: str, times: int = 1) -> None:
        super().__init__(rules)
        self.given = (rules, folder, misfortune, times)

    def __reduce__(self) -> tuple[object, ...]:
        return (Unlucky, self.given)

    def check(self, text: str, **known: Any) -> Any:
        """Check, unless it fails."""
        if text == FATAL:
            _, folder, misfortune, times = self.given
            attempt = TaskContext.get().attemptNumber()
            (folder / f"attempt {attempt}").touch()
            if attempt < times:
                MISFORTUNES[misfortune]()
        return super().check(text, **known)


def addresses() -> tuple[set[str], str | None]:
    """The local addresses of all sockets of this process and its children, and that of the UI."""
    inodes = set()
    for pid in _family():
        for handle in Path(f"/proc/{pid}/fd").iterdir():
            with suppress(FileNotFoundError):  # closed since it was listed
                target = os.readlink(handle)
                if target.startswith("socket:["):
                    inodes.add(target[8:-1])
    rows = [
        line.split()
        for name in ("tcp", "tcp6", "udp", "udp6")
        for line in Path(f"/proc/net/{name}").read_text(encoding="ascii").splitlines()[1:]
    ]
    found = {row[1].partition(":")[0] for row in rows if row[9] in inodes}
    return found, _session().sparkContext.uiWebUrl


def _family() -> set[int]:
    """The number of this process, and of all that it started."""
    parents = {int(each.name): _parent(int(each.name)) for each in Path("/proc").glob("[0-9]*")}
    family, found = set(), {os.getpid()}
    while found - family:
        family |= found
        found = {pid for pid, parent in parents.items() if parent in family}
    return family


def _parent(pid: int) -> int:
    """The process that started one, or 0."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):  # it has ended since it was listed
        return 0
    return int(next(line for line in status.splitlines() if line.startswith("PPid:")).split()[1])
