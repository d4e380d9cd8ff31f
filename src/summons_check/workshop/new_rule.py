"""A new rule: its file, written as rules/README.md shows it, once it says all that it must."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import rtoml

from summons_check.pack_draft import Draft, take
from summons_check.patterns import plain_pattern
from summons_check.workshop.bench import Bench, WorkshopError, open_bench
from summons_check.workshop.linting import lint
from summons_check.workshop.lints.model import Mark

_HEAD = (
    "id",
    "version",
    "maturity",
    "aliases",
    "family",
    "severity",
    "points",
    "certainty",
    "sources",
)
_TEXTS = ("title", "why")
_LISTS = ("match", "hit", "miss")
_ID = plain_pattern(r"^([a-z0-9-]+)\.([a-z0-9-]+)$")
_BARE = plain_pattern(r"^[A-Za-z0-9_-]+$")
_FAMILY = plain_pattern(r"^[a-z][a-z0-9-]*$")
_WIDTH = 9


def read_fields(file: Path) -> dict[str, Any]:
    """Read what is known of a rule from a TOML file; not all of it need be there.

    Raises:
        WorkshopError: If it cannot be read, or is not TOML.

    """
    try:
        return dict(rtoml.loads(file.read_text(encoding="utf-8")))
    except OSError as error:
        raise WorkshopError(f"cannot read {str(file)!r}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise WorkshopError(f"{str(file)!r} is no text in UTF-8: byte {error.start}") from error
    except (rtoml.TomlParsingError, ValueError) as error:
        raise WorkshopError(f"{str(file)!r} is not TOML: {error}") from error


def missing_fields(fields: Mapping[str, Any]) -> list[str]:
    """What a rule has to say and these fields do not, by dotted names."""
    asked = (
        *(name for name in _HEAD if name not in {"version", "maturity", "aliases"}),
        *(f"{name}.{lang}" for name in _TEXTS for lang in ("zh", "en")),
        "match.all",
        "hit.text",
        "hit.quote",
        "miss.text",
        "miss.why",
    )
    return [name for name in asked if not _has(fields, name)]


def _has(fields: Mapping[str, Any], name: str) -> bool:
    """Whether a field, or the field of each table of a list, is there."""
    first, _, rest = name.partition(".")
    value = fields.get(first)
    if not rest:
        return value not in (None, "", [], ())
    tables = value if first in _LISTS else [value]
    if not isinstance(tables, list):
        return False
    return bool(tables) and all(isinstance(each, dict) and each.get(rest) for each in tables)


def write_rule(bench: Bench, fields: Mapping[str, Any]) -> Path:
    """Write a rule into its folder; what is wrong with it, nothing is written of.

    Args:
        bench: The packs that it is to join.
        fields: As in a rule file.

    Returns:
        The file.

    Raises:
        WorkshopError: If the rule is not whole or not valid, or there is one of that name.

    """
    if missing := missing_fields(fields):
        raise WorkshopError(f"the rule lacks {', '.join(missing)}; nothing was written")
    name = _ID.match(str(fields["id"]))
    if not name:
        raise WorkshopError(f"id {fields['id']!r}: write pack.name, such as cn.parking-fee")
    if not _FAMILY.match(str(fields["family"])):
        raise WorkshopError(f"family {fields['family']!r}: a-z, 0-9 and -, as a folder is called")
    pack, rest = name.groups()
    folder = bench.folder_of(pack)
    path = f"{pack}/{fields['family']}/{rest}.toml"
    text = as_toml(fields)
    _refuse_unless_valid(path, text)
    for each in bench.texts:
        if each.startswith(f"{pack}/") and each.endswith(f"/{rest}.toml") and each.count("/") == 2:
            raise WorkshopError(f"{each} is there already; nothing was written")
    file = folder / str(fields["family"]) / f"{rest}.toml"
    try:
        file.parent.mkdir(exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except FileExistsError:
        raise WorkshopError(f"{str(file)!r} is there already; nothing was written") from None
    except OSError as error:
        raise WorkshopError(f"cannot write {str(file)!r}: {error.strerror or error}") from error
    return file


def _refuse_unless_valid(path: str, text: str) -> None:
    draft = Draft()
    take(path, rtoml.loads(text), draft)
    if draft.problems:
        told = "; ".join(f"{problem.key}: {problem.message}" for problem in draft.problems)
        raise WorkshopError(f"{told}; nothing was written")


def still_missing(folder: Path | None, name: str) -> list[Mark]:
    """What lint says of a rule, the packs read anew.

    Args:
        folder: As for `open_bench`.
        name: The id of the rule.

    """
    return lint(open_bench(folder), rules=[name])


def as_toml(fields: Mapping[str, Any]) -> str:
    """Write the fields of a rule as a TOML file.

    Raises:
        WorkshopError: For a text that no file can hold.

    """
    known = {*_HEAD, *_TEXTS, *_LISTS}
    head = [key for key in (*_HEAD, *(key for key in fields if key not in known)) if key in fields]
    blocks = [[*_pairs({key: fields[key] for key in head})]]
    blocks += [[f"[{name}]", *_pairs(fields[name])] for name in _TEXTS]
    blocks += [[f"[[{name}]]", *_pairs(table)] for name in _LISTS for table in fields[name]]
    text = "\n\n".join("\n".join(block) for block in blocks) + "\n"
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise WorkshopError("a text has half a character in it, which no file can hold") from error
    return text


def _pairs(table: Mapping[str, Any]) -> Iterator[str]:
    named = {key if _BARE.match(key) else _value(key): value for key, value in table.items()}
    width = max(map(len, named), default=0)
    for key, value in named.items():
        yield f"{key:<{width}} = {_value(value)}"


def _value(value: object) -> str:
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Iterable) and not isinstance(value, dict):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(_pairs(value))} }}"
    return str(value)
