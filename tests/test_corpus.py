"""The corpus of labelled messages: what the library says of it today, and what its labels mean.

A verdict or a rule that changes needs `tests/corpus/expected.json` changed in the same commit.
"""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest

from corpus.update import EXPECTED, FILES, expected_of, written
from summons_check import Verdict
from summons_check.evaluation import evaluate
from summons_check.evaluation_model import Evaluation
from summons_check.labelled import GENUINE, UNLAWFUL, Label, LabelledMessage, read_corpus

MESSAGES = read_corpus(FILES)
UPDATE = "run `python tests/corpus/update.py` and commit the file with the change"


@pytest.fixture(scope="module")
def evaluation() -> Evaluation:
    return evaluate(MESSAGES)


def test_verdicts_rules_and_figures_are_as_written_down(evaluation: Evaluation) -> None:
    today, then = expected_of(evaluation), json.loads(EXPECTED.read_text(encoding="utf-8"))
    changed = {
        key: (then.get(part, {}).get(key), today[part].get(key))
        for part in today
        for key in today[part].keys() | then.get(part, {}).keys()
        if today[part].get(key) != then.get(part, {}).get(key)
    }

    assert not changed, UPDATE


def test_the_file_is_written_by_the_script_alone() -> None:
    text = EXPECTED.read_text(encoding="utf-8")

    assert written(json.loads(text)) == text


def test_no_genuine_court_message_is_called_fake(evaluation: Evaluation) -> None:
    """Whoever updates what is expected cannot write this down."""
    assert not [
        outcome.id
        for outcome in evaluation.outcomes
        if outcome.label is Label.GENUINE_COURT and outcome.verdict is Verdict.LIKELY_FAKE
    ]


def test_there_are_enough_messages_of_each_kind() -> None:
    """Ids are there once each, or the corpus could not be read."""
    labels = Counter(message.label for message in MESSAGES)

    assert len(MESSAGES) >= 180
    assert {label for label in Label if labels[label] >= 12} == set(Label)
    assert len({message.text for message in MESSAGES}) == len(MESSAGES)


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.id)
def test_a_label_and_its_verdicts_agree(message: LabelledMessage) -> None:
    """Fakes are to be flagged, genuine messages never; the best verdict is a right one."""
    assert message.ideal in message.must
    assert message.received
    assert message.channel
    if message.label in UNLAWFUL:
        assert message.should_flag is True
    elif message.label in GENUINE:
        assert message.should_flag is False
        assert message.ideal is Verdict.NO_RED_FLAGS
    else:
        assert message.ideal is Verdict.NOT_APPLICABLE


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.id)
def test_no_number_can_be_anybodys(message: LabelledMessage) -> None:
    """No whole mobile or identity number of the mainland, but with figures left out."""
    words = f"{message.text} {message.sender}"

    assert not re.search(r"(?<!\d)(?:1[3-9]\d{9}|\d{17}[\dXx])(?!\d)", words)
