"""Files of labelled messages: what is read, and one clear line for what is not."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from summons_check import Verdict
from summons_check.labelled import CorpusError, Label, LabelledMessage, read_corpus

ROW = {"text": "逮捕令已签发 secret", "label": "fake_court", "must": ["likely_fake", "suspicious"]}
GOOD = json.dumps(ROW, ensure_ascii=False).encode() + b"\n"
PACKED = gzip.compress(GOOD, mtime=0)


def changed(**columns: object) -> bytes:
    """A row with other columns."""
    return json.dumps(ROW | columns).encode() + b"\n"


def without(column: str) -> bytes:
    """A row without a column."""
    return json.dumps({key: value for key, value in ROW.items() if key != column}).encode()


def read(folder: Path, content: bytes, name: str = "x.jsonl") -> tuple[LabelledMessage, ...]:
    path = folder / name
    path.write_bytes(content)
    return read_corpus([path])


@pytest.mark.parametrize(
    "content",
    [
        GOOD,
        GOOD.rstrip(),
        b"\xef\xbb\xbf" + GOOD,
        GOOD.replace(b"\n", b"\r\n"),
        PACKED,
        changed(flags=["a warrant"], why="of another set", model=None),
    ],
    ids=["plain", "no line feed", "byte order mark", "CRLF", "gzip", "other columns"],
)
def test_a_row_is_read(tmp_path: Path, content: bytes) -> None:
    [message] = read(tmp_path, content)

    assert message.id == "x.jsonl:1"
    assert message.text == ROW["text"]
    assert message.label is Label.FAKE_COURT
    assert message.must == (Verdict.LIKELY_FAKE, Verdict.SUSPICIOUS)


def test_every_column_is_read(tmp_path: Path) -> None:
    more = {
        "id": "a",
        "ideal": "likely_fake",
        "lang": "zh-Hans",
        "jurisdiction": "CN",
        "channel": "sms",
        "sender": "12368",
        "received": "2026-11-02",
    }
    [message] = read(tmp_path, b"\n" + changed(**more))

    assert message.model_dump(mode="json") == ROW | more
    assert message.received == date(2026, 11, 2)


@pytest.mark.parametrize(
    ("must", "should"),
    [
        (["likely_fake"], True),
        (["suspicious", "likely_fake"], True),
        (["no_red_flags"], False),
        (["no_red_flags", "not_applicable"], False),
        (["suspicious", "no_red_flags"], None),
    ],
)
def test_what_should_be_flagged(tmp_path: Path, must: list[str], should: bool | None) -> None:
    [message] = read(tmp_path, changed(must=must))

    assert message.should_flag is should


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", ": holds no message: give one JSON object a line"),
        (b"\n \n", ": holds no message: give one JSON object a line"),
        (GOOD + b"{", ":2: is no JSON: Expecting property name enclosed in double quotes"),
        (GOOD + b"[1]", ":2: is no JSON object"),
        (b"[" * 100_000, ":1: is no JSON that can be read"),
        (b"9" * 5_000, ":1: is no JSON that can be read"),
        (b"\x00\xff\xfe", ":1: is no text in UTF-8"),
        (changed(text="\ud800"), ":1: holds half a surrogate pair"),
        (PACKED[:-9], ": cannot be read: Compressed file ended"),
        (PACKED[:20] + b"\xff" * 20, ": cannot be read: "),
        (without("text"), ":1: text: this column is missing"),
        (without("label"), ":1: label: this column is missing"),
        (without("must"), ":1: must: this column is missing"),
        (without("must")[:-1] + b', "musst": []}', ":1: 'musst': unknown column; is 'must' meant?"),
        (changed(recieved="2026-11-02"), ":1: 'recieved': unknown column; is 'received' meant?"),
        (changed(text=3), ":1: text: Input should be a valid string"),
        (changed(label="fake_cuort"), ":1: label: must be one of fake_court, fake_by_collector"),
        (changed(must="likely_fake"), ":1: must: must be a list of verdicts"),
        (changed(must=["probably_fake"]), ":1: must: must be one of likely_fake, suspicious"),
        (changed(must=[["likely_fake"]]), ":1: must: must be one of likely_fake"),
        (changed(must=[]), ":1: must: Tuple should have at least 1 item"),
        (changed(ideal="genuine"), ":1: ideal: must be one of likely_fake"),
        (changed(channel="fax"), ":1: channel: must be one of sms, call, chat, email, letter"),
        (changed(received="yesterday"), ":1: received: Input should be a valid date"),
        (changed(id=""), ":1: id: String should have at least 1 character"),
        (changed(id="a") * 2, ":2: id: this id stands at "),
    ],
)
def test_what_cannot_be_read_is_one_line(tmp_path: Path, content: bytes, line: str) -> None:
    """It names the file and the line, and shows nothing of the message."""
    with pytest.raises(CorpusError) as raised:
        read(tmp_path, content)
    told = str(raised.value)

    assert told.startswith(f"{tmp_path / 'x.jsonl'}{line}")
    assert "\n" not in told
    assert "secret" not in told
    assert "逮捕令" not in told


@pytest.mark.parametrize(
    ("label", "nearest"), [("fake-court", "fake_court"), ("genuine_curt", "genuine_court")]
)
def test_the_nearest_name_is_told(tmp_path: Path, label: str, nearest: str) -> None:
    with pytest.raises(CorpusError, match=f"; '{nearest}' is nearest$"):
        read(tmp_path, changed(label=label))


def test_swapped_columns_do_not_show_the_message(tmp_path: Path) -> None:
    with pytest.raises(CorpusError) as raised:
        read(tmp_path, changed(text="fake_court", label="secret letter"))

    assert "secret" not in str(raised.value)


@pytest.mark.parametrize("name", ["missing.jsonl", ".", "a\0b"])
def test_what_is_no_file_is_one_line(tmp_path: Path, name: str) -> None:
    with pytest.raises(CorpusError, match=r": cannot be read: [A-Za-z ]+$"):
        read_corpus([tmp_path / name])


def test_an_id_stands_in_one_file_only(tmp_path: Path) -> None:
    """The same file given twice would count twice."""
    path = tmp_path / "x.jsonl"
    path.write_bytes(GOOD)

    with pytest.raises(CorpusError, match="this id stands at"):
        read_corpus([path, path])
