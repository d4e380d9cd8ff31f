"""How many requests a second the server answers, beside the bare library in the same run.

    python tests/benchmarks/serve.py                    # about three minutes
    python tests/benchmarks/serve.py --seconds 20
    python tests/benchmarks/serve.py --memory 1000000   # instead: memory over so many requests

Needs wrk (Debian: apt-get install wrk). A batch is a request of 100 messages; its rates are those
of messages. Each load is run in turn with the bare library, on the same machine: server, library
and wrk share its cores. Fails (exit code 1) where any answer was no 200, or memory grew by more
than `MAY_GROW` MB from a tenth of the requests to the end.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from serving import Server, serving
from summons_check import check

MESSAGES = {
    "ordinary": "妈，我今晚加班，不回来吃饭了，你们先吃，别等我。",
    "relevant": "【速贷催收】您的借款3,200元逾期，我司已签发逮捕令，今晚上门抓人，转到我私人账户。",
}
BATCH = 100
CONNECTIONS = (1, 16, 64)
MAY_GROW = 8
PAGE = 4096
_SCRIPT = """
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = {body}
function done(summary, latency, _)
  local e = summary.errors
  print(string.format("TOLD %d %d %.3f %.3f %d", summary.requests, summary.duration,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    e.connect + e.read + e.write + e.status + e.timeout))
end
"""
_TOLD = re.compile(r"TOLD (\d+) (\d+) ([\d.]+) ([\d.]+) (\d+)")


class Load(NamedTuple):
    """What wrk measured."""

    requests: int
    rate: float
    """Requests a second."""
    median: float
    """Milliseconds."""
    p99: float
    """Milliseconds."""
    errors: int
    """Answers other than 2xx and 3xx, and connections that failed."""


def loaded(server: Server, text: str, connections: int, seconds: float, batch: int = 0) -> Load:
    """Load a server with one message, or a batch of it, over and over."""
    one = {"text": text}
    body = json.dumps(json.dumps({"messages": [one] * batch} if batch else one))
    path = "/v1/check-batch" if batch else "/v1/check"
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(_SCRIPT.replace("{body}", body))
        script.flush()
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds:g}s", "--timeout", "30s"]
        ran = subprocess.run(  # noqa: S603
            [*command, "-s", script.name, f"{server.address}{path}"],
            capture_output=True,
            text=True,
            check=True,
        )
    found = _TOLD.search(ran.stdout)
    assert found, ran.stdout
    count, microseconds = int(found[1]), int(found[2])
    return Load(count, count / microseconds * 1e6, float(found[3]), float(found[4]), int(found[5]))


def bare(text: str, seconds: float) -> float:
    """Checks a second of the library alone, each written as JSON."""
    count, begun = 0, time.perf_counter()
    while (passed := time.perf_counter() - begun) < seconds:
        check(text).model_dump_json()
        count += 1
    return count / passed


def measure(seconds: float) -> int:
    """Load the server, and tell."""
    errors = 0
    print("message         connections  messages/s  p50 ms  p99 ms  errors  of n   bare library/s")
    with serving() as server:
        for name, text in MESSAGES.items():
            loaded(server, text, 1, 1)
            bare(text, 0.5)
            for connections, batch in (*((each, 0) for each in CONNECTIONS), (1, BATCH)):
                alone = bare(text, seconds / 2)
                load = loaded(server, text, connections, seconds, batch)
                alone = (alone + bare(text, seconds / 2)) / 2
                errors += load.errors
                print(
                    f"{name + ' batch' * bool(batch):15s} {connections:11d} "
                    f"{load.rate * (batch or 1):11.0f} {load.median:7.2f} "
                    f"{load.p99:7.2f} {load.errors:7d} {load.requests:7d} {alone:12.0f}",
                    flush=True,
                )
    return int(errors > 0)


def watch_memory(requests: int) -> int:
    """Tell what the server holds after each tenth of some requests."""
    done, errors, figures, begun = 0, 0, [], time.monotonic()
    with serving() as server:
        print(f"{done:9d} requests {_held(server):8.1f} MB")
        while done < requests:
            for text in MESSAGES.values():
                load = loaded(server, text, 16, 5)
                done, errors = done + load.requests, errors + load.errors
            if done >= requests / 10 * (len(figures) + 1):
                figures.append(_held(server))
                passed = time.monotonic() - begun
                print(
                    f"{done:9d} requests {figures[-1]:8.1f} MB {errors} errors {passed:6.0f} s",
                    flush=True,
                )
    grown = figures[-1] - figures[0]
    print(f"from a tenth of them to all: {grown:+.1f} MB (may grow {MAY_GROW} MB)")
    return int(errors > 0 or grown > MAY_GROW)


def _held(server: Server) -> float:
    """What the server holds in memory, in MB (resident set size; Linux)."""
    sizes = Path(f"/proc/{server.process.pid}/statm").read_text("ascii").split()
    return int(sizes[1]) * PAGE / 1e6


def main() -> int:
    """Measure and report."""
    asks = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asks.add_argument("--seconds", type=float, default=8, help="for each load")
    asks.add_argument("--memory", type=int, metavar="REQUESTS", help="watch memory instead")
    given = asks.parse_args()
    if not shutil.which("wrk"):
        print("serve.py: needs wrk, which loads a server; apt-get install wrk", file=sys.stderr)
        return 2
    return watch_memory(given.memory) if given.memory else measure(given.seconds)


if __name__ == "__main__":
    sys.exit(main())
