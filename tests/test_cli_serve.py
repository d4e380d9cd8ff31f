"""`summons-check serve` in a process of its own: how it starts, answers and ends."""

from __future__ import annotations

import json
import os
import pty
import signal
import socket
import stat
import subprocess
import time

import httpx2
import pytest

from serving import COMMAND, serving
from summons_check.cli import main
from summons_check.cli import serve as command

pytestmark = pytest.mark.usefixtures("loopback")
FAKE = "【速贷催收】逾期不还，我司已签发逮捕令，今晚上门抓人。"
MARK = "绝密7731"
MESSAGE = FAKE + MARK
BODY = json.dumps({"text": FAKE}).encode()
HEAD = (
    b"POST /v1/check HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
    b"Content-Length: %d\r\nExpect: 100-continue\r\n\r\n" % len(BODY)
)


@pytest.fixture(scope="module")
def server():
    with serving() as started:
        yield started


def _received(connection, until):
    """What a server sends, up to something."""
    told = b""
    while until not in told:
        piece = connection.recv(65_536)
        assert piece, told
        told += piece
    return told


def test_it_says_where_it_answers(server):
    answer = httpx2.post(f"{server.address}/v1/check", json={"text": FAKE}, trust_env=False)

    assert server.said == f"summons_check answers at {server.address} - Ctrl-C ends it.\n"
    assert answer.json()["verdict"] == "likely_fake"
    assert "server" not in answer.headers


def test_a_busy_port_is_one_line_that_says_what_to_do(server, capsys):
    code = main(["serve", "--port", str(server.port)])
    printed = capsys.readouterr()

    assert (code, printed.out) == (2, "")
    assert printed.err == (
        f"summons-check: cannot listen on port {server.port} of 127.0.0.1: something else listens "
        "there; name another port with --port, or 0 for any\n"
    )


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--port", "65536"], "less than or equal to 65535"),
        (["--port", "x"], "a valid integer"),
        (["--only-these-rules"], "name them with --rules DIR"),
        (["--rules", "/nowhere"], "/nowhere: no pack"),
    ],
)
def test_a_wrong_option_is_told(options, told, capsys):
    if "--port" not in options:
        options = [*options, "--port", "0"]
    code = main(["serve", *options])

    assert code == 2
    assert told in " ".join(capsys.readouterr().err.split())


def test_an_answer_does_not_wait_for_a_receipt():
    """TCP_NODELAY: without it each one took 40 ms more."""
    with (
        command._listener("127.0.0.1", 0) as listener,
        socket.create_connection(listener.getsockname()),
    ):
        accepted, _ = listener.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_host_that_is_none_is_told(capsys):
    assert main(["serve", "--host", "."]) == 2
    assert "of .: that is no address of a machine; leave --host out" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (PermissionError(13, "denied"), "only the administrator may listen there"),
        (OSError(99, "not there"), "this machine has no such address"),
        (OSError(105, "no space"), "no space; name another"),
    ],
)
def test_a_place_to_listen_that_cannot_be_had_is_told(error, told, monkeypatch, capsys):
    def refuse(*_, **__):
        raise error

    monkeypatch.setattr(command.socket, "create_server", refuse)

    assert main(["serve", "--host", "h", "--port", "80"]) == 2
    assert told in capsys.readouterr().err


def test_without_the_extra_one_line_says_so(monkeypatch, capsys):
    monkeypatch.setattr(command, "_NEEDED", ("fastapi", "nothing_of_this_name"))

    assert main(["serve"]) == 2
    assert "pip install 'summons-check[web]'" in capsys.readouterr().err


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_what_is_under_way_is_answered_when_it_ends(number):
    """Nothing new is taken by then, and the code is 0: nothing was wrong."""
    with serving() as server:
        with socket.create_connection(("127.0.0.1", server.port)) as connection:
            connection.sendall(HEAD)
            _received(connection, b"100 Continue\r\n\r\n")  # now it waits for the body
            server.process.send_signal(number)
            _until_refused(server.port)
            connection.sendall(BODY)
            answer = b"".join(iter(lambda: connection.recv(65_536), b""))  # and it hangs up
        ended = server.ended()

    assert answer.startswith(b"HTTP/1.1 200 OK\r\n")
    assert b'"verdict":"likely_fake"' in answer
    assert ended == (0, "", "")


