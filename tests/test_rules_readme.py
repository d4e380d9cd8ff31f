"""The tutorial of rules/README.md is run: each command says what stands there."""

from __future__ import annotations

import doctest
import re
import shlex
import shutil
from pathlib import Path

import pytest

from summons_check.cli import main

RULES = Path(__file__).parents[1] / "rules"
_TUTORIAL = re.compile(r"^## A rule in ten minutes\n(.*?)^## ", re.MULTILINE | re.DOTALL)
_BLOCK = re.compile(
    r"<!-- add to (?P<file>\S+) -->\n```toml\n(?P<text>[^`]*)```"
    r"|<!-- change (?P<changed>\S+) -->\n```diff\n-(?P<old>.*)\n\+(?P<new>.*)\n```"
    r"|```console\n(?P<console>[^`]*)```",
)
_COMMAND = re.compile(r"^\$ ((?:.*\\\n)*.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)


def _tutorial() -> str:
    found = _TUTORIAL.search((RULES / "README.md").read_text(encoding="utf-8"))
    assert found
    return found[1]


def _run(command: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Everything that a command writes, errors too."""
    main(shlex.split(command.replace("\\\n", ""))[1:])
    out, err = capsys.readouterr()
    return out + err


def test_the_tutorial_says_what_happens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a copy of our packs; a line of three dots stands for any lines."""
    copied = shutil.copytree(RULES, tmp_path / "rules", ignore=shutil.ignore_patterns("README.md"))
    shutil.copy(RULES.parent / "CHANGELOG.md", tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("summons_check.workshop.bench.rules_root", lambda: copied)
    checker = doctest.OutputChecker()
    ran = []
    for block in _BLOCK.finditer(_tutorial()):
        if block["file"]:
            with (tmp_path / block["file"]).open("a", encoding="utf-8") as stream:
                stream.write(f"\n{block['text']}")
        if block["changed"]:
            file = tmp_path / block["changed"]
            text = file.read_text(encoding="utf-8")
            assert text.count(block["old"]) == 1
            file.write_text(text.replace(block["old"], block["new"]), encoding="utf-8")
        for command, wanted in _COMMAND.findall(block["console"] or ""):
            got = _run(command, capsys)
            assert checker.check_output(wanted, got, doctest.ELLIPSIS), f"$ {command}\n{got}"
            ran.append(" ".join(command.split()[:3]))

    assert {"rules new", "rules test", "rules lint", "rules lock"} <= {
        each.partition(" ")[2] for each in ran
    }
