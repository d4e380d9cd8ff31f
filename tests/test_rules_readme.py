"""The tutorial of rules/README.md is run: each command says what stands there."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from console import BLOCK, check_console

RULES = Path(__file__).parents[1] / "rules"
_TUTORIAL = re.compile(r"^## A rule in ten minutes\n(.*?)^## ", re.MULTILINE | re.DOTALL)
_BLOCK = re.compile(
    r"<!-- add to (?P<file>\S+) -->\n```toml\n(?P<text>[^`]*)```"
    r"|<!-- change (?P<changed>\S+) -->\n```diff\n-(?P<old>.*)\n\+(?P<new>.*)\n```"
    rf"|{BLOCK}",
)


def _tutorial() -> str:
    found = _TUTORIAL.search((RULES / "README.md").read_text(encoding="utf-8"))
    assert found
    return found[1]


def test_the_tutorial_says_what_happens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a copy of our packs; a line of three dots stands for any lines."""
    copied = shutil.copytree(RULES, tmp_path / "rules", ignore=shutil.ignore_patterns("README.md"))
    shutil.copy(RULES.parent / "CHANGELOG.md", tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("summons_check.workshop.bench.rules_root", lambda: copied)
    ran: list[str] = []
    for block in _BLOCK.finditer(_tutorial()):
        if block["file"]:
            with (tmp_path / block["file"]).open("a", encoding="utf-8") as stream:
                stream.write(f"\n{block['text']}")
        if block["changed"]:
            file = tmp_path / block["changed"]
            text = file.read_text(encoding="utf-8")
            assert text.count(block["old"]) == 1
            file.write_text(text.replace(block["old"], block["new"]), encoding="utf-8")
        ran += check_console(block["console"] or "", capsys.readouterr)

    assert {"new", "test", "lint", "lock"} <= {command.split()[2] for command in ran}
