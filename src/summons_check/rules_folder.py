"""Where the rule packs and their tables lie."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def rules_root() -> Traversable:
    """The folder of the packs: inside the wheel, or at the top of a checkout."""
    packaged = files("summons_check") / "_rules"
    if packaged.is_dir():
        return packaged
    return Path(__file__).parents[2] / "rules"
