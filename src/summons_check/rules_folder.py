"""Where the rule packs and their tables lie."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_HERE = Path(__file__).parent


def rules_root() -> Traversable:
    """The folder of the packs: inside the wheel, at the top of a checkout, or in a zip archive."""
    packaged = _HERE / "_rules"
    if packaged.is_dir():
        return packaged
    if _HERE.is_dir():
        return _HERE.parents[1] / "rules"
    from importlib.resources import files  # noqa: PLC0415 - slow to import, and few need it

    return files("summons_check") / "_rules"
