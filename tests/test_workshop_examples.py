"""Examples tried: what each shows, and why one fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import TINY, write_pack
from summons_check.workshop.bench import open_bench
from summons_check.workshop.rule_examples import Fault, Trial, try_examples

FEE = "payment/fee.toml"
HIT, MISS = "请转账撤案费。", "诉讼费请付款到法院账户。"


def _trials(folder: Path, text: str = TINY[FEE]) -> list[Trial]:
    bench = open_bench(write_pack(folder, {FEE: text}))
    return [*try_examples([bench.rule("tiny.fee")], bench.checker)]


def test_each_example_is_tried_in_its_order(tmp_path: Path) -> None:
    hit, miss = _trials(tmp_path)

    assert (hit.key, hit.passed, hit.quotes, hit.what) == ("hit.0", True, ("转账", "撤案费"), "")
    assert (miss.key, miss.passed, miss.quotes, miss.what) == ("miss.0", True, None, "")


@pytest.mark.parametrize(
    ("old", "new", "fault", "words"),
    [
        (HIT, "请交撤案费吧", "silent", "does not fire"),
        ('quote = "撤案费"', 'quote = "撤案"', "other-words", "not '撤案'"),
        (MISS, HIT, "fires", "fires on '"),
        (
            'quote = "撤案费"',
            'quote = "撤案费"\nknown_failure = true',
            "passes-by-now",
            "take `known_failure` out",
        ),
        (MISS, f'{HIT}"\nknown_failure = true\nsender = "1', "", ""),
    ],
)
def test_a_failing_example(tmp_path: Path, old: str, new: str, fault: Fault, words: str) -> None:
    trials = _trials(tmp_path, TINY[FEE].replace(old, new))
    found = [trial for trial in trials if trial.fault] or [trials[-1]]

    assert [trial.fault for trial in found] == [fault]
    assert words in found[0].what
