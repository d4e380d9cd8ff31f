"""From one script of Chinese to another, by OpenCC."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache


@cache
def converter(config: str) -> Callable[[str], str]:
    """Load an OpenCC conversion, once and not before it is used.

    Args:
        config: Such as "t2s", from traditional to simplified.

    """
    import opencc  # noqa: PLC0415 (slow to import, and most reports need none)

    convert: Callable[[str], str] = opencc.OpenCC(config).convert
    return convert
