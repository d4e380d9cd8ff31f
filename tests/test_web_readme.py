"""What the server's README shows works: nginx before it, and the unit for systemd."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
from pathlib import Path

import httpx2
import pytest

import summons_check.web
from serving import serving
from summons_check.web import Limits

pytestmark = pytest.mark.usefixtures("loopback")
README = (Path(summons_check.web.__file__).parent / "README.md").read_text("utf-8")
NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
SYSTEMD = shutil.which("systemd-analyze") or ""
WRAPPED = """
user root;
daemon off;
pid {folder}/pid;
error_log {folder}/error.log;
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {shown}
}}
"""


def _shown(name):
    """The block of the README behind a mark."""
    return re.search(rf"<!-- {name} -->\n```\w+\n(.*?)```", README, re.DOTALL)[1]


def _free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


@pytest.mark.skipif(not Path(NGINX).exists(), reason="nginx is not installed")
def test_nginx_passes_requests_on(tmp_path):
    """With problems, its own limit, and metrics for this machine."""
    with serving() as server:
        port = _free_port()
        shown = _shown("nginx").replace("127.0.0.1:8000", f"127.0.0.1:{server.port}")
        shown = shown.replace("listen 80;", f"listen 127.0.0.1:{port};")
        config = tmp_path / "nginx.conf"
        config.write_text(WRAPPED.format(folder=tmp_path, shown=shown))
        command = [NGINX, "-c", str(config), "-e", str(tmp_path / "error.log")]
        subprocess.run([*command, "-t"], check=True, capture_output=True)  # noqa: S603
        with (
            subprocess.Popen(command) as nginx,  # noqa: S603
            httpx2.Client(
                base_url=f"http://127.0.0.1:{port}",
                trust_env=False,
                transport=httpx2.HTTPTransport(retries=8),
                timeout=60,
            ) as client,
        ):
            try:
                answers = [
                    client.post("/v1/check", json={"text": "我司已签发逮捕令"}),
                    client.post("/v1/check", json={"text": 1}),
                    client.post("/v1/check", content=b" " * 2_050_000),
                    client.post("/v1/check", content=b" " * 3_000_000),
                    client.get("/metrics"),
                ]
                crowd = [client.get("/healthz").status_code for _ in range(60)]
            finally:
                nginx.terminate()

    assert [answer.status_code for answer in answers] == [200, 422, 415, 413, 200]
    assert answers[0].json()["rule_pack"]
    assert answers[1].headers["content-type"] == "application/problem+json"
    assert set(crowd) == {200, 429}


@pytest.mark.skipif(not SYSTEMD, reason="systemd is not installed")
def test_the_unit_is_one(tmp_path):
    unit = tmp_path / "summons-check@8000.service"
    unit.write_text(_shown("systemd").replace("/opt/summons-check/bin/summons-check", "/bin/true"))
    ran = subprocess.run(  # noqa: S603
        [SYSTEMD, "verify", "--man=no", str(unit)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert (ran.returncode, ran.stderr) == (0, "")


def test_the_limits_that_it_names_are_those_there_are():
    limits = Limits()
    for said in (
        f"more than {limits.body_bytes:,} bytes",
        f"more than {limits.batch_messages} messages",
        f"within {limits.seconds:g} seconds",
        f"more waits than is taken on ({limits.waiting})",
    ):
        assert said in README
    assert (limits.threads, "Four threads check" in README) == (4, True)
