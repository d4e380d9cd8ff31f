"""Rule packs: what a file may hold, and every way in which one can be wrong."""

from __future__ import annotations

import pickle
import sys
import zipfile
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path

import pytest

from conftest import TINY, write_pack
from summons_check.checker import Checker
from summons_check.errors import Problem, RuleError
from summons_check.models import Certainty, Role, Severity
from summons_check.rulepack import PACKS, RulePack, default_pack, default_rulebook, load_packs

FEE = TINY["payment/fee.toml"]
ARREST = TINY["authority/arrest.toml"]
EN = "terms/en/words.toml"


def _without(text: str, *starts: str) -> str:
    """Leave out the lines that start so."""
    kept = [line for line in text.splitlines() if not line.strip().startswith(starts)]
    return "\n".join(kept)


def _problems(tmp_path: Path, changes: Mapping[str, str | bytes | None]) -> tuple[Problem, ...]:
    with pytest.raises(RuleError) as caught:
        load_packs(write_pack(tmp_path, changes), ["tiny"])
    return caught.value.problems


def test_small_pack_is_read(tiny: RulePack) -> None:
    """Everything that stands in the files is in the pack."""
    assert tiny.info.name == "tiny"
    assert tiny.info.version == "1.2.3"
    assert [rule.id for rule in tiny.rules] == [
        "tiny.arrest",
        "tiny.case",
        "tiny.fee",
        "tiny.number",
        "tiny.scan",
    ]
    assert tiny.families == {"authority": 90, "payment": 40, "corroboration": 10, "topic": 0}
    assert tiny.authority["CN"]["custody.arrest"].issuers == (Role.POLICE, Role.PROCURATORATE)
    assert tiny.sources["law"].certainty is Certainty.PRIMARY
    assert tiny.rules[0].severity is Severity.DECISIVE
    assert tiny.rules[0].aliases == ("tiny.old-arrest",)
    assert len(tiny.concepts["payment.fee"]) == 2  # Chinese and English


