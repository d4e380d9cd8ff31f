"""What every `make_*.py` does in the end: write its file, or compare it with what is there.

`make_x.py` makes the one file `x.*` beside it. With `--check` it writes nothing
and ends with 1 if somebody changed the file, or what it is made from.
"""

from __future__ import annotations

import sys
from pathlib import Path


def finish(target: Path, content: str) -> int:
    """Write a file, or with `--check` tell whether it is what its script makes."""
    if "--check" not in sys.argv:
        target.write_text(content, encoding="utf-8")
        return 0
    if target.read_text(encoding="utf-8") == content:
        return 0
    print(f"{target.name} is not what its script makes: run {Path(sys.argv[0]).name}")
    return 1
