"""How the time of a check grows with the length of a text that is built to be slow.

    python tests/benchmarks/growth.py                 # all of it, about an hour
    python tests/benchmarks/growth.py checks --every 20
    python tests/benchmarks/growth.py checks --every 2 --start 1    # the other half
    python tests/benchmarks/growth.py checks --only "rule tw.pay-to-cancel-case"
    python tests/benchmarks/growth.py worst

Fails (exit code 1) where a character of a text ten times as long costs more than 1.5 times as
much, or a text takes longer than it may. The maximum length is lifted while growth is measured,
so that no text passes for having been cut. Checks are measured as they are: of a long text they
pause Python's garbage collector themselves. Single patterns and facts are measured without it.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import regex

sys.path.insert(0, str(Path(__file__).parents[1]))

from hostile_texts import FINDERS, LOOSE, OPENING, long, parts, parts_of, patterns
from summons_check import Checker, checker, default_pack
from summons_check.collector import collector_paused
from summons_check.facts import Context
from summons_check.folding import MAX_CHARS, Folded, fold

MOST_GROWTH = 1.5
SIZES = (10_000, 100_000)
HUGE = 1_000_000
LEAST = 2e-7
"""Seconds a character below which growth is that of the clock, of caches and of memory."""
SCREENED = 1.3
"""Growth from which a part is measured again."""
AGAIN = (5, 10, 20)
"""How many times each time that it still seems to grow. The shortest counts: what else a machine
does, and whose memory it shares, can only lengthen a time."""
TOLD = 500
"""Parts after which a long run says how far it is."""
LETTER, WORST = 0.5, 2.0
"""Seconds that an ordinary text of a megabyte, and the slowest one found, may take."""
LETTERS = {
    "court letter": "杭州市余杭区人民法院通知：（2026）浙0110民初2345号，您与某某消费金融公司金融"
    "借款合同纠纷一案定于2026年12月21日9时在第五法庭开庭。请携带身份证件准时到庭，逾期不到庭的，本院将依法"
    "缺席判决。您可以在收到起诉状副本之日起十五日内提出答辩状。书记员李某，电话0571-00000000，可拨打12368核实。\n",
    "collection letter": "尊敬的用户：您在本平台的借款已逾期43天，尚欠本金3,200元及利息。经多次催告"
    "仍未还款，我司已将您的材料移交合作律师事务所，拟向人民法院提起诉讼。请于今日18时前联系4000000000处理。\n",
    "english letter": "Claim K01LS455 was issued against you in the county court for £300 with"
    " interest of 8% a year. You must reply within 14 days of the date of service or judgment may"
    " be entered. If you need advice you may call the court office, quoting the claim number.\n",
}


class Growth(NamedTuple):
    """What a character costs in texts of several lengths."""

    name: str
    sizes: tuple[int, ...]
    costs: tuple[float, ...]
    """Seconds a character."""

    @property
    def most(self) -> float:
        """The most by which a character of a longer text costs more."""
        pairs = zip(self.costs, self.costs[1:], strict=False)
        return max([after / before for before, after in pairs if after > LEAST], default=0.0)

    def __str__(self) -> str:
        costs = " ".join(f"{cost * 1e6:9.3f}" for cost in self.costs)
        return f"{self.most:6.2f}  {costs}  {self.name}"


def best(run: Callable[[], object], times: int) -> float:
    """The shortest of some times, in seconds."""
    return min([_seconds(run) for _ in range(times)])


def _seconds(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


def measure(name: str, run: Callable[[str], object], part: str, sizes: Sequence[int]) -> Growth:
    """Measure texts of one part once, and again with care while it seems to grow.

    The lengths take turns, so that a slow minute of the machine does not fall on one of them.
    """
    texts = [long(part, size) for size in sizes]

    def costs() -> list[float]:
        return [_seconds(lambda text=text: run(text)) / len(text) for text in texts]

    run(texts[0])  # what is made when it is first needed is no cost of the shortest text
    found = Growth(name, tuple(sizes), tuple(costs()))
    for times in AGAIN:
        if found.most <= SCREENED:
            break
        rounds = [found.costs, *(costs() for _ in range(times))]
        found = found._replace(costs=tuple(map(min, zip(*rounds, strict=True))))
    return found


def grown(
    runs: Iterable[tuple[str, Callable[[str], object], str]], sizes: Sequence[int]
) -> Iterator[Growth]:
    """Measure all, saying how far it is and at once what grows too much."""
    for number, (name, run, part) in enumerate(runs, 1):
        found = measure(name, run, part, sizes)
        if found.most > MOST_GROWTH:
            print(f"grows: {found}", file=sys.stderr, flush=True)
        if number % TOLD == 0:
            print(f"{number} parts measured", file=sys.stderr, flush=True)
        yield found


def whole_checks(chosen: slice) -> Iterator[tuple[str, Callable[[str], object], str]]:
    """Every part through the whole pipe."""
    check = Checker().check
    for name, part in [*parts().items()][chosen]:
        yield name, check, part


def single_facts(chosen: slice) -> Iterator[tuple[str, Callable[[str], object], str]]:
    """The parts of its own patterns, and loose ones, through each module of facts alone."""
    for module, find in FINDERS.items():

        def run(text: str, find: Callable[[Folded, Context], object] = find) -> object:
            return find(fold(text), Context())

        for name, part in [*parts().items()][chosen]:
            if name.startswith((f"pattern facts.{module}", "loose")):
                yield f"{module}: {name}", run, part


def single_patterns(chosen: slice) -> Iterator[tuple[str, Callable[[str], object], str]]:
    """The parts of each pattern through that pattern alone."""
    for name, source in [*patterns().items()][chosen]:
        if name.startswith("pattern_tree."):
            continue  # reads the patterns of packs, place by place, and no message
        compiled = regex.compile(source)

        def run(text: str, search: Callable[..., object] = compiled.finditer) -> object:
            return sum(1 for _ in search(text))  # type: ignore[attr-defined]

        for number, part in enumerate(parts_of(source)):
            yield f"{name} {number}", run, part


ALL = ("patterns", "facts", "checks", "huge", "letters", "worst")
STAGES = {"patterns": single_patterns, "facts": single_facts, "checks": whole_checks}


def report_growth(stage: str, chosen: slice, sizes: Sequence[int], only: Sequence[str] = ()) -> int:
    """Print the parts that grow most and those that cost most; count those that grow too much."""
    running = nullcontext() if STAGES[stage] is whole_checks else collector_paused()
    runs = (each for each in STAGES[stage](chosen) if not only or each[0] in only)
    with patch.object(checker, "MAX_CHARS", max(sizes) + 1), running:
        found = [*grown(runs, sizes)]
    bad = sum(each.most > MOST_GROWTH for each in found)
    heads = " ".join(f"{size:9d}" for size in sizes)
    print(f"\n{stage}: {len(found)} parts, {bad} grow by more than {MOST_GROWTH}; the most")
    print(f"growth  {heads}  (µs a character)")
    by_growth = sorted(found, key=lambda each: -each.most)
    by_cost = sorted(found, key=lambda each: -each.costs[-1])
    for each in [*by_growth[: max(8, bad)], None, *by_cost[:12]]:
        print(each or f"and of all {len(found)} the dearest:")
    return bad


def report_letters() -> int:
    """Time ordinary letters of a megabyte in UTF-8, as they are read by default.

    They take turns, and are measured again while one of them takes too long, as checks are.
    """
    check = Checker().check
    texts = {name: part * (2**20 // len(part.encode()) + 1) for name, part in LETTERS.items()}
    seconds = dict.fromkeys(texts, float("inf"))
    for times in AGAIN:
        if max(seconds.values()) > LETTER:
            for name, text in [*texts.items()] * times:
                seconds[name] = min(seconds[name], best(lambda text=text: check(text), 1))
    for name, text in texts.items():
        print(
            f"{name} of 1 MB, {len(text)} characters: {seconds[name]:.3f} s (may take {LETTER} s)"
        )
    return sum(each > LETTER for each in seconds.values())


def report_worst(every: int, rounds: int) -> int:
    """Look for the slowest text: the dearest parts, then the dearest mixtures, step by step."""
    check, size = Checker().check, MAX_CHARS // 10
    dice = random.Random(7)  # noqa: S311 - the same search each time
    everything = [*parts().values()][::every]

    def seconds(part: str) -> float:
        return best(lambda: check(long(part, size)), 2)

    cost = {part: seconds(part) for part in dict.fromkeys(everything)}
    leaders = sorted(cost, key=cost.__getitem__)[-12:]
    pool = [*sorted(cost, key=cost.__getitem__)[-200:], *LOOSE.values()]
    for _ in range(rounds):
        mixture = _mixed(dice.choice(leaders), dice.choice(pool), dice)
        if mixture not in cost:
            cost[mixture] = seconds(mixture)
            leaders = sorted({*leaders, mixture}, key=cost.__getitem__)[-12:]
    bad = 0
    print(f"\nslowest of {len(everything)} parts and {rounds} mixtures, in texts of {MAX_CHARS}:")
    for part in leaders[::-1]:
        text = (OPENING + part * (2**20 // len(part) + 1))[: 2**20]
        seconds = best(lambda text=text: check(text), 2)
        bad += seconds > WORST
        print(f"{seconds:.3f} s (may take {WORST} s)  {part[:100]!r}")
    return bad


def _mixed(one: str, other: str, dice: random.Random) -> str:
    """Two parts put together in one of several ways."""
    cut, place = dice.randrange(len(other) + 1), dice.randrange(len(one) + 1)
    ways = (one + other, other + one, one[:place] + other[:cut] + one[place:], one * 3 + other)
    mixture = dice.choice(ways)[:400]
    return mixture if mixture.strip() else one + other


def main() -> int:
    """Run what is asked for."""
    asks = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asks.add_argument("what", nargs="*", help=f"of {' '.join(ALL)}; all by default")
    asks.add_argument("--every", type=int, default=1, help="of the parts only each n-th")
    asks.add_argument("--start", type=int, default=0, help="the first of them, for a second core")
    asks.add_argument("--only", nargs="+", default=(), help="the parts of these names alone")
    asks.add_argument("--rounds", type=int, default=2000, help="mixtures that `worst` tries")
    asks.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    given = asks.parse_args()
    what = given.what or ALL
    Checker().check("".join(e.text for r in default_pack().rules for e in r.hit))  # all compiled
    bad = 0
    for stage in what:
        if stage == "letters":
            bad += report_letters()
        elif stage == "worst":
            bad += report_worst(given.every, given.rounds)
        elif stage == "huge":
            bad += report_growth("checks", slice(None, None, given.every * 40), (*SIZES, HUGE))
        else:
            chosen = slice(given.start, None, given.every)
            bad += report_growth(stage, chosen, given.sizes, given.only)
    return min(bad, 1)


if __name__ == "__main__":
    sys.exit(main())
