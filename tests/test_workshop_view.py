"""Rules for people: filters, cards, and matches in words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from conftest import TINY, write_pack
from summons_check.workshop.bench import WorkshopError, open_bench
from summons_check.workshop.rule_view import card_of, find_rules, told_card

ALL = ["tiny.arrest", "tiny.case", "tiny.fee", "tiny.number", "tiny.scan"]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, ALL),
        ({"pack": "tiny"}, ALL),
        ({"family": "payment"}, ["tiny.fee", "tiny.scan"]),
        ({"family": "payment", "severity": "weak"}, ["tiny.scan"]),
        ({"document": "custody.arrest"}, ["tiny.arrest", "tiny.case"]),
        ({"document": "custody"}, ["tiny.arrest", "tiny.case"]),
        ({"document": "asset.freeze"}, ["tiny.case"]),
        ({"document": "custody", "severity": "notice"}, ["tiny.case"]),
    ],
)
def test_rules_are_found(tmp_path: Path, filters: Mapping[str, str], found: list[str]) -> None:
    bench = open_bench(write_pack(tmp_path))

    assert [rule.id for rule in find_rules(bench, **filters)] == found


@pytest.mark.parametrize(
    ("filters", "words"),
    [
        ({"pack": "tony"}, "no rule has pack 'tony'; did you mean tiny"),
        ({"family": "paymnt"}, "did you mean payment"),
        ({"severity": "stong"}, "did you mean strong"),
        ({"document": "custody.arest"}, "did you mean custody.arrest"),
        ({"document": ""}, "no document or power is called ''"),
    ],
)
def test_an_unknown_name_is_told(tmp_path: Path, filters: Mapping[str, str], words: str) -> None:
    with pytest.raises(WorkshopError, match=words):
        find_rules(open_bench(write_pack(tmp_path)), **filters)


def test_a_card_says_everything_of_a_rule(tmp_path: Path) -> None:
    bench = open_bench(write_pack(tmp_path))
    rule = bench.rule("tiny.scan")
    card = card_of(bench, rule)
    text = "\n".join(told_card(bench, rule))

    assert json.loads(json.dumps(card)) == card
    assert (card["family_cap"], card["holds_in"], card["points"]) == (40, ["CN"], 10)
    assert card["sources"][0]["read"] == "2026-11-01"
    for said in (
        "tiny.scan  (tiny/payment/scan.toml)",
        "version   1, stable",
        "severity  weak, 10 points",
        "adds up to 40 points at most",
        "zh  要你扫码",
        "en  Courts do not take codes.",
        "law: certainty A, read 2026-11-01",
        "zh  虚构的法第一条",
        "fires where, within 20 characters, there is",
        "demand.scan (扫码)",
        "and topic.case (summons, hearing, 传票, 开庭) or payment.fee (",
        "or any role.*",
        "quotes: 扫码",
        "spared: Lunch.",
    ):
        assert said in text


def test_what_excludes_is_told(tmp_path: Path) -> None:
    match = 'all = ["payment.fee"]\nnone = ["topic.case"]\nwhen = ["amount"]\nunless = ["set.a"]'
    fee = TINY["payment/fee.toml"].replace('all = ["payment.fee", "demand.pay"]', match)
    sets = '["set.a"]\nabout = "what is said in play"\nnames = ["frame.play"]'
    bench = open_bench(write_pack(tmp_path, {"payment/fee.toml": fee, "sets.toml": sets}))
    (told,) = card_of(bench, bench.rule("tiny.fee"))["fires"]

    assert told == [
        "fires where, in one sentence, there is",
        "  payment.fee (withdrawal fee, 撤案费, fee … withdraw*, 交…撤案)",
        "but not, in the same place,",
        "  topic.case (summons, hearing, 传票, 开庭)",
        "if the message also has, anywhere,",
        "  amount",
        "and has nowhere",
        "  set.a (what is said in play)",
    ]
