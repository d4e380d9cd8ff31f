"""Matching: where the words of a rule must stand so that it fires."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from summons_check import Checker, default_pack
from summons_check.folding import Folded, fold
from summons_check.frames import Frames
from summons_check.matching import MAX_SPANS, Fired, RuleMatcher, Scene, law_concept
from summons_check.pack_schema import Match, NameSet, Rule
from summons_check.reading import MessageReader
from summons_check.vocabulary import Mention, Mentions

NAMES = frozenset({"x.pay", "x.fee", "x.case", "y.court", "y.law", "y.more.deep", "z"})
CALM = Frames((), {}, [])
WORD = regex.compile(r"\b[xyz](?:_[a-z]+)*\b")
"""In these tests the word x_pay names the concept x.pay."""


def rule(*matches: dict[str, Any], severity: str = "notice", name: str = "trial") -> Rule:
    """Make a rule that matches so."""
    points = {"notice": 0, "mitigating": -5, "weak": 5, "strong": 30, "decisive": 60}
    text = {"zh": "试", "en": "trial"}
    return Rule.model_validate(
        {
            "id": f"tiny.{name}",
            "family": "tiny",
            "severity": severity,
            "points": points[severity],
            "certainty": "A",
            "sources": ["law"],
            "title": text,
            "why": text,
            "match": matches,
            "hit": [{"text": "x", "quote": "x"}],
            "miss": [{"text": "y", "why": "z"}],
        }
    )


def scene(text: str, flags: Iterable[str] = (), frames: Frames = CALM) -> Scene:
    """Read a text in which words are concepts."""
    folded = fold(text)
    mentions: Mentions = {}
    for found in WORD.finditer(folded.text):
        mentions.setdefault(found.group().replace("_", "."), []).append(Mention(*found.span()))
    return Scene(folded, mentions, frozenset(flags), frames)


def evidence(match: dict[str, Any], message: Scene, severity: str = "notice") -> list[str] | None:
    """Quote what makes a rule of one match fire, or None."""
    fired = RuleMatcher((rule(match, severity=severity),), NAMES).run(message)
    return [message.folded.quote(*mention) for mention in fired[0].evidence] if fired else None


@pytest.mark.parametrize(
    ("match", "text", "quotes"),
    [
        pytest.param({"all": ["z"]}, "a z here", ["z"], id="one"),
        pytest.param({"all": ["z"]}, "nothing", None, id="nothing"),
        pytest.param({"all": ["z"]}, "z, z. And z", ["z", "z", "z"], id="every-sentence"),
        pytest.param(
            {"all": ["x.pay", "x.fee"]}, "x_fee x_pay", ["x_fee", "x_pay"], id="same-sentence"
        ),
        pytest.param({"all": ["x.pay", "x.fee"]}, "x_fee. x_pay", None, id="two-sentences"),
        pytest.param(
            {"all": ["x.pay", "x.fee"]},
            "x_fee. x_pay x_fee. x_pay",
            ["x_pay", "x_fee"],
            id="only-the-sentence-with-both",
        ),
        pytest.param({"all": ["x.pay", "x.fee"]}, "x_fee", None, id="one-of-two"),
        pytest.param({"all": ["x.pay|z"]}, "z x_pay", ["z", "x_pay"], id="alternatives"),
        pytest.param({"all": ["x.pay|z"]}, "only z", ["z"], id="one-alternative"),
        pytest.param({"all": ["x.*"]}, "x_pay y_law x_fee", ["x_pay", "x_fee"], id="wildcard"),
        pytest.param({"all": ["y.*"]}, "y_more_deep", ["y_more_deep"], id="wildcard-deep"),
        pytest.param({"all": ["y.*|z"]}, "z y_law", ["z", "y_law"], id="wildcard-alternative"),
        pytest.param({"all": ["y"]}, "y_law", None, id="no-wildcard-no-prefix"),
        pytest.param(
            {"all": ["x.pay", "z"], "none": ["y.*"]}, "x_pay z. y_law", ["x_pay", "z"], id="none"
        ),
        pytest.param(
            {"all": ["x.pay", "z"], "none": ["y.*"]}, "x_pay z y_law", None, id="none-in-sentence"
        ),
        pytest.param(
            {"all": ["z"], "none": ["y.*"], "scope": "message"},
            "z. Far away: y_law",
            None,
            id="none-in-message",
        ),
        pytest.param(
            {"all": ["x.pay", "z"], "scope": "message"}, "z. x_pay", ["z", "x_pay"], id="message"
        ),
        pytest.param(
            {"all": ["x.pay", "z"], "scope": "11"},
            "x_pay. aa z",
            ["x_pay", "z"],
            id="window-over-sentences",
        ),
        pytest.param(
            {"all": ["x.pay", "z"], "scope": "10"}, "x_pay. aa z", None, id="window-small"
        ),
        pytest.param(
            {"all": ["x.pay", "z"], "scope": "10"}, "z aaa x_pay", None, id="window-backwards"
        ),
        pytest.param(
            {"all": ["x.pay", "z"], "scope": "8", "none": ["y.law"]},
            "y_law z x_pay",
            None,
            id="none-near-window",
        ),
        pytest.param(
            {"all": ["x.pay", "z"], "scope": "8", "none": ["y.law"]},
            "y_law and then z x_pay",
            ["z", "x_pay"],
            id="none-far-from-window",
        ),
        pytest.param(
            {"all": ["x.pay", "z"], "scope": "8", "none": ["y.law"]},
            "z x_pay aa bbb y_law",
            None,
            id="none-after-window",
        ),
        pytest.param(
            {"all": ["x.pay", "z"], "scope": "8", "none": ["y.law"]},
            "z x_pay aa bbbb y_law",
            ["z", "x_pay"],
            id="none-far-after-window",
        ),
        pytest.param(
            {"all": ["z"], "when": ["x.pay"]}, "z. x_pay", ["z"], id="when-gives-no-evidence"
        ),
        pytest.param({"all": ["z"], "when": ["x.pay|x.fee"]}, "z", None, id="when-missing"),
        pytest.param(
            {"all": ["z"], "when": ["x.pay", "y.*"]}, "z x_pay", None, id="each-when-must-hold"
        ),
        pytest.param({"all": ["z"], "unless": ["x.*"]}, "z. x_pay", None, id="unless"),
        pytest.param({"all": ["z"], "unless": ["x.*"]}, "z. y_law", ["z"], id="unless-missing"),
    ],
)
def test_match(match: dict[str, Any], text: str, quotes: list[str] | None) -> None:
    """A rule fires where its words stand as it asks, and quotes them."""
    assert evidence(match, scene(text)) == quotes


@pytest.mark.parametrize(
    ("match", "quotes"),
    [
        ({"all": ["z"], "when": ["y.law"]}, ["z"]),
        ({"all": ["z"], "unless": ["y.law"]}, None),
        ({"all": ["z", "y.law"]}, ["z"]),
        ({"all": ["y.law"], "scope": "message"}, []),
        ({"all": ["z"], "none": ["y.law"], "scope": "message"}, None),
    ],
)
def test_flag_holds_for_the_message(match: dict[str, Any], quotes: list[str] | None) -> None:
    """What the sender says has no place in the text, so it gives no evidence."""
    assert evidence(match, scene("a z here", flags=["y.law"])) == quotes


@pytest.mark.parametrize(
    ("languages", "flags", "fires"),
    [
        ({}, [], True),
        ({"tiny": "english"}, ["language.english"], True),
        ({"tiny": "english"}, ["language.chinese"], False),
        ({"tiny": "english"}, [], False),
        ({"other": "english"}, [], True),
    ],
)
def test_pack_is_for_messages_of_its_language(
    languages: dict[str, str], flags: list[str], fires: bool
) -> None:
    """Rules of a pack stay silent on messages in another language than the pack's."""
    matcher = RuleMatcher((rule({"all": ["z"]}),), NAMES, languages)

    assert bool(matcher.run(scene("a z here", flags))) is fires


