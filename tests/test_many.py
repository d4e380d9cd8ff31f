"""Many texts: in order, a few at a time, and no text, process or caller that ends early hurts."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import summons_check
from summons_check import Checker, SummonsCheckError
from summons_check.many import WorkerError, in_processes, one_by_one
from summons_check.rulepack import RulePack

FAKE = "【速贷催收】我司已签发逮捕令，请今日内转账撤案费。"
IDLE = "今晚吃什么？"
STREAM = [FAKE, None, IDLE, "\ud800\x00", "", FAKE * 2000, "天" * 120_000, *[IDLE] * 700, FAKE]
METHODS = [each for each in multiprocessing.get_all_start_methods() if each != "forkserver"]


@pytest.fixture(scope="module")
def small(tiny: RulePack) -> Checker:
    """Make a checker with the small pack, which any process has loaded at once."""
    return Checker(tiny)


@pytest.fixture(params=METHODS)
def method(request: pytest.FixtureRequest) -> Iterator[str]:
    """Every way of starting a process; the fork server talks through a socket, see below."""
    before = multiprocessing.get_start_method(allow_none=True)
    multiprocessing.set_start_method(request.param, force=True)
    yield request.param
    multiprocessing.set_start_method(before, force=True)


def double(text: str) -> str:
    """What is cheap to ask another process for."""
    return text * 2


def ended(text: str) -> str:
    """Kill the process that is asked for one text."""
    if text == "end":
        os.kill(os.getpid(), signal.SIGKILL)
    return text


def refused(text: str) -> str:
    """Fail for one text."""
    if text == "no":
        raise LookupError("refused")
    return text


# One process or several: the same.


def test_reports_are_those_of_check(small: Checker, method: str) -> None:
    """In order, with the options, and None where there was no text."""
    expected = [text if text is None else small.check(text, lang="en") for text in STREAM]

    assert [*small.check_many(STREAM, lang="en")] == expected
    assert [*small.check_many(STREAM, processes=2, lang="en")] == expected, method


@settings(max_examples=20)
@given(texts=st.lists(st.none() | st.text(max_size=3), max_size=9), size=st.integers(1, 3))
def test_any_size_of_chunks_gives_the_same(texts: list[str | None], size: int) -> None:
    """Wherever a chunk begins and ends."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("summons_check.many._MOST_TEXTS", size)
        assert [*in_processes(double, texts, 2)] == [*one_by_one(double, texts)]


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize(
    ("wrong", "kind"), [(b"x", "bytes"), (3, "int"), (float("nan"), "float"), (["x"], "list")]
)
def test_what_is_no_text_has_no_report_and_ends_nothing(
    small: Checker, processes: int, wrong: object, kind: str
) -> None:
    """One warning tells of the first of them, by number and type; None is no surprise."""
    with pytest.warns(UserWarning, match=f"text 2 is no str but of type {kind}: ") as told:
        found = [*small.check_many([FAKE, None, wrong, IDLE, wrong], processes=processes)]

    assert [each and each.score for each in found] == [95, None, None, 0, None]
    assert len(told) == 1


@pytest.mark.parametrize(
    ("texts", "options", "error"),
    [
        ("abc", {}, "texts must be an iterable of texts; for a single one there is check"),
        (b"abc", {}, "texts must be an iterable"),
        (3, {}, "'int' object is not iterable"),
        ([], {"processes": 0}, "processes must be an int from 1 on, not 0"),
        ([], {"processes": True}, "processes must be an int from 1 on, not True"),
        ([], {"processes": None}, "processes must be an int from 1 on, not None"),
        ([], {"channel": "pigeon", "processes": 2}, "channel must be one of sms"),
        ([], {"colour": "red"}, "colour"),
    ],
)
def test_a_wrong_argument_is_told_at_the_call(
    small: Checker, texts: Any, options: dict[str, Any], error: str
) -> None:
    """Before any text is taken."""
    with pytest.raises(TypeError, match=error):
        small.check_many(texts, **options)


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize("texts", [[], (), iter([]), {}, set()])
def test_of_nothing_comes_nothing(small: Checker, texts: Any, processes: int) -> None:
    assert [*small.check_many(texts, processes=processes)] == []


@pytest.mark.parametrize("processes", [1, 2])
def test_what_came_before_a_failure_of_the_source_is_reported(processes: int) -> None:
    """Of a file that breaks off in the middle."""

    def source() -> Iterator[str]:
        yield from ["a"] * 600
        raise OSError("broken off")

    run = one_by_one if processes == 1 else in_processes
    results = run(double, source(), *[2][: processes - 1])
    assert [*islice(results, 600)] == ["aa"] * 600
    with pytest.raises(OSError, match="broken off"):
        next(results)


def test_what_came_before_a_failure_of_a_check_is_reported() -> None:
    """An error of ours is raised in its place, as it is in one process."""
    results = in_processes(refused, ["a"] * 256 + ["no"], 2)

    assert [*islice(results, 256)] == ["a"] * 256
    with pytest.raises(LookupError, match="refused"):
        next(results)


# Memory.