@pytest.mark.parametrize(
    ("changes", "place", "words"),  # place: file, key, line
    [
        pytest.param({EN: "x ="}, (EN, "", 1), "not TOML", id="not-toml"),
        pytest.param({EN: b'a = "\xff"'}, (EN, "", 1), "not UTF-8", id="not-utf8"),
        pytest.param({EN: "a = 1\na = 2"}, (EN, "", 2), "not TOML", id="key-twice"),
        pytest.param({"pack.toml": None}, ("pack.toml", "", None), "is missing", id="no-head"),
        pytest.param(
            {"pack.toml": TINY["pack.toml"] + "topic2 = 'much'"},
            ("pack.toml", "families.topic2", 13),
            "whole number",
            id="head-wrong-type",
        ),
        pytest.param(
            {"pack.toml": TINY["pack.toml"].replace("scripts =", 'numbers = "("\nscripts =')},
            ("pack.toml", "shows.numbers", 7),
            "no pattern",
            id="shows-no-pattern",
        ),
        pytest.param(
            {"adopts.toml": '["tiny.arrest"]'},
            ("adopts.toml", "tiny.arrest", 1),
            "no rule of another pack",
            id="adopts-its-own",
        ),
        pytest.param(
            {"adopts.toml": '["more.arrest"]'},
            ("adopts.toml", "more.arrest", 1),
            "no rule of another pack",
            id="adopts-nothing",
        ),
        pytest.param(
            {"adopts.toml": '["more.arrest"]\nwhy = { zh = "某", en = "x" }'},
            ("adopts.toml", "more.arrest", 1),
            "name its `sources`",
            id="adopts-without-source",
        ),
        pytest.param(
            {"authority.toml": TINY["authority.toml"].replace('sources = ["law"]', "", 1)},
            ("authority.toml", "custody.arrest", 2),
            "name the `sources`",
            id="authority-without-source",
        ),
        pytest.param(
            {"adopts.toml": '["more.arrest"]\nlike = "more.arrest"\nsources = ["law"]'},
            ("adopts.toml", "more.arrest", 1),
            "leave them out",
            id="adopts-like-and-sources",
        ),
        pytest.param({"stray.toml": ""}, ("stray.toml", "", None), "not a place", id="stray-file"),
        pytest.param({"a/b/c.toml": ""}, ("a/b/c.toml", "", None), "not a place", id="too-deep"),
        pytest.param(
            {EN: '"a.b" = { phrases = ["two words"], colour = 1 }'},
            (EN, "a.b.colour", 1),
            "nobody reads this key",
            id="unknown-concept-key",
        ),
        pytest.param(
            {EN: '"a.b" = { phrases = "two words" }'},
            (EN, "a.b.phrases", 1),
            "must be a list",
            id="phrases-no-list",
        ),
        pytest.param({EN: '"a.b" = "x"'}, (EN, "a.b", 1), "must be a table", id="concept-no-table"),
        *[
            pytest.param(
                {EN: f'"a.b" = {{ phrases = ["{phrase}"] }}'},
                (EN, "a.b.phrases.0", 1),
                words,
                id=f"phrase-{phrase}",
            )
            for phrase, words in [
                ("捕", "one character"),
                ("a*", "one character"),
                (" x ", "one character"),
                ("…逮捕", "words on both sides"),
                ("逮捕…", "words on both sides"),
                ("a…b…c", "one … at most"),
                ("🚨🚨", "signs alone"),
                ("", "signs alone"),
                ("{a|b}", "one character"),
                ("no {court", "a choice is written"),
                ("no court}", "a choice is written"),
                ("no {court|{a|b}}", "a choice is written"),
            ]
        ],
        pytest.param(
            {EN: f'"a.b" = {{ phrases = ["{"{1|2|3|4|5|6|7|8}" * 3} x"] }}'},
            (EN, "a.b.phrases.0", 1),
            "stands for 512 phrases, 500 at most",
            id="too-many-anchors",
        ),
        pytest.param(
            {EN: '"a.b" = { includes = ["no.such"] }'},
            (EN, "a.b.includes", 1),
            "nobody defines 'no.such'",
            id="include-of-nothing",
        ),
        pytest.param(
            {"terms/en/more.toml": '"self.court" = { phrases = ["our court"] }'},
            ("terms/en/words.toml", "self.court", 11),
            "another file",
            id="concept-twice",
        ),
        pytest.param(
            {"sources/more.toml": TINY["sources/laws.toml"]},
            ("sources/more.toml", "law", 2),
            "another file",
            id="source-twice",
        ),
        pytest.param(
            {"sources/more.toml": _without(TINY["sources/laws.toml"], "read").replace("law", "x")},
            ("sources/more.toml", "x.read", 2),
            "is missing",
            id="source-without-date",
        ),
        pytest.param(
            {"authority.toml": TINY["authority.toml"].replace('["court"]', '["court", "judge"]')},
            ("authority.toml", "asset.freeze.issuers.1", 11),
            "Input should be",
            id="unknown-issuer",
        ),
        pytest.param(
            {"sources/laws.toml": TINY["sources/laws.toml"].replace('"A"', '"B"')},
            ("authority/arrest.toml", "certainty", 6),
            'A claims more than its best source, which is "B"',
            id="rule-surer-than-its-source",
        ),
        pytest.param(
            {"authority.toml": TINY["authority.toml"].replace('["law"]', '["lore"]', 1)},
            ("authority.toml", "custody.arrest.sources", 7),
            "no source is called 'lore'",
            id="authority-unknown-source",
        ),
        pytest.param(
            {"sets.toml": '["honest"]\nabout = "x"\nnames = ["self.court"]'},
            ("sets.toml", "honest", 1),
            "starts with `set.`",
            id="set-without-its-name",
        ),
        pytest.param(
            {"sets.toml": '["set.a"]\nabout = "x"\nnames = ["set.a"]'},
            ("sets.toml", "set.a", 1),
            "no other set",
            id="set-of-itself",
        ),
        pytest.param(
            {"channels.toml": 'court = "12368"'},
            ("channels.toml", "court", 1),
            "must be a table",
            id="channel-no-table",
        ),
        pytest.param(
            {
                "advice.toml": """
                [ask]
                order = 1
                importance = 1
                jurisdictions = ["CN"]
                verdicts = ["suspicious"]
                zh = "打{hotline}。"
                en = "Call {hotline}."
                """
            },
            ("advice.toml", "ask", 2),
            "no channel is called 'hotline'",
            id="advice-unknown-channel",
        ),
    ],
)
def test_one_thing_wrong_is_one_problem(
    tmp_path: Path,
    changes: dict[str, str | bytes | None],
    place: tuple[str, str, int | None],
    words: str,
) -> None:
    """The problem names the file, the key, the line and what is wrong."""
    (problem,) = _problems(tmp_path, changes)
    path, key, line = place

    assert (problem.path, problem.key, problem.line) == (f"tiny/{path}", key, line)
    assert words in problem.message


