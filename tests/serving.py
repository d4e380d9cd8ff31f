"""A server in a process of its own, for tests and benchmarks that talk to it over HTTP."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from subprocess import PIPE

COMMAND = (sys.executable, "-m", "summons_check", "serve")
_ADDRESS = re.compile(r"http://[\d.]+:(\d+)")


@dataclass
class Server:
    """A server that runs."""

    process: subprocess.Popen[str]
    port: int
    said: str
    """The line with its address."""

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def ended(self) -> tuple[int, str, str]:
        """Its code and what else it wrote, when it has come to its end."""
        out, err = self.process.communicate(timeout=60)
        return self.process.returncode, out, err


@contextmanager
def serving(*options: str, **environment: str) -> Iterator[Server]:
    """Run a server on a free port for a while."""
    process = subprocess.Popen(  # noqa: S603
        [*COMMAND, "--port", "0", *options],
        stdin=subprocess.DEVNULL,
        stdout=PIPE,
        stderr=PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **environment},
    )
    with process:
        try:
            assert process.stdout
            said = process.stdout.readline()
            found = _ADDRESS.search(said)
            assert found, said or process.communicate()[1]
            yield Server(process, int(found[1]), said)
        finally:
            process.kill()