@pytest.mark.parametrize(
    ("length", "most"),
    [(1, 4 * 256), (50_000, 4), (20_000, 4 * 3)],
)
def test_texts_are_taken_a_few_chunks_ahead(length: int, most: int) -> None:
    """Of a source without end, by number and by length, however many results were taken."""
    taken = 0

    def source() -> Iterator[str]:
        nonlocal taken
        for _ in count():
            taken += 1
            yield "x" * length

    results = in_processes(len, source(), 2)
    assert taken == 0
    for done, found in enumerate(islice(results, 700 if length == 1 else 30), 1):
        assert found == length
        assert taken <= done + most
    results.close()  # type: ignore[attr-defined]


# The end of processes.


def children() -> set[int]:
    """Ids of the processes that this one has started and that still run."""
    return {each.pid or 0 for each in multiprocessing.active_children()}


def test_processes_end_with_the_iterator(method: str) -> None:
    """Exhausted, closed, or let go of, in the middle of a stream without end."""
    before = children()
    assert [*in_processes(double, ["a"], 2)] == ["aa"]
    assert children() == before, method
    for let_go in (lambda results: results.close(), lambda _: None):
        results = in_processes(double, iter(lambda: "a", ""), 2)
        next(results)
        assert children() > before
        let_go(results)
        del results
        assert children() == before


def test_a_process_that_ends_early_is_told(method: str) -> None:
    """With the numbers of the texts that have no result; those before have theirs."""
    texts = ["a"] * 256 + ["end"] + ["b"] * 2000
    results = in_processes(ended, texts, 2)
    found: list[object] = []
    with pytest.raises(WorkerError) as caught:
        found.extend(results)

    error = caught.value
    assert isinstance(error, SummonsCheckError)
    assert found in ([], ["a"] * 256), method  # the first chunk may have been on its way, too
    assert error.first == len(found) <= 256 <= error.last < len(texts)
    assert f"texts {error.first} to {error.last} were on their way" in str(error)
    assert "end" not in error.args
    assert error.__cause__ is None
    assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301
    assert not children()


SCRIPT = """
import multiprocessing, sys
from summons_check import Checker
from summons_check.many import in_processes

def texts():
    while True:
        yield "传票"

if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[1])
    reports = {call}
    next(reports)
    print(*[each.pid for each in multiprocessing.active_children()], flush=True)
    {then}
"""


CHEAP = "in_processes(len, texts(), 2)"


def started(tmp_path: Path, way: str, then: str, call: str = CHEAP) -> subprocess.Popen[str]:
    """A script of its own that has had its first report, in a process group of its own."""
    script = tmp_path / "script.py"
    script.write_text(SCRIPT.format(call=call, then=then), encoding="utf-8")
    return subprocess.Popen(  # noqa: S603
        [sys.executable, script, way],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(summons_check.__file__).parents[1])},
        text=True,
        start_new_session=True,
    )


def is_running(pid: int) -> bool:
    """Whether there is such a process, and not only what it left behind."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


linux = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks into /proc")


@linux
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL])
def test_processes_end_with_the_caller(tmp_path: Path, end: signal.Signals) -> None:
    """By Ctrl-C, which the whole group hears and one traceback tells; or killed, without a word."""
    with started(tmp_path, "fork", "for report in reports: pass") as caller:
        assert caller.stdout
        assert caller.stderr
        workers = [*map(int, caller.stdout.readline().split())]
        assert len(workers) == 2
        assert all(map(is_running, workers))
        (os.killpg if end == signal.SIGINT else os.kill)(caller.pid, end)
        told = caller.stderr.read()
        caller.wait(60)
    for _ in range(600):
        if not any(map(is_running, workers)):
            break
        time.sleep(0.05)

    assert not any(map(is_running, workers))
    assert caller.returncode == -end
    assert told.count("Traceback") == (end == signal.SIGINT)


@pytest.mark.parametrize(
    ("call", "then"),
    [
        ("Checker().check_many(texts(), processes=2)", "pass"),
        (CHEAP, "del reports"),
        (CHEAP, "sys.exit()"),
    ],
)
def test_a_fork_server_serves_and_nothing_keeps_the_script_from_its_end(
    tmp_path: Path, call: str, then: str
) -> None:
    """Whether the iterator is let go of or not."""
    with started(tmp_path, "forkserver", then, call) as caller:
        out, told = caller.communicate(timeout=120)

    assert caller.returncode == 0
    assert len(out.split()) == 2
    assert told == ""


def test_a_script_that_is_not_guarded_is_told(tmp_path: Path) -> None:
    """A process that is started anew runs the script again: there the call must not stand free."""
    script = tmp_path / "script.py"
    script.write_text(
        "import multiprocessing\n"
        "from summons_check.many import in_processes\n"
        "multiprocessing.set_start_method('spawn', force=True)\n"
        "print([*in_processes(len, ['a'], 1)])\n"
    )
    ran = subprocess.run(  # noqa: S603
        [sys.executable, script],
        env={**os.environ, "PYTHONPATH": str(Path(summons_check.__file__).parents[1])},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert ran.returncode == 1
    assert ran.stdout == ""
    assert ran.stderr.splitlines()[-1].startswith("summons_check.many.WorkerError: a process has")
    assert '`if __name__ == "__main__":`' in ran.stderr.splitlines()[-1]