@pytest.mark.parametrize(
    ("rule", "key", "line", "words"),
    [
        pytest.param(FEE + "\n[mood]", "mood", 23, "nobody reads this key", id="unknown-key"),
        pytest.param(FEE.replace("35", "'many'"), "points", 5, "whole number", id="wrong-type"),
        pytest.param(FEE.replace("35", "60"), "points", 5, "25 to 45", id="points-too-high"),
        pytest.param(FEE.replace("35", "24"), "points", 5, "25 to 45", id="points-too-low"),
        pytest.param(FEE.replace("tiny.fee", "tiny.free"), "id", 2, "tiny.fee", id="id-not-file"),
        pytest.param(FEE.replace("tiny.fee", "other.fee"), "id", 2, "tiny.fee", id="id-not-pack"),
        pytest.param(FEE.replace("tiny.fee", "Tiny Fee"), "id", 2, "pattern", id="id-no-id"),
        pytest.param(
            FEE.replace('"payment"', '"topic"'), "family", 3, "'payment'", id="family-not-folder"
        ),
        pytest.param(FEE.replace('"strong"', '"grave"'), "severity", 4, "Input", id="severity"),
        pytest.param(
            FEE.replace('"strong"', '"decisive"').replace("35", "60").replace('"B"', '"C"'),
            "certainty",
            6,
            '"A" or "B"',
            id="decisive-on-a-lead",
        ),
        pytest.param(FEE.replace('["law"]', "[]"), "sources", 7, "at least 1", id="no-source"),
        pytest.param(
            FEE.replace('["law"]', '["lore"]'), "sources", 7, "called 'lore'", id="unknown-source"
        ),
        pytest.param(_without(FEE, "en ="), "title.en", 8, "is missing", id="no-english"),
        pytest.param(_without(FEE, "zh ="), "why.zh", 10, "is missing", id="no-chinese"),
        pytest.param(_without(FEE, "[[match", "all"), "match", None, "is missing", id="no-match"),
        pytest.param(_without(FEE, "all"), "match.0.all", 14, "is missing", id="match-of-nothing"),
        *[
            pytest.param(
                FEE.replace("[[hit]]", f"scope = {scope}\n[[hit]]"),
                "match.0.scope",
                16,
                "up to 500",
                id=f"scope-{scope}",
            )
            for scope in ['"page"', '"0"', '"501"', '"-5"', "true", "2.5"]
        ],
        pytest.param(
            FEE.replace('quote = "撤案费"', 'quote = "逮捕令"'),
            "hit.0.quote",
            18,
            "not in its `text`",
            id="quote-not-in-text",
        ),
        pytest.param(
            _without(FEE, "quote"), "hit.0.quote", 16, "is missing", id="hit-without-quote"
        ),
        pytest.param(
            _without(FEE, "[[hit", 'text = "请', "quote"), "hit", None, "is missing", id="no-hit"
        ),
        pytest.param(
            _without(FEE, "why ="), "miss.0.why", 19, "is missing", id="miss-without-reason"
        ),
        pytest.param(
            FEE.replace("[[miss]]", '[[miss]]\nchannel = "pigeon"'),
            "miss.0.channel",
            20,
            "Input should be",
            id="unknown-channel",
        ),
    ],
)
def test_wrong_rule_is_refused(
    tmp_path: Path, rule: str, key: str, line: int | None, words: str
) -> None:
    """A rule with something wrong in it does not load, nor does its pack."""
    problems = _problems(tmp_path, {"payment/fee.toml": rule})

    assert {problem.path for problem in problems} == {"tiny/payment/fee.toml"}
    (problem,) = [problem for problem in problems if problem.key == key]
    assert words in problem.message
    assert problem.line == line


