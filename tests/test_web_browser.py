"""The page in a real browser: with a script and without, by keyboard, narrow, dark and printed.

SUMMONS_CHECK_SCREENSHOTS names a folder for pictures of each state; a temporary one otherwise.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser import CHROMIUM, NPM, axe_source, browsing
from page_messages import CLAIM, FAKE, MESSAGES, SUMMONS
from serving import serving
from summons_check import check
from summons_check.languages import LANGS
from summons_check.wording import name

pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no browser: install Debian's package chromium to run these"
)
_WIDE, _PHONE = 1_100, 360
_STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]


@pytest.fixture(scope="module")
def server(loopback):
    with serving() as running:
        yield running


@pytest.fixture(scope="module")
def browser(loopback):
    with browsing() as running:
        yield running


@pytest.fixture(scope="session")
def pictures(tmp_path_factory):
    folder = os.environ.get("SUMMONS_CHECK_SCREENSHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        return Path(folder)
    return tmp_path_factory.mktemp("screenshots")


@pytest.fixture(scope="module")
def axe(request):
    if NPM is None:
        pytest.skip("no npm: it installs axe-core")
    return axe_source(request.config.cache.mkdir("axe-core"))


class Tab:
    """A tab of a browser of its own, that keeps what went wrong and what was asked for."""

    def __init__(self, browser, server, *, width=_WIDE, **options):
        self.context = browser.new_context(viewport={"width": width, "height": 800}, **options)
        self.page = self.context.new_page()
        self.page.set_default_timeout(60_000)
        self.home = server.address
        self.asked, self.wrong = [], []
        self.context.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.wrong.append(message.text))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("dialog", lambda dialog: self.wrong.append(dialog.message))

    def open(self, path="/?lang=en"):
        self.page.goto(self.home + path)
        return self

    def check(self, text):
        self.page.fill("#text", text)
        self.page.click("button.main")
        self.page.wait_for_selector("#result")
        return self

    def focused(self):
        return self.page.evaluate("document.activeElement.id")

    def require_status(self, words):
        """Wait for words: by a locator, for the policy of the page forbids to evaluate strings."""
        expect(self.page.locator("#status")).to_contain_text(words)

    def require_clean(self):
        """Nothing was said on the console, nothing came from elsewhere, nothing sticks out."""
        assert self.wrong == []
        assert {url for url in self.asked if not url.startswith(f"{self.home}/")} == set()
        size = self.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert size[0] <= size[1]


@pytest.fixture
def tab(browser, server):
    opened = []

    def open_tab(**options):
        opened.append(Tab(browser, server, **options))
        return opened[-1]

    yield open_tab
    for each in opened:
        each.context.close()


@pytest.mark.parametrize("kind", MESSAGES)
def test_each_message_gets_its_report(tab, pictures, kind):
    text = MESSAGES[kind]
    shown = tab().open().check(text)
    report = check(text, lang="en")

    assert shown.page.inner_text("h1") == name("verdict", report.verdict, "en")
    assert shown.focused() == "result"
    assert shown.page.title().startswith(name("verdict", report.verdict, "en"))
    assert shown.page.input_value("#text") == text
    shown.require_clean()
    if kind != "long":
        shown.page.screenshot(path=pictures / f"{kind}.png", full_page=True)


@pytest.mark.parametrize(("lang", "scheme"), [*zip(LANGS, ["dark", "light"] * 2, strict=True)])
def test_each_language_on_a_telephone(tab, pictures, lang, scheme):
    shown = tab(width=_PHONE, color_scheme=scheme).open(f"/?lang={lang}")
    shown.page.screenshot(path=pictures / f"form-{lang}-{scheme}.png", full_page=True)
    shown.check(SUMMONS)

    assert shown.page.inner_text("h1") == name("verdict", "no_red_flags", lang)
    shown.require_clean()
    shown.page.screenshot(path=pictures / f"report-{lang}-{scheme}.png", full_page=True)


@pytest.mark.parametrize(("scheme", "width"), [("light", _WIDE), ("dark", _PHONE)])
def test_no_state_of_the_page_shuts_anybody_out(tab, axe, scheme, width):
    """As far as axe-core can tell: WCAG 2.1, levels A and AA."""
    shown = tab(color_scheme=scheme, width=width).open()
    states = {"form": _violations(shown, axe)}
    shown.page.click("button.main")
    shown.page.wait_for_selector("#problem")
    states["problem"] = _violations(shown, axe)
    for kind in ("fake", "claim", "everyday"):
        states[kind] = _violations(shown.check(MESSAGES[kind]), axe)
        shown.open()
    states["rule"] = _violations(shown.open("/rules/cn.safe-account?lang=zh-Hans"), axe)

    assert [*states.values()] == [[] for _ in states], states


def test_axe_finds_what_is_wrong(tab, axe):
    shown = tab().open()
    shown.page.eval_on_selector("label[for=text]", "label => label.remove()")
    shown.page.eval_on_selector("main p", "words => { words.style.color = '#ccc'; }")

    assert {found for found, _ in _violations(shown, axe)} == {"label", "color-contrast"}


def _violations(shown, axe):
    shown.page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    shown.page.evaluate(axe)
    found = shown.page.evaluate(
        "standards => axe.run({runOnly: standards}).then(found => found.violations)", _STANDARDS
    )
    return [(each["id"], each["nodes"][0]["html"]) for each in found]


@pytest.mark.parametrize("lang", LANGS)
def test_without_a_script_the_report_is_the_same(tab, lang):
    plain = tab(java_script_enabled=False).open(f"/?lang={lang}").check(FAKE)
    scripted = tab().open(f"/?lang={lang}").check(FAKE)

    for part in ("h1", "article section", ".promise"):
        texts = [shown.page.locator(part).first.inner_text() for shown in (plain, scripted)]
        assert texts[0] == texts[1]
    assert plain.page.url.endswith(f"/?lang={lang}#result")
    assert not plain.page.is_visible("[data-copy]")
    plain.require_clean()


def test_without_a_script_the_language_changes_and_nothing_is_lost(tab):
    shown = tab(java_script_enabled=False).open().check(SUMMONS)
    shown.page.click("button[data-lang='zh-Hant']")
    shown.page.wait_for_selector("html[lang='zh-Hant'] #result")

    assert shown.page.input_value("#text") == SUMMONS
    shown.require_clean()


def test_a_keyboard_is_enough(tab, pictures):
    shown = tab().open()
    shown.page.keyboard.press("Tab")
    assert shown.page.inner_text(":focus") == "Skip to the content"
    shown.page.keyboard.press("Enter")
    assert _tab_to(shown, "#text")
    shown.page.keyboard.insert_text(FAKE)
    assert _tab_to(shown, "button.main")
    shown.page.keyboard.press("Enter")
    shown.page.wait_for_selector("#result")

    assert shown.focused() == "result"
    assert _tab_to(shown, "blockquote a")
    shown.page.screenshot(path=pictures / "keyboard.png")
    shown.page.keyboard.press("Enter")
    shown.page.wait_for_url(re.compile("#summons-check-finding-"))
    assert _tab_to(shown, "h3 a")
    shown.page.keyboard.press("Enter")
    shown.page.wait_for_url(re.compile("#summons-check-evidence-"))
    shown.require_clean()


def _tab_to(shown, selector, most=40):
    """Whether Tab gets there."""
    for _ in range(most):
        shown.page.keyboard.press("Tab")
        if shown.page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return True
    return False


def test_the_language_is_remembered_without_a_cookie(tab):
    shown = tab(locale="en-GB").open("/")
    shown.page.fill("#text", SUMMONS)
    shown.page.click("a[data-lang='ja']")
    shown.page.wait_for_selector("html[lang='ja']")
    assert shown.page.input_value("#text") == SUMMONS
    assert shown.page.query_selector("#result") is None
    assert shown.page.url.endswith("/?lang=ja")

    shown.open("/")
    shown.page.wait_for_selector("html[lang='ja']")
    assert shown.context.cookies() == []
    assert shown.open("/?lang=en").page.get_attribute("html", "lang") == "en"
    shown.require_clean()


def test_a_report_is_read_in_another_language(tab):
    shown = tab().open().check(CLAIM)
    shown.page.click("button[data-lang='zh-Hans']")
    shown.page.wait_for_selector("html[lang='zh-Hans'] #result")

    assert shown.page.inner_text("h1") == name("verdict", "no_red_flags", "zh-Hans")
    assert shown.focused() == "result"
    shown.require_clean()


@pytest.mark.parametrize("way", ["chosen", "dropped"])
def test_a_file_is_read(tab, tmp_path, way):
    file = tmp_path / "letter.txt"
    file.write_bytes(FAKE.encode("gb18030"))
    shown = tab().open()
    if way == "chosen":
        shown.page.set_input_files("#file", file)
    else:
        _drop(shown, file)
    shown.require_status("file is chosen")
    shown.page.click("button.main")
    shown.page.wait_for_selector("#result")

    assert shown.page.input_value("#text") == FAKE
    shown.require_clean()


def _drop(shown, file):
    dropped = shown.page.evaluate_handle(
        """bytes => {
            const dropped = new DataTransfer();
            dropped.items.add(new File([new Uint8Array(bytes)], "letter.txt"));
            return dropped;
        }""",
        [*file.read_bytes()],
    )
    shown.page.dispatch_event("#text", "drop", {"dataTransfer": dropped})


def test_the_report_can_be_copied(tab):
    shown = tab(permissions=["clipboard-read", "clipboard-write"]).open().check(FAKE)
    shown.page.click("[data-copy]")
    shown.require_status("Copied")

    copied = shown.page.evaluate("navigator.clipboard.readText()")
    assert copied.strip() == check(FAKE).to_text(FAKE, lang="en").strip()


def test_the_report_can_be_copied_by_hand(tab):
    shown = tab().open().check(FAKE)
    shown.page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    shown.page.click("[data-copy]")
    shown.page.wait_for_selector("details[open] #plain")

    selected = "document.getElementById('plain').selectionEnd"
    assert shown.page.evaluate(selected) > len(FAKE)
    shown.require_status("copy it yourself")


def test_paper_shows_the_report_alone(tab, pictures):
    shown = tab().open().check(FAKE)
    shown.page.emulate_media(media="print")

    for hidden in ("nav", ".again", "[data-print]", ".skip"):
        assert not shown.page.is_visible(hidden)
    assert shown.page.is_visible("h1")
    assert shown.page.is_visible("blockquote")
    shown.page.screenshot(path=pictures / "print.png", full_page=True)


def test_a_server_that_is_gone_loses_no_word(tab):
    shown = tab().open()
    shown.page.route("**/*", lambda route: route.abort())
    shown.page.fill("#text", FAKE)
    shown.page.click("button.main")
    shown.require_status("did not answer")

    assert shown.page.input_value("#text") == FAKE
    shown.page.unroute_all()
    shown.check(FAKE)


def test_a_mistake_is_told_and_the_focus_goes_there(tab, pictures):
    shown = tab(width=_PHONE).open()
    shown.page.click("button.main")
    shown.page.wait_for_selector("#problem")

    assert shown.focused() == "problem"
    shown.page.screenshot(path=pictures / "problem.png", full_page=True)
    shown.check(FAKE)


def test_a_rule_has_a_page(tab, pictures):
    shown = tab(width=_PHONE).open().check(FAKE)
    shown.page.click("text=More about this rule >> nth=0")
    shown.page.wait_for_selector("article.rule")

    shown.require_clean()
    shown.page.screenshot(path=pictures / "rule.png", full_page=True)
