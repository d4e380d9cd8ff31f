"""A real browser without a window, for the tests of the page and for its pictures."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

CHROMIUM = shutil.which("chromium")
NPM = shutil.which("npm")
_FLAGS = (
    "--no-sandbox",  # it refuses to run as root otherwise, and sees our own page alone
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",  # what the browser itself would ask its maker
    "--disable-component-update",
    "--disable-sync",
)
_AXE = "axe-core@4.10.3"


@contextmanager
def browsing() -> Iterator[Browser]:
    """Run a browser for a while."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*_FLAGS])
        try:
            yield browser
        finally:
            browser.close()


def axe_source(folder: Path) -> str:
    """The script of axe-core, installed into a folder when it is not there yet."""
    script = folder / "node_modules" / "axe-core" / "axe.min.js"
    if not script.exists():
        assert NPM
        subprocess.run(  # noqa: S603 - our own words
            [NPM, "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder, _AXE],
            check=True,
            timeout=180,
        )
    return script.read_text(encoding="utf-8")
