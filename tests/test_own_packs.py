"""Rules of one's own: packs in other folders, and what they change in the rules of others."""

from __future__ import annotations

import pickle
import zipfile
from pathlib import Path

import pytest

from conftest import TINY, write_pack
from summons_check import Checker, RuleError, Verdict, load_folders, load_packs
from summons_check.models import Kind
from summons_check.rulepack import PACKS, default_pack
from summons_check.rules_folder import rules_root

MESSAGE = "您有传票。请转账撤案费。"
OWN_HEAD = TINY["pack.toml"].replace('"tiny"', '"my-bank2"')
OWN_RULE = TINY["payment/fee.toml"].replace("tiny.fee", "my-bank2.fee")


def own(root: Path, changes: str = "", **files: str) -> Path:
    """Write a pack beside the small one, with what it changes there."""
    told = dict.fromkeys(TINY) | {"pack.toml": OWN_HEAD} | files
    return write_pack(root, told | ({"changes.toml": changes} if changes else {}), "my-bank2")


def fee(*folders: Path, experimental: bool = False):
    """What is found about the fee of the message, by rule."""
    checker = Checker.from_folders(*folders, ours=False, experimental=experimental)
    return {finding.rule_id: finding for finding in checker.check(MESSAGE, lang="en").findings}


def test_a_pack_stands_beside_ours(tmp_path):
    """It may use what ours define: families, sources, concepts; its rules are found by them."""
    rule = TINY["payment/fee.toml"].replace("tiny.fee", "my-bank2.fee")
    rule = rule.replace('"payment.fee", "demand.pay"', '"payment.cancel_fee", "demand.pay"')
    head = OWN_HEAD.partition("[families]")[0]
    own(tmp_path, "", **{"pack.toml": head, "payment/fee.toml": rule.replace('"law"', '"cpl-120"')})
    checker = Checker.from_folders(tmp_path)
    assert checker.rules.info.name == "+".join([*PACKS, "my-bank2"])
    assert {each.id.partition(".")[0] for each in checker.rules.rules} == {*PACKS, "my-bank2"}
    assert "my-bank2.fee" in {found.rule_id for found in checker.check("请转账撤案费。").findings}


def test_a_folder_is_a_pack_or_holds_packs(tmp_path):
    write_pack(tmp_path)
    (tmp_path / "notes").mkdir()  # no pack
    whole = load_packs(tmp_path, ["tiny"])
    assert load_folders([tmp_path], ours=False) == whole
    assert load_folders([tmp_path / "tiny"], ours=False) == whole


def test_a_folder_may_lie_in_an_archive(tmp_path):
    write_pack(tmp_path / "disk")
    archive = tmp_path / "rules.zip"
    with zipfile.ZipFile(archive, "w") as written:
        for file in (tmp_path / "disk").rglob("*.t*"):
            written.write(file, file.relative_to(tmp_path / "disk").as_posix())
    inside = zipfile.Path(archive)
    assert load_folders([inside], ours=False) == load_packs(tmp_path / "disk", ["tiny"])
    assert load_folders([inside / "tiny"], ours=False) == load_packs(tmp_path / "disk", ["tiny"])


def test_a_relative_path_names_a_pack(tmp_path, monkeypatch):
    monkeypatch.chdir(write_pack(tmp_path) / "tiny")
    assert load_folders([Path()], ours=False).info.name == "tiny"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("nowhere", "no pack, and no folder of packs"),
        ("empty", "no pack, and no folder of packs"),
        ("x" * 300, "cannot be read: File name too long"),
        ("twice", "pack 'tiny' is there already; rename its folder, or leave ours out"),
    ],
)
def test_a_folder_without_a_pack_is_named(tmp_path, name, words):
    write_pack(tmp_path / "packs")
    (tmp_path / "empty").mkdir()
    folder = tmp_path / ("packs" if name == "twice" else name)
    with pytest.raises(RuleError) as caught:
        load_folders([tmp_path / "packs", folder], ours=False)
    (problem,) = caught.value.problems
    assert problem.path == str(folder)
    assert words in problem.message


def test_a_problem_tells_the_line_wherever_the_pack_lies(tmp_path):
    write_pack(tmp_path / "one")
    own(tmp_path / "two", '["tiny.fee"]\npoints = 99')
    with pytest.raises(RuleError) as caught:
        load_folders([tmp_path / "one", tmp_path / "two"], ours=False)
    assert [str(problem) for problem in caught.value.problems] == [
        "my-bank2/changes.toml:2: tiny.fee.points: a strong rule has 25 to 45 points, not 99"
    ]


