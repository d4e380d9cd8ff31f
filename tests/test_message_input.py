"""Messages from files: every common encoding, and one clear line for what is no text."""

from __future__ import annotations

import io
import sys

import pytest

from summons_check.message_input import UnreadableMessageError, read_message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_file_is_read_in_its_encoding(tmp_path, encoding):
    letter = tmp_path / "letter.txt"
    letter.write_bytes("您有一张传票。\r\n".encode(encoding))
    assert read_message(str(letter)) == ("您有一张传票。\r\n", encoding == "gb18030")


def test_a_dash_is_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("传票".encode())))
    assert read_message("-") == ("传票", False)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "No such file"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "is no text"),
        (b"a\0b", "is no text"),
        (b"\xff\xfe\x00", "is no text"),
        (b"\x81", "is no text"),
        (b"pay \xa3300", "save it as plain text in UTF-8"),
    ],
)
def test_what_is_no_text_is_one_line(tmp_path, content, words):
    letter = tmp_path / "letter"
    if content is not None:
        letter.write_bytes(content)
    with pytest.raises(UnreadableMessageError) as caught:
        read_message(str(letter))
    assert words in str(caught.value)
    assert repr(str(letter)) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_folder_is_no_message(tmp_path):
    with pytest.raises(UnreadableMessageError, match="directory"):
        read_message(str(tmp_path))
