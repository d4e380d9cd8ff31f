"""The tables and lists of the rule packs: made by a script, or carried over and documented.

Whoever edits a made file by hand, changes what it is made from, or updates a
package that a script reads is told here to run the script again.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from publicsuffixlist import PublicSuffixList

from summons_check.facts.case_numbers import PROVINCES
from summons_check.facts.data import rows
from summons_check.folding import fold_phrase
from summons_check.rulepack import default_pack

RULES = Path(__file__).parents[1] / "rules"
SCRIPTS = {
    script.relative_to(RULES).as_posix(): script for script in sorted(RULES.rglob("make_*.py"))
}

FOLDERS = sorted(RULES.glob("*/data"))

COURTS = list(rows("cn_courts.csv"))
BY_NAME = {court["name"]: court for court in COURTS}
TODAY = [court for court in COURTS if court["level"]]
"""Courts that exist; the others stand in the code list alone."""
ABOVE = {"primary": "intermediate", "intermediate": "high", "high": "supreme"}
DIGITS = {"primary": 4, "intermediate": 2, "high": 0}
DERIVED = "derived from the division code"

DIVISIONS = list(rows("cn_divisions.csv"))
PLACES = {division["code"]: division["name"] for division in DIVISIONS}
CHARACTERS = "京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔云藏陕甘青宁新"
"""The short names of the provinces, in the order of their division codes."""
NUMBERS = dict(zip(CHARACTERS, (code for code in PLACES if len(code) == 2), strict=True))
PROVINCE_OF = {character: PLACES[code] for character, code in NUMBERS.items()} | {
    "兵": "新疆维吾尔自治区",  # the production and construction corps
    "军": "",  # courts of the armed forces belong to no province
}

DOMAINS = list(rows("cn_court_domains.csv"))

# What is irregular, and why it stays.
PRIMARY_CODES_OF_COURTS_UNDER_A_HIGH_COURT = {
    "银川铁路运输法院",
    "长沙铁路运输法院",
    "衡阳铁路运输法院",
    "怀化铁路运输法院",
    "徐州铁路运输法院",
    "福州铁路运输法院",
    "西宁铁路运输法院",
    "甘肃矿区人民法院",
}
"""The directory ranks them by the court above them; they have the codes of primary courts."""
CODES_THAT_A_PLACE_TOOK_OVER = {"大兴安岭地区加格达奇区人民法院"}
"""Its district is no official division; in 2018 the city of 漠河 got the number, not the code."""
ADDRESSES = {"171.106.48.55"}
"""A delivery platform of courts in Guangxi that has no name, only a number."""


def repeated(values: Iterable[str]) -> list[str]:
    """What occurs more than once."""
    return [value for value, count in Counter(values).items() if count > 1]


def division_of(court: dict[str, str]) -> str:
    """The place whose division code is that of the court, its province left out."""
    character, digits = court["code"][:1], court["code"][1:]
    return PLACES.get(NUMBERS[character] + digits, "") if character in NUMBERS else ""


def check(script: Path) -> subprocess.CompletedProcess[str]:
    """Run a script with `--check`, for itself: jieba warns when it is imported."""
    return subprocess.run(  # noqa: S603 - our own interpreter and script
        [sys.executable, "-B", script, "--check"], capture_output=True, text=True, check=False
    )


def made_by(script: Path) -> Path:
    """The one file that a script makes: `make_x.py` makes `x.*` beside it."""
    (target,) = script.parent.glob(f"{script.stem.removeprefix('make_')}.*")
    return target


@pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS)
def test_a_made_file_is_what_its_script_makes(script: Path) -> None:
    ran = check(script)

    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS)
def test_a_made_file_that_was_edited_is_found_out(script: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(script.parent, tmp_path / "data") / script.name
    target = made_by(copy)
    *lines, last = target.read_text("utf-8").splitlines(keepends=True)
    target.write_text("".join(lines) + f"0{last}", "utf-8")

    ran = check(copy)

    assert ran.returncode == 1, ran.stderr
    assert ran.stdout.startswith(target.name)  # it is the comparison that fails, no accident


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_every_file_is_described_with_its_size(folder: Path) -> None:
    """A row of the table: `name` | number of rows | columns | where from."""
    readme = (folder / "README.md").read_text("utf-8")
    described = re.findall(r"^\| `(.+?)` \| ([\d,]+) \| (.+?) \| .+ \|$", readme, re.MULTILINE)
    files = [file for file in sorted(folder.iterdir()) if file.suffix in {".csv", ".tsv", ".txt"}]

    assert [name for name, *_ in described] == [file.name for file in files]
    for file, (_, size, columns) in zip(files, described, strict=True):
        lines = [line for line in file.read_text("utf-8").splitlines() if line[:1] != "#"]
        has_header = file.suffix == ".csv"
        assert f"{len(lines) - has_header:,}" == size, file.name
        assert not has_header or lines[0].startswith(columns.replace(", ", ",")), file.name


@pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS)
def test_a_made_file_is_said_to_be_made(script: Path) -> None:
    target = made_by(script).name
    (line,) = re.findall(
        rf"^\| `{target}` .+", (script.parent / "README.md").read_text("utf-8"), re.MULTILINE
    )

    assert f"made by `{script.name}`" in line


def test_names_of_courts_are_unique() -> None:
    aliases = [alias for court in COURTS for alias in court["aliases"].split("|") if alias]

    assert repeated([*BY_NAME, *aliases]) == []
    assert len(BY_NAME) == len(COURTS)


def test_courts_have_a_court_one_level_above() -> None:
    for court in TODAY:
        if court["level"] != "supreme":
            assert BY_NAME[court["parent"]]["level"] == ABOVE[court["level"]], court["name"]
    assert [court["name"] for court in TODAY if court["level"] == "supreme"] == ["最高人民法院"]


def test_courts_of_the_code_list_alone_have_nothing_but_their_code() -> None:
    for court in COURTS:
        if not court["level"]:
            assert court["code_evidence"] == "listed", court["name"]
            assert not court["province"] + court["parent"] + court["aliases"], court["name"]


def test_codes_have_a_shape_and_evidence() -> None:
    for court in COURTS:
        assert bool(court["code"]) == bool(court["code_evidence"]), court["name"]
        assert court["code_evidence"] in {"", "listed", "seen in use", DERIVED}, court["name"]
    codes = {court["code"] for court in COURTS if court["code"]}
    shape = rf"[{''.join(PROVINCES)}](?:\d\d|\d{{4}})?"
    assert [code for code in codes if not re.fullmatch(shape, code)] == ["最高法"]


def test_codes_are_as_long_as_the_rank_of_the_court_says() -> None:
    odd = {
        court["name"]
        for court in TODAY
        if court["code"] not in {"", "最高法"} and len(court["code"]) - 1 != DIGITS[court["level"]]
    }
    assert odd == PRIMARY_CODES_OF_COURTS_UNDER_A_HIGH_COURT


def test_codes_have_one_owner_today_and_one_before() -> None:
    """A court that was renamed left its code to its successor."""
    assert repeated(court["code"] for court in TODAY if court["code"]) == []
    assert repeated(court["code"] for court in COURTS if not court["level"]) == []


def test_codes_fit_the_province() -> None:
    assert set(PROVINCE_OF) == PROVINCES
    for court in TODAY:
        if court["code"] not in {"", "最高法"}:
            assert court["province"] == PROVINCE_OF[court["code"][0]], court["name"]
        elif court["code"] == "":
            assert court["province"] in PROVINCE_OF.values(), court["name"]


def test_codes_are_those_of_the_places_that_courts_are_named_after() -> None:
    """Derived ones all; listed ones, unless the place has another code by now."""
    for court in TODAY:
        place = division_of(court) if court["level"] == "primary" else ""
        if court["code_evidence"] == DERIVED:
            assert place, court["name"]
        if place and court["name"] not in CODES_THAT_A_PLACE_TOOK_OVER:
            assert place in court["name"], court["name"]


def test_divisions_form_a_tree() -> None:
    codes = [division["code"] for division in DIVISIONS]

    assert codes == sorted(codes)
    assert repeated(codes) == []
    for division in DIVISIONS:
        code, parent = division["code"], division["parent_code"]
        assert division["level"] == {2: "1", 4: "2", 6: "3", 9: "3"}[len(code)], code
        assert code.startswith(parent), code
        assert parent in PLACES or division["level"] == "1", code


def test_domains_of_courts_are_what_somebody_registered() -> None:
    suffixes = PublicSuffixList(accept_unknown=False)
    names = [domain["registrable_domain"] for domain in DOMAINS]

    assert repeated(names) == []
    assert {name for name in names if suffixes.privatesuffix(name) != name} == ADDRESSES


def test_domains_of_courts_come_with_a_host_and_a_kind() -> None:
    for domain in DOMAINS:
        name, host = domain["registrable_domain"], domain["example_host"].partition(":")[0]
        assert f".{host}".endswith(f".{name}"), name
        assert domain["kind"] in {"court site", "e-service"}, name
    seen = [(-int(domain["court_hosts_seen"]), domain["registrable_domain"]) for domain in DOMAINS]
    assert seen == sorted(seen)
    assert seen[-1][0] < 0


def test_caps_on_interest_have_a_day_and_a_source() -> None:
    sources = default_pack().sources
    for cap in rows("interest_caps.csv"):
        assert date.fromisoformat(cap["since"]) >= date(2016, 1, 1)
        assert 0 < Decimal(cap["percent"]) < 100
        assert cap["certainty"] == sources[cap["source"]].certainty


@pytest.mark.parametrize("name", ["cn/data/key_words.txt", "common/data/words.txt"])
def test_key_words_are_folded_and_stand_there_once(name: str) -> None:
    words = (RULES / name).read_text("utf-8").splitlines()

    assert repeated(words) == []
    assert [word for word in words if fold_phrase(word) != word] == []


def test_english_key_words_are_sorted() -> None:
    """Not so the Chinese ones: what two of them could mean belongs to the first."""
    words = (RULES / "common" / "data" / "words.txt").read_text("utf-8").splitlines()

    assert words == sorted(words)


def test_misspellings_are_looked_for_in_folded_text() -> None:
    variants = default_pack().respellings

    assert [variant for variant in variants if fold_phrase(variant) != variant] == []
