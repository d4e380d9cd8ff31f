"""The command line: every way in and out, and how each ends."""

from __future__ import annotations

import csv
import json
import os
import pty
import subprocess
import sys
from io import StringIO
from pathlib import Path
from subprocess import PIPE

import pytest
from rich.cells import cell_len
from rich.text import Text

import summons_check
from conftest import write_pack
from summons_check import Checker, Report, Verdict, check
from summons_check.cli import main
from summons_check.cli.options import Level

FAKE = "【速贷催收】逾期不还，我司已签发逮捕令，今晚上门抓人。"
ODD = "【速贷催收】您的借款已逾期，今日不还将联系您的家人。"
REAL = "【某某区人民法院】您有一张传票，请拨打12368核实。"
ORDINARY = "今晚吃什么？"
COMMAND = [sys.executable, "-m", "summons_check"]


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    """Run a command line in an empty folder: its code, output and complaints."""
    monkeypatch.chdir(tmp_path)

    def ran(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return ran


@pytest.mark.parametrize(
    ("text", "level", "code"),
    [
        (FAKE, "suspicious", 1),
        (FAKE, "likely_fake", 1),
        (ODD, "suspicious", 1),
        (ODD, "likely_fake", 0),
        (REAL, "suspicious", 0),
        (ORDINARY, "suspicious", 0),
    ],
)
@pytest.mark.parametrize("how", ["text", "markdown", "html", "json"])
def test_the_code_tells_the_verdict_in_every_format(run, text, level, code, how):
    ended, printed, complaint = run("check", text, "--fail-on", level, "--format", how)
    assert (ended, complaint) == (code, "")
    report = check(text)
    written = {
        "text": report.to_text(text),
        "markdown": report.to_markdown(text),
        "html": report.to_html(text),
        "json": report.model_dump_json(indent=2) + "\n",
    }
    assert printed == written[how]


def test_json_has_an_option_of_its_own(run):
    _, printed, _ = run("check", FAKE, "--json")
    assert Report.model_validate_json(printed) == check(FAKE)


@pytest.mark.parametrize(
    ("options", "known"),
    [
        (["--lang", "en"], {"lang": "en"}),
        (["--lang", "zh"], {"lang": "zh-Hans"}),
        (["--lang", "zh-Hant"], {"lang": "zh-Hant"}),
        (["--lang", "ja"], {"lang": "ja"}),
        (["--sender", "+44 20 7946 0000"], {"sender": "+44 20 7946 0000"}),
        (["--channel", "letter"], {"channel": "letter"}),
        (["--jurisdiction", "TW"], {"jurisdiction": "TW"}),
        (["--received", "2026-11-02"], {}),
    ],
)
def test_options_reach_the_check(run, options, known):
    _, printed, _ = run("check", ODD, "--json", *options)
    assert Report.model_validate_json(printed) == check(ODD, **known)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk that is always full")
def test_a_full_disk_is_told():
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(  # noqa: S603
            [*COMMAND, "check", FAKE], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert ended.returncode == 2
    assert b"cannot write: No space left on device; make room" in ended.stderr


def test_a_message_comes_from_a_file_or_standard_input(run, monkeypatch, tmp_path):
    (tmp_path / "letter.txt").write_bytes(FAKE.encode("gb18030"))
    expected = check(FAKE).to_text(FAKE)
    assert run("check", "--file", "letter.txt")[1] == expected
    for arguments in (["check"], ["check", "-"], ["check", "-f", "-"]):
        with (tmp_path / "letter.txt").open() as letter:
            monkeypatch.setattr(sys, "stdin", letter)
            assert run(*arguments)[1] == expected


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "--file", "gone.txt"], "cannot read 'gone.txt': No such file"),
        (["check", "--file", "."], "cannot read '.': Is a directory"),
        (["check", "--file", "picture.png"], "'picture.png' is no text"),
        (["check", "picture.png"], "'picture.png' is a file; write --file picture.png"),
        (["check", "x", "--file", "y"], "a message and a file are given"),
        (["check", "x", "--lang", "fr"], "'fr' is none of zh, zh-Hans, zh-Hant, en, ja"),
        (["check", "x", "--channel", "fax"], "'fax' is not one of 'sms'"),
        (["check", "x", "--received", "soon"], "'soon' is no day; write it as 2026-11-02"),
        (["check", "x", "--fail-on", "never"], "'never' is not one of"),
        (["check", "x", "--only-these-rules"], "name them with --rules DIR"),
        (["check", "x", "--rules", "gone"], "gone: no pack, and no folder of packs"),
        (["check", "x", "--colour"], "No such option: --colour"),
        (["chek", "x"], "No such command 'chek'. Did you mean 'check'?"),
        (["batch"], "Missing argument"),
        (["batch", "gone.csv"], "gone.csv: there is no such file or folder"),
        (["batch", "x" * 300], "x: File name too long; name another"),
        (
            ["batch", "good.csv", "--out", "empty", "--restart"],
            "empty is a folder; name a file with --out",
        ),
        (["batch", "empty"], "there is no file to read"),
        (["batch", "picture.png", "--out", "empty/no/t.csv"], "No such file or directory"),
        (["batch", "good.csv", "--out", "other.csv"], "other.csv.part is no table"),
        (["batch", "good.csv", "--out", "picture.png"], "picture.png is there already"),
    ],
)
def test_what_cannot_be_done_is_a_line_and_code_2(run, tmp_path, arguments, words):
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\0")
    (tmp_path / "good.csv").write_text("text\nx\n")
    (tmp_path / "other.csv.part").write_text("a letter\n")
    (tmp_path / "empty").mkdir()
    code, printed, complaint = run(*arguments)
    assert (code, printed) == (2, "")
    assert complaint.startswith("summons-check: ")
    assert words in complaint
    assert complaint.count("\n") == 1 + ("rule pack" in complaint)


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"], ["batch", "--help"]])
def test_help_is_no_error(run, arguments):
    code, printed, complaint = run(*arguments)
    assert (code, complaint) == (0, "")
    assert "Usage: summons-check" in printed


