"""What a run over many messages is: another one cannot go on with what it has left behind."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from summons_check.checker import Checker
from summons_check.models import Frozen
from summons_check.rulepack import default_rulebook

_HEAD = 2**20


class Stamp(Frozen):
    """What tells a file from another in its place."""

    size: int
    """Bytes."""
    changed: int
    """When it was changed last, in nanoseconds."""
    head: str
    """SHA-256 of its first mebibyte."""


class Identity(Frozen):
    """What a run is; another one cannot go on with it."""

    input: Stamp | None
    call: dict[str, str | None]
    """What the caller asks for, by its name."""
    rules: str
    versions: dict[str, str]


def stamp_of(path: Path) -> Stamp | None:
    """What tells a file from another; None if there is no file."""
    if not path.exists():
        return None
    about = path.stat()
    with path.open("rb") as file:
        head = hashlib.sha256(file.read(_HEAD)).hexdigest()
    return Stamp(size=about.st_size, changed=about.st_mtime_ns, head=head)


def changes(then: Identity, now: Identity) -> Iterator[str]:
    """What is not the same."""
    if then.input != now.input:
        yield "the input"
    if then.rules != now.rules:
        yield "the rules"
    for one, other in ((then.call, now.call), (then.versions, now.versions)):
        yield from (
            key for key in sorted(one.keys() | other.keys()) if one.get(key) != other.get(key)
        )


def rules_hash(checker: Checker) -> str:
    """A hash of all rules that may judge a message."""
    pack = checker.rules
    if pack.laws.keys() - pack.info.name.split("+"):  # rules of other laws are read when needed
        pack = default_rulebook().for_laws(pack.laws.values())
    points = [f"{rule.id} {rule.points}" for rule in pack.rules]  # experimental ones may have none
    told = "\n".join([pack.info.sha256, str(checker.jurisdiction), *points])
    return hashlib.sha256(told.encode()).hexdigest()
