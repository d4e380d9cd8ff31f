"""Console blocks of documents: each command is run, and says what stands there."""

from __future__ import annotations

import doctest
import re
import shlex
from collections.abc import Callable

from summons_check.cli import main

BLOCK = r"```console\n(?P<console>[^`]*)```"
"""A pattern for a block of commands, each behind `$ `, with what they say."""
_COMMAND = re.compile(r"^\$ ((?:.*\\\n)*.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)


def check_console(block: str, printed: Callable[[], tuple[str, str]]) -> list[str]:
    """Run the commands of a block; a line of three dots stands for any lines.

    Args:
        block: What stands between the fences.
        printed: Gives what was written since it was last asked, and the complaints.

    Returns:
        The commands.

    """
    commands = []
    for command, wanted in _COMMAND.findall(block):
        main(shlex.split(command.replace("\\\n", ""))[1:])
        got = "".join(printed())
        same = doctest.OutputChecker().check_output(wanted, got, doctest.ELLIPSIS)
        assert same, f"$ {command}\n{got}"
        commands.append(" ".join(command.split()))
    return commands