def test_any_one_match_is_enough_and_evidence_is_merged() -> None:
    """Two ways in give one finding, overlapping words one quote."""
    ways = ({"all": ["x.pay", "z"]}, {"all": ["x.fee"]})
    message = scene("x_pay z. Then x_fee")
    (fired,) = RuleMatcher((rule(*ways),), NAMES).run(message)

    assert [message.folded.quote(*m) for m in fired.evidence] == ["x_pay", "z", "x_fee"]


@pytest.mark.parametrize(
    ("mentions", "merged"),
    [
        ([(0, 4), (2, 6)], [(0, 6)]),
        ([(0, 6), (2, 4)], [(0, 6)]),
        ([(0, 3), (3, 6)], [(0, 3), (3, 6)]),
        ([(4, 6), (0, 2)], [(0, 2), (4, 6)]),
    ],
)
def test_overlapping_evidence_is_one_piece(
    mentions: list[tuple[int, int]], merged: list[tuple[int, int]]
) -> None:
    """Pieces of evidence stand in order and share no character."""
    found = sorted(Mention(*mention) for mention in mentions)
    message = Scene(fold("abcdef"), {"z": found}, frozenset(), CALM)
    (fired,) = RuleMatcher((rule({"all": ["z"]}),), NAMES).run(message)

    assert list(fired.evidence) == merged


