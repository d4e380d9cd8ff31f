"""What an interrupted run leaves behind, and how the next one goes on with it.

Beside the target stands a folder, `<target>.parts`. `manifest.json` in it says what the run is:
input, call, rules and versions. Each part is a file of rows, and a tally that says that it is
whole; both appear by renaming, the tally last. What has no tally is done again.
"""

from __future__ import annotations

import base64
import re
from pathlib import Path
from typing import TypeVar

import pyarrow as pa
from pydantic import ValidationError

from summons_check.files.kinds import FileError, whole
from summons_check.files.summary import FileSummary
from summons_check.models import Frozen
from summons_check.run_identity import Identity, Stamp, changes, stamp_of

_Data = TypeVar("_Data", bound=Frozen)
_OURS = re.compile(r"(manifest|joined)\.json|\d{9}\.(rows|json)")
_BEGUN = re.compile(r"\.\d+\.tmp$")


class Manifest(Frozen):
    """What stands in `manifest.json`."""

    identity: Identity
    columns: str
    """Those of the input: its Arrow schema, in base64."""
    replaces: Stamp | None
    """The file that stood in the target's place when the run began."""


class Joined(Frozen):
    """What stands in `joined.json`: that nothing is left to do but to remove the folder."""

    identity: Identity
    target: Stamp
    summary: FileSummary


class Tally(Frozen):
    """What is counted of a part."""

    rows: int
    verdicts: dict[str, int]
    problems: int
    first: tuple[tuple[int, str], ...]
    """Place and reason of the first rows with a problem."""
    size: int
    """Bytes of the file of rows."""


class Parts:
    """The folder of a run.

    Args:
        target: The file that is to be made.
        identity: Of the run.
        restart: Whether to begin anew, whatever there is.

    Raises:
        FileError: If a target stands there, or the folder belongs to another run.

    """

    def __init__(self, target: Path, identity: Identity, *, restart: bool) -> None:
        self._target, self.identity = target, identity
        self.folder = target.with_name(f"{target.name}.parts")
        is_empty = self.folder.exists() and not any(self.folder.iterdir())  # all is done but this
        if restart or is_empty:
            self.remove()
        self._replaces = stamp_of(target)
        self.summary = self._told_before()
        """Of the run, if all was done and only the folder remained."""
        self._manifest = None if self.summary else self._taken_up()
        known = self._manifest.replaces if self._manifest else None
        if not (restart or self.summary or self._replaces in {None, known}):
            raise FileError(f"{target} is there already; write it anew with restart")

    def _told_before(self) -> FileSummary | None:
        joined = _read(self.folder / "joined.json", Joined)
        is_ours = joined and (joined.identity, joined.target) == (self.identity, self._replaces)
        return joined.summary if joined and is_ours else None

    def _taken_up(self) -> Manifest | None:
        path = self.folder / "manifest.json"
        if not path.exists():
            return None
        manifest = _read(path, Manifest)
        if manifest is None:
            raise FileError(f"{path} was written by another version; begin anew with restart")
        if changed := ", ".join(changes(manifest.identity, self.identity)):
            raise FileError(
                f"{self.folder}: an interrupted run, but {changed} changed since then; "
                "undo that to go on, or begin anew with restart"
            )
        return manifest

    @property
    def schema(self) -> pa.Schema | None:
        """Columns of the input, if an interrupted run has found them."""
        if self._manifest is None:
            return None
        return pa.ipc.read_schema(pa.py_buffer(base64.b64decode(self._manifest.columns)))

    def begin(self, schema: pa.Schema) -> None:
        """Write the manifest, if it is not there."""
        if self._manifest is None:
            self.folder.mkdir(exist_ok=True)
            columns = base64.b64encode(schema.serialize()).decode()
            self._manifest = Manifest(
                identity=self.identity, columns=columns, replaces=self._replaces
            )
            _write(self.folder / "manifest.json", self._manifest)

    def tally(self, number: int) -> Tally | None:
        """What was counted of a part; None if it is not done."""
        found = _read(self.folder / f"{number:09}.json", Tally)
        rows = rows_path(self.folder, number)
        return found if found and rows.exists() and rows.stat().st_size == found.size else None

    def finish(self, made: Path, summary: FileSummary) -> None:
        """Note what is about to become the target."""
        if stamp := stamp_of(made):
            joined = Joined(identity=self.identity, target=stamp, summary=summary)
            _write(self.folder / "joined.json", joined)

    def remove(self) -> None:
        """Remove the folder and all that was written here into it.

        Raises:
            FileError: If there is anything else in it.

        """
        if not self.folder.exists():
            return
        found = sorted(self.folder.iterdir())
        others = [each.name for each in found if not _is_ours(each.name)]
        if others:
            raise FileError(f"{self.folder}: {others[0]} is none of ours; move it away")
        last = ("manifest.json", "joined.json")
        for each in sorted(
            found, key=lambda path: last.index(path.name) if path.name in last else -1
        ):
            each.unlink()
        self.folder.rmdir()


def _is_ours(name: str) -> bool:
    return bool(_OURS.fullmatch(name) or _BEGUN.search(name))


def rows_path(folder: Path, number: int) -> Path:
    """Where the rows of a part stand."""
    return folder / f"{number:09}.rows"


def write_tally(folder: Path, number: int, tally: Tally) -> None:
    """Say that a part is whole."""
    _write(folder / f"{number:09}.json", tally)


def _write(path: Path, data: Frozen) -> None:
    with whole(path) as begun:
        begun.write_text(data.model_dump_json(), encoding="utf-8")


def _read(path: Path, model: type[_Data]) -> _Data | None:
    try:
        return model.model_validate_json(path.read_bytes())
    except (FileNotFoundError, ValidationError):
        return None
