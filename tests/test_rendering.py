"""A report on paper: nothing left out, and nothing that the message can draw."""

import re
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summons_check.html_rendering import render_html
from summons_check.languages import LANGS
from summons_check.models import (
    Certainty,
    Claim,
    Claims,
    Finding,
    Frame,
    Kind,
    Lang,
    PackInfo,
    Role,
    Severity,
    Source,
    Span,
    Speaker,
    Step,
    Text,
    Wording,
    score_of,
    verdict_of,
)
from summons_check.rendering import render_markdown, render_text
from summons_check.report import Report
from summons_check.wording import say

RENDERERS = (render_text, render_markdown, render_html)
LAW = Source(
    title=Text(zh="刑事诉讼法第八十条", en="Criminal Procedure Law, art. 80"),
    url="https://example.org/law(2018)",
    certainty=Certainty.PRIMARY,
    read=date(2026, 11, 1),
)
NOTHING = Claims()
SEVERITIES = {Kind.CORROBORATION: Severity.MITIGATING, Kind.NOTICE: Severity.NOTICE}
HOSTILE = (
    "# heading\n1. item\n> quote\n| a | b |\n|---|---|\n<b onclick=x>[x](javascript:y)</b> "
    "&lt; ``` ~~~ `` ` www.evil.example http://evil.example a@evil.example \x1b[2J \u202e \ud800 "
    "{verdict} %s ⟦x⟧\r\n\t== heading ==\u2028│ <!-- <script>alert(1)</script> $x$ \\"
)


def finding(
    message: str,
    words: str,
    *,
    points: int = 30,
    rule_id: str = "cn.rule",
    title: str = "claims it",
) -> Finding:
    kind = Kind.RED_FLAG if points > 0 else Kind.CORROBORATION if points else Kind.NOTICE
    start = message.index(words)
    return Finding(
        rule_id=rule_id,
        family="authority",
        title=title,
        explanation="Only the police may.",
        wording=Wording(
            title=Text(zh="自称能抓人", en=title),
            explanation=Text(zh="只有公安机关可以。", en="Only the police may."),
        ),
        kind=kind,
        severity=SEVERITIES.get(kind, Severity.STRONG),
        points=points,
        spans=(Span(start=start, end=start + len(words)),),
        quotes=(words,),
        sources=(LAW,),
    )


def report(
    *findings: Finding,
    claims: Claims = NOTHING,
    frames: tuple[Frame, ...] = (),
    steps: tuple[Step, ...] = (),
    lang: Lang = "en",
    jurisdiction: str = "CN",
) -> Report:
    return Report(
        verdict=verdict_of(findings),
        score=score_of(findings),
        findings=findings,
        claims=claims,
        frames=frames,
        next_steps=steps,
        rule_pack=PackInfo(name="cn", version="0.1.0", sha256="ab" * 32),
        limits=("only the first 200000 characters were read",),
        lang=lang,
        jurisdiction=jurisdiction,
    )


def everything(message: str, *, points: int = 30) -> Report:
    """Build a report in which the message stands at every place that it can reach."""
    whole = Span(start=0, end=len(message))
    return report(
        finding(message, message, points=points),
        claims=Claims(
            speaker=Speaker(role=Role.COLLECTOR, evidence=message, span=whole),
            items=tuple(
                Claim(kind=kind, value=f"!{message}", detail=f"{message}?", span=whole)
                for kind in ("link", "hearing", "barcode")
            ),
        ),
        frames=(
            Frame(name="news", reason="x", wording=Text(zh="新闻", en="News."), spans=(whole,)),
        ),
        steps=(
            Step(
                id="ask",
                text="Ask 12368.",
                wording=Text(zh="拨打 12368。", en="Ask 12368."),
                source=LAW,
                verified=date(2026, 11, 1),
            ),
        ),
    )


