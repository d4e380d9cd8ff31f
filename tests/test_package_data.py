"""The tables and lists of the rule packs: made by a script, or carried over and documented.

Whoever edits a made file by hand, changes what it is made from, or updates a
package that a script reads is told here to run the script again.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

RULES = Path(__file__).parents[1] / "rules"
SCRIPTS = {
    script.relative_to(RULES).as_posix(): script for script in sorted(RULES.rglob("make_*.py"))
}


def check(script: Path) -> subprocess.CompletedProcess[str]:
    """Run a script with `--check`, for itself: jieba warns when it is imported."""
    return subprocess.run(  # noqa: S603 - our own interpreter and script
        [sys.executable, "-B", script, "--check"], capture_output=True, text=True, check=False
    )


def made_by(script: Path) -> Path:
    """The one file that a script makes: `make_x.py` makes `x.*` beside it."""
    (target,) = script.parent.glob(f"{script.stem.removeprefix('make_')}.*")
    return target


@pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS)
def test_a_made_file_is_what_its_script_makes(script: Path) -> None:
    ran = check(script)

    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS)
def test_a_made_file_that_was_edited_is_found_out(script: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(script.parent, tmp_path / "data") / script.name
    target = made_by(copy)
    *lines, last = target.read_text("utf-8").splitlines(keepends=True)
    target.write_text("".join(lines) + f"0{last}", "utf-8")

    ran = check(copy)

    assert ran.returncode == 1, ran.stderr
    assert ran.stdout.startswith(target.name)  # it is the comparison that fails, no accident