def test_evidence_is_bounded() -> None:
    """A threat said a hundred times is shown a few times."""
    assert evidence({"all": ["z"]}, scene("now z there. " * 100)) == ["z"] * MAX_SPANS


@pytest.mark.parametrize(
    ("severity", "frame", "quotes"),
    [
        ("decisive", "news", None),
        ("strong", "warning", None),
        ("weak", "statute", None),
        ("mitigating", "news", None),
        ("notice", "news", None),
        ("decisive", "record", None),
        ("notice", "record", ["z", "z"]),
        ("decisive", "question", ["z"]),
        ("notice", "question", ["z"]),
        ("decisive", None, ["z", "z"]),
    ],
)
def test_frame_switches_rules_off(
    severity: str, frame: str | None, quotes: list[str] | None
) -> None:
    """In a frame words count only where a question quotes them; a record may be real."""
    text = "z. They wrote: z!"
    place = text.rindex("z")
    frames = Frames((frame,) if frame else (), {}, [Mention(place, place + 1)])

    assert evidence({"all": ["z"]}, scene(text, frames=frames), severity) == quotes


def test_evidence_half_in_a_quotation_is_not_judged() -> None:
    """In a question all words of the flag must stand in the quotation."""
    frames = Frames(("question",), {}, [Mention(0, 5)])

    assert evidence({"all": ["x.pay", "z"]}, scene("x_pay z", frames=frames), "strong") is None


def test_a_set_stands_for_all_that_is_in_it() -> None:
    sets = {"set.both": NameSet(about="two", names=("x.*", "v.w"))}
    rules = (rule({"all": ["z"], "unless": ["set.both"]}, name="one"),)
    matcher = RuleMatcher(rules, NAMES, sets=sets)

    assert [fired.rule.id for fired in matcher.run(scene("z"))] == ["tiny.one"]
    assert matcher.run(scene("z x_pay")) == []


# The same said in the plainest way: every rule, every match, no index.


def plain_run(
    rules: Iterable[Rule],
    names: frozenset[str],
    message: Scene,
    languages: Mapping[str, str] | None = None,
    holds_in: Mapping[str, frozenset[str]] | None = None,
) -> list[Fired]:
    """Run every rule over a scene."""
    fired = []
    for each in sorted(rules, key=lambda rule: rule.id):
        language = (languages or {}).get(each.id.partition(".")[0])
        if language and f"language.{language}" not in message.flags:
            continue
        laws = {flag for flag in message.flags if flag.startswith("law.")}
        holds = (holds_in or {}).get(each.id)
        if holds is not None:
            lawful = laws & {law_concept(law) for law in holds}
            if not lawful or (each.severity.value == "decisive" and lawful != laws):
                continue
        is_red = each.severity.value in {"decisive", "strong", "weak"}
        places = [
            place
            for match in each.match
            for place in _plain_places(match, names, message)
            if not message.frames.silence(is_red) or _is_judged(place, message.frames)
        ]
        if places:
            fired.append(Fired(each, _plain_merge({m for place in places for m in place})))
    return fired


