"""`summons-check mcp`: the tool and the rules for an agent."""

from __future__ import annotations

import signal
import sys

import typer

from summons_check.errors import SummonsCheckError

_NEEDED = {"anyio", "mcp", "mcp_types"}


class MissingExtraError(SummonsCheckError):
    """What a command needs is not installed."""


def mcp() -> None:
    """Serve an agent over standard input and output (Model Context Protocol).

    An assistant's program starts this by itself; it ends when its input ends.
    """
    try:
        from summons_check.mcp_server import serve  # noqa: PLC0415 (what it needs may be missing)
    except ImportError as error:
        if (error.name or "").partition(".")[0] not in _NEEDED:
            raise
        raise MissingExtraError(
            "the MCP server is an extra, missing or too old; pip install 'summons-check[mcp]'"
        ) from error
    if sys.stdin.isatty():
        typer.echo(
            "This waits for an MCP client, which starts it by itself. Ctrl-D ends it.", err=True
        )
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # waiting for a line, the SDK would not hear it
    serve()
