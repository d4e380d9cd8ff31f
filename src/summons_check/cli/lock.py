"""`summons-check rules lock`: pin what each rule says, so that none changes unseen."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from summons_check.rulepack import load_folders
from summons_check.workshop.locking import LOCK, LockError, lock_of, problems, read_lock, written


def lock(
    rules: Annotated[Path, typer.Option(help="The folder of packs; the lock lies in it.")] = (
        Path("rules")
    ),
    changelog: Annotated[Path, typer.Option(help="Where changed rules are told.")] = (
        Path("CHANGELOG.md")
    ),
    check: Annotated[bool, typer.Option("--check", help="Write nothing; 1 if it would.")] = False,
) -> None:
    """Pin id, version and content of each rule in `rules.lock`.

    A rule that says something else than it did needs a higher `version`, and a line with its id
    under the heading "Rules" of the changelog. Ends with 1 if one lacks either.
    """
    file = rules / LOCK
    now = lock_of(load_folders([rules], ours=False, experimental=True).rules)
    before = _read(file) if file.exists() else ""
    wrong = problems(now, read_lock(before), _read(changelog))
    for line in wrong:
        typer.echo(line)
    is_new = written(now) != before
    if not wrong and is_new and not check:
        file.write_text(written(now), encoding="utf-8")
        typer.echo(f"{file}: {len(now)} rules locked")
    elif not wrong and is_new:
        typer.echo(f"{file} is not of these rules; run summons-check rules lock")
    raise typer.Exit(int(bool(wrong) or (check and is_new)))


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "is no text"
        raise LockError(f"{file}: {reason}; say where it is") from error