def test_the_version_names_the_rules(run):
    code, printed, _ = run("--version")
    assert code == 0
    assert printed.startswith(f"summons-check {summons_check.__version__}, rules common+cn ")


def test_rules_of_ones_own_run(run, tmp_path):
    write_pack(tmp_path / "packs")
    options = ["--rules", "packs", "--only-these-rules", "--json"]
    report = Report.model_validate_json(run("check", "您有传票。请转账撤案费。", *options)[1])
    assert report.rule_pack.name == "tiny"
    assert {finding.rule_id for finding in report.findings} == {"tiny.fee", "tiny.case"}


def batched(printed: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(printed)))


def test_a_batch_is_a_table(run, tmp_path):
    rows = [{"text": FAKE}, {"text": REAL}, {"body": "x"}, {"text": ORDINARY}]
    lines = "\n".join(json.dumps(row) for row in rows)
    (tmp_path / "in").mkdir()
    (tmp_path / "in/many.jsonl").write_text(lines)
    (tmp_path / "in/one.txt").write_text(ODD)
    code, printed, told = run("batch", "in")
    assert code == 1
    assert [(row["source"], row["number"], row["verdict"]) for row in batched(printed)] == [
        ("in/many.jsonl", "1", "likely_fake"),
        ("in/many.jsonl", "2", "no_red_flags"),
        ("in/many.jsonl", "3", ""),
        ("in/many.jsonl", "4", "not_applicable"),
        ("in/one.txt", "1", "suspicious"),
    ]
    assert "no column 'text'" in batched(printed)[2]["skipped"]
    assert told == (
        "5 messages: 1 likely_fake, 1 suspicious, 1 no_red_flags, 1 not_applicable, 1 skipped\n"
    )


