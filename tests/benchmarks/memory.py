"""How much memory a process holds while it checks a million different messages.

    python tests/benchmarks/memory.py                 # about ten minutes
    python tests/benchmarks/memory.py --checks 100000

Fails (exit code 1) where it holds `MAY_GROW` MB more at the end than when a tenth was done. What
is made when it is first needed, and kept, is made once for each rule and law that has something
of its own to say; by then nearly all of it has been.
"""

from __future__ import annotations

import argparse
import gc
import random
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from hostile_texts import LOOSE, parts
from summons_check import Checker
from summons_check.languages import LANGS

MAY_GROW = 8
STATM = Path("/proc/self/statm")
PAGE = 4096


def held() -> float:
    """What the process holds in memory, in MB (resident set size; Linux)."""
    gc.collect()
    return int(STATM.read_text("ascii").split()[1]) * PAGE / 1e6


def messages(seed: int) -> Iterator[tuple[str, str | None]]:
    """Messages without end, no two alike, each with a sender or none."""
    dice = random.Random(seed)  # noqa: S311 - the same messages each time
    pieces = [part[:120] for part in [*parts().values(), *LOOSE.values()]]
    while True:
        number = dice.randrange(10**9)
        host = f"a{number}.{dice.choice(['top', 'com', 'gov.cn', 'example', 'co.uk'])}"
        some = dice.choices(pieces, k=dice.randrange(1, 4))
        yield f"{number} {' '.join(some)} {host}", dice.choice([None, str(number), host])


def main() -> int:
    """Check and report."""
    asks = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asks.add_argument("--checks", type=int, default=1_000_000)
    count = asks.parse_args().checks
    check, start, step = Checker().check, time.monotonic(), count // 10
    stream, figures = messages(seed=7), []
    print(f"{0:9d} checks {held():8.1f} MB")
    for done in range(step, count + 1, step):
        for number, (text, sender) in enumerate(islice(stream, step)):
            check(text, sender=sender, lang=LANGS[number % len(LANGS)])
        figures.append(held())
        print(
            f"{done:9d} checks {figures[-1]:8.1f} MB {time.monotonic() - start:7.0f} s", flush=True
        )
    grown = figures[-1] - figures[0]
    print(f"from a tenth of them to all: {grown:+.1f} MB (may grow {MAY_GROW} MB)")
    return int(grown > MAY_GROW)


if __name__ == "__main__":
    sys.exit(main())
