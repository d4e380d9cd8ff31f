"""Messages of other places, as senders there write them: fakes, real ones, everyday ones.

A table a law, `abroad/<law>.toml`; each message has the verdicts that are right.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import rtoml

from summons_check import Checker, Verdict

TABLES = sorted((Path(__file__).parent / "abroad").glob("*.toml"))
CHECKER = Checker()


def _messages() -> list[object]:
    return [
        pytest.param(path.stem.upper(), message, id=f"{path.stem}-{number}")
        for path in TABLES
        for number, message in enumerate(rtoml.loads(path.read_text(encoding="utf-8"))["message"])
    ]


@pytest.mark.parametrize(("law", "message"), _messages())
def test_verdict_abroad(law: str, message: dict[str, Any]) -> None:
    """The verdict is right whether the caller names the law or not, and no other law is named."""
    said = {key: message[key] for key in ("sender", "channel") if key in message}
    wanted = {Verdict(verdict) for verdict in message["verdicts"]}
    alone = CHECKER.check(message["text"], **said)

    assert alone.verdict in wanted
    assert alone.jurisdiction in {law, "*"}
    assert CHECKER.check(message["text"], jurisdiction=law, **said).verdict in wanted


def test_each_table_has_messages_of_each_kind() -> None:
    """A table without real messages would let the rules of its law flag everything."""
    for path in TABLES:
        wanted = [
            frozenset(message["verdicts"])
            for message in rtoml.loads(path.read_text(encoding="utf-8"))["message"]
        ]
        assert sum("likely_fake" in verdicts for verdicts in wanted) >= 8, path.name
        assert sum("no_red_flags" in verdicts for verdicts in wanted) >= 6, path.name
