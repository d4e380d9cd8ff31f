"""Columns of any Arrow type as text: JSON, and cells of CSV. A whole column at a time."""

from __future__ import annotations

import math
from json.encoder import encode_basestring

import pyarrow as pa
import pyarrow.compute as pc

from summons_check.files.kinds import FileError

_NULL = "null"


def as_json(column: pa.Array) -> pa.Array:
    r"""Each cell as JSON.

    A list is an array, a struct an object, a map an array of keys and values; times and bytes are
    strings (bytes that are no UTF-8 as \xff), a number that JSON does not know is null.

    Args:
        column: Of any type that `require_text` lets pass.

    Returns:
        Strings of the same number; none is null.

    """
    if isinstance(column.type, pa.BaseExtensionType):
        if column.type.extension_name != "arrow.json":
            return as_json(column.storage)
        return pc.fill_null(pc.replace_substring_regex(column.storage, r"[\r\n]+", " "), _NULL)
    if pa.types.is_dictionary(column.type):
        return pc.fill_null(as_json(column.dictionary).take(column.indices), _NULL)
    written = pc.if_else(column.is_valid(), _written(column), _NULL)
    return written.cast(pa.string())


def _written(column: pa.Array) -> pa.Array:
    """As `as_json`, with anything at all where a cell is null."""
    kind = column.type
    if _is_text(kind):
        return pa.array([encode_basestring(cell) for cell in _decoded(column)], pa.string())
    if pa.types.is_floating(kind):
        return pa.array([*map(_number, column.to_pylist())], pa.string())
    if pa.types.is_struct(kind):
        return _objects(kind.names, column.flatten(), len(column))
    if pa.types.is_map(kind):
        return _lists(pa.ListArray.from_arrays(column.offsets, _pairs(column)))
    return _lists(column) if _is_list(kind) else _others(column)


def _others(column: pa.Array) -> pa.Array:
    texts = column.cast(pa.string())
    if pa.types.is_temporal(column.type):
        return pc.binary_join_element_wise('"', texts, '"', "")
    return texts


def _pairs(column: pa.Array) -> pa.Array:
    """Keys and values of a map."""
    return pa.StructArray.from_arrays([column.keys, column.items], ["key", "value"])


def _objects(names: list[str], columns: list[pa.Array], count: int) -> pa.Array:
    """A JSON object a row."""
    pieces: list[object] = [pa.array(["{"] * count, pa.string())]
    for index, (name, column) in enumerate(zip(names, columns, strict=True)):
        pieces += [f"{', ' if index else ''}{encode_basestring(name)}: ", as_json(column)]
    return pc.binary_join_element_wise(*pieces, "}", "")


def _lists(column: pa.Array) -> pa.Array:
    lengths = pc.fill_null(pc.list_value_length(column), 0).cast(pa.int32())
    offsets = pa.concat_arrays([pa.array([0], pa.int32()), pc.cumulative_sum(lengths)])
    inner = pa.ListArray.from_arrays(offsets, as_json(column.flatten()))
    return pc.binary_join_element_wise("[", pc.binary_join(inner, ", "), "]", "")


def _number(value: float | None) -> str:
    return _NULL if value is None or not math.isfinite(value) else repr(value)


def _decoded(column: pa.Array) -> list[str]:
    """The texts of a column; Arrow's need not be UTF-8."""
    cells = column.cast(pa.large_binary()).to_pylist()
    return [(cell or b"").decode("utf-8", "backslashreplace") for cell in cells]


def _is_text(kind: pa.DataType) -> bool:
    types = pa.types
    return any(
        is_one(kind)
        for is_one in (
            types.is_string,
            types.is_large_string,
            types.is_string_view,
            types.is_binary,
            types.is_large_binary,
            types.is_binary_view,
            types.is_fixed_size_binary,
        )
    )


def _is_list(kind: pa.DataType) -> bool:
    types = pa.types
    are_lists = (types.is_list, types.is_large_list, types.is_fixed_size_list)
    return any(is_one(kind) for is_one in are_lists)


def json_lines(batch: pa.RecordBatch) -> pa.Buffer:
    """A JSON object a row, with a line end each."""
    objects = _objects(batch.schema.names, batch.columns, batch.num_rows)
    return _joined(pc.binary_join_element_wise(objects, "\n", ""))


def _joined(texts: pa.Array) -> pa.Buffer:
    """All texts, one behind the other."""
    ends = pa.array([0, len(texts)], pa.int32())
    everything = pa.ListArray.from_arrays(ends, texts.cast(pa.large_string()))
    return pc.binary_join(everything, pa.scalar("", pa.large_string()))[0].as_buffer()


def as_cells(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The same with columns that CSV can hold: what is nested is JSON."""
    columns = [_as_cells(column) for column in batch.columns]
    return pa.RecordBatch.from_arrays(columns, names=batch.schema.names)


def _as_cells(column: pa.Array) -> pa.Array:
    kind = column.type
    if isinstance(kind, pa.BaseExtensionType):
        return _as_cells(column.storage)
    if pa.types.is_dictionary(kind):
        return _as_cells(column.dictionary).take(column.indices)
    if _is_text(kind):
        texts = pa.array(_decoded(column), pa.string())
        return pc.if_else(column.is_valid(), texts, None)
    if pa.types.is_nested(kind):
        return pc.if_else(column.is_valid(), as_json(column), None)
    is_plain = pa.types.is_primitive(kind) and not pa.types.is_temporal(kind)
    return column if is_plain and kind != pa.float16() else column.cast(pa.string())


def require_text(schema: pa.Schema) -> None:
    """Refuse columns that cannot be written as text.

    Raises:
        FileError: If there is one.

    """
    for field in schema:
        try:
            as_json(pa.array([], field.type))
        except (pa.ArrowException, TypeError):
            raise FileError(
                f"column {field.name!r} is {field.type}, which no text file holds; "
                "write Parquet, or cast it"
            ) from None
