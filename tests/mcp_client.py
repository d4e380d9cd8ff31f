"""The SDK's own client, in a process of its own: its loop opens sockets, which the tests refuse.

Standard input: JSON, a list of calls, each the name of a method and what it is given. Standard
output: JSON, the answers in their order.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import anyio
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters
from mcp.shared.exceptions import MCPError

SERVER = StdioServerParameters(command=sys.executable, args=["-m", "summons_check", "mcp"])


async def answers(calls: list[list[Any]]) -> list[Any]:
    """What one server says to all calls, in one session."""
    told = []
    async with Client(SERVER) as client:
        for name, *given in calls:
            try:
                result = await getattr(client, name)(*given)
                told.append(result.model_dump(mode="json", by_alias=True))
            except MCPError as error:
                told.append({"error": {"code": error.code, "message": error.message}})
    return told


if __name__ == "__main__":
    json.dump(anyio.run(answers, json.load(sys.stdin)), sys.stdout)
