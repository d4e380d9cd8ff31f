"""Corpora: what a file of messages may look like, and one line for what it may not."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import pytest

from summons_check.workshop.bench import WorkshopError
from summons_check.workshop.corpus import read_corpora

ROW = '{"id": 7, "text": "某 text", "label": "fake", "received": "2026-11-02", "flags": []}'
TABLE = "id,text,label,received,note\n7,某 text,fake,2026-11-02,x\n"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", f"{ROW}\n\n".encode()),
        ("a.jsonl", f"\ufeff{ROW}".encode()),
        ("a.jsonl.gz", gzip.compress(ROW.encode())),
        ("a.csv", TABLE.encode()),
        ("a.tsv", TABLE.replace(",", "\t").encode()),
    ],
)
def test_a_corpus_is_read(tmp_path: Path, name: str, content: bytes) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    (entry,) = read_corpora([file])

    assert (entry.id, entry.text, entry.label) == ("7", "某 text", "fake")
    assert entry.given.received == date(2026, 11, 2)


def test_a_message_without_an_id_is_called_by_its_line(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"text": "a"}\n{"text": "b", "sender": null}\n', encoding="utf-8")

    assert [entry.id for entry in read_corpora([file])] == ["a.jsonl:1", "a.jsonl:2"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.jsonl", b"secret", "message 1: no JSON"),
        ("a.jsonl", b'{"text": "x"}\n["secret"]', "message 2: no JSON object"),
        ("a.jsonl", b'{"txt": "secret"}', "message 1: no column 'text'"),
        ("a.jsonl", b'{"text": "secret", "channel": "pigeon"}', "message 1: 'channel'"),
        ("a.jsonl", b'{"text": "secret", "received": "soon"}', "message 1: 'received'"),
        ("a.jsonl", b"\xff\xfe\x00secret", "is no text"),
        ("a.jsonl.gz", b"secret", "Not a gzipped file"),
        ("a.csv", b"txt,label\nsecret,1\n", "message 1: no column 'text'"),
        ("a.jsonl", None, "No such file"),
    ],
)
def test_what_is_no_corpus(tmp_path: Path, name: str, content: bytes | None, words: str) -> None:
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(WorkshopError, match=words) as caught:
        read_corpora([file])
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_folder_is_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(WorkshopError, match="Is a directory"):
        read_corpora([tmp_path])
