"""A judge: the rules, points and steps of one pack, held against a read message."""

from __future__ import annotations

from summons_check.judging import Judge
from summons_check.jurisdictions import Laws
from summons_check.models import Verdict
from summons_check.reading import Message, MessageReader
from summons_check.rulepack import RulePack

FAKE = "【速贷催收】我司已签发逮捕令。"


def test_findings_and_steps_are_those_of_the_pack(tiny: RulePack) -> None:
    """What fires, in the words of the law, and what to do."""
    reader = MessageReader(tiny)
    judge = Judge(tiny, reader.names_in(tiny))
    reading = reader.read(Message(FAKE, None, None, None, "zh-Hans", "CN"))
    findings = judge.findings(reading.scene, reading.laws, "zh-Hans")

    assert [finding.rule_id for finding in findings] == ["tiny.arrest", "tiny.case"]
    assert judge.next_steps(Verdict.LIKELY_FAKE, frozenset(), "CN", "en") == ()  # it has none


def test_another_law_has_other_rules(tiny: RulePack) -> None:
    """The same words, of which no law of the pack says anything."""
    reader = MessageReader(tiny)
    judge = Judge(tiny, reader.names_in(tiny))
    reading = reader.read(Message(FAKE, None, None, None, "zh-Hans", "XX"))

    assert judge.findings(reading.scene, Laws(("XX",)), "zh-Hans") == ()
