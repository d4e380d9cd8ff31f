"""Imports point one way: a module may use what lies below it, never what lies above."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import summons_check

SRC = Path(summons_check.__file__).parent
MODULES = {path.relative_to(SRC).with_suffix("").as_posix(): path for path in SRC.rglob("*.py")}

FLOORS = (
    ("rules_folder",),
    (
        "lookalikes",
        "han_forms",
        "models",
        "errors",
        "patterns",
        "conversion",
        "sieve",
        "pack_folder",
        "collector",
        "pyarrow_extra",
    ),
    ("pattern_tree", "many", "message_columns", "csv_records"),
    ("folding", "languages", "pattern_safety", "phrases", "toml_lines"),
    ("pattern_problems",),
    ("advice", "anchors", "phrasebook", "pack_schema"),
    ("pack_draft", "wording"),
    ("pack_references", "outline"),
    ("lexicon", "negations"),
    ("vocabulary", "facts", "rendering", "word_list", "addresses"),
    ("strewn",),
    ("rejoining", "respelling", "speaker", "reader", "html_rendering", "jurisdictions"),
    ("disguise", "acts", "frames", "report"),
    ("matching", "claims"),
    ("scoring", "computed"),
    ("rulepack",),
    ("reading",),
    ("judging",),
    ("checker",),
    ("__init__",),
    ("message_input", "check_request", "labelled", "arrow", "run_identity"),
    ("batch", "evaluation_model", "files", "spark"),
    ("workshop",),
    ("evaluation", "evaluation_report"),
    ("evaluation_page", "mcp_server"),
    ("web",),
    ("example", "cli"),  # doors: nothing below imports them
    ("__main__",),
)
FLOOR = {name: number for number, names in enumerate(FLOORS) for name in names}

READERS = {
    "pack_folder": "reads the packs",
    "rulepack": "reads again what has a problem, to tell the line",
    "lookalikes": "reads the table of characters that look alike",
    "han_forms": "reads the table of characters of one script of Chinese",
    "facts/data": "reads the tables of a pack",
    "example": "is a door: closes standard output when nobody reads on",
    "cli/app": "is a door: closes standard output when nobody reads on",
    "batch": "reads the messages that its user names",
    "run_identity": "looks into the file, which one it is",
    "files/kinds": "reads and writes the files of messages that its user names",
    "files/encodings": "looks into the file, which encoding it has",
    "files/delimited": "reads the file",
    "files/json_lines": "reads the file",
    "files/parquet": "reads the file",
    "files/writers": "writes the parts of a file, and reads them to put them together",
    "files/parts": "goes on with the parts that an interrupted run has left",
    "cli/lock": "is a door: reads the lock that it writes, and the changelog",
    "cli/serve": "is a door: opens the browser",
    "web/page": "reads its style, its script and its icon",
    "cli/batch": "is a door: goes on with the table that its user names",
    "message_input": "reads the message that its user names",
    "labelled": "reads the labelled messages that its user names",
    "workshop/bench": "looks which packs there are",
    "workshop/new_rule": "writes a rule, and reads what its user has of it",
}
_READING = frozenset({"open", "read_text", "read_bytes", "iterdir", "rglob", "glob"})
_NETWORK = frozenset({"asyncio", "ftplib", "http", "httpx", "requests", "smtplib", "socket", "ssl"})
LISTENERS = {
    "cli/serve": "listens where its user says",
    "web/limits": "waits for a request",
    "web/workers": "waits for a thread",
    "web/problems": "has the phrases of HTTP",
    "web/openapi": "has the phrases of HTTP",
}


def _imports(path: Path) -> Iterator[tuple[str, str]]:
    """Module and name of every import of a file, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}:{node.lineno}: no relative imports"
            yield from ((node.module or "", alias.name) for alias in node.names)


def _own_imports(path: Path) -> Iterator[str]:
    """Modules of ours that a file imports, by their path below the package."""
    for module, name in _imports(path):
        package, _, rest = module.partition(".")
        if package == "summons_check":
            inner = [part for part in (*rest.split("."), name) if part]
            yield next(
                (found for found in ("/".join(inner), "/".join(inner[:-1])) if _exists(found)),
                "__init__",
            )


def _exists(name: str) -> bool:
    return bool(name) and (name in MODULES or f"{name}/__init__" in MODULES)


def _floor(name: str) -> int:
    return FLOOR[name.partition("/")[0]]


@pytest.mark.parametrize("name", sorted(MODULES))
def test_imports_only_lower_floors(name: str) -> None:
    """A module imports modules of lower floors, and those of its own sub-package."""
    for used in _own_imports(MODULES[name]):
        siblings = "/" in name and used.partition("/")[0] == name.partition("/")[0]

        assert siblings or _floor(used) < _floor(name), f"{name} imports {used}"


def test_no_module_imports_itself_in_a_circle() -> None:
    """Also inside the sub-packages imports form no circle."""
    graph = {
        name.removesuffix("/__init__"): set(_own_imports(path)) for name, path in MODULES.items()
    }

    assert [*TopologicalSorter(graph).static_order()]  # raises CycleError


def test_every_module_has_its_floor() -> None:
    """A new module is given a floor on purpose."""
    assert {name.partition("/")[0] for name in MODULES} <= FLOOR.keys()


@pytest.mark.parametrize("name", sorted(MODULES.keys() - READERS.keys()))
def test_only_readers_touch_files(name: str) -> None:
    """What checks a message opens no file."""
    calls = [
        node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        for node in ast.walk(ast.parse(MODULES[name].read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    ]

    assert _READING.isdisjoint(calls)


@pytest.mark.parametrize("name", sorted(MODULES.keys() - LISTENERS.keys()))
def test_no_module_knows_the_network(name: str) -> None:
    """Nothing of ours can open a connection; the server alone takes some."""
    roots = {module.partition(".")[0] for module, _ in _imports(MODULES[name])}

    assert _NETWORK.isdisjoint(roots)
    assert "urllib.request" not in {module for module, _ in _imports(MODULES[name])}
