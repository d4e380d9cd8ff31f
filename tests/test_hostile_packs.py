"""Packs that mean harm, or were written in haste: refused with every problem, or loaded in part."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
import rtoml
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import ValidationError

from conftest import TINY, write_pack
from summons_check import Checker, Problem, Report, RuleError, RulePack, load_packs
from summons_check.folding import fold
from summons_check.pack_folder import MAX_FILE, MAX_FILES, MAX_PACK
from summons_check.pack_schema import Concept, _why_unusable
from summons_check.phrases import count_heads, heads_and_rest
from summons_check.rulepack import default_pack
from summons_check.vocabulary import Vocabulary

EN = "terms/en/words.toml"
ZH = "terms/zh/words.toml"
FEE = "payment/fee.toml"
RULE = TINY[FEE]
FAKE = "【速贷催收】我司已签发逮捕令。"
Changes = Mapping[str, str | bytes | None]


def _problems(root: Path, changes: Changes, *names: str) -> tuple[Problem, ...]:
    with pytest.raises(RuleError) as caught:
        load_packs(write_pack(root, changes), names or ("tiny",))
    return caught.value.problems


def _places(problems: tuple[Problem, ...]) -> list[tuple[str, str, int | None]]:
    return [(each.path.removeprefix("tiny/"), each.key, each.line) for each in problems]


def _term(**fields: object) -> str:
    """The file of one concept, a.b."""
    return rtoml.dumps({"a.b": fields})


def _head(shows: str) -> str:
    return TINY["pack.toml"].replace("scripts =", f"{shows}\nscripts =")


@pytest.mark.parametrize(
    ("path", "content", "place", "words"),  # place: key, line
    [
        pytest.param(EN, "a = 1".encode("utf-16"), ("", 1), "UTF-16", id="utf-16"),
        pytest.param(EN, "a = 1".encode("utf-16-le"), ("", 1), "NUL byte", id="utf-16-no-mark"),
        pytest.param(EN, b"\xef\xbb\xbfa = 1", ("", 1), "byte order mark", id="bom"),
        pytest.param(EN, '\n\na = "逮捕"'.encode("gb18030"), ("", 3), "not UTF-8", id="gb18030"),
        pytest.param(EN, b'a = 1\nb = "\xff"', ("", 2), "not UTF-8", id="invalid"),
        pytest.param(EN, b'a = "\xed\xa0\x80"', ("", 1), "not UTF-8", id="surrogate"),
        pytest.param(EN, b"a = 1\n\0", ("", 2), "NUL byte", id="nul"),
        pytest.param("data/words.txt", b"bail\nwrit\0\n", ("", 2), "NUL byte", id="nul-in-list"),
        pytest.param(EN, "a = 1\rb = 2", ("", 1), "not TOML", id="lone-return"),
        pytest.param(EN, "a = " + "9" * 5000, ("", 1), "not TOML", id="huge-integer"),
        pytest.param(EN, "\na = " + "[" * 5000, ("", 2), "not TOML", id="deep-lists"),
        pytest.param(EN, "a = " + "{a=" * 5000, ("", 1), "not TOML", id="deep-tables"),
        pytest.param(EN, ".".join("a" * 5000) + "=1", ("", None), "not TOML", id="deep-key"),
        pytest.param(EN, "[" + ".".join("a" * 5000) + "]", ("", None), "not TOML", id="deep-name"),
        pytest.param(EN, "a = 2026-02-30", ("", 1), "not TOML", id="no-such-day"),
        pytest.param(EN, '"a|b" = { phrases = ["two words"] }', ("a|b", 1), "a name", id="bar"),
        pytest.param(EN, '\n["a@US"]\n', ("a@US", 2), "a name", id="name-with-at"),
        pytest.param(EN, '"a.*" = {}', ("a.*", 1), "a name", id="name-with-star"),
        pytest.param(EN, f'"{"a" * 5000}" = {{}}', ("a" * 100, None), "a name", id="long-name"),
        pytest.param(EN, _term(phrases=["ab", "x"]), ("a.b.phrases.1", 2), "one char", id="phrase"),
        *[
            pytest.param(
                EN, _term(phrases=["two words", phrase]), ("a.b.phrases.1", 2), "sign", id=name
            )
            for name, phrase in [
                ("zero-width", "ab\u200bc"),
                ("mark", "ab\u0301"),
                ("ligature-of-marks", "\ufc5e\ufc5f*"),
                ("unassigned", "ab{\U0007afdf|c}"),
            ]
        ],
        pytest.param(
            EN, _term(phrases=["ab", "c\nd"]), ("a.b.phrases.1", 2), "one line", id="lines"
        ),
        pytest.param(EN, _term(phrases=["ab", "{*}c"]), ("a.b.phrases.1", 2), "go on", id="star"),
        pytest.param(EN, _term(phrases=[1]), ("a.b.phrases.0", 2), "in quotes", id="phrase-number"),
        pytest.param(EN, _term(anchor=1), ("a.b.anchor", 2), "true or false", id="number-for-bool"),
        pytest.param(EN, _term(at_least=True), ("a.b.at_least", 2), "whole", id="bool-for-number"),
        pytest.param(
            EN, _term(only_in="US"), ("a.b.only_in", 2), "nobody reads", id="told-by-place"
        ),
        pytest.param(
            EN,
            _term(anchor=False, phrases=["{a|}" * 30 + "word"]),
            ("a.b.phrases", 3),
            "begins in 1,073,741,824 ways",
            id="choice-bomb",
        ),
        pytest.param(
            "sources/laws.toml",
            TINY["sources/laws.toml"].replace("2026-11-01", "20261101"),
            ("law.read", 5),
            "must be a date",
            id="number-for-date",
        ),
        pytest.param(
            "sources/laws.toml",
            TINY["sources/laws.toml"].replace("2026-11-01", '"2026-11-01"'),
            ("law.read", 5),
            "must be a date",
            id="text-for-date",
        ),
        pytest.param(
            "pack.toml",
            TINY["pack.toml"].replace('"tiny"', '"other"'),
            ("name", 2),
            "must be 'tiny'",
            id="name-not-folder",
        ),
        pytest.param(
            "pack.toml",
            TINY["pack.toml"].replace('"CN"', '"cn"'),
            ("jurisdiction", 4),
            "should match pattern",
            id="law-in-lower-case",
        ),
        pytest.param(
            "pack.toml", _head(r"numbers = 'a\bb'"), ("shows.numbers", 7), "never", id="dead-edge"
        ),
        pytest.param(
            "pack.toml", _head("numbers = '(?:a+)+b'"), ("shows.numbers", 7), "ever more", id="slow"
        ),
        pytest.param(
            "pack.toml", _head("postcode = '[A-Z]+'"), ("shows.postcode", 7), "never", id="capitals"
        ),
        pytest.param(
            "pack.toml",
            _head("numbers = 'a{9999999999}'"),
            ("shows.numbers", 7),
            "no p",
            id="count",
        ),
        pytest.param(
            "pack.toml",
            _head(f"numbers = '{'(' * 900}{')' * 900}'"),
            ("shows.numbers", 7),
            "no pattern",
            id="deep-pattern",
        ),
        pytest.param(
            "pack.toml",
            _head("numbers = '[[a]'"),
            ("shows.numbers", 7),
            "nested set",
            id="doubtful",
        ),
        pytest.param("terms/xx/a.toml", "", ("", None), "not a place", id="unknown-language"),
        pytest.param("a/b/c/d.toml", "", ("", None), "no pack has one", id="deep-folder"),
        pytest.param(
            FEE, RULE.replace("35", "nan"), ("points", 5), "whole number", id="nan-for-points"
        ),
        pytest.param(
            FEE,
            RULE.replace("35", "2026-11-01"),
            ("points", 5),
            "whole number",
            id="date-for-points",
        ),
        pytest.param(
            FEE,
            RULE.replace('"tiny.fee"', "2026-11-01"),
            ("id", 2),
            "in quotes",
            id="date-for-text",
        ),
        pytest.param(
            FEE, RULE.replace("payment.fee", "no.such"), ("match.0.all", 15), "nobody", id="concept"
        ),
        pytest.param(
            FEE, RULE.replace("payment.fee", "no.*"), ("match.0.all", 15), "nobody", id="wildcard"
        ),
        pytest.param(
            FEE, RULE.replace("payment.fee", "set.no"), ("match.0.all", 15), "no set", id="set"
        ),
        pytest.param(
            FEE,
            RULE.replace("[[hit]]", 'none = ["demand.*"]\n[[hit]]'),
            ("match.0.none", 16),
            "'demand.pay' must be there and must not",
            id="never-fires",
        ),
        pytest.param(
            FEE,
            RULE.replace("[[hit]]", 'when = ["law.cn"]\nunless = ["law.cn"]\n[[hit]]'),
            ("match.0.unless", 17),
            "'law.cn' must be there and must not",
            id="never-under-any-law",
        ),
        pytest.param(
            "sets.toml",
            '\n["set.a"]\nabout = "x"\nnames = ["no.such"]',
            ("set.a.names", 4),
            "nobody defines 'no.such'",
            id="set-of-nothing",
        ),
    ],
)
def test_one_thing_wrong_is_one_problem(
    tmp_path: Path, path: str, content: str | bytes, place: tuple[str, int | None], words: str
) -> None:
    """With the file, the key and the line."""
    (problem,) = _problems(tmp_path, {path: content})

    folder = path.removesuffix("/d.toml")
    assert (problem.path, problem.key, problem.line) == (f"tiny/{folder}", *place)
    assert words in problem.message
    assert len(str(problem)) < 600


@pytest.mark.parametrize("name", ["../tiny", "/tiny", "tiny/terms", "", ".", "..", "Tiny", "a\0b"])
def test_a_pack_has_a_plain_name(tmp_path: Path, name: str) -> None:
    """So that it lies in the folder of the packs."""
    (problem,) = _problems(tmp_path / "packs", {}, name)

    assert "no name for a pack" in problem.message


# Sizes.


def test_a_large_file_is_refused_by_its_size(tmp_path: Path) -> None:
    """Without a look into it: of 50 MB no byte is there to be read."""
    write_pack(tmp_path, {EN: "a"})
    os.truncate(tmp_path / "tiny" / EN, 50_000_000)
    before = list(_problems(tmp_path, {**dict.fromkeys(TINY)}))

    assert [(each.path, each.message) for each in before] == [
        (f"tiny/{EN}", f"is larger than {MAX_FILE:,} bytes; cut it into several files")
    ]


def test_a_file_may_be_as_large_as_the_limit(tmp_path: Path) -> None:
    """To the byte."""
    text = TINY[EN] + "\n#"
    full = text.encode().ljust(MAX_FILE, b"#")

    assert load_packs(write_pack(tmp_path, {EN: full}), ["tiny"])
    assert _places(_problems(tmp_path, {EN: full + b"#"})) == [(EN, "", None)]


def test_a_pack_may_not_hold_too_much(tmp_path: Path) -> None:
    """Many files, or many large ones: one problem each, and an end."""
    full = b"".ljust(MAX_FILE, b"#")
    many = {f"terms/zh/more{number}.toml": full for number in range(MAX_PACK // MAX_FILE)}
    problems = _problems(tmp_path / "large", many)
    assert {each.message for each in problems} == {f"makes the pack larger than {MAX_PACK:,} bytes"}

    folder = write_pack(tmp_path / "many") / "tiny" / "data"
    for number in range(MAX_FILES):
        (folder / f"{number}.csv").touch()
    (problem,) = _problems(tmp_path / "many", {})
    assert (problem.path, problem.message) == ("tiny", f"holds more than {MAX_FILES:,} files")


def test_ten_thousand_rules_load(tmp_path: Path) -> None:
    """Each with words of its own."""
    count = 10_000
    rules = {
        f"payment/fee-{number}.toml": RULE.replace("tiny.fee", f"tiny.fee-{number}")
        .replace("payment.fee", f"many.fee{number}")
        .replace("撤案费", f"撤案费{number}号")
        for number in range(count)
    }
    terms = [
        f'"many.fee{number}" = {{ phrases = ["撤案费{number}号"] }}' for number in range(count)
    ]
    pack = load_packs(
        write_pack(tmp_path, {**rules, "terms/zh/many.toml": "\n".join(terms)}), ["tiny"]
    )
    report = Checker(pack).check("请转账撤案费9876号。")

    assert len(pack.rules) == count + 5
    assert "tiny.fee-9876" in [finding.rule_id for finding in report.findings]
    assert "tiny.fee-9875" not in [finding.rule_id for finding in report.findings]


def test_concepts_may_not_hang_together_without_end(tmp_path: Path) -> None:
    """A chain, a wildcard for everything, and phrases that are many only together."""
    chain = [f'"a.n{n}" = {{ includes = ["a.n{n + 1}"] }}' for n in range(1_100)]
    words = [f'"b.n{n}" = {{ phrases = ["two words"] }}' for n in range(1_100)]
    choice = "{abc|abd|abe|abf}{1|2|3|4|5|6|7|8|9|x} {1|2|3|4|5|6|7|8|9|x}…{a|b|c|d|e|f|g|h|i|j} x"
    problems = _problems(
        tmp_path,
        {
            "terms/en/chain.toml": "\n".join([*chain, '"a.n1100" = { phrases = ["the end"] }']),
            "terms/en/words.toml": "\n".join([TINY[EN], *words]),
            FEE: RULE.replace("payment.fee", "b.*"),
        },
    )
    told = {(each.path, each.key) for each in problems}

    assert count_heads(choice) == len(heads_and_rest(choice)[0])
    assert told >= {("tiny/terms/en/chain.toml", "a.n0.includes"), (f"tiny/{FEE}", "match.0.all")}
    assert ("tiny/terms/en/chain.toml", "a.n1000.includes") not in told
    assert "stands for 1,100 concepts, 1,000 at most" in str(RuleError(problems))


def test_beginnings_are_counted_as_they_are_spelled_out() -> None:
    """The limit on choices counts what the lexicon makes of them."""
    phrases = {
        phrase.rstrip("*")
        for concepts in default_pack().concepts.values()
        for concept in concepts
        for phrase in concept.phrases
        if "{" in phrase
    }

    assert len(phrases) > 1_000
    for phrase in phrases:
        assert count_heads(phrase) == len(heads_and_rest(phrase)[0]), phrase


def test_bombs_do_not_end_the_process(tmp_path: Path) -> None:
    """A parser that ran out of stack would take the interpreter with it."""
    depth = 200_000
    bombs = {
        "lists": "a = " + "[" * depth + "]" * depth,
        "open": "a = " + "[" * depth,
        "tables": "a = " + "{a = " * depth + "1" + "}" * depth,
        "keys": ".".join("a" * depth) + " = 1",
        "names": "[" + ".".join("a" * depth) + "]",
        "names-again": "\n".join("[" + ".".join("a" * n) + "]" for n in range(1, 900)),
        "lists-of-tables": "[[a]]\n" * 100_000,
        "dotted": "\n".join(f"a.b.c.k{n} = 1" for n in range(40_000)),
    }
    write_pack(tmp_path, {f"terms/en/{name}.toml": text for name, text in bombs.items()})
    code = (
        "import sys, pathlib, summons_check\n"
        "try: summons_check.load_packs(pathlib.Path(sys.argv[1]), ['tiny'])\n"
        "except summons_check.RuleError as error: print({each.path for each in error.problems})\n"
    )
    run = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", code, tmp_path], capture_output=True, text=True, check=False
    )

    assert run.returncode == 0, run.stderr
    assert [name for name in bombs if f"tiny/terms/en/{name}.toml" not in run.stdout] == []


# Folders.


def _linked(root: Path, link: str, target: Path | str) -> Path:
    """The small pack with a link in it."""
    write_pack(root)
    (root / link).symlink_to(target)
    return root


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("tiny/terms/en/more.toml", "outside/words.toml"),
        ("tiny/terms/ja", "outside"),
        ("tiny/data/words.txt", "outside/words.toml"),
        ("tiny/more", "outside"),
        ("more", "outside"),
    ],
)
def test_a_link_that_leads_out_is_refused(tmp_path: Path, link: str, target: str) -> None:
    """Whether to a file, a folder or a whole pack, by an absolute or a relative path."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "words.toml").write_text('"a.b" = { phrases = ["two words"] }', "utf-8")
    for number, place in enumerate(
        (tmp_path / target, os.path.join("../" * 9, str(tmp_path)[1:], target))
    ):
        packs = _linked(tmp_path / f"packs{number}", link, place)
        with pytest.raises(RuleError) as caught:
            load_packs(packs, ["tiny", *(["more"] if link == "more" else [])])

        assert [each.path for each in caught.value.problems] == [link]
        assert "leads out of the folder" in caught.value.problems[0].message


