"""`summons-check mcp`: the tool and the rules for an agent."""

from __future__ import annotations

import importlib.util
import sys

import typer

from summons_check.errors import SummonsCheckError


class MissingExtraError(SummonsCheckError):
    """What a command needs is not installed."""


def mcp() -> None:
    """Serve an agent over standard input and output (Model Context Protocol).

    An assistant's program starts this by itself; it ends when its input ends.
    """
    if importlib.util.find_spec("mcp") is None:
        raise MissingExtraError("the MCP server is an extra; pip install 'summons-check[mcp]'")
    from summons_check.mcp_server import serve  # noqa: PLC0415 (what it needs may be missing)

    if sys.stdin.isatty():
        typer.echo(
            "This waits for an MCP client, which starts it by itself. Ctrl-D ends it.", err=True
        )
    serve()