class Tags(HTMLParser):
    """The elements of a page, and the text between them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.text = ""
        self.marked = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.tags.append((f"/{tag}", ()))

    def handle_decl(self, decl: str) -> None:
        self.tags.append((f"!{decl}", ()))

    def handle_comment(self, data: str) -> None:
        self.tags.append(("!--", ()))

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.tags and self.tags[-1][0] == "mark":
            self.marked += data


def without_code(markdown: str) -> str:
    """Markdown with every code block and code span taken out, as CommonMark reads them."""
    blocks = re.sub(r"^(`{3,})text\n(?:.*\n)*?\1$", "", markdown, flags=re.MULTILINE)
    return re.sub(r"(?<![\\`])(`+)(?!`)(?:.*?[^`])\1(?!`)", "", blocks)


def outside_the_message(text: str) -> int:
    return sum(not line.startswith("│ ") for line in text.split("\n"))


# What is said.


@pytest.mark.parametrize("render", RENDERERS)
def test_everything_that_was_found_is_said(render: object) -> None:
    message = "We issued a warrant. Pay by Friday."
    full = report(
        finding(message, "warrant", points=30),
        finding(message, "Friday", points=-10, rule_id="cn.fits", title="fits in a detail"),
        claims=Claims(
            speaker=Speaker(role=Role.COLLECTOR, evidence="We", span=Span(start=0, end=2)),
            items=(Claim(kind="deadline", value="2026-11-06", span=Span(start=28, end=34)),),
        ),
    )

    text = render(full, message).replace("\\", "")

    for words in (
        "No clear red flag",
        "20/100",
        "This message claims it",
        "strong, +30",
        "mitigating, -10",
        "Only the police may.",
        "Criminal Procedure Law, art. 80",
        "the primary text was read",
        "a debt collector",
        "2026-11-06",
        "only the first 200000 characters",
        "0.1.0",
        "abababababab",
    ):
        assert words in text, words


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("points", "first"),
    [
        (0, "dates"),
        (30, "dates"),
        (70, "red_flag"),
    ],
)
def test_dates_come_first_where_the_message_may_be_real(
    points: int, first: str, lang: Lang
) -> None:
    """A hearing that is missed cannot be had again."""
    headings = re.findall(
        r"^== (.*) ==$", render_text(everything("Text", points=points), lang=lang), re.M
    )

    assert headings[0] == say(f"heading.{first}", lang)
    assert headings[-2:] == [say("heading.limits", lang), say("heading.sources", lang)]
    assert headings.index(say("heading.steps", lang)) < headings.index(say("heading.claims", lang))


def test_only_deadlines_and_hearings_are_dates() -> None:
    text = render_text(everything("Text"))
    dates, _, rest = text.partition("== Warning signs ==")

    assert re.findall("^- (.*?):", dates, re.MULTILINE) == ["hearing"]
    assert re.findall("^- (link|hearing|barcode):", rest, re.MULTILINE) == ["link", "barcode"]


@pytest.mark.parametrize(
    ("kind", "value", "detail", "line"),
    [
        ("amount", "CNY 8600", "CNY", "amount: “8600元” (CNY 8600)"),
        (
            "case_number",
            "8600元",
            "letters, old_style",
            "case number: “8600元” (letters in it, old style)",
        ),
        ("deadline", "PT2H", "hours", "deadline: “8600元” (within hours)"),
        ("deadline", "P15D", "statutory", "deadline: “8600元” (ten days or more)"),
        ("deadline", "2026-11-06", "date", "deadline: “8600元” (2026-11-06, date)"),
        ("phone", "+1", "satellite", "phone number: “8600元” (+1, satellite)"),
        ("court", "8600元", "", "court: “8600元”"),
        (
            "document",
            "paper.summons",
            "requested",
            "document (says it will ask the authority for this): “8600元”",
        ),
    ],
)
def test_a_claim_shows_the_words_and_what_was_read_out_of_them(
    kind: str, value: str, detail: str, line: str
) -> None:
    message = "8600元"
    claim = Claim(kind=kind, value=value, detail=detail, span=Span(start=0, end=5))
    flagged = report(finding(message, message, points=70), claims=Claims(items=(claim,)))

    assert f"- {line}\n" in render_text(flagged, message)


@pytest.mark.parametrize(
    ("points", "words"), [(10, "only small oddities"), (0, "Nothing in its words")]
)
def test_small_flags_are_not_called_nothing(points: int, words: str) -> None:
    assert words in render_text(report(finding("Text", "Text", points=points)))


def test_findings_stand_by_weight_and_keep_their_numbers() -> None:
    message = "a b c d"
    text = render_text(
        report(
            finding(message, "a", points=0, title="notice"),
            finding(message, "b", points=-5, title="fits"),
            finding(message, "c", points=10, title="weak"),
            finding(message, "d", points=40, title="strong"),
        ),
        message,
    )

    assert re.findall(r"^(\d)\. This message (\w+)", text, re.M) == [
        ("1", "strong"),
        ("2", "weak"),
        ("3", "fits"),
        ("4", "notice"),
    ]
    assert "│ ⟦a⟧[4] ⟦b⟧[3] ⟦c⟧[2] ⟦d⟧[1]" in text


def test_a_report_can_be_read_in_another_language() -> None:
    """Titles, explanations and steps are kept in every language."""
    english = everything("Text")

    assert "自称能抓人" in render_text(english, lang="zh-Hans")
    assert "這條信息自稱能抓人" in render_text(english, lang="zh-Hant")
    assert "This message" not in render_text(english, lang="zh-Hans")


def test_a_japanese_report_says_in_english_what_has_no_japanese() -> None:
    """The frame is Japanese all the same, and no sentence is half in either."""
    found = finding("x", "x")
    known = found.wording.model_copy(
        update={"title": Text(zh="自称能抓人", en="claims it", ja="逮捕できると言っています")}
    )
    without = render_text(report(found), lang="ja")
    with_it = render_text(report(found.model_copy(update={"wording": known})), lang="ja")

    assert "This message claims it" in without
    assert "この文面は逮捕できると言っています" in with_it
    assert say("heading.red_flag", "ja") in without


@pytest.mark.parametrize(
    ("lang", "title"),
    [
        ("zh-Hans", "刑事诉讼法第八十条"),
        ("zh-Hant", "刑事訴訟法第八十條"),
        ("en", "Criminal Procedure Law, art. 80"),
    ],
)
@pytest.mark.parametrize("render", RENDERERS)
def test_a_source_is_described_in_the_language_of_the_report(
    render: Callable[..., str], lang: Lang, title: str
) -> None:
    assert title in render(report(finding("x", "x")), lang=lang)


def test_a_source_is_described_once_and_cited_by_its_number() -> None:
    """Ten findings that rest on one law show it once."""
    other = LAW.model_copy(update={"title": Text(zh="民法典", en="Civil Code")})
    text = render_text(
        report(
            finding("x", "x", rule_id="cn.a"),
            finding("x", "x", rule_id="cn.b").model_copy(update={"sources": (other, LAW)}),
        )
    )

    assert re.findall("^ *Source (.*)$", text, re.MULTILINE) == ["S1", "S1, S2"]
    assert re.findall("^(S[0-9]) (.*?) \\(", text, re.MULTILINE) == [
        ("S1", "Criminal Procedure Law, art. 80"),
        ("S2", "Civil Code"),
    ]


def test_citations_lead_to_their_source() -> None:
    page = Tags(render_html(everything("x")))
    targets = {dict(attributes).get("id") for _, attributes in page.tags}
    links = [dict(attributes)["href"] for tag, attributes in page.tags if tag == "a"]
    inside = [link for link in links if link and link.startswith("#")]

    assert inside
    assert {link.removeprefix("#") for link in inside} <= targets


def test_what_is_no_such_message_gets_no_score_and_no_claims() -> None:
    text = render_text(report(claims=Claims(speaker=Speaker(role=Role.COURT))))

    assert text.startswith("Not a court, legal or collection message\n")
    assert "/100" not in text
    assert "comes from" not in text


@pytest.mark.parametrize(
    ("claims", "jurisdiction", "words"),
    [
        (Claims(speaker=Speaker(role=Role.COURT)), "CN", "12368"),
        (Claims(speaker=Speaker(role=Role.COURT)), "UK", "court's published number"),
        (Claims(speaker=Speaker(role=Role.LENDER)), "CN", "sender's published number"),
    ],
)
def test_the_verdict_says_where_to_verify(claims: Claims, jurisdiction: str, words: str) -> None:
    notice = finding("Text", "Text", points=0)

    assert words in render_text(report(notice, claims=claims, jurisdiction=jurisdiction))


def test_a_likely_fake_is_always_verified_with_the_court() -> None:
    """Whoever sent it, there may be a case behind it."""
    sender = Claims(speaker=Speaker(role=Role.LENDER))

    assert "12368" in render_text(report(finding("Text", "Text", points=70), claims=sender))


# Where the evidence stands.


def test_overlapping_evidence_is_shown_once_with_both_numbers() -> None:
    message = "we issued the arrest warrant today"
    both = report(
        finding(message, "issued the arrest", points=40),
        finding(message, "arrest warrant", points=30),
    )

    assert "│ we ⟦issued the arrest⟧[1]⟦ warrant⟧[2] today" in render_text(both, message)
    assert Tags(render_html(both, message)).marked == "issued the arrest warrant"


@given(st.text(min_size=1, max_size=60), st.data())
def test_marks_cover_exactly_the_evidence(message: str, data: st.DataObject) -> None:
    places = st.integers(0, len(message) - 1)
    spans = [
        (start, data.draw(st.integers(start + 1, len(message))))
        for start in data.draw(st.lists(places, min_size=1, max_size=4))
    ]
    findings = tuple(
        finding("~", "~", rule_id=f"cn.r{n}").model_copy(
            update={"spans": (Span(start=a, end=b),), "quotes": (message[a:b],)}
        )
        for n, (a, b) in enumerate(spans)
    )
    covered = {place for a, b in spans for place in range(a, b)}
    page = Tags(render_html(report(*findings), message))
    expected = "".join(c for place, c in enumerate(message) if place in covered)

    assert plain(page.marked) == plain(expected)


def plain(text: str) -> str:
    """Take out what is spelled out or counts as a line end."""
    return "".join(c for c in re.sub(r"⟨U\+[0-9A-F]+⟩", "", text) if category(c)[0] not in "CZ")


@pytest.mark.parametrize("render", RENDERERS)
def test_another_message_is_refused(render: object) -> None:
    with pytest.raises(ValueError, match="not the message"):
        render(everything("the right one"), "the wrong one")


# What the message cannot do.


@pytest.mark.parametrize("message", [HOSTILE, "a\n```\n# b\n````\n- c", "`", " ", "\n"])
@pytest.mark.parametrize("with_message", [False, True])
def test_the_worst_message_changes_nothing(message: str, *, with_message: bool) -> None:
    check_skeletons(message, with_message=with_message)


@given(st.text(min_size=1, max_size=200))
def test_no_message_changes_what_is_around_it(message: str) -> None:
    check_skeletons(message, with_message=True)


@given(st.text(alphabet="`\\ \n<>&[]()#*_-|~!x.1", min_size=1, max_size=40))
def test_no_markup_changes_what_is_around_it(message: str) -> None:
    check_skeletons(message, with_message=True)


def check_skeletons(message: str, *, with_message: bool) -> None:
    """Take the message out of a report: what is left is that of a harmless message."""
    hostile, harmless = everything(message), everything("x")
    shown, dull = (message, "x") if with_message else (None, None)

    html, html_dull = render_html(hostile, shown), render_html(harmless, dull)
    assert Tags(html).tags == Tags(html_dull).tags

    markdown = without_code(render_markdown(hostile, shown))
    assert markdown == without_code(render_markdown(harmless, dull))

    text = render_text(hostile, shown)
    assert outside_the_message(text) == outside_the_message(render_text(harmless, dull))

    for output in (html, render_markdown(hostile, shown), text):
        unseen = {c for c in output if category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"}}
        assert unseen <= {"\n"}


def test_the_skeleton_tests_can_fail() -> None:
    """They would see a message that is let through."""
    assert Tags("<p>x</p>").tags != Tags("<p><b>x</b></p>").tags
    assert without_code("a `b`") != without_code("a `b` `")
    assert without_code("`x` *y*") == " *y*"
    assert without_code("```text\n# x\n```\nz") == "\nz"


def test_evidence_shows_what_was_hidden_in_it() -> None:
    """A zero-width space inside a word is worth seeing."""
    message = "arrest war\u200brant"

    assert "“war⟨U+200B⟩rant”" in render_text(report(finding(message, "war\u200brant")))


# What is ours.


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_stands_alone(lang: Lang) -> None:
    """It names its language, loads nothing, runs nothing."""
    page = render_html(everything("x"), "x", lang)
    tags = dict(Tags(page).tags)
    loading = {"src", "srcset", "data", "action", "onclick", "onload", "onerror"}

    assert page.startswith("<!doctype html>")
    assert dict(tags["html"])["lang"] == dict(tags["article"])["lang"] == lang
    assert not {"script", "link", "img", "iframe", "object", "form"} & tags.keys()
    assert not [a for _, attributes in Tags(page).tags for a, _ in attributes if a in loading]
    assert "url(" not in page
    assert "default-src 'none'" in page


def test_headings_go_down_one_level_at_a_time() -> None:
    levels = [
        int(tag[1])
        for tag, _ in Tags(render_html(everything("x"), "x")).tags
        if re.fullmatch(r"h\d", tag)
    ]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_an_article_is_a_part_of_the_page() -> None:
    full, part = render_html(everything("x")), render_html(everything("x"), page=False)

    assert part.startswith("<article")
    assert part in full


@pytest.mark.parametrize(
    ("url", "links"),
    [
        (
            "https://example.org/法律(2018).md",
            ["https://example.org/%E6%B3%95%E5%BE%8B%282018%29.md"],
        ),
        ('https://example.org/"><script>', ["https://example.org/%22%3E%3Cscript%3E"]),
        ("javascript:alert(1)", []),
        ("//example.org", []),
        ("", []),
    ],
)
def test_only_web_addresses_of_sources_become_links(url: str, links: list[str]) -> None:
    source = LAW.model_copy(update={"url": url})
    flagged = report(finding("x", "x").model_copy(update={"sources": (source,)}))
    anchors = [
        dict(attributes) for tag, attributes in Tags(render_html(flagged)).tags if tag == "a"
    ]
    outside = [anchor["href"] for anchor in anchors if not str(anchor["href"]).startswith("#")]

    assert outside == links
    assert re.findall(r"\]\(([^\s)]*)\)", render_markdown(flagged)) == links
