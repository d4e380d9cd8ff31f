"""Take the pictures of the page that the README shows.

Run it with the Python of the project, where Debian's package chromium is installed:

    python tests/screenshots/make_screenshots.py
"""

from __future__ import annotations

import sys
from pathlib import Path

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


def main() -> None:
    """Take each picture anew."""
    with serving() as server, browsing() as browser:
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
