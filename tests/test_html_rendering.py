"""The parts of a report for a page of somebody else; the page itself is in test_rendering.py."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summons_check import check
from summons_check.html_rendering import HtmlParts, html_parts, render_html
from summons_check.languages import LANGS
from summons_check.models import Lang

FAKE = "【速贷催收】您的借款3,200元逾期，我司已签发逮捕令，今晚上门抓人，转到我个人账户可撤销。"


def parts_of(message: str, lang: Lang = "en") -> HtmlParts:
    return html_parts(check(message), message, lang, lambda rule: f"/r/{rule}?a&b")


@pytest.mark.parametrize("lang", LANGS)
def test_the_parts_say_what_the_page_says(lang: Lang) -> None:
    parts = parts_of(FAKE, lang)
    page = _words(render_html(check(FAKE), FAKE, lang))

    for part in parts.sections:
        body = re.sub(
            r' · <a href="/r/.*?</a>|<p><small><a href="/r/.*?</small></p>', "", part.body
        )
        assert _words(body) in page
        assert part.heading in page
    assert all(words in page for words in (parts.verdict, *parts.lead, parts.foot))


def _words(markup: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", markup)).strip()


@given(st.text(max_size=80))
def test_each_quote_leads_to_a_place_of_its_own(tail: str) -> None:
    """Also where findings share their words, and whatever else the message says."""
    markup = "".join(part.body for part in parts_of(FAKE + tail).sections)
    places = re.findall(r'id="(summons-check-evidence-\d+-\d+)"', markup)
    links = re.findall(r'href="#(summons-check-evidence-\d+-\d+)"', markup)

    assert sorted(places) == sorted(links) == sorted({*links})
    assert places


def test_a_finding_leads_to_its_rule() -> None:
    report = check(FAKE)
    markup = "".join(part.body for part in parts_of(FAKE).sections)

    addresses = re.findall(r'href="/r/([^"]+)\?a&amp;b"', markup)
    assert sorted(addresses) == sorted(finding.rule_id for finding in report.findings)


def test_a_page_on_its_own_leads_to_no_rule_and_has_no_places() -> None:
    assert "summons-check-evidence-" not in render_html(check(FAKE), FAKE)
    assert "/r/" not in render_html(check(FAKE), FAKE)


def test_another_message_is_refused() -> None:
    with pytest.raises(ValueError, match="is not the message"):
        html_parts(check(FAKE), "another", "en", str)
