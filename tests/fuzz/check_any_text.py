"""Coverage-guided fuzzing of the whole pipe: text in; report, JSON and three formats out.

    python3 -m venv .fuzz && .fuzz/bin/pip install --quiet '.[dev]' 'atheris>=3.0'
    .fuzz/bin/python tests/fuzz/check_any_text.py -atheris_runs=200000 -max_len=256

Every input must keep what `soundness.require_sound` asks for. The first bytes choose how the text
is put together: raw characters of all of Unicode, examples of rules, phrases, parts of patterns.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import get_args

import atheris

sys.path.insert(0, str(Path(__file__).parents[1]))

with atheris.instrument_imports(include=["summons_check"]):
    from hostile_texts import LOOSE, parts
    from soundness import require_sound
    from summons_check import Checker
    from summons_check.models import Channel, Lang

CHECKER = Checker()
PARTS = [*parts().values()]
STRANGE = [*LOOSE.values()]
OPTIONS: dict[str, list[object]] = {
    "channel": [None, *get_args(Channel)],
    "lang": [None, *get_args(Lang)],
}
MOST_PIECES = 5
LONGEST = 60
"""Characters of a piece: short texts are many, and a text of two pieces is strange enough."""


def check_one(data: bytes) -> None:
    """Make a message of some bytes and require its report to be sound."""
    given = atheris.FuzzedDataProvider(data)
    options = {name: given.PickValueInList(values) for name, values in OPTIONS.items()}
    sender = given.ConsumeUnicode(8) if given.ConsumeBool() else None
    text = "".join([_piece(given) for _ in range(given.ConsumeIntInRange(0, MOST_PIECES))])
    require_sound(CHECKER, text, sender=sender, **options)


def _piece(given: atheris.FuzzedDataProvider) -> str:
    kind = given.ConsumeIntInRange(0, 5)
    if kind == 0:
        return given.ConsumeUnicode(given.ConsumeIntInRange(0, 24))  # with lone surrogates
    if kind == 1:
        return given.PickValueInList(STRANGE) * given.ConsumeIntInRange(1, 4)
    part: str = given.PickValueInList(PARTS)[:LONGEST]
    if kind == 2:
        return given.ConsumeUnicode(1).join(part)
    return part[given.ConsumeIntInRange(0, len(part)) :] if kind == 3 else part


if __name__ == "__main__":
    atheris.Setup(sys.argv, check_one)
    atheris.Fuzz()
