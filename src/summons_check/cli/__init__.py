"""The command line, `summons-check`: doors for people; what they show is made elsewhere."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: Those behind the name of the program; None: the real ones.

    Returns:
        Exit code: 0 nothing at or above the level asked for, 1 found, 2 usage or tool error,
        130 interrupted.

    """
    if not all(map(importlib.util.find_spec, ("typer", "rich"))):
        print(
            "summons-check: the command line is an extra; pip install 'summons-check[cli]'",
            file=sys.stderr,
        )
        return 2
    from summons_check.cli.app import run  # noqa: PLC0415 (what it needs may be missing)

    return run(arguments)