@pytest.mark.parametrize(
    ("texts", "level", "code"),
    [([ODD], "suspicious", 1), ([ODD], "likely_fake", 0), ([REAL], "suspicious", 0), ([], "", 2)],
)
def test_the_code_tells_the_worst_of_a_batch(run, tmp_path, texts, level, code):
    lines = [json.dumps({"text": text}) for text in texts] or ["{"]
    (tmp_path / "in.jsonl").write_text("\n".join(lines))
    assert run("batch", "in.jsonl", "--fail-on", level or "suspicious")[0] == code


@pytest.fixture
def begun(run, tmp_path, monkeypatch):
    """Give what a run makes that checks five messages, and begin one that ends before its time."""
    lines = [json.dumps({"text": text}) for text in (FAKE, ODD, REAL, ORDINARY, ORDINARY)]
    (tmp_path / "in.jsonl").write_text("\n".join(lines))
    assert run("batch", "in.jsonl", "--out", "whole.csv")[0] == 1
    whole = (tmp_path / "whole.csv").read_text()

    def interrupted(done: int) -> str:
        class Tired(Checker):
            def check(self, text, **known):
                if len((tmp_path / "out.csv.part").read_text().splitlines()) > done:
                    raise KeyboardInterrupt
                return super().check(text, **known)

        with monkeypatch.context() as patched:
            patched.setattr("summons_check.cli.batch.checker_of", lambda *_, **__: Tired())
            assert run("batch", "in.jsonl", "--out", "out.csv")[0] == 130
        with (tmp_path / "out.csv.part").open("a") as part:
            part.write("in.jsonl,")
        return whole

    return interrupted


@pytest.mark.parametrize("done", [0, 2, 4])
def test_an_interrupted_batch_goes_on(run, tmp_path, begun, done):
    """Its code is that of all its messages, whenever they were checked."""
    whole = begun(done)

    code, printed, told = run("batch", "in.jsonl", "--out", "out.csv")

    assert (code, printed) == (1, "")
    assert (tmp_path / "out.csv").read_text() == whole
    assert not [*tmp_path.glob("out.csv.*")]
    before = f", {done} of them done before" if done else ""
    assert told == (
        f"5 messages{before}: 1 likely_fake, 1 suspicious, 1 no_red_flags, 2 not_applicable\n"
    )


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--jurisdiction", "US"], "jurisdiction changed since then"),
        (["--received", "2026-11-02"], "received changed since then"),
        (["--rules", "rules", "--only-these-rules"], "the rules changed since then"),
    ],
)
def test_another_batch_does_not_go_on_with_it(run, tmp_path, begun, options, words):
    write_pack(tmp_path / "rules")
    begun(2)

    code, _, told = run("batch", "in.jsonl", "--out", "out.csv", *options)

    assert code == 2
    assert words in told
    assert run("batch", "in.jsonl", "--out", "out.csv", "--restart", *options)[0] != 2
    assert len(batched((tmp_path / "out.csv").read_text())) == 5


def test_a_batch_does_not_read_what_it_writes(run, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text(FAKE)
    for restart in ([], ["--restart"]):
        assert run("batch", "in", "--out", "in/out.csv", *restart)[0] == 1
        assert len(batched((tmp_path / "in/out.csv").read_text())) == 1

    code, _, told = run("batch", "in/a.txt", "--out", "in/a.txt", "--restart")
    assert (code, (tmp_path / "in/a.txt").read_text()) == (2, FAKE)
    assert "in/a.txt is to be read and to be written" in told


def test_what_is_read_by_a_guess_is_told(run, tmp_path):
    (tmp_path / "letter.txt").write_bytes("法院傳票".encode("big5"))
    for command in (["check", "--file"], ["batch"]):
        assert "letter.txt: read as GB18030, which is a guess" in run(*command, "letter.txt")[2]


def test_a_batch_begins_anew_when_told(run, tmp_path):
    (tmp_path / "in.txt").write_text(FAKE)
    (tmp_path / "out.csv.part").write_text("a letter\n")
    assert run("batch", "in.txt", "--out", "out.csv", "--restart")[0] == 1
    assert len(batched((tmp_path / "out.csv").read_text())) == 1


def spawned(arguments: list[str], **more) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*COMMAND, *arguments], capture_output=True, check=False, **more)  # noqa: S603