def test_family_without_a_cap_is_refused(tmp_path: Path) -> None:
    """A new family needs a cap in pack.toml."""
    rule = FEE.replace('"payment"', '"ghost"')
    (problem,) = _problems(tmp_path, {"ghost/fee.toml": rule, "payment/fee.toml": None})

    assert (problem.path, problem.key) == ("tiny/ghost/fee.toml", "family")
    assert "no cap for 'ghost'" in problem.message


def test_two_files_of_one_rule_are_refused(tmp_path: Path) -> None:
    """An id belongs to one file."""
    problems = _problems(tmp_path, {"topic/fee.toml": FEE.replace('"payment"', '"topic"')})

    assert [(problem.path, problem.key) for problem in problems] == [("tiny/topic/fee.toml", "id")]
    assert "tiny/payment/fee.toml" in problems[0].message


def test_every_problem_of_every_file_is_listed_at_once(tmp_path: Path) -> None:
    """Nobody has to mend one file to hear of the next."""
    problems = _problems(
        tmp_path,
        {
            EN: "x =",
            "terms/zh/more.toml": b"\xff\xfe",
            "sources/more.toml": "[other]\ntitle = 1",
            "stray.toml": "",
            "payment/fee.toml": _without(
                FEE.replace("35", "99").replace("fee", "tax").replace("撤案费", "费"), "en ="
            ),
            "authority/arrest.toml": ARREST.replace('"A"', '"D"').replace("60", "59"),
        },
    )
    found = {(problem.path.removeprefix("tiny/"), problem.key) for problem in problems}

    assert found == {
        (EN, ""),
        ("terms/zh/more.toml", ""),
        ("sources/more.toml", "other.title"),
        ("sources/more.toml", "other.certainty"),
        ("sources/more.toml", "other.read"),
        ("stray.toml", ""),
        ("payment/fee.toml", "points"),
        ("payment/fee.toml", "title.en"),
        ("payment/fee.toml", "why.en"),
        ("authority/arrest.toml", "points"),
        ("authority/arrest.toml", "certainty"),
    }


def test_unknown_pack_is_named(tmp_path: Path) -> None:
    """A pack that is not there is a problem, beside those of the others."""
    with pytest.raises(RuleError) as caught:
        load_packs(write_pack(tmp_path, {EN: "x ="}), ["tiny", "atlantis"])

    assert [problem.path for problem in caught.value.problems] == ["atlantis", f"tiny/{EN}"]


SECOND: Mapping[str, str | bytes | None] = {
    "pack.toml": TINY["pack.toml"].replace('"tiny"', '"more"'),
    "terms/en/words.toml": '"more.words" = { phrases = ["two words"], includes = ["topic.case"] }',
    **{path: None for path in TINY if path not in {"pack.toml", "terms/en/words.toml"}},
}


def test_packs_are_merged(tmp_path: Path) -> None:
    """Packs share one vocabulary; name and version tell both."""
    write_pack(write_pack(tmp_path), SECOND, "more")
    pack = load_packs(tmp_path, ["tiny", "more"])

    assert (pack.info.name, pack.info.version) == ("tiny+more", "1.2.3")
    assert {"more.words", "topic.case"} <= pack.concepts.keys()