def _is_judged(place: list[Mention], frames: Frames) -> bool:
    return bool(place) and all(frames.judges(*mention) for mention in place)


@cache
def _meant(item: str, names: frozenset[str]) -> frozenset[str]:
    wanted = item.split("|")
    return frozenset(
        name
        for name in names
        for want in wanted
        if name == want or (want.endswith(".*") and name.startswith(want[:-1]))
    )


def _plain_places(match: Match, names: frozenset[str], message: Scene) -> list[list[Mention]]:
    def holds(item: str) -> bool:
        return any(
            name in message.flags or name in message.mentions for name in _meant(item, names)
        )

    def where(item: str) -> list[Mention]:
        return sorted({m for name in _meant(item, names) for m in message.mentions.get(name, ())})

    if not all(map(holds, (*match.all, *match.when))) or any(map(holds, match.unless)):
        return []
    groups = sorted(
        (where(item) for item in match.all if where(item)), key=lambda group: (len(group), group)
    )
    barred = [mention for item in match.none for mention in where(item)]
    if match.scope == "message":
        asked = [where(item)[:3] for item in match.all]
        return [] if any(map(holds, match.none)) else [[m for group in asked for m in group]]
    if not groups:
        return []
    if match.scope == "sentence":
        return _plain_sentences(groups, barred, message.folded)
    return _plain_windows(groups, barred, int(match.scope))


def _plain_sentences(
    groups: list[list[Mention]], barred: list[Mention], folded: Folded
) -> list[list[Mention]]:
    places = []
    for number in range(len(folded.sentence_starts)):
        here = [[m for m in group if folded.sentence_at(m.start) == number] for group in groups]
        is_barred = any(folded.sentence_at(m.start) == number for m in barred)
        if all(here) and not is_barred:
            places.append([m for group in here for m in group[:3]])
    return places


def _plain_windows(
    groups: list[list[Mention]], barred: list[Mention], reach: int
) -> list[list[Mention]]:
    places = []
    for anchor in groups[0]:
        place = [anchor, *(_plain_nearest(group, anchor) for group in groups[1:])]
        low, high = min(m.start for m in place), max(m.end for m in place)
        is_barred = any(low - reach <= m.start <= high + reach for m in barred)
        if high - low <= reach and not is_barred:
            places.append(place)
    return places


def _plain_nearest(mentions: list[Mention], anchor: Mention) -> Mention:
    return min(mentions, key=lambda m: (abs(m.start - anchor.start), m))


def _plain_merge(mentions: set[Mention]) -> tuple[Mention, ...]:
    covered = sorted({index for m in mentions for index in range(m.start, m.end - 1)})
    ends = {m.end for m in mentions}
    starts = {m.start for m in mentions}
    merged = [
        Mention(start, min(e for e in ends if e > start and e - 1 not in covered))
        for start in starts
        if start - 1 not in covered
    ]
    return tuple(sorted(merged)[:MAX_SPANS])


ITEMS = st.lists(
    st.sampled_from([*sorted(NAMES), "x.*", "y.*", "y.more.*", "nobody.knows"]),
    min_size=1,
    max_size=2,
).map("|".join)
MATCHES = st.fixed_dictionaries(
    {
        "all": st.lists(ITEMS, min_size=1, max_size=3),
        "none": st.lists(ITEMS, max_size=1),
        "when": st.lists(ITEMS, max_size=1),
        "unless": st.lists(ITEMS, max_size=1),
        "scope": st.sampled_from(["sentence", "message", "8", "20"]),
    }
)
RULES = st.lists(
    st.tuples(
        st.lists(MATCHES, min_size=1, max_size=2),
        st.sampled_from(["decisive", "weak", "mitigating", "notice"]),
    ),
    max_size=4,
).map(
    lambda drawn: tuple(
        rule(*matches, severity=severity, name=f"r{number}")
        for number, (matches, severity) in enumerate(drawn)
    )
)
SCENES = st.builds(
    scene,
    st.lists(
        st.sampled_from([*(name.replace(".", "_") for name in NAMES), "word", ".", "\n-"]),
        max_size=12,
    ).map(" ".join),
    st.sets(st.sampled_from(sorted(NAMES)), max_size=2),
    st.builds(
        Frames,
        st.sampled_from([(), (), ("news",), ("record",), ("question",)]),
        st.just({}),
        st.lists(st.builds(Mention, st.integers(0, 20), st.integers(20, 60)), max_size=1),
    ),
)