def test_a_code_page_without_chinese_gets_escapes():
    env = {**os.environ, "PYTHONIOENCODING": "cp1252"}
    done = spawned(["check", FAKE, "--lang", "zh"], env=env)
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"\\u" in done.stdout


def test_a_reader_that_has_seen_enough_is_no_error():
    arguments = [*COMMAND, "check", FAKE]
    with subprocess.Popen(arguments, stdout=PIPE, stderr=PIPE) as process:  # noqa: S603
        process.stdout.close()
        complaint = process.stderr.read()
    assert (process.returncode, complaint) == (0, b"")


def test_interrupting_ends_without_a_traceback(monkeypatch, run):
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("summons_check.cli.check.read_message", interrupt)
    code, _, complaint = run("check", "--file", "x")
    assert (code, complaint.strip()) == (130, "")


def test_without_the_extra_the_way_to_it_is_told(monkeypatch, run):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    code, printed, complaint = run("check", FAKE)
    assert (code, printed) == (2, "")
    assert "pip install 'summons-check[cli]'" in complaint


def on_a_terminal(arguments: list[str], typed: str = "", columns: int = 80) -> tuple[int, str]:
    """What a command shows on a terminal of some width."""
    leader, follower = pty.openpty()
    env = {**os.environ, "COLUMNS": str(columns), "TERM": "xterm-256color"}
    env.pop("NO_COLOR", None)
    with subprocess.Popen(  # noqa: S603
        [*COMMAND, *arguments], stdin=follower, stdout=follower, stderr=follower, env=env
    ) as process:
        os.close(follower)
        if typed:
            os.write(leader, typed.encode() + b"\n\x04")
        shown = b""
        while True:
            try:
                piece = os.read(leader, 65536)
            except OSError:  # the other end is closed
                break
            shown += piece
            if not piece:
                break
    os.close(leader)
    return process.returncode, shown.decode()


def test_a_terminal_shows_colours_and_evidence():
    code, shown = on_a_terminal(["check", FAKE, "--lang", "en"])
    assert code == 1
    assert "\x1b[1;37;41mLikely fake" in shown
    assert "\x1b[30;43m⟦" in shown


@pytest.mark.parametrize("columns", [30, 80])
def test_no_line_is_wider_than_the_terminal(columns):
    _, shown = on_a_terminal(["check", FAKE], columns=columns)
    assert max(cell_len(Text.from_ansi(line).plain) for line in shown.splitlines()) <= columns


def test_a_pasted_message_of_several_lines_is_asked_for():
    code, shown = on_a_terminal(["check", "--lang", "en"], typed="【速贷催收】我司已签发\n逮捕令。")
    assert code == 1
    assert "Paste the message, then press Enter and Ctrl-D:" in shown
    assert "Likely fake" in shown


def test_a_terminal_shows_how_far_a_batch_is(tmp_path):
    file = tmp_path / "in.jsonl"
    file.write_text("\n".join([json.dumps({"text": FAKE})] * 300))
    code, shown = on_a_terminal(["batch", str(file), "--out", str(tmp_path / "out.csv")])
    assert code == 1
    assert "300 messages" in shown
    assert "/s" in shown


@pytest.mark.parametrize("level", [*Level])
def test_every_level_is_a_verdict(level):
    assert level.value in {verdict.value for verdict in Verdict}


def test_a_shell_completes_commands():
    asked = {"COMP_WORDS": "summons-check ch", "COMP_CWORD": "1"}
    env = {**os.environ, **asked, "_SUMMONS_CHECK_COMPLETE": "complete_bash"}
    assert spawned([], env=env).stdout.split() == [b"check"]


def test_the_module_is_the_program():
    here = Path(summons_check.__file__).with_name("__main__.py").read_text(encoding="utf-8")
    assert "cli import main" in here
    assert spawned(["check", ORDINARY]).returncode == 0
