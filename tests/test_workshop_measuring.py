"""What rules do in messages, and what another version of them does."""

from __future__ import annotations

from pathlib import Path

from conftest import TINY, write_pack
from summons_check.models import Verdict
from summons_check.workshop.bench import open_bench
from summons_check.workshop.corpus import Entry
from summons_check.workshop.pack_diff import diff_packs
from summons_check.workshop.rule_stats import rule_stats

FEE, SCAN = "payment/fee.toml", "payment/scan.toml"
ENTRIES = [
    Entry(id="fee", text="请转账撤案费，传票已寄出。", label="fake"),
    Entry(id="both", text="【速贷催收】我司已签发逮捕令，请转账撤案费。", label="fake"),
    Entry(id="scan", text="法院传票请扫码。", label="real"),
    Entry(id="lunch", text="今晚吃什么？"),
]


def test_stats_count_hits_labels_and_what_was_decided(tmp_path: Path) -> None:
    found = {each.rule.id: each for each in rule_stats(open_bench(write_pack(tmp_path)), ENTRIES)}

    fee, arrest, scan = found["tiny.fee"], found["tiny.arrest"], found["tiny.scan"]
    assert (fee.hits, fee.labels) == (2, {"fake": 2})
    assert fee.decided == {Verdict.SUSPICIOUS: 1}  # beside an arrest it decides nothing
    assert (arrest.hits, arrest.decided) == (1, {Verdict.LIKELY_FAKE: 1})
    assert (scan.hits, scan.labels, scan.decided) == (1, {"real": 1}, {})
    assert found["tiny.case"].labels == {"fake": 2, "real": 1}


def test_a_rule_that_another_would_stand_in_for_decides_nothing(tmp_path: Path) -> None:
    """One of two rules on the same words counts half, and whole where the other is away."""
    twin = TINY[FEE].replace('"tiny.fee"', '"tiny.fee-two"').replace("35", "30")
    bench = open_bench(write_pack(tmp_path, {"payment/fee-two.toml": twin}))
    found = {each.rule.id: each for each in rule_stats(bench, ENTRIES[:1])}

    assert found["tiny.fee"].hits == found["tiny.fee-two"].hits == 1
    assert found["tiny.fee"].decided == found["tiny.fee-two"].decided == {}


def test_packs_are_compared_by_rules_and_messages(tmp_path: Path) -> None:
    fewer = {
        FEE: None,
        SCAN: TINY[SCAN].replace("points = 10", "points = 15"),
        "payment/fee-two.toml": TINY[FEE]
        .replace('"tiny.fee"', '"tiny.fee-two"')
        .replace('"strong"', '"weak"')
        .replace("35", "5"),
    }
    first = open_bench(write_pack(tmp_path / "a"))
    second = open_bench(write_pack(tmp_path / "b", fewer))
    diff = diff_packs(first, second, ENTRIES)

    assert (diff.added, diff.removed) == (("tiny.fee-two",), ("tiny.fee",))
    assert diff.changed == (("tiny.scan", ("points",)),)
    assert diff.count == 4
    assert diff.directions == {(Verdict.SUSPICIOUS, Verdict.NO_RED_FLAGS): 1}
    assert [(each.entry.id, each.raised, each.dropped) for each in diff.messages] == [
        ("fee", ("tiny.fee-two",), ("tiny.fee",)),
        ("both", ("tiny.fee-two",), ("tiny.fee",)),
    ]


def test_the_same_packs_differ_in_nothing(tmp_path: Path) -> None:
    write_pack(tmp_path)
    diff = diff_packs(open_bench(tmp_path), open_bench(tmp_path), ENTRIES)

    assert (diff.added, diff.removed, diff.changed, diff.messages) == ((), (), (), ())
