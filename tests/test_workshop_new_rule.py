"""A new rule: written as a rule file, or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import rtoml
from hypothesis import given
from hypothesis import strategies as st

from conftest import TEXTS, TINY, write_pack
from summons_check.rulepack import default_pack
from summons_check.workshop.bench import WorkshopError, open_bench
from summons_check.workshop.new_rule import as_toml, missing_fields, still_missing, write_rule

WHOLE: dict[str, Any] = {
    "id": "tiny.parking",
    "family": "payment",
    "severity": "strong",
    "points": 30,
    "certainty": "A",
    "sources": ["law"],
    "title": {"zh": "要你交撤案费", "en": "asks for a fee"},
    "why": {"zh": "不收费。", "en": "Nobody charges for that."},
    "match": [{"all": ["payment.fee"], "none": ["topic.case"], "scope": "40"}],
    "hit": [{"text": '请付\n“撤案费”\t100元\\"。', "quote": "撤案费"}],
    "miss": [{"text": "传票：撤案费不用交。", "why": "It says so."}],
}


def test_a_rule_is_written_and_loads(tmp_path: Path) -> None:
    file = write_rule(open_bench(write_pack(tmp_path)), WHOLE)
    rule = open_bench(tmp_path).rule("tiny.parking")

    assert file == tmp_path / "tiny/payment/parking.toml"
    assert rtoml.loads(file.read_text(encoding="utf-8")) == WHOLE
    assert (rule.points, rule.hit[0].text) == (30, WHOLE["hit"][0]["text"])
    assert still_missing(tmp_path, rule.id) == []


@pytest.mark.parametrize(
    "name", ["cn.pay-to-cancel-case", "jp.own-case-number", "cn.caseno-future-year"]
)
def test_a_rule_of_ours_is_the_same_when_written_again(name: str) -> None:
    (rule,) = (each for each in default_pack().rules if each.id == name)
    fields = rule.model_dump(exclude_none=True)

    assert rule.model_validate(rtoml.loads(as_toml(fields))) == rule


@given(TEXTS.filter(str), st.booleans(), st.integers(-99, 99))
def test_any_text_can_be_written(text: str, flag: bool, number: int) -> None:
    """Or is refused: half a character cannot stand in a file."""
    fields = {**WHOLE, "points": number, "hit": [{"text": text, "known_failure": flag}]}
    if any(0xD800 <= ord(character) < 0xE000 for character in text):
        with pytest.raises(WorkshopError):
            as_toml(fields)
    else:
        assert rtoml.loads(as_toml(fields)) == fields


TABLES = ("title", "why", "match", "hit", "miss")
EMPTY = (
    *((key, empty) for key in WHOLE for empty in (None, "", [])),
    *((key, wrong) for key in TABLES for wrong in ([{}], {}, "x", 7)),
)


@pytest.mark.parametrize(("key", "empty"), EMPTY)
def test_what_is_missing_is_named_and_nothing_written(
    tmp_path: Path, key: str, empty: object
) -> None:
    bench = open_bench(write_pack(tmp_path))

    with pytest.raises(WorkshopError, match=f"the rule lacks {key}.*nothing was written"):
        write_rule(bench, {**WHOLE, key: empty})
    assert not (tmp_path / "tiny/payment/parking.toml").exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"id": "parking"}, "write pack.name"),
        ({"id": "tiny.../../x"}, "write pack.name"),
        ({"id": "tony.parking"}, "no pack is called 'tony'.*did you mean tiny"),
        ({"family": "../payment"}, "as a folder is called"),
        ({"family": "sources"}, "nothing was written"),
        ({"severity": "grave"}, "severity: "),
        ({"points": 99}, "points: a strong rule has 25 to 45 points, not 99"),
        ({"points": "30"}, "points: must be a whole number"),
        ({"certainty": "Z"}, "certainty: "),
        ({"severity": "decisive", "points": 60, "certainty": "C"}, "needs a legal basis"),
        ({"hit": [{"text": "x", "quote": "y"}]}, "is not in its `text`"),
        ({"colour": "red"}, "colour: nobody reads this key"),
        ({"a b": {"c d": 1}}, "nobody reads this key"),
        ({"id": "tiny.fee"}, "tiny/payment/fee.toml is there already"),
        ({"id": "tiny.arrest"}, "tiny/authority/arrest.toml is there already"),
        ({"hit": [{"text": "a\ud800", "quote": "a"}]}, "half a character"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_written(
    tmp_path: Path, changes: dict[str, object], words: str
) -> None:
    bench = open_bench(write_pack(tmp_path))
    before = sorted(tmp_path.rglob("*"))

    with pytest.raises(WorkshopError, match=words) as caught:
        write_rule(bench, {**WHOLE, **changes})
    assert "\n" not in str(caught.value)
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / "tiny/payment/fee.toml").read_text(encoding="utf-8") == TINY[
        "payment/fee.toml"
    ]


def test_what_a_written_rule_lacks_is_told(tmp_path: Path) -> None:
    rule = {**WHOLE, "match": [{"all": ["payment.parking"]}]}
    write_rule(open_bench(write_pack(tmp_path)), rule)
    (mark,) = still_missing(tmp_path, "tiny.parking")

    assert (mark.lint, mark.line) == ("name-unknown", 17)


def test_nothing_is_missing_of_a_whole_rule() -> None:
    assert missing_fields(WHOLE) == []
    assert len(missing_fields({})) == 15
