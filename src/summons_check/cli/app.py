"""All commands in one, and how each ends: with a code and at most one line of complaint."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

import summons_check
from summons_check.cli.batch import batch
from summons_check.cli.check import check
from summons_check.cli.evaluate import evaluate
from summons_check.cli.lock import lock
from summons_check.cli.mcp import mcp
from summons_check.cli.reference import reference
from summons_check.cli.rules import rules_app
from summons_check.cli.serve import serve
from summons_check.cli.table import table
from summons_check.cli.terminal import show_any_character
from summons_check.errors import SummonsCheckError

_INTERRUPTED = 130
_PROGRAM = "summons-check"

app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False)
app.command()(check)
app.command()(batch)
app.command()(table)
app.command()(evaluate)
app.command()(serve)
app.command()(mcp)
app.add_typer(rules_app, name="rules")
rules_app.command()(lock)
rules_app.command()(reference)


def _show_version(is_asked: bool) -> None:
    if is_asked:
        info = summons_check.Checker().rules.info
        typer.echo(f"{_PROGRAM} {summons_check.__version__}, rules {info.name} {info.version}")
        raise typer.Exit


@app.callback()
def _about(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show it and exit."),
    ] = False,
) -> None:
    """Tell fake court and collection messages from ones that may be real, with reasons."""


def run(arguments: Sequence[str] | None) -> int:
    """Run a command line; see `summons_check.cli.main`."""
    show_any_character()
    try:
        code = app(args=arguments, prog_name=_PROGRAM, standalone_mode=False)
        sys.stdout.flush()
    except typer.TyperException as error:
        return _complain(error.format_message())
    except SummonsCheckError as error:
        return _complain(str(error))
    except (KeyboardInterrupt, typer.Abort):
        typer.echo(err=True)
        return _INTERRUPTED
    except (BrokenPipeError, SystemExit):  # typer leaves so when the reader has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:  # of a file that the user names, and that nothing else looked at
        return _complain(_told(error))
    return code if isinstance(code, int) else 0


def _told(error: OSError) -> str:
    if error.filename is None:  # no more can be written to what is open already
        return f"cannot write: {error.strerror}; make room, and run it again"
    return f"{error.filename}: {error.strerror}; name another"


def _complain(what: str) -> int:
    typer.echo(f"{_PROGRAM}: {what}", err=True)
    return 2
