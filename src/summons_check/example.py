"""Show what the library says: about messages of every kind, or about yours.

python -m summons_check.example                 messages that ship with it
python -m summons_check.example letter.txt      your message, from a file
python -m summons_check.example -               your message, pasted
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import get_args

import rtoml
from pydantic import Field

from summons_check import check
from summons_check.languages import in_lang
from summons_check.message_input import UnreadableMessageError, read_message, told_guess
from summons_check.models import Channel, Frozen, Lang, Text, Verdict
from summons_check.report import Report


class ExampleMessage(Frozen):
    """One message that ships with the library."""

    id: str
    title: Text
    text: str = Field(min_length=1)
    sender: str | None = None
    channel: Channel | None = None
    received: date | None = None
    jurisdiction: str | None = None
    expect: tuple[Verdict, ...] = Field(min_length=1)
    """The verdicts that do right by its reader."""


@cache
def example_messages() -> tuple[ExampleMessage, ...]:
    """Give the messages that ship with the library."""
    table = files("summons_check") / "examples" / "messages.toml"
    entries = rtoml.loads(table.read_text(encoding="utf-8"))["message"]
    return tuple(ExampleMessage.model_validate(entry) for entry in entries)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Args:
        arguments: The command line without the program; None: the real one.

    Returns:
        Exit code: 0, or 2 with one line on standard error if the message
        cannot be read. (Wrong options leave by `SystemExit(2)`.)

    """
    options = _parser().parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):  # a terminal that cannot show Chinese
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        print(_answer(options.file, options.lang, as_json=options.json))
        sys.stdout.flush()
    except UnreadableMessageError as error:
        print(f"summons_check.example: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m summons_check.example",
        description="Check a message; without one, show the messages that ship with the library.",
    )
    parser.add_argument("file", nargs="?", help="file with one message, or - for standard input")
    parser.add_argument("--lang", choices=get_args(Lang), help="language of the report")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser


def _answer(name: str | None, lang: Lang | None, *, as_json: bool) -> str:
    """Say what to print."""
    if name is None:
        checked = [(message, _check_example(message, lang)) for message in example_messages()]
        return _as_json(checked) if as_json else "\n".join(_shown(*pair) for pair in checked)
    text, is_guess = read_message(name)
    if is_guess:
        print(told_guess(name), file=sys.stderr)
    report = check(text, lang=lang)
    return report.model_dump_json(indent=2) if as_json else report.to_text(text)


def _check_example(message: ExampleMessage, lang: Lang | None) -> Report:
    return check(
        message.text,
        sender=message.sender,
        channel=message.channel,
        received=message.received,
        jurisdiction=message.jurisdiction,
        lang=lang,
    )


def _shown(message: ExampleMessage, report: Report) -> str:
    title = f"##### {in_lang(message.title, report.lang)}"
    return "\n".join([title, "", message.text, "", report.to_text(message.text)])


def _as_json(checked: Sequence[tuple[ExampleMessage, Report]]) -> str:
    entries = [
        {"id": message.id, "text": message.text, "report": report.model_dump(mode="json")}
        for message, report in checked
    ]
    return json.dumps(entries, ensure_ascii=False, indent=2)


if __name__ == "__main__":
    sys.exit(main())
