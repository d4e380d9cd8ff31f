"""The reference of the files of a pack, read off the models that check them."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Literal, get_args, get_origin

from annotated_types import Ge, Le, MinLen
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from summons_check.advice import AdviceStep, ChannelEntry
from summons_check.models import Certainty, Severity, Source, Text
from summons_check.pack_schema import (
    Adoption,
    Authority,
    Change,
    Concept,
    Hit,
    Match,
    Miss,
    NameSet,
    PackHead,
    Rule,
    Shows,
)

_FILES: tuple[tuple[str, type[BaseModel]], ...] = (
    ("`<family>/<name>.toml`: a rule", Rule),
    ("`[[match]]` of a rule", Match),
    ("`[[hit]]` of a rule", Hit),
    ("`[[miss]]` of a rule", Miss),
    ("`terms/<language>/*.toml`: each table a concept", Concept),
    ("`sources/*.toml`: each table a source", Source),
    ("`pack.toml`", PackHead),
    ("`[shows]` of `pack.toml`", Shows),
    ("`authority.toml`: each table a document or power", Authority),
    ("`adopts.toml`: each table a rule of another pack", Adoption),
    ("`changes.toml`: each table a rule of another pack", Change),
    ("`sets.toml`: each table a set", NameSet),
    ("`channels.toml`: each table a channel", ChannelEntry),
    ("`advice.toml`: each table a step", AdviceStep),
    ("A text", Text),
)
_BY_PLACE = {
    Concept: {"only_in", "is_traditional", "is_japanese"},
    ChannelEntry: {"key"},
    AdviceStep: {"id"},
}
"""Fields that the place of a file or the name of a table tells: they are not written."""
_NAMES: dict[object, str] = {
    str: "text",
    int: "whole number",
    bool: "true or false",
    date: "date",
    Text: "`{ zh, en }`",
}
_VALUES: tuple[type[StrEnum], ...] = (Severity, Certainty)


def reference() -> str:
    """The reference, in Markdown."""
    blocks = [
        "# What the files of a pack hold",
        "By `summons-check rules reference`, which reads it off the models; do not edit. "
        "How to write a rule is told in README.md.",
    ]
    for title, model in _FILES:
        blocks += [f"## {title}", _summary(model), "\n".join(_rows(model))]
    for values in _VALUES:
        rows = [f"| `{each.value}` | {said} |" for each, said in _values(values)]
        head = f"## {values.__name__}"
        blocks += [head, _summary(values), "\n".join(["| value | |", "| --- | --- |", *rows])]
    return "\n\n".join(blocks) + "\n"


def _summary(model: type) -> str:
    return inspect.cleandoc(model.__doc__ or "")


def _rows(model: type[BaseModel]) -> Iterator[str]:
    said = {name: text for kind in reversed(model.__mro__) for name, text in _docs(kind)}
    yield "| key | holds | if left out | |"
    yield "| --- | --- | --- | --- |"
    for name, field in model.model_fields.items():
        if name not in _BY_PLACE.get(model, ()):
            limits = "".join(_limits(field))
            text = said.get(name, "")
            yield f"| `{name}` | {_kind(field.annotation)}{limits} | {_default(field)} | {text} |"


def _docs(kind: type) -> Iterator[tuple[str, str]]:
    """The strings that stand below the fields of a class."""
    if kind.__module__.partition(".")[0] != __package__.partition(".")[0]:
        return
    tree = ast.parse(textwrap.dedent(inspect.getsource(kind))).body[0]
    body = tree.body if isinstance(tree, ast.ClassDef) else []
    for node, below in pairwise(body):
        match node, below:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=text)):
                yield name, _cell(text)
            case ast.Assign(targets=[ast.Name(id=name)]), ast.Expr(value=ast.Constant(value=text)):
                yield name, _cell(text)


def _cell(text: object) -> str:
    return " ".join(str(text).split()).replace("|", r"\|")


def _values(values: type[StrEnum]) -> Iterator[tuple[StrEnum, str]]:
    said = dict(_docs(values))
    for each in values:
        yield each, said.get(each.name, "")


def _kind(kind: object) -> str:
    """What a field holds, for whoever writes it."""
    inner = [each for each in get_args(kind) if each not in {type(None), ...}]
    origin = get_origin(kind)
    if kind in _NAMES:
        told = _NAMES[kind]
    elif origin is Literal:
        told = ", ".join(f"`{value}`" for value in inner)
    elif origin is tuple:
        told = f"list: {_kind(inner[0])}"
    elif origin is dict:
        told = f"table: {_kind(inner[-1])} by name"
    elif inner:  # of what may be left out, or with limits
        told = _kind(inner[0])
    elif isinstance(kind, type) and issubclass(kind, StrEnum):
        told = ", ".join(f"`{each.value}`" for each in kind)
    else:
        told = f"table: see {getattr(kind, '__name__', kind)}"
    return told


def _limits(field: FieldInfo) -> Iterator[str]:
    for limit in field.metadata:
        match limit:
            case Ge(ge=least):
                yield f", from {least}"
            case Le(le=most):
                yield f", up to {most}"
            case MinLen(min_length=least):
                yield f", at least {least}"


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "must be written"
    value = field.default
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return f"`{value}`" if value and isinstance(value, str | int) else ""