NEIGHBOUR = {
    **dict.fromkeys(TINY),
    "pack.toml": TINY["pack.toml"].replace('"tiny"', '"next"').replace('"CN"', '"TW"'),
    "sources/laws.toml": TINY["sources/laws.toml"].replace("[law]", "[next-law]"),
    "authority.toml": """
        [custody.arrest]
        issuers = ["court"]
        arrives = { zh = "由法官签发", en = "signed by a judge" }
        sources = ["next-law"]
        """,
    "adopts.toml": """
        ["tiny.scan"]
        title = { zh = "扫码不行", en = "wants a scan" }
        like = "tiny.fee"

        ["tiny.fee"]
        why = { zh = "邻法不收。", en = "The other law takes none." }
        sources = ["next-law"]
        """,
}
"""A pack of another law, without words and rules of its own."""


@pytest.fixture(scope="module")
def neighbours(tmp_path_factory: pytest.TempPathFactory) -> RulePack:
    """Load the small pack and one of another law."""
    root = write_pack(write_pack(tmp_path_factory.mktemp("laws")), NEIGHBOUR, "next")
    return load_packs(root, ["tiny", "next"])


def test_each_law_has_its_own_table(neighbours: RulePack) -> None:
    """What a table leaves out of an entry, and entries that it has not, are as others have them."""
    arrest = {law: table["custody.arrest"] for law, table in neighbours.authority.items()}

    assert neighbours.laws == {"tiny": "CN", "next": "TW"}
    assert arrest["TW"].name == arrest["CN"].name == arrest["*"].name
    assert arrest["TW"].issuers == (Role.COURT,)
    assert arrest["TW"].requires is None
    assert arrest["CN"].issuers == arrest["*"].issuers == (Role.POLICE, Role.PROCURATORATE)
    assert "asset.freeze" in neighbours.authority["TW"]


def test_packs_of_one_law_are_put_together(tmp_path: Path) -> None:
    """What the second leaves out stays as the first has it."""
    head = str(SECOND["pack.toml"]).replace('scripts = ["zh-Hans"]', "")
    table = """
        [asset.freeze]
        issuers = ["police"]
        arrives = { zh = "另一种", en = "another way" }
        sources = ["law"]
        """
    write_pack(write_pack(tmp_path), {**SECOND, "pack.toml": head, "authority.toml": table}, "more")
    pack = load_packs(tmp_path, ["tiny", "more"])

    assert pack.shows["CN"].scripts == ("zh-Hans",)
    assert pack.authority["CN"]["custody.arrest"].arrives is not None
    assert pack.authority["CN"]["asset.freeze"].issuers == (Role.POLICE,)


def test_a_law_adopts_rules(neighbours: RulePack) -> None:
    """An adopted rule holds under both laws, with the reason of each."""
    assert neighbours.holds_in["tiny.fee"] == {"CN", "TW"}
    assert neighbours.holds_in["tiny.arrest"] == {"CN"}

    checker = Checker(neighbours)
    text = "请转账撤案费。"
    found = {
        law: {each.rule_id: each for each in checker.check(text, jurisdiction=law).findings}
        for law in ("CN", "TW", "HK")
    }

    assert found["CN"]["tiny.fee"].wording.explanation.en == "Nobody charges for that."
    assert found["TW"]["tiny.fee"].wording.explanation.en == "The other law takes none."
    assert found["TW"]["tiny.fee"].title == found["CN"]["tiny.fee"].title
    assert [source.title for source in found["TW"]["tiny.fee"].sources] == [
        neighbours.sources["next-law"].title
    ]
    assert found["HK"] == {}
    adopted = neighbours.adopted["TW"]
    assert adopted["tiny.scan"].why == adopted["tiny.fee"].why
    assert adopted["tiny.scan"].title != adopted["tiny.fee"].title


def test_an_adoption_is_like_one_with_a_reason(tmp_path: Path) -> None:
    """A chain of likes, or one that leads nowhere, is a mistake."""
    likes = '["tiny.scan"]\nlike = "tiny.fee"\n["tiny.fee"]\nlike = "tiny.none"'
    write_pack(write_pack(tmp_path), {**NEIGHBOUR, "adopts.toml": likes}, "next")
    with pytest.raises(RuleError) as caught:
        load_packs(tmp_path, ["tiny", "next"])

    assert [(p.path, p.key) for p in caught.value.problems] == [
        ("next/adopts.toml", "tiny.scan.like"),
        ("next/adopts.toml", "tiny.fee.like"),
    ]


