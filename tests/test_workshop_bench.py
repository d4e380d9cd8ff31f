"""The workshop's bench: what a folder may be, and where everything in it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import TINY, write_pack
from summons_check.rulepack import PACKS
from summons_check.workshop.bench import WorkshopError, open_bench


def test_without_a_folder_it_is_our_packs() -> None:
    bench = open_bench()

    assert bench.own == PACKS
    assert bench.problems == ()


def test_a_folder_of_packs(tmp_path: Path) -> None:
    write_pack(tmp_path)
    write_pack(tmp_path, {"pack.toml": TINY["pack.toml"].replace('"tiny"', '"more"')}, "more")

    assert open_bench(tmp_path).own == ("more", "tiny")


def test_a_pack_takes_the_place_of_ours(tmp_path: Path) -> None:
    """A copy of a pack of ours is what somebody mends: the original would be in its way."""
    head = "\n[families]\ntopic = 0\n"
    bench = open_bench(
        write_pack(
            tmp_path,
            dict.fromkeys(TINY)
            | {
                "pack.toml": 'name = "ie"\nversion = "9"\njurisdiction = "IE"\n'
                'title = { zh = "某", en = "x" }' + head
            },
            "ie",
        )
        / "ie"
    )

    assert bench.own == ("ie",)
    assert bench.rules == ()
    assert "9" in bench.pack.info.version.split("+")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("nowhere", "does not exist"),
        ("file.toml", "is a file"),
        ("empty", "holds no pack"),
        ("a\0b", "no name for a folder"),
    ],
)
def test_what_is_no_folder_of_packs(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "file.toml").touch()
    (tmp_path / "empty").mkdir()

    with pytest.raises(WorkshopError, match=words) as caught:
        open_bench(tmp_path / name)
    assert "\n" not in str(caught.value)


def test_a_problem_is_told_in_one_line(tmp_path: Path) -> None:
    bench = open_bench(write_pack(tmp_path, {"stray.toml": "", "a/b/c.toml": ""}))

    with pytest.raises(WorkshopError, match=r"c\.toml.* and 1 more; .*lint") as caught:
        bench.sound()
    assert "\n" not in str(caught.value)
    assert len(bench.rules) == 5


@pytest.mark.parametrize(
    ("name", "found"), [("tiny.fee", "tiny.fee"), ("tiny.old-arrest", "tiny.arrest")]
)
def test_a_rule_by_id_or_alias(tmp_path: Path, name: str, found: str) -> None:
    assert open_bench(write_pack(tmp_path)).rule(name).id == found


@pytest.mark.parametrize(
    ("name", "words"),
    [("tiny.fees", r"did you mean tiny\.fee\?$"), ("xxxxx", "no rule is called 'xxxxx' in [^;]*$")],
)
def test_an_unknown_rule(tmp_path: Path, name: str, words: str) -> None:
    with pytest.raises(WorkshopError, match=words):
        open_bench(write_pack(tmp_path)).rule(name)


@pytest.mark.parametrize(
    ("path", "key", "line"),
    [
        ("tiny/payment/fee.toml", "points", 5),
        ("tiny/payment/fee.toml", "match.0.none", 14),
        ("tiny/payment/fee.toml", "nothing", None),
        ("tiny/nowhere.toml", "points", None),
    ],
)
def test_the_line_of_a_key(tmp_path: Path, path: str, key: str, line: int | None) -> None:
    assert open_bench(write_pack(tmp_path)).line(path, key) == line
