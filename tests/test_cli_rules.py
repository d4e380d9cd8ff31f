"""`summons-check rules`: what each command prints, its exit codes, and one line for a mistake."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from conftest import TINY, write_pack
from summons_check.cli import main
from summons_check.cli.rules import rules_app
from summons_check.cli.tables import print_table

FEE = "payment/fee.toml"
CORPUS = (
    '{"id": "m1", "text": "请转账撤案费，传票已寄出。", "label": "fake"}\n'
    '{"id": "m2", "text": "法院传票请扫码。", "label": "real"}\n'
)
NEW = {
    "--family": "payment", "--severity": "strong", "--points": "30", "--certainty": "A",
    "--source": "law", "--title-zh": "要你交费", "--title-en": "asks for a fee",
    "--why-zh": "不收费。", "--why-en": "Nobody charges for that.", "--all": "payment.fee",
    "--hit": "请付撤案费100元。", "--quote": "撤案费", "--miss": "传票：不收撤案费。",
    "--miss-why": "It says so.",
}  # fmt: skip


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    return write_pack(tmp_path / "rules")


def _run(*arguments: object, answers: Sequence[str] = ()) -> Result:
    given = "".join(f"{answer}\n" for answer in answers)
    return CliRunner().invoke(rules_app, [*map(str, arguments)], input=given or None)


def _json(*arguments: object, code: int = 0) -> Any:
    result = _run(*arguments, "--json")
    assert result.exit_code == code, result.output
    return json.loads(result.stdout)


def _options(**changes: str | None) -> list[str]:
    options = NEW | {f"--{name.replace('_', '-')}": value for name, value in changes.items()}
    return [part for name, value in options.items() if value is not None for part in (name, value)]


def test_list(rules: Path) -> None:
    result = _run("list", "--rules", rules, "--family", "payment")

    assert result.stdout.splitlines() == [
        "id         family   severity  points  title",
        "tiny.fee   payment  strong    35      asks for money to drop a case",
        "tiny.scan  payment  weak      10      asks you to scan a code",
        "2 rules",
    ]
    chinese = _run("list", "--rules", rules, "--severity", "weak", "--lang", "zh-Hant")
    assert chinese.stdout.splitlines()[1] == "tiny.scan  payment  weak      10      要你掃碼"
    assert [row["id"] for row in _json("list", "--rules", rules, "--severity", "weak")] == [
        "tiny.scan"
    ]


def test_show(rules: Path) -> None:
    result = _run("show", "tiny.fee", "--rules", rules)

    assert "severity  strong, 35 points" in result.stdout
    assert _json("show", "tiny.fee", "--rules", rules)["family_cap"] == 40


def test_test_passes(rules: Path) -> None:
    result = _run("test", "--rules", rules)
    named = _run("test", "tiny.fee", "tiny.old-arrest", "--rules", rules)

    assert (result.exit_code, result.stdout) == (0, "10 examples of 5 rules: all pass\n")
    assert "ok   tiny.fee hit 1\n     请[[转账]][[撤案费]]。\n" in named.stdout
    assert named.stdout.endswith("4 examples of 2 rules: all pass\n")


def test_test_fails(tmp_path: Path) -> None:
    fee = TINY[FEE].replace("诉讼费请付款到法院账户。", "请付款：撤案费。")
    rules = write_pack(tmp_path, {FEE: fee})
    result = _run("test", "--rules", rules)

    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "FAIL tiny.fee miss 1",
        "     请[[付款]]：[[撤案费]]。",
        "     spared: A court fee.",
        "     tiny/payment/fee.toml:19: the rule fires on '付款', '撤案费'",
        "10 examples of 5 rules: 1 failed",
    ]
    (failed,) = (t for t in _json("test", "--rules", rules, code=1) if not t["passed"])
    assert (failed["rule"], failed["fault"], failed["quotes"]) == (
        "tiny.fee",
        "fires",
        ["付款", "撤案费"],
    )


def test_lint(tmp_path: Path) -> None:
    rules = write_pack(tmp_path, {FEE: TINY[FEE].replace("points = 35", "points = 50")})
    result = _run("lint", "--rules", rules)
    (mark,) = _json("lint", "--rules", rules, code=1)

    assert result.exit_code == 1
    assert result.stdout == (
        "tiny/payment/fee.toml:5: error points-range: points: a strong rule has 25 to 45 points, "
        "not 50\nfound: 1 error points-range\n"
    )
    assert (mark["lint"], mark["file"], mark["line"]) == (
        "points-range",
        "tiny/payment/fee.toml",
        5,
    )


@pytest.mark.parametrize(
    ("options", "last"),
    [
        ((), "nothing found"),
        (("--level", "info"), "found: 8 info phrase-contained"),
        (("--select", "phrase-contained"), "found: 8 info phrase-contained"),
        (("--select", "miss-filler", "--select", "hit-silent"), "nothing found"),
        (("tiny.fee", "--level", "info"), "nothing found"),
    ],
)
def test_lint_is_told_what_to_look_for(rules: Path, options: Sequence[str], last: str) -> None:
    result = _run("lint", "--rules", rules, *options)

    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1] == last


def test_lint_tells_what_it_looks_for() -> None:
    assert "hit-silent " in _run("lint", "--names").stdout


@pytest.mark.parametrize("maturity", ["stable", "experimental"])
def test_lock_sees_a_change(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], maturity: str
) -> None:
    """Also of a rule that does not score yet."""
    fee = TINY[FEE].replace('id = "tiny.fee"', f'id = "tiny.fee"\nmaturity = "{maturity}"')
    root = write_pack(tmp_path / "rules", {FEE: fee})
    told = tmp_path / "CHANGELOG.md"
    told.write_text("## [Unreleased]\n\n### Rules\n", encoding="utf-8")

    def lock(*options: str) -> tuple[int, str]:
        code = main(["rules", "lock", "--rules", str(root), "--changelog", str(told), *options])
        return code, capsys.readouterr().out.removesuffix("\n")

    file = root / "rules.lock"
    assert lock("--check") == (1, f"{file} is not of these rules; run summons-check rules lock")
    assert lock() == (0, f"{file}: 5 rules locked")
    assert lock("--check") == (0, "")

    write_pack(tmp_path / "rules", {FEE: fee.replace("points = 35", "points = 40")})
    assert lock() == (1, "tiny.fee: says something else than it did; write `version = 2`")


def test_what_a_pack_says_moves_no_cursor(tmp_path: Path) -> None:
    fee = TINY[FEE].replace('why = "A court fee."', r'why = "A court fee.\u001b[2J"')
    rules = write_pack(tmp_path, {FEE: fee})

    for command in (["show"], ["test"]):
        printed = _run(*command, "tiny.fee", "--rules", rules).stdout
        assert "A court fee.⟨U+001B⟩[2J" in printed
        assert "\x1b" not in printed


def test_stats(rules: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "messages.jsonl"
    corpus.write_text(CORPUS, encoding="utf-8")
    result = _run("stats", corpus, "--rules", rules)
    found = {each["rule"]: each for each in _json("stats", corpus, "--rules", rules)}

    assert result.stdout.splitlines() == [
        "rule       hits  decided       labels",
        "tiny.case  2     -             fake 1, real 1",
        "tiny.fee   1     suspicious 1  fake 1",
        "tiny.scan  1     -             real 1",
        "2 messages; 2 rules never fired",
    ]
    assert found["tiny.fee"]["decided"] == {"likely_fake": 0, "suspicious": 1}
    assert found["tiny.arrest"]["hits"] == 0


def test_diff(rules: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "messages.jsonl"
    corpus.write_text(CORPUS, encoding="utf-8")
    other = write_pack(tmp_path / "other", {FEE: None})
    result = _run("diff", rules, other, corpus)
    found = _json("diff", rules, other, corpus)

    assert result.stdout.splitlines() == [
        "- tiny.fee",
        "m1 (fake): suspicious -> no_red_flags -tiny.fee",
        "rules: 0 added, 1 removed, 0 changed",
        "2 messages: 1 with another verdict, 0 with the same and other alarms",
        "  suspicious -> no_red_flags: 1",
    ]
    assert found["rules"] == {"added": [], "removed": ["tiny.fee"], "changed": {}}
    assert found["directions"] == [{"before": "suspicious", "after": "no_red_flags", "count": 1}]


def test_new_by_options(rules: Path) -> None:
    result = _run("new", "tiny.new", "--rules", rules, *_options())

    assert result.exit_code == 0, result.output
    assert result.stdout.endswith(
        "new.toml\nit is whole: its examples pass, and lint finds nothing\n"
    )
    assert _run("test", "tiny.new", "--rules", rules).exit_code == 0


def test_new_says_what_is_still_missing(rules: Path) -> None:
    result = _run("new", "tiny.new", "--rules", rules, *_options(all="payment.parking"))

    assert result.exit_code == 1
    assert "error name-unknown: match.0.all: nobody defines 'payment.parking'" in result.stdout
    assert (rules / "tiny/payment/new.toml").is_file()


def test_new_from_a_file(rules: Path, tmp_path: Path) -> None:
    """What an option says goes before what the file says."""
    part = tmp_path / "part.toml"
    part.write_text(TINY[FEE], encoding="utf-8")
    result = _run("new", "tiny.new", "--rules", rules, "--from", part, "--points", "40")

    assert result.exit_code == 0, result.output
    card = _json("show", "tiny.new", "--rules", rules)
    assert (card["points"], card["title"]["en"]) == (40, "asks for money to drop a case")


def test_new_asks_at_a_terminal(rules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For each field that no option tells, in the order of the file."""
    monkeypatch.setattr("summons_check.cli.new._can_ask", lambda: True)
    options = _options(points=None, source=None, all=None, miss_why=None)
    answers = ["30", "law, ", "payment.fee , demand.pay|amount", "It says so."]
    result = _run("new", "tiny.new", "--rules", rules, *options, answers=answers)
    asked = _run("new", "--rules", rules, answers=["tiny.more"])

    assert result.exit_code == 0, result.output
    card = _json("show", "tiny.new", "--rules", rules)
    assert (card["points"], card["sources"][0]["key"]) == (30, "law")
    assert card["match"][0]["all"] == ["payment.fee", "demand.pay|amount"]
    assert asked.exit_code == 1  # the answers ended
    assert "Family (authority, corroboration, payment, topic):" in asked.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["list", "--family", "paymnt"], "did you mean payment"),
        (["list", "--document", "custody.arest"], "did you mean custody.arrest"),
        (["show", "tiny.fees"], "did you mean tiny.fee"),
        (["test", "tiny.fees"], "did you mean tiny.fee"),
        (["lint", "tiny.fees"], "did you mean tiny.fee"),
        (["lint", "--select", "hit-silnt"], "did you mean hit-silent"),
        (["stats", "nowhere.jsonl"], "'nowhere.jsonl': No such file"),
        (["stats", "."], "'.': Is a directory"),
        (["new", "tiny.new"], "the rule lacks family, severity, points, certainty, sources, title"),
        (["new", "tiny.fee", *_options()], "fee.toml is there already"),
        (["new", "tiny.new", "--from", "nowhere.toml"], "cannot read 'nowhere.toml'"),
        (["new", "tiny.new", "--from", "."], "'.': Is a directory"),
    ],
)
def test_a_mistake_is_one_line(
    rules: Path,
    arguments: list[str],
    words: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    err = _refused(["rules", *arguments, "--rules", str(rules)], capsys)

    assert words in err


@pytest.mark.parametrize("command", ["list", "show tiny.fee", "test", "stats messages.jsonl"])
def test_packs_that_do_not_load_are_one_line(
    tmp_path: Path,
    command: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    rules = write_pack(tmp_path, {FEE: b"\xff", "stray.toml": ""})
    arguments = ["rules", *command.split(), "--rules", str(rules)]

    err = _refused(arguments, capsys)
    assert "not UTF-8" in err
    assert "and 1 more" in err


def test_no_folder_of_packs_is_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere", Path(__file__)):
        _refused(["rules", "lint", "--rules", str(folder)], capsys)
        _refused(["rules", "diff", str(folder), str(folder), __file__], capsys)


def _refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """The one line on standard error; the exit code is 2, and nothing else is printed."""
    code = main(arguments)
    out, err = capsys.readouterr()

    assert (code, out, err.count("\n")) == (2, "", 1)
    return err


@pytest.mark.parametrize("option", [["--level", "grave"], ["--colour"]])
def test_a_wrong_option_is_a_usage_error(rules: Path, option: list[str]) -> None:
    assert _run("lint", "--rules", rules, *option).exit_code == 2


def test_nothing_is_written_into_an_installed_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summons_check.workshop.bench.Bench.is_checkout", False)

    assert "--rules DIR" in str(_run("new", "cn.new", *_options()).exception)


def test_a_narrow_terminal_folds_columns(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A Chinese character takes two columns; a pipe is never folded, nor coloured."""
    rows = [("cn.fee", "要你交钱来撤掉案件"), ("cn.scan", "[red]x[/red] :smile:")]
    print_table(("id", "title"), rows)
    piped = capsys.readouterr().out
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "20")
    print_table(("id", "title"), rows)
    narrow = capsys.readouterr().out

    assert piped.splitlines() == [
        "id       title",
        "cn.fee   要你交钱来撤掉案件",
        "cn.scan  [red]x[/red] :smile:",
    ]
    assert len(narrow.splitlines()) > 3
    assert "要你交钱来撤掉案件" in "".join(line[9:] for line in narrow.splitlines())
