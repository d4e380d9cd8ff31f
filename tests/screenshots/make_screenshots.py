"""Take the pictures of the page, the API and the tool that the README shows.

Run it with the Python of the project, where Debian's package chromium is installed:

    python tests/screenshots/make_screenshots.py
"""

from __future__ import annotations

import html
import json
import subprocess
import sys
from pathlib import Path
from urllib.request import Request, urlopen

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from browser import browsing  # noqa: E402 - found by the line above
from page_messages import SUMMONS  # noqa: E402 - found by the line above
from serving import serving  # noqa: E402 - found by the line above

FAKE = (
    "FINAL NOTICE from Northgate Recovery: your payday loan case is with the police. A warrant for "
    "your arrest is issued and will be executed today. Pay £480 in gift cards to close the case. "
    "Do not tell your bank."
)
PICTURES = {  # message, part of the page that is shown, and how
    "evidence.png": (FAKE, ".message", "en", "light", {"width": 760, "height": 760}),
    "summons.png": (SUMMONS, "header", "zh-Hans", "dark", {"width": 360, "height": 720}),
}


CONSOLE = """\
<pre style="margin: 0; padding: 20px; width: 720px; background: #15181c; color: #e8e8e8;
font: 15px/1.5 monospace; white-space: pre-wrap">"""
LINES = 9
"""Of the report that a tool gives its agent, as many are shown."""


def asked_over_http(address: str) -> str:
    """What a program sends and gets, as a terminal shows it."""
    body = json.dumps({"text": FAKE, "lang": "en"}, ensure_ascii=False)
    asked = Request(f"{address}/v1/check", body.encode(), {"Content-Type": "application/json"})  # noqa: S310 - our own server
    with urlopen(asked) as answer:  # noqa: S310 - our own server
        report = json.load(answer)
    first = {key: report["findings"][0][key] for key in ("title", "points", "quotes")}
    shown = {"verdict": report["verdict"], "score": report["score"], "first": first}
    return (
        f"$ curl -s localhost:8000/v1/check -H 'Content-Type: application/json' -d '{body}' |\n"
        "    jq '{verdict, score, first: (.findings[0] | {title, points, quotes})}'\n"
        + json.dumps(shown, indent=2, ensure_ascii=False)
    )


def asked_by_an_agent() -> str:
    """What an agent's call of the tool brings, as the SDK's own client hears it."""
    given = {"text": FAKE, "lang": "en"}
    told = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, HERE.parent / "mcp_client.py"],
        input=json.dumps([["call_tool", "check_message", given]]),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    lines = json.loads(told.stdout)[0]["content"][0]["text"].splitlines()
    call = f"check_message({json.dumps(given, ensure_ascii=False)})"
    return "\n".join([call, "", *lines[:LINES], "…"])


def main() -> None:
    """Take each picture anew."""
    with serving() as server, browsing() as browser:
        for name, text in (
            ("http.png", asked_over_http(server.address)),
            ("tool.png", asked_by_an_agent()),
        ):
            page = browser.new_page()
            page.set_content(CONSOLE + html.escape(text) + "</pre>")
            page.locator("pre").screenshot(path=HERE / name)
            page.close()
        for name, (message, part, lang, scheme, size) in PICTURES.items():
            page = browser.new_page(viewport=size, color_scheme=scheme)
            page.goto(f"{server.address}/?lang={lang}")
            page.fill("#text", message)
            page.click("button.main")
            page.wait_for_selector("#result")
            page.eval_on_selector(part, "part => part.scrollIntoView()")
            page.screenshot(path=HERE / name)
            page.close()


if __name__ == "__main__":
    main()