def _until_refused(port):
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            return
        time.sleep(0.1)
    raise AssertionError("it still takes connections")


REQUESTS = [
    ("POST", "/v1/check", json.dumps({"text": MESSAGE}).encode()),
    ("POST", "/v1/check", json.dumps({"text": MESSAGE, MARK: MARK, "lang": MARK}).encode()),
    ("POST", "/v1/check", MESSAGE.encode()),
    ("POST", "/v1/check", MESSAGE.encode("gb18030")),
    ("POST", "/v1/check", MESSAGE.encode() * 200_000),
    ("POST", "/v1/check-batch", json.dumps({"messages": [MESSAGE, {"text": MESSAGE}]}).encode()),
    ("POST", f"/{MARK}?{MARK}", MESSAGE.encode()),
    ("GET", f"/v1/rules/{MARK}", None),
]


def test_no_word_of_a_message_gets_into_a_log_an_error_or_a_metric():
    """A report alone quotes it; garbage that is no HTTP is not shown either."""
    with serving() as server, httpx2.Client(base_url=server.address, trust_env=False) as client:
        json_head = {"Content-Type": "application/json", "X-Note": ascii(MARK)}
        answers = [client.request(*it[:2], content=it[2], headers=json_head) for it in REQUESTS]
        with socket.create_connection(("127.0.0.1", server.port)) as connection:
            connection.sendall(f"{MARK} {MESSAGE}\r\n\r\n".encode())
            garbage = _received(connection, b"\r\n\r\n")
        with socket.create_connection(("127.0.0.1", server.port)) as connection:
            connection.sendall(HEAD)
            _received(connection, b"100 Continue\r\n\r\n")
            connection.sendall(MARK.encode())  # and leaves
        metrics = client.get("/metrics").text
        server.process.terminate()
        code, out, err = server.ended()

    assert [answer.status_code for answer in answers] == [200, 422, 400, 400, 413, 422, 404, 404]
    assert garbage.startswith(b"HTTP/1.1 400 ")
    assert (code, out, err) == (0, "", "Invalid HTTP request received.\n")
    for told in (*[answer.text for answer in answers[1:]], garbage.decode(), metrics):
        assert MARK not in told
        assert ascii(MARK)[1:-1] not in told


def test_a_head_without_end_is_not_read_on(server):
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nX: " + b"x" * 200_000)
        assert _received(connection, b"\r\n\r\n").startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize(
    ("options", "screen", "opens"),
    [([], ":0", True), (["--no-browser"], ":0", False), ([], "", False)],
)
def test_the_browser_opens_for_a_person_at_a_screen(options, screen, opens, tmp_path):
    browser, opened = tmp_path / "browser", tmp_path / "opened"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > {opened}\n')
    browser.chmod(browser.stat().st_mode | stat.S_IXUSR)
    environment = {
        **os.environ,
        "BROWSER": f"{browser} %s",
        "DISPLAY": screen,
        "WAYLAND_DISPLAY": "",
    }
    terminal, inner = pty.openpty()
    process = subprocess.Popen(  # noqa: S603
        [*COMMAND, "--port", "0", *options], stdin=inner, stdout=inner, env=environment
    )
    with process:
        said = os.read(terminal, 1_000).decode()
        address = said.split()[3]
        httpx2.get(f"{address}/healthz", trust_env=False, timeout=60)  # it is up
        for _ in range(100 * opens):
            if opened.exists() and opened.read_text():
                break
            time.sleep(0.1)
        process.terminate()

    assert process.returncode == 0
    assert opened.exists() == opens
    assert not opens or opened.read_text() == address


def test_no_browser_is_told(monkeypatch, capsys):
    monkeypatch.setattr(command.webbrowser, "open", lambda _: False)
    command._open("http://127.0.0.1:1")

    assert "open the address yourself" in capsys.readouterr().out


def test_an_address_that_others_can_reach_is_told():
    with serving("--host", "0.0.0.0") as server:  # noqa: S104 - that is what is tested
        assert server.process.stdout.readline().startswith("Others can reach it")
        answer = httpx2.get(f"{server.address}/healthz", trust_env=False, timeout=60)
        assert answer.status_code == 200


def test_no_browser_opens_when_nobody_sits_there(server):
    """Its standard output is a pipe here."""
    assert not command._has_person()
    assert server.process.poll() is None