@pytest.mark.parametrize(
    ("changes", "points", "title"),
    [
        ("", 35, "asks for money to drop a case"),
        ('["tiny.fee"]\ndisabled = true', None, None),
        ('["tiny.fee"]\npoints = 25', 25, "asks for money to drop a case"),
        ('["tiny.fee"]\ntitle = { zh = "要钱", en = "wants cash" }', 35, "wants cash"),
        ("[tiny.fee]\npoints = 26\n[tiny.fee.title]\nzh = '要钱'\nen = 'w'", 26, "w"),
    ],
)
def test_a_pack_changes_rules_of_others(tmp_path, changes, points, title):
    own(write_pack(tmp_path), changes)
    found = fee(tmp_path).get("tiny.fee")
    assert (found and found.points, found and found.title) == (points, title)


@pytest.mark.parametrize(
    ("changes", "key", "words"),
    [
        ('["tiny.gone"]\ndisabled = true', "tiny.gone", "no rule of another pack"),
        ('["my-bank2.fee"]\ndisabled = true', "my-bank2.fee", "no rule of another pack"),
        ('["tiny.fee"]', "tiny.fee", "changes nothing"),
        ('["tiny.fee"]\ndisabled = false', "tiny.fee", "changes nothing"),
        ('["tiny.fee"]\ndisabled = true\npoints = 30', "tiny.fee", "leave the rest out"),
        ('["tiny.fee"]\npoints = 5', "tiny.fee.points", "25 to 45 points"),
        ('["tiny.fee"]\npoints = "30"', "tiny.fee.points", "whole number"),
        ('["tiny.fee"]\nseverity = "weak"', "tiny.fee.severity", "nobody reads this key"),
        ('["tiny.fee"]\nwhy = { zh = "某" }', "tiny.fee.why.en", "is missing"),
    ],
)
def test_a_wrong_change_is_refused(tmp_path, changes, key, words):
    own(write_pack(tmp_path), changes, **{"payment/fee.toml": OWN_RULE})
    with pytest.raises(RuleError) as caught:
        load_folders([tmp_path], ours=False)
    (problem,) = caught.value.problems
    assert (problem.path, problem.key) == ("my-bank2/changes.toml", key)
    assert words in problem.message


def test_two_packs_do_not_change_one_rule(tmp_path):
    own(write_pack(tmp_path), '["tiny.fee"]\npoints = 30')
    head = TINY["pack.toml"].replace('"tiny"', '"third"')
    other = dict.fromkeys(TINY) | {"pack.toml": head, "changes.toml": '["tiny.fee"]\npoints = 31'}
    write_pack(tmp_path, other, "third")
    with pytest.raises(RuleError, match="defined in another file, too"):
        load_folders([tmp_path], ours=False)


def test_a_lenient_pack_leaves_a_wrong_change_out(tmp_path):
    own(write_pack(tmp_path), '["tiny.fee"]\npoints = 99')
    checker = Checker.from_folders(tmp_path, ours=False, lenient=True)
    report = checker.check(MESSAGE)
    assert {finding.rule_id: finding.points for finding in report.findings}["tiny.fee"] == 35
    assert report.limits


def test_an_experimental_rule_scores_only_when_asked(tmp_path):
    grown = 'maturity = "experimental"\ncertainty = "B"'
    rule = TINY["payment/fee.toml"].replace('certainty = "B"', grown)
    write_pack(tmp_path, {"payment/fee.toml": rule})
    told, scored = fee(tmp_path)["tiny.fee"], fee(tmp_path, experimental=True)["tiny.fee"]
    assert (told.kind, told.points) == (Kind.NOTICE, 0)
    assert (scored.kind, scored.points) == (Kind.RED_FLAG, 35)
    assert told.quotes == scored.quotes


def test_the_report_names_what_ran(tmp_path):
    own(write_pack(tmp_path))
    plain = Checker.from_folders(tmp_path, ours=False).check(MESSAGE).rule_pack
    own(tmp_path, '["tiny.fee"]\npoints = 30')
    changed = Checker.from_folders(tmp_path, ours=False).check(MESSAGE).rule_pack
    assert plain.name == changed.name == "my-bank2+tiny"
    assert plain.sha256 != changed.sha256


def test_a_checker_of_folders_says_the_same_when_pickled(tmp_path):
    checker = Checker.from_folders(write_pack(tmp_path), ours=False)
    again = pickle.loads(pickle.dumps(checker))  # noqa: S301 - made in the line itself
    assert again.check(MESSAGE) == checker.check(MESSAGE)
    assert checker.check(MESSAGE).verdict is Verdict.SUSPICIOUS


def test_a_copy_of_our_packs_is_ours() -> None:
    """Packs stand in no order in a folder; what most laws share comes first all the same."""
    assert load_folders([rules_root()], ours=False).rules == default_pack().rules
