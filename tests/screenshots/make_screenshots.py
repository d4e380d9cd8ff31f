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
from page_messages import CLAIM, FAKE  # noqa: E402 - found by the line above
from serving import serving  # noqa: E402 - found by the line above

PICTURES = {
    "fake.png": (FAKE, "en", "light", {"width": 760, "height": 720}),
    "claim-dark.png": (CLAIM, "zh-Hans", "dark", {"width": 360, "height": 720}),
}


def main() -> None:
    """Take each picture anew."""
    with serving() as server, browsing() as browser:
        for name, (message, lang, scheme, size) in PICTURES.items():
            page = browser.new_page(viewport=size, color_scheme=scheme)
            page.goto(f"{server.address}/?lang={lang}")
            page.fill("#text", message)
            page.click("button.main")
            page.wait_for_selector("#result")
            page.evaluate("() => scrollTo(0, 0)")
            page.screenshot(path=HERE / name)
            page.close()


if __name__ == "__main__":
    main()
