"""The benchmarks run and say what they measured; how fast anything is, is no test."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parent / "benchmarks"


def run(program: str, *options: object) -> subprocess.CompletedProcess[str]:
    """Run a benchmark as its head says."""
    return subprocess.run(  # noqa: S603
        [sys.executable, BENCHMARKS / program, *map(str, options)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of the smallest run of all that `speed.py` measures without a peer."""
    out = tmp_path_factory.mktemp("speed")
    few = ["--rounds", 1, "--most", 3, "--stream", 300, "--scales", 1, "--sizes", 100, 1000]
    ran = run("speed.py", *few, "--peers", "none", "--out", out)

    assert ran.returncode == 0, ran.stderr
    return (out / "RESULTS.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "heading",
    ["Budgets", "Ordinary texts, 3 of them", "Relevant texts, 3 of them", "Length", "Rules",
     "`check_many`", "A new process"],
)  # fmt: skip
def test_every_part_has_figures(page: str, heading: str) -> None:
    """A table with at least one row of numbers above 0."""
    part = page.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    rows = [line for line in part.splitlines() if line.startswith("| ")][2:]

    assert rows, heading
    assert any(float(figure) > 0 for figure in re.findall(r"(?<=\| )\d+\.?\d*(?= )", part))


def test_a_budget_is_met_or_not_or_was_not_measured(page: str) -> None:
    """Each of the nine says which."""
    part = page.partition("\n## Budgets\n")[2].partition("\n## ")[0]
    rows = [line for line in part.splitlines() if line.startswith("| ")][2:]

    assert len(rows) == 9
    for row in rows:
        *_, figure, verdict = map(str.strip, row.strip("|").split("|"))
        assert verdict in ({""} if figure == "not measured" else {"met", "**not met**"}), row


@pytest.mark.parametrize(
    ("program", "options", "told"),
    [
        ("growth", ["facts", "--every", "2000", "--sizes", "100", "200"], r"facts: \d+ parts, "),
        ("memory", ["--checks", "10"], r"from a tenth of them to all: [+-]\d"),
    ],
)
def test_the_other_benchmarks_run(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    program: str,
    options: list[str],
    told: str,
) -> None:
    """In this process, which has loaded the rules; what so small a run finds is no finding."""
    monkeypatch.syspath_prepend(BENCHMARKS)
    monkeypatch.setattr(sys, "argv", [program, *options])

    assert import_module(program).main() in {0, 1}
    assert re.search(told, capsys.readouterr().out)