def test_a_rulebook_reads_a_law_when_it_is_needed() -> None:
    """Every law has its words at once, and its rules when a message is under it."""
    book, whole = default_rulebook(), default_pack()
    american = book.for_laws(("US",))

    assert book.base.concepts == whole.concepts
    assert book.base.shows == whole.shows
    assert {rule.id.partition(".")[0] for rule in book.base.rules} == {"common", "cn"}
    assert {rule.id.partition(".")[0] for rule in american.rules} == {"common", "cn", "us"}
    assert american.info.name == "common+cn+us"
    assert american.info.sha256 != book.base.info.sha256
    assert american.adopted["US"] == whole.adopted["US"]
    assert american.authority["US"] == whole.authority["US"]


def test_a_rulebook_reads_a_law_once() -> None:
    """Messages under laws without a pack, or the mainland's, want no other pack."""
    book = default_rulebook()

    assert book.for_laws(("US", "CA")) is book.for_laws(("CA", "US", "XX"))
    assert book.for_laws(()) is book.for_laws(("CN",)) is book.for_laws(("XX",)) is book.base


def test_packs_of_a_rulebook_share_their_rules() -> None:
    """What two packs have in common is in memory once."""
    book = default_rulebook()
    every = {id(rule) for rule in book.for_laws(("US", "CA")).rules}

    for law in ("US", "CA"):
        pack = book.for_laws((law,))
        assert every.issuperset(map(id, pack.rules))
        assert pack.concepts is book.base.concepts
        assert all(pack.sources[key] is source for key, source in book.base.sources.items())


@pytest.fixture(scope="module")
def checkers() -> tuple[Checker, Checker]:
    """One checker that reads a law when it is needed, one that has read them all."""
    return Checker(), Checker(default_pack())


@pytest.mark.parametrize("law", sorted(set(default_pack().laws.values())))
def test_a_rulebook_says_the_same_as_all_packs(checkers: tuple[Checker, Checker], law: str) -> None:
    """A message gets the same findings whether only its law was read or all of them."""
    texts = [
        hit.text
        for rule in default_pack().rules
        if default_pack().laws.get(rule.path.partition("/")[0]) == law
        for hit in rule.hit
    ][:10]

    assert texts
    for text in texts:
        one, other = (each.check(text, jurisdiction=law) for each in checkers)
        assert one.findings == other.findings
        assert one.next_steps == other.next_steps


def test_a_pack_adds_words_to_a_concept(tmp_path: Path) -> None:
    """Two packs share a concept, each with words of its own; twice in one pack is a mistake."""
    words = '"topic.case" = { phrases = ["docket call"] }'
    changes = {**SECOND, "terms/en/words.toml": words}
    write_pack(write_pack(tmp_path), changes, "more")
    pack = load_packs(tmp_path, ["tiny", "more"])

    assert [entry.phrases for entry in pack.concepts["topic.case"]][-1] == ("docket call",)
    assert len(pack.concepts["topic.case"]) == 3

    write_pack(tmp_path, {**dict.fromkeys(TINY), "terms/en/twice.toml": words}, "more")
    with pytest.raises(RuleError, match="defined in another file"):
        load_packs(tmp_path, ["tiny", "more"])


def test_packs_agree_on_the_cap_of_a_family(tmp_path: Path) -> None:
    """A cap that depends on the order of the packs is a mistake."""
    head = str(SECOND["pack.toml"]).replace("authority = 90", "authority = 50")
    write_pack(write_pack(tmp_path), {**SECOND, "pack.toml": head}, "more")
    with pytest.raises(RuleError) as caught:
        load_packs(tmp_path, ["tiny", "more"])

    assert [(p.path, p.key) for p in caught.value.problems] == [
        ("more/pack.toml", "families.authority")
    ]


