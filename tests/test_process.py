"""The whole process: the same answer everywhere, nothing kept, nothing written, nothing sent."""

from __future__ import annotations

import json
import multiprocessing
import os
import pickle
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from importlib.resources.abc import Traversable
from itertools import combinations
from pathlib import Path

import pytest
from pydantic import ValidationError

import summons_check
from conftest import write_pack
from hostile_texts import LOOSE, OPENING
from soundness import RECEIVED, answer
from summons_check import Checker, Report, default_pack
from summons_check.rulepack import PACKS, default_rulebook, load_packs
from summons_check.rules_folder import rules_root

CHECKER = Checker()
TEXTS = [
    *(rule.hit[0].text for rule in default_pack().rules[::40]),
    *(OPENING + part for part in [*LOOSE.values()][::2]),
    "今晚吃什么？",
    "",
]
ANSWERS = """
import json, sys
from soundness import answer
for text in json.load(sys.stdin):
    print(answer(text))
"""


@pytest.fixture(scope="module")
def expected() -> list[str]:
    """The reports on all texts, as they travel."""
    return [*map(answer, TEXTS)]


def run(program: str, given: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program in a process of its own, with the package and these tests on its path."""
    paths = [str(Path(summons_check.__file__).parents[1]), str(Path(__file__).parent)]
    return subprocess.run(  # noqa: S603
        [sys.executable, "-c", program],
        input=json.dumps(given),
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(paths),
            "PYTHONIOENCODING": "utf-8",
            "PYTHONDONTWRITEBYTECODE": "1",
            **environment,
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_same_answers_with_any_hash_seed(expected: list[str]) -> None:
    """Sets have another order in each process; no report shows it."""
    ran = run(
        ANSWERS, TEXTS, PYTHONHASHSEED="1" if os.environ.get("PYTHONHASHSEED") == "0" else "0"
    )

    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines() == expected


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_same_answers_in_worker_processes(method: str, expected: list[str]) -> None:
    """Forked with all that is loaded, or started anew."""
    if method == "forkserver":
        pytest.skip("it talks through a socket, which these tests refuse")
    with multiprocessing.get_context(method).Pool(1 + (method == "fork")) as pool:
        assert pool.map(answer, TEXTS) == expected


def test_same_answers_in_threads(expected: list[str]) -> None:
    """Threads share a checker, also the first time that it is used."""
    fresh = Checker()
    with ThreadPoolExecutor(8) as pool:
        reports = pool.map(lambda text: fresh.check(text, received=RECEIVED), TEXTS * 2)
        assert [report.model_dump_json() for report in reports] == expected * 2


def test_same_answers_from_a_pickled_checker(expected: list[str]) -> None:
    """A copy has its own rules and says the same; so does a report that travelled."""
    copy = pickle.loads(pickle.dumps(CHECKER))  # noqa: S301
    reports = [copy.check(text, received=RECEIVED) for text in TEXTS]

    assert [report.model_dump_json() for report in reports] == expected
    assert pickle.loads(pickle.dumps(reports)) == reports  # noqa: S301


class _Backwards:
    """A folder that lists what is in it backwards."""

    def __init__(self, path: Traversable) -> None:
        self._path = path

    def iterdir(self) -> Iterator[_Backwards]:
        return map(_Backwards, sorted(self._path.iterdir(), key=lambda p: p.name, reverse=True))

    def __truediv__(self, name: str) -> _Backwards:
        return _Backwards(self._path / name)

    joinpath = __truediv__

    def __getattr__(self, name: str) -> object:
        return getattr(self._path, name)


def test_the_order_of_files_changes_nothing(tmp_path: Path) -> None:
    """Neither what is loaded, nor its digest, nor a report."""
    for root, names in ((write_pack(tmp_path), ["tiny"]), (rules_root(), PACKS)):
        forth, back = load_packs(root, names), load_packs(_Backwards(root), names)  # type: ignore[arg-type]
        one, other = Checker(forth), Checker(back)

        assert forth.info == back.info
        for text in TEXTS[::8]:
            assert one.check(text, received=RECEIVED) == other.check(text, received=RECEIVED)


MARK = "绝密7731"
MESSAGE = (
    f"【{MARK}催收】张{MARK}：我司已签发逮捕令{MARK}，今晚上门，转到我个人账户{MARK}，"
    f"https://a.top/{MARK}。 arrest warrant {MARK}"
)
WATCHED = """
import json, logging, io, os, sys
seen = []
QUIET = ("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "subprocess.", "tempfile.",
         "shutil.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.mkdir",
         "os.rename", "os.link", "os.symlink", "os.truncate", "sqlite3.", "syslog.")
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
def watch(event, given):
    if event.startswith(QUIET):
        seen.append(event)
    elif event == "open" and (set(given[1] or "") & set("wax+") or (given[2] or 0) & WRITES):
        seen.append(f"open {given[0]!r} to write")
sys.addaudithook(watch)
log = io.StringIO()
logging.basicConfig(stream=log, level=1)
logging.captureWarnings(True)
text = json.load(sys.stdin)
from summons_check import Checker, Report, check
from summons_check.facts import Fact, find_facts
reports = [check(text, sender=text, lang=lang) for lang in ("zh-Hans", "zh-Hant", "en", "ja")]
reports += Checker().check_many([text * 9, text[::-1], text.upper()], channel="sms")
for report in reports:
    report.to_text(), report.to_markdown(), report.to_html(), report.model_dump_json()
reports[0].to_html(text)
find_facts(text, Fact)
errors = []
for wrong in (
    lambda: check(text.encode()), lambda: check([text]), lambda: check(text, sender=[text]),
    lambda: check(text, received=text), lambda: reports[0].to_text("x" + text),
    lambda: find_facts(text.encode(), Fact),
    lambda: Report.model_validate({**reports[0].model_dump(), "score": text}),
    lambda: Report.model_validate({"verdict": text}),
    lambda: Report.model_validate_json(reports[0].model_dump_json()[:-9]),
):
    try:
        wrong()
    except Exception as error:
        errors += [str(error), repr(error)]
json.dump({"seen": seen, "log": log.getvalue(), "errors": errors,
           "found": len(reports[0].findings)}, sys.stdout)
"""


def test_a_message_goes_nowhere() -> None:
    """No socket, no file, no program, no log; and no error shows the message."""
    ran = run(WATCHED, MESSAGE)
    told = json.loads(ran.stdout)

    assert ran.returncode == 0
    assert ran.stderr == ""
    assert told["found"] > 0
    assert told["seen"] == []
    assert told["log"] == ""
    assert len(told["errors"]) == 18
    assert not any(MARK in error for error in told["errors"])


@pytest.mark.parametrize(
    "act",
    [
        "import socket; socket.socket()",
        "open('x', 'w')",
        "import os; os.open('x', os.O_CREAT | os.O_WRONLY)",
        "import tempfile; tempfile.TemporaryFile()",
        "import subprocess; subprocess.run(['true'])",
    ],
)
def test_the_watch_sees(tmp_path: Path, act: str) -> None:
    """What the test above counts on: it would have noticed."""
    watch = WATCHED.partition("log = io")[0]
    program = f"import os; os.chdir({str(tmp_path)!r})\n{watch}{act}\nprint(len(seen))"

    assert int(run(program, "").stdout) > 0


def test_errors_of_the_models_do_not_show_what_they_were_given() -> None:
    """A report that was damaged on its way holds words of the message."""
    with pytest.raises(ValidationError) as caught:
        Report.model_validate({"verdict": MARK, "score": MARK})

    assert MARK not in f"{caught.value}{caught.value!r}"


def test_nothing_kept_grows_with_the_messages() -> None:
    """Caches have a bound, or a key that only the rules can make new."""
    by_rules_alone = {
        "anchors._said",
        "conversion.converter",
        "han_forms.own_characters",
        "disguise._is_key",
        "languages._converter",
        "models._names_of",
    }
    unbounded = set()
    for module in pkgutil.walk_packages(summons_check.__path__, "summons_check."):
        if module.name.endswith("__main__"):
            continue
        for name, value in vars(import_module(module.name)).items():
            own = getattr(value, "__module__", "") == module.name
            if own and hasattr(value, "cache_parameters"):
                takes = value.__wrapped__.__code__.co_argcount
                if takes and value.cache_parameters()["maxsize"] is None:
                    unbounded.add(f"{module.name.removeprefix('summons_check.')}.{name}")

    assert unbounded == by_rules_alone


def test_sets_of_laws_share_their_packs() -> None:
    """A message can show any set of laws; there are a thousand, and no pack for each."""
    book, laws = default_rulebook(), sorted(set(default_rulebook().base.laws.values()))
    packs = {
        book.for_laws(some).info.sha256
        for count in range(len(laws) + 1)
        for some in combinations(laws, count)
    }

    assert len(packs) <= len(PACKS)
