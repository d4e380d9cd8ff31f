"""Lint: each kind of mistake is told by its name, file and line, and gone once it is mended."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import pytest

import summons_check
from conftest import TINY, write_pack
from summons_check.rulepack import default_pack
from summons_check.workshop.bench import WorkshopError, open_bench
from summons_check.workshop.linting import LINTS, lint
from summons_check.workshop.lints.words import READ_BY_CODE

FEE, ARREST, SOURCES = "payment/fee.toml", "authority/arrest.toml", "sources/laws.toml"
MORE = "terms/zh/more.toml"
HEAD = "pack.toml"
MATCH = 'all = ["payment.fee", "demand.pay"]'
Files = Mapping[str, str]


def _with(path: str, old: str, new: str) -> Files:
    """The small pack with one thing written in another way."""
    assert TINY[path].count(old) >= 1, f"{path} has no {old!r}"
    return {path: TINY[path].replace(old, new, 1)}


def _and_match(*lines: str) -> str:
    """The fee rule with one more way to fire."""
    return TINY[FEE].replace(MATCH, "\n".join([MATCH, "[[match]]", *lines]))


def _rule(points: int) -> str:
    """Another rule on fees, which asks for more than that of the pack."""
    return (
        TINY[FEE]
        .replace('id = "tiny.fee"', 'id = "tiny.fee-today"')
        .replace("points = 35", f"points = {points}")
        .replace(MATCH, f'{MATCH}\nwhen = ["deadline.today"]')
        .replace("请转账撤案费", "请今天转账撤案费")
    )


def _japanese(*, all_of_it: bool) -> Files:
    """The small pack as one of Japan, its rules told in Japanese."""
    rules = {
        path: re.sub(r'^( *)(en = ".*")$', r'\1\2\n\1ja = "説明"', text, flags=re.MULTILINE)
        for path, text in TINY.items()
        if text.lstrip().startswith("id = ")
    }
    if not all_of_it:
        rules[FEE] = rules[FEE].replace('ja = "説明"', "", 1)
    return {**_with(HEAD, 'jurisdiction = "CN"', 'jurisdiction = "JP"'), **rules}


BRIBE = '"tiny.bribe" = { phrases = ["打点费"] }\n'
BAR = '"tiny.bar" = { phrases = ["打点"] }\n'
PRESENT = '"tiny.bar" = { phrases = ["送礼"] }\n'
LEAD = """
[lead]
title = { zh = "传闻", en = "hearsay" }
certainty = "C"
read = 2026-11-01
"""


class Case(NamedTuple):
    lint: str
    place: tuple[str, int | None]
    broken: Files
    mended: Files = MappingProxyType({})


CASES = (
    Case(
        "example-missing",
        (FEE, None),
        _with(FEE, TINY[FEE][TINY[FEE].index("[[miss]]") :], ""),
    ),
    Case("quote-absent", (FEE, 18), _with(FEE, 'quote = "撤案费"', 'quote = "解冻费"')),
    Case(
        "never-fires",
        (FEE, 16),
        _with(FEE, MATCH, f'{MATCH}\nnone = ["payment.fee"]'),
    ),
    Case(  # a concept without words
        "never-fires",
        (FEE, 17),
        {MORE: '"tiny.empty" = {}', FEE: _and_match('all = ["tiny.empty"]')},
        {MORE: '"tiny.empty" = { phrases = ["打点费"] }', FEE: _and_match('all = ["tiny.empty"]')},
    ),
    Case(  # concepts that are true of a message, and stand nowhere in it
        "never-fires",
        (FEE, 17),
        {FEE: _and_match('all = ["language.english"]')},
        {FEE: _and_match('all = ["language.english"]', 'scope = "message"')},
    ),
    Case(
        "concept-twice",
        ("terms/zh/words.toml", 28),
        {MORE: '"demand.scan" = { phrases = ["扫码"] }'},
    ),
    Case("text-missing", (FEE, 8), _with(FEE, 'en = "asks for money to drop a case"', "")),
    Case("source-undated", (SOURCES, 2), _with(SOURCES, "read = 2026-11-01", "")),
    Case("source-undated", (SOURCES, 2), _with(SOURCES, 'certainty = "A"', "")),
    Case("decisive-unverified", (ARREST, 6), _with(ARREST, 'certainty = "A"', 'certainty = "C"')),
    Case("certainty-too-high", (ARREST, 6), _with(SOURCES, 'certainty = "A"', 'certainty = "B"')),
    Case("points-range", (FEE, 5), _with(FEE, "points = 35", "points = 50")),
    Case("name-unknown", (FEE, 15), _with(FEE, "payment.fee", "payment.fees")),
    Case("pattern-refused", (HEAD, 7), _with(HEAD, "scripts =", 'numbers = "("\nscripts =')),
    Case("refused", ("stray.toml", None), {"stray.toml": ""}),
    Case(
        "hit-silent",
        (FEE, 19),
        _with(FEE, "[[miss]]", '[[hit]]\ntext = "今天开庭。"\nquote = "开庭"\n[[miss]]'),
    ),
    Case("hit-quote", (FEE, 16), _with(FEE, 'quote = "撤案费"', 'quote = "撤案"')),
    Case("miss-fires", (FEE, 19), _with(FEE, "诉讼费请付款到法院账户。", "请付款：撤案费。")),
    Case(
        "known-failure",
        (FEE, 16),
        _with(FEE, 'quote = "撤案费"', 'quote = "撤案费"\nknown_failure = true'),
    ),
    Case("miss-filler", (FEE, 19), _with(FEE, "诉讼费请付款到法院账户。", "今晚吃什么？")),
    Case(
        "shadowed-rule",
        ("payment/fee-today.toml", 14),
        {"payment/fee-today.toml": _rule(35)},
        {"payment/fee-today.toml": _rule(40)},
    ),
    Case(
        "shadowed-match",
        (FEE, 16),
        {FEE: _and_match('all = ["payment.fee", "demand.scan"]')},
    ),
    Case(
        "concept-unused",
        (MORE, 1),
        {MORE: '"tiny.idle" = { anchor = false, phrases = ["打点费"] }'},
        {MORE: '"tiny.idle" = { phrases = ["打点费"] }'},
    ),
    Case(
        "concept-excluded",
        (FEE, 18),
        {MORE: BRIBE + BAR, FEE: _and_match('all = ["tiny.bribe"]', 'none = ["tiny.bar"]')},
        {MORE: BRIBE + BAR, FEE: _and_match('all = ["tiny.bribe"]', 'none = ["demand.scan"]')},
    ),
    Case(
        "one-word-two-items",
        (FEE, 17),
        {MORE: BRIBE + BAR, FEE: _and_match('all = ["tiny.bribe", "tiny.bar"]')},
        {MORE: BRIBE + BAR, FEE: _and_match('all = ["tiny.bribe", "demand.scan"]')},
    ),
    Case("phrase-contained", (MORE, 1), {MORE: BRIBE + BAR}, {MORE: BRIBE + PRESENT}),
    Case(
        "pattern-no-literal",
        (HEAD, 7),
        _with(HEAD, "scripts =", "numbers = '[2-9]\\d{7}'\nscripts ="),
        _with(HEAD, "scripts =", "numbers = '9\\d{7}'\nscripts ="),
    ),
    Case(
        "pattern-edge-han",
        (HEAD, 7),
        _with(HEAD, "scripts =", "postcode = '台北 ?\\d{3}'\nscripts ="),
        _with(HEAD, "scripts =", "postcode = 'tp ?\\d{3}'\nscripts ="),
    ),
    Case("text-no-japanese", (FEE, 8), _japanese(all_of_it=False), _japanese(all_of_it=True)),
    Case(
        "numbers-differ",
        (FEE, 13),
        _with(FEE, "Nobody charges for that", "Nobody charges 30 yuan for that"),
        {
            FEE: _with(FEE, "Nobody charges for that", "Nobody charges 30 yuan for that")[
                FEE
            ].replace("撤案不收费", "撤案不收三十元")
        },
    ),
    Case(
        "decisive-lead",
        (ARREST, 7),
        {
            SOURCES: TINY[SOURCES] + LEAD,
            **_with(ARREST, 'sources = ["law"]', 'sources = ["law", "lead"]'),
        },
        {SOURCES: TINY[SOURCES] + LEAD},
    ),
)


def _marks(folder: Path, files: Files) -> set[tuple[str, str, int | None]]:
    marks = lint(open_bench(write_pack(folder, files)))
    assert len({*marks}) == len(marks)
    return {(mark.lint, mark.path.removeprefix("tiny/"), mark.line) for mark in marks}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.lint)
def test_a_mistake_is_told_once_and_gone_when_mended(case: Case, tmp_path: Path) -> None:
    broken = _marks(tmp_path / "broken", case.broken)
    mended = _marks(tmp_path / "mended", case.mended)

    assert broken - mended == {(case.lint, *case.place)}


def test_every_lint_has_its_case() -> None:
    assert {case.lint for case in CASES} == LINTS.keys()


@pytest.mark.parametrize(
    "text",
    ["撤案要先办手续。", "不会收取撤案费。", "【某县公安局】请付款。", "Nobody may withdraw it."],
)
def test_a_miss_with_a_word_of_its_rule_is_no_filler(tmp_path: Path, text: str) -> None:
    """A part of a phrase, one behind a negation, or another item of the rule."""
    files = _with(FEE, "诉讼费请付款到法院账户。", text)

    assert lint(open_bench(write_pack(tmp_path, files)), ["miss-filler"]) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.lint)
def test_a_lint_is_found_when_it_is_selected(case: Case, tmp_path: Path) -> None:
    marks = lint(open_bench(write_pack(tmp_path, case.broken)), [case.lint], level="error")

    assert {mark.lint for mark in marks} == {case.lint}
    assert all(mark.level == LINTS[case.lint].level for mark in marks)


def test_an_unknown_lint_is_told_with_the_nearest(tmp_path: Path) -> None:
    bench = open_bench(write_pack(tmp_path))

    with pytest.raises(WorkshopError, match=r"'hit-silnt'; did you mean hit-silent\?"):
        lint(bench, ["hit-silnt"])


def test_a_pack_that_cannot_be_used_at_all_is_linted(tmp_path: Path) -> None:
    """Nothing but its head is wrong, and nothing else can be looked at."""
    marks = lint(open_bench(write_pack(tmp_path, {HEAD: "name = 'tiny'"})))

    assert {(mark.lint, mark.path) for mark in marks} >= {("refused", "tiny/pack.toml")}
    assert all(mark.level == "error" for mark in marks)


def test_one_pack_is_linted_together_with_ours(tmp_path: Path) -> None:
    """It may refer to our sources and words; what is wrong with ours is not told."""
    files = {
        **dict.fromkeys(TINY),
        HEAD: TINY[HEAD][: TINY[HEAD].index("authority = 90")] + "payment = 80",
        FEE: TINY[FEE].replace("payment.fee", "payment.cancel_fee").replace('"law"', '"cpl-90"'),
    }
    bench = open_bench(write_pack(tmp_path, files) / "tiny")

    assert [rule.id for rule in bench.rules] == ["tiny.fee"]
    assert len(bench.pack.rules) == len(default_pack().rules) + 1
    assert [str(mark) for mark in lint(bench, level="warning")] == []


def test_our_packs_have_no_mistake() -> None:
    """Warnings there may be; an error makes a rule lie."""
    assert [str(mark) for mark in lint(open_bench(), level="error") if mark.level == "error"] == []


def test_what_modules_ask_for_is_no_unused_concept() -> None:
    """The names in the code are those that lint takes for read by code."""
    source = Path(summons_check.__file__).parent
    written = {
        name
        for module in source.rglob("*.py")
        if "workshop" not in module.parts and "cli" not in module.parts
        for name in re.findall(r'"([a-z_]+\.[a-z_.]*)"', module.read_text(encoding="utf-8"))
    }
    concepts = default_pack().concepts
    read = {
        concept
        for concept in concepts
        for name in written
        if concept == name or (name.endswith(".") and concept.startswith(name))
    }

    assert [name for name in sorted(read) if not name.startswith(READ_BY_CODE)] == []
    assert all(any(name.startswith(first) for name in read) for first in READ_BY_CODE)
