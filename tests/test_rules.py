"""The rule folder is the table: every hit fires on its words, every miss stays silent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import summons_check
from summons_check import Checker, Severity, default_pack
from summons_check.folding import fold
from summons_check.languages import guess
from summons_check.pack_schema import Concept, Hit, Miss, Rule
from summons_check.phrases import GAP, GOES_ON, steps
from summons_check.vocabulary import Vocabulary

CHECKER = Checker()
RULES = default_pack().rules
LAWS = default_pack().laws


def _params(kind: str) -> list[object]:
    return [
        pytest.param(
            rule,
            example,
            id=f"{rule.family}-{rule.id}-{kind}{number}",
            marks=[pytest.mark.xfail(reason="known failure")] if example.known_failure else [],
        )
        for rule in RULES
        for number, example in enumerate(getattr(rule, kind))
    ]


def _quotes(rule: Rule, example: Hit | Miss) -> list[str] | None:
    """The quotes of the rule's finding on an example, or None if it stays silent."""
    report = CHECKER.check(
        example.text,
        sender=example.sender,
        channel=example.channel,
        received=example.received,
        jurisdiction=example.jurisdiction or LAWS.get(rule.id.partition(".")[0]),
    )
    for finding in report.findings:
        if finding.rule_id == rule.id:
            return list(finding.quotes)
    return None


@pytest.mark.parametrize(("rule", "hit"), _params("hit"))
def test_hit_fires_and_quotes_its_evidence(rule: Rule, hit: Hit) -> None:
    """A hit fires and quotes the words that its author named."""
    quotes = _quotes(rule, hit)

    assert quotes is not None, "does not fire"
    assert hit.quote in quotes


@pytest.mark.parametrize(("rule", "miss"), _params("miss"))
def test_miss_stays_silent(rule: Rule, miss: Miss) -> None:
    """A look-alike does not fire."""
    assert _quotes(rule, miss) is None, miss.why


BELOW = {
    "zh": (
        "谨防诈骗。",
        "警惕电信诈骗！",
        "请勿轻信陌生电话，谨防上当。",
        "如遇诈骗请拨打96110。",
        "请提高警惕，保护财产安全。",
        "请勿向陌生人转账。",
        "请注意保护个人信息。",
        "拒收请回复R",
        "退订回T",
        "回TD退订",
    ),
    "en": (
        " Beware of scams.",
        " Please be alert to fraud!",
        " Report fraud to the police.",
        " Never share your password.",
        " Reply STOP to opt out.",
        " Thank you, have a nice day.",
        " This is an automated message, please do not reply.",
    ),
}
"""Lines that stand under any message, honest or not."""


@pytest.mark.parametrize(("lang", "line"), [(lang, line) for lang in BELOW for line in BELOW[lang]])
def test_a_line_below_silences_no_rule(lang: str, line: str) -> None:
    """A threat with "beware of fraud" under it is a threat."""
    hits = [
        (rule, hit, hit.text if hit.text.endswith(tuple("。！!.?？")) else hit.text + "。")
        for rule in RULES
        for hit in rule.hit
        if rule.severity not in (Severity.MITIGATING, Severity.NOTICE)
        and guess(hit.text).startswith(lang)
        and not hit.known_failure
    ]
    silenced = [
        (rule.id, text)
        for rule, hit, text in hits
        if _quotes(rule, hit.model_copy(update={"text": text + line})) is None
    ]

    assert len(hits) > 50
    assert silenced == []


@pytest.mark.parametrize("name", sorted(default_pack().concepts))
def test_every_phrase_is_found_in_its_own_words(name: str) -> None:
    """A sign that folding takes out of a text would silence a phrase, or one of its choices."""
    silent = [
        text
        for concept in default_pack().concepts[name]
        for phrase in concept.phrases
        if not phrase.isalnum()
        for alone in [Vocabulary({"a.b": (Concept(phrases=(phrase,), anchor=False),)})]
        for text in _ways_of_saying(phrase)
        if not alone.scan(fold(text))
    ]

    assert silent == []


def _ways_of_saying(phrase: str) -> list[str]:
    """Each piece of each choice once, amid the first of the others."""
    cut = [
        tuple(piece.removesuffix(GOES_ON) for piece in step)
        for step in steps(phrase.rstrip(GOES_ON))
    ]
    first = [step[0] for step in cut]
    ways = {
        "".join([*first[:place], piece, *first[place + 1 :]])
        for place, step in enumerate(cut)
        for piece in step
    }
    filler = " " if phrase.replace(GAP, "").isascii() else ""
    return [way.replace(GAP, filler) for way in sorted(ways)]


def _asked_for() -> Iterator[str]:
    """What rules, sets, wider concepts and the code ask for: `a`, `a.*`, or how a name starts."""
    pack = default_pack()
    for rule in pack.rules:
        for match in rule.match:
            yield from (*match.all, *match.none, *match.when, *match.unless)
    for names in pack.sets.values():
        yield from names.names
    for found in pack.concepts.values():
        for concept in found:
            yield from concept.includes
    for module in Path(summons_check.__file__).parent.rglob("*.py"):
        for name in re.findall(r'"([a-z_]+\.[a-z_.]*)"', module.read_text(encoding="utf-8")):
            yield f"{name}*" if name.endswith(".") else name


def test_words_that_nobody_asks_for_are_anchors() -> None:
    """Others would be looked for in every text, and tell nothing."""
    asked = {name for item in _asked_for() for name in item.split("|")}
    below = tuple(name[:-1] for name in asked if name.endswith(".*"))
    idle = [
        name
        for name, found in default_pack().concepts.items()
        if not (name in asked or name.startswith(below) or any(c.anchor for c in found))
    ]

    assert idle == []
