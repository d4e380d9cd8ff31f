"""Tables of messages on Spark: the same verdicts beside each row, on as many machines as there are.

It needs pyspark, which the extra `spark` brings. Every machine of the cluster needs this package in
the release of the driver, pandas and pyarrow; rules of one's own travel with the job.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

import summons_check
from summons_check.arrow import SCHEMA, ColumnError, check_batches, output_schema
from summons_check.checker import Checker, default_checker
from summons_check.errors import SummonsCheckError
from summons_check.models import Lang

try:
    import pyarrow as pa
except ModuleNotFoundError as error:
    raise ImportError(
        "Spark needs pyarrow and pandas, which are extras; pip install 'summons-check[spark]'"
    ) from error

if TYPE_CHECKING:
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType

_TEXTS = frozenset({"string", "char", "varchar", "binary", "void"})
_TIMES = frozenset({"date", "timestamp", "timestamp_ntz"})
"""Types of Spark, by name, that `check_batches` can read as text and as a day."""
_CHECKERS = 2
"""Checkers that a Python worker keeps: a job that compares two packs would otherwise make them anew
in each task."""


class WorkerError(SummonsCheckError):
    """A machine of the cluster cannot check as the driver would: why, and how to mend it."""


def check_dataframe(  # noqa: PLR0913 - what `check` takes, for each row
    df: DataFrame,
    column: str = "text",
    *,
    sender: str | None = None,
    channel: str | None = None,
    received: str | None = None,
    jurisdiction: str | None = None,
    lang: Lang | None = None,
    checker: Checker | None = None,
) -> DataFrame:
    """Check the messages of a DataFrame where its rows lie.

    Nothing is read and no job runs before the result is asked for. Each Python worker makes the
    checker once and keeps it over its tasks. A task that fails, or whose worker or executor dies,
    is repeated by Spark from its first row; what it had done does not count, so that no row is
    lost or doubled.

    Args:
        df: The table; all its columns must be of types that Arrow knows.
        column: Name of the column of messages: text, or UTF-8 in a binary column.
        sender: Name of the column with the number or name that each message came from, or None;
            for this and the next four see `check_batches`.
        channel: Name of the column with how it came.
        received: Name of the column with the day on which it came.
        jurisdiction: Name of the column with the country whose law applies.
        lang: Language of `limits`, for all; that of each message if not given.
        checker: The checker, also one with rules of your own, which are sent to the workers; the
            one behind `check` by default.

    Returns:
        The rows and columns of `df`, and the columns of `arrow.SCHEMA` behind them.

    Raises:
        ColumnError: If a column is missing, there twice, of a type that cannot be read, or named
            like one that is added.
        TypeError: For an argument of another type.

    """
    if not hasattr(df, "mapInArrow"):
        raise TypeError(f"df must be a Spark DataFrame, not {type(df).__name__}")
    if not isinstance(checker, Checker | None):
        raise TypeError(f"checker must be a Checker or None, not {type(checker).__name__}")
    named = {
        "sender": sender,
        "channel": channel,
        "received": received,
        "jurisdiction": jurisdiction,
    }
    _require_columns(df.schema, column, named)
    checker = checker or default_checker()
    check_batches((), column, lang=lang, checker=checker)  # refuses a wrong `lang` now
    task = partial(_check_task, _Parcel.of(checker), {"column": column, **named, "lang": lang})
    return df.mapInArrow(task, _with_answers(df))


class _Parcel(NamedTuple):
    """A checker as it travels, and what it must be where it arrives."""

    pickled: bytes
    release: str
    rules: str

    @classmethod
    def of(cls, checker: Checker) -> _Parcel:
        """Pack a checker once, so that the workers know it again by its bytes."""
        return cls(pickle.dumps(checker), summons_check.__version__, checker.rules.info.sha256)


def _check_task(
    parcel: _Parcel, options: Mapping[str, str | None], batches: Iterable[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    """What a Python worker runs for each task."""
    return check_batches(batches, checker=_unpacked(parcel), **options)  # type: ignore[arg-type] # `check_dataframe` has typed them


@lru_cache(_CHECKERS)
def _unpacked(parcel: _Parcel) -> Checker:
    """The checker of a parcel; a worker outlives its tasks, and so does this."""
    here = summons_check.__version__
    if here != parcel.release:
        raise WorkerError(
            f"a worker has summons-check {here} and the driver {parcel.release}; "
            "install the same release on all machines"
        )
    checker: Checker = pickle.loads(parcel.pickled)  # noqa: S301 - the driver's own, by Spark
    if checker.rules.info.sha256 != parcel.rules:
        raise WorkerError(
            "a worker's summons-check has other rules than the driver's; "
            "install the same package on all machines"
        )
    return checker


def _require_columns(schema: StructType, column: str, named: Mapping[str, str | None]) -> None:
    """Refuse a table in which a column cannot be read or added, in words of Spark."""
    names = [field.name for field in schema.fields]
    output_schema(pa.schema([(name, pa.string()) for name in names]), column, **named)
    for option, name in {"column": column, **named}.items():
        if name is None:
            continue
        kind = schema[name].dataType
        if kind.typeName() not in (_TEXTS | _TIMES if option == "received" else _TEXTS):
            what = kind.simpleString()
            raise ColumnError(
                f"{option}={name!r}: this column is {what}, which is no text; cast it"
            )
    alike = [name for name in names if name.lower() in SCHEMA.names]
    if alike:  # to Spark, names in capitals are the same
        raise ColumnError(
            f"the table has a column {', '.join(map(repr, alike))}, which is to be added; rename it"
        )


def _with_answers(df: DataFrame) -> StructType:
    """The schema of what comes out."""
    from pyspark.sql.types import StructType  # noqa: PLC0415 - whoever has a DataFrame has it

    added = df.sparkSession.createDataFrame(SCHEMA.empty_table()).schema
    return StructType([*df.schema.fields, *added.fields])