def test_a_link_inside_is_what_it_leads_to(tmp_path: Path, tiny: RulePack) -> None:
    """As where a system mounts a folder with links to the files of one version of it."""
    write_pack(tmp_path / "store")
    (tmp_path / "store" / "tiny").rename(tmp_path / "store" / "version")
    (tmp_path / "store" / "tiny").symlink_to("version")
    fee = tmp_path / "store" / "version" / "payment"
    (fee / "fee.toml").rename(fee / "fee.kept")
    (fee / "fee.toml").symlink_to("fee.kept")

    assert load_packs(tmp_path / "store", ["tiny"]) == tiny
    (tmp_path / "packs").symlink_to("store")
    assert load_packs(tmp_path / "packs", ["tiny"]) == tiny


@pytest.mark.parametrize(
    ("link", "target", "paths"),
    [
        ("tiny/loop", "..", {"tiny/loop/tiny/loop"}),
        ("tiny/payment/loop.toml", "loop.toml", {"tiny/payment/loop.toml"}),
        ("tiny/payment/none.toml", "nowhere", {"tiny/payment/none.toml"}),
    ],
)
def test_a_loop_has_an_end(tmp_path: Path, link: str, target: str, paths: set[str]) -> None:
    """A folder in itself, a link to itself and one that leads nowhere."""
    problems = _problems(_linked(tmp_path, link, target), {})

    assert paths <= {each.path for each in problems}