class _Reversed:
    """A folder that lists its files the other way round."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __truediv__(self, name: str) -> _Reversed:
        return _Reversed(self._path / name)

    def __getattr__(self, name: str) -> object:
        return getattr(self._path, name)

    def iterdir(self) -> Iterator[_Reversed]:
        return (_Reversed(path) for path in sorted(self._path.iterdir(), reverse=True))


def test_order_of_files_does_not_matter(tmp_path: Path, tiny: RulePack) -> None:
    """File systems list files as they like."""
    write_pack(tmp_path)

    assert load_packs(_Reversed(tmp_path), ["tiny"]) == tiny  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changes",
    [
        {"topic/case.toml": TINY["topic/case.toml"] + "# a comment"},
        {"data/respellings.tsv": "拘埔\t拘捕\n"},
        {"data/words.txt": "warrant\n"},
    ],
)
def test_digest_changes_with_the_content(
    tmp_path: Path, tiny: RulePack, changes: dict[str, str | bytes | None]
) -> None:
    """The digest tells which rules ran, to the last byte, and nothing else."""
    same, other = tmp_path / "same", tmp_path / "other"

    assert load_packs(write_pack(same), ["tiny"]).info.sha256 == tiny.info.sha256
    assert load_packs(write_pack(other, changes), ["tiny"]).info.sha256 != tiny.info.sha256


def test_word_lists_are_read(tmp_path: Path) -> None:
    """Respellings and words to mend come from the data folder."""
    lists = {
        "data/respellings.tsv": "# typed, meant\n逮埔\t逮捕\n",
        "data/words.txt": "writ\nbail\n",
    }
    pack = load_packs(write_pack(tmp_path, lists), ["tiny"])

    assert pack.respellings == {"逮埔": "逮捕"}
    assert pack.key_words == ("bail", "writ")


@pytest.mark.parametrize(
    ("path", "content", "line"),
    [
        ("data/respellings.tsv", "# typed, meant\n逮埔 逮捕\n", 2),
        ("data/respellings.tsv", b"#\n#\n\xff\t\xff\n", 3),
        ("data/words.txt", b"\xff", 1),
    ],
)
def test_wrong_word_list_is_a_problem(
    tmp_path: Path, path: str, content: str | bytes, line: int
) -> None:
    """A word list that cannot be read stops the pack, too."""
    (problem,) = _problems(tmp_path, {path: content})

    assert (problem.path, problem.key, problem.line) == (f"tiny/{path}", "", line)


def test_pack_survives_pickle(tiny: RulePack) -> None:
    """Worker processes get the pack that was read."""
    assert pickle.loads(pickle.dumps(tiny)) == tiny  # noqa: S301


def test_pack_loads_from_a_zip(tmp_path: Path, tiny: RulePack) -> None:
    """A zipped folder is as good as a folder."""
    write_pack(tmp_path / "package")
    archive = tmp_path / "package.zip"
    with zipfile.ZipFile(archive, "w") as bundle:
        for path in sorted((tmp_path / "package").rglob("*.*")):
            bundle.write(path, path.relative_to(tmp_path / "package").as_posix())

    assert load_packs(zipfile.Path(archive), ["tiny"]) == tiny


def test_pack_loads_from_an_imported_zip(
    tmp_path: Path, tiny: RulePack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rules may stand in a package that was itself imported from a zip."""
    write_pack(tmp_path / "holder")
    (tmp_path / "holder" / "__init__.py").touch()
    archive = tmp_path / "holder.zip"
    with zipfile.ZipFile(archive, "w") as bundle:
        for path in sorted((tmp_path / "holder").rglob("*.*")):
            if path.is_file():
                bundle.write(path, path.relative_to(tmp_path).as_posix())
    monkeypatch.setattr(sys, "path", [str(archive)])

    assert load_packs(files("holder"), ["tiny"]) == tiny


def test_shipped_packs_load() -> None:
    """What ships has no problem, and is read once."""
    pack = default_pack()

    assert pack is default_pack()
    assert pack.info.name == "+".join(PACKS)
    assert pack.rules
