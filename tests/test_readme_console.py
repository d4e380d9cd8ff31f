"""The commands that README.md shows are run: each says what stands there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from console import BLOCK, check_console

README = Path(__file__).parents[1] / "README.md"
LETTER = "【速贷催收】逾期不还，我司已签发逮捕令，今晚上门抓人。\n"
INBOX = """\
{"text": "【某某区人民法院】您有一张传票，请拨打12368核实。"}
{"text": "今晚吃什么？"}
"""


def test_the_commands_say_what_stands_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = README.read_text(encoding="utf-8")
    corpus = README.parent / "tests/corpus"
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests/corpus").symlink_to(corpus, target_is_directory=True)
    (tmp_path / "letter.txt").write_text(LETTER, encoding="utf-8")
    (tmp_path / "inbox.jsonl").write_text(INBOX, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    ran: list[str] = []
    for block in re.finditer(BLOCK, text):
        ran += check_console(block["console"], capsys.readouterr)

    assert {"check", "batch", "evaluate", "rules"} == {command.split()[1] for command in ran}