def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    """A pipe would keep its reader waiting for ever; a folder may be called like a file."""
    write_pack(tmp_path)
    os.mkfifo(tmp_path / "tiny" / "payment" / "pipe.toml")
    (tmp_path / "tiny" / "payment" / "deep.toml").mkdir()
    (problem,) = _problems(tmp_path, {})

    assert (problem.path, problem.message) == (
        "tiny/payment/pipe.toml",
        "is no file that can be read",
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read_is_a_problem(tmp_path: Path) -> None:
    write_pack(tmp_path)
    (tmp_path / "tiny" / EN).chmod(0)
    (problem,) = _problems(tmp_path, dict.fromkeys(TINY))

    assert (problem.path, problem.message) == (f"tiny/{EN}", "cannot be read: Permission denied")


# Archives.


def _zipped(path: Path, extra: Mapping[str, bytes | str]) -> zipfile.Path:
    """The small pack in an archive, with more entries."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, content in TINY.items():
            bundle.writestr(f"tiny/{name}", content)
        for name, content in extra.items():
            bundle.writestr(name, content)
    return zipfile.Path(path)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    ("name", "content", "path", "words"),
    [
        ("../evil.toml", "", "../evil.toml", "no name for a file in an archive"),
        ("tiny/../../evil.toml", "", "tiny/../../evil.toml", "no name for a file in an archive"),
        ("/etc/evil.toml", "", "/etc/evil.toml", "no name for a file in an archive"),
        ("C:\\evil.toml", "", "C:\\\\evil.toml", "no name for a file in an archive"),
        (f"tiny/{EN}", TINY[EN], f"tiny/{EN}", "stands twice in the archive"),
        (
            "tiny/terms/en/bomb.toml",
            b"#" * 200_000_000,
            "tiny/terms/en/bomb.toml",
            "is larger than",
        ),
    ],
)
def test_a_hostile_archive_is_refused(
    tmp_path: Path, name: str, content: bytes | str, path: str, words: str
) -> None:
    """By its names, and by what it would become: of a bomb no more is unpacked than may be read."""
    archive = _zipped(tmp_path / "packs.zip", {name: content})
    with pytest.raises(RuleError) as caught:
        load_packs(archive, ["tiny"])

    (problem,) = caught.value.problems
    assert problem.path == path
    assert words in problem.message


@pytest.mark.parametrize(
    ("at", "change", "words"),
    [
        (b"PK\x01\x02", (8, b"\x01"), "cannot be read: "),  # encrypted
        (b"PK\x01\x02", (10, b"\x63"), "cannot be read: "),  # packed in an unknown way
        (b"PK\x01\x02", (16, b"\0\0\0\0"), "cannot be read: Bad CRC-32"),
    ],
)
def test_a_broken_archive_is_a_problem(
    tmp_path: Path, at: bytes, change: tuple[int, bytes], words: str
) -> None:
    """Whatever reading it raises."""
    path = tmp_path / "packs.zip"
    _zipped(path, {}).root.close()
    content = bytearray(path.read_bytes())
    start = content.index(at) + change[0]  # of the first entry in the list at the end: pack.toml
    content[start : start + len(change[1])] = change[1]
    path.write_bytes(content)
    with pytest.raises(RuleError) as caught:
        load_packs(zipfile.Path(path), ["tiny"])

    (problem,) = caught.value.problems
    assert problem.path == "tiny/pack.toml"
    assert words in problem.message


# Nothing in a pack is run.

_WATCHED = """
import sys
from pathlib import Path
from summons_check import Checker, load_packs

ran = []
FORBIDDEN = {"os.system", "os.exec", "os.posix_spawn", "os.fork", "subprocess.Popen",
             "ctypes.dlopen", "pickle.find_class", "socket.connect", "os.remove", "os.rename"}

def watch(name, args):
    if name in FORBIDDEN or (name == "open" and args[1] and set(str(args[1])) & set("wax+")):
        ran.append(name)
    elif name == "exec" and str(Path.cwd()) in args[0].co_filename:
        ran.append(args[0].co_filename)

sys.addaudithook(watch)
pack = load_packs(Path(".."), ["tiny"])
report = Checker(pack).check("请转账撤案费。" + sys.argv[1])
texts = [report.to_text(), report.to_markdown(), report.to_html()]
shown = all("$(touch evidence" in text.replace("\\\\", "") for text in texts)
print(len(report.findings), len(report.next_steps), shown, ran)
"""


def test_nothing_in_a_pack_is_run(tmp_path: Path) -> None:
    """An audit hook sees what is executed, from where, every process and every file written to.

    The pack lies first in the path of modules, has scripts under the names that are looked for
    there, a pickle, and in its texts what `format`, `eval`, a shell and a template would run.
    """
    code = f"raise SystemExit(open({str(tmp_path / 'evidence')!r}, 'w').close())"
    call = f"{{__import__('os').system('touch {tmp_path / 'evidence'}')}}"
    bait = f"{{0.__class__}}{call}$(touch evidence)%s{{{{7*7}}}}"
    names = ("__init__", "__main__", "conftest", "sitecustomize", "rtoml", "regex", "authority")
    advice = {
        "order": 1,
        "importance": 1,
        "jurisdictions": ["*"],
        "verdicts": ["likely_fake"],
        "zh": bait,
        "en": bait,
    }
    write_pack(
        tmp_path,
        {
            **{f"{name}.py": code for name in names if name not in {"rtoml", "regex"}},
            "evil.pth": f"import os; {code}",
            "data/words.pickle": b"cos\nsystem\n(S'touch evidence'\ntR.",
            "advice.toml": rtoml.dumps({"ask": advice}),
            FEE: RULE.replace("Nobody charges for that.", bait.replace('"', "'")).replace(
                "撤案不收费。", bait
            ),
        },
    )
    run = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", _WATCHED, FAKE],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path / "tiny",
    )

    assert (run.stdout, run.stderr) == ("3 1 True []\n", "")
    assert not (tmp_path / "evidence").exists()


# All problems at once, and the lenient mode.

MISTAKES: Mapping[str, tuple[str, str | bytes | None, str, int | None, tuple[str, ...]]] = {
    # name: file, content, key, line, and what is left out for it when lenient
    "encoding": ("payment/more.toml", b"\n\xff", "", 2, ("tiny/payment/more.toml",)),
    "stray": ("stray.toml", "", "", None, ("tiny/stray.toml",)),
    "concept": (
        "terms/en/more.toml",
        '"secrecy.tell_nobody" = { phrases = "x" }',
        "secrecy.tell_nobody.phrases",
        1,
        ("tiny/terms/en/more.toml: secrecy.tell_nobody",),
    ),
    "points": (
        "authority/arrest.toml",
        TINY["authority/arrest.toml"].replace("60", "59"),
        "points",
        5,
        ("tiny.arrest",),
    ),
    "unknown": (
        "payment/scan.toml",
        TINY["payment/scan.toml"].replace("demand.scan", "demand.scam"),
        "match.0.all",
        15,
        ("tiny.scan",),
    ),
    "certainty": (
        "corroboration/number.toml",
        TINY["corroboration/number.toml"].replace('"D"', '"E"'),
        "certainty",
        6,
        ("tiny.number",),
    ),
    "source": (
        "sources/more.toml",
        "[lore]\ncertainty = 'A'\nread = 2026-11-01",
        "lore.title",
        1,
        ("tiny/sources/more.toml: lore", "tiny.fee"),  # which cites it, see below
    ),
    "set": (
        "sets.toml",
        '["set.mine"]\nnames = ["topic.case"]',
        "set.mine.about",
        1,
        ("tiny/sets.toml: set.mine", "tiny.case"),  # which asks for it
    ),
    "list": ("data/respellings.tsv", "逮埔\t逮捕\nbad\n", "", 2, ("tiny/data/respellings.tsv: 2",)),
}
_DEPENDENT: Changes = {
    FEE: RULE.replace('["law"]', '["law", "lore"]'),
    "topic/case.toml": TINY["topic/case.toml"].replace('"topic.case|', '"set.mine|'),
}


def _with_mistakes(names: frozenset[str]) -> Changes:
    """The small pack with some mistakes; what depends on a mistaken part is right by itself."""
    changes = {MISTAKES[name][0]: MISTAKES[name][1] for name in names}
    if "source" in names:
        changes[FEE] = _DEPENDENT[FEE]
    if "set" in names:
        changes["topic/case.toml"] = _DEPENDENT["topic/case.toml"]
    return changes


@given(st.frozensets(st.sampled_from(sorted(MISTAKES)), min_size=1))
def test_every_mistake_is_one_problem_and_costs_what_depends_on_it(
    tmp_path_factory: pytest.TempPathFactory, names: frozenset[str]
) -> None:
    """Strictly: one error with each of them. Leniently: the rest, and the same problems."""
    root = tmp_path_factory.mktemp("packs")
    problems = _problems(root, _with_mistakes(names))
    pack = load_packs(root, ["tiny"], lenient=True)
    expected = [MISTAKES[name] for name in names]
    lost = {part for *_, parts in expected for part in parts}

    assert sorted(_places(problems), key=str) == sorted(
        [(path, key, line) for path, _, key, line, _ in expected], key=str
    )
    assert pack.problems == problems
    assert {*pack.left_out} == lost
    rules = {"tiny.arrest", "tiny.case", "tiny.fee", "tiny.number", "tiny.scan"}
    assert {rule.id for rule in pack.rules} == rules - lost


def test_what_is_sound_works_and_the_report_says_what_is_missing(tmp_path: Path) -> None:
    """In each language, with the first parts by name."""
    names = frozenset(MISTAKES) - {"points"}
    root = write_pack(tmp_path, _with_mistakes(names))
    checker = Checker(load_packs(root, ["tiny"], lenient=True))
    reports: dict[str, Report] = {
        lang: checker.check(FAKE, lang=lang)  # type: ignore[arg-type]
        for lang in ("zh-Hans", "zh-Hant", "en", "ja")
    }
    count = len(checker.rules.left_out)

    assert [finding.rule_id for finding in reports["en"].findings] == ["tiny.arrest"]
    assert checker.problems == checker.rules.problems != ()
    assert {lang: report.limits for lang, report in reports.items()} == {
        lang: (text.format(count, *checker.rules.left_out[:3]),)
        for lang, text in {
            "zh-Hans": "规则文件有错，{} 项没有载入（{}、{}、{} 等），结果可能因此不准",
            "zh-Hant": "規則文件有錯，{} 項沒有載入（{}、{}、{} 等），結果可能因此不準",
            "en": "the rule files have mistakes, and {} of their parts were left out "
            "({}, {}, {} and others): the result may be wrong for it",
            "ja": "ルールのファイルに誤りがあるため {} 件を読み込んでいません（{}、{}、{} など）。"
            "結果が正確でないおそれがあります",
        }.items()
    }
    assert checker.check("今晚吃什么？", lang="zh-Hans").limits == reports["zh-Hans"].limits


def test_what_may_stand_in_a_file_that_cannot_be_read_is_not_complained_of(tmp_path: Path) -> None:
    """One mistake, not one for each rule that asks for a word of that file."""
    root = write_pack(tmp_path, {ZH: b"\xff"})
    with pytest.raises(RuleError) as caught:
        load_packs(root, ["tiny"])
    pack = load_packs(root, ["tiny"], lenient=True)

    assert _places(caught.value.problems) == _places(pack.problems) == [(ZH, "", 1)]
    assert pack.left_out == (f"tiny/{ZH}", "tiny.scan")  # English has no word for a scan
    assert "tiny.arrest" in {rule.id for rule in pack.rules}


def test_a_sound_pack_is_the_same_leniently(tmp_path: Path, tiny: RulePack) -> None:
    """Nothing is left out, nothing is said."""
    pack = load_packs(write_pack(tmp_path), ["tiny"], lenient=True)

    assert pack == tiny
    assert (pack.problems, pack.left_out) == ((), ())
    assert Checker(pack).check(FAKE).limits == ()


def test_the_digest_tells_what_was_loaded(tmp_path: Path, tiny: RulePack) -> None:
    """Not what lies in files that could not be used."""

    def digest(name: str, changes: Changes) -> str:
        root = write_pack(tmp_path / name, changes)
        return load_packs(root, ["tiny"], lenient=True).info.sha256

    broken = digest("one", {"terms/zh/more.toml": b"\xff"})

    assert broken == digest("other", {"terms/zh/more.toml": b"\xfe\xfe"})
    assert broken != tiny.info.sha256
    assert broken != digest("third", {"terms/zh/more.toml": b"\xff", FEE: None})


@pytest.mark.parametrize(
    ("changes", "kept"),
    [
        # A rule that must not fire where a word is said, of which some forms are lost.
        ({FEE: RULE.replace("[[hit]]", 'none = ["secrecy.*"]\n[[hit]]')}, False),
        ({FEE: RULE.replace("[[hit]]", 'unless = ["topic.case|a.wider"]\n[[hit]]')}, False),
        ({FEE: RULE.replace("[[hit]]", 'unless = ["set.mine"]\n[[hit]]')}, False),
        # One that fires on the forms that are left.
        ({FEE: RULE.replace("payment.fee", "secrecy.*")}, True),
        ({FEE: RULE.replace("[[hit]]", 'unless = ["topic.case"]\n[[hit]]')}, True),
    ],
)
def test_a_guard_of_which_words_are_lost_is_no_guard(
    tmp_path: Path, changes: Changes, *, kept: bool
) -> None:
    """Better no rule than one that fires on a real letter."""
    mistake = '"secrecy.tell_nobody" = { phrases = "x" }\n"a.wider" = { includes = ["secrecy.*"] }'
    sets = '["set.mine"]\nabout = "x"\nnames = ["topic.case|secrecy.tell_nobody"]'
    root = write_pack(tmp_path, {"terms/en/more.toml": mistake, "sets.toml": sets, **changes})
    pack = load_packs(root, ["tiny"], lenient=True)

    assert ("tiny.fee" in {rule.id for rule in pack.rules}) is kept


@pytest.mark.parametrize(
    "changes",
    [
        {"pack.toml": None},
        {"pack.toml": "name = 1"},
        {"pack.toml": b"\xff"},
        {"authority.toml": "["},
    ],
)
def test_a_pack_that_does_not_say_whose_law_it_is_is_left_out_whole(
    tmp_path: Path, changes: Changes
) -> None:
    """Without its head or its table of powers nothing in it can be trusted."""
    write_pack(
        write_pack(tmp_path, changes),
        {
            "sources/laws.toml": TINY["sources/laws.toml"].replace("[law]", "[lore]"),
            **{path: None for path in TINY if path.startswith("authority")},
            "pack.toml": TINY["pack.toml"].replace('"tiny"', '"more"'),
            FEE: RULE.replace("tiny.fee", "more.fee").replace('["law"]', '["lore"]'),
            **{path: None for path in TINY if path.startswith(("payment/s", "corr", "topic/"))},
        },
        "more",
    )
    pack = load_packs(tmp_path, ["tiny", "more"], lenient=True)

    assert pack.info.name == "more"
    assert [rule.id for rule in pack.rules] == ["more.fee"]
    assert pack.left_out == ("tiny",)
    assert {concept for concept, _ in pack.concepts.items()} >= {"payment.fee"}
    assert Checker(pack).check("请转账撤案费。").findings
    with pytest.raises(RuleError):  # nothing is left
        load_packs(tmp_path, ["tiny"], lenient=True)


@pytest.mark.parametrize(("length", "is_loaded"), [(40, True), (60, False)])
def test_a_chain_of_what_is_lost_has_an_end(
    tmp_path: Path, length: int, *, is_loaded: bool
) -> None:
    """Each part goes with the one that it includes; parts that hang together so are no pack."""
    chain = [f'"a.n{n}" = {{ includes = ["a.n{n + 1}"] }}' for n in range(length)]
    root = write_pack(tmp_path, {"terms/en/chain.toml": "\n".join(chain)})
    if is_loaded:
        pack = load_packs(root, ["tiny"], lenient=True)
        assert len(pack.left_out) == length
        assert [each.key for each in pack.problems] == [f"a.n{length - 1}.includes"]
    else:
        with pytest.raises(RuleError, match=f"a.n{length - 1}.includes"):
            load_packs(root, ["tiny"], lenient=True)


def test_a_power_with_a_mistake_is_left_out_under_every_law(tmp_path: Path) -> None:
    """What one law says of it wrongly is not asked of another."""
    table = TINY["authority.toml"].replace('["court"]', '["judge"]')
    rule = TINY["authority/arrest.toml"].replace("usurped.custody.*", "usurped.asset.freeze")
    root = write_pack(tmp_path, {"authority.toml": table, "authority/arrest.toml": rule})
    pack = load_packs(root, ["tiny"], lenient=True)

    assert [each.key for each in pack.problems] == ["asset.freeze.issuers.0"]
    assert pack.left_out == ("tiny/authority.toml: asset.freeze", "tiny.arrest")
    assert {law: {*table} for law, table in pack.authority.items()} == {
        "*": {"custody.arrest"},
        "CN": {"custody.arrest"},
    }


def test_a_pattern_with_a_problem_shows_nothing(tmp_path: Path) -> None:
    """The rest of the head stands."""
    root = write_pack(tmp_path, {"pack.toml": _head(r"postcode = 'a\bb'")})
    pack = load_packs(root, ["tiny"], lenient=True)

    assert pack.shows["CN"].postcode == ""
    assert pack.left_out == ("tiny/pack.toml: shows.postcode",)


# Anything at all.


@example(("{*}ab",))
@example(("ab\n{*}1",))
@given(st.lists(st.text("ab1捕 {}|…*-\n", max_size=9), max_size=3).map(tuple))
def test_a_phrase_that_is_taken_can_be_looked_for(phrases: tuple[str, ...]) -> None:
    """A quick look at many phrases lets nothing pass that a closer look at each would not."""
    for anchor in (False, True):
        try:
            concept = Concept(phrases=phrases, anchor=anchor)
        except ValidationError:
            continue
        assert [*map(_why_unusable, phrases)] == [""] * len(phrases)
        vocabulary = Vocabulary({"a.b": (concept,)})
        vocabulary.scan(fold("ab1捕 a-b"))
        vocabulary.has_anchor("ab1捕")


_ANY = st.recursive(
    st.text(max_size=6)
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats()
    | st.booleans()
    | st.dates(date(1900, 1, 1))
    | st.datetimes()
    | st.times()
    | st.sampled_from(["payment.fee", "a|b", "set.*", "*", ".*", "sentence", "40", "CN", "tiny"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.text("abz.*|@_- ", max_size=4) | st.sampled_from(["zh", "en", "all", "text"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)
_FILES = sorted(path for path in TINY if path.endswith(".toml"))


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the small pack, to be changed and put right again."""
    return write_pack(tmp_path_factory.mktemp("packs"))


def _loads_or_tells(packs: Path, path: str, content: str | bytes) -> None:
    """The pack with one other file: either it works, or there is one error; leniently, too."""
    try:
        write_pack(packs, {**dict.fromkeys(TINY), path: content})
        for lenient in (False, True):
            try:
                pack = load_packs(packs, ["tiny"], lenient=lenient)
            except RuleError as error:
                problems = error.problems
                told = bool(problems)
            else:
                problems = pack.problems
                told = lenient or not problems
                Checker(pack).check(f"{FAKE}请转账撤案费，扫码。")
            assert told
            assert {each.path for each in problems} <= {f"tiny/{name}" for name in TINY}
    finally:
        write_pack(packs, {**dict.fromkeys(TINY), path: TINY[path]})


@given(data=st.data(), value=_ANY)
def test_any_value_at_any_key_is_a_pack_or_a_rule_error(
    packs: Path, data: st.DataObject, value: object
) -> None:
    """No other exception, whatever stands where."""
    path = data.draw(st.sampled_from(_FILES))
    content = rtoml.loads(TINY[path])
    table, depth = content, data.draw(st.integers(0, 3))
    key = data.draw(st.sampled_from([*table, "new"]))
    for _ in range(depth):
        inner = table.get(key)
        inner = inner[0] if isinstance(inner, list) and inner else inner
        if isinstance(inner, dict) and inner:
            table = inner
            key = data.draw(st.sampled_from([*table, "new"]))
    table[key] = value

    _loads_or_tells(packs, path, rtoml.dumps(content))


@given(path=st.sampled_from(sorted(TINY)), content=st.binary(max_size=60))
def test_any_bytes_are_a_pack_or_a_rule_error(packs: Path, path: str, content: bytes) -> None:
    """Whether they are text or not."""
    _loads_or_tells(packs, path, content)


@given(path=st.sampled_from(_FILES), data=st.data())
def test_a_file_that_is_cut_off_is_a_pack_or_a_rule_error(
    packs: Path, path: str, data: st.DataObject
) -> None:
    """Wherever a copy stopped."""
    content = TINY[path].encode()

    _loads_or_tells(packs, path, content[: data.draw(st.integers(0, len(content)))])