@given(RULES, SCENES)
def test_index_changes_nothing(rules: tuple[Rule, ...], message: Scene) -> None:
    """Looking only at rules whose words occur finds what the plain loop finds."""
    assert RuleMatcher(rules, NAMES).run(message) == plain_run(rules, NAMES, message)


@given(RULES, SCENES)
def test_order_of_rules_and_items_does_not_matter(rules: tuple[Rule, ...], message: Scene) -> None:
    """Rules and their items may be written in any order."""
    turned = tuple(
        each.model_copy(
            update={
                "match": tuple(
                    match.model_copy(update={"all": match.all[::-1]}) for match in each.match[::-1]
                )
            }
        )
        for each in rules[::-1]
    )
    there = [(fired.rule.id, fired.evidence) for fired in RuleMatcher(rules, NAMES).run(message)]
    back = [(fired.rule.id, fired.evidence) for fired in RuleMatcher(turned, NAMES).run(message)]

    assert back == there


def _without_sets(rule: Rule, sets: Mapping[str, NameSet]) -> Rule:
    """The rule with the name of each set written out."""

    def written(items: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(
            "|".join(
                inner
                for name in item.split("|")
                for inner in (sets[name].names if name in sets else (name,))
            )
            for item in items
        )

    fields = ("all", "none", "when", "unless")
    ways = tuple(
        match.model_copy(update={field: written(getattr(match, field)) for field in fields})
        for match in rule.match
    )
    return rule.model_copy(update={"match": ways})


def test_shipped_rules_need_no_index(monkeypatch: pytest.MonkeyPatch) -> None:
    """On every example of the shipped rules, matcher and plain loop agree."""
    run = RuleMatcher.run
    compared = 0

    def both(self: RuleMatcher, message: Scene) -> list[Fired]:
        nonlocal compared
        compared += 1
        fired = run(self, message)
        plain = plain_run(plain_rules, names, message, pack.languages, pack.holds_in)
        told = [(each.rule.id, each.evidence) for each in fired]
        assert told == [(each.rule.id, each.evidence) for each in plain], message.folded.original
        return fired

    monkeypatch.setattr(RuleMatcher, "run", both)
    pack = default_pack()
    checker = Checker(pack)
    laws = pack.laws
    names = MessageReader(pack).names_in(pack)
    plain_rules = [_without_sets(each, pack.sets) for each in pack.rules]
    for each in pack.rules:
        for example in (*each.hit, *each.miss):
            checker.check(example.text, sender=example.sender, received=example.received)
            checker.check(example.text, jurisdiction=laws.get(each.path.partition("/")[0], "CN"))

    assert compared > 100


def test_matchers_that_share_ways_keep_equal_ones_once() -> None:
    """The packs of all laws have most rules in common; each has its own besides."""
    shared: dict[Any, Any] = {}
    for names in (["pay"], ["pay", "fee"], ["pay"]):
        rules = [rule({"all": ["z"]}, {"all": [f"x.{name}", "y.*"]}, name=name) for name in names]
        matcher = RuleMatcher(rules, NAMES, ways=shared)
        alone = RuleMatcher(rules, NAMES)
        message = Scene(fold("abcdef"), {"z": [Mention(0, 2)]}, frozenset(), CALM)

        assert matcher.run(message) == alone.run(message)
    assert len(shared) == 3  # "z" of both, and the other way of each
