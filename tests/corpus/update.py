"""Write down what the library says of the corpus today, in `expected.json`.

PYTHONPATH=src python tests/corpus/update.py

`tests/test_corpus.py` compares with it. Whoever changes a verdict or a rule that fires runs this
and commits the file with the change, so that its diff shows what became better or worse.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from summons_check.evaluation import evaluate
from summons_check.evaluation_model import Evaluation, Rate
from summons_check.evaluation_report import error_words
from summons_check.labelled import read_corpus

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.glob("*.jsonl"))
EXPECTED = FOLDER / "expected.json"


def expected_of(evaluation: Evaluation) -> dict[str, dict[str, Any]]:
    """Give what is written down of an evaluation: the chief figures, and each verdict."""
    return {
        "summary": {
            "right": _of(evaluation.right),
            "ideal": _of(evaluation.ideal),
            **{f"right, {each.label}": _of(each.right) for each in evaluation.labels},
            **{f"precision, {each.alarm}": _of(each.precision) for each in evaluation.detection},
            **{f"recall, {each.alarm}": _of(each.recall) for each in evaluation.detection},
            **{error_words(fault): _of(fault.rate) for fault in evaluation.faults},
        },
        "messages": {
            each.id: [each.verdict.value, *sorted(each.rules)] for each in evaluation.outcomes
        },
    }


def _of(rate: Rate) -> str:
    return f"{rate.count} of {rate.n}"


def written(expected: dict[str, dict[str, Any]]) -> str:
    """Write it down, one figure or message a line."""
    parts = (
        f'"{name}": {{\n'
        + ",\n".join(
            f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}"
            for key, value in entries.items()
        )
        + "\n}"
        for name, entries in expected.items()
    )
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    EXPECTED.write_text(written(expected_of(evaluate(read_corpus(FILES)))), encoding="utf-8")
