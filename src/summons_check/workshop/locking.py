"""The lock of a folder of packs: id, version and hash of each rule, so that none changes unseen.

The file `rules.lock` has a line a rule. A rule that says something else than it did needs a higher
version and a line in the changelog: what stored reports cite by its id must not change silently.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from summons_check.errors import SummonsCheckError
from summons_check.pack_schema import Rule

LOCK = "rules.lock"
HEADING = "Rules"
"""Under which heading of the changelog changed rules are told."""
_HEAD = "# By `summons-check rules lock`: rule, version, SHA-256 of what it says; do not edit.\n"
_SECTION = re.compile(rf"^###\s+{HEADING}\s*$(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)


class LockError(SummonsCheckError):
    """Rules that cannot be locked, or a lock that cannot be read."""


class Locked(NamedTuple):
    """What a lock knows of a rule."""

    version: int
    sha256: str


Lock = Mapping[str, Locked]
"""By the id of the rule."""


def lock_of(rules: Iterable[Rule]) -> dict[str, Locked]:
    """Version and hash of each rule as it is written, its version aside."""
    return {rule.id: Locked(rule.version, _digest(rule)) for rule in rules}


def _digest(rule: Rule) -> str:
    said = rule.model_dump_json(exclude={"version"}, exclude_defaults=True)
    return hashlib.sha256(said.encode()).hexdigest()


def read_lock(content: str) -> dict[str, Locked]:
    """Read what stands in a lock; an empty one locks nothing.

    Raises:
        LockError: If a line is not one of a lock.

    """
    locked = {}
    for number, line in enumerate(content.splitlines(), 1):
        if line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) != len(("rule", *Locked._fields)) or not fields[1].isdecimal():
            raise LockError(f"{LOCK}:{number}: no line of a lock; restore the file and lock again")
        locked[fields[0]] = Locked(int(fields[1]), fields[2])
    return locked


def written(lock: Lock) -> str:
    """The content of the file."""
    rows = (f"{rule}\t{each.version}\t{each.sha256}\n" for rule, each in sorted(lock.items()))
    return _HEAD + "".join(rows)


def problems(now: Lock, before: Lock, changelog: str) -> list[str]:
    """Why rules cannot be locked as they are.

    Args:
        now: The rules as they are.
        before: The lock as it was.
        changelog: Its text, in the manner of Keep a Changelog.

    Returns:
        One line for each rule that changed without a higher version, or that has a higher version
        than the first and is not told of in the changelog.

    """
    return [*_unraised(now, before), *_untold(now, changelog)]


def _unraised(now: Lock, before: Lock) -> Iterator[str]:
    for rule, is_now in now.items():
        was = before.get(rule)
        if was is None:
            continue
        if is_now.version < was.version:
            yield f"{rule}: version {is_now.version} comes after {was.version}; raise it again"
        elif is_now.version == was.version and is_now.sha256 != was.sha256:
            yield f"{rule}: says something else than it did; write `version = {was.version + 1}`"


def _untold(now: Lock, changelog: str) -> Iterator[str]:
    told = "\n".join(found[1] for found in _SECTION.finditer(changelog))
    for rule, is_now in now.items():
        if is_now.version > 1 and not re.search(rf"(?<![\w.-]){re.escape(rule)}(?![\w-])", told):
            yield (
                f"{rule}: version {is_now.version} is told nowhere; "
                f"write a line with its id under `### {HEADING}` in the changelog"
            )
