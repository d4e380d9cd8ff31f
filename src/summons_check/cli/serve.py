"""`summons-check serve`: the library over HTTP, on this machine unless told otherwise."""

from __future__ import annotations

import errno
import importlib.util
import os
import signal
import socket
import sys
import webbrowser
from ipaddress import ip_address
from threading import Thread
from typing import TYPE_CHECKING, Annotated

import typer

from summons_check.cli.options import (
    Experimental,
    Jurisdiction,
    OnlyThese,
    Rules,
    UsageError,
    checker_of,
)
from summons_check.errors import SummonsCheckError

if TYPE_CHECKING:
    from fastapi import FastAPI

_THIS_MACHINE = "127.0.0.1"
_NEEDED = ("fastapi", "uvicorn", "prometheus_client", "jinja2", "python_multipart")
_BACKLOG = 2048
_TIME_TO_END = 5
"""Seconds, besides those that a request may take, before what still runs is cut off."""
_NO_HOST = "that is no address of a machine; leave --host out to use 127.0.0.1"
_MENDED_BY = {
    errno.EADDRINUSE: "something else listens there; name another port with --port, or 0 for any",
    errno.EACCES: "only the administrator may listen there; name a --port from 1024 on",
    errno.EADDRNOTAVAIL: "this machine has no such address; leave --host out to use 127.0.0.1",
    socket.EAI_NONAME: _NO_HOST,
    socket.EAI_AGAIN: _NO_HOST,  # nobody is there to ask for the name
}


class ServeError(SummonsCheckError):
    """A server that cannot listen where it should."""


def serve(  # noqa: PLR0913 - the options of the command
    *,
    host: Annotated[
        str, typer.Option(help="Address to listen on; others than this one let others in.")
    ] = _THIS_MACHINE,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 for any free one.")] = 8000,
    browser: Annotated[
        bool, typer.Option(help="Open the browser, if a person runs this at a screen.")
    ] = True,
    jurisdiction: Jurisdiction = None,
    rules: Rules = None,
    only_these_rules: OnlyThese = False,
    experimental: Experimental = False,
) -> None:
    """Serve the page and the API until Ctrl-C or SIGTERM; what is under way is answered first."""
    if not all(map(importlib.util.find_spec, _NEEDED)):
        raise UsageError("the server is an extra; pip install 'summons-check[web]'")
    from summons_check.web import create_app  # noqa: PLC0415 (what it needs may be missing)

    with _listener(host, port) as listener:
        checker = checker_of(
            rules, only_these=only_these_rules, experimental=experimental, jurisdiction=jurisdiction
        )
        app = create_app(checker)
        address = _address(listener)
        typer.echo(f"summons_check answers at {address} - Ctrl-C ends it.")
        if not ip_address(listener.getsockname()[0]).is_loopback:
            typer.echo("Others can reach it: put TLS and a limit of requests before it.")
        sys.stdout.flush()
        if browser and _has_person():
            Thread(target=_open, args=(address,), daemon=True).start()
        _run(app, listener)


def _listener(host: str, port: int) -> socket.socket:
    """A socket that listens."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except OSError as error:
        reason = _MENDED_BY.get(error.errno or 0, f"{error.strerror}; name another")
        raise ServeError(f"cannot listen on port {port} of {host}: {reason}") from None
    # An answer goes out in two pieces; without this the second waits for the client's receipt of
    # the first, up to 40 ms. What is accepted inherits it.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _open(address: str) -> None:
    """Open the browser; some give their caller back only when they are closed."""
    if not webbrowser.open(address):
        typer.echo("No browser opened: open the address yourself.")


def _has_person() -> bool:
    """Whether somebody sits at a screen and waits for a page."""
    has_screen = sys.platform in {"darwin", "win32"} or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )
    return has_screen and sys.stdin.isatty() and sys.stdout.isatty()


def _run(app: FastAPI, listener: socket.socket) -> None:
    """Answer until a signal; then end as if nothing was wrong, for nothing is."""
    import uvicorn  # noqa: PLC0415 (may be missing)

    config = uvicorn.Config(
        app,
        http="h11",  # the one that bounds the head of a request
        ws="none",
        lifespan="on",
        log_config=None,  # warnings and errors alone, on standard error
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=int(app.state.limits.seconds) + _TIME_TO_END,
    )
    server = uvicorn.Server(config)
    for number in (signal.SIGINT, signal.SIGTERM):  # uvicorn raises it once more when it has ended
        signal.signal(number, lambda *_: setattr(server, "should_exit", True))
    server.run(sockets=[listener])
