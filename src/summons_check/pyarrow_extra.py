"""pyarrow, or how to get it."""

from __future__ import annotations

try:
    import pyarrow as pa
except ModuleNotFoundError as error:
    raise ImportError(
        "tables need pyarrow, which is an extra; pip install 'summons-check[arrow]'"
    ) from error

__all__ = ["pa"]
