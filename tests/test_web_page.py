"""The page as it comes over HTTP, with no script at work."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from page_messages import CLAIM, FAKE, LONG, MARKUP, MESSAGES, SUMMONS, TURNED, WARNING
from summons_check import check, default_pack
from summons_check.languages import LANGS
from summons_check.web import Limits, create_app
from summons_check.web.problems import RequestError
from summons_check.web.words import NAMES
from summons_check.web.workers import Workers
from summons_check.wording import name

_VOID = {"meta", "link", "input", "img", "br"}
_CONTROLS = {"input", "textarea", "select"}


class Page(HTMLParser):
    """The tags and the words of a page, which must be well formed."""

    def __init__(self, answer):
        super().__init__()
        self.tags, self.words, self._open = [], [], []
        self.feed(answer.text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, words):
        self.words.append((tuple(self._open), words))

    def values(self, attribute):
        """Of every tag that has it."""
        return [found[attribute] for _, found in self.tags if attribute in found]

    def inside(self, tag):
        """The words inside all tags of a name."""
        return "".join(words for path, words in self.words if tag in path)


@pytest.fixture(scope="module")
def client(loopback):
    app = create_app()
    with TestClient(app, base_url="http://127.0.0.1:8000", client=("127.0.0.1", 50_000)) as made:
        yield made


def send(client, text="", lang="en", file=("", b""), **fields):
    """Send the form as a browser does."""
    files = {"file": (*file, "text/plain")}
    return client.post(f"/?lang={lang}", data={"text": text, **fields}, files=files)


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_speaks_the_language_of_its_address(client, lang):
    page = Page(client.get(f"/?lang={lang}"))

    assert page.tags[0] == ("html", {"lang": lang})
    current = [found for _, found in page.tags if found.get("aria-current") == "true"]
    assert [found["data-lang"] for found in current] == [lang]
    assert all(own in page.inside("nav") for own in NAMES.values())


@pytest.mark.parametrize(
    ("accepted", "lang"),
    [
        ("zh-TW,zh;q=0.9,en;q=0.8", "zh-Hant"),
        ("zh-CN,zh;q=0.9", "zh-Hans"),
        ("zh-Hant-HK", "zh-Hant"),
        ("fr,ja;q=0.4,en;q=0.3", "ja"),
        ("en-GB", "en"),
        ("fr, de", "en"),
        ("zh;q=much, ja", "ja"),
        (";;;,,=\x7f", "en"),
    ],
)
def test_without_one_it_speaks_that_of_the_browser(client, accepted, lang):
    answer = client.get("/", headers={"Accept-Language": accepted})

    assert Page(answer).tags[0] == ("html", {"lang": lang})


def test_a_language_that_is_not_here_is_told(client):
    for answer in (client.get("/?lang=tlh"), send(client, FAKE, "tlh")):
        assert answer.status_code == 422
        assert "no such language" in Page(answer).inside("li")
        assert "data-verdict" not in answer.text


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("text", MESSAGES.values(), ids=MESSAGES.keys())
def test_the_page_says_what_the_library_says(client, text, lang):
    answer = send(client, text, lang)
    page, report = Page(answer), check(text, lang=lang)

    assert answer.status_code == 200
    assert page.inside("h1") == name("verdict", report.verdict, lang)
    assert page.values("data-verdict") == [report.verdict.value]
    assert all(one_step.text in page.inside("li") for one_step in report.next_steps)
    assert report.to_text(text, lang=lang) in page.inside("textarea")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("text", MESSAGES.values(), ids=MESSAGES.keys())
def test_nothing_on_the_page_runs_or_comes_from_elsewhere(client, text, lang):
    page = Page(send(client, text, lang))

    scripts = [found for tag, found in page.tags if tag == "script"]
    assert scripts == [{"src": "/static/page.js", "defer": None}]
    assert {tag for tag, _ in page.tags}.isdisjoint({"style", "img", "iframe", "object", "base"})
    names = {attribute for _, found in page.tags for attribute in found}
    assert not {each for each in names if each.startswith("on")} | names & {"style", "srcdoc"}
    loaded = [found["href"] for tag, found in page.tags if tag == "link"] + page.values("src")
    assert all(re.fullmatch(r"/static/[a-z.]+", address) for address in loaded)


@pytest.mark.parametrize("text", MESSAGES.values(), ids=MESSAGES.keys())
def test_every_link_inside_the_page_leads_somewhere(client, text):
    """Evidence leads to its finding, the quotes of the finding back, citations to their source."""
    page = Page(send(client, text))
    ids, links = page.values("id"), [each for each in page.values("href") if each[0] == "#"]

    assert len(ids) == len(set(ids))
    assert {link[1:] for link in links} <= set(ids)
    report = check(text, lang="en")
    quotes = sum(len(finding.quotes) for finding in report.findings)
    to_evidence = [link for link in links if link.startswith("#summons-check-evidence-")]
    to_findings = [link for link in links if link.startswith("#summons-check-finding-")]
    assert len(to_evidence) == len(set(to_evidence)) == len(to_findings) == quotes


def test_a_quote_leads_to_its_own_words(client):
    answer = send(client, FAKE).text
    before = answer.partition('<a id="summons-check-evidence-1-1"')[0]

    assert '<a href="#summons-check-evidence-1-1"><bdi>逮捕令</bdi></a>' in answer
    assert re.sub(r"<sup>.*?</sup>|<sup>$|<[^>]+>", "", before).endswith("逮捕令")


@pytest.mark.parametrize("text", MESSAGES.values(), ids=MESSAGES.keys())
def test_the_box_holds_what_was_pasted(client, text):
    """Also a first empty line, which a browser would swallow."""
    for sent in (text, f"\n{text}"):
        box = send(client, sent).text.rpartition("<textarea")[2].partition(">\n")[2]

        assert Page(_Held(f"<p>{box.partition('</textarea>')[0]}</p>")).inside("p") == sent


class _Held:
    def __init__(self, text):
        self.text = text


@given(st.text(st.characters(codec="utf-8"), max_size=300))
def test_no_message_becomes_markup(client, text):
    """Whatever stands behind a fake, the page has the tags that it has with one more word."""
    hostile, dull = (Page(send(client, f"{FAKE}{tail}")) for tail in (text, "x"))

    assert _frame_of(hostile) == _frame_of(dull)


def _frame_of(page):
    """The tags of a page, without those inside a report, which depend on what was found."""
    inside = {"section", "h2", "h3", "ol", "ul", "li", "p", "small", "a", "mark", "sup", "bdi"}
    return [
        (tag, sorted(found)) for tag, found in page.tags if tag not in inside | {"cite", "details"}
    ]


def test_what_is_not_seen_is_spelled_out_in_the_report(client):
    page = Page(send(client, TURNED))
    shown = page.inside("blockquote")

    assert "⟨U+202E⟩" in shown
    assert not set("\u202e\u202d\u2067\u200f\u0007") & set(shown + page.inside("li"))


@pytest.mark.parametrize(
    ("text", "first", "absent"),
    [(SUMMONS, "dates", None), (CLAIM, "dates", None), (FAKE, "steps", "dates")],
)
def test_dates_come_first_where_the_message_may_be_real(client, text, first, absent):
    page = Page(send(client, text))
    sections = [found["class"] for tag, found in page.tags if tag == "section"]

    assert sections[0] == first
    assert absent not in sections


def test_what_to_do_comes_before_the_reasons(client):
    sections = [found["class"] for tag, found in Page(send(client, FAKE)).tags if tag == "section"]

    assert sections[:3] == ["steps", "message", "red_flag"]
    assert sections[-3:] == ["sources", "whole", "again"]


def test_a_warning_is_told_from_what_it_warns_of(client):
    page = Page(send(client, WARNING))

    assert page.values("data-verdict") == [check(WARNING).verdict.value] == ["not_applicable"]


def test_a_verdict_has_a_shape_of_its_own(client):
    """No verdict is told by its colour alone."""
    shapes = {re.search(r"<svg.*?</svg>", send(client, text).text)[0] for text in _ONE_EACH}

    assert len(shapes) == len(_ONE_EACH)


_ONE_EACH = (
    FAKE,
    CLAIM,
    "今晚吃什么？",
    "您涉嫌违约，请立即点击 http://t.cn/xyz 查看传票",
)


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_vouches_for_nothing(client, lang):
    words = re.sub(r"\s+", " ", Page(send(client, SUMMONS, lang)).inside("main").lower())

    assert not re.search(r"\b(genuine|safe|authentic|legitimate)\b", words)
    assert "安全的" not in words


def test_the_form_is_kept_with_the_report(client):
    given = {"sender": '"><b>12368', "channel": "sms", "received": "2026-11-02"}
    page = Page(send(client, SUMMONS, jurisdiction="CN", **given))

    fields = {found["name"]: found for tag, found in page.tags if tag == "input" and "id" in found}
    assert fields["sender"]["value"] == given["sender"]
    assert fields["received"]["value"] == given["received"]
    selected = [found["value"] for _, found in page.tags if "selected" in found]
    assert selected == ["sms", "CN"]
    hidden = {f["name"]: f["value"] for _, f in page.tags if f.get("type") == "hidden"}
    assert hidden == {"text": SUMMONS, "jurisdiction": "CN", **given}


def test_what_is_known_of_the_message_is_used(client):
    text = "请于五日内到庭。"
    given = {"sender": "+44 20 0000", "channel": "call", "jurisdiction": "UK"}
    report = check(text, received=date(2026, 11, 2), lang="en", **given)

    plain = Page(send(client, text, received="2026-11-02", **given)).inside("textarea")
    assert report.to_text(text) in plain


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_file_is_read_as_the_command_line_reads_one(client, encoding):
    page = Page(send(client, file=("letter.txt", FAKE.encode(encoding))))

    assert check(FAKE, lang="en").to_text(FAKE) in page.inside("textarea")


def test_a_form_without_a_file_is_read(client):
    answer = client.post("/?lang=en", files={"text": (None, FAKE)})

    assert Page(answer).values("data-verdict") == ["likely_fake"]


_WRONG = {
    "empty": ({}, "Paste the message"),
    "blank": ({"text": " \n\t"}, "Paste the message"),
    "both": ({"text": FAKE, "file": ("a.txt", b"x")}, "keep one"),
    "file": ({"file": ("a.pdf", b"%PDF\0\xff\xfe\x80")}, "no plain text"),
    "channel": ({"text": FAKE, "channel": "pigeon"}, "how it came"),
    "received": ({"text": FAKE, "received": "yesterday"}, "2026-11-02"),
    "impossible day": ({"text": FAKE, "received": "2026-02-30"}, "2026-11-02"),
    "jurisdiction": ({"text": FAKE, "jurisdiction": "Atlantis"}, "whose law"),
}


@pytest.mark.parametrize(("fields", "words"), _WRONG.values(), ids=_WRONG.keys())
def test_what_is_wrong_is_told_and_the_rest_kept(client, fields, words):
    answer = send(client, **fields)
    page = Page(answer)

    assert answer.status_code == 422
    assert [found["id"] for _, found in page.tags if found.get("role") == "alert"] == ["problem"]
    assert words in page.inside("li")
    assert page.inside("textarea").removeprefix("\n") == fields.get("text", "")
    assert {name for found in page.values("aria-describedby") for name in found.split()} <= set(
        page.values("id")
    )


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"data": {"text": FAKE}}, 415),
        ({"json": {"text": FAKE}}, 415),
        ({"content": FAKE.encode()}, 415),
        ({"content": b"x", "headers": {"Content-Type": "multipart/form-data"}}, 400),
        ({"content": b"x", "headers": {"Content-Type": "multipart/form-data; boundary=b"}}, 400),
        ({"files": {f"f{number}": (None, "x") for number in range(11)}}, 400),
        ({"files": {"file": ("a", "x"), "text": ("b", "x")}}, 400),
        ({"files": {"text": (None, "x" * 2_100_000)}}, 413),
        ({"files": {"file": ("a", "x" * 2_100_000)}}, 413),
    ],
)
def test_what_is_no_form_is_answered_with_the_page(client, sent, status):
    answer = client.post("/?lang=en", **sent)

    assert answer.status_code == status
    assert FAKE not in answer.text
    assert [found for _, found in Page(answer).tags if found.get("id") == "problem"]


def test_a_busy_server_says_so_on_the_page(loopback):
    class Slow:
        rules = default_pack()
        jurisdiction = None

        def check(self, *_, **__):
            raise TimeoutError

    app = create_app(Slow(), Limits(seconds=5))
    with TestClient(app) as client:
        answer = send(client, FAKE)

    assert answer.status_code == 503
    assert answer.headers["retry-after"]
    assert "busy" in Page(answer).inside("li")
    assert FAKE in Page(answer).inside("textarea")


@pytest.mark.parametrize("path", ["/", "/rules/cn.pay-to-cancel-case"])
def test_a_server_without_a_place_says_so_on_the_page(loopback, monkeypatch, path):
    """Somebody who only opens the page sees a page, too."""

    async def full(*_):
        raise RequestError(503, "full", retry_after=1)

    monkeypatch.setattr(Workers, "run", full)
    with TestClient(create_app()) as client:
        answer = client.get(path, params={"lang": "en"})

    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "1"
    assert "busy" in Page(answer).inside("li")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_another_method_is_refused(client, method):
    answer = client.request(method, "/")

    assert answer.status_code == 405
    assert "POST" in answer.headers["allow"] or "GET" in answer.headers["allow"]


@pytest.mark.parametrize("lang", LANGS)
def test_a_draft_changes_its_language_and_is_not_checked(client, lang):
    page = Page(send(client, SUMMONS, lang, draft="1"))

    assert page.tags[0] == ("html", {"lang": lang})
    assert page.values("data-verdict") == []
    assert page.inside("textarea").removeprefix("\n") == SUMMONS


HERE = {"base_url": "http://127.0.0.1:8000", "client": ("127.0.0.1", 50_000)}
_ELSEWHERE = {
    "another machine": ({**HERE, "client": ("192.0.2.7", 50_000)}, {}),
    "a name": ({**HERE, "base_url": "https://check.example.org"}, {}),
    "a proxy": (HERE, {"X-Forwarded-For": "192.0.2.7"}),
    "a form of another address": (HERE, {"Origin": "https://check.example.org"}),
    "a broken address": (HERE, {"Origin": "http://[::1"}),
    "a broken name": (HERE, {"Host": "[::1"}),
}


@pytest.mark.parametrize(("made", "headers"), _ELSEWHERE.values(), ids=_ELSEWHERE.keys())
def test_the_promise_is_made_only_on_the_own_machine(loopback, made, headers):
    with TestClient(create_app(), **made) as client:
        words = Page(client.get("/?lang=en", headers=headers)).inside("form")

    assert "This stays on your machine" not in words
    assert "goes to the server" in words


@pytest.mark.parametrize("origin", ["http://127.0.0.1:8000", "null"])
@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:8000", "http://localhost", "http://[::1]:80"]
)
def test_the_promise_is_made_there(loopback, address, origin):
    """Without a script a browser says "null", as our Referrer-Policy asks it to."""
    host = "::1" if "[" in address else "127.0.0.1"
    with TestClient(create_app(), base_url=address, client=(host, 50_000)) as client:
        client.headers["Origin"] = origin
        answer = send(client, FAKE)

    assert "This stays on your machine" in Page(answer).inside("form")


@pytest.mark.parametrize("lang", LANGS)
def test_each_finding_leads_to_the_page_of_its_rule(client, lang):
    addresses = {
        each for each in Page(send(client, FAKE, lang)).values("href") if "/rules/" in each
    }
    report = check(FAKE, lang=lang)

    assert len(addresses) == len({finding.rule_id for finding in report.findings})
    for address in addresses:
        page = Page(client.get(address))
        assert page.tags[0] == ("html", {"lang": lang})
        assert {"mark", "cite", "blockquote"} <= {tag for tag, _ in page.tags}


def test_every_rule_has_a_page(client):
    for rule in default_pack().rules[::25]:
        answer = client.get(f"/rules/{rule.id}?lang=zh-Hans")

        assert answer.status_code == 200
        assert rule.title.zh in Page(answer).inside("h1")


def test_an_unknown_rule_is_told_with_the_form(client):
    answer = client.get("/rules/no.such%22%3E%3Cb%3E?lang=en")

    assert answer.status_code == 404
    assert "No rule has this id" in Page(answer).inside("li")
    assert "<b>" not in answer.text


@pytest.mark.parametrize("file", ["page.css", "page.js", "icon.svg"])
def test_the_parts_of_the_page_are_there(client, file):
    answer = client.get(f"/static/{file}")

    assert answer.status_code == 200
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", answer.text)


@pytest.mark.parametrize("file", ["page.html", "../page.py", "..%2fpage.py", "%00"])
def test_nothing_else_is(client, file):
    assert client.get(f"/static/{file}").status_code == 404


@pytest.mark.parametrize("path", ["/", "/rules/cn.safe-account", "/static/page.css"])
def test_a_page_can_be_asked_for_its_head(client, path):
    answer = client.head(path)

    assert answer.status_code == 200
    assert answer.text == ""


def test_nothing_is_kept(client):
    for answer in (client.get("/"), send(client, FAKE), client.get("/rules/cn.safe-account")):
        assert answer.headers["cache-control"] == "no-store"
        assert "set-cookie" not in answer.headers
        assert "script-src 'self'" in answer.headers["content-security-policy"]
        assert "unsafe" not in answer.headers["content-security-policy"]


def test_the_longest_message_is_read_whole_and_a_longer_one_says_so(client):
    assert "characters were read" not in Page(send(client, LONG)).inside("section")
    assert "characters were read" in Page(send(client, f"{LONG}。")).inside("section")


def test_every_control_has_a_label(client):
    page = Page(send(client, MARKUP))
    labelled = {found["for"] for tag, found in page.tags if tag == "label"}

    for tag, found in page.tags:
        if tag in _CONTROLS and found.get("type") != "hidden":
            assert found.get("id") in labelled or found.get("aria-label")


def test_the_page_is_no_part_of_the_api(client):
    paths = client.get("/openapi.json").json()["paths"]

    assert not {"/", "/rules/{rule_id}", "/static/{name}"} & paths.keys()
